import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from training import operations
from training.models import Event, Place, Registration
from training.operations.places import keep_place

from ..test_views import address, people


def rows(*sent):
    """People with a place: (name, place id) a row."""
    data = people(*[(name, "") for name, _place in sent])
    return data | {f"people-{n}-place": place for n, (_name, place) in enumerate(sent)}


def standing():
    found = Registration.objects.order_by("pk").values_list("name", "place__name", "waiting_since")
    return [(name, place, since is not None) for name, place, since in found]


@pytest.fixture
def hall(event, buyer, now):
    keep_place(Place(event=event, name="Hall 3", capacity=1), by=buyer, at=now)
    return event.places.get(name="Hall 3")


@pytest.fixture
def foreign_place(now):
    event = Event.objects.create(
        code="E-2", title="Other", kind="forum", starts_on=now.date(), created_at=now, state="open"
    )
    return Place.objects.create(event=event, name="Cellar")


def test_several_people_on_one_page_empty_rows_left_out(as_user, event, mill_user):
    browser = as_user(mill_user)
    sent = people(("Mei", "mei@mill.test"), ("", ""), ("An", ""))
    page = browser.post(address("register", event), sent, follow=True)
    assert "Registered." in page.text
    assert [name for name, *_rest in standing()] == ["Mei", "An"]


def test_the_page_says_who_waits(as_user, event, mill_user):
    Event.objects.update(capacity=1)
    browser = as_user(mill_user)
    sent = people(("Mei", ""), ("An", ""), ("Bo", ""))
    page = browser.post(address("register", event), sent, follow=True)
    assert "Registered: 1. In line for a seat: 2." in page.text
    assert "no. 2 in line" in page.text
    assert "1 of 1 seats are taken. 2 people wait in line." in " ".join(page.text.split())


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (people(("", "")), "Write the name of at least one person."),
        (people(("", "mei@mill.test")), "Who is it? Write the name"),
        (people(("Mei", "no address")), "Enter a valid email address."),
        (people(("M" * 101, "")), "at most 100 characters"),
        ({"name": "Mei"}, "ManagementForm data is missing"),
        (people(*[(f"P{n}", "") for n in range(31)]), "at most 30 forms"),
    ],
)
def test_bad_input_is_told_and_nobody_is_registered(as_user, event, mill_user, sent, said):
    page = as_user(mill_user).post(address("register", event), sent)
    assert (page.status_code, said in page.text, standing()) == (422, True, [])


def test_one_wrong_row_registers_nobody_and_keeps_what_was_written(as_user, event, mill_user):
    page = as_user(mill_user).post(address("register", event), people(("Mei", ""), ("An", "x")))
    assert (page.status_code, standing()) == (422, [])
    assert 'value="Mei"' in page.text


def test_a_place_is_chosen_of_this_event_only(as_user, event, hall, foreign_place, mill_user):
    browser, register = as_user(mill_user), address("register", event)
    for place, said in (("", "Choose one of the places."), (foreign_place.pk, "valid choice")):
        page = browser.post(register, rows(("Mei", place)))
        assert (page.status_code, said in page.text) == (422, True)
    assert browser.post(register, rows(("Mei", hall.pk), ("An", hall.pk))).status_code == 302
    assert standing() == [("Mei", "Hall 3", False), ("An", "Hall 3", True)]


def test_another_place_is_chosen_later(as_user, event, hall, mill, mill_user, now):
    row = operations.register(event, supplier=mill, name="Mei", email="", by=mill_user, at=now)
    browser = as_user(mill_user)
    assert "none chosen" in browser.get(event.get_absolute_url()).text
    browser.post(address("registration_place", row), {"place": hall.pk})
    assert standing() == [("Mei", "Hall 3", False)]


def test_only_ones_own_registrations_are_touched(
    as_user, event, hall, mill, mill_user, stranger, auditor, buyer, now
):
    Event.objects.update(open_to_all=True, lead=auditor)
    row = operations.register(event, supplier=mill, name="Mei", email="", by=mill_user, at=now)
    for name in ("withdraw", "registration_place"):
        assert as_user(stranger).post(address(name, row)).status_code == 404
        assert as_user(buyer).post(address(name, row)).status_code == 403
    for person in (mill_user, stranger, auditor):
        assert as_user(person).post(address("registration_strike", row)).status_code == 403
    assert Registration.objects.count() == 1


def test_the_organiser_takes_a_registration_back_with_a_reason(
    as_user, event, mill, mill_user, buyer, now
):
    row = operations.register(event, supplier=mill, name="Mei", email="", by=mill_user, at=now)
    browser, strike = as_user(buyer), address("registration_strike", row)
    assert browser.post(strike, {"reason": ""}).status_code == 422
    assert browser.post(strike, {"reason": "Came as a visitor"}).url == event.get_absolute_url()
    assert standing() == []


def test_who_waits_is_not_checked_in_and_has_no_pass(as_user, event, mill, mill_user, buyer, now):
    Event.objects.update(capacity=1)
    mei, _an = operations.register_people(
        event, supplier=mill, by=mill_user, at=now,
        people=[{"name": name, "email": ""} for name in ("Mei Lin", "An Tran")],
    )  # fmt: skip
    waiting = Registration.objects.get(name="An Tran")
    for person, name in ((buyer, "door"), (buyer, "passes"), (mill_user, "self_check_in")):
        page = as_user(person).get(address(name, event)).text
        assert ("Mei Lin" in page, "An Tran" in page) == (True, False), name
    assert as_user(buyer).post(address("check_in", waiting)).status_code == 409
    assert as_user(buyer).post(address("check_in", mei)).status_code == 302
    sent = {"supplier": mill.pk, "name": "An Tran"}
    assert as_user(buyer).post(address("attendance_new", event), sent).status_code == 302


@pytest.mark.parametrize("name", ["registration_list", "answer_list"])
def test_the_lists_of_an_event_cost_the_same_for_one_row_and_for_three(
    name, as_user, event, mill, other_mill, mill_user, buyer, now
):
    Event.objects.update(capacity=1)
    browser, counts = as_user(buyer), []
    for people_, suppliers in ((["A", "B"], {}), (["C", "D", "E"], {other_mill.pk: "x"})):
        for one in people_:
            operations.register(event, supplier=mill, name=one, email="", by=mill_user, at=now)
        operations.invite(event, suppliers, by=buyer, at=now)
        with CaptureQueriesContext(connection) as found:
            assert browser.get(address(name, event)).status_code == 200
        counts.append(len(found))
    assert counts[0] == counts[1] <= 14


def test_the_event_page_costs_the_same_for_one_registration_and_for_three(
    as_user, event, mill, mill_user, buyer, now
):
    browser, counts = as_user(buyer), []
    Event.objects.update(capacity=1)
    for names in ("AB", "CDE"):
        for name in names:
            operations.register(event, supplier=mill, name=name, email="", by=mill_user, at=now)
        with CaptureQueriesContext(connection) as found:
            browser.get(event.get_absolute_url())
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_a_supplier_reads_its_own_people_of_the_list_only(
    as_user, event, mill, other_mill, mill_user, stranger, now
):
    Event.objects.update(open_to_all=True)
    operations.register(event, supplier=mill, name="Mei Lin", email="", by=mill_user, at=now)
    operations.register(event, supplier=other_mill, name="Bo Ek", email="", by=stranger, at=now)
    for page in (address("registration_list", event), event.get_absolute_url()):
        text = as_user(stranger).get(page).text
        assert ("Bo Ek" in text, "Mei Lin" in text, "Red River Mill" in text) == (
            True,
            False,
            False,
        )
    sheet = as_user(stranger).get(address("registration_list", event), {"export": "csv"})
    assert "Mei Lin" not in b"".join(sheet.streaming_content).decode()


def test_the_list_of_registered_people_searches_filters_and_exports(
    as_user, event, mill, mill_user, buyer, now
):
    Event.objects.update(capacity=1)
    for name in ("Mei Lin", "An Tran"):
        operations.register(event, supplier=mill, name=name, email="", by=mill_user, at=now)
    browser, listed = as_user(buyer), address("registration_list", event)
    for asked, found in (({"q": "mei"}, ["Mei Lin"]), ({"seat": "waiting"}, ["An Tran"]),
                         ({"q": "M-001", "sort": "-name"}, ["Mei Lin", "An Tran"])):  # fmt: skip
        shown = browser.get(listed, asked).context["object_list"]
        assert [row.name for row in shown] == found
    sheet = browser.get(listed, {"export": "csv"})
    assert "waits in line" in b"".join(sheet.streaming_content).decode()


def test_places_are_added_changed_and_removed(as_user, event, mill, mill_user, buyer, now):
    browser = as_user(buyer)
    for name in ("Hall 3", "Annex"):
        browser.post(address("place_new", event), {"name": name, "capacity": "2"})
    hall, annex = Place.objects.get(name="Hall 3"), Place.objects.get(name="Annex")
    again = browser.post(address("place_new", event), {"name": "Annex"})
    assert (again.status_code, "a place of this name already" in again.text) == (422, True)
    assert (
        browser.post(address("place_change", hall), {"name": "H3", "capacity": "0"}).status_code
        == 422
    )
    browser.post(address("place_change", hall), {"name": "Hall 4", "capacity": "2"})
    operations.register(
        event, supplier=mill, name="Mei", email="", place=hall, by=mill_user, at=now
    )
    nowhere = browser.post(address("place_remove", hall), {"to": ""})
    assert nowhere.status_code == 422
    browser.post(address("place_remove", hall), {"to": annex.pk})
    assert standing() == [("Mei", "Annex", False)]


def test_a_session_is_at_a_place_of_its_event(as_user, event, hall, foreign_place, buyer):
    browser = as_user(buyer)
    sent = {"topic": "Drill", "starts_at": "2026-09-01T14:00", "minutes": "30"}
    wrong = browser.post(address("session_new", event), sent | {"place": foreign_place.pk})
    assert wrong.status_code == 422
    browser.post(address("session_new", event), sent | {"place": hall.pk})
    session = event.sessions.get(topic="Drill")
    shown = browser.get(address("session_change", session)).text
    assert 'value="2026-09-01T14:00"' in shown
    browser.post(address("session_change", session), sent | {"topic": "A drill", "minutes": "45"})
    session.refresh_from_db()
    assert (session.topic, session.minutes, session.place) == ("A drill", 45, None)


def test_fewer_seats_than_people_are_refused_at_their_field(
    as_user, event, mill, mill_user, buyer, now
):
    for name in ("Mei", "An"):
        operations.register(event, supplier=mill, name=name, email="", by=mill_user, at=now)
    sent = {"code": "E-900", "title": "T", "kind": "training", "starts_on": "2026-09-01"}
    page = as_user(buyer).post(address("event_change", event), sent | {"capacity": "1"})
    assert (page.status_code, "2 people have a seat already" in page.text) == (422, True)
    assert "capacity" in page.context["form"].errors


@pytest.mark.parametrize(
    ("kind", "said", "required"),
    [
        ("counselling", "", True),
        ("counselling", "False", False),
        ("training", "", False),
        ("training", "True", True),
    ],
)
def test_attendance_is_required_as_usual_for_the_kind_or_as_said(
    as_user, buyer, auditor, kind, said, required
):
    sent = {
        "code": "E-1", "title": "T", "kind": kind, "starts_on": "2026-10-01", "lead": auditor.pk,
        "attendance_required": said,
    }  # fmt: skip
    assert as_user(buyer).post(reverse("training:event_new"), sent).status_code == 302
    assert Event.objects.get().attendance_required is required


@pytest.mark.parametrize(
    ("about", "kept"),
    [("b2", "B2"), (" B ", "B"), ("B2.1", "B2.1"), ("", ""), ("F1", None), ("B2x", None)],
)
def test_a_new_event_is_prefilled_and_its_provision_checked(as_user, buyer, about, kept):
    browser, new = as_user(buyer), reverse("training:event_new")
    shown = browser.get(new, {"about": "B2", "title": "Exits", "theme": "Fire", "state": "held"})
    assert 'value="Exits"' in shown.text
    sent = {
        "code": "E-1",
        "title": "Exits",
        "kind": "forum",
        "starts_on": "2026-10-01",
        "about": about,
    }
    answer = browser.post(new, sent)
    assert answer.status_code == (422 if kept is None else 302)
    if kept is not None:
        assert (Event.objects.get().about, Event.objects.get().state) == (kept, "draft")


def test_the_places_stand_by_name_with_the_seats_taken(
    as_user, event, hall, mill, mill_user, buyer, now
):
    keep_place(Place(event=event, name="Annex"), by=buyer, at=now)
    for name in ("Mei", "An"):
        operations.register(
            event, supplier=mill, name=name, email="", place=hall, by=mill_user, at=now
        )
    places = as_user(buyer).get(event.get_absolute_url()).context["places"]
    assert [(place.name, place.taken) for place in places] == [("Annex", 0), ("Hall 3", 1)]
    page = as_user(mill_user).get(address("register", event)).text
    assert ("Hall 3 (full: you wait in line)" in page, ">Annex<" in page) == (True, True)


@pytest.mark.parametrize(
    ("seats", "said"),
    [("0", "greater than or equal to 1"), ("-1", "equal to 1"), ("100001", "less than"), ("ten", "whole number")],
)  # fmt: skip
def test_seats_are_a_number_somebody_can_sit_on(as_user, event, buyer, seats, said):
    page = as_user(buyer).post(address("place_new", event), {"name": "Hall 3", "capacity": seats})
    assert (page.status_code, said in page.text, Place.objects.count()) == (422, True, 0)
    sent = {"code": "E-1", "title": "T", "kind": "forum", "starts_on": "2026-10-01"}
    page = as_user(buyer).post(reverse("training:event_new"), sent | {"capacity": seats})
    assert (page.status_code, said in page.text) == (422, True)


def test_the_form_for_people_is_not_shown_once_the_event_is_over(as_user, event, mill_user):
    browser, form = as_user(mill_user), address("register", event)
    assert browser.get(form).status_code == 200
    Event.objects.update(state="held")
    page = browser.get(form)
    assert (page.status_code, "not open for registration" in page.text) == (409, True)


def test_the_taken_seats_of_a_place_open_those_who_sit_there(
    as_user, event, hall, mill, mill_user, buyer, now
):
    for name in ("Mei", "An"):  # one seat: An waits
        operations.register(
            event, supplier=mill, name=name, email="", place=hall, by=mill_user, at=now
        )
    operations.register(event, supplier=mill, name="Bo", email="", by=mill_user, at=now)
    browser = as_user(buyer)
    rows = f"{address('registration_list', event)}?place={hall.pk}&seat=seated"
    assert rows.replace("&", "&amp;") in browser.get(event.get_absolute_url()).text
    page = browser.get(rows)
    assert [row.name for row in page.context["object_list"]] == ["Mei"]
    assert "has a seat" in page.text
    assert rows.replace("&", "&amp;") not in as_user(mill_user).get(event.get_absolute_url()).text


def test_places_of_other_events_are_no_choice_in_the_list(
    as_user, event, hall, foreign_place, buyer
):
    listed = address("registration_list", event)
    page = as_user(buyer).get(listed, {"place": foreign_place.pk})
    assert "place" in page.context["filterset"].form.errors
    hall.delete()
    assert "place" not in as_user(buyer).get(listed).context["filterset"].form.fields
