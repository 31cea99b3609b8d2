from decimal import Decimal

import pytest

from suppliers.rules import intake


def test_a_blank_cell_says_nothing():
    said = {"name": "Mill", "tier": None, "category": "", "is_key": False, "country": "VN"}
    assert intake.supplier_of(said) == {"name": "Mill", "country": "VN", "is_key": False}


@pytest.mark.parametrize(
    ("values", "site"),
    [
        ({"site": "Plant", "site_address": "1 Road"}, (("Plant", "1 Road"), {})),
        ({"site_address": "1 Road"}, (("1 Road", "1 Road"), {})),
        ({"site_address": "NA", "site_city": "Hue"}, (("Hue", ""), {"city": "Hue"})),
        ({"site_address": "N/A", "site_country": "VN"}, (("Vietnam", ""), {"country": "VN"})),
        ({"site_address": "-"}, None),
        ({"workers": 5}, None),
        ({"site": "Plant", "workers": 0}, (("Plant", ""), {"workers": 0})),
    ],
)
def test_a_site_is_called_by_the_best_place_known(values, site):
    assert intake.site_of(values, {"VN": "Vietnam"}.get) == site


def test_a_supply_needs_commodity_and_quarter():
    full = {"commodity": "Displays", "quarter": "2026Q3", "share": Decimal(40)}
    assert intake.supply_of(full) == (("Displays", "2026Q3"), {"share": Decimal(40)})
    assert intake.supply_of({"currency": "TWD"}) is None
    with pytest.raises(ValueError, match="quarter"):
        intake.supply_of({"commodity": "Displays"})
    with pytest.raises(ValueError, match="commodity"):
        intake.supply_of({"amount": Decimal(1)})


def test_what_changes_is_told_with_before_and_after():
    assert intake.changes({"tier": 1, "city": "Hue"}, {"tier": 2, "city": "Hue", "workers": 3}) == {
        "tier": (1, 2),
        "workers": (None, 3),
    }


def test_a_contradiction_names_the_earlier_row():
    earlier = {"tier": (1, 4), "country": ("VN", 4)}
    assert intake.contradiction(earlier, {"country": "VN", "tier": 2}) == ("tier", 1, 4)
    assert intake.contradiction(earlier, {"country": "VN", "category": "Parts"}) is None


def test_a_memory_keeps_who_said_a_field_first():
    memory = intake.Memory()
    memory.add("mill", {"tier": 2, "country": "VN"}, 4)
    memory.add("mill", {"tier": 2, "category": "Yarn"}, 9)
    memory.add("mill", {"tier": 2}, 12)
    assert memory.recall("mill") == {"tier": (2, 4), "country": ("VN", 4), "category": ("Yarn", 9)}
    assert memory.recall("other") == {}
    memory.add("bare", {}, 5)
    assert ("bare" in memory, "other" in memory) == (True, False)
