"""Lists without names: an organisation and how many came."""

import io
import json

import pytest
from django.conf import settings
from django.core.management import call_command

from sustainportal.sheets import importing
from training import operations, real_lists
from training.models import Attendance, Event, HeadCount
from training.workbooks import AttendanceImporter

from ..meeting_lists import workbook

DATA = settings.BASE_DIR.parent / "shared" / "data"
here = pytest.mark.skipif(
    not (DATA / real_lists.UNFCCC).exists(), reason="the public lists are not here"
)
HEAD = ["Event code", "Organisation", "People"]


@pytest.fixture
def taken(event, buyer, now, tmp_path):
    def run(*rows, **options):
        path = workbook(tmp_path / "heads.xlsx", [HEAD, *rows])
        return importing.run(AttendanceImporter, path, by=buyer, at=now, **options)

    return run


def outcome(account):
    return account.created, account.updated, account.unchanged, account.refused_rows


def test_an_organisation_is_known_by_its_name_or_stays_a_name(taken, mill):
    account = taken(["E-900", "RED RIVER MILL Co., Ltd.", 3], ["E-900", "Some Ministry", 2])
    assert outcome(account) == (2, 0, 0, 0)
    assert list(HeadCount.objects.values_list("organisation", "supplier", "heads")) == [
        ("RED RIVER MILL Co., Ltd.", mill.pk, 3),
        ("Some Ministry", None, 2),
    ]
    assert account.counts == {"heads": 5}


def test_the_same_list_twice_changes_nothing_and_a_newer_one_replaces_the_number(taken, mill):
    taken(["E-900", "Red River Mill", 3])
    assert outcome(taken(["E-900", "red river mill", 3])) == (0, 0, 1, 0)
    assert outcome(taken(["E-900", "Red River Mill", 4])) == (0, 1, 0, 0)
    assert HeadCount.objects.get().heads == 4


def test_an_organisation_twice_in_a_list_has_to_be_added_up(taken):
    account = taken(["E-900", "Ministry", 3], ["E-900", "MINISTRY", 1])
    assert [(one.cell, one.reason) for one in account.refused] == [
        ("B3", "Row 2 names this organisation already: add the numbers up.")
    ]
    assert HeadCount.objects.count() == 0


@pytest.mark.parametrize("number", [-1, "many", 100_001])
def test_a_number_of_people_is_at_most_a_hundred_thousand(taken, number):
    assert taken(["E-900", "Ministry", number]).refused[0].cell == "C2"


def test_people_who_are_named_are_not_counted_again_as_heads(taken, event, mill, buyer, now):
    operations.record_attendance(event, supplier=mill, name="Mei", by=buyer, at=now)
    account = taken(["E-900", "Red River Mill", 3], ["E-900", "", 3])
    assert [one.cell for one in account.refused] == ["C2", "B3"]


def test_names_do_not_come_on_top_of_heads_until_these_are_taken_back(
    taken, mill, buyer, now, tmp_path
):
    taken(["E-900", "Red River Mill", 3])
    rows = [["Event code", "Supplier code", "Name"], ["E-900", "M-001", "Mei"]]
    path = workbook(tmp_path / "names.xlsx", rows)

    def names():
        return importing.run(AttendanceImporter, path, by=buyer, at=now)

    assert [one.cell for one in names().refused] == ["C2"]
    assert outcome(taken(["E-900", "Red River Mill", 0])) == (0, 1, 0, 0)
    assert HeadCount.objects.count() == 0
    assert outcome(names()) == (1, 0, 0, 0)


def test_a_number_that_is_not_there_cannot_be_taken_back(taken):
    account = taken(["E-900", "Ministry", 0])
    assert [(one.cell, one.reason) for one in account.refused] == [
        ("C2", "There is no number of this organisation to take back.")
    ]


def test_a_row_is_of_a_person_or_of_a_number(event, mill, buyer, now, tmp_path):
    rows = [["Event code", "Name", "Organisation", "People"], ["E-900", "Mei", "Red River Mill", 3]]
    path = workbook(tmp_path / "both.xlsx", rows)
    account = importing.run(AttendanceImporter, path, by=buyer, at=now)
    assert [(one.cell, one.reason) for one in account.refused] == [
        ("D2", "Either a person or a number of people, not both.")
    ]


@here
def test_a_public_list_of_eight_meetings_keeps_its_own_totals(db, now):
    rows = real_lists.read(DATA / real_lists.UNFCCC)
    lines = list(real_lists.account(DATA, at=now))
    assert lines[1] == (
        "  1623 rows read = 1623 created + 0 updated + 0 unchanged + 0 queued + 0 refused (adds up)"
    )
    assert lines[-1] == "  together 5510, in the file 5510"
    assert len(rows) == HeadCount.objects.count() == 1623
    assert real_lists.kept_totals() == real_lists.own_totals(rows)
    assert len(real_lists.kept_totals()) == Event.objects.count() == 8
    assert Attendance.objects.count() == 0


@here
def test_the_public_list_twice_changes_nothing(db, now):
    list(real_lists.account(DATA, at=now))
    out = io.StringIO()
    columns = [f"{key}={heading}" for key, heading in real_lists.COLUMNS.items()]
    call_command(
        "import_attendance", str(DATA / real_lists.UNFCCC), column=columns, json=True, stdout=out
    )
    assert json.loads(out.getvalue())["unchanged"] == 1623
    assert sum(real_lists.kept_totals().values()) == 5510
