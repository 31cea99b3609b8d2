"""People of a list whose supplier nobody knows: asked about, answered once."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from suppliers.models import Contact
from sustainportal.accounts.refusals import NotNow
from sustainportal.sheets import importing
from sustainportal.trail.models import Entry
from training import operations
from training.models import Attendance, Event, Interval, UnknownAttendee
from training.operations.unknown import add_unknown, ask_again, leave_out
from training.workbooks import AttendanceImporter

from ..meeting_lists import zoom

HEAD = "Name,Email,Company,Join Time,Leave Time\n"
LIST = HEAD + (
    "Otto,otto@gmail.com,Green Valley Works,9:00,9:30\n"
    "Otto,otto@gmail.com,Green Valley Works,9:40,10:00\n"
    "Ida,,Green Valley Works,9:00,10:00\n"
    "Uwe,uwe@speakers.test,,9:00,10:00\n"
    "Eva,eva@speakers.test,,9:00,10:00\n"
    "Rut,rut@qq.com,,9:00,10:00\n"
)


@pytest.fixture
def taken(event, buyer, now, tmp_path):
    def run(text=LIST):
        importer = AttendanceImporter()
        importer.listing = "E-900"
        return importing.run(importer, zoom(tmp_path / "list.csv", text), by=buyer, at=now)

    return run


def asked(name):
    return UnknownAttendee.objects.get(name=name)


def page(name, question, *more):
    return reverse(f"training:unknown_{name}", args=[question.pk, *more])


def test_each_unknown_person_is_asked_about_once_with_all_stays(taken):
    account = taken()
    assert (account.queued, account.counts["unknown"]) == (6, 5)
    assert UnknownAttendee.objects.count() == 5
    assert [len(row.stays) for row in UnknownAttendee.objects.order_by("name")] == [1, 1, 2, 1, 1]
    assert taken().unchanged == 6
    assert Attendance.objects.count() == 0


def test_a_longer_list_adds_stays_to_an_open_question(taken):
    taken()
    assert taken(LIST + "Rut,rut@qq.com,,10:05,10:30\n").queued == 1
    assert len(asked("Rut").stays) == 2


def test_an_answer_adds_the_attendance_with_its_time(taken, mill, buyer, now):
    taken()
    assert add_unknown(asked("Otto"), supplier=mill, by=buyer, at=now) == 1
    row = Attendance.objects.get()
    assert (row.name, row.email, row.supplier, row.origin) == (
        "Otto",
        "otto@gmail.com",
        mill,
        "list",
    )
    assert (row.attended_seconds, row.intervals.count()) == (50 * 60, 2)
    assert Entry.objects.get(event="training.unknown.added").detail == {
        "supplier": "M-001",
        "count": 1,
    }


def test_the_next_list_of_the_meeting_knows_the_answers(taken, mill, buyer, now):
    taken()
    add_unknown(asked("Otto"), supplier=mill, by=buyer, at=now)
    leave_out(asked("Uwe"), reason="Speaker", by=buyer, at=now)
    account = taken(LIST + "Otto,otto@gmail.com,Green Valley Works,10:10,10:20\n")
    assert (account.updated, account.queued, account.counts["left_out"]) == (1, 0, 1)
    assert Attendance.objects.get().attended_seconds == 60 * 60


def test_a_question_is_taken_back_when_the_next_list_knows_the_person(taken, mill):
    taken()
    Contact.objects.create(supplier=mill, name="Rut", mail="rut@qq.com")
    account = taken()
    assert (account.created, account.unchanged) == (1, 5)
    assert not UnknownAttendee.objects.filter(name="Rut").exists()
    assert Attendance.objects.get().attended_seconds == 3600


def test_one_answer_for_everybody_of_the_organisation_and_the_spelling_remembered(
    as_user, taken, mill, buyer
):
    taken()
    question = asked("Ida")
    as_user(buyer).post(page("add", question, mill.pk), {"alike": "1", "spelling": "1"})
    assert set(Attendance.objects.values_list("name", flat=True)) == {"Ida", "Otto"}
    assert mill.aliases.get().spelling == "Green Valley Works"
    assert taken(HEAD + "New,new@qq.com,GREEN VALLEY WORKS Ltd,9:00,\n").created == 1


def test_alike_without_an_organisation_is_the_same_domain_but_never_free_mail(
    as_user, taken, buyer
):
    taken()
    browser = as_user(buyer)
    assert browser.get(page("detail", asked("Uwe"))).context["alike"] == 1
    assert browser.get(page("detail", asked("Rut"))).context["alike"] == 0
    data = {"reason": "Speakers", "alike": "on"}
    browser.post(page("leave_out", asked("Uwe")), data)
    left_out = UnknownAttendee.objects.filter(state="left_out")
    assert set(left_out.values_list("name", flat=True)) == {"Uwe", "Eva"}
    assert Entry.objects.get(event="training.unknown.left_out").detail == {
        "count": 2,
        "reason": "Speakers",
    }


def test_leaving_out_needs_a_reason(as_user, taken, buyer):
    taken()
    assert as_user(buyer).post(page("leave_out", asked("Uwe")), {}).status_code == 422
    assert asked("Uwe").state == "open"


def test_two_buyers_answer_one_wins_and_the_other_is_told(
    taken, mill, other_mill, buyer, second_buyer, now
):
    taken()
    first, second = asked("Otto"), asked("Otto")
    add_unknown(first, supplier=mill, by=buyer, at=now)
    with pytest.raises(NotNow, match="answered already"):
        add_unknown(second, supplier=other_mill, by=second_buyer, at=now)
    with pytest.raises(NotNow, match="answered already"):
        leave_out(second, reason="x", by=second_buyer, at=now)
    assert Attendance.objects.get().supplier == mill


def test_a_person_who_was_left_out_by_mistake_is_asked_about_again(as_user, taken, buyer, now):
    taken()
    leave_out(asked("Uwe"), reason="Speaker", by=buyer, at=now)
    assert as_user(buyer).post(page("ask", asked("Uwe"))).status_code == 302
    assert asked("Uwe").state == "open"
    with pytest.raises(NotNow):
        ask_again(asked("Uwe"), by=buyer, at=now)


def test_a_cancelled_event_takes_no_answer(taken, event, mill, buyer, now):
    taken()
    operations.cancel_event(Event.objects.get(pk=event.pk), by=buyer, at=now)
    with pytest.raises(NotNow, match="open and held"):
        add_unknown(asked("Otto"), supplier=mill, by=buyer, at=now)
    assert (asked("Otto").state, Attendance.objects.count()) == ("open", 0)


def test_nobody_is_added_on_top_of_heads(taken, event, mill, buyer, now):
    taken()
    event.head_counts.create(organisation="Mill", supplier=mill, heads=3, recorded_at=now)
    with pytest.raises(NotNow, match="counted without names"):
        add_unknown(asked("Otto"), supplier=mill, by=buyer, at=now)
    assert (asked("Otto").state, Attendance.objects.count()) == ("open", 0)


def test_a_person_recorded_by_hand_meanwhile_is_not_counted_again(taken, event, mill, buyer, now):
    taken()
    operations.record_attendance(event, supplier=mill, name="otto", by=buyer, at=now)
    add_unknown(asked("Otto"), supplier=mill, by=buyer, at=now)
    assert Attendance.objects.get().attended_seconds == 50 * 60
    assert Interval.objects.count() == 2


def test_the_page_suggests_by_domain_then_by_name_and_finds_by_search(
    as_user, taken, mill, other_mill, buyer
):
    Contact.objects.create(supplier=other_mill, name="Someone", mail="x@speakers.test")
    mill.name = "Green Valley Works Ltd"
    mill.save()
    taken(HEAD + "Ida,ida@gmail.com,Green Valley Work,9:00,\n")
    taken(HEAD + "Uwe,uwe@else.speakers.test,,9:00,\n")
    browser = as_user(buyer)
    assert browser.get(page("detail", asked("Ida"))).context["found"] == [(mill, "name")]
    assert browser.get(page("detail", asked("Uwe"))).context["found"] == []
    found = browser.get(page("detail", asked("Uwe")), {"q": "blue hill"}).context["found"]
    assert found == [(other_mill, "search")]


def test_the_list_shows_who_waits_and_any_state_asked_for(as_user, taken, mill, buyer, now):
    taken()
    add_unknown(asked("Otto"), supplier=mill, by=buyer, at=now)
    browser, address = as_user(buyer), reverse("training:unknown_list")
    names = lambda **asks: [row.name for row in browser.get(address, asks).context["object_list"]]  # noqa: E731
    assert names() == ["Eva", "Rut", "Uwe", "Ida"]
    assert names(state="added") == ["Otto"]
    assert names(q="green valley") == ["Ida"]
    export = browser.get(address, {"export": "csv"})
    assert (
        b"".join(export.streaming_content if export.streaming else [export.content]).count(b"\n")
        == 5
    )


def test_the_list_asks_as_many_questions_for_five_rows_as_for_one(as_user, taken, buyer):
    browser, counts = as_user(buyer), []
    for text in (HEAD + "One,one@qq.com,,9:00,\n", LIST):
        taken(text)
        with CaptureQueriesContext(connection) as found:
            assert browser.get(reverse("training:unknown_list")).status_code == 200
        counts.append(len(found))
    assert counts[0] == counts[1] <= 12


def test_nobody_is_added_once_the_names_of_the_event_were_erased(taken, mill, buyer, now):
    taken()
    add_unknown(asked("Otto"), supplier=mill, by=buyer, at=now)
    Attendance.objects.update(name="erased", person_key="erased 1", erased_at=now)
    Event.objects.update(starts_on=dt.date(2020, 1, 1))
    with pytest.raises(NotNow, match="erased"):
        add_unknown(asked("Ida"), supplier=mill, by=buyer, at=now)
    assert Attendance.objects.count() == 1


def test_if_the_trail_fails_the_answer_did_not_happen(taken, mill, buyer, now, monkeypatch):
    taken()

    def broken(*args, **kwargs):
        raise OSError("disk full")

    monkeypatch.setattr(Entry, "save", broken)
    with pytest.raises(OSError, match="disk full"):
        add_unknown(asked("Otto"), supplier=mill, by=buyer, at=now)
    assert (asked("Otto").state, Attendance.objects.count()) == ("open", 0)


def test_a_person_chooses_the_event_with_the_file(as_user, event, draft, mill, buyer, tmp_path):
    browser, address = as_user(buyer), reverse("sheets:upload", args=["training.attendance"])
    shown = browser.get(address)
    choices = [value for value, _label in shown.context["form"].fields["listing"].choices]
    assert choices == ["", "E-900"]
    path = zoom(tmp_path / "list.csv", LIST)
    with path.open("rb") as file:
        answer = browser.post(address, {"file": file, "listing": "E-900"})
    browser.post(f"{answer.url}keep/")
    assert UnknownAttendee.objects.count() == 5
    with path.open("rb") as file:
        assert browser.post(address, {"file": file, "listing": "E-404"}).status_code == 422


def test_the_event_says_how_many_are_not_counted_yet_and_leads_to_its_list(
    as_user, event, taken, mill_user, buyer
):
    taken()
    shown = as_user(buyer).get(event.get_absolute_url()).content.decode()
    assert "5 people of a list are not counted yet" in shown
    assert f"{reverse('training:unknown_list')}?event={event.pk}" in shown
    upload = f"{reverse('sheets:upload', args=['training.attendance'])}?listing=E-900"
    assert upload in shown
    assert as_user(buyer).get(upload).context["form"]["listing"].value() == "E-900"
    assert (
        "not counted yet" not in as_user(mill_user).get(event.get_absolute_url()).content.decode()
    )
