"""The events behind a supplier's participation."""

import datetime as dt

import pytest
from django.urls import reverse

from training.models import Attendance, Event, HeadCount, Invitation
from training.queries import participation


@pytest.fixture
def events(mill, other_mill, now, auditor):
    """Invited and came; invited only; came with heads only; before the quarters; open; another's."""
    rows = {}
    for code, day in (
        ("A", dt.date(2026, 7, 1)), ("B", dt.date(2025, 10, 1)), ("C", dt.date(2026, 9, 30)),
        ("D", dt.date(2025, 9, 30)), ("F", dt.date(2026, 2, 1)),
    ):  # fmt: skip
        rows[code] = Event.objects.create(
            code=code, title=f"Event {code}", kind="counselling", lead=auditor, starts_on=day,
            state="held", created_at=now, opened_at=now,
        )  # fmt: skip
    rows["E"] = Event.objects.create(
        code="E", title="Event E", kind="forum", starts_on=dt.date(2026, 8, 1), state="open",
        created_at=now, opened_at=now,
    )  # fmt: skip
    for code in "ABDE":
        Invitation.objects.create(event=rows[code], supplier=mill, reason="x", invited_at=now)
    for n in range(2):
        Attendance.objects.create(
            event=rows["A"], supplier=mill, name=f"P{n}", person_key=f"p{n}", recorded_at=now
        )
    HeadCount.objects.create(
        event=rows["C"], organisation="Mill", supplier=mill, heads=3, recorded_at=now
    )
    Attendance.objects.create(
        event=rows["F"], supplier=other_mill, name="X", person_key="x", recorded_at=now
    )
    return rows


def address(supplier, quarter="2026Q3"):
    return f"/training/participation/{supplier.pk}/?quarter={quarter}"


def test_its_rows_are_those_that_were_counted(events, mill, as_user, buyer):
    page = as_user(buyer).get(address(mill))
    rows = [(r.code, r.was_invited, r.came, r.people) for r in page.context["rows"]]
    assert rows == [("C", False, True, 3), ("A", True, True, 2), ("B", True, False, 0)]
    part = participation("2026Q3", [mill.pk])[mill.pk]
    assert (part.invited, part.attended, part.person_times) == (3, 2, 5)
    assert page.context["part"] == part


def test_a_supplier_reads_its_own_and_opens_only_what_it_may_see(
    events, mill, other_mill, as_user, mill_user, stranger
):
    page = as_user(mill_user).get(address(mill))
    assert [(r.code, r.opens) for r in page.context["rows"]] == [
        ("C", False), ("A", True), ("B", True),
    ]  # fmt: skip
    assert as_user(mill_user).get(address(other_mill)).status_code == 404
    assert as_user(stranger).get(address(mill)).status_code == 404


@pytest.mark.parametrize("quarter", ["", "2026Q5", "x", "9999Q1", "٢٠٢٦Q1"])
def test_a_quarter_that_is_none_is_todays(events, mill, as_user, buyer, quarter):
    page = as_user(buyer).get(address(mill, quarter))
    assert page.status_code == 200
    assert page.context["quarter"] == page.context["choices"][0]


def test_no_data_is_said_and_not_zero(mill, as_user, buyer):
    page = as_user(buyer).get(address(mill))
    assert page.context["part"] is None
    assert "No data is not zero" in page.text


def test_a_suppliers_page_says_how_often_it_came_and_leads_there(
    events, mill, as_user, buyer, time_machine, now
):
    time_machine.move_to(dt.datetime(2026, 9, 30, 12, tzinfo=dt.UTC))
    beside = reverse("suppliers:supplier_now", args=[mill.pk])
    page = as_user(buyer).get(beside).text
    assert f'href="/training/participation/{mill.pk}/"' in page
    assert "Came to 2 of 3 events" in page
    Event.objects.update(state="open")  # nothing was held: no data is not zero
    assert "Came to" not in as_user(buyer).get(beside).text
