"""A coming event of the demo company at two places, with fewer seats than people; and absent suppliers who
say why."""

import datetime as dt

from django.utils import timezone

from suppliers.models import Supplier
from sustainportal.accounts.models import User

from . import operations
from .models import Event, Place
from .operations.answers import decline, excuse
from .operations.places import keep_place
from .queries.answers import absent

#: (name, address, seats)
HALLS = [
    ("Taipei, hall 3", "No. 8, Harbour Road", 3),
    ("Chongqing, training centre", "Second floor, east wing", 4),
]
#: (how many suppliers after the first, hall, people)
GUESTS = [
    (2, 0, ("Mei Lin", "Hana Kim")),
    (3, 0, ("Luis Ortega", "Rosa Cruz")),
    (4, 1, ("Minh Ho",)),
    (5, 0, ("Jonas Weber",)),
]
WHY_NOT = "Our safety officer is on leave in that week."
WHY_ABSENT = [
    "The plant was inspected by the fire brigade on the same day.",
    "The invitation went to a colleague who has left.",
]


def build(*, at):
    """The event with its line, and what absent suppliers of counselling meetings said."""
    buyer = User.objects.get(username="buyer")
    suppliers = list(Supplier.objects.order_by("code")[:24])
    event = _planned(buyer, at)
    operations.invite(event, {s.pk: "tier 2" for s in suppliers}, by=buyer, at=at)
    operations.open_event(event, by=buyer, at=at)
    halls = [event.places.get(name=name) for name, _address, _seats in HALLS]
    for number, hall, names in GUESTS:
        people = [{"name": name, "email": "", "place": halls[hall]} for name in names]
        operations.register_people(
            event, supplier=suppliers[number], people=people, by=buyer, at=at
        )
    for invitation in event.invitations.filter(supplier__in=suppliers[6:8]):
        decline(invitation, because=WHY_NOT, by=buyer, at=at)
    _excused(buyer, at)


def _planned(buyer, at):
    day = timezone.localdate(at) + dt.timedelta(days=23)
    event = Event(
        code="E-017", title="Fire drills that work", kind="training", theme="Health and safety",
        about="B2", starts_on=day, attendance_required=False,
    )  # fmt: skip
    operations.plan_event(event, by=buyer, at=at)
    for name, address, capacity in HALLS:
        place = Place(event=event, name=name, address=address, capacity=capacity)
        keep_place(place, by=buyer, at=at)
    starts = timezone.make_aware(dt.datetime.combine(day, dt.time(13, 30)))
    for topic, minutes in (("Why people do not leave", 60), ("A drill, watched together", 90)):
        operations.add_session(
            event, topic=topic, speaker="Siti Rahman", organisation="Aurora Devices",
            starts_at=starts, minutes=minutes, by=buyer, at=at,
        )  # fmt: skip
        starts += dt.timedelta(minutes=minutes + 15)
    return event


def _excused(buyer, at):
    """Two absent suppliers of the last meeting where attendance was required say why."""
    held = Event.objects.held().filter(attendance_required=True).order_by("-starts_on")
    for event in held[:1]:
        first = absent(event).exclude(supplier__memberships__user__username="supplier")
        rows = first.select_related("event", "supplier").order_by("pk")[: len(WHY_ABSENT)]
        for invitation, because in zip(rows, WHY_ABSENT, strict=False):
            excuse(invitation, because=because, by=buyer, at=at)
