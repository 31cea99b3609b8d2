import csv
import json

import pytest
from django.core.management import CommandError, call_command

from sustainportal.sheets import importing
from training.models import Attendance
from training.workbooks import AttendanceImporter

HEAD = ["Event code", "Supplier code", "Name", "E-mail", "Entered", "Left"]


def listed(tmp_path, *rows):
    path = tmp_path / "list.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HEAD, *rows])
    return path


def test_a_meeting_list_with_re_joins_becomes_one_person_time(tmp_path, event, buyer, now):
    path = listed(
        tmp_path,
        ["E-900", "M-001", "Mei Lin", "", "2026-09-01 09:00", "2026-09-01 09:01:30"],
        ["E-900", "M-001", "mei lin", "", "2026-09-01 09:05", "2026-09-01 09:06:30"],
        ["E-900", "M-001", "Anh Tran", "", "", ""],
    )
    account = importing.run(AttendanceImporter, path, by=buyer, at=now)
    assert (account.created, account.updated, account.unchanged) == (2, 1, 0)
    assert {a.name: a.attended_seconds for a in Attendance.objects.all()} == {
        "Mei Lin": 180,
        "Anh Tran": None,
    }
    again = importing.run(AttendanceImporter, path, by=buyer, at=now)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 3)


def test_a_list_with_one_bad_row_keeps_nothing_and_names_the_cell(tmp_path, event, buyer, now):
    path = listed(
        tmp_path,
        ["E-900", "M-001", "Mei Lin", "", "", ""],
        ["E-900", "M-001", "Anh Tran", "", "2026-09-01 10:00", "2026-09-01 09:00"],
        ["E-404", "M-404", "Nobody", "", "", ""],
    )
    account = importing.run(AttendanceImporter, path, by=buyer, at=now).as_dict()
    assert Attendance.objects.count() == 0
    cells = [(r["row"], r["cell"], r["reason"]) for r in account["refused"]]
    assert cells == [
        (3, "F3", "Nobody can leave before they enter."),
        (4, "A4", "There is no event with this code."),
        (4, "B4", "There is no supplier with this code."),
    ]


def test_the_command_prints_one_object_and_ends_with_one_when_rows_were_refused(
    tmp_path, event, capsys
):
    path = listed(tmp_path, ["E-900", "M-001", "Mei Lin", "", "", ""], ["E-900", "M-009", "X"])
    with pytest.raises(CommandError, match="1 of 2 rows were refused; 1 were kept"):
        call_command("import_attendance", str(path), "--json", "--keep-good")
    account = json.loads(capsys.readouterr().out)
    assert (account["rows_read"], account["created"], len(account["refused"])) == (2, 1, 1)
    assert Attendance.objects.get().name == "Mei Lin"
