"""What a final report says is kept by the database itself."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from audits.models import Audit, Finding, Protocol, Provision
from audits.triggers import OF_AUDIT, OF_FINDING, freeze_reports, thaw_reports

DAY = dt.date(2026, 8, 1)
CHANGES = {
    "state": "in_progress", "kind": "remote", "started_on": DAY, "closing_on": DAY,
    "conforming": 100, "applicable": 101, "outcome": "approved", "score": 200, "colour": "red",
    "score_parts": {"sum": "200.00"}, "final_at": dt.datetime(2026, 8, 1, tzinfo=dt.UTC),
    "final_on": DAY,
}  # fmt: skip


@pytest.fixture(autouse=True)
def frozen(db):
    """The triggers stand on the test's tables, too, when these were made without migrations."""
    freeze_reports(sender=None, using=connection.alias)


def refused(rows, **fields):
    with pytest.raises(IntegrityError, match="cannot be changed"), transaction.atomic():
        rows.update(**fields)


@pytest.mark.parametrize("name", sorted(CHANGES))
def test_nothing_a_final_report_says_is_changed(finding, name):
    before = Audit.objects.values().get()
    fields = {name: CHANGES[name]}
    if name == "state":  # as a whole, so that no constraint speaks first
        fields |= {
            "final_at": None,
            "final_on": None,
            "final_by": None,
            "outcome": "",
            "score": None,
        }
    refused(Audit.objects.all(), **fields)
    assert Audit.objects.values().get() == before


def test_its_protocol_and_who_made_it_final_stay(finding, buyer):
    other = Protocol.objects.get(version="7.0")
    refused(Audit.objects.all(), protocol=other)
    refused(Audit.objects.all(), final_by=buyer)


@pytest.mark.parametrize(
    ("name", "value"),
    [("description", "Nothing."), ("rating", "minor"), ("discovered_on", DAY), ("number", 9)],
)
def test_what_its_findings_say_is_not_changed(finding, name, value):
    refused(Finding.objects.all(), **{name: value})


def test_its_findings_keep_their_provision(finding, provision):
    refused(Finding.objects.all(), provision=provision("C4"))


def test_the_lists_name_columns_that_are_there():
    for model, names in ((Audit, OF_AUDIT), (Finding, OF_FINDING)):
        assert set(names) <= {field.column for field in model._meta.fields}


def test_a_save_that_changes_nothing_of_it_and_the_life_of_a_finding_go_on(walk):
    finding = walk("closed")
    finding.audit.refresh_from_db()
    finding.audit.firm = "Fair Eyes"
    finding.audit.save()
    finding.save()
    assert (finding.state, Audit.objects.get().firm) == ("closed", "Fair Eyes")


def test_a_draft_may_change(find, begun):
    find()
    assert Finding.objects.update(description="Three exits.", rating="minor") == 1
    assert Audit.objects.update(conforming=9, applicable=10) == 1


def test_neither_the_report_nor_its_findings_are_deleted(finding):
    if connection.vendor == "sqlite":
        pytest.skip("on SQLite, where tables are emptied row by row, only changes are refused")
    for table in ("audits_finding", "audits_audit"):
        with pytest.raises(IntegrityError, match="cannot be changed"), transaction.atomic():
            connection.cursor().execute(f"DELETE FROM {table}")
    assert Finding.objects.filter(pk=finding.pk).exists()


def test_what_a_list_brought_in_is_corrected_by_its_list(finding):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audits_finding SET is_history = %s", [True])
        cursor.execute("UPDATE audits_audit SET source = 'OSH list'")
    assert Finding.objects.update(description="As the list says now.") == 1
    assert Audit.objects.update(conforming=98) == 1


def test_made_twice_and_taken_off_before_tables_are_rebuilt(finding):
    freeze_reports(sender=None, using=connection.alias)
    refused(Finding.objects.all(), description="Nothing.")
    thaw_reports(sender=None, using=connection.alias)
    assert Finding.objects.update(description="Nothing.") == 1
    assert Provision.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_migration_may_rebuild_a_table_that_a_trigger_names():
    """SQLite changes a column by making the table anew; PostgreSQL refuses what a trigger names."""
    thaw_reports(sender=None, using=connection.alias)
    with connection.schema_editor() as editor:
        if connection.vendor == "sqlite":
            editor._remake_table(Audit)
        else:
            editor.execute("ALTER TABLE audits_audit ALTER COLUMN source TYPE varchar(101)")
            editor.execute("ALTER TABLE audits_audit ALTER COLUMN source TYPE varchar(100)")
    freeze_reports(sender=None, using=connection.alias)
    assert Audit.objects.count() == 0
