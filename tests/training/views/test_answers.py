import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from icalendar import Calendar

from training import operations
from training.models import Event, Registration
from training.queries import waiting_for

from ..test_views import address

TODAY = dt.date(2026, 8, 17)
NOON = dt.datetime(2026, 8, 17, 4, tzinfo=dt.UTC)


@pytest.fixture
def invitation(event):
    return event.invitations.get()


def piles(person):
    return {pile.label: pile.count for pile in waiting_for(person, on=TODAY) if pile.count}


def listed(browser, **asked):
    with time_machine.travel(NOON, tick=False):
        page = browser.get(reverse("training:event_list"), asked)
    return [event.code for event in page.context["object_list"]]


def held(event, buyer, now):
    """Held the day before, which was its day; somebody came."""
    yesterday = now - dt.timedelta(days=1)
    Event.objects.update(attendance_required=True, starts_on=yesterday.date())
    event.refresh_from_db()
    event.head_counts.create(organisation="Somebody", heads=3, recorded_at=now)
    return operations.hold_event(event, by=buyer, at=yesterday)


def test_a_supplier_declines_and_takes_that_back(as_user, event, invitation, mill_user):
    browser = as_user(mill_user)
    decline = address("invitation_decline", invitation)
    assert browser.post(decline, {"because": " "}).status_code == 422
    page = browser.post(decline, {"because": "<b>Flood</b>"}, follow=True).text
    assert "&lt;b&gt;Flood" in page
    assert browser.post(decline, {"because": "Again"}).status_code == 409
    browser.post(address("invitation_stand", invitation))
    invitation.refresh_from_db()
    assert invitation.declined_at is None


def test_nobody_answers_for_another_supplier(as_user, event, invitation, stranger, buyer, auditor):
    Event.objects.update(open_to_all=True, lead=auditor)
    for name in ("invitation_decline", "invitation_stand", "invitation_excuse"):
        sent = {"because": "x"}
        assert as_user(stranger).post(address(name, invitation), sent).status_code == 404
        for person in (buyer, auditor):
            assert as_user(person).post(address(name, invitation), sent).status_code == 403
    invitation.refresh_from_db()
    assert (invitation.declined_at, invitation.excused_because) == (None, "")


def test_an_invitation_to_a_draft_is_not_known_to_its_supplier(
    as_user, event, invitation, mill_user
):
    Event.objects.update(state="draft")
    for name in ("invitation_decline", "invitation_excuse"):
        assert as_user(mill_user).get(address(name, invitation)).status_code == 404


def test_what_waits_for_a_supplier_is_counted_and_opened(
    as_user, event, invitation, mill, mill_user, stranger, buyer, now
):
    browser = as_user(mill_user)
    assert piles(mill_user) == {"Invitations to answer": 1}
    assert (piles(stranger), listed(as_user(stranger))) == ({}, [])
    assert listed(browser, waits="answer") == ["E-900"]
    row = operations.register(event, supplier=mill, name="An", email="", by=mill_user, at=now)
    assert (piles(mill_user), listed(browser, waits="answer")) == ({}, [])
    operations.withdraw(row, by=mill_user, at=now)
    assert piles(mill_user) == {"Invitations to answer": 1}
    held(event, buyer, now)
    assert piles(mill_user) == {"Events nobody of yours came to: say why": 1}
    assert listed(browser, waits="why") == ["E-900"]
    browser.post(address("invitation_excuse", invitation), {"because": "Flood"})
    assert (piles(mill_user), listed(browser, waits="why")) == ({}, [])


def test_an_event_of_yesterday_waits_for_no_answer(event, mill_user):
    assert piles(mill_user) == {"Invitations to answer": 1}
    for day, waits in ((TODAY, True), (TODAY - dt.timedelta(days=1), False)):
        Event.objects.update(starts_on=day)
        assert bool(piles(mill_user)) is waits


def test_the_filter_of_what_waits_is_the_suppliers_only(as_user, event, buyer):
    page = as_user(buyer).get(reverse("training:event_list"), {"waits": "answer"})
    assert "waits" not in page.context["filterset"].filters
    assert listed(as_user(buyer), waits="answer") == ["E-900"]


def test_the_list_says_how_the_own_invitation_stands(as_user, event, mill, mill_user, buyer, now):
    own = "Your answer"
    page = as_user(mill_user).get(reverse("training:event_list")).text
    assert (own in page, "no answer" in page) == (True, True)
    assert own not in as_user(buyer).get(reverse("training:event_list")).text


def test_each_count_opens_its_suppliers(
    as_user, event, mill, other_mill, mill_user, stranger, buyer, now
):
    operations.invite(event, {other_mill.pk: "tier 2"}, by=buyer, at=now)
    operations.register(event, supplier=mill, name="An", email="", by=mill_user, at=now)
    browser, answers = as_user(buyer), address("answer_list", event)
    page = browser.get(event.get_absolute_url()).text
    for asked, codes in (("", ["M-001", "M-002"]), ("?answer=registered", ["M-001"]),
                         ("?answer=waiting", []), ("?answer=declined", []),
                         ("?answer=none", ["M-002"])):  # fmt: skip
        assert f'href="{answers}{asked}"' in page
        shown = browser.get(answers + asked).context["object_list"]
        assert sorted(row.supplier.code for row in shown) == codes
    found = browser.get(answers, {"q": "blue", "sort": "-answer"}).context["object_list"]
    assert [row.supplier.code for row in found] == ["M-002"]
    sheet = b"".join(browser.get(answers, {"export": "csv"}).streaming_content).decode()
    assert ("tier 2" in sheet, "no answer" in sheet) == (True, True)


def test_who_stayed_away_and_why_is_for_those_who_organise(
    as_user, event, invitation, mill_user, stranger, auditor, admin_user, buyer, now
):
    Event.objects.update(lead=auditor, open_to_all=True)
    event.refresh_from_db()
    held(event, buyer, now)
    as_user(mill_user).post(address("invitation_excuse", invitation), {"because": "The flood"})
    for person in (buyer, auditor):
        page = as_user(person).get(event.get_absolute_url()).text
        assert ("1 supplier stayed away" in page, "The flood" in page) == (True, True)
    own = as_user(mill_user).get(event.get_absolute_url()).text
    assert ("stayed away" in own, "You said: The flood" in own) == (False, True)
    foreign = as_user(stranger).get(event.get_absolute_url()).text
    assert ("The flood" in foreign, "Red River" in foreign) == (False, False)
    shown = as_user(buyer).get(address("answer_list", event), {"somebody_came": "no"})
    assert [row.supplier.code for row in shown.context["object_list"]] == ["M-001"]


def test_nobody_is_called_absent_before_the_list_is_in(as_user, event, mill_user, buyer, now):
    Event.objects.update(attendance_required=True, starts_on=TODAY)
    event.refresh_from_db()
    operations.hold_event(event, by=buyer, at=now)
    assert "stayed away" not in as_user(buyer).get(event.get_absolute_url()).text
    assert "say why" not in as_user(mill_user).get(event.get_absolute_url()).text.lower()


def test_nobody_is_called_absent_on_the_day_itself(
    as_user, event, mill_user, buyer, time_machine, now
):
    day = dt.timedelta(days=1)
    held(event, buyer, now + day)
    for at, known in ((now, False), (now + day, True)):
        time_machine.move_to(at, tick=False)
        page = as_user(buyer).get(event.get_absolute_url())
        assert ("1 supplier stayed away" in page.text, "came" in page.context) == (known, known)
        page = as_user(mill_user).get(event.get_absolute_url())
        assert ("Say why nobody came" in page.text) is known


def test_the_calendar_file_is_read_by_who_may_see_the_event(
    as_user, event, mill_user, stranger, buyer, now
):
    page = as_user(mill_user).get(address("event_calendar", event))
    assert (page.status_code, page["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert page["Content-Disposition"] == 'attachment; filename="event.ics"'
    assert Calendar.from_ical(page.content)["METHOD"] == "PUBLISH"
    assert as_user(stranger).get(address("event_calendar", event)).status_code == 404
    operations.cancel_event(event, by=buyer, at=now)
    page = as_user(mill_user).get(address("event_calendar", event))
    assert Calendar.from_ical(page.content)["METHOD"] == "CANCEL"


def test_the_first_fifty_registered_stand_on_the_page_the_others_in_the_list(
    as_user, event, mill, buyer, now
):
    Registration.objects.bulk_create(
        Registration(
            event=event, supplier=mill, name=f"P{n:02}", person_key=f"p{n}", registered_at=now
        )
        for n in range(51)
    )
    page = as_user(buyer).get(event.get_absolute_url()).text
    assert ("P49" in page, "P50" in page, "The first 50 are shown here." in page) == (
        True,
        False,
        True,
    )


def test_once_it_is_known_who_came_the_counts_say_so(as_user, event, mill, other_mill, buyer, now):
    operations.invite(event, {other_mill.pk: "tier 2"}, by=buyer, at=now)
    operations.record_attendance(event, supplier=mill, name="An", by=buyer, at=now)
    Event.objects.update(starts_on=TODAY)
    event.refresh_from_db()
    operations.hold_event(event, by=buyer, at=now)
    browser, answers = as_user(buyer), address("answer_list", event)
    page = browser.get(event.get_absolute_url())
    assert page.context["came"] == {"invited": 2, "came": 1, "stayed_away": 1, "declined": 0}
    for asked, code in (("yes", "M-001"), ("no", "M-002")):
        assert f'href="{answers}?somebody_came={asked}"' in page.text
        shown = browser.get(answers, {"somebody_came": asked}).context["object_list"]
        assert [row.supplier.code for row in shown] == [code]
