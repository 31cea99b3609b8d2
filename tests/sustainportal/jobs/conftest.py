"""Kinds of work that only these tests know. Their effect is a notice row, which any test can count."""

import pytest

from sustainportal.accounts.refusals import NotNow
from sustainportal.jobs import kinds
from sustainportal.notices.models import Notice


@pytest.fixture
def effects(monkeypatch, buyer):
    """`tests.steps`: one effect per item, `tests.single`: one effect without a plan. Returns what happened,
    and `trouble`: item -> list of exceptions to raise there, one per try."""
    monkeypatch.setattr(kinds, "KINDS", dict(kinds.KINDS))
    seen = Effects(buyer)

    @kinds.job_kind("tests.steps", label="Steps", plan=seen.plan, done=lambda args: "/seen/")
    def steps(item, *, by, at, **args):
        return seen.happen(item, at)

    @kinds.job_kind("tests.single", label="Single", nightly=lambda at: {"year": at.year})
    def single(item, *, by, at, **args):
        return seen.happen(item, at)

    return seen


class Effects:
    def __init__(self, recipient):
        self.recipient = recipient
        self.trouble = {}
        self.planned = 0
        self.during = None

    def plan(self, *, by, at, count, **args):
        self.planned += 1
        if count < 0:
            raise NotNow("there is nothing to count.")
        return list(range(count))

    def happen(self, item, at):
        Notice.objects.create(
            recipient=self.recipient, event="tests.effect", subject=str(item), owed_at=at
        )
        if self.during:
            self.during(item)
        if self.trouble.get(item):
            raise self.trouble[item].pop(0)
        return {"effects": 1, "sum": item or 0}

    @property
    def happened(self):
        rows = Notice.objects.filter(event="tests.effect").order_by("pk")
        return list(rows.values_list("subject", flat=True))
