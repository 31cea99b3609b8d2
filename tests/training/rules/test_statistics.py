from decimal import Decimal
from types import SimpleNamespace

import pytest

from training.rules.statistics import (
    DIMENSIONS,
    Line,
    beside,
    cells_beside,
    figures,
    lines,
    overlap,
    running,
    views_running,
)

EVENTS = {
    1: {"year": 2025, "kind": "forum", "theme": "", "minutes": 90},
    2: {"year": 2026, "kind": "forum", "theme": "Climate", "minutes": 60},
    3: {"year": 2026, "kind": "training", "theme": "Climate", "minutes": 30},
}
PEOPLE = [(1, 1, 5, 0, 3600), (1, 2, 3, 0, 60), (2, 0, 0, 40, 0), (2, 1, 2, 0, 1800)]


def balance(measure, since, until, value):
    return SimpleNamespace(
        measure=measure, since_year=since, until_year=until, value=Decimal(value)
    )


def told(found):
    return [(x.person_times, x.heads, x.minutes, x.seconds, x.suppliers) for x in found]


def test_a_year_counts_attendances_and_heads_and_every_session_once():
    found = lines(EVENTS, PEOPLE, {(2025,): 4, (2026,): 1})
    assert [x.year for x in found] == [2025, 2026]
    assert told(found) == [(8, 0, 90, 3660, 4), (42, 40, 90, 1800, 1)]


def test_an_event_nobody_was_recorded_at_counts_its_hours():
    found = lines(EVENTS, PEOPLE, {}, ("year", "kind"))
    assert [(x.year, x.kind, x.person_times, x.minutes) for x in found] == [
        (2025, "forum", 8, 90),
        (2026, "forum", 42, 60),
        (2026, "training", 0, 30),
    ]


def test_hours_stand_in_the_line_of_every_tier_that_came_and_do_not_add_up():
    found = lines(EVENTS, PEOPLE, {(2025, 1): 2}, ("year", "tier"))
    assert [(x.year, x.tier, x.person_times, x.minutes, x.suppliers) for x in found] == [
        (2025, 1, 5, 90, 2),
        (2025, 2, 3, 90, 0),
        (2026, 0, 40, 60, 0),
        (2026, 1, 2, 60, 0),
    ]


def test_the_published_lines_come_out_of_the_opening_balance_and_the_years():
    years = [
        Line(2022, person_times=200, minutes=600),
        Line(2021, person_times=186, minutes=660),
    ]
    found = running(
        years,
        balance("person_times", 2013, 2020, 4037),
        balance("hours", 2013, 2020, 669),
    )
    assert [(x.year, x.total_person_times, x.total_hours) for x in found] == [
        (2021, 4223, Decimal("680.0")),
        (2022, 4423, Decimal("690.0")),
    ]


def test_a_year_inside_one_balance_only_is_added_to_the_other_total():
    years = [Line(2020, person_times=10, minutes=60), Line(2021, person_times=1, minutes=30)]
    found = running(years, balance("person_times", 2013, 2020, 100), balance("hours", 2013, 2019, 5))
    assert [(x.total_person_times, x.total_hours) for x in found] == [
        (None, Decimal("6.0")),
        (101, Decimal("6.5")),
    ]


@pytest.mark.parametrize(("year", "inside"), [(2012, 0), (2013, 1), (2020, 1), (2021, 0)])
def test_rows_inside_the_years_of_a_balance_are_flagged_at_both_ends(year, inside):
    found = overlap([Line(year)], [balance("hours", 2013, 2020, 1), None])
    assert found == [(year, "hours")] * inside


def test_totals_without_a_balance_begin_at_nothing():
    (found,) = running([Line(2021, person_times=3, minutes=90)])
    assert (found.total_person_times, found.total_hours) == (3, Decimal("1.5"))


def test_views_run_on_their_own_balance():
    opening = balance("views", 2019, 2022, 300)
    assert views_running({2024: 15, 2023: 25, 2022: 9}, opening) == [
        (2022, 9, None),
        (2023, 25, 325),
        (2024, 15, 340),
    ]


def test_a_published_line_that_stands_as_it_was_has_nothing_beside_it():
    (line,) = running([Line(2021, person_times=3, minutes=90, seconds=60, suppliers=2)])
    same = beside(line, figures(line, []))
    assert (same.is_published, same.before) == (True, {})


def test_a_later_correction_shows_what_was_published_beside_what_is_now():
    (then,) = running([Line(2021, person_times=3, minutes=90, seconds=60, suppliers=2)])
    (now,) = running([Line(2021, person_times=4, minutes=90, seconds=7200, suppliers=2)])
    assert beside(now, figures(then, [])).before == {
        "person_times": 3,
        "person_hours": Decimal("0.0"),
        "total_person_times": 3,
    }


def test_a_published_cell_that_is_gone_stands_there_with_nothing_now():
    cells = lines(EVENTS, PEOPLE, {}, DIMENSIONS)
    kept = {2025: figures(Line(2025), [cell for cell in cells if cell.year == 2025])}
    now = [cell for cell in cells if (cell.year, cell.tier) != (2025, 2)]
    found = cells_beside(now, kept)
    assert [(x.year, x.tier, x.person_times, x.before) for x in found] == [
        (2025, 1, 5, {}),
        (2025, 2, 0, {"person_times": 3, "hours": Decimal("1.5")}),
        (2026, 0, 40, {}),
        (2026, 1, 2, {}),
    ]
