import datetime as dt

import pytest

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.models import Entry
from training import operations, queries
from training.models import PublishedYear

from ..queries.test_statistics import came, held


@pytest.fixture
def past(mill):
    event = held("P-1", dt.date(2025, 3, 3), theme="Climate", minutes=90)
    came(event, mill, "Mei", "Anh")
    return event


def line():
    (found,) = queries.statistics()["lines"]
    return found


def test_a_published_year_keeps_its_figures_and_a_later_correction_shows_both(
    past, mill, buyer, now
):
    operations.publish_year(year=2025, by=buyer, at=now)
    assert (line().is_published, line().before) == (True, {})
    operations.record_attendance(past, supplier=mill, name="Wei", by=buyer, at=now)
    assert (line().person_times, line().before) == (3, {"person_times": 2, "total_person_times": 2})
    (cell,) = queries.statistics(split=("kind", "theme", "tier"))["cells"]
    assert (cell.person_times, cell.before) == (3, {"person_times": 2})


def test_what_is_kept_is_plain_and_whole(past, buyer, now):
    row = operations.publish_year(year=2025, by=buyer, at=now)
    kept = PublishedYear.objects.get(pk=row.pk).figures
    assert kept == {
        "person_times": 2, "minutes": 90, "seconds": 3600, "suppliers": 1,
        "total_person_times": 2, "total_hours": "1.5",
        "cells": [["training", "Climate", 2, 2, 90, 3600, 1]],
    }  # fmt: skip
    told = Entry.objects.get(event="training.year.published")
    assert (told.actor, told.detail) == (
        str(buyer),
        {"person_times": 2, "minutes": 90, "suppliers": 1},
    )


def test_a_year_is_published_once(past, buyer, now):
    operations.publish_year(year=2025, by=buyer, at=now)
    with pytest.raises(NotNow, match="2025 was published already"):
        operations.publish_year(year=2025, by=buyer, at=now)


def test_a_year_that_still_runs_where_we_are_is_not_published(past, buyer):
    last = dt.datetime(2025, 12, 31, 15, 59, tzinfo=dt.UTC)  # 23:59 in Taipei
    with pytest.raises(NotNow, match="not over"):
        operations.publish_year(year=2025, by=buyer, at=last)
    operations.publish_year(year=2025, by=buyer, at=last + dt.timedelta(minutes=1))


def test_a_year_in_which_nothing_was_held_is_not_published(past, buyer, now):
    with pytest.raises(NotNow, match="Nothing was held in 2024"):
        operations.publish_year(year=2024, by=buyer, at=now)
