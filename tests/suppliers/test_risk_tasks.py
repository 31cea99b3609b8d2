"""The jobs of risk: the yearly run, and one changed supplier."""

import datetime as dt

import pytest
from django.utils import timezone

from suppliers import tasks
from suppliers.models import Classification, Country, RiskYear, Site, Supplier
from suppliers.operations import (
    add_site,
    add_supplier,
    change_site,
    change_supplier,
    close_year,
    move_supplier,
    read_factor,
)
from suppliers.operations.indicators import keep_indicators
from suppliers.queries import classification_of
from sustainportal.jobs.kinds import KINDS
from sustainportal.jobs.models import Job
from sustainportal.jobs.operations import ask, run
from sustainportal.jobs.work import JobFailed
from tests.suppliers.risk_cast import DAY, indicator, small_model


@pytest.fixture
def model(factors, now):
    return small_model(at=now, coverage_floor=10)


def classified(now, **args):
    return run(ask("suppliers.classify", by=None, at=now, year=2026, **args), at=now)


def test_the_run_goes_through_spans_and_adds_up_its_counts(
    model, mill, other_mill, country, now, monkeypatch
):
    indicator(country, "hdi", 0.9)
    monkeypatch.setattr(tasks, "SPAN", 1)
    job = classified(now)
    assert job.plan == [[mill.pk, mill.pk], [other_mill.pk, other_mill.pk]]
    assert job.result == {
        "judged": 2, "changed": 2, "out_of_scope": 0,
        "high": 0, "medium": 2, "low": 0, "not_classified": 0,
    }  # fmt: skip
    assert Classification.objects.count() == 2


def test_the_spans_reach_every_supplier_once(model, mill, other_mill, now, monkeypatch):
    for size, plan in (
        (1, [[mill.pk] * 2, [other_mill.pk] * 2]),
        (2, [[mill.pk, other_mill.pk]]),
        (3, [[mill.pk, other_mill.pk]]),
    ):
        monkeypatch.setattr(tasks, "SPAN", size)
        assert tasks.spans(by=None, at=now, year=2026) == plan


def test_a_closed_year_fails_the_job_with_the_reason_and_changes_nothing(model, mill, buyer, now):
    classified(now)
    close_year(year=2026, by=buyer, at=now)
    before = list(Classification.objects.values())
    with pytest.raises(JobFailed, match="The risk year 2026 is closed"):
        classified(now)
    assert list(Classification.objects.values()) == before


def test_tonight_judges_the_current_year_while_it_is_open(model, mill, buyer, now):
    nightly = KINDS["suppliers.classify"].nightly
    local = timezone.localtime(now)
    assert nightly(local) == [{"year": 2026}]
    classified(now)
    close_year(year=2026, by=buyer, at=now)
    assert nightly(local) == []
    assert nightly(local.replace(year=2027)) == [{"year": 2027}]


def test_tonight_judges_next_years_draft_too_once_it_was_begun(model, mill, now):
    nightly = KINDS["suppliers.classify"].nightly
    local = timezone.localtime(now)
    run(ask("suppliers.classify", by=None, at=now, year=2027), at=now)
    assert nightly(local) == [{"year": 2026}, {"year": 2027}]
    assert nightly(local.replace(year=2028)) == [{"year": 2028}]


def test_without_a_model_there_is_no_job_tonight(db, now):
    assert tasks.tonight(timezone.localtime(now)) == []


def test_a_year_is_not_closed_while_it_is_judged(model, mill, buyer, now):
    from sustainportal.accounts.refusals import NotNow

    classified(now)
    ask("suppliers.classify", by=buyer, at=now + dt.timedelta(hours=1), year=2026, model="Small")
    with pytest.raises(NotNow, match="still running"):
        close_year(year=2026, by=buyer, at=now)


def flagged(mill, now, value=1):
    read_factor(
        supplier=mill,
        factor="zero_tolerance",
        value=value,
        read_on=DAY,
        source="A",
        by=None,
        at=now,
    )


def test_a_changed_reading_asks_for_its_supplier_and_judges_it(
    model, mill, other_mill, now, django_capture_on_commit_callbacks
):
    classified(now)
    with django_capture_on_commit_callbacks(execute=True):
        flagged(mill, now)
    job = Job.objects.get(kind="suppliers.rejudge")
    assert job.args == {"suppliers": [mill.pk]}
    assert run(job, at=now).result == {"changed": 1}
    assert classification_of(mill, 2026).risk_class == "high"


def test_several_changes_of_one_supplier_share_a_waiting_job(
    model, mill, now, django_capture_on_commit_callbacks
):
    classified(now)
    with django_capture_on_commit_callbacks(execute=True):
        flagged(mill, now)
        flagged(mill, now, value=2)
    assert Job.objects.filter(kind="suppliers.rejudge").count() == 1


def test_a_change_during_a_running_job_is_not_lost(
    model, mill, now, django_capture_on_commit_callbacks
):
    from sustainportal.jobs.work import claim

    classified(now)
    with django_capture_on_commit_callbacks(execute=True):
        flagged(mill, now)
    assert claim(Job.objects.get(kind="suppliers.rejudge").pk, at=now)
    with django_capture_on_commit_callbacks(execute=True):
        flagged(mill, now, value=2)
    assert list(
        Job.objects.filter(kind="suppliers.rejudge").order_by("pk").values_list("state", flat=True)
    ) == ["running", "queued"]


def test_many_changed_suppliers_ask_for_the_whole_year(
    model, mill, now, monkeypatch, django_capture_on_commit_callbacks
):
    classified(now)
    monkeypatch.setattr(tasks, "MANY", 0)
    with django_capture_on_commit_callbacks(execute=True):
        flagged(mill, now)
    assert Job.objects.latest("pk").args == {"year": 2026}
    assert Job.objects.count() == 2


def test_before_the_first_run_a_reading_asks_for_nothing(
    model, mill, now, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        flagged(mill, now)
    assert not Job.objects.exists()
    assert not RiskYear.objects.exists()


REGISTRY_EDITS = {
    "status": lambda mill, words: move_supplier(supplier=mill, to="suspended", reason="", **words),
    "key flag": lambda mill, words: changed(mill, words, is_key=True),
    "country": lambda mill, words: changed(mill, words, country=None),
    "workforce": lambda mill, words: change_site(
        site=mill.sites.get(), name="Plant", migrant_percent=30, **words
    ),
    "another site": lambda mill, words: add_site(
        supplier=mill, name="Plant 2", country=mill.country, **words
    ),
}


def changed(mill, words, **fields):
    return change_supplier(supplier=mill, seen_at=mill.changed_at, **fields, **words)


@pytest.mark.parametrize("edit", REGISTRY_EDITS)
def test_an_edit_of_the_registry_that_risk_comes_from_judges_its_supplier_anew(
    model, mill, other_mill, now, edit, django_capture_on_commit_callbacks
):
    classified(now)
    with django_capture_on_commit_callbacks(execute=True):
        REGISTRY_EDITS[edit](mill, {"by": None, "at": now})
    assert Job.objects.get(kind="suppliers.rejudge").args == {"suppliers": [mill.pk]}


def test_a_new_supplier_joins_the_year_that_was_judged_already(
    model, mill, now, django_capture_on_commit_callbacks
):
    classified(now)
    with django_capture_on_commit_callbacks(execute=True):
        added = add_supplier(name="New Mill", by=None, at=now)
    run(Job.objects.get(kind="suppliers.rejudge"), at=now)
    assert classification_of(added, 2026).in_scope


def test_an_edit_that_risk_does_not_come_from_asks_for_nothing(
    model, mill, now, django_capture_on_commit_callbacks
):
    classified(now)
    with django_capture_on_commit_callbacks(execute=True):
        changed(mill, {"by": None, "at": now}, name="Red River Works", category="spring steel")
        change_site(site=mill.sites.get(), name="Plant", city="Hanoi", by=None, at=now)
    assert not Job.objects.filter(kind="suppliers.rejudge").exists()


def test_new_country_figures_judge_the_suppliers_there(
    model, mill, other_mill, country, now, django_capture_on_commit_callbacks
):
    classified(now)
    elsewhere = Country.objects.create(code="TW", alpha3="TWN", name="Taiwan")
    Site.objects.filter(supplier=other_mill).update(country=elsewhere)
    Supplier.objects.filter(pk=other_mill.pk).update(country=None)
    plan = {"key": ("TW", "hdi", 2022), "pk": None, "value": 0.4, "source": "index", "link": ""}
    with django_capture_on_commit_callbacks(execute=True):
        keep_indicators([plan], by=None, at=now)
    job = Job.objects.get(kind="suppliers.rejudge")
    assert job.args == {"suppliers": [other_mill.pk]}
    assert run(job, at=now).result == {"changed": 1}
