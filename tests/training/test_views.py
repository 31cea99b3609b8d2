import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from training import operations
from training.catalogue import load
from training.models import (
    Attendance,
    Course,
    Event,
    Lesson,
    LessonView,
    OpeningBalance,
    Registration,
)


def address(name, thing):
    return reverse(f"training:{name}", args=[thing.pk])


def people(*rows, **more):
    """What the page to register people sends: (name, e-mail) a row."""
    sent = {"people-TOTAL_FORMS": len(rows), "people-INITIAL_FORMS": 0}
    for number, (name, email) in enumerate(rows):
        sent |= {f"people-{number}-name": name, f"people-{number}-email": email}
    return sent | more


def test_a_buyer_plans_an_event_from_draft_to_held(as_user, buyer, time_machine):
    time_machine.move_to(dt.datetime(2026, 10, 1, 10, tzinfo=dt.UTC))
    browser = as_user(buyer)
    response = browser.post(
        reverse("training:event_new"),
        {"code": "E-1", "title": "Forum", "kind": "forum", "starts_on": "2026-10-01"},
    )
    event = Event.objects.get()
    assert response.url == event.get_absolute_url()
    browser.post(
        address("session_new", event),
        {"topic": "Water", "starts_at": "2026-10-01T09:00", "minutes": "60"},
    )
    browser.post(address("event_open", event))
    browser.post(address("event_hold", event))
    event.refresh_from_db()
    assert event.state == "held"


def test_the_button_marks_an_event_as_held_from_its_day_on(
    as_user, event, buyer, now, event_day, time_machine
):
    holds = address("event_hold", event)
    for at, may, status, state in ((now, False, 409, "open"), (event_day, True, 302, "held")):
        time_machine.move_to(at, tick=False)
        browser = as_user(buyer)
        page = browser.get(event.get_absolute_url()).text
        assert ("disabled" in page.partition("Mark as held")[0][-200:]) is not may
        assert browser.post(holds).status_code == status
        event.refresh_from_db()
        assert event.state == state


def test_a_draft_without_a_session_asks_for_one_instead_of_opening(as_user, draft, buyer, now):
    browser, opens = as_user(buyer), address("event_open", draft)
    page = browser.get(draft.get_absolute_url()).text
    assert ("Add a session first" in page, opens in page) == (True, False)
    operations.add_session(
        draft, topic="Water", speaker="", organisation="", starts_at=now, minutes=60,
        by=buyer, at=now,
    )  # fmt: skip
    page = browser.get(draft.get_absolute_url()).text
    assert ("Add a session first" in page, opens in page) == (False, True)


def test_what_an_event_refuses_leads_back_to_its_page(as_user, draft, buyer):
    page, opens = draft.get_absolute_url(), address("event_open", draft)
    answer = as_user(buyer).post(opens, headers={"referer": f"http://testserver{page}"})
    assert answer.status_code == 409
    assert f'href="{page}">Back to the page before' in answer.text


def test_a_counselling_meeting_without_an_auditor_is_refused_on_the_form(as_user, buyer):
    response = as_user(buyer).post(
        reverse("training:event_new"),
        {"code": "E-1", "title": "C", "kind": "counselling", "starts_on": "2026-10-01"},
    )
    assert response.status_code == 422
    assert "led by an auditor" in response.content.decode()


def test_the_form_says_that_the_sessions_move_with_the_date(as_user, event, draft, buyer):
    text = "When the date changes, the sessions move with it."
    browser, page = as_user(buyer), address("event_change", event)
    assert text in browser.get(page).text
    event.sessions.all().delete()
    assert text not in browser.get(page).text


def test_a_supplier_registers_its_people_and_a_stranger_learns_nothing(
    as_user, event, mill_user, stranger
):
    data = people(("Mei Lin", "mei@mill.test"))
    assert as_user(mill_user).post(address("register", event), data).status_code == 302
    assert Registration.objects.get().supplier.code == "M-001"
    assert as_user(mill_user).post(address("register", event), data).status_code == 409
    for name in ("event_detail", "register"):
        assert as_user(stranger).get(address(name, event)).status_code == 404


def test_people_of_other_suppliers_are_not_shown(as_user, event, mill, mill_user, stranger, now):
    Event.objects.update(open_to_all=True)
    operations.register(event, supplier=mill, name="Secret Name", email="", by=mill_user, at=now)
    assert "Secret Name" in as_user(mill_user).get(event.get_absolute_url()).content.decode()
    assert "Secret Name" not in as_user(stranger).get(event.get_absolute_url()).content.decode()


def test_an_auditor_records_only_at_the_events_they_lead(as_user, event, auditor, mill):
    Event.objects.update(open_to_all=True)
    data = {"supplier": mill.pk, "name": "Mei Lin"}
    assert as_user(auditor).post(address("attendance_new", event), data).status_code == 403
    Event.objects.update(lead=auditor)
    assert as_user(auditor).post(address("attendance_new", event), data).status_code == 302
    assert Attendance.objects.get().attended_seconds is None


def test_one_tap_checks_a_registered_person_in(as_user, event, mill, mill_user, buyer, now):
    row = operations.register(event, supplier=mill, name="Mei", email="", by=mill_user, at=now)
    as_user(buyer).post(address("check_in", row))
    as_user(buyer).post(address("check_in", row))
    assert Attendance.objects.get().name == "Mei"


def test_each_figure_of_the_statistics_opens_its_rows(as_user, event, mill, buyer, now):
    nine = dt.datetime(2026, 9, 1, 9, tzinfo=dt.UTC)
    operations.record_attendance(
        event, supplier=mill, name="Mei", entered_at=nine, left_at=nine, by=buyer, at=now
    )
    operations.hold_event(event, by=buyer, at=nine)
    page = as_user(buyer).get(reverse("training:statistics")).content.decode()
    link = f"{reverse('training:attendance_list')}?year=2026"
    assert link in page
    assert "Mei" in as_user(buyer).get(link).content.decode()


def test_opening_a_lesson_writes_nothing_and_the_post_counts_the_view(as_user, mill_user, now):
    load(at=now)
    lesson = Lesson.objects.first()
    browser = as_user(mill_user)
    assert browser.get(lesson.get_absolute_url()).status_code == 200
    assert LessonView.objects.count() == 0
    assert browser.post(address("lesson_viewed", lesson)).status_code == 302
    assert LessonView.objects.count() == 1


def add_rows(numbers, mill, now):
    for number in numbers:
        event = Event.objects.create(
            code=f"E{number}",
            title="T",
            kind="forum",
            starts_on=now.date(),
            created_at=now,
            state="held",
        )
        Attendance.objects.create(
            event=event, supplier=mill, name=f"N{number}", person_key=f"n{number}", recorded_at=now
        )
        Course.objects.create(code=f"C{number}", title="C", language="en", is_published=True)


@pytest.mark.parametrize("name", ["event_list", "attendance_list", "course_list"])
def test_a_list_asks_as_many_questions_for_three_rows_as_for_one(name, as_user, buyer, mill, now):
    browser, counts = as_user(buyer), []
    for numbers in ([1], [2, 3]):
        add_rows(numbers, mill, now)
        with CaptureQueriesContext(connection) as found:
            assert browser.get(reverse(f"training:{name}")).status_code == 200
        counts.append(len(found))
    assert counts[0] == counts[1] <= 12


def test_a_course_somebody_took_is_not_deleted_with_its_counts(
    as_user, admin_user, mill, mill_user, now
):
    course = Course.objects.create(code="C-9", title="Exits", language="en", is_published=True)
    lesson = course.lessons.create(position=1, title="One", body="…")
    remove = reverse("admin:training_course_delete", args=[course.pk])
    browser = as_user(admin_user)
    assert browser.get(remove).status_code == 200
    operations.view_lesson(lesson, supplier=mill, by=mill_user, at=now, on=now.date())
    assert browser.get(remove).status_code == 403
    assert browser.post(remove, {"post": "yes"}).status_code == 403
    assert LessonView.objects.count() == 1


def test_a_draft_that_came_to_nothing_is_never_shown(as_user, draft, mill, mill_user, buyer, now):
    operations.invite(draft, {mill.pk: "key supplier"}, by=buyer, at=now)
    operations.cancel_event(draft, by=buyer, at=now)
    browser = as_user(mill_user)
    assert browser.get(draft.get_absolute_url()).status_code == 404
    assert not browser.get(reverse("training:event_list")).context["object_list"]


def test_an_event_that_was_open_is_shown_as_cancelled(as_user, event, mill_user, buyer, now):
    operations.cancel_event(event, by=buyer, at=now)
    assert as_user(mill_user).get(event.get_absolute_url()).status_code == 200


def test_the_opening_balance_of_course_views_is_shown(as_user, buyer):
    OpeningBalance.objects.create(
        measure="views", since_year=2019, until_year=2024, value=340, source="the year page"
    )
    assert "340" in as_user(buyer).get(reverse("training:statistics")).content.decode()
