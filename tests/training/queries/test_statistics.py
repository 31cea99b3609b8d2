import datetime as dt
from decimal import Decimal

import pytest

from training import queries
from training.models import Attendance, Course, Event, HeadCount, OpeningBalance, Session
from training.queries import Slice
from training.queries.slices import NOT_KNOWN

T = dt.datetime(2025, 5, 5, 1, tzinfo=dt.UTC)


def held(code, day, kind="training", theme="", minutes=60, state="held"):
    event = Event.objects.create(
        code=code, title=code, kind=kind, theme=theme, starts_on=day, created_at=T, state=state
    )
    Session.objects.create(event=event, topic="One", starts_at=T, minutes=minutes)
    return event


def came(event, supplier, *names, seconds=1800):
    for name in names:
        Attendance.objects.create(
            event=event,
            supplier=supplier,
            name=name,
            person_key=name,
            attended_seconds=seconds,
            recorded_at=T,
        )


def heads(event, organisation, count, supplier=None):
    HeadCount.objects.create(
        event=event, organisation=organisation, heads=count, supplier=supplier, recorded_at=T
    )


@pytest.fixture
def history(mill, other_mill):
    """2025 and 2026, two kinds and themes; the mill is of tier 2, the other mill of tier 1."""
    type(other_mill).objects.filter(pk=other_mill.pk).update(tier=1)
    forum = held("F", dt.date(2025, 12, 31), "forum", "Climate", 90)
    course = held("T", dt.date(2026, 1, 1), "training", "", 30)
    came(forum, mill, "Mei", "Anh")
    came(forum, other_mill, "Wei")
    came(course, mill, "Mei")
    heads(forum, "Blue Hill", 10, other_mill)
    heads(course, "Blue Hill", 20, other_mill)
    heads(course, "A guild", 5)
    came(held("X", dt.date(2026, 2, 2), state="cancelled"), mill, "Nobody")


def rows(found):
    return [(x.year, x.person_times, x.heads, x.minutes, x.seconds, x.suppliers) for x in found]


def test_the_last_and_the_first_day_of_a_year_are_two_years(history):
    assert rows(queries.statistics()["lines"]) == [
        (2025, 13, 10, 90, 5400, 2),  # the other mill came by name and as heads: reached once
        (2026, 26, 25, 30, 1800, 2),  # only as heads: reached, too
    ]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"kind": "forum"}, [(2025, 13, 10, 90, 5400, 2)]),
        ({"theme": "Climate"}, [(2025, 13, 10, 90, 5400, 2)]),
        ({"theme": NOT_KNOWN}, [(2026, 26, 25, 30, 1800, 2)]),
        ({"tier": "1"}, [(2025, 11, 10, 90, 1800, 1), (2026, 20, 20, 30, 0, 1)]),
        ({"tier": "2"}, [(2025, 2, 0, 90, 3600, 1), (2026, 1, 0, 30, 1800, 1)]),
        ({"tier": "3"}, []),
        ({"tier": NOT_KNOWN}, [(2026, 5, 5, 30, 0, 0)]),
        ({"since": "2026"}, [(2026, 26, 25, 30, 1800, 2)]),
        ({"until": "2025"}, [(2025, 13, 10, 90, 5400, 2)]),
        ({"kind": "nonsense", "tier": "9", "since": "x"}, [(2025, 13, 10, 90, 5400, 2), (2026, 26, 25, 30, 1800, 2)]),
    ],
)  # fmt: skip
def test_a_part_of_what_was_held_is_counted_by_itself(history, asked, expected):
    assert rows(queries.statistics(Slice.of(asked))["lines"]) == expected


def test_years_are_split_by_kind_theme_and_tier(history):
    cells = queries.statistics(split=("kind", "theme", "tier"))["cells"]
    assert [
        (c.year, c.kind, c.theme, c.tier, c.person_times, c.minutes, c.suppliers) for c in cells
    ] == [
        (2025, "forum", "Climate", 1, 11, 90, 1),
        (2025, "forum", "Climate", 2, 2, 90, 1),
        (2026, "training", "", 0, 5, 30, 0),
        (2026, "training", "", 1, 20, 30, 1),
        (2026, "training", "", 2, 1, 30, 1),
    ]


@pytest.mark.parametrize("asked", [{}, {"tier": "1"}, {"tier": NOT_KNOWN}, {"theme": NOT_KNOWN}])
def test_the_rows_behind_each_figure_add_up_to_it(history, asked):
    part = Slice.of(asked)
    for line in queries.statistics(part)["lines"]:
        behind = Slice.of({**asked, "year": line.year})
        named, counted = behind.attendances(), behind.heads()
        assert len(named) + sum(row.heads for row in counted) == line.person_times
        assert sum(row.attended_seconds for row in named) == line.seconds
        assert sum(row.minutes for row in behind.sessions()) == line.minutes
        assert len(behind.suppliers()) == line.suppliers


def balances(since, until, **values):
    for measure, value in values.items():
        OpeningBalance.objects.create(
            measure=measure, since_year=since, until_year=until, value=value, source="before"
        )


def test_the_published_lines_are_reproduced_from_the_balance_and_constructed_sessions(
    mill,
):
    balances(2013, 2020, person_times=4037, hours=669)
    for year, people, minutes in ((2021, 200, 620), (2022, 186, 640)):
        event = held(f"E{year}", dt.date(year, 6, 1), minutes=minutes)
        came(event, mill, *(f"P{n}" for n in range(people)))
    found = queries.statistics(Slice(since=2013, until=2022))
    assert [(b.value, b.until_year) for b in found["opening"]] == [(4037, 2020), (669, 2020)]
    last = found["lines"][-1]
    assert (last.year, last.total_person_times, last.total_hours) == (2022, 4423, Decimal("690.0"))


def test_course_views_run_from_their_balance_to_340(mill, mill_user):
    balances(2019, 2021, views=338)
    course = Course.objects.create(code="C", title="Exits", language="en")
    lesson = course.lessons.create(position=1, title="One", body="…")
    for day in (dt.date(2022, 1, 1), dt.date(2022, 1, 2)):
        lesson.views.create(user=mill_user, supplier=mill, viewed_on=day)
    views, balance = queries.course_views()
    assert (views, balance.value) == ([(2022, 2, 340)], 338)


def test_a_balance_belongs_to_the_whole_only_and_not_to_totals_begun_after_it(history):
    balances(2013, 2024, person_times=100)

    def opening(**asked):
        return len(queries.statistics(Slice.of(asked))["opening"])

    assert [opening(), opening(since=2013), opening(since=2024), opening(since=2025)] == [1, 1, 1, 0]
    assert [opening(kind="forum"), opening(theme="-"), opening(tier="1")] == [0, 0, 0]


def test_heads_count_for_the_part_a_supplier_took(history, other_mill):
    part = queries.participation("2026Q1")[other_mill.pk]
    assert (part.invited, part.attended, part.person_times) == (2, 2, 31)
