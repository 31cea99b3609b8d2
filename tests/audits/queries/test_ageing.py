import datetime as dt

import pytest

from audits.models import Finding
from audits.queries.ageing import standing

from .constructed import audited, found

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 8, 17)


def day(days_ago):
    return TODAY - dt.timedelta(days=days_ago)


@pytest.fixture
def open_findings(protocol, auditor, buyer, country, provision):
    """Eight open findings of one audit; the ninth is closed."""
    audits = audited(2026, 1, protocol=protocol, auditor=auditor, buyer=buyer, country=country)
    ages = [0, 0, 30, 31, 90, 91, 180, 181, 400]
    return found(
        audits, 9, 1, provision=provision("B2"), auditor=auditor, buyer=buyer,
        days=[day(age) for age in ages],
    )  # fmt: skip


def test_every_open_finding_stands_in_one_age_and_one_delay(open_findings):
    for row, late in zip(open_findings[1:], [-5, 0, 1, 30, 31, 90, 91, 181], strict=True):
        Finding.objects.filter(pk=row.pk).update(submit_due=day(late))
    figures = standing(TODAY)
    assert (figures["open"], figures["overdue"]) == (8, 6)
    assert [(row["code"], row["count"]) for row in figures["ages"]] == [
        ("30", 2), ("90", 2), ("180", 2), ("more", 2),
    ]  # fmt: skip
    assert [(row["code"], row["count"]) for row in figures["late"]] == [
        ("no", 2), ("30", 2), ("90", 2), ("180", 1), ("more", 1),
    ]  # fmt: skip


def test_a_paused_finding_is_not_late(open_findings):
    Finding.objects.filter(state="not_started").update(submit_due=day(50), paused_on=day(60))
    assert standing(TODAY)["overdue"] == 0


def test_who_waits_for_whom(open_findings, auditor, buyer):
    Finding.objects.filter(state="not_started").update(submit_due=day(1))
    ready = open_findings[1]
    Finding.objects.filter(pk=ready.pk).update(
        state="submitted", approve_due=day(3), submitted_at=ready.recorded_at, submitted_by=auditor
    )
    figures = standing(TODAY)
    waiting = {row["state"]: (row["count"], row["overdue"]) for row in figures["waiting"]}
    assert waiting["not_started"] == (7, 7)
    assert waiting["submitted"] == (1, 1)
    assert sum(count for count, _late in waiting.values()) == figures["open"]
    assert [(row["count"], row["overdue"]) for row in figures["suppliers"]] == [(7, 7)]
    assert [(row["pk"], row["count"]) for row in figures["auditors"]] == [(auditor.pk, 1)]
    assert [(row["pk"], row["count"]) for row in figures["buyers"]] == [(buyer.pk, 1)]
