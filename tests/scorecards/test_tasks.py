"""The room's jobs and commands: the same code by button, by manage.py and nightly."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from scorecards.models import Quarter, Scorecard
from scorecards.tasks import open_quarter_tonight, published_quarter_tonight, shards
from sustainportal.accounts.refusals import NotNow
from sustainportal.jobs.operations import ask, run


def told(*command):
    out = StringIO()
    call_command(*command, stdout=out)
    return json.loads(out.getvalue())


def test_a_quarter_is_planned_in_shards_under_one_policy_and_finished_last(
    quarter, policies, monkeypatch, now
):
    monkeypatch.setattr("scorecards.tasks.SHARD", 1)
    plan = shards(by=None, at=now, quarter=quarter.pk)
    assert [len(item.get("suppliers", ())) for item in plan] == [1, 1, 0]
    assert {item["policy"] for item in plan[:2]} == {policies.pk}
    assert plan[-1] == {"finish": True}


def test_the_job_computes_the_quarter(quarter, buyer, now):
    job = run(ask("scorecards.compute_quarter", by=buyer, at=now, quarter=quarter.pk), at=now)
    quarter.refresh_from_db()
    assert job.result == {"created": 2, "updated": 0, "unchanged": 0, "removed": 0}
    assert (quarter.state, quarter.computed_by) == ("computed", "buyer")


def test_compute_quarter_prints_one_object(quarter):
    answer = told("compute_quarter", quarter.pk, "--json")
    assert (answer["state"], answer["result"]["created"]) == ("done", 2)


def test_a_published_quarter_is_only_judged_again_and_compared(published):
    before = list(Scorecard.objects.values())
    answer = told("compute_quarter", published.pk, "--json")
    assert answer["result"] == {"unchanged": 2, "different": 0}
    assert list(Scorecard.objects.values()) == before


def test_publish_quarter_prints_the_grades(computed):
    assert told("publish_quarter", computed.pk, "--json") == {
        "quarter": "2026Q2", "state": "published", "grades": {"A": 1, "not_graded": 1},
    }  # fmt: skip


@pytest.mark.parametrize("code", ["2026Q1", "2026Q2"])
def test_publish_quarter_refuses_what_is_not_computed(quarter, code):
    with pytest.raises(CommandError):
        call_command("publish_quarter", code, stdout=StringIO())


def test_a_text_that_is_no_quarter_is_refused(db):
    with pytest.raises(CommandError, match="write it like 2026Q3"):
        call_command("compute_quarter", "2026-3", stdout=StringIO())
    with pytest.raises(NotNow, match="like 2026Q3"):
        shards(by=None, at=timezone.now(), quarter="Q3")


def test_allocate_recommends_every_commodity(published):
    answer = told("allocate", published.pk, "--json")
    assert (answer["state"], answer["result"]) == ("done", {"created": 1})


def test_allocate_fails_for_an_unpublished_quarter(computed):
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("allocate", computed.pk, "--json", stdout=out)
    assert ended.value.code == 1
    assert "is not published" in json.loads(out.getvalue())["error"]


def test_nightly_the_newest_open_quarter_is_computed_and_the_newest_published_recommended(
    published, now
):
    assert open_quarter_tonight(now) is None
    assert published_quarter_tonight(now) == {"quarter": "2026Q2"}
    Quarter.objects.create(pk="2026Q3", opened_at=now)
    Quarter.objects.create(pk="2062Q3", opened_at=now)  # a slip of the pen
    assert open_quarter_tonight(now) == {"quarter": "2026Q3"}
