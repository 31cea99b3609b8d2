"""More time: asked for with a reason, decided by another, both sides of every boundary."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from audits import operations
from audits.models import Finding, Postponement
from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.notices.models import Notice
from sustainportal.trail.models import Entry

from ..conftest import DAY, PLAN

DUE = dt.date(2027, 2, 5)  # 180 days from the final report of 9 August 2026
CAP = dt.date(2028, 2, 9)  # 18 months from the closing meeting of the same day


@pytest.fixture
def ask(mill_user, now):
    def asked(finding, kind="extension", until=DUE + 30 * DAY, **fields):
        values = {"reason": "The bars are late.", "by": mill_user, "at": now}
        return operations.ask_postponement(
            finding=finding, kind=kind, until=until, **values | fields
        )

    return asked


def grant(row, by, at, **fields):
    return operations.grant_postponement(postponement=row, by=by, at=at, **fields)


def test_a_granted_extension_moves_completion_and_keeps_the_old_date(finding, ask, auditor, now):
    row = ask(finding)
    assert (row.due_before, finding.complete_due) == (DUE, DUE)
    grant(row, auditor, now)
    finding.refresh_from_db()
    assert finding.complete_due == DUE + 30 * DAY
    part = finding.dates()[2]
    assert (part["date"], part["changes"]) == (
        DUE + 30 * DAY,
        [{"kind": "extension", "before": DUE, "after": DUE + 30 * DAY, "on": now.date(),
          "reason": "The bars are late."}],
    )  # fmt: skip
    assert (finding.submit_due, finding.approve_due) == (
        dt.date(2026, 8, 23), dt.date(2026, 9, 20),
    )  # fmt: skip
    events = Entry.objects.about(finding).values_list("event", flat=True)
    assert list(events)[:2] == ["audits.postponement.granted", "audits.postponement.asked"]


def test_both_sides_are_told(finding, ask, mill_user, auditor, buyer, now):
    row = ask(finding)
    asked = Notice.objects.filter(event="audits.postponement.asked")
    assert {notice.recipient for notice in asked} == {auditor, buyer}
    grant(row, buyer, now)
    told = Notice.objects.filter(event="audits.postponement.granted")
    assert [notice.recipient for notice in told] == [mill_user]


@pytest.mark.parametrize(
    ("kind", "until", "refused"),
    [
        ("extension", DUE, True), ("extension", DUE + DAY, False), ("extension", CAP, False),
        ("extension", CAP + DAY, True), ("pause", dt.date(2026, 8, 17), True),
        ("pause", dt.date(2026, 8, 18), False), ("pause", CAP, False), ("pause", CAP + DAY, True),
    ],
)  # fmt: skip
def test_how_far_more_time_reaches(finding, ask, kind, until, refused):
    if refused:
        with pytest.raises(ValidationError) as refusal:
            ask(finding, kind, until)
        assert list(refusal.value.message_dict) == ["until"]
    else:
        ask(finding, kind, until)
    assert Postponement.objects.count() == (0 if refused else 1)


@pytest.mark.parametrize("who", ["mill_user", "buyer"])
def test_more_time_needs_a_reason_whoever_asks(request, finding, ask, who):
    with pytest.raises(ValidationError) as refusal:
        ask(finding, reason="  ", by=request.getfixturevalue(who))
    assert list(refusal.value.message_dict) == ["reason"]


def test_a_reviewers_own_extension_is_decided_by_another(finding, ask, buyer, second_buyer, now):
    row = ask(finding, by=buyer)
    with pytest.raises(NotYours, match="another person"):
        grant(row, buyer, now)
    grant(row, second_buyer, now)
    assert Finding.objects.get().complete_due == DUE + 30 * DAY


@pytest.mark.parametrize("who", ["mill_user", "sales", "admin_user"])
def test_only_reviewers_decide(request, finding, ask, buyer, now, who):
    row = ask(finding, by=buyer)
    with pytest.raises(NotYours):
        grant(row, request.getfixturevalue(who), now)
    assert Finding.objects.get().complete_due == DUE


def test_a_stranger_neither_asks_nor_decides(finding, ask, stranger, strange_auditor, now):
    with pytest.raises(NotYours):
        ask(finding, by=stranger)
    row = ask(finding)
    with pytest.raises(NotYours):
        grant(row, strange_auditor, now)


def test_the_second_who_decides_is_told(finding, ask, auditor, buyer, now):
    row = ask(finding)
    with pytest.raises(ValidationError):
        operations.refuse_postponement(postponement=row, remark=" ", by=auditor, at=now)
    operations.refuse_postponement(postponement=row, remark="Too long.", by=auditor, at=now)
    with pytest.raises(NotNow, match="auditor has decided it before you: Refused"):
        grant(row, buyer, now)
    assert Finding.objects.get().complete_due == DUE


def test_one_question_at_a_time(finding, ask, buyer, now):
    row = ask(finding)
    with pytest.raises(NotNow, match="already asked for"):
        ask(finding, "pause", dt.date(2026, 9, 1))
    operations.refuse_postponement(postponement=row, remark="No.", by=buyer, at=now)
    ask(finding, "pause", dt.date(2026, 9, 1))


def test_who_asks_from_a_stale_page_is_told(finding, ask, mill_user, now):
    seen = finding.last_step()
    operations.submit_plan(finding=finding, by=mill_user, at=now, **PLAN)
    with pytest.raises(NotNow, match="was here before you"):
        ask(finding, seen=seen)


@pytest.mark.parametrize(
    ("state", "refused"),
    [("not_started", False), ("submitted", False), ("needs_revision", False), ("approved", False),
     ("further_action", False), ("actions_submitted", True), ("ready_for_closure", True),
     ("closed", True)],
)  # fmt: skip
def test_more_time_until_the_actions_are_in(walk, ask, state, refused):
    finding = walk(state)
    if refused:
        with pytest.raises(NotNow, match="nothing left to postpone"):
            ask(finding)
    else:
        ask(finding)


def test_a_finding_without_deadlines_is_not_postponed(find, finish, ask):
    finding = find("opportunity", "B1")
    finish(100, 100)
    finding.refresh_from_db()
    with pytest.raises(NotNow, match="no deadline"):
        ask(finding)


# --- the pause --------------------------------------------------------------------------------
@pytest.fixture
def paused(finding, ask, auditor, now):
    grant(ask(finding, "pause", dt.date(2026, 9, 16)), auditor, now)
    finding.refresh_from_db()
    return finding


def test_nothing_is_overdue_while_the_clock_stands_still(paused, now):
    assert paused.paused_on == now.date()
    day = paused.submit_due + DAY
    [row] = Finding.objects.with_due(day)
    assert (row.due, row.is_overdue, paused.next_due, paused.days_late(day)) == (None, False, None, 0)
    assert Finding.objects.overdue(day).count() == 0
    Finding.objects.update(paused_on=None)
    assert Finding.objects.overdue(day).count() == 1
    assert Finding.objects.overdue(day - DAY).count() == 0


def test_a_reviewer_ends_it_and_the_days_it_stood_are_added(paused, buyer, now):
    operations.end_pause(finding=paused, by=buyer, at=now + 12 * DAY)
    paused.refresh_from_db()
    assert (paused.paused_on, paused.submit_due, paused.approve_due, paused.complete_due) == (
        None, dt.date(2026, 9, 4), dt.date(2026, 10, 2), DUE + 12 * DAY,
    )  # fmt: skip
    assert paused.postponements.get().ended_on == dt.date(2026, 8, 29)
    with pytest.raises(NotNow, match="running already"):
        operations.end_pause(finding=paused, by=buyer, at=now + 13 * DAY)


@pytest.mark.parametrize("who", ["mill_user", "sales"])
def test_only_a_reviewer_ends_it(request, paused, now, who):
    with pytest.raises(NotYours):
        operations.end_pause(finding=paused, by=request.getfixturevalue(who), at=now)


def test_the_night_ends_it_on_its_last_day(paused, now):
    assert operations.end_pauses(at=now + 29 * DAY) == 0  # 15 September
    assert operations.end_pauses(at=now + 30 * DAY) == 1
    assert operations.end_pauses(at=now + 30 * DAY) == 0
    paused.refresh_from_db()
    assert (paused.paused_on, paused.complete_due) == (None, DUE + 30 * DAY)


def test_a_night_that_comes_late_adds_no_more_than_was_granted(paused, now):
    assert operations.end_pauses(at=now + 60 * DAY) == 1
    paused.refresh_from_db()
    assert (paused.complete_due, paused.postponements.get().ended_on) == (
        DUE + 30 * DAY, dt.date(2026, 9, 16),
    )  # fmt: skip


def test_a_plan_handed_in_meanwhile_does_not_lose_its_days(paused, mill_user, now):
    operations.submit_plan(finding=paused, by=mill_user, at=now + 8 * DAY, **PLAN)
    operations.end_pauses(at=now + 30 * DAY)
    paused.refresh_from_db()
    assert paused.submit_due == dt.date(2026, 9, 22)


def test_what_was_done_before_the_pause_keeps_its_date(walk, ask, buyer, now):
    finding = walk("approved")
    later = now + DAY
    grant(ask(finding, "pause", dt.date(2026, 9, 16), at=later), buyer, later)
    finding.refresh_from_db()
    operations.end_pause(finding=finding, by=buyer, at=now + 11 * DAY)
    finding.refresh_from_db()
    assert (finding.submit_due, finding.approve_due, finding.complete_due) == (
        dt.date(2026, 8, 23), dt.date(2026, 9, 20), DUE + 10 * DAY,
    )  # fmt: skip


def test_closing_ends_a_pause(walk, ask, auditor, buyer, mill_user, a_file, now):
    finding = walk("approved")
    grant(ask(finding, "pause", dt.date(2026, 9, 16)), auditor, now)
    at = now + 5 * DAY
    act = {"done": "x", "done_on": {2: at.date()}, "files": [a_file]}
    operations.submit_actions(finding=finding, by=mill_user, at=at, **act)
    operations.verify(finding=finding, by=auditor, at=at)
    operations.close(finding=finding, by=buyer, at=at)
    finding.refresh_from_db()
    assert (finding.state, finding.paused_on, finding.complete_due) == ("closed", None, DUE + 5 * DAY)
    assert not Notice.objects.filter(event="audits.postponement.ended").exists()


def test_the_pause_of_a_priority_finding_needs_procurement(find, ask, auditor, buyer, now):
    finding = find("priority", "B1")
    row = ask(finding, "pause", dt.date(2026, 9, 1))
    told = Notice.objects.filter(event="audits.postponement.asked")
    assert [notice.recipient for notice in told] == [buyer]
    with pytest.raises(NotYours, match="procurement"):
        grant(row, auditor, now)
    assert Finding.objects.get().paused_on is None
    grant(row, buyer, now)
    assert Finding.objects.get().paused_on == now.date()


def test_the_extension_of_a_priority_finding_too(find, ask, auditor, buyer, now):
    finding = find("priority", "B1")
    row = ask(finding, until=dt.date(2026, 10, 1))
    with pytest.raises(NotYours, match="procurement"):
        grant(row, auditor, now)
    grant(row, buyer, now)
    assert Finding.objects.get().complete_due == dt.date(2026, 10, 1)


def test_what_was_granted_before_the_report_stays_when_it_is_final(find, finish, ask, buyer, now):
    finding = find("priority", "B1")
    grant(ask(finding, until=dt.date(2026, 10, 1)), buyer, now)
    finish(99, 100, at=now)
    finding.refresh_from_db()
    assert finding.complete_due == dt.date(2026, 10, 1)


def test_a_failing_trail_leaves_the_date(finding, ask, auditor, now, monkeypatch):
    row = ask(finding)

    def broken(self, *args, **kwargs):
        raise RuntimeError("the trail is full")

    monkeypatch.setattr(Entry, "save", broken)
    with pytest.raises(RuntimeError):
        grant(row, auditor, now)
    row.refresh_from_db()
    assert (Finding.objects.get().complete_due, row.state) == (DUE, "asked")


@pytest.mark.parametrize(("late", "refused"), [(0, False), (1, True)])
def test_what_is_overdue_is_not_extended(finding, ask, auditor, now, late, refused):
    row = ask(finding)
    at = now + (DUE - now.date() + late * DAY)
    if refused:
        with pytest.raises(NotNow, match="overdue"):
            grant(row, auditor, at)
        operations.refuse_postponement(postponement=row, remark="Late.", by=auditor, at=at)
        with pytest.raises(NotNow, match="overdue"):
            ask(finding, at=at)
    else:
        grant(row, auditor, at)


def test_a_pause_whose_day_has_passed_is_refused_without_a_field(finding, ask, auditor, now):
    row = ask(finding, "pause", dt.date(2026, 9, 1))
    with pytest.raises(ValidationError, match="has passed: refuse it") as refusal:
        grant(row, auditor, now + 15 * DAY)
    assert not hasattr(refusal.value, "error_dict")


def test_a_correction_keeps_what_was_granted_meanwhile(find, ask, auditor, buyer, now):
    stale = find("priority", "B1")
    grant(ask(stale, until=dt.date(2026, 10, 1)), buyer, now)
    operations.change_finding(finding=stale, description="Other words.", by=auditor, at=now)
    assert Finding.objects.get().complete_due == dt.date(2026, 10, 1)


def test_what_is_no_priority_any_more_stands_still_no_more(find, ask, auditor, buyer, now):
    finding = find("priority", "B1")
    grant(ask(finding, "pause", dt.date(2026, 9, 1)), buyer, now)
    operations.change_finding(finding=finding, rating="minor", by=auditor, at=now + 3 * DAY)
    finding.refresh_from_db()
    assert (finding.paused_on, finding.submit_due, finding.postponements.get().ended_on) == (
        None, None, (now + 3 * DAY).date(),
    )  # fmt: skip
    assert operations.end_pauses(at=now + 30 * DAY) == 0
