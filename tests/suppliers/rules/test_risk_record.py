"""What is kept of a judgement is small; what is shown of it is the whole arithmetic again, to the last digit."""

import datetime as dt
import json
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from suppliers.rules.readings import Derived
from suppliers.rules.risk import Model, Override, Reading, day_number, day_of_number, judge, weigh
from suppliers.rules.risk_record import full_record, kept_text, reading_ids, record_of, scope_record
from suppliers.rules.risk_scope import Scope
from tests.suppliers.rules.test_risk import ON, category, factor

SCOPE = Scope("amount", Decimal("5e6"), Decimal("2.5e6"), ("2026Q2",))
MODEL = Model(
    "all policies",
    (
        category("labour", 60, factor("a", 30), factor("b", 30, missing="worst"), factor("c", 40)),
        category(
            "product", 40, factor("d", 50, missing="country"), factor("e", 50, missing="neutral")
        ),
    ),
    (Override("high", "flagged", factor="a", at_least=90), Override("medium", "x", red_flags=2)),
    coverage_floor=Decimal(30),
)
TYPICAL = Derived(70.5, "VN 2022: index", dt.date(2022, 1, 1), "https://example.test/")

one_reading = st.tuples(st.floats(-20, 120, allow_nan=False), st.integers(-3, 800))
some_readings = st.dictionaries(st.sampled_from("abcde"), one_reading)


def kept_of(readings, *, notes=None, typical=None, model=MODEL):
    """(what is kept as JSON says it, {id: (source, link)}) of readings by factor."""
    rows = {
        code: (found.value, day_number(found.read_on), found.id) for code, found in readings.items()
    }
    sums = weigh(model, rows, on=day_number(ON), typical=typical or {})
    dates = {day: day_of_number(day).isoformat() for _value, day, _id in rows.values()}
    text = kept_text(sums, SCOPE, rows, dates, notes=notes, stand_ins=typical)
    sources = {found.id: (found.source, found.link) for found in readings.values()}
    return json.loads(f'{{"on":"{ON}",{text}}}'), sources, sums


@given(found=some_readings, stands_in=st.booleans(), noted=st.booleans())
def test_what_is_shown_of_a_kept_judgement_is_exactly_what_was_judged(found, stands_in, noted):
    readings = {
        code: Reading(value, ON - dt.timedelta(days=days), f"source {code}", "", number)
        for number, (code, (value, days)) in enumerate(found.items(), 1)
    }
    typical = {"d": TYPICAL} if stands_in else {}
    notes = {"c": "currency"} if noted else None
    judgement = judge(MODEL, readings, on=ON, country_values=typical, notes=notes)
    kept, sources, sums = kept_of(readings, notes=notes, typical=typical)
    assert full_record(kept, MODEL, sources) == record_of(judgement, scope_record(SCOPE), on=ON)
    assert (sums.risk_class, sums.coverage / 100) == (judgement.risk_class, judgement.coverage)
    assert sums.overall == (None if judgement.overall is None else round(judgement.overall * 100))
    assert sorted(reading_ids(kept)) == sorted(sources)


def test_a_reading_that_is_gone_still_shows_its_value_and_day():
    kept, _sources, _sums = kept_of({"a": Reading(12.5, ON, "Audit 7", "/audits/7/", 3)})
    line = full_record(kept, MODEL, {})["categories"][0]["factors"][0]
    assert (line["value"], line["read_on"], line["source"]) == (12.5, "2026-08-17", "")


def test_a_class_set_by_hand_is_shown_as_it_was_kept():
    kept, sources, _sums = kept_of({"a": Reading(12.5, ON, "", "", 3)})
    kept |= {"by_model": "low", "by_hand": {"class": "high", "by": "buyer"}}
    shown = full_record(kept, MODEL, sources)
    assert (shown["by_model"], shown["by_hand"]["by"]) == ("low", "buyer")


def test_rows_kept_in_full_and_rows_out_of_scope_are_shown_as_they_are():
    for kept in (
        {"on": "2025-12-31", "scope": {"reason": "key"}, "categories": []},
        {"on": "2025-12-31", "scope": {"reason": "too_little"}},
    ):
        assert full_record(kept, replace(MODEL, categories=()), {}) == kept
