"""What the tests of the due list stand on: classes by hand, and an approach anyone can do in the head."""

from suppliers.models import Approach, Classification, DueItem, DueList, RiskModel, RiskYear
from suppliers.operations.approach import activate_approach, fill_approach
from suppliers.operations.due import confirm_due_list, propose_due_list, set_capacity

#: High: an audit, remote or not; everyone: a survey.
ROWS = [
    ("high", None, "second_party", 12, 100, True),
    *(
        (name, None, "survey", 12, 100, False)
        for name in ("high", "medium", "low", "not_classified")
    ),
]


def approach_of(rows=ROWS, *, at, name="Small", activate=True):
    approach = Approach.objects.create(name=name, valid_from=at.date(), source="test")
    fill_approach(approach=approach, rows=rows)
    return activate_approach(approach=approach, by=None, at=at) if activate else approach


def classed(supplier, risk_class, score=None, *, year=2026, at, **fields):
    """The supplier's class of a year, whatever a model would say."""
    model, _new = RiskModel.objects.get_or_create(
        name="By hand", defaults={"valid_from": at.date(), "source": "test"}
    )
    risk_year, _new = RiskYear.objects.get_or_create(pk=year)
    row, _new = Classification.objects.update_or_create(
        supplier=supplier, year=risk_year,
        defaults={
            "model": model, "risk_class": risk_class, "overall": score, "coverage": 100,
            "judged_at": at, **fields,
        },
    )  # fmt: skip
    return row


def proposed(by, at, *, year=2026, capacity=None):
    """The year's list as a draft, with a capacity {(kind, quarter): places}."""
    counts = propose_due_list(year=year, seed="seed", by=by, at=at)
    if capacity is not None:
        set_capacity(year=year, places=capacity, by=by, at=at)
        counts = propose_due_list(year=year, by=by, at=at)
    return counts


def confirmed(proposer, confirmer, at, *, year=2026):
    proposed(proposer, at, year=year)
    seen = DueList.objects.get(pk=year).proposed_at
    return confirm_due_list(year=year, seen_at=seen, by=confirmer, at=at)


def items(year=2026):
    """[(supplier's code, kind, quarter, state)] in their order."""
    rows = DueItem.objects.filter(due_list=year).order_by("position", "kind")
    return list(rows.values_list("supplier__code", "kind", "quarter", "state"))
