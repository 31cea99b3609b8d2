"""Suppliers are put under supervision, moved and released; what was so then is kept."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from sustainportal.accounts.refusals import NotNow
from sustainportal.notices.models import Notice
from sustainportal.trail.models import Entry
from training.models import Supervision
from training.operations.supervision import end_supervision, move_to_group

from ..guest_cast import classed, final_audit, found, load_catalogues
from ..supervision_cast import DAY


@pytest.fixture
def audit(mill, auditor, buyer):
    load_catalogues()
    return final_audit(mill, auditor, buyer)


def test_what_is_so_at_the_beginning_is_kept(audit, mill, start):
    classed(mill, "high")
    rows = [found(audit, rating="priority"), found(audit), found(audit), found(audit, closed=True)]
    (row,) = start(mill)
    row.refresh_from_db()
    assert row.then == {
        "risk_class": "high", "risk_year": 2026, "zero_tolerance": 0, "priority": 1, "major": 2,
        "minor": 0, "overdue": 0, "audit_score": None, "audit": None,
        "open": [finding.pk for finding in rows[:3]],
    }  # fmt: skip


def test_a_beginning_in_the_past_keeps_what_was_open_then_and_no_overdue(audit, mill, start, now):
    old = found(audit)
    type(old).objects.update(recorded_at=now - 50 * DAY)
    found(audit)
    (row,) = start(mill, since=(now - 10 * DAY).date())
    assert (row.then["major"], row.then["overdue"], row.then["open"]) == (1, None, [old.pk])


def test_several_at_once_are_told_and_recorded_each(start, mill, other_mill, mill_user, stranger):
    rows = start(mill, other_mill)
    told = Notice.objects.filter(event="training.supervision.started")
    assert sorted(told.values_list("recipient__username", "link")) == sorted(
        [
            ("mill_user", next(r for r in rows if r.supplier == mill).get_absolute_url()),
            ("stranger", next(r for r in rows if r.supplier == other_mill).get_absolute_url()),
        ]
    )
    entries = Entry.objects.filter(event="training.supervision.started")
    assert sorted(entries.values_list("subject_id", flat=True)) == sorted(
        [str(mill.pk), str(other_mill.pk)]
    )
    assert entries[0].detail == {"since": "2026-08-17", "reason": "Findings come back."}


def test_the_number_of_queries_does_not_depend_on_how_many(
    start, mill, other_mill, mill_user, stranger, django_assert_num_queries, now
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as one:
        (row,) = start(mill)
    end_supervision(row, ended_on=now.date(), because="Done.", by=row.started_by, at=now)
    with CaptureQueriesContext(connection) as two:
        start(mill, other_mill)
    assert len(one) == len(two)


def test_nobody_is_supervised_twice_at_once_and_of_several_none_is_begun(start, mill, other_mill):
    start(mill)
    with pytest.raises(NotNow, match="Red River Mill"):
        start(mill, other_mill)
    assert Supervision.objects.count() == 1


def test_the_table_refuses_two_running_ones(watched, buyer, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        Supervision.objects.create(
            supplier=watched.supplier, since=now.date(), why="other", reason="x", started_at=now,
            started_by=buyer,
        )  # fmt: skip


def test_it_cannot_begin_tomorrow(start, mill, now):
    with pytest.raises(ValidationError, match="future"):
        start(mill, since=(now + DAY).date())
    (row,) = start(mill, since=now.date())
    assert row.since == now.date()


def test_moving_to_a_group_tells_the_people_and_its_board_opens(
    start, mill, group, mill_user, buyer, now
):
    (row,) = start(mill)
    assert not type(group).objects.visible_to(mill_user).exists()
    move_to_group(row, group=group, by=buyer, at=now)
    assert type(group).objects.visible_to(mill_user).get() == group
    notice = Notice.objects.get(event="training.supervision.moved")
    assert (notice.recipient, notice.link) == (mill_user, group.get_absolute_url())
    move_to_group(row, group=group, by=buyer, at=now)  # nothing new
    assert Entry.objects.filter(event="training.supervision.moved").count() == 1
    move_to_group(row, group=None, by=buyer, at=now)
    assert not type(group).objects.visible_to(mill_user).exists()


def test_the_end_keeps_what_is_so_then_tells_and_closes_the_board(
    audit, watched, mill_user, group, buyer, now
):
    finding = found(audit)
    later = now + 3 * DAY
    end_supervision(watched, ended_on=later.date(), because="All closed.", by=buyer, at=later)
    watched.refresh_from_db()
    assert (watched.ended_on, watched.ended_because, watched.ended_by) == (
        later.date(), "All closed.", buyer,
    )  # fmt: skip
    assert (watched.then["major"], watched.then["at_end"]["major"]) == (0, 1)
    assert watched.then["at_end"]["open"] == [finding.pk]
    assert Notice.objects.get(event="training.supervision.ended").body == "All closed."
    assert not type(group).objects.visible_to(mill_user).exists()
    with pytest.raises(NotNow):
        end_supervision(watched, ended_on=later.date(), because="Again.", by=buyer, at=later)
    with pytest.raises(NotNow):
        move_to_group(watched, group=None, by=buyer, at=later)


@pytest.mark.parametrize(("days", "good"), [(-1, False), (0, True), (5, True), (6, False)])
def test_it_ends_between_its_beginning_and_today(watched, buyer, now, days, good):
    def end():
        day = watched.since + dt.timedelta(days=days)
        end_supervision(watched, ended_on=day, because="Done.", by=buyer, at=now + 5 * DAY)

    if good:
        end()
        assert not Supervision.objects.running().exists()
    else:
        with pytest.raises(ValidationError, match="beginning"):
            end()


def test_after_the_end_it_can_begin_again(watched, start, mill, buyer, now):
    end_supervision(watched, ended_on=now.date(), because="Done.", by=buyer, at=now)
    (again,) = start(mill)
    assert Supervision.objects.running().get() == again
