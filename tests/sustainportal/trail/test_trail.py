"""Who did what: written with the change or not at all, and never changed afterwards."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from sustainportal.jobs import kinds, operations
from sustainportal.jobs.models import Job
from sustainportal.trail import queries
from sustainportal.trail.models import Entry
from sustainportal.trail.operations import entry, record, record_many


@pytest.fixture
def told(mill, buyer, now):
    with transaction.atomic():
        return record("suppliers.supplier.renamed", mill, by=buyer, at=now, old_name="Old", note="")


def test_an_entry_keeps_names_and_not_references(told, mill, buyer, now):
    assert (told.at, told.event, told.actor, told.actor_id) == (
        now,
        "suppliers.supplier.renamed",
        "buyer",
        str(buyer.pk),
    )
    assert (told.subject, told.subject_type, told.subject_id) == (
        "Red River Mill (M-001)",
        "suppliers.supplier",
        str(mill.pk),
    )
    assert [field.name for field in Entry._meta.fields if field.is_relation] == []


def test_the_portal_itself_is_an_actor(mill, now):
    told = record("tests.event", mill, by=None, at=now)
    assert (told.actor, told.actor_id) == ("portal", "")


def test_an_entry_is_told_in_words(told):
    assert told.words == "supplier renamed"
    assert told.parts == [("old name", "Old")]
    nested = Entry(event="tests.event", detail={"sums": {"tier_1": 2, "sites": ["A", "B"]}})
    assert nested.parts == [("sums", "tier 1 2, sites A, B")]


def test_what_happened_to_a_thing_is_told_newest_first(told, mill, other_mill, buyer, now):
    later = record("tests.later", mill, by=buyer, at=now.replace(hour=23))
    record("tests.other", other_mill, by=buyer, at=now)
    assert list(queries.about(mill)) == [later, told]


def test_entries_cannot_be_changed_or_removed(told):
    told.event = "tests.forged"
    with pytest.raises(TypeError):
        told.save()
    with pytest.raises(TypeError):
        told.delete()
    with pytest.raises(TypeError):
        Entry.objects.update(event="tests.forged")
    with pytest.raises(TypeError):
        Entry.objects.bulk_update([told], ["event"])
    with pytest.raises(TypeError):
        Entry.objects.all().delete()


def test_many_entries_are_written_in_one_query(mill, buyer, now, django_assert_num_queries):
    entries = [entry("tests.event", mill, by=buyer, at=now, number=n) for n in range(5)]
    with django_assert_num_queries(1):
        assert record_many(entries) == 5


@pytest.mark.django_db(transaction=True)
def test_nothing_is_recorded_outside_the_transaction_of_the_change(mill, buyer, now):
    with pytest.raises(transaction.TransactionManagementError):
        record("tests.event", mill, by=buyer, at=now)
    assert Entry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_if_the_trail_cannot_be_written_the_change_did_not_happen(buyer, now, monkeypatch):
    monkeypatch.setitem(kinds.KINDS, "tests.kind", kinds.Kind("tests.kind", "Kind", print))
    with without_trail(), pytest.raises(DatabaseError):
        operations.ask("tests.kind", by=buyer, at=now)
    assert Job.objects.count() == 0
    operations.ask("tests.kind", by=buyer, at=now)
    assert Job.objects.count() == 1


class without_trail:
    """The trail's table is away."""

    def rename(self, old, new):
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {old} RENAME TO {new}")

    def __enter__(self):
        self.rename("trail_entry", "trail_away")

    def __exit__(self, *error):
        self.rename("trail_away", "trail_entry")


# --- the page ---


def test_procurement_and_admin_read_the_trail(as_user, buyer, admin_user, told):
    for person in (buyer, admin_user):
        page = as_user(person).get(reverse("trail:entry_list"))
        assert list(page.context["object_list"]) == [told]
        assert "old name: Old" in page.content.decode()


@pytest.mark.parametrize("role", ["sales", "auditor", "mill_user"])
def test_the_trail_is_not_for_the_other_roles(role, request, as_user, told):
    person = request.getfixturevalue(role)
    assert as_user(person).get(reverse("trail:entry_list")).status_code == 403
    assert list(Entry.objects.visible_to(person)) == []


def test_the_trail_is_filtered_by_event_person_thing_and_day(
    as_user, buyer, second_buyer, told, other_mill, now
):
    other = record("audits.audit.planned", other_mill, by=second_buyer, at=now.replace(day=18))

    def found(**asked):
        return list(as_user(buyer).get(reverse("trail:entry_list"), asked).context["object_list"])

    assert found() == [other, told]
    assert found(event="suppliers.") == [told]
    assert found(actor="second") == [other]
    assert found(q="blue hill") == [other]
    assert found(since="2026-08-18") == [other]
    assert found(until="2026-08-17") == [told]


def test_exactly_what_is_shown_is_exported(as_user, buyer, told, other_mill, now):
    record("audits.audit.planned", other_mill, by=buyer, at=now)
    asked = {"event": "suppliers.", "export": "csv"}
    answer = as_user(buyer).get(reverse("trail:entry_list"), asked)
    text = b"".join(answer).decode()
    assert "suppliers.supplier.renamed" in text
    assert "audits.audit.planned" not in text


def test_an_admin_reads_the_trail_and_changes_nothing(as_user, admin_user, told):
    client = as_user(admin_user)
    assert "Red River Mill" in client.get("/admin/trail/entry/", {"q": "renamed"}).content.decode()
    assert client.post(f"/admin/trail/entry/{told.pk}/change/", {}).status_code == 403
    assert client.post(f"/admin/trail/entry/{told.pk}/delete/", {}).status_code == 403


def test_a_very_long_name_does_not_stop_its_bearer(buyer, mill, now):
    buyer.first_name, buyer.last_name = "a" * 150, "b" * 150
    row = entry("suppliers.supplier.changed", mill, by=buyer, at=now)
    row.full_clean(exclude=["detail"])
    assert row.actor == "a" * 150 + " " + "b" * 49
