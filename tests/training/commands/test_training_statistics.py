import datetime as dt
import json

import pytest
from django.core.management import CommandError, call_command

from ..queries.test_statistics import balances, came, held


def told(capsys, *words):
    call_command("training_statistics", *words)
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def published_history(mill):
    """The lines the company published: 4,037 and 669 up to 2020, 4,423 and 690 up to 2022."""
    balances(2013, 2020, person_times=4037, hours=669, views=340)
    for year, people, minutes in ((2021, 200, 620), (2022, 186, 640)):
        event = held(f"E{year}", dt.date(year, 6, 1), minutes=minutes)
        came(event, mill, *(f"P{n}" for n in range(people)), seconds=3600)


def test_the_published_lines_come_out_of_the_script(published_history, capsys):
    found = told(capsys, "--from", "2013", "--to", "2022", "--json")
    assert [(b["measure"], b["until"], b["value"]) for b in found["opening"]] == [
        ("person_times", 2020, "4037.0"),
        ("hours", 2020, "669.0"),
    ]
    assert found["views_opening"]["value"] == "340.0"
    assert found["years"][-1] == {
        "year": 2022, "person_times": 186, "heads": 0, "hours": "10.7", "person_hours": "186.0",
        "suppliers": 1, "published": None, "total_person_times": 4423, "total_hours": "690.0",
    }  # fmt: skip


def test_a_part_is_told_without_the_balance(published_history, capsys):
    found = told(capsys, "--from", "2022", "--kind", "training", "--split", "tier", "--json")
    assert (found["kind"], found["opening"]) == ("training", [])
    assert [(c["year"], c["tier"], c["person_times"]) for c in found["cells"]] == [(2022, 2, 186)]
    assert [y["total_person_times"] for y in found["years"]] == [186]


def test_it_is_readable_without_json(published_history, capsys):
    call_command("training_statistics", "--from", "2013")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "opening person_times 2013-2020: 4037.0"
    assert lines[-1] == (
        "2022: 186 person-times, 10.7 hours, 186.0 person-hours, 1 suppliers; total 4423, 690.0"
    )


def test_years_the_wrong_way_round_are_refused(db):
    with pytest.raises(CommandError, match="after"):
        call_command("training_statistics", "--from", "2022", "--to", "2013")
