from audits.operations import post_changed_findings, submit_plan
from audits.tasks import spans
from suppliers.models import FactorReading

from .conftest import DAY, PLAN


def overdue_readings(mill):
    rows = FactorReading.objects.filter(supplier=mill, factor="cap_overdue").order_by("read_on")
    return [row.value for row in rows]


def test_what_becomes_overdue_is_told_to_risk_once(finding, mill, now):
    assert spans(by=None, at=now) == [[mill.pk]]
    assert overdue_readings(mill) == [0]
    post_changed_findings([mill.pk], by=None, at=now + 1 * DAY)
    assert overdue_readings(mill) == [0]
    post_changed_findings([mill.pk], by=None, at=now + 7 * DAY)
    assert overdue_readings(mill) == [0, 1]
    post_changed_findings([mill.pk], by=None, at=now + 8 * DAY)
    assert overdue_readings(mill) == [0, 1]


def test_what_waits_for_a_reviewer_is_not_the_suppliers_delay(finding, mill, mill_user, now):
    submit_plan(finding=finding, by=mill_user, at=now, **PLAN)
    post_changed_findings([mill.pk], by=None, at=now + 90 * DAY)
    assert overdue_readings(mill) == [0]


def test_the_job_runs(finding, mill, now):
    from sustainportal.jobs.operations import ask, run

    job = ask("audits.post_open_findings", by=None, at=now + 7 * DAY, day="2026-08-24")
    run(job, at=now + 7 * DAY)
    job.refresh_from_db()
    assert (job.state, job.result) == ("done", {"suppliers": 1, "readings": 1})
