"""One notice per person and night, none twice, none forgotten."""

import datetime as dt

import pytest

from suppliers.models import Membership, Supplier
from sustainportal.notices.models import Notice
from training import operations as events
from training.models import FollowUp
from training.operations.counselling import add_follow_up, do_follow_up
from training.operations.follow_up_reminders import remind
from training.queries.counselling import may_do, mine

from ...conftest import person
from ..counselling_cast import DAY, audited, found, opened

DUE = dt.date(2026, 9, 1)


@pytest.fixture
def meeting(mill, mill_user, auditor, buyer):
    audit = audited(mill, auditor, buyer)
    return opened([found(audit), found(audit)], lead=auditor, by=buyer)


@pytest.fixture
def rows(meeting, buyer, auditor, now):
    """Two of the mill's, one of the buyer's, all due on 1 September."""
    first, second = meeting.treated.select_related("event", "finding__audit__site__supplier")
    values = {"due_on": DUE, "by": auditor, "at": now}
    made = [
        add_follow_up(first, text="One", owner="Ms Tran", **values),
        add_follow_up(second, text="Two", owner="Ms Tran", **values),
        add_follow_up(second, text="Three", owner_user=buyer, **values),
    ]
    Notice.objects.all().delete()
    return made


def night(day):
    return remind(today=day, at=dt.datetime.combine(day, dt.time(18), tzinfo=dt.UTC))


def told():
    return sorted((notice.recipient.username, notice.subject) for notice in Notice.objects.all())


def test_one_notice_a_person_with_all_that_is_due(rows):
    assert night(DUE - 8 * DAY) == {"people": 0, "follow_ups": 0}
    assert night(DUE - 7 * DAY) == {"people": 2, "follow_ups": 3}
    assert told() == [("buyer", "1 follow-up is due"), ("mill_user", "2 follow-ups are due")]
    assert "One (Ms Tran)" in Notice.objects.get(recipient__username="mill_user").body


def test_the_same_night_again_tells_nobody_and_a_missed_one_is_made_up(rows):
    assert night(DUE - 5 * DAY)["people"] == 2
    assert night(DUE - 5 * DAY)["people"] == 0
    assert night(DUE - 2 * DAY)["people"] == 0
    assert night(DUE)["people"] == 2
    assert night(DUE + 6 * DAY)["people"] == 0
    assert night(DUE + 7 * DAY)["people"] == 2


def test_what_is_done_or_of_a_cancelled_meeting_is_not_reminded_of(
    rows, meeting, mill_user, buyer, now
):
    do_follow_up(rows[0], remark="Done.", by=mill_user, at=now)
    assert night(DUE) == {"people": 2, "follow_ups": 2}
    FollowUp.objects.update(reminded_on=None)
    events.cancel_event(meeting, by=buyer, at=now)
    assert night(DUE) == {"people": 0, "follow_ups": 0}


def test_the_lead_is_told_when_it_is_two_weeks_late(rows):
    night(DUE + 7 * DAY)
    assert "auditor" not in dict(told())
    night(DUE + 14 * DAY)
    assert dict(told())["auditor"] == "3 follow-ups are due, 3 of them overdue"


def switched_off(*people):
    for one in people:
        one.is_active = False
        one.save()


def test_a_switched_off_owner_of_ours_leaves_it_to_the_lead_and_never_to_the_supplier(
    rows, buyer, auditor, second_buyer
):
    switched_off(buyer)
    night(DUE)
    assert told() == [("auditor", "1 follow-up is due"), ("mill_user", "2 follow-ups are due")]
    assert list(mine(FollowUp.objects.all(), auditor)) == [rows[2]]
    assert not mine(FollowUp.objects.all(), second_buyer).exists()


def test_without_a_lead_it_is_left_to_procurement(rows, buyer, auditor, second_buyer):
    switched_off(buyer, auditor)
    night(DUE)
    assert told() == [("mill_user", "2 follow-ups are due"), ("second_buyer", "1 follow-up is due")]
    assert list(mine(FollowUp.objects.all(), second_buyer)) == [rows[2]]
    assert may_do(second_buyer, rows[2])


def test_a_switched_off_owner_of_the_supplier_leaves_it_to_all_its_people(rows, mill):
    gone = person("gone", "supplier")
    Membership.objects.create(supplier=mill, user=gone)
    FollowUp.objects.filter(pk=rows[2].pk).update(owner_user=gone)
    switched_off(gone)
    night(DUE)
    assert told() == [("mill_user", "3 follow-ups are due")]


@pytest.mark.parametrize("status", ["rejected", "ended", "merged", "suspended"])
def test_suppliers_we_left_are_not_reminded_and_suspended_ones_are(rows, mill, other_mill, status):
    left = {"merged_into": other_mill} if status == "merged" else {"status": status}
    Supplier.objects.filter(pk=mill.pk).update(**left)
    assert night(DUE)["follow_ups"] == (3 if status == "suspended" else 0)
