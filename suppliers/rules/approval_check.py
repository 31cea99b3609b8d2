"""Can this approval policy be used at all? Every reason against it, each naming the row it is about."""

from collections import Counter
from decimal import Decimal

from .assessment import HUNDRED, problem_with
from .risk_check import Problem


def check_policy(policy, *, weights):
    """The problems of a policy (rules.approval.Policy), empty if it may be used.

    `weights`: assessment kind → the weights of its dimensions.
    """
    return [
        *_whole(policy),
        *(_twice("certificate", policy.certificates)),
        *(_twice("assessment", [mark.kind for mark in policy.assessments])),
        *(p for mark in policy.assessments for p in _mark(mark, weights.get(mark.kind, ()))),
    ]


def _whole(policy):
    if not (policy.certificates or policy.declaration or policy.assessments):
        yield Problem("policy", "asks_for_nothing")
    if policy.assessment_months < 1:
        yield Problem("policy", "no_validity")


def _twice(what, kinds):
    for kind, count in Counter(kinds).items():
        if count > 1:
            yield Problem(f"{what} › {kind}", "twice")


def _mark(mark, weights):
    row = f"assessment › {mark.kind}"
    if not 0 < mark.pass_mark <= HUNDRED:
        yield Problem(row, "pass_mark_out_of_range", {"mark": str(mark.pass_mark)})
    if not 0 <= mark.minimum <= HUNDRED:
        yield Problem(row, "minimum_out_of_range", {"mark": str(mark.minimum)})
    problem = problem_with(weights)
    if problem:
        yield Problem(row, problem, {"total": str(sum(weights, Decimal(0)))})
