import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from audits import operations
from audits.models import Finding
from suppliers.models import FactorReading
from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.notices.models import Notice
from sustainportal.trail.models import Entry


def test_findings_are_numbered_within_their_audit(find):
    assert [find().number, find("minor", "A3").number] == [1, 2]


def test_a_draft_is_the_auditors_until_the_report_is_final(find, finish, mill_user, auditor, buyer):
    draft, urgent = find("major"), find("priority", "B1")
    assert list(Finding.objects.visible_to(mill_user)) == [urgent]
    assert set(Finding.objects.visible_to(auditor)) == {draft, urgent}
    assert set(Finding.objects.visible_to(buyer)) == {draft, urgent}
    finish(98, 100)
    assert set(Finding.objects.visible_to(mill_user)) == {draft, urgent}


def test_a_draft_does_not_reach_risk_but_a_priority_finding_does(find, mill):
    find("major")
    assert FactorReading.objects.filter(supplier=mill).count() == 0
    find("priority", "B1")
    assert FactorReading.objects.get(supplier=mill, factor="open_findings").value == 20


def test_a_priority_finding_is_told_at_once(find, mill_user, buyer):
    find("priority", "B1")
    told = Notice.objects.filter(event="audits.finding.at_once")
    assert {notice.recipient for notice in told} == {mill_user, buyer}


def test_zero_tolerance_reaches_every_buyer(find, child_labour, mill_user, buyer, second_buyer):
    find("priority", "A2", zero_tolerance=child_labour)
    told = Notice.objects.filter(event="audits.finding.at_once")
    assert {notice.recipient for notice in told} == {mill_user, buyer, second_buyer}
    assert "Child labour" in told[0].subject


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"discovered_on": dt.date(2026, 8, 1)}, "discovered_on"),
        ({"discovered_on": dt.date(2026, 9, 1)}, "discovered_on"),
        ({"sample_size": 10, "sample_affected": 11}, "sample_affected"),
        ({"sample_affected": 1}, "sample_affected"),
    ],
)
def test_impossible_findings_are_refused_by_name(find, fields, field):
    with pytest.raises(ValidationError) as refusal:
        find(**fields)
    assert list(refusal.value.message_dict) == [field]
    assert Finding.objects.count() == 0


def test_zero_tolerance_is_always_priority(find, child_labour):
    with pytest.raises(ValidationError):
        find("major", zero_tolerance=child_labour)


def test_only_the_lead_auditor_records(find, buyer, strange_auditor):
    for person in (buyer, strange_auditor):
        with pytest.raises(NotYours):
            find(by=person)


def test_nothing_is_added_to_a_final_audit(finding, find):
    with pytest.raises(NotNow, match="Final"):
        find()


def test_a_finding_can_be_corrected_before_the_report(find, auditor, now, mill):
    finding = find("priority", "B1")
    operations.change_finding(finding=finding, rating="minor", by=auditor, at=now)
    finding.refresh_from_db()
    assert (finding.rating, finding.submit_due) == ("minor", None)
    values = FactorReading.objects.filter(supplier=mill, factor="open_findings").order_by("read_on")
    assert [reading.value for reading in values] == [20, 0]
    entry = Entry.objects.about(finding).first()
    assert (entry.detail["before"]["rating"], entry.detail["after"]["rating"]) == (
        "priority",
        "minor",
    )


def test_an_answered_finding_is_not_rewritten(find, mill_user, auditor, now):
    from ..conftest import PLAN

    finding = find("priority", "B1")
    operations.submit_plan(finding=finding, by=mill_user, at=now, **PLAN)
    with pytest.raises(NotNow):
        operations.change_finding(finding=finding, rating="minor", by=auditor, at=now)
    with pytest.raises(NotNow):
        operations.withdraw_finding(finding=finding, because="Mistake.", by=auditor, at=now)
    finding.refresh_from_db()
    assert (finding.rating, finding.state) == ("priority", "submitted")


def test_a_withdrawn_finding_is_remembered_by_the_trail(
    find, auditor, now, a_file, own_files, django_capture_on_commit_callbacks
):
    finding = find(files=[a_file])
    pk = finding.pk
    assert len(list(own_files.rglob("*.png"))) == 1
    with django_capture_on_commit_callbacks(execute=True):
        operations.withdraw_finding(finding=finding, because="Wrong site.", by=auditor, at=now)
    assert Finding.objects.count() == 0
    entry = Entry.objects.get(event="audits.finding.withdrawn", subject_id=str(pk))
    assert (entry.detail["because"], entry.detail["before"]["rating"]) == ("Wrong site.", "major")
    assert list(own_files.rglob("*.png")) == []


@pytest.mark.parametrize("spoken", ["remark", "more time"])
def test_what_the_supplier_spoke_of_is_not_taken_back(find, mill_user, auditor, now, spoken):
    finding = find("priority", "B1")
    if spoken == "remark":
        operations.remark(finding=finding, text="We open them.", by=mill_user, at=now)
    else:
        until = finding.complete_due + dt.timedelta(days=1)
        operations.ask_postponement(
            finding=finding, kind="extension", until=until, reason="The bars are late.",
            by=mill_user, at=now,
        )  # fmt: skip
    with pytest.raises(NotNow):
        operations.withdraw_finding(finding=finding, because="Twice.", by=auditor, at=now)
    assert Finding.objects.count() == 1
