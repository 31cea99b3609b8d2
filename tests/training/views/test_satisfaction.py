import datetime as dt

import pytest

from suppliers.models import Membership
from sustainportal.notices.models import Notice
from sustainportal.trail.models import Entry
from training.models import Attendance, Event, HeadCount, Satisfaction
from training.notices_satisfaction import ask_satisfaction

from ...conftest import person
from ..test_views import address

SAID = {
    "overall": "4",
    "content": "5",
    "speakers": "",
    "organisation": "2",
    "remark": "More cases.",
}
DAY = dt.timedelta(days=1)


@pytest.fixture
def held(event, mill, now, auditor):
    """Held, led by the auditor; one person of the mill was there."""
    Event.objects.update(state="held", lead=auditor)
    Attendance.objects.create(
        event=event, supplier=mill, name="Mei", person_key="mei", recorded_at=now
    )
    event.refresh_from_db()
    return event


def say(event, supplier, *marks, now):
    for n, mark in enumerate(marks):
        someone = person(f"guest-{supplier.pk}-{n}", "supplier")
        Membership.objects.create(supplier=supplier, user=someone)
        Satisfaction.objects.create(
            event=event, supplier=supplier, user=someone, overall=mark, remark=f"Remark {9 - n}",
            given_at=now,
        )  # fmt: skip


def test_who_was_there_says_what_they_thought(as_user, held, mill, mill_user):
    answer = as_user(mill_user).post(address("satisfaction_give", held), SAID)
    assert answer["Location"] == held.get_absolute_url()
    row = Satisfaction.objects.get()
    assert (row.supplier, row.user, row.overall, row.content, row.speakers, row.organisation) == (
        mill, mill_user, 4, 5, None, 2,
    )  # fmt: skip
    entry = Entry.objects.get(event="training.satisfaction.given")
    assert (entry.subject_id, entry.detail) == (str(held.pk), {})  # that, never what


def test_an_answer_is_one_a_person_and_may_be_changed(as_user, held, mill_user, time_machine, now):
    time_machine.move_to(now, tick=False)
    as_user(mill_user).post(address("satisfaction_give", held), SAID)
    time_machine.move_to(now + 29 * DAY, tick=False)
    browser = as_user(mill_user)
    page = browser.get(address("satisfaction_give", held))
    assert page.context["form"].initial["overall"] == 4
    browser.post(address("satisfaction_give", held), SAID | {"overall": "2"})
    row = Satisfaction.objects.get()
    assert (row.overall, row.given_at) == (2, now)


@pytest.mark.parametrize(("days", "status", "mark"), [(30, 302, 1), (31, 409, 4)])
def test_after_thirty_days_it_stays_as_it_is(
    as_user, held, mill_user, time_machine, now, days, status, mark
):
    time_machine.move_to(now, tick=False)
    as_user(mill_user).post(address("satisfaction_give", held), SAID)
    time_machine.move_to(now + days * DAY, tick=False)
    browser = as_user(mill_user)
    assert browser.get(address("satisfaction_give", held)).context["over"] is (status == 409)
    answer = browser.post(address("satisfaction_give", held), SAID | {"overall": "1"})
    assert (answer.status_code, Satisfaction.objects.get().overall) == (status, mark)


@pytest.mark.parametrize(
    "words",
    [{"overall": ""}, {"overall": "0"}, {"overall": "6"}, {"content": "x"}, {"remark": "x" * 2001}],
)
def test_marks_from_one_to_five_and_nothing_else(as_user, held, mill_user, words):
    answer = as_user(mill_user).post(address("satisfaction_give", held), SAID | words)
    assert (answer.status_code, Satisfaction.objects.count()) == (422, 0)
    assert list(answer.context["form"].errors) == list(words)


def test_who_was_not_there_is_not_asked(as_user, held, mill_user):
    Attendance.objects.all().delete()
    browser = as_user(mill_user)
    assert browser.get(address("satisfaction_give", held)).status_code == 409
    assert browser.post(address("satisfaction_give", held), SAID).status_code == 409
    HeadCount.objects.create(
        event=held, organisation="M", supplier=mill_user.memberships.get().supplier, heads=3,
        recorded_at=held.created_at,
    )  # fmt: skip
    assert browser.get(address("satisfaction_give", held)).status_code == 200


def test_nobody_is_asked_before_it_was_held(as_user, held, mill_user):
    Event.objects.update(state="open")
    assert as_user(mill_user).get(address("satisfaction_give", held)).status_code == 409


def test_a_person_without_a_supplier_cannot_answer(as_user, held, mill_user):
    held.open_to_all = True
    held.save()
    alone = person("alone", "supplier")
    assert as_user(alone).get(address("satisfaction_give", held)).status_code == 403
    assert as_user(alone).post(address("satisfaction_give", held), SAID).status_code == 403


def test_the_answers_are_added_up_without_names(as_user, held, buyer, mill, now):
    say(held, mill, 5, 4, 4, now=now)
    context = as_user(buyer).get(address("satisfaction", held)).context
    assert (context["answers"], context["suppliers"], context["attending"]) == (3, 1, 1)
    overall = context["marks"][0][1]
    assert (str(overall.mean), overall.counts) == ("4.3", (1, 2, 0, 0, 0))
    assert context["remarks"] == ["Remark 7", "Remark 8", "Remark 9"]
    text = as_user(buyer).get(address("satisfaction", held)).text
    assert f'href="{held.get_absolute_url()}#attendance"' in text
    assert 'id="attendance"' in as_user(buyer).get(held.get_absolute_url()).text
    assert "guest-" not in text and mill.name not in text


@pytest.mark.parametrize(("answers", "shown"), [(1, False), (2, False), (3, True)])
def test_an_auditor_sees_only_the_count_while_answers_are_few(
    as_user, held, auditor, buyer, mill, now, answers, shown
):
    say(held, mill, *[3] * answers, now=now)
    page = as_user(auditor).get(address("satisfaction", held))
    assert (page.context["answers"], bool(page.context["marks"])) == (answers, shown)
    assert ("Remark 9" in page.text) is shown
    assert "Remark 9" in as_user(buyer).get(address("satisfaction", held)).text


def test_an_auditor_does_not_see_what_few_said_to_one_question(
    as_user, held, auditor, buyer, mill, now
):
    say(held, mill, 3, 3, 3, now=now)
    for row in list(Satisfaction.objects.all())[:2]:
        row.content = 1
        row.save()
    page = as_user(auditor).get(address("satisfaction", held))
    assert [mark.name for _label, mark in page.context["marks"]] == ["overall"]
    assert "fewer might tell who said it" in page.text
    page = as_user(buyer).get(address("satisfaction", held))
    assert [mark.answers for _label, mark in page.context["marks"]] == [3, 2, 0, 0]
    assert "fewer might tell who said it" not in page.text


def test_an_auditor_reads_it_of_the_events_they_lead(as_user, held, auditor, strange_auditor):
    held.open_to_all = True
    held.save()
    assert as_user(auditor).get(address("satisfaction", held)).status_code == 200
    assert as_user(strange_auditor).get(address("satisfaction", held)).status_code == 404


def test_the_people_of_who_came_are_asked_in_a_notice(held, mill_user, stranger, now):
    ask_satisfaction(held, at=now)
    notice = Notice.objects.get(event="training.satisfaction.asked")
    assert (notice.recipient, notice.link) == (mill_user, address("satisfaction_give", held))
