"""A file of each event; whom its records were sent to; what a person of the supplier thought of it."""

from django.conf import settings

from sustainportal.files.content import upload
from sustainportal.files.keeping import filing
from training.models import Material, RecordsSent, Satisfaction

from ..conftest import NOW
from ..sample_files import pdf


def build(world):
    buyer = world.people["procurement"]
    for half in (world.own, world.foreign, world.draft):
        half.material = kept(half.event, buyer)
        half.records = half.event
    for half in (world.own, world.foreign):
        RecordsSent.objects.create(
            event=half.event, supplier=half.supplier, sent_at=NOW, sent_by=buyer
        )
    Satisfaction.objects.create(
        event=world.own.event, supplier=world.own.supplier, user=world.people["supplier"], overall=4,
        given_at=NOW,
    )  # fmt: skip


def kept(event, by):
    content = upload("slides.pdf", pdf(event.code), size_limit=settings.UPLOAD_MAX_BYTES)
    with filing() as cabinet:
        row = Material(event=event, kind="slides", title="Slides", by=by, at=NOW)
        return cabinet.keep(row, content)
