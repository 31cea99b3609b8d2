import datetime as dt

import pytest
from django.conf import settings as project
from django.core.exceptions import ValidationError

from suppliers.models import Membership
from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.files.content import upload
from sustainportal.notices.models import Notice
from sustainportal.trail.models import Entry
from training.models import Attendance, Event, HeadCount, Material, RecordsSent
from training.operations import materials as operations

from ...conftest import person
from ...sample_files import pdf, png


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


def paper(text="Slides", name="slides.pdf"):
    return upload(name, pdf(text), size_limit=project.UPLOAD_MAX_BYTES)


@pytest.fixture
def keep(event, buyer, now):
    def kept(*files, kind="slides", title="", by=buyer):
        return operations.keep_materials(
            event, kind=kind, title=title, files=files or [paper()], by=by, at=now
        )

    return kept


@pytest.fixture
def held(event, now):
    """Held the day before, somebody came."""
    Event.objects.update(state="held", held_at=now - dt.timedelta(days=1))
    event.refresh_from_db()
    event.head_counts.create(organisation="Somebody", heads=3, recorded_at=now)
    return event


def files_on_disk(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def told(event):
    return list(Entry.objects.filter(event=event).values_list("detail", flat=True))


def test_files_are_kept_with_their_hash_and_stand_in_the_trail(keep, event):
    [row] = keep(paper(name="Absorbents day.pdf"))
    assert (row.title, row.name, row.content_type) == (
        "Absorbents day", "Absorbents day.pdf", "application/pdf",
    )  # fmt: skip
    assert told("training.material.kept") == [
        {"kind": "slides", "name": row.name, "sha256": row.sha256, "size": row.size}
    ]


def test_a_title_names_every_file(keep):
    rows = keep(paper("a"), upload("p.png", png(), size_limit=9999), title="Morning")
    assert [row.title for row in rows] == ["Morning", "Morning"]


def test_the_same_content_is_kept_once(keep, own_files):
    assert len(keep(paper("a"), paper("a", "copy.pdf"), paper("b"))) == 2
    assert keep(paper("a", "again.pdf"), kind="record") == []
    assert (Material.objects.count(), len(files_on_disk(own_files))) == (2, 2)


@pytest.mark.parametrize(("there", "new", "good"), [(1, 1, True), (2, 1, False), (0, 3, False)])
def test_an_event_keeps_only_so_many_files(keep, monkeypatch, own_files, there, new, good):
    monkeypatch.setattr(operations, "MOST", 2)
    if there:
        keep(*(paper(f"old {n}") for n in range(there)))
    fresh = [paper(f"new {n}") for n in range(new)]
    if good:
        assert len(keep(*fresh)) == new
        return
    with pytest.raises(ValidationError, match="At most 2 files"):
        keep(*fresh)
    assert (Material.objects.count(), len(files_on_disk(own_files))) == (there, there)


def test_nothing_is_kept_with_a_cancelled_event(keep, own_files):
    Event.objects.update(state="cancelled")
    with pytest.raises(NotNow, match="was cancelled"):
        keep()
    assert files_on_disk(own_files) == []


def test_an_auditor_keeps_and_removes_files_of_the_events_they_lead(
    keep, event, auditor, strange_auditor, now
):
    event.lead = auditor
    event.save()
    [row] = keep(by=auditor)
    with pytest.raises(NotYours):
        keep(paper("b"), by=strange_auditor)
    with pytest.raises(NotYours):
        operations.remove_material(row, by=strange_auditor, at=now)
    assert Material.objects.get() == row


def test_a_removed_file_is_gone_from_the_disk_and_stays_in_the_trail(
    keep, buyer, now, own_files, django_capture_on_commit_callbacks
):
    [row] = keep()
    with django_capture_on_commit_callbacks(execute=True):
        operations.remove_material(row, by=buyer, at=now)
    assert (Material.objects.count(), files_on_disk(own_files)) == (0, [])
    assert told("training.material.removed") == [
        {"kind": "slides", "name": "slides.pdf", "sha256": row.sha256}
    ]
    with pytest.raises(NotNow, match="already"):
        operations.remove_material(row, by=buyer, at=now)


def test_records_are_sent_to_invited_suppliers_that_did_not_come(
    keep, held, mill, mill_user, other_mill, stranger, buyer, now
):
    keep()
    invite_other(held, other_mill, now)
    Attendance.objects.create(
        event=held, supplier=other_mill, name="Bo", person_key="bo", recorded_at=now
    )
    assert operations.send_records(held, by=buyer, at=now) == 1
    assert RecordsSent.objects.get().supplier == mill
    notices = Notice.objects.filter(event="training.records.sent")
    assert [(n.recipient, n.link) for n in notices] == [
        (mill_user, f"/training/events/{held.pk}/materials/")
    ]
    assert told("training.records.sent") == [{"suppliers": 1}]


def invite_other(event, supplier, now):
    event.invitations.create(supplier=supplier, reason="x", invited_at=now)


def test_who_sent_people_without_names_was_there(keep, held, mill, other_mill, buyer, now):
    keep()
    invite_other(held, other_mill, now)
    HeadCount.objects.create(
        event=held, organisation="Mill", supplier=mill, heads=1, recorded_at=now
    )
    assert operations.send_records(held, by=buyer, at=now) == 1
    assert RecordsSent.objects.get().supplier == other_mill


def test_who_declined_was_absent_too(keep, held, buyer, now):
    keep()
    held.invitations.update(declined_at=now, declined_because="Holiday")
    assert operations.send_records(held, by=buyer, at=now) == 1


@pytest.mark.parametrize("over", [{"status": "ended"}, {"status": "rejected"}])
def test_whom_we_parted_from_is_sent_nothing(keep, held, mill, buyer, now, over):
    keep()
    type(mill).objects.filter(pk=mill.pk).update(**over)
    with pytest.raises(NotNow, match="Nobody is left"):
        operations.send_records(held, by=buyer, at=now)


def test_sent_again_only_who_is_newly_absent_is_told(
    keep, held, mill_user, other_mill, stranger, buyer, now
):
    keep()
    operations.send_records(held, by=buyer, at=now)
    with pytest.raises(NotNow, match="Nobody is left"):
        operations.send_records(held, by=buyer, at=now)
    invite_other(held, other_mill, now)
    assert operations.send_records(held, by=buyer, at=now) == 1
    recipients = Notice.objects.filter(event="training.records.sent").values_list(
        "recipient__username", flat=True
    )
    assert sorted(recipients) == ["mill_user", "stranger"]


def test_nothing_is_sent_before_it_is_known_who_came(keep, held, buyer, now):
    keep()
    held.head_counts.all().delete()
    with pytest.raises(NotNow, match="not known yet who came"):
        operations.send_records(held, by=buyer, at=now)
    assert RecordsSent.objects.count() == 0


def test_nothing_is_sent_on_the_day_itself(keep, held, buyer, now):
    keep()
    with pytest.raises(NotNow, match="not known yet who came"):
        operations.send_records(held, by=buyer, at=held.held_at)
    assert operations.send_records(held, by=buyer, at=now) == 1


@pytest.mark.parametrize("state", ["draft", "open", "cancelled"])
def test_records_are_sent_once_the_event_was_held(keep, event, buyer, now, state):
    keep()
    Event.objects.update(state=state)
    with pytest.raises(NotNow, match="once the event was held"):
        operations.send_records(event, by=buyer, at=now)


@pytest.mark.parametrize(("kind", "good"), [("handout", False), ("slides", True), ("record", True)])
def test_there_must_be_slides_or_a_record_to_send(keep, held, buyer, now, kind, good):
    keep(kind=kind)
    if good:
        assert operations.send_records(held, by=buyer, at=now) == 1
    else:
        with pytest.raises(NotNow, match="no slides or records"):
            operations.send_records(held, by=buyer, at=now)


def test_the_first_of_a_suppliers_people_who_opens_a_file_has_seen_the_records(
    keep, held, mill, mill_user, stranger, buyer, now
):
    [row] = keep()
    operations.send_records(held, by=buyer, at=now)
    colleague = person("colleague", "supplier")
    Membership.objects.create(supplier=mill, user=colleague)
    for somebody, marked in (
        (buyer, False),
        (stranger, False),
        (mill_user, True),
        (colleague, False),
    ):
        assert operations.open_material(row, by=somebody, at=now) is marked
    sent = RecordsSent.objects.get()
    assert (sent.seen_at, sent.seen_by) == (now, mill_user)
    assert len(told("training.records.seen")) == 1


def test_records_are_sent_to_many_with_as_many_queries(keep, held, buyer, now, country):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from ...conftest import make_supplier

    keep()
    counts = []
    for number in (1, 5):
        suppliers = [make_supplier(f"S-{number}-{n}", f"S {n}", country) for n in range(number)]
        for supplier in suppliers:
            invite_other(held, supplier, now)
        with CaptureQueriesContext(connection) as captured:
            operations.send_records(held, by=buyer, at=now)
        counts.append(len(captured))
    assert counts[0] == counts[1]
