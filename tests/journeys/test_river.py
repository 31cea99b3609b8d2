"""The whole river, told once by the people who live on it: from a supplier's workbook to an order
decision, through the pages they use. Only catalogues, logins and the clock are given."""

import csv
import datetime as dt
import io
import json
import re
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.utils.formats import date_format

from suppliers.models import Supplier
from suppliers.operations import add_member
from sustainportal.accounts.models import User
from sustainportal.accounts.roles import Role
from sustainportal.jobs.models import Job
from sustainportal.jobs.tasks import work_on
from tests.conftest import NOW, person
from tests.sample_files import png

from . import paper
from .person import Person

#: Login → role, and the name the pages show.
CAST = {
    "bea": (Role.PROCUREMENT, "Bea Buyer"),
    "ben": (Role.PROCUREMENT, "Ben Buyer"),
    "ana": (Role.AUDITOR, "Ana Auditor"),
    "lan": (Role.SUPPLIER, "Lan Tran"),
    "sam": (Role.SALES, "Sam Sales"),
}


@pytest.fixture
def people(transactional_db, settings, tmp_path, time_machine):
    """`people["bea"]` is logged in. The day is 17 August 2026."""
    settings.MEDIA_ROOT = tmp_path / "files"
    time_machine.move_to(NOW)
    call_command("load_catalogues", verbosity=0)
    for login, (role, name) in CAST.items():
        first, last = name.split()
        person(login, role, first_name=first, last_name=last)
    return {login: Person(login, "pass-word-123") for login in CAST}


def short(day):
    return date_format(day, "SHORT_DATE_FORMAT")


def work():
    """A worker takes every job that waits, and those they ask for."""
    while job := Job.objects.filter(state="queued").order_by("pk").first():
        work_on(job=job.pk)
    assert not Job.objects.exclude(state="done").exists()


def test_from_a_workbook_to_an_order_decision(people, time_machine):
    bea, ben, ana, lan, sam = (people[login] for login in CAST)
    import_suppliers(bea)
    classify(bea)
    the_mill_has_a_login(bea)
    audit = plan_and_hold_the_audit(bea, ana, lan)
    time_machine.move_to(NOW + dt.timedelta(days=1))
    finding = correct_the_finding(lan, bea, ana, ben, audit)
    event = hold_the_training(bea, lan)
    card = judge_the_quarter(bea)
    allocation = recommend_and_decide(bea, sam)
    read_own_card(lan, card, allocation)
    follow_the_numbers_up(bea, allocation, card, audit, finding)
    the_numbers_of_the_event(bea, event)
    same_numbers_again(bea, card, allocation)
    the_trail_tells_it(bea)


def import_suppliers(bea):
    """One cell is wrong: nothing is kept until Bea says so, and the row comes back with the reason."""
    bea.open("/").follow("Imports").follow("Choose a file", beside="suppliers.suppliers")
    bea.press("Look at what is in it", file=paper.as_file("mills.xlsx", paper.supplies("a third")))
    bea.reads("6 rows were read.", "K4", "a third").misses("over 100 percent")
    bea.follow("Download the refused rows")
    refused = bea.file
    assert Supplier.objects.count() == 0
    assert [row[:2] for row in paper.rows_of(refused)[1:]] == [("M-002", "Blue Hill Mill")]

    bea.open("/sheets/").follow("mills.xlsx")
    bea.press("Keep the 5 good rows and take the refused ones back").reads(
        "The good rows are kept."
    )
    bea.follow("Another file")
    fixed = paper.corrected(refused, "K2", 25)
    bea.press("Look at what is in it", file=paper.as_file("mills-refused.xlsx", fixed))
    bea.press("Keep the 1 row").reads("Every row is kept.")

    bea.follow("Suppliers", beside="/suppliers/").reads("M-001", "M-002", "M-003")
    bea.follow("Blue Hill Mill").reads("Thailand")
    bea.follow("Sites and supplies").reads("Ropes", "2026Q3", "14,000,000 TWD")


def classify(bea):
    """Asked for by the button, done by a worker, told on the page."""
    work()  # the readings that the import brought
    bea.open("/").follow("Risk").press("Classify now").reads("Risk classification", "Waiting")
    work()
    bea.open("/suppliers/risk/2026/").reads(
        "Where the risk lies", "Done Risk classification 2026 asked by Bea Buyer"
    )
    bea.follow("Red River Mill").reads("In scope: a key supplier.", "What would lower it")


def the_mill_has_a_login(bea):
    mill = Supplier.objects.get(code="M-001")
    buyer = User.objects.get(username="bea")
    add_member(supplier=mill, user=User.objects.get(username="lan"), by=buyer, at=NOW)


def plan_and_hold_the_audit(bea, ana, lan):
    """Bea plans, Ana counts and records two findings, Lan comments on the draft, Ana answers and makes the
    report final. Returns its address."""
    bea.open("/").follow("Audits").follow("Plan an audit").press("Show", q="Red River")
    bea.follow("Plan an audit here").press(
        "Plan the audit", kind="RBA VAP initial", planned_on="2026-08-17", auditor="Ana Auditor"
    )
    bea.reads("The audit is planned", "Ana Auditor")

    ana.open("/").follow("Audits").follow("AU-").follow("Begin the audit").press("Begin")
    ana.press(
        "Record the finding", provision="B2 ", rating="Major", sample_size=5, sample_affected=2,
        description="Two of five exits were locked.",
    )  # fmt: skip
    ana.press(
        "Record the finding", provision="A3 ", rating="Minor",
        description="One week of 63 hours in the sample.",
    )  # fmt: skip
    ana.press(
        "Keep the counts", applicable=100, conforming=98, workers=420, interviewed=40,
        closing_on="2026-08-17",
    )  # fmt: skip
    ana.reads("191").follow("Share the draft").press("Share the draft with the supplier")
    audit = ana.address
    lan.open(audit).reads("This is a draft.", "191").follow("Comment on this finding")
    lan.press("Send the comment", text="One of the two is a wall by now.").reads("Not answered yet.")
    lan.press("We have nothing more to add")
    ana.open(audit).follow("Make the report final")
    ana.press("Make the report final", status=409, outcome="Conditionally approved")
    ana.open(audit).follow("Answer").press("Send the answer", text="Its sign was still lit.")
    ana.follow("Make the report final")
    ana.press("Make the report final", outcome="Conditionally approved").reads("191.00")
    assert ana.address == audit
    return audit


def reference(audit):
    """How people call the audit at this address: "/audits/7/" is AU-00007."""
    return f"AU-{int(re.search(r'[0-9]+', audit)[0]):05d}"


def correct_the_finding(lan, bea, ana, ben, audit):
    """Logged, returned, logged again, approved, done with a photo, verified, closed by another."""
    first = f"{reference(audit)}-1"
    lan.open("/").follow("What is due").reads(short(dt.date(2026, 8, 31))).follow(first)
    finding = lan.address
    lan.follow("Log a corrective action").press(
        "Submit the plan", **paper.PLAN | {"root_cause": "Haste."}
    )

    bea.open("/").follow("To review").follow(first).press("Return the plan", status=422)
    bea.press("Return the plan", remark="Haste is no cause. Who locks the doors, and why?")

    lan.open("/").follow("What is due").follow(first).follow("Revise the plan")
    lan.reads("Haste is no cause.").press("Submit the plan", root_cause=paper.PLAN["root_cause"])
    bea.open(finding).press("Approve the plan").reads("Version 2")

    lan.open(finding).follow("Show what was done")
    lan.press("Submit the actions", status=422, done="Panic bars on all five doors.")
    photo = paper.as_file("exit.png", png())
    ticks = {"did_1": "on", "did_2": "on", "did_3": "on"}
    lan.press("Submit the actions", done="Panic bars on all five doors.", files=photo, **ticks)

    ana.open(finding).reads("exit.png").press("Verify", remark="Seen on the photo.")
    assert not [b for form in ana.page.forms for b in form.buttons if "Close" in b.words]
    ben.open("/").follow("To review").follow(first).press("Close the finding")
    ben.reads("The finding is closed; the supplier is told.")
    lan.open("/").reads(f"Closed: {first}")
    work()  # risk hears of it
    return finding


def hold_the_training(bea, lan):
    """Planned, opened, registered for; one person who left and came back is one person-time."""
    bea.open("/").follow("Events").follow("Plan an event").press(
        "Save", code="E-1", title="Doors that open", kind="Training", starts_on="2026-08-18", is_online="on",
    )  # fmt: skip
    event = bea.address
    bea.follow("Add a session first").press(
        "Save", topic="Emergency exits", speaker="Ana Auditor", starts_at="2026-08-18T09:00", minutes=90
    )  # fmt: skip
    bea.follow("Invite suppliers").press("Show who that is", everyone="on")
    bea.reads("Are invited now 3").press("Invite 3 suppliers").press("Open for registration")

    lan.open("/").follow("Events").follow("Doors that open").follow("Register people")
    lan.press("Save", **{"people-0-name": "Minh Vo", "people-0-email": "minh@redriver.example"})
    lan.reads("Registered.", "Minh Vo")

    for entered, left in (("09:00", "09:40"), ("09:50", "10:30")):
        bea.open(event).follow("Record by hand").press(
            "Save", supplier="Red River Mill", name="Minh Vo", email="minh@redriver.example",
            entered_at=f"2026-08-18T{entered}", left_at=f"2026-08-18T{left}",
        )  # fmt: skip
    bea.press("Mark as held").reads("1 person-times", "1.5 hours", "1.3 person-hours")
    return event


def judge_the_quarter(bea):
    """Figures in, cards computed by a worker, published. Returns the address of the mill's card."""
    bea.open("/").follow("Quarters").follow("Import figures")
    bea.press("Look at what is in it", file=paper.as_file("figures.xlsx", paper.figures()))
    bea.press("Keep all 3 rows").reads("Every row is kept.")
    bea.open("/").follow("Quarters").follow("2026Q3").press("Compute").reads(
        "Waiting for a worker."
    )
    work()
    bea.open(bea.address).reads("Computed").follow("Publish").press("Publish for good")
    bea.reads("Published. The suppliers are told.").follow("Red River Mill")
    bea.reads("Why this grade", "How the score adds up", f"published {short(dt.date(2026, 8, 18))}")
    return bea.address


def recommend_and_decide(bea, sam):
    """Recommended by a worker; Bea asked for it, so Sam decides. Returns the address."""
    bea.open("/scorecards/quarters/2026Q3/").press("Recommend orders")
    work()
    bea.open("/").follow("Order recommendations").follow("Ropes")
    allocation = bea.address
    bea.reads("Red River Mill", "You proposed this recommendation", "Sum 100 100")
    shares = {
        name: Decimal(re.search(rf"{name}.*? ([ABCD]) (\S+) (\S+) (\S+)", bea.page.text)[3])
        for name in ("Red River Mill", "Blue Hill Mill", "White Peak Mill")
    }
    assert sum(shares.values()) == 100
    assert shares["Red River Mill"] > 55 > 20 > shares["White Peak Mill"]

    sam.open("/").follow("Orders by supplier").reads("Grade A", "Grade C").follow("Ropes")
    sam.follow("Decide").press("Decide", status=422).press("Decide", kind="accept")
    sam.reads("The decision is kept beside the recommendation.", "Accepted – Sam Sales")
    return allocation


def read_own_card(lan, card, allocation):
    """The mill reads its own card and what would raise it, nobody else's, and no allocation."""
    lan.open("/").follow("Scorecards").follow("2026Q3").reads("Why this grade")
    assert lan.address == card
    lan.reads("What would raise the grade")
    foreign = Supplier.objects.get(code="M-002").scorecards.get().get_absolute_url()
    lan.open(foreign, status=404).open(allocation, status=403)


def follow_the_numbers_up(bea, allocation, card, audit, finding):
    """From the share to the grade, the audit, the finding, the photo; and to the purchases imported."""
    bea.open(allocation).follow("A", beside="/scorecards/")
    assert bea.address == card
    bea.reads("read: 191").follow(reference(audit), beside="/audits/")
    assert bea.address == audit
    bea.follow(f"{reference(audit)}-1")
    assert bea.address == finding
    bea.follow("exit.png")
    assert bea.file == png()

    bea.open(card).follow("2026", beside="/risk/2026/").reads("Purchases")
    bea.follow("30", beside="/readings/").reads(
        "The purchases of the quarter", "30,000,000", "Ropes"
    )
    bea.follow("M-001").follow("Sites and supplies").reads("Red River Plant 1", "31,000,000")


def the_numbers_of_the_event(bea, event):
    bea.open("/").follow("Training statistics").reads("2026 1 1.5 1.3")
    bea.follow("1", beside="/attendance/").reads("Minh Vo", "80").follow("Doors that open")
    assert bea.address == event


def same_numbers_again(bea, card, allocation):
    """Computing again gives the same numbers, and what is published or decided stays."""
    before = {address: main_words(bea.open(address)) for address in (card, allocation)}
    for command in (["compute_quarter", "2026Q3"], ["allocate", "2026Q3"]):
        told = io.StringIO()
        call_command(*command, json=True, stdout=told)
        counts = json.loads(told.getvalue())
        assert not {"different", "created", "updated"} & {key for key, n in counts.items() if n}
    assert before == {address: main_words(bea.open(address)) for address in (card, allocation)}

    bea.open("/suppliers/risk/").follow("Red River Mill")
    risk = re.search(r"Overall score (\S+)", bea.page.text)[1]
    bea.open("/suppliers/risk/").press("Classify now")
    work()
    bea.open("/suppliers/risk/").follow("Red River Mill").reads(f"Overall score {risk}")


def main_words(reader):
    """What the page says, without the menu and what it counts."""
    return reader.page.text.partition("Log out")[2]


def the_trail_tells_it(bea):
    bea.open("/trail/?export=csv")
    told = list(csv.reader(io.StringIO(bea.file.decode("utf-8-sig"))))
    events = {cell for row in told for cell in row if cell.count(".") == 2}
    assert {
        "audits.audit.planned", "audits.finding.submit_plan", "audits.finding.return_plan",
        "audits.finding.approve_plan", "audits.finding.submit_actions", "audits.finding.verify",
        "audits.finding.close", "training.event.held", "training.attendance.rejoined",
        "scorecards.quarter.computed", "scorecards.quarter.published",
        "scorecards.allocation.proposed", "jobs.job.asked",
    } <= events  # fmt: skip
