"""The demo company's events: two years behind, two events ahead."""

import datetime as dt
import random

from django.db import transaction
from django.utils import timezone

from audits.queries import open_findings
from suppliers.models import Supplier
from sustainportal.accounts.models import User

from . import (
    demo_assignment,
    demo_cases,
    demo_counselling,
    demo_courses,
    demo_guests,
    demo_seats,
    operations,
)
from .models import Event, OpeningBalance

#: (days before today, kind, title, theme, online, sessions of (topic, minutes), invitation size)
PAST = [
    (715, "conference", "Supplier conference", "Responsible supply chain", False, 4, 45),
    (660, "training", "RBA code: what changed", "RBA code", True, 2, 30),
    (600, "counselling", "Counselling meeting, 1st", "Open findings", False, 2, 10),
    (545, "training", "Greenhouse gas inventory", "Climate", True, 3, 34),
    (500, "forum", "Tier 2 forum: working hours", "Labour", True, 2, 22),
    (455, "counselling", "Counselling meeting, 2nd", "Open findings", False, 2, 11),
    (400, "training", "Chemical safety and spill response", "Health and safety", False, 3, 26),
    (350, "conference", "Supplier conference", "From findings to prevention", False, 4, 50),
    (300, "training", "Responsible minerals survey", "Minerals", True, 2, 28),
    (255, "counselling", "Counselling meeting, 3rd", "Open findings", False, 2, 12),
    (200, "training", "ISO 45001 step by step", "Health and safety", True, 3, 30),
    (150, "forum", "Water and waste exchange", "Environment", True, 2, 20),
    (95, "counselling", "Counselling meeting, 4th", "Open findings", False, 2, 14),
    (40, "training", "Writing a corrective action that closes", "Corrective actions", True, 2, 32),
]
TOPICS = [
    "Opening and goals",
    "Cases from the past year",
    "Working in groups",
    "Questions and next steps",
]
PLACES = [
    "Taipei, hall 3",
    "Chongqing, training centre",
    "Hai Phong, plant auditorium",
    "Penang, hotel Selat",
]
FIRST = [
    "Mei",
    "Anh",
    "Wei",
    "Siti",
    "Ravi",
    "Hana",
    "Luis",
    "Ploy",
    "Jonas",
    "Kenji",
    "Rosa",
    "Minh",
]
LAST = [
    "Lin",
    "Tran",
    "Chen",
    "Rahman",
    "Iyer",
    "Kim",
    "Ortega",
    "Suwan",
    "Weber",
    "Sato",
    "Cruz",
    "Ho",
]


@transaction.atomic
def build(*, at):
    """Past and coming events with invitations, registrations and attendance, and course readers."""
    chance = random.Random("training")
    buyer = User.objects.get(username="buyer")
    lead = User.objects.get(username="auditor")
    suppliers = list(Supplier.objects.order_by("code"))
    today = timezone.localdate(at)
    for number, plan in enumerate(PAST, 1):
        _past_event(chance, number, plan, buyer, lead, suppliers, today)
    _coming_events(buyer, lead, suppliers, at)
    learners = demo_courses.build(at=at)
    _opening_balance(today.year - 3)
    operations.publish_year(year=today.year - 1, by=buyer, at=at)
    demo_counselling.build(at=at)
    assigned = demo_assignment.build(at=at)
    demo_guests.build(at=at)
    cases = demo_cases.build(at=at)
    demo_seats.build(at=at)
    return {"events": Event.objects.count(), "cases": cases, **learners, **assigned}


def _moment(day, hour):
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))


def _make(number, kind, title, theme, online, day, lead, buyer, made_at, sessions):
    event = Event(
        code=f"E-{number:03}",
        title=f"{title} {day.year}" if kind in {"conference", "counselling"} else title,
        kind=kind,
        theme=theme,
        starts_on=day,
        is_online=online,
        place="" if online else PLACES[number % len(PLACES)],
        lead=lead if kind == "counselling" else None,
        attendance_required=kind == "counselling",
    )
    operations.plan_event(event, by=buyer, at=made_at)
    for index in range(sessions):
        operations.add_session(
            event,
            topic=TOPICS[index],
            speaker=f"{FIRST[(number + index) % 12]} {LAST[(number * 3 + index) % 12]}",
            organisation="Aurora Devices" if index % 2 == 0 else "Meridian Assurance",
            starts_at=_moment(day, 9 + index * 2),
            minutes=[60, 90, 45, 75][(number + index) % 4],
            by=buyer,
            at=made_at,
        )
    return event


def _past_event(chance, number, plan, buyer, lead, suppliers, today):
    days, kind, title, theme, online, sessions, size = plan
    day = today - dt.timedelta(days=days)
    made_at = _moment(day - dt.timedelta(days=30), 10)
    event = _make(number, kind, title, theme, online, day, lead, buyer, made_at, sessions)
    guests = _guests(chance, kind, size, suppliers, day)
    operations.invite(event, {s.pk: theme for s in guests}, by=buyer, at=made_at)
    operations.open_event(event, by=buyer, at=made_at)
    for guest in guests:
        if chance.random() < 0.82:
            _attend(chance, event, guest, day, sessions, buyer)
    operations.hold_event(event, by=buyer, at=_moment(day, 18))


def _guests(chance, kind, size, suppliers, day):
    """Counselling: half of those with findings that were open on the day, then others; else whoever comes up."""
    ids = set()
    if kind == "counselling":
        rows = open_findings(on=day).to_put_right().order_by()
        ids = set(rows.values_list("audit__site__supplier", flat=True))
    needy = [supplier for supplier in suppliers if supplier.pk in ids]
    first = chance.sample(needy, min(len(needy) // 2, size - 2)) if needy else []
    others = [supplier for supplier in suppliers if supplier.pk not in ids]
    return [*first, *chance.sample(others, min(size - len(first), len(others)))]


def _attend(chance, event, supplier, day, sessions, buyer):
    for _person in range(chance.randint(1, 2)):
        name = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
        entered = _moment(day, 9) + dt.timedelta(minutes=chance.randint(-5, 20))
        left = _moment(day, 9 + 2 * sessions) - dt.timedelta(minutes=chance.randint(0, 40))
        stays = [(entered, left)]
        if (
            event.is_online and chance.random() < 0.3
        ):  # the line dropped: two stays, one person-time
            middle = entered + (left - entered) / 2
            stays = [(entered, middle), (middle + dt.timedelta(minutes=4), left)]
        for begin, end in stays:
            operations.record_attendance(
                event,
                supplier=supplier,
                name=name,
                entered_at=begin,
                left_at=end,
                by=buyer,
                at=left,
                trail=False,
            )


def _coming_events(buyer, lead, suppliers, at):
    today = timezone.localdate(at)
    for number, days, kind, title, guests in (
        (15, 16, "counselling", "Counselling meeting", suppliers[:12]),
        (16, 37, "training", "Energy savings that pay back", suppliers[:40]),
    ):
        day = today + dt.timedelta(days=days)
        event = _make(number, kind, title, "Open findings", True, day, lead, buyer, at, 2)
        operations.invite(event, {s.pk: "open findings" for s in guests}, by=buyer, at=at)
        operations.open_event(event, by=buyer, at=at)
        for guest in guests[1:4]:
            operations.register(
                event, supplier=guest, name=f"{FIRST[number % 12]} {LAST[guest.pk % 12]}",
                email="", by=buyer, at=at,
            )  # fmt: skip


def _opening_balance(until_year):
    for measure, value in (("person_times", 4037), ("hours", 669), ("views", 340)):
        OpeningBalance.objects.get_or_create(
            measure=measure,
            until_year=until_year,
            defaults={
                "since_year": until_year - 7,
                "value": value,
                "source": "Counted before the portal",
            },
        )
