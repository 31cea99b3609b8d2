import datetime as dt

import pytest

from training import operations
from training.models import Event

from .supervision_cast import group, own_files, start, watched, write  # noqa: F401


@pytest.fixture
def event_day():
    """At ten on the day of the event: from then on it can be held."""
    return dt.datetime(2026, 9, 1, 10, tzinfo=dt.UTC)


@pytest.fixture
def draft(buyer, now):
    event = Event(
        code="E-900", title="Spill response", kind="training", starts_on=dt.date(2026, 9, 1)
    )
    return operations.plan_event(event, by=buyer, at=now)


@pytest.fixture
def event(draft, mill, buyer, now):
    """Open, one session of 90 minutes, the mill invited."""
    operations.add_session(
        draft,
        topic="Absorbents",
        speaker="",
        organisation="",
        starts_at=dt.datetime(2026, 9, 1, 9, tzinfo=dt.UTC),
        minutes=90,
        by=buyer,
        at=now,
    )
    operations.invite(draft, {mill.pk: "open findings"}, by=buyer, at=now)
    return operations.open_event(draft, by=buyer, at=now)
