"""A finding that a counselling meeting treats, clicked through in Chromium by all who have a part in it: proposed,
invited, its cause found and carried into the plan, put right and closed; and then it stands in the effect."""

import datetime as dt

import pytest

from suppliers.rules import quarters
from tests.sample_files import png

from .window import PHONE

pytestmark = pytest.mark.browser

TODAY = dt.date.today()
MET = TODAY - dt.timedelta(days=2)
TITLE = "Causes behind our findings"
CAUSE = "Nobody owns the list of subcontractors."
PROMISE = "Name who keeps the list."


def planned(window):
    """The buyer takes a finding that waits for a plan off the coming meeting, and plans one of their own with
    it. Returns the buyer's window and the reference of the finding."""
    desk = window("buyer").menu("Counselling meetings").picture("meetings")
    desk.follow_in_row("Open for registration")
    waiting = desk.page.locator("article", has_text="Not started").filter(has_text="Subcontractors")
    reference = waiting.get_by_role("link").first.inner_text()
    waiting.get_by_role("button", name="Take off the agenda").click()
    desk.arrived().reads("The finding is off the agenda.")

    desk.menu("Counselling meetings").follow("Plan a counselling meeting").picture("meeting-plan")
    desk.open(f"/training/meetings/plan/?quarter={quarters.of(MET)}&q=S-001")
    desk.page.locator(".proposal summary").click()
    desk.page.locator("li", has_text=reference).get_by_role("checkbox").last.check()
    desk.fill(Title=TITLE, Code="J-CM", Leading_auditor="Ana Auditor", Online=True, Date=f"{MET}")
    desk.press("Plan the meeting").reads("The meeting is planned as a draft", reference)
    return desk, reference


def opened(desk):
    desk.follow("Add its sessions and open it").follow("Add a session")
    desk.fill(Topic="Five times why", Starts=f"{MET}T09:00", Duration="90").press("Save")
    desk.press("Open for registration").reads("The event is open")
    return desk.page.url


def came(desk, event):
    """Recorded by hand, and the meeting is held."""
    desk.open(event).follow("Record by hand")
    field = desk.page.get_by_label("Supplier").first
    field.select_option(value=field.locator("option", has_text="Amberfen").get_attribute("value"))
    desk.fill(Name="Minh Vo").press("Save")
    desk.press("Mark as held").follow("Findings of the meeting").reads("Minh Vo")
    return desk.page.url


def test_a_finding_from_the_proposal_to_the_effect(window):
    desk, reference = planned(window)
    event = opened(desk)
    mill = window("supplier", PHONE).menu("Counselling meetings").follow(TITLE)
    mill.reads(reference).picture("phone-meeting").follow("Event and attendance")
    mill.follow("Register people").fill(Name="Minh Vo").press("Save").reads("Minh Vo")
    meeting = came(desk, event)

    field = window("auditor").open(meeting).picture("meeting").follow("Record the cause")
    field.fill(Cause_found=CAUSE).press("Save").reads("The cause is recorded", CAUSE)
    field.follow("Add a follow-up").fill(What_follows=PROMISE, Or_a_name="Ms Tran", By=f"{TODAY}")
    field.fill(By=f"{TODAY + dt.timedelta(days=20)}").press("Save").reads(PROMISE, "Ms Tran")

    mill.menu("What is due").follow(reference).reads("Treated in:", PROMISE).picture(
        "phone-treated"
    )
    finding = mill.page.url
    mill.follow("Log a corrective action").reads("The plan begins with the cause", TITLE)
    assert mill.page.get_by_label("Root cause").input_value() == CAUSE
    mill.fill(
        **{
            "Corrective action": "The buyer of each plant keeps the list and shows it monthly.",
            "Responsible person": "Ms Tran",
            "Starts on": f"{TODAY}",
            "Done by": f"{TODAY + dt.timedelta(days=30)}",
        }
    )
    mill.picture("phone-plan-with-cause").press("Submit the plan").reads("Your plan is submitted")
    mill.menu("Counselling meetings").follow("Follow-ups").follow("Mark as done").fill(What_was_done="Ms Tran keeps it.")
    mill.press("Mark as done").reads("Marked as done")

    field.open(finding).press("Approve the plan")
    mill.open(finding).follow("Show what was done").fill(
        **{"Done": True, "What was done?": "The list is kept.", "Photos": shown("list.png")}
    )
    mill.press("Submit the actions").reads("Your actions are submitted")
    field.open(finding).fill(Remark="Seen.").press("Verify").reads("another person has to close it")
    desk.open(finding).press("Close the finding").reads("The finding is closed")
    the_effect_shows(desk, reference)


def shown(name):
    return {"name": name, "mimeType": "image/png", "buffer": png()}


def the_effect_shows(desk, reference):
    desk.menu("Counselling meetings").follow("Effect of counselling").picture("effect")
    quarter = quarters.of(MET)
    desk.open(f"/training/meetings/effect/?year={MET.year}").reads(quarter, "How this is counted")
    row = desk.page.locator("tbody", has_text=quarter).locator("tr.effect-treated")
    row.get_by_role("link").last.click()
    desk.arrived().reads("Treated", reference)
    assert desk.page.locator("tbody tr", has_text=reference).get_by_text("Closed").count() == 1
