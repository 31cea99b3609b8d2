import pytest
from django.core.exceptions import ValidationError

from suppliers import operations
from suppliers.models import Assignment, Supplier
from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.models import Entry

from ...conftest import make_supplier


def last(event):
    return Entry.objects.filter(event=event).latest("pk")


def test_a_supplier_without_a_code_gets_the_next_free_one(buyer, now, country):
    make_supplier("A00002", "Taken by hand")
    codes = [
        operations.add_supplier(name=name, country=country, by=buyer, at=now).code
        for name in ("Amber", "Birch", "Cobalt")
    ]
    assert codes == ["A00001", "A00003", "A00004"]
    assert last("suppliers.supplier.added").detail == {"country": "VN"}


def test_a_code_is_given_once(buyer, now, mill):
    with pytest.raises(ValidationError, match="Another supplier has the code M-001"):
        operations.add_supplier(name="Amber", code="M-001", by=buyer, at=now)


def test_a_change_tells_before_and_after_and_keeps_the_old_name(buyer, now, mill):
    operations.change_supplier(
        supplier=mill, seen_at=mill.changed_at, name="Delta Mill", tier=3, by=buyer, at=now
    )
    mill.refresh_from_db()
    assert (mill.name, mill.name_key, mill.tier, mill.changed_at) == (
        "Delta Mill",
        "delta mill",
        3,
        now,
    )
    assert mill.aliases.get().spelling == "Red River Mill"
    assert last("suppliers.supplier.changed").detail == {
        "changes": {"name": ["Red River Mill", "Delta Mill"], "tier": [2, 3]}
    }


def test_who_comes_second_is_told_and_nothing_of_theirs_is_kept(buyer, second_buyer, now, mill):
    seen, stale = mill.changed_at, Supplier.objects.get(pk=mill.pk)
    operations.change_supplier(supplier=mill, seen_at=seen, tier=3, by=buyer, at=now)
    with pytest.raises(NotNow, match="Somebody else changed Red River Mill"):
        operations.change_supplier(
            supplier=stale, seen_at=seen, category="Yarn", by=second_buyer, at=now
        )
    mill.refresh_from_db()
    assert (mill.tier, mill.category) == (3, "")


def test_saving_without_a_difference_tells_nothing(buyer, now, mill):
    operations.change_supplier(supplier=mill, seen_at=mill.changed_at, tier=2, by=buyer, at=now)
    assert Entry.objects.count() == 0


def test_a_status_moves_along_the_table_with_its_reason(buyer, now, mill):
    operations.move_supplier(supplier=mill, to="suspended", reason="Fire", by=buyer, at=now)
    assert Supplier.objects.get(pk=mill.pk).status == "suspended"
    assert last("suppliers.supplier.moved").detail == {
        "now": "active",
        "to": "suspended",
        "reason": "Fire",
    }
    with pytest.raises(NotNow, match="is “Suspended” and cannot become “Approved” from there"):
        operations.move_supplier(supplier=mill, to="approved", reason="", by=buyer, at=now)


def test_two_who_move_at_once_do_not_both_succeed(buyer, second_buyer, now, mill):
    stale = Supplier.objects.get(pk=mill.pk)
    operations.move_supplier(supplier=mill, to="ended", reason="Closed", by=buyer, at=now)
    with pytest.raises(NotNow):
        operations.move_supplier(supplier=stale, to="suspended", reason="", by=second_buyer, at=now)
    assert Supplier.objects.get(pk=mill.pk).status == "ended"


def test_an_alias_is_kept_once(buyer, now, mill):
    first = operations.add_alias(supplier=mill, spelling=" 紅河 ", by=buyer, at=now)
    assert operations.add_alias(supplier=mill, spelling="紅河", by=buyer, at=now) == first
    assert Entry.objects.count() == 1
    assert list(Supplier.objects.search("紅")) == [mill]


def test_a_second_site_of_the_same_name_and_address_is_refused(buyer, now, mill, site):
    with pytest.raises(ValidationError, match="already has a site “Red River Plant 1”"):
        operations.add_site(supplier=mill, name="Red River Plant 1", address="", by=buyer, at=now)
    other = operations.add_site(supplier=mill, name="Plant 2", address="", by=buyer, at=now)
    with pytest.raises(ValidationError, match="already has a site"):
        operations.change_site(site=other, name="Red River Plant 1", address="", by=buyer, at=now)


def test_a_site_change_is_told(buyer, now, site):
    operations.change_site(site=site, name=site.name, address="", workers=500, by=buyer, at=now)
    site.refresh_from_db()
    assert site.workers == 500
    assert last("suppliers.site.changed").detail == {"changes": {"workers": [420, 500]}}


def test_a_person_belongs_to_one_supplier_only(buyer, now, mill_user, mill, other_mill):
    with pytest.raises(ValidationError, match="already belongs to another supplier"):
        operations.add_member(supplier=other_mill, user=mill_user, by=buyer, at=now)
    with pytest.raises(ValidationError, match="is not a supplier user"):
        operations.add_member(supplier=mill, user=buyer, by=buyer, at=now)


def test_an_auditor_is_assigned_once_and_sees_the_supplier(buyer, now, strange_auditor, mill):
    operations.assign_auditor(supplier=mill, user=strange_auditor, by=buyer, at=now)
    operations.assign_auditor(supplier=mill, user=strange_auditor, by=buyer, at=now)
    assert Assignment.objects.filter(supplier=mill, user=strange_auditor).count() == 1
    assert mill in Supplier.objects.visible_to(strange_auditor)
    assert Entry.objects.count() == 1
    with pytest.raises(ValidationError, match="is not an auditor"):
        operations.assign_auditor(supplier=mill, user=buyer, by=buyer, at=now)
