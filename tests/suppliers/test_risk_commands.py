"""Risk from the command line."""

import datetime as dt
import io
import json
from contextlib import redirect_stderr

import pytest
import time_machine
from django.core.management import CommandError, call_command

from suppliers.models import RiskYear
from suppliers.operations import close_year, override_class
from tests.suppliers.risk_cast import bought, indicator


@pytest.fixture(autouse=True)
def moment(now):
    with time_machine.travel(now, tick=False):
        yield


def said(*words):
    out = io.StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


@pytest.fixture
def known(model, country, mill, steel):
    indicator(country, "hdi", 0.4)
    bought(mill, steel, 50_000_000)


def test_classify_prints_one_object_for_scripts(known):
    answer = json.loads(said("classify", "2026", "--json"))
    assert (answer["state"], answer["args"], answer["steps_done"]) == ("done", {"year": 2026}, 1)
    assert answer["result"] == {
        "judged": 1, "changed": 1, "out_of_scope": 0,
        "high": 0, "medium": 1, "low": 0, "not_classified": 0,
    }  # fmt: skip


def test_classify_refuses_a_closed_year_with_status_1(known, buyer, now):
    said("classify", "2026")
    close_year(year=2026, by=buyer, at=now)
    errors = io.StringIO()
    with pytest.raises(SystemExit) as ended, redirect_stderr(errors):
        call_command("classify", "2026", stdout=io.StringIO(), stderr=errors)
    assert ended.value.code == 1
    assert "The risk year 2026 is closed." in errors.getvalue()
    assert not RiskYear.objects.get().is_open


def test_classify_by_a_named_model(known):
    assert json.loads(said("classify", "2026", "--model", "Small", "--json"))["state"] == "done"


def test_explain_risk_prints_the_tree(known):
    said("classify", "2026")
    assert said("explain_risk", "M-001", "2026").splitlines() == [
        "Red River Mill (M-001), 2026: Medium, overall 56",
        "  model Small, as of 2026-08-17, open",
        "  In scope: purchases of TWD 50,000,000 in 2026Q2 reach the threshold of TWD 2,500,000.",
        "  The overall score 56 lies in the band “Medium”, from 35 to below 60.",
        "  21.01 points fewer would make it “Low”: that is below 35.",
        "  Labour employment: 60 × 60 % (50 % covered)",
        "    Human development: 0.4 on 2022-01-01 (VN 2022: index) → 60 points × 50 % = 36 of the overall score",
        "    Open findings: no valid reading: left out, its weight is spread over the rest"
        " (nothing was ever read) → – × 50 % = 0 of the overall score",
        "  Product liability: 50 × 40 % (100 % covered)",
        "    Purchases: 50 TWD million on 2026-06-30 (Registry: purchases 2026Q2, TWD)"
        " → 50 points × 100 % = 20 of the overall score",
    ]


def test_explain_risk_as_one_object(known):
    said("classify", "2026")
    answer = json.loads(said("explain_risk", "M-001", "2026", "--json"))
    assert (answer["class"], answer["overall"], answer["model"], answer["closed"]) == (
        "medium",
        56.0,
        "Small",
        False,
    )
    assert answer["reasons"]["categories"][0]["factors"][0]["value"] == 0.4


@pytest.mark.parametrize(
    ("code", "sentence"),
    [("M-999", "There is no supplier with the code M-999."), ("M-001", "was not judged in 2026")],
)
def test_explain_risk_says_what_is_not_there(known, code, sentence):
    with pytest.raises(CommandError, match=sentence):
        said("explain_risk", code, "2026")


def test_explain_risk_names_who_set_the_class_by_hand(known, mill, buyer, now):
    said("classify", "2026")
    override_class(
        supplier=mill, year=2026, risk_class="high", reason="Seen on site",
        until=dt.date(2026, 12, 31), by=buyer, at=now,
    )  # fmt: skip
    lines = said("explain_risk", "M-001", "2026").splitlines()
    assert lines[0] == "Red River Mill (M-001), 2026: High, overall 56"
    assert (
        "  Set by hand: buyer, until 31 Dec 2026: Seen on site (the model judged: Medium)" in lines
    )
