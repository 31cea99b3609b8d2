import pytest

from suppliers.models import Commodity, Supplier, Supply
from training.queries import suppliers_by
from training.queries.invitation_reasons import reasons

from ..guest_cast import classed, final_audit, found, load_catalogues, supervised


@pytest.fixture
def registry(mill, other_mill, auditor, buyer, country):
    """The mill: key, tier 2, high, three open findings (two in B, one of them priority), supervised, supplies
    resin. The other mill: tier 2, high last year, one closed finding, once supervised."""
    load_catalogues()
    Supplier.objects.filter(pk=mill.pk).update(is_key=True)
    audit = final_audit(mill, auditor, buyer)
    found(audit, "B2", "priority"), found(audit, "B1"), found(audit, "A1", "minor")
    found(final_audit(other_mill, auditor, buyer), "B2", closed=True)
    classed(mill, "high"), classed(other_mill, "high", year=2025), classed(other_mill, "low")
    supervised(mill, buyer), supervised(other_mill, buyer, ended=True)
    resin = Commodity.objects.create(code="RESIN", name="Resin")
    Supply.objects.create(supplier=mill, commodity=resin, quarter="2026Q1")
    Supply.objects.create(supplier=mill, commodity=resin, quarter="2026Q2")


def codes(rule):
    return [supplier.code for supplier in suppliers_by(rule)]


@pytest.mark.parametrize(
    ("rule", "named"),
    [
        ({}, []),
        ({"year": 2026}, []),
        ({"everyone": True}, ["M-001", "M-002"]),
        ({"key": True}, ["M-001"]),
        ({"tiers": [2]}, ["M-001", "M-002"]),
        ({"tiers": [1, 3]}, []),
        ({"country": "VN"}, ["M-001", "M-002"]),
        ({"country": "TW"}, []),
        ({"commodity": "RESIN"}, ["M-001"]),
        ({"classes": ["high"], "year": 2026}, ["M-001"]),
        ({"classes": ["high"], "year": 2025}, ["M-002"]),
        ({"classes": ["high", "low"], "year": 2026}, ["M-001", "M-002"]),
        ({"findings": "any"}, ["M-001"]),
        ({"findings": "B"}, ["M-001"]),
        ({"findings": "B2"}, ["M-001"]),
        ({"findings": "B3"}, []),
        ({"findings": "C"}, []),
        ({"priority": True}, ["M-001"]),
        ({"findings": "A", "priority": True}, []),
        ({"supervised": True}, ["M-001"]),
        ({"statuses": ["active"]}, ["M-001", "M-002"]),
        ({"statuses": ["candidate"]}, []),
        ({"key": True, "tiers": [2], "findings": "B"}, ["M-001"]),
        ({"key": True, "classes": ["low"], "year": 2026}, []),
        ({"codes": ["M-002"]}, ["M-002"]),
        ({"key": True, "codes": ["M-002"]}, ["M-001", "M-002"]),
    ],
)
def test_a_rule_names_who_fits_all_of_it_and_who_was_picked(registry, rule, named):
    assert codes(rule) == named


def test_the_class_is_of_the_newest_year_where_none_is_named(registry):
    assert codes({"classes": ["high"]}) == ["M-001"]


def test_a_class_out_of_scope_counts_for_nothing(registry, mill):
    mill.classifications.update(in_scope=False)
    assert codes({"classes": ["high"], "year": 2026}) == []


@pytest.mark.parametrize("status", ["rejected", "ended"])
@pytest.mark.parametrize("rule", [{"everyone": True}, {"findings": "any"}, {"codes": ["M-001"]}])
def test_who_is_rejected_or_ended_is_never_named(registry, mill, status, rule):
    Supplier.objects.filter(pk=mill.pk).update(status=status)
    assert "M-001" not in codes(rule)


@pytest.mark.parametrize("rule", [{"everyone": True}, {"findings": "any"}, {"codes": ["M-001"]}])
def test_a_merged_record_is_never_named(registry, mill, other_mill, rule):
    Supplier.objects.filter(pk=mill.pk).update(merged_into=other_mill)
    assert "M-001" not in codes(rule)


@pytest.mark.parametrize(
    ("status", "by_rule", "by_hand"),
    [
        ("approved", True, True),
        ("conditional", True, True),
        ("active", True, True),
        ("candidate", False, True),
        ("suspended", False, True),
    ],
)
def test_rules_name_the_qualified_and_others_by_hand(registry, mill, status, by_rule, by_hand):
    Supplier.objects.filter(pk=mill.pk).update(status=status)
    assert ("M-001" in codes({"everyone": True})) is by_rule
    assert ("M-001" in codes({"codes": ["M-001"]})) is by_hand
    assert codes({"statuses": [status], "key": True}) == ["M-001"]


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ({"everyone": True}, "all qualified suppliers"),
        ({"everyone": True, "key": True}, "key supplier"),
        ({"key": True, "tiers": [2]}, "key supplier, tier 2"),
        ({"classes": ["high"], "year": 2026}, "class high 2026"),
        ({"findings": "any"}, "3 open findings"),
        ({"findings": "B"}, "2 open findings in B"),
        ({"findings": "B2"}, "1 open finding in B2"),
        ({"priority": True}, "1 open priority finding"),
        ({"findings": "B", "priority": True}, "1 open priority finding in B"),
        ({"country": "VN", "commodity": "RESIN"}, "Vietnam, supplies Resin"),
        ({"supervised": True}, "under supervision since 2026/05/01"),
        ({"statuses": ["active"]}, "active"),
        ({"codes": ["M-001"]}, "chosen by hand"),
        ({"key": True, "codes": ["M-001"]}, "key supplier, chosen by hand"),
    ],
)
def test_each_supplier_is_named_with_why(registry, mill, rule, why):
    told = reasons(rule, [mill.pk])[mill.pk]
    assert told == why


def test_who_was_only_picked_is_not_said_to_fit(registry, mill, other_mill):
    rule = {"key": True, "findings": "B", "codes": ["M-002"]}
    assert reasons(rule, [mill.pk, other_mill.pk]) == {
        mill.pk: "key supplier, 2 open findings in B",
        other_mill.pk: "chosen by hand",
    }


def test_reasons_cost_the_same_for_one_and_for_many(
    registry, mill, other_mill, django_assert_num_queries
):
    rule = {"tiers": [2], "statuses": ["active"], "country": "VN", "codes": ["M-001"]}
    for keys in ([mill.pk], [mill.pk, other_mill.pk]):
        with django_assert_num_queries(3):
            reasons(rule, keys)
