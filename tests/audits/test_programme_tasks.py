"""From news to programme: the jobs between the two rooms, and the whole way from class to audit."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from audits import tasks
from audits.models import Audit, ProgrammeItem, Protocol
from suppliers import catalogue_approach
from suppliers.models import DueItem, DueList
from suppliers.operations import classify_span, read_factor
from suppliers.operations.due_items import drop_item
from sustainportal.jobs.kinds import KINDS
from sustainportal.jobs.models import Job
from sustainportal.jobs.operations import ask, run
from sustainportal.jobs.work import claim
from tests.suppliers.due_cast import approach_of, classed, confirmed, proposed

PROPOSE = "suppliers.propose_due"


@pytest.fixture
def judged(catalogues, mill, other_mill, now):
    approach_of(at=now)
    classed(mill, "high", 70.0, at=now)
    classed(other_mill, "low", 10.0, at=now)


def test_confirming_asks_for_the_programme_and_the_job_does_nothing_twice(
    judged, buyer, second_buyer, now, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        confirmed(buyer, second_buyer, now)
    job = Job.objects.get(kind=tasks.TAKE_UP)
    assert (job.args, job.state) == ({"year": 2026}, "queued")
    assert run(job, at=now).result == {"taken_up": 3, "dropped": 0, "done": 0, "reopened": 0}
    again = run(ask(tasks.TAKE_UP, by=None, at=now, year=2026), at=now)
    assert set(again.result.values()) == {0}
    assert ProgrammeItem.objects.count() == 3


def test_news_during_a_running_job_is_not_lost(
    judged, buyer, second_buyer, mill, now, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        confirmed(buyer, second_buyer, now)
    assert claim(Job.objects.get(kind=tasks.TAKE_UP).pk, at=now)
    with django_capture_on_commit_callbacks(execute=True):
        item = DueItem.objects.get(supplier=mill, kind="survey")
        drop_item(item=item, reason="merging", by=buyer, at=now)
    jobs = Job.objects.filter(kind=tasks.TAKE_UP).order_by("pk")
    assert [job.state for job in jobs] == ["running", "queued"]


def test_the_night_takes_up_what_was_lost(judged, buyer, second_buyer, now):
    confirmed(buyer, second_buyer, now)
    proposed(buyer, now, year=2027)
    local = timezone.localtime(now)
    assert KINDS[tasks.TAKE_UP].nightly(local) == [{"year": 2026}]
    assert KINDS[tasks.TAKE_UP].nightly(local.replace(year=2027)) == [{"year": 2026}]
    assert KINDS[tasks.TAKE_UP].nightly(local.replace(year=2028)) == []


def test_the_spans_reach_every_item_once(judged, buyer, second_buyer, now, monkeypatch):
    confirmed(buyer, second_buyer, now)
    ids = list(DueItem.objects.order_by("pk").values_list("pk", flat=True))
    for size, plan in ((2, [[ids[0], ids[1]], [ids[2]] * 2]), (3, [[ids[0], ids[2]]])):
        monkeypatch.setattr(tasks, "DUE_SPAN", size)
        assert tasks.due_spans(by=None, at=now, year=2026) == plan


def test_proposing_as_a_job_is_the_same_list(judged, buyer, now):
    job = run(ask(PROPOSE, by=buyer, at=now, year=2026), at=now)
    assert job.result == {"due": 3, "planned": 3, "beyond": 0, "drawn": 0, "changed": 3}
    again = run(ask(PROPOSE, by=buyer, at=now, year=2026), at=now)
    assert again.result["changed"] == 0
    assert DueList.objects.get().proposed_by == buyer


def test_the_whole_way_from_class_to_a_planned_audit(
    catalogues, mill, buyer, second_buyer, auditor, now, as_user, django_capture_on_commit_callbacks
):
    """Judged by the risk model, proposed by the default approach, confirmed on its page by a colleague, taken
    up by the job, planned from the programme."""
    catalogue_approach.load(at=now)
    for factor, value in (("zero_tolerance", 1), ("open_findings", 60), ("audit_score", 90)):
        read_factor(
            supplier=mill,
            factor=factor,
            value=value,
            read_on=now.date(),
            source="T",
            by=None,
            at=now,
        )
    classify_span(year=2026, first=mill.pk, last=mill.pk, by=None, at=now)
    desk, colleague = as_user(buyer), as_user(second_buyer)
    page = reverse("suppliers:due_year", args=[2026])
    with time_machine.travel(now, tick=False), django_capture_on_commit_callbacks(execute=True):
        assert desk.post(reverse("suppliers:due_propose", args=[2026])).url == page
        run(Job.objects.get(kind=PROPOSE), at=now)
        confirm = reverse("suppliers:due_confirm", args=[2026])
        seen = colleague.get(confirm).context["form"]["seen"].value()
        assert desk.post(confirm, {"seen": seen}).status_code == 403
        assert colleague.post(confirm, {"seen": seen}).url == page
    run(Job.objects.get(kind=tasks.TAKE_UP), at=now)
    kinds = set(ProgrammeItem.objects.values_list("due_item__kind", flat=True))
    assert kinds == {"second_party", "third_party", "supervision", "survey"}
    item = ProgrammeItem.objects.get(due_item__kind="third_party")
    there = colleague.get(reverse("audits:programme_plan", args=[item.pk]))
    with time_machine.travel(now, tick=False):
        form = colleague.get(there.url).context["form"]
    first = {"kind": "vap_initial", "planned_on": dt.date(2026, 8, 31)}
    assert {name: form[name].value() for name in first} == first
    words = first | {"protocol": Protocol.objects.get(version="8.0.1").pk, "auditor": auditor.pk, "firm": ""}
    answer = colleague.post(there.url, words)
    audit = Audit.objects.get()
    assert answer.url == audit.get_absolute_url()
    item.refresh_from_db()
    assert (item.state, item.audit) == ("planned", audit)
    assert "From the programme" in colleague.get(answer.url).text
