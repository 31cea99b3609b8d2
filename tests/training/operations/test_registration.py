import datetime as dt
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from sustainportal.accounts.refusals import NotNow
from sustainportal.notices.models import Notice
from sustainportal.trail.models import Entry
from training import operations
from training.models import Event, Place, Registration
from training.operations.places import keep_place, remove_place
from training.operations.registration import choose_place, strike_registration
from training.queries.answers import numbered

LATER = dt.timedelta(minutes=1)


def register(event, supplier, user, at, *names, place=None):
    people = [{"name": name, "email": "", "place": place} for name in names]
    return operations.register_people(event, supplier=supplier, people=people, by=user, at=at)


def standing(event):
    rows = event.registrations.order_by("pk").values_list("name", "waiting_since")
    return [name if since is None else f"({name})" for name, since in rows]


def seats(event, number):
    Event.objects.filter(pk=event.pk).update(capacity=number)
    event.refresh_from_db()
    return event


@pytest.fixture
def hall(event, buyer, now):
    keep_place(Place(event=event, name="Hall 3", capacity=1), by=buyer, at=now)
    return event.places.get(name="Hall 3")


@pytest.fixture
def annex(event, buyer, now):
    keep_place(Place(event=event, name="Annex", capacity=2), by=buyer, at=now)
    return event.places.get(name="Annex")


def test_whoever_finds_no_seat_waits_in_line(event, mill, mill_user, now):
    register(seats(event, 2), mill, mill_user, now, "An", "Bo", "Cy")
    assert standing(event) == ["An", "Bo", "(Cy)"]
    told = Entry.objects.filter(event__startswith="training.registration.").order_by("pk")
    assert [row.event.rpartition(".")[2] for row in told] == ["made", "made", "waiting"]


def test_several_people_are_registered_all_or_none(event, mill, mill_user, now):
    register(event, mill, mill_user, now, "An")
    with pytest.raises(NotNow, match="An is already registered"):
        register(event, mill, mill_user, now, "Bo", "An")
    with pytest.raises(NotNow, match="Bo is already registered"):
        register(event, mill, mill_user, now, "Bo", "Bo")
    assert standing(event) == ["An"]


def test_the_same_name_at_another_supplier_is_another_person(
    event, mill, other_mill, mill_user, stranger, now
):
    register(event, mill, mill_user, now, "An")
    register(event, other_mill, stranger, now, "An")
    assert standing(event) == ["An", "An"]


def test_a_withdrawal_seats_the_next_and_tells_its_people(
    event, mill, other_mill, mill_user, stranger, now
):
    seats(event, 1)
    (an,) = register(event, mill, mill_user, now, "An")
    register(event, other_mill, stranger, now + LATER, "Bo")
    register(event, mill, mill_user, now + 2 * LATER, "Cy")
    operations.withdraw(an, by=mill_user, at=now + 3 * LATER)
    assert standing(event) == ["Bo", "(Cy)"]
    notice = Notice.objects.get(event="training.registration.seated")
    assert (notice.recipient, "Bo" in notice.body) == (stranger, True)
    assert "METHOD:PUBLISH" in notice.calendar


def test_withdrawing_somebody_who_waits_seats_nobody(event, mill, mill_user, now):
    seats(event, 1)
    rows = register(event, mill, mill_user, now, "An", "Bo", "Cy")
    operations.withdraw(rows[1], by=mill_user, at=now)
    assert standing(event) == ["An", "(Cy)"]
    operations.withdraw(rows[1], by=mill_user, at=now)
    assert Entry.objects.filter(event="training.registration.withdrawn").count() == 1


def test_more_seats_are_given_to_the_line_in_its_order(event, mill, mill_user, buyer, now):
    seats(event, 1)
    register(event, mill, mill_user, now, "An", "Bo", "Cy", "Di")
    event.capacity = 3
    operations.plan_event(event, by=buyer, at=now)
    assert standing(event) == ["An", "Bo", "Cy", "(Di)"]
    event.capacity = None
    operations.plan_event(event, by=buyer, at=now)
    assert standing(event) == ["An", "Bo", "Cy", "Di"]
    assert Notice.objects.filter(event="training.event.changed").count() == 0


@pytest.mark.parametrize(("capacity", "kept"), [(1, False), (2, True)])
def test_seats_that_people_have_are_not_taken_away(
    event, mill, mill_user, buyer, now, capacity, kept
):
    register(event, mill, mill_user, now, "An", "Bo")
    event.capacity = capacity
    if kept:
        operations.plan_event(event, by=buyer, at=now)
    else:
        with pytest.raises(ValidationError, match="2 people have a seat already"):
            operations.plan_event(event, by=buyer, at=now)
    assert Event.objects.get().capacity == (capacity if kept else None)


def test_a_registration_the_organiser_takes_back_frees_the_seat(event, mill, mill_user, buyer, now):
    seats(event, 1)
    an, _bo = register(event, mill, mill_user, now, "An", "Bo")
    strike_registration(an, reason="Not of your company", by=buyer, at=now)
    assert standing(event) == ["Bo"]
    assert "Not of your company" in Notice.objects.get(event="training.registration.struck").body


def test_nobody_moves_up_once_the_event_is_over(event, mill, mill_user, buyer, now, event_day):
    seats(event, 1)
    an, _bo = register(event, mill, mill_user, now, "An", "Bo")
    operations.hold_event(event, by=buyer, at=event_day)
    with pytest.raises(NotNow, match="This event is over"):
        operations.withdraw(an, by=mill_user, at=now)
    with pytest.raises(NotNow, match="not open for registration"):
        register(event, mill, mill_user, now, "Cy")
    assert standing(event) == ["An", "(Bo)"]


def test_each_place_has_its_own_seats_and_its_own_line(event, hall, annex, mill, mill_user, now):
    register(event, mill, mill_user, now, "An", "Bo", place=hall)
    register(event, mill, mill_user, now, "Cy", place=annex)
    assert standing(event) == ["An", "(Bo)", "Cy"]
    bo = list(event.registrations.filter(name="Bo"))
    numbered(event, bo)
    assert bo[0].in_line == 1


def test_a_place_of_another_event_is_refused(event, hall, mill, mill_user, now):
    other = Event.objects.create(
        code="X", title="X", kind="forum", starts_on=now.date(), created_at=now
    )
    foreign = Place.objects.create(event=other, name="Hall 3")
    with pytest.raises(NotNow, match="The place of An"):
        register(event, mill, mill_user, now, "An", place=foreign)
    (an,) = register(event, mill, mill_user, now, "An", place=hall)
    with pytest.raises(NotNow, match="not a place of this event"):
        choose_place(an, place=foreign, by=mill_user, at=now)


def test_moving_to_another_place_needs_a_seat_there_and_frees_the_old_one(
    event, hall, annex, mill, mill_user, now
):
    an, _bo = register(event, mill, mill_user, now, "An", "Bo", place=hall)
    (cy, _di) = register(event, mill, mill_user, now, "Cy", "Di", place=annex)
    with pytest.raises(NotNow, match="All seats are taken there"):
        choose_place(an, place=annex, by=mill_user, at=now)
    operations.withdraw(cy, by=mill_user, at=now)
    choose_place(an, place=annex, by=mill_user, at=now)
    assert standing(event) == ["An", "Bo", "Di"]


def test_who_waits_may_change_to_a_place_with_a_seat(event, hall, annex, mill, mill_user, now):
    _an, bo = register(event, mill, mill_user, now, "An", "Bo", place=hall)
    choose_place(bo, place=annex, by=mill_user, at=now)
    assert standing(event) == ["An", "Bo"]


def test_a_place_taken_away_moves_its_people_who_may_have_to_wait(
    event, hall, annex, mill, mill_user, buyer, now
):
    register(event, mill, mill_user, now, "An", place=annex)
    register(event, mill, mill_user, now + LATER, "Bo", place=annex)
    register(event, mill, mill_user, now + LATER, "Cy", place=hall)
    with pytest.raises(NotNow, match="Say where"):
        remove_place(annex, by=buyer, at=now)
    remove_place(annex, to=hall, by=buyer, at=now + 2 * LATER)
    assert standing(event) == ["(An)", "(Bo)", "Cy"]
    body = Notice.objects.get(event="training.registration.moved").body
    assert body.count("Hall 3 instead of Annex; waits there for a seat.") == 2
    assert list(event.places.all()) == [hall]


def test_a_place_with_sessions_is_not_removed_without_another_for_them(
    event, hall, annex, buyer, now
):
    event.sessions.update(place=annex)
    with pytest.raises(NotNow, match="Say where the people and sessions"):
        remove_place(annex, by=buyer, at=now)
    remove_place(annex, to=hall, by=buyer, at=now)
    assert event.sessions.get().place == hall
    remove_place(hall, by=buyer, at=now)  # the last one: at all places is what is left
    assert event.sessions.get().place is None


def test_the_last_place_goes_and_its_people_stay(event, hall, mill, mill_user, buyer, now):
    register(event, mill, mill_user, now, "An", "Bo", place=hall)
    remove_place(hall, by=buyer, at=now)
    assert standing(event) == ["An", "Bo"]  # the limit was the place's


def test_a_place_keeps_the_seats_people_have_and_its_name_stands_once(
    event, annex, mill, mill_user, buyer, now
):
    register(event, mill, mill_user, now, "An", "Bo", place=annex)
    annex.capacity = 1
    with pytest.raises(ValidationError, match="2 people have a seat already"):
        keep_place(annex, by=buyer, at=now)
    with pytest.raises(ValidationError, match="a place of this name already"):
        keep_place(Place(event=event, name="Annex"), by=buyer, at=now)


def test_a_bigger_place_seats_its_line(event, hall, mill, mill_user, buyer, now):
    register(event, mill, mill_user, now, "An", "Bo", place=hall)
    hall.capacity = 2
    keep_place(hall, by=buyer, at=now)
    assert standing(event) == ["An", "Bo"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_a_rush_for_the_last_seats_gives_no_seat_twice(event, mill, mill_user, now):
    seats(event, 5)
    start, failed = threading.Barrier(8), []

    def person(number):
        try:
            start.wait()
            for place in range(2):
                register(event, mill, mill_user, now, f"P{number}-{place}")
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=person, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    counts = [Registration.objects.seated().count(), Registration.objects.waiting().count()]
    assert counts == [5, 11]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_withdrawals_at_the_same_moment_seat_as_many_as_left(event, mill, mill_user, now):
    seats(event, 4)
    rows = register(event, mill, mill_user, now, *"ABCDEFGH")
    start, failed = threading.Barrier(4), []

    def person(row):
        try:
            start.wait()
            operations.withdraw(row, by=mill_user, at=now)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=person, args=(row,)) for row in rows[:4]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert (standing(event), Notice.objects.filter(event="training.registration.seated").count()) == (
        ["E", "F", "G", "H"], 4,
    )  # fmt: skip
