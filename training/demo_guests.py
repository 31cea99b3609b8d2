"""What the demo company's held events left behind: files, records sent, and what people thought of them."""

import datetime as dt
import random

from django.conf import settings
from django.utils import timezone

from sustainportal.accounts.models import User
from sustainportal.accounts.roles import Role
from sustainportal.files.content import upload
from sustainportal.files.drawing import sheet
from sustainportal.notices.operations import muted

from .models import Event, Material, RecordsSent
from .operations.materials import keep_materials, open_material, send_records
from .operations.satisfaction import give_satisfaction
from .queries.answers import who_came_is_known
from .queries.materials import absent
from .queries.satisfaction import attending

#: Theme of an event → the provision it treats.
ABOUT = {"Chemical safety and spill response": "C3", "Tier 2 forum: working hours": "A3",
         "Greenhouse gas inventory": "C8", "Responsible minerals survey": "D7",
         "ISO 45001 step by step": "B1", "Water and waste exchange": "C7",
         "Writing a corrective action that closes": "E10", "Energy savings that pay back": "C8"}  # fmt: skip
WITH_FILES = 5  # of the events held last
FILES = [("handout", "Agenda and questions"), ("slides", "Slides"), ("record", "Record of the day")]
REMARKS = [
    "More cases from plants like ours, please.",
    "Good pace. The exercise in groups helped most.",
    "The slides should come a week before.",
    "Please hold it in the afternoon next time.",
    "Clear and practical; we took two measures home.",
]


def build(*, at):
    """Files with the last events, their records sent to who was absent, and answers of who came."""
    chance = random.Random("guests")
    buyer = User.objects.get(username="buyer")
    for title, code in ABOUT.items():
        Event.objects.filter(title=title).update(about=code)
    with muted():
        for event in Event.objects.held().order_by("-starts_on", "-pk")[:WITH_FILES]:
            then = event.created_at + dt.timedelta(days=32)
            _files(event, buyer, min(then, at))
            _records(chance, event, buyer, min(then, at), at)
            _answers(chance, event, min(then, at))


def _files(event, buyer, at):
    for kind, title in FILES:
        page = sheet(f"{event.title}: {title}")
        paper = upload(f"{event.code}-{kind}.pdf", page, size_limit=settings.UPLOAD_MAX_BYTES)
        keep_materials(event, kind=kind, title=title, files=[paper], by=buyer, at=at)


def _records(chance, event, buyer, sent_at, at):
    """Sent where somebody was absent; some have read them."""
    known = who_came_is_known(event, timezone.localdate(sent_at))
    if not known or not absent(event).exists():
        return
    send_records(event, by=buyer, at=sent_at)
    record = event.materials.filter(kind=Material.Kind.RECORD).first()
    theirs = RecordsSent.objects.filter(event=event).values("supplier")
    for person in User.objects.filter(memberships__supplier__in=theirs).order_by("username"):
        if chance.random() < 0.5:
            open_material(record, by=person, at=min(sent_at + dt.timedelta(days=3), at))


def _answers(chance, event, at):
    people = User.objects.filter(role=Role.SUPPLIER, memberships__supplier__in=attending(event))
    remarks = chance.sample(REMARKS, len(REMARKS))
    for person in people.order_by("username"):
        if person.username == "supplier" or chance.random() < 0.15:
            continue
        marks = {
            name: chance.choice([3, 4, 4, 5, 5]) for name in ("overall", "content", "speakers")
        }
        give_satisfaction(
            event, supplier=attending(event).get(memberships__user=person),
            marks=marks | {"organisation": chance.choice([None, 2, 3, 4, 5])},
            remark=remarks.pop() if remarks and chance.random() < 0.4 else "", by=person, at=at,
        )  # fmt: skip
