"""A supplier proposes, a buyer decides: once, and only what still stands there as it was seen."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from suppliers import operations
from suppliers.models import Contact, Correction, Country, Supplier
from suppliers.operations.contacts import add_contact, erase_contact
from suppliers.operations.corrections import (
    accept_correction,
    decline_correction,
    propose_changes,
    propose_new,
    withdraw_correction,
)
from suppliers.operations.names import add_identifier
from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.notices.models import Notice
from sustainportal.trail.models import Entry


@pytest.fixture
def proposed(mill, mill_user, buyer, now):
    """A new category for the mill."""
    (row,) = propose_changes(
        thing=mill, values={"category": "Spinning"}, why="Since spring.", by=mill_user, at=now
    )
    return row


def test_each_changed_field_is_a_correction_of_its_own(mill, mill_user, buyer, now):
    thailand = Country.objects.create(code="TH", alpha3="THA", name="Thailand")
    rows = propose_changes(
        thing=mill,
        values={"name": "Red River Mill", "country": thailand, "region": "Rayong"},
        why="We moved.",
        by=mill_user,
        at=now,
    )
    assert [(row.field, row.before, row.proposed) for row in rows] == [
        ("country", "VN", "TH"),
        ("region", "", "Rayong"),
    ]
    assert Notice.objects.get(recipient=buyer).subject == "Red River Mill proposes 2 corrections"
    for row in rows:
        accept_correction(correction=row, by=buyer, at=now)
    kept = Supplier.objects.get(pk=mill.pk)
    assert (kept.country, kept.region) == (thailand, "Rayong")


def test_nothing_to_change_is_no_proposal(mill, mill_user, now):
    with pytest.raises(ValidationError, match="Nothing differs"):
        propose_changes(thing=mill, values={"name": mill.name}, why="", by=mill_user, at=now)


def test_a_field_waits_for_one_answer_at_a_time(mill, mill_user, proposed, now):
    with pytest.raises(ValidationError, match="waits for an answer already"):
        propose_changes(thing=mill, values={"category": "Weaving"}, why="", by=mill_user, at=now)
    withdraw_correction(correction=proposed, by=mill_user, at=now)
    propose_changes(thing=mill, values={"category": "Weaving"}, why="", by=mill_user, at=now)
    assert Correction.objects.open().get().proposed == "Weaving"


def test_accepting_makes_the_change_by_the_ordinary_operation(
    mill, mill_user, buyer, proposed, now
):
    accept_correction(correction=proposed, by=buyer, at=now)
    assert Supplier.objects.get(pk=mill.pk).category == "Spinning"
    newest = list(Entry.objects.all()[:2].values_list("event", flat=True))
    assert newest == ["suppliers.correction.accepted", "suppliers.supplier.changed"]
    assert Notice.objects.get(recipient=mill_user).subject == "Your correction was accepted"
    with pytest.raises(NotNow, match="decided already"):
        accept_correction(correction=proposed, by=buyer, at=now)


def test_what_was_changed_meanwhile_is_not_overwritten(mill, buyer, proposed, now):
    operations.change_supplier(
        supplier=mill, seen_at=mill.changed_at, category="Dyeing", by=buyer, at=now
    )
    with pytest.raises(NotNow, match="changed after this was proposed"):
        accept_correction(correction=proposed, by=buyer, at=now)
    assert Correction.objects.get().state == "open"
    assert Supplier.objects.get(pk=mill.pk).category == "Dyeing"


def test_declining_needs_a_reason_which_the_supplier_reads(mill_user, buyer, proposed, now):
    with pytest.raises(ValidationError):
        decline_correction(correction=proposed, reason="  ", by=buyer, at=now)
    decline_correction(correction=proposed, reason="That is another site.", by=buyer, at=now)
    notice = Notice.objects.get(recipient=mill_user)
    assert (notice.subject, notice.body) == (
        "Your correction was declined",
        "That is another site.",
    )
    with pytest.raises(NotNow):
        withdraw_correction(correction=proposed, by=mill_user, at=now)


def test_a_site_is_corrected_number_by_number(site, mill_user, buyer, now):
    (row,) = propose_changes(
        thing=site, values={"workers": 500, "name": site.name}, why="", by=mill_user, at=now
    )
    accept_correction(correction=row, by=buyer, at=now)
    site.refresh_from_db()
    assert (site.workers, site.name) == (500, "Red River Plant 1")


def test_a_percentage_comes_back_as_it_was_seen(site, mill_user, buyer, now):
    operations.change_site(
        site=site, name=site.name, address="", female_percent=45, by=buyer, at=now
    )
    site.refresh_from_db()
    (row,) = propose_changes(
        thing=site, values={"female_percent": 47}, why="", by=mill_user, at=now
    )
    accept_correction(correction=row, by=buyer, at=now)
    site.refresh_from_db()
    assert site.female_percent == 47


@pytest.mark.parametrize(
    ("about", "values", "found"),
    [
        ("contact", {"name": "Lan Vu", "function": "Quality", "mail": ""}, "Lan Vu"),
        ("site", {"name": "Plant 9", "address": "", "country": None, "workers": 12}, "Plant 9"),
        ("identifier", {"kind": "duns", "value": "15-048-3782", "note": ""}, "D-U-N-S 150483782"),
    ],
)
def test_something_new_is_added_when_it_is_accepted(
    mill, mill_user, buyer, now, about, values, found
):
    things = {"contact": mill.contacts, "site": mill.sites, "identifier": mill.identifiers}[about]
    before = things.count()
    (row,) = propose_new(supplier=mill, about=about, values=values, why="", by=mill_user, at=now)
    assert things.count() == before
    accept_correction(correction=row, by=buyer, at=now)
    assert found in [str(thing) for thing in things.all()]


def test_a_number_that_cannot_be_right_is_refused_when_it_is_proposed(mill, mill_user, now):
    with pytest.raises(ValidationError):
        propose_new(
            supplier=mill, about="identifier", values={"kind": "duns", "value": "1", "note": ""},
            why="", by=mill_user, at=now,
        )  # fmt: skip


def test_who_is_erased_leaves_no_trace_in_corrections(mill, mill_user, buyer, now):
    known = add_contact(supplier=mill, name="Lan Vu", by=buyer, at=now)
    propose_changes(thing=known, values={"name": "Lan Anh Vu"}, why="", by=mill_user, at=now)
    (row,) = propose_new(
        supplier=mill, about="contact", values={"name": "Minh"}, why="", by=mill_user, at=now
    )
    accept_correction(correction=row, by=buyer, at=now)
    for contact in Contact.objects.all():
        erase_contact(contact=contact, by=buyer, at=now)
    assert not Correction.objects.exists()


def test_a_decision_names_its_person(proposed):
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.update(state="accepted")


def test_what_the_ordinary_operation_refuses_stays_open(
    mill, other_mill, mill_user, buyer, site, now
):
    number = {"kind": "duns", "value": "150483782"}
    (row,) = propose_new(
        supplier=mill, about="identifier", values=number, why="", by=mill_user, at=now
    )
    add_identifier(supplier=other_mill, by=buyer, at=now, **number)
    with pytest.raises(NotNow, match="is the number of"):
        accept_correction(correction=row, by=buyer, at=now)
    values = {"name": site.name, "address": site.address}
    (second,) = propose_new(
        supplier=mill, about="site", values=values, why="", by=mill_user, at=now
    )
    with pytest.raises(NotNow, match="already has a site"):
        accept_correction(correction=second, by=buyer, at=now)
    assert Correction.objects.open().count() == 2


def test_nobody_accepts_what_they_proposed(mill_user, proposed, now):
    with pytest.raises(NotYours):
        accept_correction(correction=proposed, by=mill_user, at=now)


def test_a_contact_that_does_not_come_to_be_is_forgotten(mill, mill_user, buyer, now, as_user):
    values = {"name": "Lan Pham", "mail": "lan@example.test"}
    for undo in (
        lambda row: decline_correction(correction=row, reason="No.", by=buyer, at=now),
        lambda row: withdraw_correction(correction=row, by=mill_user, at=now),
    ):
        undo(
            *propose_new(
                supplier=mill, about="contact", values=values, why="", by=mill_user, at=now
            )
        )
    assert list(Correction.objects.values_list("proposed", flat=True)) == [{}, {}]
    assert as_user(mill_user).get(f"/suppliers/{mill.pk}/corrections/").status_code == 200
