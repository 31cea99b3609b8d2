import io
import json

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from sustainportal.accounts.refusals import NotNow
from sustainportal.jobs import operations, work
from sustainportal.jobs.kinds import UnknownKind
from sustainportal.jobs.models import Job
from sustainportal.jobs.queries import latest
from sustainportal.trail.models import Entry


@pytest.fixture(autouse=True)
def kinds(effects):
    return effects


def ask(buyer, now, **args):
    return operations.ask("tests.steps", by=buyer, at=now, **{"count": 3, **args})


def test_asking_writes_a_waiting_row_and_the_trail(buyer, now):
    job = ask(buyer, now)
    assert (job.state, job.args, job.asked_by, job.asked_at) == ("queued", {"count": 3}, buyer, now)
    entry = Entry.objects.get(event="jobs.job.asked")
    assert (entry.actor, entry.detail) == (
        "buyer",
        {"kind": "tests.steps", "args": {"count": 3}},
    )


def test_asking_twice_gives_the_same_job_while_it_is_open(buyer, second_buyer, now):
    job = ask(buyer, now)
    assert ask(second_buyer, now) == job
    assert ask(buyer, now, count=4) != job
    operations.run(job, at=now)
    assert ask(buyer, now) != job


def test_the_database_refuses_a_second_open_job(buyer, now):
    job = ask(buyer, now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(kind=job.kind, args=job.args, key=job.key, asked_at=now)


def test_a_job_is_called_by_its_kind_and_arguments_but_a_long_list_is_cut(buyer, now):
    assert str(ask(buyer, now)) == "Steps 3"
    assert str(ask(buyer, now, suppliers=[7, 8, 9, 10])) == "Steps 3, 7, 8, 9 …"


def test_a_kind_that_no_room_declares_is_refused(buyer, now):
    with pytest.raises(UnknownKind):
        operations.ask("tests.nothing", by=buyer, at=now)


def test_arguments_that_are_not_plain_data_are_refused(buyer, now):
    with pytest.raises(TypeError):
        ask(buyer, now, day=now)


def test_a_hint_is_sent_on_commit_and_not_before(
    buyer, now, monkeypatch, django_capture_on_commit_callbacks
):
    sent = []
    monkeypatch.setattr(operations, "hint", sent.append)
    with django_capture_on_commit_callbacks(execute=True):
        job = ask(buyer, now)
        assert sent == []
    assert sent == [job.pk]


def test_running_does_every_item_once_and_sums_the_counts(buyer, now, effects):
    told = []
    job = operations.run(ask(buyer, now), at=now, told=lambda job: told.append(job.position))
    assert effects.happened == ["0", "1", "2"]
    assert (job.state, job.position, job.total) == ("done", 3, 3)
    assert job.result == {"effects": 3, "sum": 3}
    assert (job.started_at, job.finished_at, job.token) == (now, now, None)
    assert told == [0, 1, 2, 3]


def test_work_without_a_plan_is_one_step(buyer, now, effects):
    job = operations.run(operations.ask("tests.single", by=buyer, at=now, year=2026), at=now)
    assert (effects.happened, job.total, job.state) == (["None"], 1, "done")


def test_an_empty_plan_is_done_at_once(buyer, now, effects):
    job = operations.run(ask(buyer, now, count=0), at=now)
    assert (job.state, job.total, job.percent, effects.happened) == ("done", 0, 100, [])


def test_running_a_finished_job_does_nothing(buyer, now, effects):
    job = operations.run(ask(buyer, now), at=now)
    assert operations.run(job, at=now).state == "done"
    assert effects.happened == ["0", "1", "2"]


def test_a_failing_step_fails_the_job_and_undoes_only_itself(buyer, now, effects):
    effects.trouble[1] = [RuntimeError("the secret of the house")]
    job = ask(buyer, now)
    with pytest.raises(work.JobFailed) as failure:
        operations.run(job, at=now)
    assert isinstance(failure.value.__cause__, RuntimeError)
    job.refresh_from_db()
    assert effects.happened == ["0"]
    assert (job.state, job.position, job.token, job.lease_until) == ("failed", 1, None, None)
    assert job.trouble == (
        "Step 2 of 3 failed: an unexpected error. An administrator can see the details."
    )
    assert "the secret of the house" in job.error_detail


def test_a_refusal_is_told_in_its_own_words(buyer, now, effects):
    effects.trouble[2] = [NotNow("the year is closed.")]
    job = ask(buyer, now)
    with pytest.raises(work.JobFailed):
        operations.run(job, at=now)
    job.refresh_from_db()
    assert job.trouble == "Step 3 of 3 failed: the year is closed."


def test_a_plan_that_fails_is_told_as_a_beginning_that_failed(buyer, now):
    job = ask(buyer, now, count=-1)
    with pytest.raises(work.JobFailed):
        operations.run(job, at=now)
    job.refresh_from_db()
    assert job.trouble == "It could not begin: there is nothing to count."


def test_trying_again_goes_on_where_it_stopped_with_the_same_plan(
    buyer, second_buyer, now, effects
):
    effects.trouble[1] = [RuntimeError("once")]
    job = ask(buyer, now)
    with pytest.raises(work.JobFailed):
        operations.run(job, at=now)
    job = operations.retry(job, by=second_buyer, at=now)
    assert (job.state, job.position, job.error_detail) == ("queued", 1, "")
    job = operations.run(job, at=now)
    assert effects.happened == ["0", "1", "2"]
    assert (effects.planned, job.result) == (1, {"effects": 3, "sum": 3})
    assert Entry.objects.get(event="jobs.job.retried").actor == "second_buyer"


def test_only_a_failed_job_is_tried_again(buyer, now, effects):
    job = ask(buyer, now)
    with pytest.raises(NotNow):
        operations.retry(job, by=buyer, at=now)
    job = operations.run(job, at=now)
    with pytest.raises(NotNow):
        operations.retry(job, by=buyer, at=now)


def test_a_failed_job_is_not_tried_again_beside_a_newer_one(buyer, now, effects):
    effects.trouble[0] = [RuntimeError("once")]
    job = ask(buyer, now)
    with pytest.raises(work.JobFailed):
        operations.run(job, at=now)
    ask(buyer, now)
    with pytest.raises(NotNow):
        operations.retry(job, by=buyer, at=now)


def test_the_latest_job_is_known_by_kind_and_arguments(buyer, now):
    assert latest("tests.steps", count=3) is None
    job = ask(buyer, now)
    ask(buyer, now, count=4)
    assert latest("tests.steps", count=3) == job


def test_a_command_runs_the_job_and_tells_scripts_what_came_of_it(now, effects):
    out = io.StringIO()
    call_command(command(), "3", "--json", stdout=out)
    told = json.loads(out.getvalue())
    job = Job.objects.get()
    assert told == {
        "job": job.pk,
        "kind": "tests.steps",
        "args": {"count": 3},
        "state": "done",
        "steps": 3,
        "steps_done": 3,
        "result": {"effects": 3, "sum": 3},
        "error": "",
    }
    assert job.asked_by_name == "portal"


def test_a_command_whose_job_fails_ends_with_status_one(now, effects):
    effects.trouble[0] = [NotNow("not today.")]
    err = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command(command(), "3", stderr=err)
    assert ended.value.code == 1
    assert err.getvalue() == "Steps 3: Step 1 of 3 failed: not today.\n"


def command():
    from sustainportal.jobs.commands import JobCommand

    class Steps(JobCommand):
        kind = "tests.steps"
        requires_system_checks = ()

        def add_arguments(self, parser):
            super().add_arguments(parser)
            parser.add_argument("count", type=int)

        def job_args(self, options):
            return {"count": options["count"]}

    return Steps()
