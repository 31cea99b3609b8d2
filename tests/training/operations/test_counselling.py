"""What a meeting finds out is carried into the plan; what is promised has an owner and a day."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from audits.models import FoundCause
from audits.queries import new_causes
from suppliers.models import Membership
from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.notices.models import Notice
from sustainportal.trail.models import Entry
from training import operations as events
from training.models import Event, FollowUp
from training.operations.counselling import (
    add_follow_up,
    do_follow_up,
    record_cause,
    remove_follow_up,
    reopen_follow_up,
)

from ...conftest import person
from ..counselling_cast import DAY, audited, found, opened, planned


@pytest.fixture
def finding(mill, auditor, buyer):
    return found(audited(mill, auditor, buyer))


@pytest.fixture
def treated(finding, auditor, buyer, mill_user):
    """On the agenda of today's meeting."""
    event = opened([finding], lead=auditor, by=buyer)
    Notice.objects.all().delete()
    return event.treated.select_related("event", "finding__audit__site__supplier").get()


@pytest.fixture
def promise(treated, auditor, now):
    """`promise(owner_user=mill_user)` keeps a follow-up of today's meeting, by 1 September."""

    def made(**fields):
        values = {"text": "Number the exits.", "owner": "Ms Tran", "due_on": dt.date(2026, 9, 1)}
        return add_follow_up(treated, **values | fields, by=auditor, at=now)

    return made


def told():
    return {(notice.recipient.username, notice.event) for notice in Notice.objects.all()}


# --- the cause --------------------------------------------------------------------------------
def test_a_cause_is_kept_carried_into_the_plan_and_told(treated, finding, auditor, mill_user, now):
    record_cause(treated, cause=" Nobody checks. ", by=auditor, at=now)
    treated.refresh_from_db()
    assert (treated.cause, treated.treated_at, treated.treated_by) == (
        "Nobody checks.",
        now,
        auditor,
    )
    cause = new_causes([finding.pk])[finding.pk]
    assert (cause.text, cause.source) == ("Nobody checks.", "Counselling CM-1")
    assert cause.link == treated.get_absolute_url()
    assert told() == {("mill_user", "training.meeting.cause")}
    assert {"audits.finding.cause_found", "training.meeting.cause_recorded"} <= set(
        Entry.objects.values_list("event", flat=True)
    )


def test_a_changed_cause_takes_the_place_of_the_first_and_is_not_told_again(treated, auditor, now):
    record_cause(treated, cause="Haste.", by=auditor, at=now)
    record_cause(treated, cause="Nobody checks.", seen=now, by=auditor, at=now + DAY)
    assert [row.text for row in FoundCause.objects.all()] == ["Nobody checks."]
    assert Notice.objects.count() == 1


def test_who_was_slower_is_told_and_overwrites_nothing(treated, auditor, buyer, now):
    record_cause(treated, cause="Nobody checks.", by=auditor, at=now)
    for seen in (None, now - DAY):
        with pytest.raises(NotNow, match="meanwhile"):
            record_cause(treated, cause="Haste.", seen=seen, by=buyer, at=now)
    assert FoundCause.objects.get().text == "Nobody checks."


@pytest.mark.parametrize("cause", ["", "  ", "x" * 2001])
def test_a_cause_says_something_and_not_too_much(treated, auditor, now, cause):
    with pytest.raises(ValidationError):
        record_cause(treated, cause=cause, by=auditor, at=now)
    treated.refresh_from_db()
    assert treated.treated_at is None


def test_nothing_is_written_down_before_the_day_by_the_clock_of_the_meeting(treated, auditor, now):
    Event.objects.update(starts_on=now.date() + DAY)
    treated.event.refresh_from_db()
    evening = dt.datetime(2026, 8, 17, 15, 59, tzinfo=dt.UTC)  # 23:59 in Taipei
    with pytest.raises(NotNow, match="18"):
        record_cause(treated, cause="Haste.", by=auditor, at=evening)
    record_cause(treated, cause="Haste.", by=auditor, at=evening + dt.timedelta(minutes=1))


def test_a_draft_and_a_cancelled_meeting_find_no_causes(finding, auditor, buyer, now):
    event = planned([finding], lead=auditor, by=buyer)
    row = event.treated.select_related("event", "finding").get()
    with pytest.raises(NotNow):
        record_cause(row, cause="Haste.", by=buyer, at=now)
    events.cancel_event(event, by=buyer, at=now)
    row.event.refresh_from_db()
    with pytest.raises(NotNow):
        record_cause(row, cause="Haste.", by=buyer, at=now)


def test_only_the_lead_and_procurement_write(treated, strange_auditor, mill_user, admin_user, now):
    for other in (strange_auditor, mill_user, admin_user):
        with pytest.raises(NotYours):
            record_cause(treated, cause="Haste.", by=other, at=now)
        with pytest.raises(NotYours):
            add_follow_up(treated, text="x", owner="Lan", due_on=now.date(), by=other, at=now)


# --- what follows -----------------------------------------------------------------------------
def test_a_follow_up_with_a_login_bears_its_name_and_tells_only_that_person(
    promise, mill, mill_user
):
    colleague = person("colleague", "supplier")
    Membership.objects.create(supplier=mill, user=colleague)
    row = promise(owner="", owner_user=mill_user)
    assert row.owner == str(mill_user)
    assert told() == {("mill_user", "training.follow_up.added")}


def test_a_follow_up_with_a_name_tells_all_people_of_the_supplier(promise, mill, mill_user):
    Membership.objects.create(supplier=mill, user=person("colleague", "supplier"))
    promise()
    assert {name for name, _event in told()} == {"mill_user", "colleague"}


def test_a_promise_of_ours_never_falls_to_the_supplier(promise, buyer, mill_user):
    buyer.is_active = False
    buyer.save()
    promise(owner="", owner_user=buyer)
    assert told() == set()  # it falls to the lead, who wrote it down


def test_a_follow_up_has_an_owner_and_a_day_to_come(promise, now):
    for wrong in ({"owner": " "}, {"due_on": now.date() - DAY}):
        with pytest.raises(ValidationError):
            promise(**wrong)
    promise(due_on=now.date())
    assert FollowUp.objects.count() == 1


def test_done_once_with_a_remark_and_the_lead_is_told(promise, mill_user, now):
    row = promise()
    Notice.objects.all().delete()
    do_follow_up(row, remark="All numbered.", by=mill_user, at=now)
    row.refresh_from_db()
    assert (row.done_at, row.done_by, row.done_remark) == (now, mill_user, "All numbered.")
    assert told() == {("auditor", "training.follow_up.done")}
    with pytest.raises(NotNow):
        do_follow_up(row, remark="Again.", by=mill_user, at=now)


def test_who_may_say_that_it_is_done(
    promise, mill_user, buyer, auditor, second_buyer, stranger, strange_auditor, now
):
    theirs, ours = promise(), promise(owner="", owner_user=buyer)
    refused = {
        theirs: (stranger, strange_auditor),
        ours: (mill_user, stranger, strange_auditor),
    }
    for row, people in refused.items():
        for one in people:
            with pytest.raises(NotYours):
                do_follow_up(row, remark="Done.", by=one, at=now)
    do_follow_up(theirs, remark="Done.", by=auditor, at=now)
    do_follow_up(ours, remark="Done.", by=second_buyer, at=now)


def test_done_is_taken_back_and_an_open_one_is_removed(promise, auditor, mill_user, now):
    row = promise()
    with pytest.raises(NotNow):
        reopen_follow_up(row, by=auditor, at=now)
    do_follow_up(row, remark="Done.", by=mill_user, at=now)
    with pytest.raises(NotNow):
        remove_follow_up(row, by=auditor, at=now)
    with pytest.raises(NotYours):
        reopen_follow_up(row, by=mill_user, at=now)
    reopen_follow_up(row, by=auditor, at=now)
    row.refresh_from_db()
    assert (row.done_at, row.done_by, row.done_remark) == (None, None, "")
    remove_follow_up(row, by=auditor, at=now)
    assert FollowUp.objects.count() == 0
    assert Entry.objects.filter(event__startswith="training.follow_up.").count() == 4
