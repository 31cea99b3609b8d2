"""The night's reminders: one notice per person with all that is due, never the same day twice.

The suppliers' people are told in spans of suppliers, each in one transaction with the mark on what they
were reminded of; then the buyers and auditors, in one more. Broken off anywhere and taken up again, nobody is
told twice and nobody is forgotten. At most `settings.REMINDERS_PER_NIGHT` people of suppliers are told in a night,
the longest owed first; the rest comes first in the next one. Buyers and auditors are few and always told.
"""

from django.conf import settings
from django.db import transaction

from .. import notices
from ..models import Finding, Survey
from ..queries.reminders import (
    heads,
    owed_to_staff,
    owed_to_suppliers,
    suppliers_by_urgency,
    told_tonight,
)

SPAN = 200  # suppliers in one transaction
BATCH = 2000  # rows marked by one statement


def spans(*, today, cap=None):
    """Tonight's plan: [{"suppliers": ids}, …, {"later": suppliers left for the next night}, {"staff": True}]."""
    order = suppliers_by_urgency(today)
    left = (settings.REMINDERS_PER_NIGHT if cap is None else cap) - told_tonight(today)
    chosen = within(order, heads(order), left)
    lists = [{"suppliers": chosen[n : n + SPAN]} for n in range(0, len(chosen), SPAN)]
    later = len(order) - len(chosen)
    return [*lists, *([{"later": later}] if later else []), {"staff": True}]


def within(order, heads, cap):
    """As many suppliers from the front as have `cap` people together; one at least while any may be told."""
    if cap <= 0:
        return []
    told = 0
    for place, supplier in enumerate(order):
        told += heads[supplier]
        if told > cap:
            return order[: max(place, 1)]
    return order


@transaction.atomic
def remind(*, item, today, at):
    """Take one item of the plan. {"people", "findings", "surveys"} or {"later"}."""
    if "later" in item:
        return {"later": item["later"]}
    span = gathered(item, today)
    notices.reminded(span.digests.values(), today=today, at=at)
    for model, ids in ((Finding, span.findings), (Survey, span.surveys)):
        for start in range(0, len(ids), BATCH):
            model.objects.filter(pk__in=ids[start : start + BATCH]).update(reminded_on=today)
    return counts(span)


def preview(*, today):
    """What `remind` would do tonight, in the same counts; writes nothing. Escalations of what the suppliers
    would be reminded of only tonight are not yet among the people."""
    total = {"people": 0, "findings": 0, "surveys": 0, "later": 0}
    for item in spans(today=today):
        done = {"later": item["later"]} if "later" in item else counts(gathered(item, today))
        total = {name: total[name] + done.get(name, 0) for name in total}
    return total


def gathered(item, today):
    """What an item of the plan owes."""
    if "staff" in item:
        return owed_to_staff(today)
    return owed_to_suppliers(item["suppliers"], today)


def counts(span):
    return {
        "people": len(span.digests),
        "findings": len(span.findings),
        "surveys": len(span.surveys),
    }
