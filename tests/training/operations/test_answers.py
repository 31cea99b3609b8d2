import datetime as dt

import pytest
from django.utils import timezone

from suppliers.models import Membership
from sustainportal.accounts.refusals import NotNow
from sustainportal.accounts.roles import Role
from sustainportal.notices.models import Notice
from sustainportal.trail.models import Entry
from training import operations
from training.models import Event
from training.operations.absent import ask_the_absent, events_to_ask
from training.operations.answers import decline, excuse, take_back
from training.queries.answers import absent, answer_counts, answered, people_counts
from training.queries.waiting import invitations_waiting

from ...conftest import person

LATER = dt.timedelta(days=1)


@pytest.fixture
def now(event_day):
    """All of it happens on the day of the event, or so many days later."""
    return event_day


def register(event, supplier, by, now, name="An"):
    return operations.register(event, supplier=supplier, name=name, email="", by=by, at=now)


@pytest.fixture
def invitation(event):
    return event.invitations.get()


@pytest.fixture
def required(event, other_mill, buyer, now):
    """Attendance is required; the other mill is invited too."""
    Event.objects.update(attendance_required=True)
    event.refresh_from_db()
    operations.invite(event, {other_mill.pk: "tier 2"}, by=buyer, at=now)
    return event


def came(event, supplier, by, now):
    operations.record_attendance(event, supplier=supplier, name="An", by=by, at=now)


def hold(event, by, now):
    """Held, and the night after it."""
    operations.hold_event(event, by=by, at=now)
    return ask_the_absent(event, at=now + LATER)


def asked():
    return [row.recipient.username for row in Notice.objects.filter(event="training.event.absent")]


def test_an_invitation_is_declined_with_a_reason_once(invitation, mill_user, now):
    decline(invitation, because="On leave", by=mill_user, at=now)
    invitation.refresh_from_db()
    assert (invitation.declined_at, invitation.declined_because) == (now, "On leave")
    with pytest.raises(NotNow, match="declined already"):
        decline(invitation, because="Still", by=mill_user, at=now)
    entry = Entry.objects.get(event="training.invitation.declined")
    assert entry.detail == {"supplier": "M-001", "because": "On leave"}


def test_who_has_registered_people_withdraws_them_before_declining(
    event, invitation, mill, mill_user, now
):
    row = register(event, mill, mill_user, now)
    with pytest.raises(NotNow, match="withdraw them first"):
        decline(invitation, because="On leave", by=mill_user, at=now)
    operations.withdraw(row, by=mill_user, at=now)
    decline(invitation, because="On leave", by=mill_user, at=now)


@pytest.mark.parametrize("way", ["button", "registering"])
def test_declining_is_taken_back(event, invitation, mill, mill_user, now, way):
    decline(invitation, because="On leave", by=mill_user, at=now)
    if way == "button":
        take_back(invitation, by=mill_user, at=now)
    else:
        register(event, mill, mill_user, now)
    invitation.refresh_from_db()
    assert (invitation.declined_at, invitation.declined_because) == (None, "")
    assert Entry.objects.filter(event="training.invitation.answered_again").count() == 1


def test_answers_are_given_while_the_event_is_open(event, invitation, mill_user, buyer, now):
    operations.hold_event(event, by=buyer, at=now)
    for answer in (lambda: decline(invitation, because="x", by=mill_user, at=now),
                   lambda: take_back(invitation, by=mill_user, at=now)):  # fmt: skip
        with pytest.raises(NotNow, match="not open for registration any more"):
            answer()


def test_each_invitation_stands_in_one_answer(
    event, mill, other_mill, mill_user, stranger, buyer, now
):
    assert answer_counts(event) == {
        "invited": 1, "registered": 0, "waiting": 0, "declined": 0, "none": 1,
    }  # fmt: skip
    operations.invite(event, {other_mill.pk: "tier 2"}, by=buyer, at=now)
    Event.objects.update(capacity=1)
    register(event, mill, mill_user, now)
    register(event, mill, mill_user, now, "Bo")
    register(event, other_mill, stranger, now)
    assert answer_counts(event) == {
        "invited": 2, "registered": 1, "waiting": 1, "declined": 0, "none": 0,
    }  # fmt: skip
    assert people_counts(event) == {"seated": 1, "waiting": 2}
    rows = answered(event.invitations).order_by("supplier__code")
    assert [(row.answer, row.seated, row.in_line) for row in rows] == [
        ("registered", 1, 1), ("waiting", 0, 1),
    ]  # fmt: skip


def test_absent_suppliers_are_asked_why_the_night_after_it_was_held(
    required, mill, mill_user, stranger, buyer, now
):
    came(required, mill, buyer, now)  # one scan at the door; the list of the others comes later
    operations.hold_event(required, by=buyer, at=now)
    assert (ask_the_absent(required, at=now), asked()) == (0, [])
    assert ask_the_absent(required, at=now + LATER) == 1
    assert asked() == ["stranger"]
    assert [row.supplier.code for row in absent(required)] == ["M-002"]


@pytest.mark.parametrize("gone", ["ended", "rejected", "merged"])
def test_whom_we_parted_from_is_not_asked(required, mill, other_mill, stranger, buyer, now, gone):
    over = {"merged_into": mill} if gone == "merged" else {"status": gone}
    type(mill).objects.filter(pk=other_mill.pk).update(**over)
    came(required, mill, buyer, now)
    assert (hold(required, buyer, now), asked()) == (0, [])


def test_the_home_page_asks_why_from_the_day_after(required, mill, stranger, buyer, now):
    came(required, mill, buyer, now)
    operations.hold_event(required, by=buyer, at=now)
    day = timezone.localdate(now)
    counts = [invitations_waiting(stranger, "why", on).count() for on in (day, day + LATER)]
    assert counts == [0, 1]


def test_nobody_is_asked_where_attendance_was_free(event, mill, mill_user, stranger, buyer, now):
    operations.record_attendance(event, supplier=mill, name="An", by=buyer, at=now)
    hold(event, buyer, now)
    assert (asked(), list(events_to_ask(now))) == ([], [])


def test_nobody_is_asked_before_the_list_is_in_and_nobody_twice(
    required, mill, mill_user, stranger, buyer, now
):
    operations.hold_event(required, by=buyer, at=now)
    assert asked() == []
    assert list(events_to_ask(now)) == [required]
    assert ask_the_absent(required, at=now + LATER) == 0
    came(required, mill, buyer, now)
    assert [ask_the_absent(required, at=now + n * LATER) for n in (1, 2)] == [1, 0]
    assert asked() == ["stranger"]


def test_a_head_count_is_somebody_too(required, mill, mill_user, stranger, buyer, now):
    required.head_counts.create(organisation="M", supplier=mill, heads=3, recorded_at=now)
    hold(required, buyer, now)
    assert asked() == ["stranger"]


def test_who_declined_has_said_why_and_stays_absent(
    required, mill, other_mill, mill_user, stranger, buyer, now
):
    decline(required.invitations.get(supplier=other_mill), because="Flood", by=stranger, at=now)
    came(required, mill, buyer, now)
    hold(required, buyer, now)
    assert asked() == []
    assert [(row.answer, row.declined_because) for row in absent(required)] == [
        ("declined", "Flood")
    ]


def test_events_of_long_ago_ask_nobody(required, buyer, now):
    operations.hold_event(required, by=buyer, at=now)
    assert events_to_ask(now + dt.timedelta(days=29)).count() == 1
    assert events_to_ask(now + dt.timedelta(days=30)).count() == 0


def test_absent_suppliers_say_why_and_may_say_it_better(
    required, mill, other_mill, stranger, buyer, now
):
    invitation = required.invitations.get(supplier=other_mill)
    with pytest.raises(NotNow, match="Nobody asks"):
        excuse(invitation, because="x", by=stranger, at=now)
    came(required, mill, buyer, now)
    operations.hold_event(required, by=buyer, at=now)
    invitation.refresh_from_db()
    for because in ("Flood", "Flood in the valley"):
        excuse(invitation, because=because, by=stranger, at=now)
    invitation.refresh_from_db()
    assert invitation.excused_because == "Flood in the valley"
    assert Entry.objects.filter(event="training.invitation.excused").count() == 2


def test_who_came_explains_nothing(required, mill, mill_user, buyer, now):
    came(required, mill, buyer, now)
    operations.hold_event(required, by=buyer, at=now)
    with pytest.raises(NotNow, match="Somebody of your company came"):
        excuse(required.invitations.get(supplier=mill), because="x", by=mill_user, at=now)


def test_every_login_of_an_absent_supplier_is_asked(
    required, mill, other_mill, stranger, buyer, now
):
    second = person("second_stranger", Role.SUPPLIER)
    Membership.objects.create(supplier=other_mill, user=second)
    came(required, mill, buyer, now)
    hold(required, buyer, now)
    assert sorted(asked()) == ["second_stranger", "stranger"]
