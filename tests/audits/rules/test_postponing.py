import datetime as dt

import pytest

from audits.rules import postponing

TODAY, DUE, CAP = dt.date(2026, 8, 17), dt.date(2026, 9, 30), dt.date(2028, 2, 9)
DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("kind", "until", "code"),
    [
        ("extension", DUE, "not_later"), ("extension", DUE + DAY, ""), ("extension", CAP, ""),
        ("extension", CAP + DAY, "beyond_cap"), ("pause", TODAY, "past"), ("pause", TODAY + DAY, ""),
        ("pause", CAP, ""), ("pause", CAP + DAY, "beyond_cap"),
    ],
)  # fmt: skip
def test_how_far_more_time_reaches(kind, until, code):
    assert postponing.refusal(kind, until, today=TODAY, due=DUE, cap=CAP) == code


@pytest.mark.parametrize(("due", "code"), [(TODAY, ""), (TODAY - DAY, "late")])
def test_what_is_overdue_is_not_extended_but_may_stand_still(due, code):
    said = {"today": TODAY, "due": due, "cap": CAP}
    assert postponing.refusal("extension", TODAY + DAY, **said) == code
    assert postponing.refusal("pause", TODAY + DAY, **said) == ""


def test_what_has_no_deadline_or_stands_still_is_not_postponed():
    said = {"today": TODAY, "cap": CAP}
    assert postponing.refusal("pause", DUE, due=None, **said) == "no_deadline"
    assert postponing.refusal("extension", CAP, due=DUE, paused=True, **said) == "paused"


def part(step, date, **more):
    return {"step": step, "date": date, "days": 14, "clock": "report", "started_on": "2026-08-09"} | more


PARTS = [part("submit", "2026-08-23"), part("approve", "2026-09-20"), part("complete", "2027-02-05")]


def test_an_extension_moves_completion_and_keeps_the_old_date_beside_it():
    parts = postponing.extended(PARTS, dt.date(2027, 3, 1), on=TODAY, reason="Bars are late.")
    assert parts[:2] == PARTS[:2]
    assert (parts[2]["date"], parts[2]["changes"]) == (
        "2027-03-01",
        [{"kind": "extension", "before": "2027-02-05", "after": "2027-03-01", "on": "2026-08-17",
          "reason": "Bars are late."}],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("step", "dates"),
    [
        ("submit", ["2026-09-02", "2026-09-30", "2027-02-15"]),
        ("approve", ["2026-08-23", "2026-09-30", "2027-02-15"]),
        ("complete", ["2026-08-23", "2026-09-20", "2027-02-15"]),
    ],
)
def test_a_pause_moves_what_was_open(step, dates):
    parts = postponing.shifted(PARTS, 10, from_step=step, cap=CAP, on=TODAY, reason="Flood.")
    assert [part["date"] for part in parts] == dates


def test_a_pause_moves_nothing_beyond_the_cap():
    cap = dt.date(2027, 2, 8)
    parts = postponing.shifted(PARTS, 10, from_step="complete", cap=cap, on=TODAY, reason="Flood.")
    assert parts[2]["date"] == "2027-02-08"


def test_a_pause_of_no_day_changes_nothing():
    parts = postponing.shifted(PARTS, 0, from_step="submit", cap=CAP, on=TODAY, reason="Flood.")
    assert parts == PARTS


@pytest.mark.parametrize(("ended", "days"), [(0, 0), (1, 1), (31, 31), (-1, 0)])
def test_the_days_it_stood(ended, days):
    assert postponing.stood(TODAY, TODAY + ended * DAY) == days


def test_what_was_granted_outlives_a_new_reckoning_of_the_same_clock():
    granted = postponing.extended(PARTS, dt.date(2027, 3, 1), on=TODAY, reason="Late.")
    assert postponing.carried_over(granted, PARTS) == granted
    other = [entry | {"started_on": "2026-08-10"} for entry in PARTS]
    assert postponing.carried_over(granted, other) == other
    assert postponing.carried_over(granted, []) == []
