"""Lost hints are sent again, nightly jobs are asked for once a night, a dead broker stops nobody."""

import datetime as dt
import logging
import socket
import time

import pytest
from celery import current_app
from django.db.models.functions import Now
from django.utils import timezone

from sustainportal.jobs import hints, kinds, operations, work
from sustainportal.jobs.models import Job


@pytest.fixture
def hinted(monkeypatch):
    sent = []
    monkeypatch.setattr(operations, "hint", lambda job_id: sent.append(job_id) or True)
    return sent


@pytest.fixture
def resend(hinted, django_capture_on_commit_callbacks):
    def send():
        hinted.clear()
        with django_capture_on_commit_callbacks(execute=True):
            operations.resend()
        return sorted(hinted)

    return send


def ask(buyer, count):
    return operations.ask("tests.steps", by=buyer, at=timezone.now(), count=count)


def neglect(*jobs, **fields):
    rows = Job.objects.filter(pk__in=[job.pk for job in jobs])
    rows.update(hinted_at=Now() - dt.timedelta(minutes=1), **fields)


def test_a_fresh_hint_is_not_sent_again(buyer, effects, resend):
    ask(buyer, 1)
    assert resend() == []


def test_a_job_that_waits_too_long_is_hinted_at_again_and_then_left_in_peace(
    buyer, effects, resend
):
    job = ask(buyer, 1)
    neglect(job)
    assert resend() == [job.pk]
    assert resend() == []


def test_a_running_job_is_hinted_at_only_when_its_lease_has_run_out(buyer, effects, resend):
    alive, dead = ask(buyer, 1), ask(buyer, 2)
    for job in (alive, dead):
        work.claim(job.pk, at=timezone.now())
    neglect(alive)
    neglect(dead, lease_until=Now() - dt.timedelta(seconds=1))
    assert resend() == [dead.pk]


def test_finished_jobs_are_never_hinted_at(buyer, effects, resend):
    job = operations.run(ask(buyer, 1), at=timezone.now())
    neglect(job)
    assert resend() == []


def test_one_run_sends_a_bounded_number_the_longest_neglected_first(
    buyer, effects, resend, monkeypatch
):
    monkeypatch.setattr(operations, "RESENT_PER_RUN", 2)
    jobs = [ask(buyer, count) for count in range(3)]
    neglect(*jobs)
    Job.objects.filter(pk=jobs[2].pk).update(hinted_at=Now() - dt.timedelta(hours=1))
    assert resend() == [jobs[0].pk, jobs[2].pk]
    assert resend() == [jobs[1].pk]


NIGHT = dt.datetime(2026, 8, 17, 17, 30, tzinfo=dt.UTC)  # half past one in Taipei


def only(monkeypatch, *names):
    monkeypatch.setattr(kinds, "KINDS", {name: kinds.KINDS[name] for name in names})


def test_nightly_jobs_are_asked_for_once_a_night(effects, monkeypatch):
    only(monkeypatch, "tests.steps", "tests.single")
    (job,) = operations.ask_nightly(at=NIGHT)
    assert (job.kind, job.args, job.night) == ("tests.single", {"year": 2026}, dt.date(2026, 8, 18))
    assert (job.asked_by, job.asked_by_name) == (None, "portal")
    operations.run(job, at=NIGHT)
    assert operations.ask_nightly(at=NIGHT + dt.timedelta(hours=5)) == []
    assert len(operations.ask_nightly(at=NIGHT + dt.timedelta(days=1))) == 1


def test_a_kind_with_several_jobs_a_night_or_none(effects, monkeypatch):
    only(monkeypatch, "tests.steps")
    kinds.KINDS["tests.steps"] = kinds.Kind(
        "tests.steps", "Steps", None, nightly=lambda at: [{"count": 1}, {"count": 2}]
    )
    assert [job.args for job in operations.ask_nightly(at=NIGHT)] == [{"count": 1}, {"count": 2}]
    kinds.KINDS["tests.steps"] = kinds.Kind("tests.steps", "Steps", None, nightly=lambda at: None)
    assert operations.ask_nightly(at=NIGHT + dt.timedelta(days=1)) == []


def test_one_kind_that_cannot_tell_its_arguments_does_not_stop_the_others(
    effects, monkeypatch, caplog
):
    only(monkeypatch, "tests.steps", "tests.single")
    kinds.KINDS["tests.steps"] = kinds.Kind("tests.steps", "Steps", None, nightly=lambda at: 1 / 0)
    with caplog.at_level(logging.ERROR):
        assert [job.kind for job in operations.ask_nightly(at=NIGHT)] == ["tests.single"]
    assert "No job of kind tests.steps tonight" in caplog.text


@pytest.fixture
def broker_at(monkeypatch):
    """Hints go to the broker at this address."""

    def use(address):
        connection = current_app.connection(address, transport_options=hints.LIMITS)
        monkeypatch.setattr(hints, "_broker", lambda: connection)
        monkeypatch.setattr(hints, "_silent_until", 0.0)

    return use


@pytest.fixture
def silent_broker():
    """It takes the call and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0"


def test_a_hint_names_the_job(broker_at):
    broker_at("memory://")
    with current_app.connection("memory://") as connection:
        connection.SimpleQueue(current_app.conf.task_default_queue).clear()
        assert hints.hint(7) is True
        message = connection.SimpleQueue(current_app.conf.task_default_queue).get(timeout=1)
    assert (message.headers["task"], message.payload[1]) == ("jobs.work", {"job": 7})


@pytest.mark.parametrize("address", ["redis://127.0.0.1:9/0", "redis+socket:///nowhere/b.sock"])
def test_a_dead_broker_is_logged_and_does_not_fail_the_request(address, broker_at, caplog):
    broker_at(address)
    assert hints.hint(1) is False
    assert "the broker cannot be reached" in caplog.text


def test_a_silent_broker_holds_up_one_request_for_seconds_and_the_next_not_at_all(
    broker_at, silent_broker
):
    broker_at(silent_broker)
    began = time.monotonic()
    assert hints.hint(1) is False
    assert time.monotonic() - began < 5
    began = time.monotonic()
    assert hints.hint(2) is False
    assert time.monotonic() - began < 0.1
