"""Two records become one company, and two again, exactly."""

import threading

import pytest
from django.core.serializers import serialize
from django.db import connection

from suppliers.models import (
    Classification,
    ClassOverride,
    FactorReading,
    Merge,
    PossibleMatch,
    RiskYear,
    Supplier,
    SupplierAlias,
    SupplierIdentifier,
    Supply,
)
from suppliers.operations.merging import merge_suppliers, split_suppliers
from suppliers.queries.merging import by_code
from suppliers.signals import reading_changed
from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.models import Entry

from ...conftest import make_supplier, person


@pytest.fixture
def double(mill, country, steel):
    """A second record of the mill, with a site, two supplies and a spelling of its own."""
    double = make_supplier("X-9", "RED RIVER MILLS CO", category="Yarn")
    double.sites.create(name="Plant 9")
    double.aliases.create(spelling="紅河")
    for one, quarter in ((mill, "2026Q1"), (double, "2026Q1"), (double, "2026Q2")):
        Supply.objects.create(supplier=one, commodity=steel, quarter=quarter, share=5)
    return double


def everything():
    """The registry as text, what was merely noted of the merge left out."""
    models = (SupplierAlias, SupplierIdentifier, Supply, PossibleMatch)
    rows = [serialize("json", model.objects.order_by("pk")) for model in models]
    facts = Supplier.objects.order_by("pk").values(
        "pk", "code", "name", "category", "merged_into", "tier", "country"
    )
    sites = Supplier.objects.order_by("pk").values_list("pk", "sites__name")
    return rows, list(facts), sorted(sites)


def test_what_hangs_on_the_record_moves_and_what_only_one_may_have_stays(mill, double, buyer, now):
    merge = merge_suppliers(keep=mill, gone=double, reason="One company", by=buyer, at=now)
    assert sorted(mill.sites.values_list("name", flat=True)) == ["Plant 9", "Red River Plant 1"]
    assert sorted(mill.supplies.values_list("quarter", flat=True)) == ["2026Q1", "2026Q2"]
    assert double.supplies.get().quarter == "2026Q1"
    names = sorted(mill.aliases.values_list("spelling", flat=True))
    assert names == ["RED RIVER MILLS CO", "紅河"]
    mill.refresh_from_db()
    assert (mill.name, mill.category) == ("Red River Mill", "Yarn")  # a gap is filled
    double.refresh_from_db()
    assert double.merged_into == mill
    moved = {part["model"]: (len(part["moved"]), len(part["stayed"])) for part in merge.moved}
    assert moved["suppliers.supply"] == (1, 1)
    events = Entry.objects.filter(event="suppliers.supplier.merged")
    assert {entry.subject_id for entry in events} == {str(mill.pk), str(double.pk)}


def test_a_split_undoes_it_exactly(mill, double, buyer, second_buyer, now):
    before = everything()
    merge = merge_suppliers(keep=mill, gone=double, by=buyer, at=now)
    assert everything() != before
    assert split_suppliers(merge=merge, by=second_buyer, at=now) == 0
    assert everything() == before
    merge.refresh_from_db()
    assert (merge.undone_by, merge.undone_at) == (second_buyer, now)


def test_what_came_after_the_merge_stays_with_the_kept_one(mill, double, buyer, now):
    merge = merge_suppliers(keep=mill, gone=double, by=buyer, at=now)
    mill.sites.create(name="Later")
    mill.sites.filter(name="Plant 9").delete()
    assert split_suppliers(merge=merge, by=buyer, at=now) == 1  # the site that is no more
    assert mill.sites.filter(name="Later").exists()


def test_a_split_is_done_once(mill, double, buyer, now):
    merge = merge_suppliers(keep=mill, gone=double, by=buyer, at=now)
    split_suppliers(merge=merge, by=buyer, at=now)
    with pytest.raises(NotNow, match="Somebody else has split"):
        split_suppliers(merge=merge, by=buyer, at=now)


def test_a_record_goes_once_and_not_into_one_that_went(mill, other_mill, double, buyer, now):
    merge_suppliers(keep=mill, gone=double, by=buyer, at=now)
    for keep, gone in ((other_mill, double), (double, other_mill)):
        with pytest.raises(NotNow, match="Somebody else has merged"):
            merge_suppliers(keep=keep, gone=gone, by=buyer, at=now)
    with pytest.raises(NotNow, match="with itself"):
        merge_suppliers(keep=mill, gone=mill, by=buyer, at=now)
    assert Merge.objects.count() == 1


def test_a_chain_is_split_from_its_end(mill, other_mill, double, buyer, now):
    first = merge_suppliers(keep=mill, gone=double, by=buyer, at=now)
    second = merge_suppliers(keep=other_mill, gone=mill, by=buyer, at=now)
    double.refresh_from_db()
    assert double.merged_into == other_mill
    with pytest.raises(NotNow, match="split that first"):
        split_suppliers(merge=first, by=buyer, at=now)
    split_suppliers(merge=second, by=buyer, at=now)
    double.refresh_from_db()
    assert double.merged_into == mill
    split_suppliers(merge=first, by=buyer, at=now)


def test_a_judgement_of_a_closed_year_stays_with_its_record_and_of_an_open_one_goes(
    mill, double, model, buyer, now
):
    year = RiskYear.objects.create(year=2025)
    Classification.objects.create(
        supplier=double, year=year, model=model, risk_class="low", judged_at=now, coverage=90
    )
    year.closed_at = now
    year.save()
    this_year = RiskYear.objects.create(year=2026)
    Classification.objects.create(
        supplier=double, year=this_year, model=model, risk_class="low", judged_at=now, coverage=90
    )
    merge_suppliers(keep=mill, gone=double, by=buyer, at=now)
    assert [row.year_id for row in double.classifications.all()] == [2025]


def test_what_was_merged_away_is_no_longer_judged(mill, double, model, buyer, now):
    from suppliers.operations import classify_span

    merge_suppliers(keep=mill, gone=double, by=buyer, at=now)
    span = {"first": min(mill.pk, double.pk), "last": max(mill.pk, double.pk)}
    classify_span(year=2026, by=None, at=now, **span)
    assert not double.classifications.exists()
    assert mill.classifications.exists()


def test_the_old_code_is_found_as_a_number_of_the_kept_one(mill, double, buyer, now):
    merge_suppliers(keep=mill, gone=double, by=buyer, at=now)
    assert list(Supplier.objects.standing().search("X-9")) == [mill]


def test_people_and_auditors_come_along(mill, double, buyer, now):
    user = person("double_user", "supplier")
    double.memberships.create(user=user)
    merge_suppliers(keep=mill, gone=double, by=buyer, at=now)
    assert list(Supplier.objects.visible_to(user)) == [mill]


def test_the_news_of_changed_readings_goes_out_for_both(mill, double, buyer, now):
    heard = []

    def listen(sender, suppliers, **news):
        heard.extend(suppliers)

    reading_changed.connect(listen)
    merge_suppliers(keep=mill, gone=double, by=buyer, at=now)
    reading_changed.disconnect(listen)
    assert heard == [mill.pk, double.pk]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer anyway")
@pytest.mark.django_db(transaction=True)
def test_of_two_people_merging_the_same_pair_one_is_told(now):
    one, other = make_supplier("A-1", "Amber"), make_supplier("A-2", "Amber Works")
    gate, told = threading.Barrier(2), []

    def merge(keep, gone):
        try:
            gate.wait()
            merge_suppliers(keep=keep, gone=gone, by=None, at=now)
            told.append("done")
        except NotNow as refusal:
            told.append(str(refusal)[:24])
        finally:
            connection.close()

    threads = [threading.Thread(target=merge, args=pair) for pair in ((one, other), (other, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["Somebody else has merged", "done"]
    assert Merge.objects.count() == 1


def test_a_merge_closes_no_circle_of_parents(mill, double, buyer, now):
    """gone above between above kept: the company between stays where it is."""
    between = make_supplier("X-10", "Between", parent=double)
    Supplier.objects.filter(pk=mill.pk).update(parent=between)
    child = make_supplier("X-11", "Child", parent=double)
    merge_suppliers(keep=mill, gone=double, by=buyer, at=now)
    between.refresh_from_db()
    child.refresh_from_db()
    assert (between.parent, child.parent) == (double, mill)


def test_the_parent_that_goes_into_its_child_stands_above_it_no_more(mill, double, buyer, now):
    top = make_supplier("X-10", "Top")
    Supplier.objects.filter(pk=double.pk).update(parent=top)
    Supplier.objects.filter(pk=mill.pk).update(parent=double)
    merge = merge_suppliers(keep=mill, gone=double, by=buyer, at=now)
    mill.refresh_from_db()
    assert mill.parent == top
    split_suppliers(merge=merge, by=buyer, at=now)
    mill.refresh_from_db()
    assert mill.parent == double


def test_a_filled_parent_closes_no_circle(mill, double, buyer, now):
    below = make_supplier("X-10", "Below", parent=mill)
    Supplier.objects.filter(pk=double.pk).update(parent=below)
    merge_suppliers(keep=mill, gone=double, by=buyer, at=now)
    mill.refresh_from_db()
    assert mill.parent is None


def test_derived_readings_and_closed_years_stay_with_their_record(
    factors, mill, double, buyer, now
):
    for derived in (True, False):
        FactorReading.objects.create(
            supplier=double, factor_id="audit_score", value=1, read_on=now.date(),
            source=f"derived {derived}", recorded_at=now, derived=derived,
        )  # fmt: skip
    years = [RiskYear.objects.create(year=2024), RiskYear.objects.create(year=2025)]
    for year in years:
        ClassOverride.objects.create(
            supplier=double, year=year, risk_class="high", reason="Known", until=now.date(),
            by_name="Somebody", at=now,
        )  # fmt: skip
    RiskYear.objects.filter(pk=2024).update(closed_at=now)
    merge_suppliers(keep=mill, gone=double, by=buyer, at=now)
    assert [row.derived for row in mill.readings.all()] == [False]
    assert [row.derived for row in double.readings.all()] == [True]
    assert mill.class_overrides.get().year_id == 2025
    assert double.class_overrides.get().year_id == 2024


def test_an_old_code_means_the_kept_supplier(mill, double, buyer, now):
    merge_suppliers(keep=mill, gone=double, by=buyer, at=now)
    assert by_code([mill.code, "X-9", "X-0"]) == {mill.code: mill.pk, "X-9": mill.pk}
