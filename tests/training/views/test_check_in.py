import datetime as dt
import json
import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from training import operations, passes
from training.models import Attendance, Event, Interval, Scan
from training.rules.check_in import screen_code

from ..test_views import address

NOW = dt.datetime(2026, 9, 1, 1, tzinfo=dt.UTC)


@pytest.fixture
def mei(event, mill, mill_user, now):
    return operations.register(
        event, supplier=mill, name="Mei Lin", email="mei@mill.test", by=mill_user, at=now
    )


def send(browser, event, *scans):
    sent = [{"nonce": f"nonce-{n}-1", "direction": "in", "age": 0} | one for n, one in enumerate(scans)]
    answer = browser.post(
        address("scans", event), json.dumps({"scans": sent}), content_type="application/json"
    )
    return answer.json()["results"] if answer.status_code == 200 else answer.status_code


def test_the_door_takes_a_code_without_scripts(as_user, event, mei, buyer):
    browser = as_user(buyer)
    door = address("door", event)
    answer = browser.post(door, {"code": passes.code_of(mei), "direction": "in"})
    assert (answer.status_code, answer.url) == (302, door)
    assert Attendance.objects.get().name == "Mei Lin"
    refused = browser.post(door, {"code": "made-up", "direction": "in"})
    assert (refused.status_code, "no pass of this event" in refused.text) == (409, True)


def test_an_exit_before_the_entry_is_told_at_the_door(as_user, event, mei, buyer):
    answer = as_user(buyer).post(
        address("door", event), {"code": passes.code_of(mei), "direction": "out"}
    )
    assert (answer.status_code, Scan.objects.count()) == (409, 1)
    assert "No entry of this person is known" in answer.text


def test_a_device_sends_what_it_kept_and_is_told_of_each(as_user, event, mei, buyer):
    browser, code = as_user(buyer), passes.code_of(mei)
    with time_machine.travel(NOW, tick=False):
        found = send(
            browser, event,
            {"code": code, "age": 3600}, {"registration": mei.pk, "direction": "out", "age": 60},
            {"code": "xyz"}, {"nonce": "nonce-0-1", "code": code, "age": 3700}, {"nonce": "!", "code": code},
        )  # fmt: skip
    assert [(one["kept"], one["text"], one.get("inside")) for one in found] == [
        (True, "", True),
        (True, "", False),
        (False, "This is no pass of this event.", None),
        (True, "", False),
        (False, "This scan cannot be read.", None),
    ]
    assert found[0]["name"] == "Mei Lin, Red River Mill"
    stays = list(Interval.objects.values_list("entered_at", "left_at"))
    assert stays == [(NOW - dt.timedelta(hours=1), NOW - dt.timedelta(minutes=1))]
    assert Scan.objects.count() == 2


@pytest.mark.parametrize(
    ("age", "kept"), [(0, True), (2 * 24 * 3600, True), (2 * 24 * 3600 + 1, False), (-1, False)]
)
def test_a_scan_is_as_old_as_a_device_may_keep_it(as_user, event, mei, buyer, age, kept):
    (found,) = send(as_user(buyer), event, {"registration": mei.pk, "age": age})
    assert found["kept"] is kept


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"scans": 5}', json.dumps({"scans": [1] * 101})])
def test_what_is_no_list_of_scans_is_refused(as_user, event, buyer, body):
    answer = as_user(buyer).post(
        address("scans", event), body, content_type="application/json"
    )
    assert answer.status_code == 422


def test_what_is_no_scan_in_a_list_is_answered_as_such(as_user, event, buyer):
    found = as_user(buyer).post(
        address("scans", event), '{"scans": [5, null]}', content_type="application/json"
    )
    assert [one["kept"] for one in found.json()["results"]] == [False, False]


def test_a_pass_of_another_event_opens_no_door(as_user, event, mei, mill, mill_user, buyer, now):
    other = Event.objects.create(
        code="E-901", title="Other", kind="forum", starts_on=now.date(), created_at=now, state="open"
    )
    foreign = operations.register(
        other, supplier=mill, name="Mei Lin", email="", by=mill_user, at=now
    )
    found = send(
        as_user(buyer), event, {"code": passes.code_of(foreign)}, {"registration": foreign.pk}
    )
    assert [one["text"] for one in found] == ["This is no pass of this event."] * 2
    assert Scan.objects.count() == 0


def test_an_auditor_stands_at_the_door_of_the_events_they_lead(as_user, event, mei, auditor):
    Event.objects.update(open_to_all=True)
    assert send(as_user(auditor), event, {"registration": mei.pk}) == 403
    Event.objects.update(lead=auditor)
    (found,) = send(as_user(auditor), event, {"registration": mei.pk})
    assert found["kept"] is True


def test_the_screen_shows_the_code_of_the_minute(as_user, event, buyer):
    with time_machine.travel(NOW, tick=False):
        code = screen_code(event.secret, NOW)
        for name in ("screen", "screen_code"):
            page = as_user(buyer).get(address(name, event)).text
            assert f'<p class="screen-code">{code}</p>' in page
            assert event.secret not in page


def check_in(browser, event, registration, minutes=0, **words):
    with time_machine.travel(NOW + dt.timedelta(minutes=minutes), tick=False):
        asked = {"code": screen_code(event.secret, NOW), "direction": "in", "registration": registration.pk}
        return browser.post(address("self_check_in", event), asked | words)


def test_a_person_checks_in_with_the_code_on_the_screen(as_user, event, mei, mill_user):
    browser = as_user(mill_user)
    assert check_in(browser, event, mei, 1).status_code == 302
    assert Attendance.objects.get().origin == "self"
    late = check_in(browser, event, mei, 2)
    assert (late.status_code, "not the code on the screen" in late.text) == (409, True)


def test_nobody_checks_another_suppliers_people_in(as_user, event, mei, stranger):
    Event.objects.update(open_to_all=True)
    browser = as_user(stranger)
    assert check_in(browser, event, mei).status_code == 422
    assert "Mei Lin" not in browser.get(address("self_check_in", event)).text
    assert Attendance.objects.count() == 0


def test_passes_are_ones_own_and_open_the_door(as_user, event, mei, mill_user, stranger, buyer):
    Event.objects.update(open_to_all=True)
    page = as_user(mill_user).get(address("passes", event))
    (shown,) = page.context["passes"]
    assert passes.read_code(event, shown["code"]) == mei
    assert f'd="{shown["qr"]["path"]}"' in page.text
    assert as_user(stranger).get(address("passes", event)).context["passes"] == []
    assert len(as_user(buyer).get(address("passes", event)).context["passes"]) == 1


def test_the_door_asks_as_many_questions_for_three_people_as_for_one(
    as_user, event, mill, mill_user, buyer, now
):
    browser, counts = as_user(buyer), []
    for number in range(3):
        row = operations.register(
            event, supplier=mill, name=f"P{number}", email="", by=mill_user, at=now
        )
        send(browser, event, {"registration": row.pk, "nonce": f"nonce-of-{number}"})
        with CaptureQueriesContext(connection) as found:
            assert browser.get(address("door", event)).status_code == 200
        counts.append(len(found))
    assert counts[0] == counts[2] <= 12


def test_a_stay_is_corrected_in_the_events_own_time(as_user, event, mei, mill, buyer, now):
    Event.objects.update(zone="Europe/Berlin")
    event.refresh_from_db()
    operations.record_attendance(
        event, supplier=mill, name="Mei", entered_at=NOW, left_at=NOW, by=buyer, at=now
    )
    stay, browser = Interval.objects.get(), as_user(buyer)
    page = reverse("training:stay_correct", args=[stay.pk])
    form = browser.get(page).text
    assert 'value="2026-09-01T03:00:00"' in form
    assert "Mei, Red River Mill · Spill response. Times are those of Europe/Berlin." in form
    data = {"entered_at": "2026-09-01T09:00", "left_at": "2026-09-01T10:30", "reason": "Clock."}
    assert browser.post(page, data).url == event.get_absolute_url()
    stay.refresh_from_db()
    assert stay.entered_at == dt.datetime(2026, 9, 1, 7, tzinfo=dt.UTC)
    shown = browser.get(event.get_absolute_url()).text
    assert "corrected: Clock." in shown
    assert "2026/09/01 09:00 – 10:30" in " ".join(re.sub("<[^>]*>", "", shown).split())
    without_reason = browser.post(page, data | {"reason": ""})
    assert without_reason.status_code == 422


def test_times_of_an_event_are_its_own_wherever_the_reader_is(as_user, event, buyer):
    """An event in Chongqing, whose first session begins at nine there."""
    Event.objects.update(zone="Asia/Shanghai")
    data = {"topic": "Late", "starts_at": "2026-12-31T23:30", "minutes": "60"}
    as_user(buyer).post(address("session_new", event), data)
    session = event.sessions.get(topic="Late")
    assert session.starts_at == dt.datetime(2026, 12, 31, 15, 30, tzinfo=dt.UTC)
    Event.objects.update(zone="Europe/Berlin")
    assert "2026/12/31 16:30" in as_user(buyer).get(event.get_absolute_url()).text


def test_who_corrects_a_published_year_is_told_what_that_means(as_user, event, mill, buyer, now):
    operations.record_attendance(
        event, supplier=mill, name="Mei", entered_at=NOW, left_at=NOW, by=buyer, at=now
    )
    operations.hold_event(event, by=buyer, at=NOW)
    page, browser = reverse("training:stay_correct", args=[Interval.objects.get().pk]), as_user(buyer)
    assert "are published" not in browser.get(page).text
    operations.publish_year(year=2026, by=buyer, at=now.replace(year=2027))
    assert "The figures of this year are published" in browser.get(page).text
