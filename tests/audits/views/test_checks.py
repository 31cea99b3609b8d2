import pytest
from django.urls import reverse

from audits.models import EffectivenessCheck, Finding

from ...sample_files import png
from ..conftest import DAY
from .test_findings import queries_of
from .test_moves import a_file

LIST = reverse("audits:check_list")


@pytest.fixture
def check(walk, time_machine, now):
    time_machine.move_to(now)
    return walk("closed").check_owed


def address(check):
    return reverse("audits:check_record", args=[check.pk])


def test_what_is_owed_is_listed_with_its_day(as_user, auditor, strange_auditor, check, time_machine, now):
    time_machine.move_to(now + 90 * DAY)
    page = as_user(auditor).get(LIST)
    assert list(page.context["object_list"]) == [check]
    assert "Overdue" not in page.text
    time_machine.move_to(now + 91 * DAY)
    assert "Overdue" in as_user(auditor).get(LIST).text
    assert list(as_user(strange_auditor).get(LIST).context["object_list"]) == []


def test_a_check_that_holds(as_user, auditor, check, time_machine, now):
    time_machine.move_to(now + 90 * DAY)
    answer = as_user(auditor).post(address(check), {"holds": "yes", "photo": a_file(png())})
    assert (answer.status_code, answer["Location"]) == (302, check.finding.get_absolute_url())
    check.refresh_from_db()
    assert (check.holds, check.checked_by) == (True, auditor)
    assert "It holds" in as_user(auditor).get(check.finding.get_absolute_url()).text
    assert list(as_user(auditor).get(LIST).context["object_list"]) == []


def test_one_that_does_not_leads_to_the_repeat(as_user, auditor, mill_user, check):
    answer = as_user(auditor).post(address(check), {"holds": "no", "remark": "Locked again."})
    repeat = Finding.objects.get(repeat_of=check.finding)
    assert answer["Location"] == repeat.get_absolute_url()
    browser = as_user(mill_user)
    assert "An effectiveness check found it again:" in browser.get(repeat.get_absolute_url()).text
    assert repeat.reference in browser.get(check.finding.get_absolute_url()).text
    listed = browser.get(reverse("audits:finding_list") + "?repeats=yes")
    assert list(listed.context["object_list"]) == [repeat]


@pytest.mark.parametrize(
    ("sent", "field"), [({}, "holds"), ({"holds": "no", "remark": " "}, "remark")]
)
def test_an_unfinished_check_comes_back_by_name(as_user, auditor, check, sent, field):
    answer = as_user(auditor).post(address(check), sent)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert EffectivenessCheck.objects.get().checked_at is None


def test_the_second_is_told(as_user, auditor, buyer, check, time_machine, now):
    time_machine.move_to(now + 90 * DAY)
    as_user(auditor).post(address(check), {"holds": "yes", "remark": "Seen."})
    answer = as_user(buyer).post(address(check), {"holds": "no", "remark": "No."})
    assert (answer.status_code, Finding.objects.count()) == (409, 1)


def test_a_check_that_holds_too_early_comes_back(as_user, auditor, check):
    answer = as_user(auditor).post(address(check), {"holds": "yes", "remark": "Seen."})
    assert (answer.status_code, EffectivenessCheck.objects.get().checked_at) == (409, None)


def test_the_list_costs_the_same_with_one_row_and_with_three(as_user, auditor, check, find):
    browser = as_user(auditor)
    before = queries_of(browser, LIST)
    for number in (2, 3):
        finding = Finding.objects.get(pk=check.finding_id)
        finding.pk, finding.number = None, number
        finding.save(force_insert=True)
        EffectivenessCheck.objects.create(finding=finding, due_on=check.due_on)
    assert queries_of(browser, LIST) == before
