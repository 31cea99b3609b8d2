import pytest

from training import operations
from training.models import Attendance, Event

from ..test_views import address


@pytest.fixture
def led(event, mill, mill_user, other_mill, strange_auditor, buyer, now):
    """Led by an auditor who is assigned to neither mill; one person of the first is registered and came."""
    Event.objects.update(lead=strange_auditor, open_to_all=True)
    strange_auditor.assignments.all().delete()
    operations.register(event, supplier=mill, name="Mei Lin", email="", by=mill_user, at=now)
    operations.record_attendance(event, supplier=mill, name="Mei Lin", by=buyer, at=now)
    event.refresh_from_db()
    return event


def choices(page):
    return [supplier.code for supplier in page.context["form"].fields["supplier"].queryset]


def test_who_leads_an_event_sees_everybody_registered_and_there(as_user, led, strange_auditor):
    browser = as_user(strange_auditor)
    page = browser.get(led.get_absolute_url())
    assert [row.name for row in page.context["registrations"]] == ["Mei Lin"]
    assert [row.name for row in page.context["attendances"]] == ["Mei Lin"]
    assert "/suppliers/" not in page.text.split("<main")[1]
    assert "Mei Lin" in browser.get(address("registration_list", led)).text


def test_an_auditor_sees_nobody_of_others_at_an_event_somebody_else_leads(
    as_user, led, strange_auditor, auditor
):
    Event.objects.update(lead=None)
    page = as_user(strange_auditor).get(led.get_absolute_url())
    assert (page.context["registrations"], list(page.context["attendances"])) == ([], [])
    page = as_user(auditor).get(led.get_absolute_url())  # assigned to the mill
    assert [row.name for row in page.context["registrations"]] == ["Mei Lin"]


def test_who_leads_records_people_of_the_invited_and_registered_only(
    as_user, led, mill, other_mill, stranger, strange_auditor, now
):
    browser, here = as_user(strange_auditor), address("attendance_new", led)
    assert choices(browser.get(here)) == ["M-001"]
    data = {"supplier": other_mill.pk, "name": "Bo"}
    assert browser.post(here, data).status_code == 422
    operations.register(led, supplier=other_mill, name="Bo", email="", by=stranger, at=now)
    assert sorted(choices(browser.get(here))) == ["M-001", "M-002"]
    assert browser.post(here, data).status_code == 302
    assert Attendance.objects.filter(supplier=other_mill).count() == 1


def test_who_leads_takes_an_attendance_of_anybody_back(as_user, led, strange_auditor):
    there = address("attendance_strike", Attendance.objects.get())
    assert as_user(strange_auditor).post(there, {"reason": "Not she."}).status_code == 302
    assert Attendance.objects.count() == 0


def test_who_leads_checks_anybody_in_with_one_tap(as_user, led, strange_auditor):
    Attendance.objects.all().delete()
    there = address("check_in", led.registrations.get())
    assert as_user(strange_auditor).post(there).status_code == 302
    assert Attendance.objects.get().name == "Mei Lin"
