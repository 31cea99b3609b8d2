"""Findings from a sheet into an audit in progress here: by the rules of recording one, in sets."""

import datetime as dt

import pytest

from audits.models import Finding
from sustainportal.accounts.refusals import NotNow
from sustainportal.notices.models import Notice
from sustainportal.trail.models import Entry

from .conftest import reasons


@pytest.fixture
def found(begun):
    """A row of the audit in progress."""
    return {
        "audit": begun.reference, "code": "M-001", "provision": "B2", "rating": "Major",
        "description": "Two of five exits were locked.", "discovered_on": "2026-08-08",
    }  # fmt: skip


def test_rows_become_findings_of_the_audit_numbered_on(take, found, find, begun, auditor):
    find(description="Another one.")
    account = take(found, found | {"provision": "A1", "rating": "minor"}, by=auditor)
    assert (account.kept, account.created) == (True, 2)
    rows = Finding.objects.filter(audit=begun).order_by("number")
    assert [(row.number, row.rating, row.is_history, row.source_number) for row in rows] == [
        (1, "major", False, ""), (2, "major", False, ""), (3, "minor", False, ""),
    ]  # fmt: skip
    assert rows[1].recorded_by == auditor
    assert Entry.objects.filter(event="audits.finding.recorded").count() == 3
    assert begun.state == "in_progress"


def test_a_priority_finding_is_told_at_once_and_starts_its_clock(take, found, begun, auditor, mill_user):
    take(found | {"rating": "priority"}, by=auditor)
    finding = Finding.objects.get()
    assert finding.submit_due == dt.date(2026, 8, 15)
    assert Notice.objects.filter(event="audits.finding.at_once", recipient=mill_user).count() == 1


def test_the_same_file_again_doubles_nothing(take, found, auditor):
    take(found, by=auditor)
    account = take(found, by=auditor)
    assert (account.unchanged, account.created, Finding.objects.count()) == (1, 0, 1)


def test_procurement_may_bring_them_in_another_auditor_not(take, found, buyer, strange_auditor, auditor, mill):
    from audits.models import Audit
    from suppliers.models import Assignment

    Assignment.objects.create(supplier=mill, user=strange_auditor)
    reference = Audit.objects.get().reference
    account = take(found, by=strange_auditor)
    assert reasons(account) == [f"A2 {reference} is recorded by its lead auditor, {auditor}."]
    assert take(found, by=buyer).created == 1


def test_an_auditor_reaches_no_audit_of_a_supplier_they_are_not_assigned_to(take, found, strange_auditor):
    assert reasons(take(found, by=strange_auditor)) == [
        "A2 There is no such audit; a number such as AU-00012 is expected.",
        "B2 There is no supplier with the code M-001.",
    ]


def test_an_auditor_brings_in_nothing_of_the_past(take, auditor):
    from .conftest import PAST

    assert reasons(take(PAST, by=auditor)) == [
        "Say which audit in progress it is: only procurement brings in the past."
    ]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"discovered_on": "2026-08-06"}, "F2 Not before the visit began (2026-08-07)."),
        ({"closed_on": "2026-08-10"}, "G2 An audit in progress has nothing approved, done or closed yet."),
        ({"action": "Done."}, "G2 An audit in progress has nothing approved, done or closed yet."),
        ({"number": "7"}, "G2 %s has no finding 7."),
        ({"kind": "remote"}, "G2 %s says otherwise: an audit of this portal is changed on its own page."),
        ({"code": "M-002"}, "B2 %s is of another supplier."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(take, found, begun, other_mill, auditor, buyer, changes, reason):
    account = take(found | changes, by=buyer)
    assert reasons(account) == [reason.replace("%s", begun.reference)]


def test_a_final_report_takes_no_more_findings(take, finding, buyer):
    row = {
        "audit": finding.audit.reference, "code": "M-001", "provision": "A1", "rating": "minor",
        "description": "Fees.", "discovered_on": "2026-08-08",
    }  # fmt: skip
    [reason] = reasons(take(row))
    assert reason.endswith("is “Final”: findings are recorded while it is in progress.")


def test_a_recorded_finding_is_not_rewritten_by_a_sheet(take, finding, buyer):
    row = {
        "audit": finding.audit.reference, "code": "M-001", "number": str(finding.number),
        "provision": "B2", "rating": "minor", "description": finding.description,
    }  # fmt: skip
    assert reasons(take(row)) == [
        f"{finding.reference} is recorded already, with another Rating: change it on its page."
    ]


def test_an_audit_finished_meanwhile_takes_nothing(take, found, begun, auditor, now):
    from audits.operations.imported_ours import keep_found
    from audits.workbooks import FindingImporter

    plans = []
    keep = FindingImporter.keep
    FindingImporter.keep = lambda self, rows: plans.extend(row.plan for row in rows)
    try:
        take(found, by=auditor)
    finally:
        FindingImporter.keep = keep
    type(begun).objects.filter(pk=begun.pk).update(state="planned")
    with pytest.raises(NotNow):
        keep_found(planned=plans, by=auditor, at=now)
    assert Finding.objects.count() == 0


def test_an_audit_finished_while_its_rows_are_kept_is_named_by_its_row(
    take, found, begun, auditor, monkeypatch
):
    from audits.workbooks import FindingImporter

    keep = FindingImporter.keep

    def finished_before(self, rows):
        type(begun).objects.filter(pk=begun.pk).update(state="planned")
        keep(self, rows)

    monkeypatch.setattr(FindingImporter, "keep", finished_before)
    with pytest.raises(NotNow, match=f"^Row 2: {begun.reference} is .* Nothing was kept.$"):
        take(found, by=auditor)
    assert Finding.objects.count() == 0
