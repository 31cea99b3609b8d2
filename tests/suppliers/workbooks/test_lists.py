"""A list that comes again: who is new, changed and gone, before anything is kept."""

import datetime as dt

import pytest

from suppliers.models import (
    ListedSite,
    ListedSupplier,
    PossibleMatch,
    Supplier,
    SupplierIdentifier,
    SupplierList,
)
from suppliers.workbooks import SupplierImporter
from sustainportal.sheets.importing import run
from sustainportal.sheets.refusals import SheetRefused
from sustainportal.trail.models import Entry

MARCH, JUNE = dt.date(2026, 3, 31), dt.date(2026, 6, 30)
AMBER = {"name": "Amber Works", "country": "VN", "tier": "2", "site": "Plant 1", "workers": "10"}
BIRCH = {"name": "Birch Optics", "country": "CN", "tier": "", "site": "", "workers": ""}
COBALT = {"name": "Cobalt Magnets", "country": "TW", "tier": "", "site": "", "workers": ""}


@pytest.fixture
def edition(sheet, places, buyer, now):
    """`edition(row, …, as_of=…)` takes these rows in as the newest list of one group."""

    def edition(*rows, as_of, dry_run=False, **options):
        importer = SupplierImporter()
        importer.source, importer.listing, importer.as_of = "list.csv", "The group", as_of
        return run(importer, sheet(*rows), by=buyer, at=now, dry_run=dry_run, **options)

    return edition


def told(account, kind):
    return [(one.subject, list(one.changes)) for one in account.news if one.kind == kind]


def test_the_first_list_has_nobody_gone(edition):
    account = edition(AMBER, BIRCH, as_of=MARCH)
    assert dict(account.told) == {"new": 2}
    listed = ListedSupplier.objects.values_list("supplier__name", "first_on", "last_on")
    assert set(listed) == {("Amber Works", MARCH, MARCH), ("Birch Optics", MARCH, MARCH)}
    assert ListedSite.objects.get().site.name == "Plant 1"
    assert SupplierList.objects.get().as_of == MARCH


def test_a_newer_list_shows_new_changed_and_gone_before_anything_is_kept(edition):
    edition(AMBER, BIRCH, as_of=MARCH)
    later = (AMBER | {"tier": "3", "workers": "12"}, COBALT)
    before = list(Supplier.objects.values())
    preview = edition(*later, as_of=JUNE, dry_run=True)
    assert told(preview, "new") == [("Cobalt Magnets", [])]
    changes = [["Tier", "2 – components", "3 – raw material"], ["Plant 1: Workers", "10", "12"]]
    assert told(preview, "changed") == [("Amber Works (A00001)", changes)]
    assert told(preview, "gone") == [("Birch Optics (A00002)", [])]
    assert list(Supplier.objects.values()) == before
    assert SupplierList.objects.get().as_of == MARCH
    kept = edition(*later, as_of=JUNE)
    assert kept.told == preview.told
    assert Supplier.objects.count() == 3  # gone is not deleted
    assert ListedSupplier.objects.filter(last_on=JUNE).count() == 2
    entry = Entry.objects.filter(event="suppliers.list.taken").latest("pk")
    assert entry.detail == {"as_of": "2026-06-30", "new": 1, "gone": 1}


def test_who_may_be_meant_by_a_waiting_row_is_not_gone(edition):
    edition(AMBER, BIRCH, as_of=MARCH)
    account = edition(BIRCH, AMBER | {"name": "Amber Workss"}, as_of=JUNE, dry_run=True)
    assert (account.queued, told(account, "gone")) == (1, [])


def test_who_is_known_already_but_new_in_this_list_is_said_so(edition, other_mill):
    edition(AMBER, as_of=MARCH)
    account = edition(AMBER, {"name": "Blue Hill Mill"}, as_of=JUNE)
    (one,) = [one for one in account.news if one.kind == "new"]
    assert (one.subject, one.note) == (
        "Blue Hill Mill (M-002)",
        "Known already; new in this list.",
    )


@pytest.mark.parametrize(("as_of", "taken"), [(MARCH - dt.timedelta(1), False), (MARCH, True)])
def test_an_older_list_than_the_last_is_refused(edition, as_of, taken):
    edition(AMBER, as_of=MARCH)
    if taken:
        assert edition(AMBER, as_of=as_of).kept
        return
    for dry_run in (True, False):
        with pytest.raises(SheetRefused, match="which is older"):
            edition(AMBER, as_of=as_of, dry_run=dry_run)


def test_a_file_of_no_source_is_compared_with_nothing(take):
    assert dict(take(AMBER).told) == {"new": 1}
    assert SupplierList.objects.count() == ListedSupplier.objects.count() == 0


def test_what_was_said_of_the_columns_holds_for_the_next_file_of_this_shape(edition):
    rows = ({"Firma": "Amber Works", "Wo": "VN"},)
    columns = {"name": "Firma", "country": "Wo"}
    edition(*rows, as_of=MARCH, mapping=columns)
    account = edition({"Wo": "CN", "Firma": "Birch Optics"}, as_of=JUNE)  # in another order
    assert account.created == 1
    assert Supplier.objects.get(name="Birch Optics").country_id == "CN"
    with pytest.raises(SheetRefused, match=r"not found|known here"):
        edition({"Wo": "CN", "Firma": "Birch", "Was": ""}, as_of=JUNE)  # another shape


# --- who is meant, by numbers and by the score ------------------------------------------------
LEI = "529900T8BM49AURSDO55"


def test_a_number_says_who_is_meant_whatever_the_name(take, mill):
    SupplierIdentifier.objects.create(supplier=mill, kind="duns", value="123456789")
    account = take({"name": "Something else", "duns": "12-345-6789", "lei": LEI})
    assert (account.updated, Supplier.objects.count()) == (1, 1)
    assert sorted(mill.identifiers.values_list("kind", "value")) == [
        ("duns", "123456789"),
        ("lei", LEI),
    ]


def test_a_number_of_another_supplier_is_refused(take, mill, other_mill, reasons):
    SupplierIdentifier.objects.create(supplier=mill, kind="tax_id", value="12345678")
    account = take({"code": "M-002", "name": other_mill.name, "tax_id": "12345678"})
    assert reasons(account) == ["C2: This is the number of Red River Mill (M-001) already."]


def test_two_rows_with_one_number_are_one_supplier(take):
    account = take(
        {"name": "Amber", "lei": LEI, "site": "P1"},
        {"name": "Umber", "lei": LEI, "site": "P2"},
    )
    assert (account.created, Supplier.objects.get().sites.count()) == (2, 2)


def test_a_number_that_cannot_be_right_is_refused(take, reasons):
    (told,) = reasons(take({"name": "Amber", "lei": LEI[:-1] + "6"}))
    assert told.startswith("B2: The check digits")


def test_a_parent_is_named_by_its_code(take, mill, reasons):
    take({"name": "Amber Works", "parent_code": "M-001"})
    assert Supplier.objects.get(name="Amber Works").parent == mill
    account = take({"name": "Birch Optics", "parent_code": "M-404"})
    assert reasons(account)[0].startswith("B2: Another supplier of this code is expected")


def test_the_old_code_of_a_merged_record_means_the_kept_one(take, mill, other_mill, buyer, now):
    from suppliers.operations import merge_suppliers

    merge_suppliers(keep=mill, gone=other_mill, by=buyer, at=now)
    account = take({"code": "M-002", "name": "Blue Hill Mill", "site": "New one"})
    assert account.created == 1
    assert mill.sites.filter(name="New one").exists()
    assert Supplier.objects.count() == 2


def test_a_near_name_with_an_agreeing_address_is_matched_and_can_be_taken_back(
    take, mill, buyer, now
):
    from suppliers.operations.review import undo_automatic

    mill.sites.update(address="12 Harbour Road, Hue")
    row = {
        "name": "Red River Mills", "country": "VN", "category": "Yarn", "site": "Dye house",
        "site_address": "12 HARBOUR ROAD HUE",
    }  # fmt: skip
    account = take(row)
    assert (account.counts["matched_automatically"], account.queued) == (1, 0)
    (news,) = [one for one in account.news if one.kind == "matched"]
    assert news.subject == "Red River Mills → Red River Mill (M-001)"
    assert news.note == "0.91 – name 0.85, same country, address 1.00"
    match = PossibleMatch.objects.matched_automatically().get()
    assert match.evidence[str(mill.pk)]["score"] == 0.91
    undo_automatic(match=match, by=buyer, at=now)
    mill.refresh_from_db()
    own = Supplier.objects.get(name="Red River Mills")
    assert (mill.category, mill.aliases.count(), mill.sites.count()) == ("", 0, 1)
    assert own.sites.get().name == "Dye house"
    assert take(row | {"category": ""}).unchanged == 1  # and is told apart from now on


@pytest.mark.parametrize(
    ("name", "place", "outcome"),
    [
        ("Red River Mill Co., Ltd.", "VN", "created"),  # a site of the known one
        ("Red River Mill", "CN", "queued"),  # elsewhere: never automatic
        ("Red River Mills", "VN", "queued"),  # 0.785
        ("Red River Mill 2", "VN", "created"),  # another number: another supplier
    ],
)
def test_what_the_score_decides(take, mill, name, place, outcome):
    account = take({"name": name, "country": place, "site": "X"})
    assert getattr(account, outcome) == 1
    assert Supplier.objects.count() == (2 if name.endswith("2") else 1)
