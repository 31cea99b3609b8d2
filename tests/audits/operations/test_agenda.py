import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from audits import operations
from audits.queries.agenda import agenda_version
from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.notices.models import Notice
from sustainportal.trail.models import Entry

DAY = dt.date(2026, 8, 7)


def line(starts, ends, topic="Opening", day=DAY):
    return {
        "day": day,
        "starts": dt.time(starts),
        "ends": dt.time(ends),
        "topic": topic,
        "people": "",
    }


@pytest.mark.parametrize("who", ["auditor", "buyer"])
def test_the_lead_and_the_buyers_write_it(request, planned, mill_user, who, now):
    by = request.getfixturevalue(who)
    operations.keep_agenda(audit=planned, lines=[line(9, 10)], by=by, at=now)
    assert [row.topic for row in planned.agenda.all()] == ["Opening"]
    assert Entry.objects.about(planned).filter(event="audits.audit.agenda").count() == 1
    told = {row.recipient.username for row in Notice.objects.filter(event="audits.audit.agenda")}
    assert told == {"mill_user", "auditor", "buyer"} - {who}


def test_nobody_else_does(planned, mill_user, strange_auditor, now):
    for person in (mill_user, strange_auditor):
        with pytest.raises(NotYours):
            operations.keep_agenda(audit=planned, lines=[line(9, 10)], by=person, at=now)
    assert planned.agenda.count() == 0


def test_not_once_the_visit_has_begun(begun, auditor, now):
    with pytest.raises(NotNow):
        operations.keep_agenda(audit=begun, lines=[line(9, 10)], by=auditor, at=now)


def test_a_line_takes_time_and_is_not_before_the_audit(planned, auditor, now):
    for lines in ([line(10, 10)], [line(9, 10, day=DAY - dt.timedelta(days=1))]):
        with pytest.raises(ValidationError):
            operations.keep_agenda(audit=planned, lines=lines, by=auditor, at=now)


def test_lines_that_overlap_are_kept(planned, auditor, now):
    lines = [line(9, 11), line(10, 12, "Interviews")]
    operations.keep_agenda(audit=planned, lines=lines, by=auditor, at=now)
    assert planned.agenda.count() == 2


def test_the_second_of_two_who_write_is_told(planned, auditor, buyer, now):
    seen = agenda_version(planned)
    operations.keep_agenda(audit=planned, lines=[line(9, 10)], seen=seen, by=auditor, at=now)
    with pytest.raises(NotNow, match="Somebody changed"):
        operations.keep_agenda(
            audit=planned, lines=[line(9, 10, "Tour")], seen=seen, by=buyer, at=now
        )
    assert [row.topic for row in planned.agenda.all()] == ["Opening"]


def test_the_same_agenda_again_changes_nothing_and_tells_nobody(planned, auditor, now):
    for _n in range(2):
        operations.keep_agenda(audit=planned, lines=[line(9, 10)], by=auditor, at=now)
    assert Entry.objects.about(planned).filter(event="audits.audit.agenda").count() == 1


def test_it_moves_with_the_day_of_the_audit(planned, auditor, buyer, now):
    operations.keep_agenda(audit=planned, lines=[line(9, 10)], by=auditor, at=now)
    operations.change_plan(
        audit=planned, planned_on=dt.date(2026, 9, 1), auditor=auditor, by=buyer, at=now
    )
    assert planned.agenda.get().day == dt.date(2026, 9, 1)


@pytest.mark.parametrize(("days", "kept"), [(31, 1), (32, 0)])
def test_no_line_is_more_than_31_days_after_the_audit_begins(planned, auditor, now, days, kept):
    lines = [line(9, 10, day=DAY + dt.timedelta(days=days))]
    if kept:
        operations.keep_agenda(audit=planned, lines=lines, by=auditor, at=now)
    else:
        with pytest.raises(ValidationError, match="more than 31 days after"):
            operations.keep_agenda(audit=planned, lines=lines, by=auditor, at=now)
    assert planned.agenda.count() == kept


def test_the_agenda_moves_to_the_last_day_an_audit_can_have(planned, auditor, buyer, now):
    lines = [line(9, 10), line(9, 10, "Tour", day=DAY + dt.timedelta(days=31))]
    operations.keep_agenda(audit=planned, lines=lines, by=auditor, at=now)
    with pytest.raises(ValidationError, match="1990 to 2100"):
        operations.change_plan(
            audit=planned, planned_on=dt.date(9999, 12, 31), auditor=auditor, by=buyer, at=now
        )
    operations.change_plan(
        audit=planned, planned_on=dt.date(2100, 12, 31), auditor=auditor, by=buyer, at=now
    )
    assert [row.day for row in planned.agenda.all()] == [dt.date(2100, 12, 31), dt.date(2101, 1, 31)]
