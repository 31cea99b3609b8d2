"""Spellings, numbers, contacts and groups: what changes, what is refused, what the trail keeps."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from suppliers import operations
from suppliers.models import Contact, Supplier, SupplierIdentifier
from suppliers.operations.contacts import add_contact, change_contact, erase_contact
from suppliers.operations.groups import set_parent
from suppliers.operations.names import (
    add_identifier,
    change_alias,
    change_identifier,
    remove_alias,
    remove_identifier,
)
from suppliers.queries.groups import group_of
from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.models import Entry

from ...conftest import make_supplier


def events():
    return list(Entry.objects.order_by("pk").values_list("event", flat=True))


# --- names ------------------------------------------------------------------------------------
def test_a_spelling_is_given_a_kind_and_taken_away_once(mill, buyer, now):
    alias = operations.add_alias(supplier=mill, spelling="紅河紡織", by=buyer, at=now)
    change_alias(alias=alias, kind="local", by=buyer, at=now)
    change_alias(alias=alias, kind="local", by=buyer, at=now)  # nothing new
    for _again in range(2):
        remove_alias(alias=alias, by=buyer, at=now)
    assert not mill.aliases.exists()
    assert events() == [
        "suppliers.alias.added",
        "suppliers.alias.changed",
        "suppliers.alias.removed",
    ]


def test_a_new_name_leaves_the_old_one_as_a_former_name(mill, buyer, now):
    operations.change_supplier(
        supplier=mill, seen_at=mill.changed_at, name="Crimson River Mill", by=buyer, at=now
    )
    assert list(mill.aliases.values_list("spelling", "kind")) == [("Red River Mill", "former")]


# --- numbers ----------------------------------------------------------------------------------
def test_a_number_is_kept_in_one_spelling_and_once(mill, buyer, now):
    first = add_identifier(supplier=mill, kind="duns", value="15-048-3782", by=buyer, at=now)
    again = add_identifier(supplier=mill, kind="duns", value="150483782", by=buyer, at=now)
    assert (first, first.value) == (again, "150483782")
    assert events() == ["suppliers.identifier.added"]


def test_a_number_whose_digits_cannot_be_right_is_refused(mill, buyer, now):
    with pytest.raises(ValidationError, match="do not fit"):
        add_identifier(supplier=mill, kind="lei", value="5493001KJTIIGC8Y1R13", by=buyer, at=now)
    assert not SupplierIdentifier.objects.exists()


def test_a_number_has_one_bearer(mill, other_mill, buyer, now):
    add_identifier(supplier=mill, kind="tax_id", value="0101248141", by=buyer, at=now)
    with pytest.raises(ValidationError, match="Red River Mill"):
        add_identifier(supplier=other_mill, kind="tax_id", value="0101-248-141", by=buyer, at=now)
    other = add_identifier(supplier=other_mill, kind="other", value="0101248141", by=buyer, at=now)
    with pytest.raises(ValidationError):
        change_identifier(identifier=other, kind="tax_id", value="0101248141", by=buyer, at=now)
    assert SupplierIdentifier.objects.get(pk=other.pk).kind == "other"


def test_a_number_is_corrected_and_taken_away(mill, buyer, now):
    number = add_identifier(supplier=mill, kind="tax_id", value="0101248141", by=buyer, at=now)
    change_identifier(identifier=number, kind="tax_id", value="0101248142", by=buyer, at=now)
    assert Entry.objects.first().detail["changes"] == {"value": ["0101248141", "0101248142"]}
    remove_identifier(identifier=number, by=buyer, at=now)
    assert not SupplierIdentifier.objects.exists()
    assert Entry.objects.first().detail == {"kind": "tax_id", "number": "0101248142"}


# --- contacts ---------------------------------------------------------------------------------
def test_the_trail_never_says_who_a_contact_is(mill, buyer, now):
    contact = add_contact(
        supplier=mill, name="Lan Vu", mail="lan@mill.example", function="Quality", by=buyer, at=now
    )
    change_contact(contact=contact, name="Lan Anh Vu", phone="+84 555", by=buyer, at=now)
    erase_contact(contact=contact, by=buyer, at=now)
    erase_contact(contact=contact, by=buyer, at=now)
    assert not Contact.objects.exists()
    assert events() == [f"suppliers.contact.{what}" for what in ("added", "changed", "erased")]
    told = " ".join(f"{entry.subject} {entry.detail}" for entry in Entry.objects.all())
    assert "Lan" not in told
    assert "+84" not in told
    assert "['name', 'phone']" in told


# --- groups -----------------------------------------------------------------------------------
@pytest.fixture
def family(mill, other_mill, buyer, now):
    """Red River Mill above Blue Hill Mill above Small Mill."""
    small = make_supplier("M-003", "Small Mill")
    set_parent(supplier=other_mill, parent=mill, by=buyer, at=now)
    set_parent(supplier=small, parent=other_mill, by=buyer, at=now)
    return mill, other_mill, small


def test_a_group_is_shown_as_a_tree_from_its_uppermost(family, buyer):
    for member in family:
        found = [(depth, row["name"]) for depth, row in group_of(member, buyer)]
        assert found == [(0, "Red River Mill"), (1, "Blue Hill Mill"), (2, "Small Mill")]


def test_of_a_group_a_person_sees_what_is_theirs(family, stranger, auditor):
    _top, middle, _small = family
    assert [row["name"] for _depth, row in group_of(middle, stranger)] == ["Blue Hill Mill"]
    assert [row["name"] for _depth, row in group_of(family[0], auditor)] == ["Red River Mill"]


def test_nobody_stands_above_and_below_another(family, buyer, now):
    top, middle, small = family
    for above in (top, middle, small):
        with pytest.raises(ValidationError, match="cannot stand above and below"):
            set_parent(supplier=top, parent=above, by=buyer, at=now)
    assert Supplier.objects.get(pk=top.pk).parent is None
    with pytest.raises(IntegrityError), transaction.atomic():
        Supplier.objects.filter(pk=top.pk).update(parent=top)


def test_a_parent_is_taken_away_and_its_going_leaves_the_child(family, buyer, now):
    top, middle, small = family
    set_parent(supplier=small, parent=None, by=buyer, at=now)
    assert Entry.objects.first().detail == {"changes": {"parent": ["M-002", None]}}
    count = Entry.objects.count()
    set_parent(supplier=small, parent=None, by=buyer, at=now)  # it has none
    assert Entry.objects.count() == count
    top.delete()
    assert Supplier.objects.get(pk=middle.pk).parent is None


def test_a_circle_that_got_in_is_shown_once(family, buyer, mill, other_mill):
    top = Supplier.objects.filter(parent=None, children__isnull=False).first()
    Supplier.objects.filter(pk=top.pk).update(parent=top.children.first())
    assert len(group_of(Supplier.objects.get(pk=mill.pk), buyer)) <= Supplier.objects.count()


def test_who_stands_above_is_read_anew(mill, other_mill, buyer, now):
    stale = Supplier.objects.get(pk=other_mill.pk)
    set_parent(supplier=other_mill, parent=mill, by=buyer, at=now)
    with pytest.raises(ValidationError, match="above and below"):
        set_parent(supplier=mill, parent=stale, by=buyer, at=now)


def test_what_was_taken_away_meanwhile_is_not_changed(mill, buyer, now):
    number = add_identifier(supplier=mill, kind="duns", value="150483782", by=buyer, at=now)
    alias = mill.aliases.create(spelling="RRM")
    contact = add_contact(supplier=mill, name="Lan", by=buyer, at=now)
    for model in (SupplierIdentifier, Contact, type(alias)):
        model.objects.all().delete()
    with pytest.raises(NotNow):
        change_identifier(identifier=number, kind="other", value="7", by=buyer, at=now)
    with pytest.raises(NotNow):
        change_alias(alias=alias, kind="former", by=buyer, at=now)
    with pytest.raises(NotNow):
        change_contact(contact=contact, by=buyer, at=now, name="Lan Pham")
    assert SupplierIdentifier.objects.count() == 0


def test_a_number_that_grows_too_long_when_it_is_evened_is_refused(mill, buyer, now):
    with pytest.raises(ValidationError, match="60 characters"):
        add_identifier(supplier=mill, kind="other", value="㈱" * 30, by=buyer, at=now)
