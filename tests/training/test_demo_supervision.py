"""The demo company's supervised suppliers: each for a reason that is so there, and both boards are written on."""

import pytest

from suppliers import catalogue_risk
from training import demo_supervision
from training.models import Supervision, SupervisionGroup

from .counselling_cast import DAY, audited, found
from .guest_cast import classed


@pytest.fixture
def demo(mill, other_mill, auditor, buyer, now, settings, tmp_path):
    """A plant of class high, and one that only has an open finding."""
    settings.MEDIA_ROOT = tmp_path
    catalogue_risk.load(at=now)
    classed(other_mill, "high")
    for supplier in (mill, other_mill):
        found(audited(supplier, auditor, buyer, at=now - 200 * DAY))
    return demo_supervision.build(at=now)


def test_the_reason_of_each_is_so_there(demo):
    assert {row.why for row in Supervision.objects.all()} >= {"class", "findings"}
    for row in Supervision.objects.all():
        assert (row.why == "class") == (row.then["risk_class"] == "high"), row.supplier
        assert (row.why == "findings") == (
            row.then["risk_class"] != "high" and row.then["major"] > 0
        ), row.supplier


def test_both_boards_are_written_on(demo):
    for group in SupervisionGroup.objects.all():
        assert group.posts.count() >= 2, group
