import pytest
from django.urls import reverse

from audits.models import Questionnaire, Survey
from audits.views import survey_assign
from suppliers.models import Supplier
from sustainportal.jobs.models import Job
from sustainportal.jobs.operations import run

ASSIGN = reverse("audits:survey_assign")


@pytest.fixture
def two(catalogues, mill, other_mill):
    """Two suppliers that stand, of tier 2 and 1; the fields of the form."""
    Supplier.objects.update(status="active")
    Supplier.objects.filter(pk=other_mill.pk).update(tier=1)
    questionnaire = Questionnaire.objects.get(version="2026.1")
    return {"questionnaire": questionnaire.pk, "year": 2026, "due_on": "2026-12-31"}


def test_who_gets_it_is_looked_at_before_it_is_sent(two, as_user, buyer, mill, survey):
    browser = as_user(buyer)
    preview = browser.post(ASSIGN, two)["Location"]
    page = browser.get(preview)
    assert page.context["counts"] == {"all": 2, "has_it": 1, "new": 1}
    assert [(s.code, s.has_it) for s in page.context["suppliers"]] == [
        ("M-002", False),
        ("M-001", True),
    ]
    assert Survey.objects.count() == 1
    assert browser.post(preview)["Location"] == reverse("audits:survey_list")
    assert Survey.objects.count() == 2
    assert browser.post(preview).status_code == 302
    assert Survey.objects.count() == 2


def test_the_choices_travel_with_the_address(two, as_user, buyer, mill):
    browser = as_user(buyer)
    preview = browser.post(ASSIGN, two | {"tier": "1", "key_only": ""})["Location"]
    assert [s.code for s in browser.get(preview).context["suppliers"]] == ["M-002"]
    browser.post(preview)
    assert Survey.objects.get().supplier.code == "M-002"


def test_a_group_that_is_none_is_told(two, as_user, buyer):
    answer = as_user(buyer).post(ASSIGN, two | {"group": "X-9"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["group"])


def test_an_address_that_was_tampered_with_leads_back(two, as_user, buyer):
    address = reverse("audits:survey_preview") + "?questionnaire=99&year=2026&due_on=x"
    assert as_user(buyer).get(address)["Location"] == ASSIGN
    assert as_user(buyer).post(address)["Location"] == ASSIGN
    assert Survey.objects.count() == 0


def test_many_are_sent_by_a_worker(two, as_user, buyer, now, monkeypatch):
    monkeypatch.setattr(survey_assign, "AT_ONCE", 1)
    browser = as_user(buyer)
    preview = browser.post(ASSIGN, two)["Location"]
    answer = browser.post(preview)
    job = Job.objects.get(kind="audits.assign_surveys")
    assert answer["Location"] == job.get_absolute_url()
    assert Survey.objects.count() == 0
    run(job, at=now)
    job.refresh_from_db()
    assert (Survey.objects.count(), job.result) == (2, {"suppliers": 2, "surveys": 2})


@pytest.mark.parametrize(
    ("day", "good"),
    [("2026-08-16", False), ("2026-08-17", True), ("2100-12-31", True), ("2101-01-01", False)],
)
def test_a_survey_is_due_today_or_later(two, as_user, buyer, now, time_machine, day, good):
    time_machine.move_to(now)  # 17 August 2026
    answer = as_user(buyer).post(ASSIGN, two | {"due_on": day})
    assert answer.status_code == (302 if good else 422)
    if not good:
        assert list(answer.context["form"].errors) == ["due_on"]
