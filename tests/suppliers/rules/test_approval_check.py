from decimal import Decimal

import pytest

from suppliers.rules.approval import Mark, Policy
from suppliers.rules.approval_check import check_policy

WEIGHTS = {"qsa": [Decimal(60), Decimal(40)], "ga": [Decimal(60), Decimal(39)], "new": []}


def found(**policy):
    return [
        (problem.row, problem.key) for problem in check_policy(Policy(**policy), weights=WEIGHTS)
    ]


def test_a_good_policy_has_no_problem():
    marks = (Mark("qsa", Decimal(100), Decimal(0)),)
    assert found(certificates=("iso_9001",), assessments=marks) == []
    assert found(assessments=(Mark("qsa", Decimal("0.01"), Decimal(100)),)) == []


@pytest.mark.parametrize(
    ("policy", "problem"),
    [
        ({"declaration": False}, ("policy", "asks_for_nothing")),
        ({"assessment_months": 0}, ("policy", "no_validity")),
        ({"certificates": ("a", "a")}, ("certificate › a", "twice")),
        (
            {"assessments": (Mark("qsa", Decimal("100.01")),)},
            ("assessment › qsa", "pass_mark_out_of_range"),
        ),
        (
            {"assessments": (Mark("qsa", Decimal(0)),)},
            ("assessment › qsa", "pass_mark_out_of_range"),
        ),
        (
            {"assessments": (Mark("qsa", Decimal(70), Decimal(-1)),)},
            ("assessment › qsa", "minimum_out_of_range"),
        ),
        (
            {"assessments": (Mark("qsa", Decimal(70), Decimal(101)),)},
            ("assessment › qsa", "minimum_out_of_range"),
        ),
        ({"assessments": (Mark("ga", Decimal(70)),)}, ("assessment › ga", "weights_not_100")),
        ({"assessments": (Mark("new", Decimal(70)),)}, ("assessment › new", "no_dimensions")),
        (
            {"assessments": (Mark("unknown", Decimal(70)),)},
            ("assessment › unknown", "no_dimensions"),
        ),
    ],
)
def test_a_bad_policy_is_refused_with_its_row(policy, problem):
    assert found(**policy) == [problem]
