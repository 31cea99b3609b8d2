"""Lists of meeting tools become attendance: who, how long, and once."""

import datetime as dt

import pytest
from django.utils import timezone

from suppliers.models import Contact, SupplierAlias
from sustainportal.sheets import importing
from sustainportal.sheets.refusals import SheetRefused
from sustainportal.trail.models import Entry
from training import operations
from training.models import Attendance, Interval, UnknownAttendee
from training.workbooks import AttendanceImporter

from ..meeting_lists import TEAMS, TEAMS_CHINESE, TENCENT, WECOM, teams, workbook, zoom

TAIPEI = dt.timezone(dt.timedelta(hours=8))
NINE = dt.datetime(2026, 9, 1, 9, 0, tzinfo=TAIPEI)


@pytest.fixture
def taken(event, buyer, now):
    """`taken(path)` imports a list of the event and gives its account."""

    def run(path, listing="E-900", **options):
        importer = AttendanceImporter()
        importer.listing = listing
        return importing.run(importer, path, by=buyer, at=now, **options)

    return run


@pytest.fixture
def known(mill):
    """Mei and Anh are contacts of the mill, which has a Chinese name."""
    Contact.objects.create(supplier=mill, name="Mei Lin", mail="mei@Mill.test")
    SupplierAlias.objects.create(supplier=mill, spelling="红河纺织有限公司", kind="local")
    return mill


def found(account):
    return account.created, account.updated, account.unchanged, account.queued, account.refused_rows


def attended():
    """Name → minutes of everybody recorded."""
    return {
        row.name: row.attended_seconds and row.attended_seconds / 60
        for row in Attendance.objects.all()
    }


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-8"])
def test_a_teams_list_is_read_from_its_stays(encoding, taken, known, tmp_path):
    account = taken(teams(tmp_path / "report.csv", encoding=encoding))
    assert found(account) == (2, 1, 0, 1, 0)
    assert attended() == {"Mei Lin": 50, "Anh Tran": 85}
    mei = Attendance.objects.get(name="Mei Lin")
    assert (mei.supplier, mei.email, mei.origin) == (known, "mei@mill.test", "list")
    assert [(i.entered_at, i.left_at) for i in mei.intervals.all()] == [
        (NINE, NINE + dt.timedelta(minutes=20)),
        (NINE + dt.timedelta(minutes=30), NINE + dt.timedelta(minutes=60)),
    ]
    assert account.counts == {
        "person_times": 2,
        "by_mail": 1,
        "by_registered": 1,  # her second stay: she is here already
        "by_domain": 1,
        "unknown": 1,
    }


def test_tabs_are_found_although_the_dates_are_full_of_commas(taken, known, tmp_path):
    span, stay, more = TEAMS[9], TEAMS[15], []
    for number in range(8):
        more.append([f"P{number}", *span[1:4], f"p{number}@mill.test", "", "Attendee"])
    rows = [*TEAMS[:9], *more, *TEAMS[12:15], *([one[0], *stay[1:4], one[4], ""] for one in more)]
    assert found(taken(teams(tmp_path / "report.csv", rows))) == (8, 0, 0, 0, 0)


def test_a_teams_list_of_first_and_last_times_counts_what_was_attended(taken, known, tmp_path):
    taken(teams(tmp_path / "report.csv", TEAMS[:13]))
    assert attended() == {"Mei Lin": 50, "Anh Tran": 85}


def test_a_teams_list_in_chinese_is_read_with_morning_and_afternoon(taken, known, tmp_path):
    account = taken(teams(tmp_path / "報告.csv", TEAMS_CHINESE))
    assert found(account) == (1, 0, 0, 0, 0)
    assert attended() == {"林梅": 240}
    shown = account.first_rows[0][2]
    assert (shown["entered_at"], shown["left_at"]) == ("2026-09-01 09:00:00", "2026-09-01 13:00:00")


def test_a_zoom_list_is_read_below_its_meeting(taken, known, tmp_path):
    account = taken(zoom(tmp_path / "participants.csv"))
    assert found(account) == (2, 1, 0, 0, 0)
    assert attended() == {"Mei Lin (Mei)": 50.5, "Tran, Anh": 85}
    assert account.counts["person_times"] == 2  # the re-join without an address is hers


def test_a_tencent_list_names_the_organisation_in_the_display_name(taken, known, tmp_path):
    path = workbook(tmp_path / "参会成员.xlsx", TENCENT)
    account = taken(path, sheet="成员参会明细")
    assert found(account) == (1, 1, 0, 0, 0)
    assert attended() == {"林梅": 50}


def test_a_tencent_overview_after_the_single_stays_adds_nothing_for_the_same_person(
    taken, known, tmp_path
):
    path = workbook(tmp_path / "参会成员.xlsx", TENCENT)
    taken(path, sheet="成员参会明细")
    rows = [
        *TENCENT["成员参会概况"][:8],
        ["红河纺织-林梅", "2026-09-01 09:00:00", "2026-09-01 10:00:00", "2", "0:50:00", ""],
    ]
    assert found(taken(workbook(tmp_path / "概况.xlsx", rows))) == (0, 0, 1, 0, 0)
    assert attended() == {"林梅": 50}


def test_single_stays_after_a_tencent_overview_take_its_place(taken, known, tmp_path):
    rows = [
        *TENCENT["成员参会概况"][:8],
        ["红河纺织-林梅", "2026-09-01 09:00:00", "2026-09-01 10:00:00", "2", "0:50:00", ""],
    ]
    taken(workbook(tmp_path / "概况.xlsx", rows))
    assert attended() == {"林梅": 50}
    taken(workbook(tmp_path / "明细.xlsx", TENCENT["成员参会明细"]))
    assert attended() == {"林梅": 50}
    assert Interval.objects.count() == 2


def test_a_stay_over_midnight_is_of_the_event_it_began_at(taken, known, tmp_path):
    rows = [*TENCENT["成员参会概况"][:8], TENCENT["成员参会概况"][-1]]
    assert found(taken(workbook(tmp_path / "概况.xlsx", rows))) == (1, 0, 0, 0, 0)
    assert attended() == {"陈安": 30}


def test_a_wecom_list_is_matched_by_the_organisation_in_any_spelling(taken, known, tmp_path):
    assert found(taken(workbook(tmp_path / "企业微信.xlsx", WECOM))) == (1, 0, 0, 1, 0)
    assert attended() == {"林梅": 60}
    waiting = UnknownAttendee.objects.get()
    assert (waiting.name, waiting.organisation, len(waiting.stays)) == ("外人", "某公司", 1)


def test_cells_that_hold_dates_and_durations_are_read_like_texts(taken, known, tmp_path):
    nine = dt.datetime(2026, 9, 1, 9, 0)
    rows = [
        ["Name", "Email", "Join Time", "Leave Time", "Duration"],
        ["Mei", "mei@mill.test", nine, nine.replace(hour=10), dt.timedelta(minutes=50)],
        ["Anh", "anh@mill.test", dt.time(9, 0), dt.time(10, 0), ""],
    ]
    account = taken(workbook(tmp_path / "list.xlsx", rows))
    assert found(account) == (2, 0, 0, 0, 0)
    assert attended() == {"Mei": 50, "Anh": 60}
    assert Interval.objects.filter(entered_at=NINE).count() == 2


def test_the_same_list_twice_changes_nothing(taken, known, tmp_path):
    path = teams(tmp_path / "report.csv")
    taken(path)
    before = list(Interval.objects.order_by("pk").values())
    assert found(taken(path)) == (0, 0, 4, 0, 0)
    assert list(Interval.objects.order_by("pk").values()) == before
    assert UnknownAttendee.objects.count() == 1
    assert Entry.objects.filter(event="training.attendance.imported").count() == 1


def test_a_longer_list_of_the_same_meeting_adds_what_is_new(taken, known, tmp_path):
    head, rows = TEAMS[13:15], TEAMS[15:19]
    short = [
        *rows[:1],
        [*rows[2][:2], "", "", "anh@mill.test", ""],
    ]  # taken while it was still going on
    taken(teams(tmp_path / "short.csv", [*head, *short]))
    assert attended() == {"Mei Lin": 20, "Anh Tran": None}
    assert found(taken(teams(tmp_path / "long.csv", [*head, *rows]))) == (0, 2, 1, 1, 0)
    assert attended() == {"Mei Lin": 50, "Anh Tran": 85}


def test_a_registration_says_who_somebody_is_whatever_the_list_calls_them(
    taken, event, other_mill, buyer, now, known, tmp_path
):
    operations.register(
        event, supplier=other_mill, name="Lin Mei", email="mei@mill.test", by=buyer, at=now
    )
    taken(teams(tmp_path / "report.csv"))
    row = Attendance.objects.get(email="mei@mill.test")
    assert (row.supplier, row.name) == (other_mill, "Lin Mei")


def test_a_name_without_address_is_the_one_registered_under_it(
    taken, event, mill, buyer, now, tmp_path
):
    operations.register(event, supplier=mill, name="林梅", email="mei@mill.test", by=buyer, at=now)
    workbook(
        path := tmp_path / "list.xlsx",
        [["姓名", "入会时间", "退会时间"], ["林梅", "9:00", "10:00"]],
    )
    assert found(taken(path)) == (1, 0, 0, 0, 0)
    assert Attendance.objects.get().person_key == "mei@mill.test"


def test_a_join_without_address_before_one_with_it_is_the_same_person(taken, known, tmp_path):
    rows = [
        ["Name", "Email", "Join Time", "Leave Time"],
        ["Mei", "", "9:00", "9:10"],
        ["Mei", "mei@mill.test", "9:20", "9:30"],
    ]
    assert found(taken(workbook(tmp_path / "list.xlsx", rows))) == (1, 1, 0, 0, 0)
    assert attended() == {"Mei": 20}


def test_a_name_registered_twice_is_asked_about(
    taken, event, mill, other_mill, buyer, now, tmp_path
):
    for supplier in (mill, other_mill):
        operations.register(event, supplier=supplier, name="Wang Wei", email="", by=buyer, at=now)
    workbook(path := tmp_path / "list.xlsx", [["Name", "Join Time"], ["Wang Wei", "9:00"]])
    assert found(taken(path)) == (0, 0, 0, 1, 0)


def test_one_person_with_and_without_an_address_is_one_person_time(
    taken, event, mill, buyer, now, tmp_path
):
    operations.record_attendance(event, supplier=mill, name="Mei Lin", by=buyer, at=now)
    rows = [
        ["Supplier code", "Name", "Email"],
        ["M-001", "mei lin", "mei@mill.test"],
        ["M-001", "Mei Lin", "other@mill.test"],
    ]
    assert found(taken(workbook(tmp_path / "list.xlsx", rows))) == (0, 0, 2, 0, 0)
    assert Attendance.objects.count() == 1


def test_two_addresses_are_two_people_of_one_name(taken, mill, tmp_path):
    rows = [
        ["Supplier code", "Name", "Email"],
        ["M-001", "Wang Wei", "w1@mill.test"],
        ["M-001", "Wang Wei", "w2@mill.test"],
    ]
    assert found(taken(workbook(tmp_path / "list.xlsx", rows))) == (2, 0, 0, 0, 0)


def test_a_domain_of_two_suppliers_or_of_our_own_tells_nothing(
    taken, known, other_mill, buyer, tmp_path
):
    Contact.objects.create(supplier=other_mill, name="Other", mail="someone@mill.test")
    buyer.email = "buyer@own.test"
    buyer.save()
    Contact.objects.create(supplier=other_mill, name="Guest", mail="guest@own.test")
    rows = [
        ["Name", "Email"],
        ["A", "new@mill.test"],
        ["B", "new@own.test"],
        ["C", "buyer@own.test"],
    ]
    account = taken(workbook(tmp_path / "list.xlsx", rows))
    assert found(account) == (0, 0, 1, 2, 0)
    assert account.counts == {"own": 1, "unknown": 2}


def test_times_are_of_the_events_own_place(taken, event, known, tmp_path):
    type(event).objects.update(zone="Europe/Berlin")
    taken(teams(tmp_path / "report.csv"))
    first = Interval.objects.earliest("entered_at").entered_at
    assert first == dt.datetime(2026, 9, 1, 7, 0, tzinfo=dt.UTC)
    with timezone.override("America/New_York"):
        assert found(taken(tmp_path / "report.csv")) == (0, 0, 4, 0, 0)


def test_the_event_must_be_said(taken, known, tmp_path):
    with pytest.raises(SheetRefused, match="Say which event this list is of"):
        taken(teams(tmp_path / "report.csv"), listing="")


def test_every_error_is_found_with_its_cell_in_the_file(taken, known, tmp_path):
    head, rows = TEAMS[8], TEAMS[9]
    wrong = [
        TEAMS[7],
        head,
        rows,
        ["", *rows[1:]],
        ["A", "9/1/26, 9:00 AM", "9/1/26, 8:00 AM", "", "a@mill.test"],
        ["B", "soon", "9/1/26, 8:00 AM", "long", "nobody"],
        ["C", "", "9/1/26, 8:00 AM", "", ""],
        ["D", "9/1/26, 9:00 AM", "9/2/26, 9:00:01 AM", "", ""],
        ["E", "1/1/26, 9:00 AM", "1/1/26, 9:30 AM", "", ""],
    ]
    account = taken(teams(tmp_path / "report.csv", wrong))
    assert Attendance.objects.count() == 0
    assert [(one.cell, one.reason) for one in account.refused] == [
        ("A4", "This cell must not be empty."),
        ("C5", "Nobody can leave before they enter."),
        ("B6", "A time is expected, such as 2026-09-01 09:00."),
        ("D6", "A duration is expected, such as 1h 5m 20s or 65 (minutes)."),
        ("E6", "This is not an e-mail address."),
        ("B7", "Say when they entered, too."),
        ("C8", "Nobody stays for more than a day at a time."),
        ("B9", "This is far from the day of the event; is it the list of another one?"),
    ]


def test_good_rows_are_kept_and_refused_ones_go_back_as_they_came(taken, known, tmp_path):
    rows = [*TEAMS[14:16], ["B", "soon", "", "", "b@mill.test"]]
    back = tmp_path / "back.csv"
    account = taken(teams(tmp_path / "report.csv", rows), keep_good=True, refused=back)
    assert found(account) == (1, 0, 0, 0, 1)
    text = back.read_text(encoding="utf-8-sig").splitlines()
    assert text[1].startswith("B\tsoon\t\t\tb@mill.test")


def test_a_stay_that_was_corrected_is_not_changed_by_a_list(taken, known, tmp_path):
    path = teams(tmp_path / "report.csv")
    taken(path)
    stay = Interval.objects.filter(attendance__name="Anh Tran").get()
    Interval.objects.filter(pk=stay.pk).update(
        entered_at=stay.entered_at + dt.timedelta(minutes=10), corrected_because="Clock was wrong."
    )
    assert found(taken(path)) == (0, 0, 4, 0, 0)
    assert Interval.objects.filter(attendance=stay.attendance).count() == 1


def test_a_list_is_not_taken_again_once_details_were_erased(taken, known, now, tmp_path):
    path = teams(tmp_path / "report.csv")
    taken(path)
    Attendance.objects.filter(name="Mei Lin").update(
        name="erased", email="", person_key="x1", erased_at=now
    )
    account = taken(path)
    assert account.refused_rows == 4
    assert account.refused[0].reason.startswith("The details of people at this event are erased")


def test_a_cancelled_event_takes_no_list(taken, event, known, buyer, now, tmp_path):
    operations.cancel_event(event, by=buyer, at=now)
    account = taken(teams(tmp_path / "report.csv"))
    assert {one.reason for one in account.refused} == {"This event is not open or held."}


def test_what_was_said_of_the_columns_is_remembered_for_every_event(taken, known, tmp_path):
    rows = [["Wer", "Post", "Join Time"], ["Mei", "mei@mill.test", "9:00"]]
    path = workbook(tmp_path / "list.xlsx", rows)
    taken(path, mapping={"name": "Wer", "email": "Post"})
    assert found(taken(path)) == (0, 0, 1, 0, 0)
    again = importing.run(AttendanceImporter, zoom(tmp_path / "z.csv", "Event code,Wer,Post\nE-900,Anh,a@mill.test\n"),
                          by=None, at=timezone.now(), mapping={"name": "Wer", "email": "Post"})  # fmt: skip
    assert again.created == 1


def test_a_list_of_many_chunks_counts_each_person_once(taken, known, tmp_path):
    rows = [["Name", "Email", "Join Time", "Leave Time"]]
    for number in range(1100):
        who = [f"Person {number}", f"p{number}@mill.test"]
        rows += [[*who, "9:00", "9:10"], [*who, "9:20", "9:30"]]
    account = taken(zoom(tmp_path / "list.csv", "\n".join(",".join(row) for row in rows)))
    assert found(account) == (1100, 1100, 0, 0, 0)
    assert set(Attendance.objects.values_list("attended_seconds", flat=True)) == {1200}
    assert Entry.objects.get(event="training.attendance.imported").detail == {"rows": 2200}
