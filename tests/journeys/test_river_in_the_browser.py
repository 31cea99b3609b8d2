"""Each role's main job, clicked through in Chromium as a person would, in the demo company.

Any complaint of the browser (errors on the console, content policy, answers of 400 and above) fails the
test, and so does a page wider than its window. `PORTAL_SCREENSHOTS=folder` keeps what was seen; README
shows those of `-k readme`.
"""

import datetime as dt

import pytest

from tests.sample_files import png

from . import paper
from .window import PHONE

pytestmark = pytest.mark.browser

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TODAY = dt.date.today()
#: Login → what their home page shows.
HOME = {
    "buyer": ("Bea Buyer", "To review"),
    "supplier": ("Our profile", "What is due"),
    "auditor": ("Ana Auditor", "To review"),
    "sales": ("Sam Sales", "Orders by supplier"),
    "admin": ("Ada Admin", "Administration"),
}


def file(name, content, kind=XLSX):
    return {"name": name, "mimeType": kind, "buffer": content}


@pytest.mark.parametrize("login", HOME)
def test_everybody_logs_in_and_finds_their_work(window, login):
    window().log_in(login).reads("Welcome", *HOME[login]).picture(f"home-{login}")


def test_a_guessed_password_is_refused(window):
    window().log_in("buyer", "a guess").reads("correct").picture("login")


def test_a_workbook_comes_in_by_way_of_its_preview(window):
    desk = window("buyer").menu("Imports")
    desk.follow_in_row("Suppliers, sites", "Choose a file")
    desk.fill(File=file("mills.xlsx", paper.supplies("a third"))).press("Look at what is in it")
    desk.reads("6 rows were read.", "K4", "a third").picture("import-preview")
    with desk.page.expect_download() as download:
        desk.page.get_by_role("link", name="Download the refused rows").click()
    refused = download.value.path().read_bytes()
    desk.press("Keep the 5 good rows").reads("The good rows are kept.").follow("Another file")
    desk.fill(File=file("fixed.xlsx", paper.corrected(refused, "K2", 25)))
    desk.press("Look at what is in it").press("Keep the 1 row").reads("Every row is kept.")
    desk.menu("Suppliers").fill(Search="red river").reads("1–1 of 1").follow("Red River Mill")
    desk.reads("31,000,000 TWD").picture("supplier")


def test_a_year_is_classified_and_a_supplier_shows_its_reasons(window):
    desk = window("buyer").menu("Risk").press("Classify now").worked()
    desk.reads("Risk classification", "Where the risk lies").picture("risk-year")
    desk.fill(Search="S-001").reads("1–1 of 1").follow("Amberfen").reads("What would lower it")
    desk.follow("Audit score").reads("Recorded").picture("reading")


def test_the_picture_of_a_risk_class_for_the_readme(window):
    desk = window("buyer").menu("Suppliers").fill(Search="S-001").reads("1–1 of 1")
    desk.follow("Amberfen").reads("What is due").follow("High").reads(
        "What would lower it"
    ).picture("risk")


def test_a_finding_from_the_plan_on_a_phone_to_closed_by_another(window):
    phone = window("supplier", PHONE).picture("phone-home").menu("What is due")
    phone.picture("phone-due").follow_in_row("Not started").picture("phone-finding")
    address = phone.page.url
    phone.follow("Log a corrective action").picture("phone-plan").fill(
        **{
            "Root cause": "Nobody was asked to check the contractors.",
            "Corrective action": "A clause and a yearly check in every contract.",
            "Responsible person": "Ms Tran",
            "Starts on": f"{TODAY:%Y-%m-%d}",
            "Done by": f"{TODAY + dt.timedelta(days=30):%Y-%m-%d}",
        }
    )
    phone.press("Submit the plan").reads("Your plan is submitted").picture("phone-submitted")

    reference = phone.page.get_by_role("heading", level=1).inner_text().split()[0]
    desk = window("buyer").menu("To review").picture("to-review").follow(reference)
    desk.reads("Your decision").picture("finding").press("Approve the plan")
    phone.open(address).follow("Show what was done").fill(
        **{"Done": True, "What was done?": "Clauses signed.", "Photos": file("clause.png", png(), "image/png")}
    )
    phone.press("Submit the actions").reads("Your actions are submitted").picture("phone-done")
    field = window("auditor").menu("To review").follow(reference)
    field.fill(Remark="Seen.").press("Verify").reads("Verified; another person has to close it.")
    desk.menu("To review").follow(reference).press("Close the finding")
    desk.reads("The finding is closed").picture("finding-closed")


def test_an_auditor_records_an_audit_and_makes_it_final(window):
    desk = window("auditor").menu("Audits").follow_in_row("In progress").follow("Record the audit")
    desk.fill(
        Provision="B2 Emergency Preparedness", Rating="Major", What_was_found="No drill this year."
    )
    desk.press("Record the finding").reads("B2 Emergency Preparedness").fill(
        Applicable_items="100",
        Conforming_items="96",
        Closing_meeting=f"{TODAY:%Y-%m-%d}",
    )
    desk.press("Keep the counts").reads("200 × 96").picture("audit-record")
    desk.follow("Share the draft").press("Share the draft with the supplier")
    desk.reads("The draft is shared").picture("audit-draft")
    audit = desk.page.url
    mill = window("supplier", PHONE).open(audit).reads("This is a draft.").picture("phone-draft")
    mill.press("We have nothing to add").reads("Thank you.")
    desk.open(audit).follow("Make the report final").fill(Outcome="Conditionally approved")
    desk.press("Make the report final").reads("The report is final").picture("audit-final")


def test_an_event_from_the_plan_to_its_person_times(window):
    desk = (
        window("buyer")
        .menu("Events")
        .follow("Plan an event")
        .fill(Code="J-1", Title="Doors that open", Kind="Training", **{"Date": f"{TODAY:%Y-%m-%d}"})
    )
    desk.press("Save").follow("Add a session").fill(
        Topic="Exits", Starts=f"{TODAY:%Y-%m-%d}T09:00", Duration="90"
    )
    desk.press("Save").follow("Invite suppliers").fill(all_qualified_suppliers="yes")
    desk.press("Show who that is").press("Invite").press("Open for registration").reads("The event is open")
    event = desk.page.url
    guest = window("supplier", PHONE).menu("Events").follow("Doors that open")
    guest.follow("Register people").fill(Name="Minh Vo").press("Save").picture("phone-event")
    desk.open(event).press("Check in").press("Check in").reads("Checked in.")
    desk.press("Mark as held").reads("The event was held").picture("event")
    desk.menu("Training statistics").reads("Opening balance").picture("statistics")


def test_a_quarter_is_published_and_orders_are_recommended(window):
    desk = window("buyer").menu("Quarters").picture("quarters")
    desk.follow_in_row("Computed").picture("quarter").follow("Publish").press("Publish for good")
    desk.reads("Published. The suppliers are told.").press("Recommend orders")
    desk.worked().reads("Recommend orders again").picture("quarter-published")
    card = window("supplier").menu("Scorecards").follow("20").reads("Why this grade")
    card.page.get_by_text("Why?").last.click()
    card.reads("Audit").picture("scorecard")


def test_sales_decides_on_a_recommendation(window):
    desk = (
        window("sales").menu("Orders by supplier").picture("orders").menu("Order recommendations")
    )
    desk.picture("recommendations").follow_in_row("Proposed").reads(
        "Shares of the commodity's orders"
    ).follow("Decide").picture("decide")
    desk.fill(Accept="yes").press("Decide").reads("The decision is kept beside the recommendation.")


def test_the_picture_of_an_order_recommendation_for_the_readme(window):
    desk = window("sales").menu("Order recommendations")
    desk.follow_in_row("Camera modules").reads("Shares of the commodity's orders").picture(
        "allocation"
    )


def test_the_administrator_finds_people_and_policies(window):
    desk = window("admin").menu("Administration").picture("admin")
    desk.follow("Users").reads("buyer2").picture("admin-users").follow("buyer2")
    desk.picture("admin-user").open("/admin/").follow("scorecard policies").follow("Default 1")
    desk.reads("Default 1").picture("admin-policy").open("/admin/").follow("risk models")
    desk.follow("Default 2026").picture("admin-model")


@pytest.mark.parametrize("login", HOME)
def test_nothing_in_the_menu_is_wider_than_a_phone(window, login):
    phone = window(login, PHONE)
    entries = phone.addresses("nav a[href^='/']:not([href^='/admin'])")
    for entry in entries:
        phone.open(entry).picture(f"phone-{login}{entry.replace('/', '-').rstrip('-')}")
        for first in phone.addresses("main tbody a[href$='/']:not([href*='template'])")[:1]:
            phone.open(first).picture(f"phone-{login}{first.replace('/', '-').rstrip('-')}")
