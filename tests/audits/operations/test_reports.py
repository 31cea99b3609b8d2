import pytest

from audits import operations
from audits.models import ReportFile
from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.trail.models import Entry


def test_the_lead_keeps_files_the_same_once(begun, auditor, a_file, now):
    assert (
        len(operations.keep_reports(audit=begun, files=[a_file, a_file], by=auditor, at=now)) == 1
    )
    assert operations.keep_reports(audit=begun, files=[a_file], by=auditor, at=now) == []
    kept = begun.reports.get()
    assert (kept.name, kept.sha256, kept.by) == ("exit.png", a_file.sha256, auditor)
    entry = Entry.objects.about(begun).get(event="audits.report.kept")
    assert entry.detail["sha256"] == a_file.sha256


def test_nobody_else_does(begun, buyer, mill_user, a_file, now):
    for person in (buyer, mill_user):
        with pytest.raises(NotYours):
            operations.keep_reports(audit=begun, files=[a_file], by=person, at=now)


def test_not_before_the_visit_and_not_once_it_is_final(planned, auditor, a_file, now):
    with pytest.raises(NotNow):
        operations.keep_reports(audit=planned, files=[a_file], by=auditor, at=now)
    assert ReportFile.objects.count() == 0


def test_a_final_report_keeps_its_files(begun, find, finish, auditor, a_file, now):
    [row] = operations.keep_reports(audit=begun, files=[a_file], by=auditor, at=now)
    find()
    finish()
    for change in (
        lambda: operations.keep_reports(audit=begun, files=[a_file], by=auditor, at=now),
        lambda: operations.remove_report(report=row, by=auditor, at=now),
    ):
        with pytest.raises(NotNow):
            change()
    assert begun.reports.get() == row


def test_a_file_put_in_by_mistake_is_taken_away_and_remembered(begun, auditor, buyer, a_file, now):
    [row] = operations.keep_reports(audit=begun, files=[a_file], by=auditor, at=now)
    with pytest.raises(NotYours):
        operations.remove_report(report=row, by=buyer, at=now)
    operations.remove_report(report=row, by=auditor, at=now)
    assert begun.reports.count() == 0
    assert (
        Entry.objects.about(begun).get(event="audits.report.removed").detail["name"] == "exit.png"
    )
    with pytest.raises(NotNow):
        operations.remove_report(report=row, by=auditor, at=now)


def test_the_supplier_sees_them_once_the_draft_is_shared(
    begun, find, finish, auditor, buyer, mill_user, stranger, a_file, now
):
    operations.keep_reports(audit=begun, files=[a_file], by=auditor, at=now)
    seen = ReportFile.objects.visible_to
    assert [seen(p).count() for p in (buyer, auditor, mill_user, stranger)] == [1, 1, 0, 0]
    find()
    finish()
    assert [seen(p).count() for p in (mill_user, stranger)] == [1, 0]
