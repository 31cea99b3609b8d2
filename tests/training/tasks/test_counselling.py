"""The night's job reminds of follow-ups, once."""

import datetime as dt

import pytest

from sustainportal.jobs.kinds import find
from sustainportal.notices.models import Notice
from training.operations.counselling import add_follow_up

from ..counselling_cast import audited, found, opened

KIND = "training.remind_follow_ups"


@pytest.fixture
def promise(mill, mill_user, auditor, buyer, now):
    event = opened([found(audited(mill, auditor, buyer))], lead=auditor, by=buyer)
    row = event.treated.select_related("event", "finding__audit__site__supplier").get()
    add_follow_up(row, text="Count.", owner="Lan", due_on=dt.date(2026, 9, 1), by=auditor, at=now)
    Notice.objects.all().delete()


def test_tonights_job_is_of_the_day_in_taipei_and_tells_once(promise):
    late = dt.datetime(2026, 8, 31, 16, 30, tzinfo=dt.UTC)  # 1 September, 00:30 in Taipei
    args = find(KIND).nightly(late)
    assert args == {"day": "2026-09-01"}
    counts = [find(KIND).work(None, by=None, at=late, **args) for _ in range(2)]
    assert counts == [{"people": 1, "follow_ups": 1}, {"people": 0, "follow_ups": 0}]
    [notice] = Notice.objects.all()
    assert (notice.event, notice.link) == (
        "training.follow_up.reminder",
        "/training/follow-ups/",
    )
