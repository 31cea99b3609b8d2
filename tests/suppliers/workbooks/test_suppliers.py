"""Suppliers come in: who is meant, what is new, what contradicts."""

from decimal import Decimal

import pytest

from suppliers.models import (
    Commodity,
    PossibleMatch,
    Site,
    Supplier,
    SupplierAlias,
    SupplierIdentifier,
    Supply,
)
from suppliers.operations.merging import merge_suppliers
from suppliers.queries.intake import known_names
from suppliers.rules.names import name_key
from sustainportal.trail.models import Entry

from ...conftest import make_supplier

FULL = {
    "code": "S-1", "name": "Amber Works Ltd.", "country": "Viet Nam", "tier": "2", "category": "Parts",
    "status": "Active", "is_key": "yes", "customer_designated": "no", "aliases": "Amber; 琥珀",
    "site": "Plant 1", "site_address": "1 Foundry Road", "site_city": "Hue", "site_country": "VN",
    "workers": "120", "female_percent": "55.5", "migrant_percent": "0", "commodity": "Displays",
    "quarter": "2026Q2", "share": "40", "amount": "2500000.50", "currency": "TWD", "capacity_share": "60",
}  # fmt: skip


def outcomes(account):
    names = ("created", "updated", "unchanged", "queued", "refused_rows")
    return [getattr(account, name) for name in names]


# --- one row ----------------------------------------------------------------------------------
def test_a_full_row_brings_supplier_site_and_supply(take):
    account = take(FULL)
    assert outcomes(account) == [1, 0, 0, 0, 0]
    supplier = Supplier.objects.get()
    facts = (
        supplier.code, supplier.name, supplier.country_id, supplier.tier, supplier.category,
        supplier.status, supplier.is_key, supplier.customer_designated,
    )  # fmt: skip
    assert facts == ("S-1", "Amber Works Ltd.", "VN", 2, "Parts", "active", True, False)
    assert sorted(supplier.aliases.values_list("spelling", flat=True)) == ["Amber", "琥珀"]
    site = supplier.sites.get()
    assert (site.name, site.address, site.city, site.country_id, site.workers) == (
        "Plant 1", "1 Foundry Road", "Hue", "VN", 120,
    )  # fmt: skip
    assert (site.female_percent, site.migrant_percent) == (Decimal("55.5"), 0)
    supply = supplier.supplies.get()
    assert (supply.commodity.name, supply.quarter, supply.share, supply.amount, supply.currency) == (
        "Displays", "2026Q2", 40, Decimal("2500000.50"), "TWD",
    )  # fmt: skip
    assert supply.capacity_share == 60


def test_the_same_file_again_changes_nothing_and_tells_nothing(take):
    take(FULL)
    told = Entry.objects.count()
    assert outcomes(take(FULL)) == [0, 0, 1, 0, 0]
    assert Entry.objects.count() == told


def test_a_name_is_enough_and_the_portal_gives_a_code(take):
    account = take({"name": "Amber Works"}, {"name": "Birch Optics"})
    assert outcomes(account) == [2, 0, 0, 0, 0]
    assert list(Supplier.objects.order_by("code").values_list("code", "name", "status")) == [
        ("A00001", "Amber Works", "active"),
        ("A00002", "Birch Optics", "active"),
    ]


def test_a_preview_writes_nothing(take):
    assert outcomes(take(FULL, dry_run=True)) == [1, 0, 0, 0, 0]
    assert Supplier.objects.count() == 0
    assert Entry.objects.count() == 0


def test_the_trail_tells_once_per_supplier_from_which_file_and_rows(take, buyer):
    take(FULL, FULL | {"site": "Plant 2"}, {"code": "S-2", "name": "Birch Optics"})
    entry = Entry.objects.get(subject="Amber Works Ltd. (S-1)")
    assert (entry.event, entry.actor_id) == ("suppliers.supplier.added", str(buyer.pk))
    assert (entry.detail["file"], entry.detail["rows"]) == ("list.csv", [2, 3])
    assert entry.detail["changes"]["sites"] == 2
    assert entry.detail["changes"]["tier"] == [None, 2]
    assert Entry.objects.filter(event__startswith="suppliers.").count() == 2


# --- who is meant -----------------------------------------------------------------------------
def test_another_spelling_of_the_name_is_the_same_supplier_and_is_kept(take):
    account = take(
        {"name": "Amber Works Co., Ltd.", "site": "Plant 1"},
        {"name": "AMBER WORKS Company Limited", "site": "Plant 2"},
    )
    assert outcomes(account) == [2, 0, 0, 0, 0]
    assert account.counts["spellings_merged"] == 1
    supplier = Supplier.objects.get()
    assert supplier.name == "Amber Works Co., Ltd."
    assert supplier.aliases.get().spelling == "AMBER WORKS Company Limited"
    assert supplier.sites.count() == 2


def test_a_known_alias_finds_its_supplier(take, mill):
    SupplierAlias.objects.create(supplier=mill, spelling="紅河")
    assert outcomes(take({"name": "紅河股份有限公司", "category": "Yarn"})) == [0, 1, 0, 0, 0]
    mill.refresh_from_db()
    assert (mill.name, mill.category) == ("Red River Mill", "Yarn")


def test_a_code_finds_its_supplier_whatever_the_name_and_the_old_name_stays_as_spelling(take, mill):
    assert outcomes(take({"code": "M-001", "name": "Golden Delta Spinning"})) == [0, 1, 0, 0, 0]
    mill.refresh_from_db()
    assert mill.name == "Golden Delta Spinning"
    assert mill.name_key == "golden delta spinning"
    assert mill.aliases.get().spelling == "Red River Mill"


def test_a_name_that_several_bear_waits_for_an_answer(take, mill):
    make_supplier("M-009", "RED RIVER MILL Ltd.")
    assert outcomes(take({"name": "Red River Mill Inc"})) == [0, 0, 0, 1, 0]
    question = PossibleMatch.objects.get()
    assert {s.code for s in question.candidates.all()} == {"M-001", "M-009"}
    assert question.rows.get().values == {"name": "Red River Mill Inc"}


@pytest.mark.parametrize(
    ("name", "place", "outcome"),
    [
        ("Red River Mills", "", "queued"),
        ("Red River Mills", "VN", "queued"),
        ("Red River Mills", "CN", "created"),  # known to be elsewhere
        ("Rad Rover Mall", "", "created"),  # not near enough
        ("Red River Mill 2", "", "created"),  # another number
    ],
)
def test_a_near_name_in_the_same_or_an_unknown_country_waits(take, mill, name, place, outcome):
    account = take({"name": name, "country": place})
    assert getattr(account, outcome) == 1
    assert Supplier.objects.count() == (1 if outcome == "queued" else 2)


def test_names_in_one_file_are_compared_with_each_other(take):
    account = take(
        {"name": "Sunny Electronics", "site": "A"},
        {"name": "Sunny Electronic", "site": "B"},
        {"name": "Sunny Electronic Ltd.", "site": "C"},
    )
    assert outcomes(account) == [1, 0, 0, 2, 0]
    question = PossibleMatch.objects.get()
    assert [row.number for row in question.rows.all()] == [3, 4]
    assert question.candidates.get().name == "Sunny Electronics"


def test_a_question_is_asked_once_however_often_the_file_comes(take, mill):
    row = {"name": "Red River Mills", "site": "Plant 9"}
    take(row)
    assert outcomes(take(row)) == [0, 0, 0, 1, 0]
    assert PossibleMatch.objects.get().rows.count() == 1


def test_rows_with_and_without_the_code_mean_the_same_new_supplier(take):
    account = take(
        {"code": "X-1", "name": "Cobalt Magnets", "site": "A"},
        {"code": "", "name": "Cobalt Magnets Ltd", "site": "B"},
    )
    assert outcomes(account) == [2, 0, 0, 0, 0]
    assert Supplier.objects.get().sites.count() == 2


def test_a_spelling_given_earlier_in_the_file_finds_its_supplier(take):
    account = take(
        {"name": "Amber Works", "aliases": "琥珀工業", "site": "A"},
        {"name": "琥珀工業", "aliases": "", "site": "B"},
    )
    assert outcomes(account) == [2, 0, 0, 0, 0]
    assert Supplier.objects.get().sites.count() == 2


# --- what changes -----------------------------------------------------------------------------
def test_blank_cells_erase_nothing(take):
    take(FULL)
    blank = dict.fromkeys(FULL, "") | {"code": "S-1", "name": "Amber Works Ltd.", "tier": "3"}
    assert outcomes(take(blank)) == [0, 1, 0, 0, 0]
    supplier = Supplier.objects.get()
    assert (supplier.tier, supplier.country_id, supplier.category) == (3, "VN", "Parts")


def test_a_site_and_a_supply_are_brought_up_to_date(take):
    take(FULL)
    later = FULL | {"workers": "150", "share": "45", "aliases": ""}
    account = take(later)
    assert outcomes(account) == [0, 1, 0, 0, 0]
    assert account.counts == {"sites_changed": 1, "supplies_changed": 1}
    assert (Site.objects.get().workers, Supply.objects.get().share) == (150, 45)
    assert Supply.objects.get().amount == Decimal("2500000.50")


def test_rows_of_one_site_in_one_file_complete_each_other(take):
    account = take(
        {"code": "S-1", "name": "Amber", "site": "Plant", "workers": "120", "site_city": ""},
        {"code": "S-1", "name": "Amber", "site": "Plant", "workers": "", "site_city": "Hue"},
    )
    assert outcomes(account) == [1, 1, 0, 0, 0]
    site = Site.objects.get()
    assert (site.workers, site.city) == (120, "Hue")


def test_a_commodity_is_known_by_code_or_name(take):
    Commodity.objects.create(code="dsp", name="Displays")
    base = {"name": "Amber", "quarter": "2026Q1"}
    take(
        base | {"commodity": "DISPLAYS", "share": "10"},
        base | {"commodity": "Cables", "share": "5"},
    )
    take(base | {"commodity": "dsp", "share": "20"}, base | {"commodity": "cables", "share": "6"})
    assert sorted(Supply.objects.values_list("commodity__code", "share")) == [
        ("cables", Decimal(6)),
        ("dsp", Decimal(20)),
    ]


# --- what is refused --------------------------------------------------------------------------
def test_an_unknown_country_is_refused_with_what_comes_near(take, reasons):
    account = take(
        {"name": "Amber", "country": "Vietnamm", "site": "P", "site_country": "Atlantis"}
    )
    assert reasons(account) == [
        "B2: No country is known by this spelling. Did you mean Vietnam? Write an ISO code or the "
        "English name, or ask an administrator to add the spelling.",
        "D2: No country is known by this spelling. Write an ISO code or the English name, or ask an "
        "administrator to add the spelling.",
    ]
    assert Supplier.objects.count() == 0


def test_rows_that_contradict_name_the_earlier_row(take, reasons):
    one = {"code": "S-1", "name": "Amber", "tier": "1", "site": "P", "workers": "5"}
    account = take(
        one,
        one | {"tier": "2", "workers": ""},
        one | {"workers": "6"},
        one | {"name": "Birch", "tier": "", "workers": ""},
        keep_good=True,
    )
    assert outcomes(account) == [1, 0, 0, 0, 3]
    assert reasons(account) == [
        "C3: Row 2 of this file says “1 – final assembly” for the same thing; one of them is wrong.",
        "E4: Row 2 of this file says “5” for the same thing; one of them is wrong.",
        "B5: Row 2 of this file says “Amber” for the same thing; one of them is wrong.",
    ]
    assert Supplier.objects.get().tier == 1


def test_nothing_is_kept_when_one_row_is_refused_unless_asked(take):
    rows = ({"name": "Amber", "tier": "1"}, {"name": "Birch", "tier": "9"})
    assert take(*rows).kept is False
    assert Supplier.objects.count() == 0
    assert take(*rows, keep_good=True).kept is True
    assert Supplier.objects.get().name == "Amber"


@pytest.mark.parametrize(
    ("shares", "refused"),
    [
        (("60", "40"), 0),
        (("33.334", "33.334", "33.334"), 0),
        (("60", "40.01"), 0),
        (("60", "40.011"), 1),
        (("60", "41", "40"), 1),
    ],
)
def test_shares_of_a_file_cannot_pass_the_whole(take, shares, refused):
    names = ("Amber Works", "Birch Optics", "Cobalt Magnets")
    rows = [
        {"name": name, "commodity": "Displays", "quarter": "2026Q3", "share": share}
        for name, share in zip(names, shares, strict=False)
    ]
    assert take(*rows, keep_good=True).refused_rows == refused


def test_shares_that_pass_the_whole_with_the_registrys_are_counted_not_refused(take):
    row = {"commodity": "Displays", "quarter": "2026Q3", "share": "60"}
    assert "commodity_quarters_over_100_percent" not in take(row | {"name": "Amber Works"}).counts
    account = take(row | {"name": "Birch Optics"})
    assert (account.refused_rows, account.counts["commodity_quarters_over_100_percent"]) == (0, 1)


def test_new_commodities_are_not_added_up_with_each_other_in_a_preview(take):
    base = {"name": "Amber Works", "quarter": "2026Q3", "share": "60"}
    account = take(base | {"commodity": "Displays"}, base | {"commodity": "Cables"}, dry_run=True)
    assert (account.refused_rows, "commodity_quarters_over_100_percent" in account.counts) == (
        0,
        False,
    )


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"commodity": "Displays"}, "A purchase needs its commodity and its quarter."),
        ({"share": "10"}, "A purchase needs its commodity and its quarter."),
        (
            {"commodity": "D", "quarter": "2026Q1", "currency": "NT$"},
            "A currency of three capital letters is expected, such as TWD.",
        ),
        ({"share": "101"}, "The number must be between 0 and 100."),
        ({"workers": "-1"}, "The number must be at least 0."),
    ],
)
def test_half_said_things_are_refused(take, reasons, cells, reason):
    account = take({"name": "Amber"} | cells)
    assert reason in [text.partition(": ")[2] for text in reasons(account)]


@pytest.mark.parametrize("status", ["approved", "conditional", "rejected"])
def test_what_two_people_decide_comes_in_by_no_file(take, mill, reasons, status):
    """Neither for a supplier that is new here, nor for one that is known."""
    for row in ({"name": "Zinc Foundry"}, {"code": "M-001", "name": mill.name}):
        account = take(row | {"status": status})
        assert (account.kept, len(reasons(account))) == (False, 1)
        assert "two people decide in the portal" in reasons(account)[0]
    assert set(Supplier.objects.values_list("code", "status")) == {("M-001", "active")}


@pytest.mark.parametrize(
    ("said", "status"), [("active", "active"), ("candidate", "candidate"), ("", "active")]
)
def test_a_registry_that_is_taken_over_keeps_its_active_suppliers(take, country, said, status):
    take({"name": "Zinc Foundry", "status": said})
    assert Supplier.objects.get().status == status


def test_a_status_that_is_there_already_is_nothing_new(take, mill):
    Supplier.objects.update(status="conditional")
    account = take({"code": "M-001", "name": mill.name, "status": "conditional"})
    assert account.unchanged == 1


def test_a_status_that_cannot_follow_is_refused(take, mill, reasons):
    assert reasons(take({"code": "M-001", "name": mill.name, "status": "candidate"})) == [
        "C2: A supplier that is “Active” cannot become “Candidate” from there."
    ]
    assert outcomes(take({"code": "M-001", "name": mill.name, "status": "Suspended"}))[1] == 1


def test_a_row_without_a_name_is_refused(take, reasons):
    assert reasons(take({"name": "", "code": "S-1"})) == ["A2: This cell must not be empty."]


# --- sets -------------------------------------------------------------------------------------
def test_what_stands_in_different_chunks_is_still_one_file(take, monkeypatch):
    monkeypatch.setattr("sustainportal.sheets.importing.CHUNK", 2)
    rows = [
        {
            "name": "Amber Works",
            "site": "P1",
            "commodity": "Displays",
            "quarter": "2026Q1",
            "share": "60",
        },
        {
            "name": "Birch Optics",
            "site": "P1",
            "commodity": "Displays",
            "quarter": "2026Q1",
            "share": "30",
        },
        {"name": "AMBER WORKS Ltd", "site": "P2", "commodity": "", "quarter": "", "share": ""},
        {"name": "Amber Work", "site": "P3", "commodity": "", "quarter": "", "share": ""},
        {
            "name": "Amber Works",
            "site": "P1",
            "commodity": "Displays",
            "quarter": "2026Q1",
            "share": "60",
        },
        {
            "name": "Cobalt Magnets",
            "site": "",
            "commodity": "Displays",
            "quarter": "2026Q1",
            "share": "11",
        },
    ]
    account = take(*rows, keep_good=True)
    assert outcomes(account) == [3, 0, 1, 1, 1]
    assert Supplier.objects.count() == 2
    assert Site.objects.count() == 3
    assert PossibleMatch.objects.open().get().candidates.get().name == "Amber Works"


def test_a_file_of_many_suppliers_asks_the_database_in_sets(take, django_assert_max_num_queries):
    syllables = ("ka", "lo", "min", "ter", "san", "vo", "ri", "pel", "tun", "gar")
    names = [f"{a}{b}{c} {c}{a}works" for a in syllables for b in syllables for c in syllables[:3]]
    rows = [{"name": name, "site": "P", "commodity": "X", "quarter": "2026Q1"} for name in names]
    with django_assert_max_num_queries(60):
        account = take(*rows)
    assert account.rows_read == 300
    assert account.created + account.queued == 300


def test_a_sector_is_read_by_its_code_and_an_unknown_one_is_refused(take, reasons):
    """A list's own column “Sector” is free text, and not taken for it."""
    from suppliers.models import Sector

    Sector.objects.create(
        code="334413", name="Semiconductors", intensity=0.269, year=2021, source="EPA"
    )
    row = {"code": "A-1", "name": "Amber Works", "country": "VN", "sector_id": "334413"}
    take(row)
    assert Supplier.objects.get(code="A-1").sector_id == "334413"
    assert take(row).unchanged == 1
    assert take({"code": "A-1", "name": "Amber Works", "sector_id": ""}).unchanged == 1
    assert reasons(take(row | {"sector_id": "Magic"}))[0].startswith("D2")
    free = take({"code": "A-1", "name": "Amber Works", "Sector": "Apparel"})
    assert (free.unchanged, free.not_used) == (1, ["Sector"])


def test_half_a_position_is_refused_by_name_and_the_same_again_is_nothing_new(take, reasons):
    half = FULL | {"latitude": "24.8"}
    assert any("longitude" in text for text in reasons(take(half)))
    assert not Site.objects.exists()
    whole = FULL | {"latitude": "24.80660012", "longitude": "120.9686"}
    take(whole)
    assert take(whole).unchanged == 1


def test_what_a_merged_record_kept_means_the_other_in_a_file(mill, take, buyer, now):
    """A spelling and a number that could not move are the kept supplier's."""
    double = make_supplier("X-9", "Second Mill")
    SupplierAlias.objects.create(supplier=mill, spelling="Twice Mill", key=name_key("Twice Mill"))
    SupplierAlias.objects.create(supplier=double, spelling="Twice Mill", key=name_key("Twice Mill"))
    merge_suppliers(keep=mill, gone=double, by=buyer, at=now)
    SupplierIdentifier.objects.create(supplier=double, kind="duns", value="123456789")
    assert double.aliases.exists()
    account = take({"name": "Twice Mill", "category": "Dyeing"})
    assert (account.updated, account.queued, account.refused_rows) == (1, 0, 0)
    assert take({"name": "Another", "duns": "123456789"}).refused_rows == 0
    mill.refresh_from_db()
    assert mill.category == "Dyeing"
    assert set(known_names()) >= {(name_key("Twice Mill"), mill.pk, mill.country_id)}
