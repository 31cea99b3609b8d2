"""The nights' work on boards and participation, as the worker does it."""

import datetime as dt

from django.utils import timezone

from suppliers import catalogue_risk
from suppliers.models import FactorReading
from sustainportal.jobs import kinds
from sustainportal.jobs.operations import ask, run
from sustainportal.notices.models import Notice
from training import operations

DAY = dt.timedelta(days=1)


def work(name, at):
    """One night's job from its question to its result."""
    asked = kinds.find(name).nightly(timezone.localtime(at))
    return run(ask(name, by=None, at=at, **asked), at=at).result


def test_a_night_tells_of_the_boards_once(watched, write, buyer, auditor, mill_user, now):
    write(buyer)
    assert work("training.board_digest", now + DAY) == {"people": 2}
    assert work("training.board_digest", now + DAY) == {"people": 0}
    assert Notice.objects.filter(event="training.board.digest").count() == 2


def test_a_night_posts_the_participation_that_differs(event, mill, buyer, now):
    catalogue_risk.load(at=now)
    later = now + 20 * DAY
    operations.hold_event(event, by=buyer, at=later)
    assert work("training.post_participation", later) == {"suppliers": 1, "readings": 1}
    assert work("training.post_participation", later + DAY) == {"suppliers": 1, "readings": 0}
    assert FactorReading.objects.get(factor="training_participation").value == 0
