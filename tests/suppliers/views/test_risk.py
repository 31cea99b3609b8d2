"""The pages of risk: the right person can, the wrong role is refused, a stranger finds nothing."""

import re

import pytest
from django.urls import reverse

from suppliers.models import Classification, RiskYear
from suppliers.operations import classify_span, close_year, read_factor
from suppliers.queries import classification_of
from sustainportal.jobs.models import Job
from tests.conftest import make_supplier
from tests.suppliers.risk_cast import DAY, bought, indicator

pytestmark = pytest.mark.usefixtures("judged")


@pytest.fixture(autouse=True)
def today(monkeypatch, now):
    """The pages' clock stands on the day of the cast."""
    monkeypatch.setattr("suppliers.views.risk.now", lambda: now)
    for room in ("risk", "risk_years"):
        monkeypatch.setattr(f"suppliers.views.{room}.localdate", lambda: DAY)


@pytest.fixture
def judged(model, country, mill, other_mill, steel, now):
    """2026: mill medium (56.00), the other mill not classified."""
    indicator(country, "hdi", 0.4)
    bought(mill, steel, 50_000_000)
    classify_span(year=2026, first=mill.pk, last=other_mill.pk, by=None, at=now)


def year_page(name="risk_year", year=2026):
    return reverse(f"suppliers:{name}", args=[year])


def text_of(answer):
    words = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", words)


def test_the_door_leads_to_the_newest_year(as_user, buyer):
    answer = as_user(buyer).get(reverse("suppliers:risk"))
    assert (answer.status_code, answer.url) == (302, year_page())


def test_the_year_counts_its_classes_and_lists_its_suppliers(as_user, buyer, mill):
    answer = as_user(buyer).get(year_page())
    figures = {key: count for key, _label, count in answer.context["figures"]}
    assert figures == {
        "high": 0, "medium": 1, "low": 0, "not_classified": 1, "out_of_scope": 0,
    }  # fmt: skip
    assert [row.supplier.code for row in answer.context["object_list"]] == ["M-001", "M-002"]
    assert reverse("suppliers:risk_of_year", args=[mill.pk, 2026]) in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("risk_class=medium", ["M-001"]),
        ("risk_class=not_classified", ["M-002"]),
        ("risk_class=out_of_scope", []),
        ("labour=high", ["M-001"]),
        ("labour=none", ["M-002"]),
        ("product=high", []),
        ("country=VN&tier=2", ["M-001", "M-002"]),
        ("q=blue hill", ["M-002"]),
        ("sort=overall", ["M-002", "M-001"]),
    ],
)
def test_a_number_opens_the_suppliers_behind_it(as_user, buyer, query, codes):
    answer = as_user(buyer).get(f"{year_page()}?{query}")
    assert [row.supplier.code for row in answer.context["object_list"]] == codes


def test_the_heat_map_counts_add_up_to_those_in_scope(as_user, buyer):
    answer = as_user(buyer).get(year_page())
    for _category, _label, cells in answer.context["heat"]:
        assert sum(count for _band, _name, count, _shade in cells) == 2


def test_exactly_the_rows_shown_can_be_taken_away(as_user, buyer):
    answer = as_user(buyer).get(f"{year_page()}?export=csv&risk_class=medium")
    rows = b"".join(answer.streaming_content if answer.streaming else [answer.content]).decode(
        "utf-8-sig"
    )
    assert rows.count("M-00") == 1
    assert "M-001" in rows


def test_a_year_has_the_same_number_of_queries_for_many_suppliers(
    as_user, buyer, mill, country, now, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = as_user(buyer)
    client.get(year_page())
    with CaptureQueriesContext(connection) as few:
        client.get(year_page())
    for number in range(20):
        last = make_supplier(f"X-{number}", f"Mill {number}", country)
    classify_span(year=2026, first=mill.pk, last=last.pk, by=None, at=now)
    with django_assert_num_queries(len(few)):
        client.get(year_page())
    assert len(few) <= 16


@pytest.mark.parametrize("role", ["mill_user", "auditor", "sales"])
@pytest.mark.parametrize("name", ["risk_year", "risk_movements", "risk_year_close"])
def test_a_year_is_for_procurement_and_administrators(as_user, request, role, name):
    person = request.getfixturevalue(role)
    assert as_user(person).get(year_page(name)).status_code == 403


@pytest.mark.parametrize("year", [1999, 2028])
def test_a_year_that_cannot_be_is_not_found(as_user, buyer, year):
    assert as_user(buyer).get(year_page(year=year)).status_code == 404


def test_a_year_nobody_judged_says_what_to_do(as_user, buyer):
    answer = as_user(buyer).get(year_page(year=2025))
    assert "Nobody was judged in this year yet." in text_of(answer)


def test_the_button_asks_for_the_job_once(as_user, buyer):
    for _click in range(2):
        answer = as_user(buyer).post(year_page("risk_year_classify"))
        assert (answer.status_code, answer.url) == (302, year_page())
    job = Job.objects.get()
    assert (job.kind, job.args, job.asked_by) == ("suppliers.classify", {"year": 2026}, buyer)
    assert as_user(buyer).get(year_page()).context["job"] == job


@pytest.mark.parametrize("name", ["risk_year_classify", "risk_year_close"])
@pytest.mark.parametrize("role", ["mill_user", "auditor", "sales", "admin_user"])
def test_only_procurement_classifies_and_closes(as_user, request, role, name):
    person = request.getfixturevalue(role)
    assert as_user(person).post(year_page(name)).status_code == 403
    assert RiskYear.objects.get().is_open
    assert not Job.objects.exists()


def test_closing_asks_first_and_then_freezes(as_user, buyer, now):
    client = as_user(buyer)
    asked = client.get(year_page("risk_year_close"))
    assert "It cannot be opened again." in text_of(asked)
    assert RiskYear.objects.get().is_open
    answer = client.post(year_page("risk_year_close"))
    assert (answer.status_code, answer.url) == (302, year_page())
    assert RiskYear.objects.get().closed_by == "buyer"
    again = client.post(year_page("risk_year_close"))
    assert again.status_code == 409
    assert "was closed already" in text_of(again)
    refused = client.post(year_page("risk_year_classify"))
    assert refused.status_code == 409
    assert not Job.objects.exists()


def risk_page(supplier):
    return reverse("suppliers:risk_detail", args=[supplier.pk])


@pytest.mark.parametrize("role", ["buyer", "mill_user", "auditor", "admin_user"])
def test_a_supplier_and_those_who_work_with_it_see_its_class_and_every_reason(
    as_user, request, role, mill
):
    answer = as_user(request.getfixturevalue(role)).get(risk_page(mill))
    text = text_of(answer)
    assert "The overall score 56 lies in the band “Medium”, from 35 to below 60." in text
    assert "In scope: purchases of TWD 50,000,000 in 2026Q2 reach the threshold" in text
    assert "VN 2022: index" in text
    tree = answer.context["tree"]
    assert tree.lower == []
    assert tree.given == 56.0  # hdi and spend: the country, and what we buy
    assert "21.01 points fewer would make it “Low”: that is below 35." in text
    assert [line.factor.code for line in tree.missing] == ["open_findings"]
    assert reverse("suppliers:reading_detail", args=[mill.readings.get(factor="hdi").pk]) in (
        answer.content.decode()
    )


def test_not_classified_says_what_is_missing(as_user, buyer, other_mill):
    text = text_of(as_user(buyer).get(risk_page(other_mill)))
    assert "Readings cover 30 % of the model&#x27;s weight; below 50 % no score is given." in text
    assert (
        "Purchases (Product liability) : no valid reading: the worst is assumed (100) (nothing was ever read)"
        in text
    )


def test_an_override_is_shown_with_its_reading(as_user, buyer, mill, now):
    reading = read_factor(
        supplier=mill,
        factor="zero_tolerance",
        value=1,
        read_on=DAY,
        source="Audit 7",
        by=None,
        at=now,
    )
    classify_span(year=2026, first=mill.pk, last=mill.pk, by=None, at=now)
    answer = as_user(buyer).get(risk_page(mill))
    assert "A rule decided the class, whatever the score: zero tolerance" in text_of(answer)
    assert answer.context["tree"].override_address == reading.get_absolute_url()


def test_out_of_scope_is_said_and_nothing_else(as_user, buyer, other_mill, steel, now):
    bought(other_mill, steel, 1000)
    classify_span(year=2026, first=other_mill.pk, last=other_mill.pk, by=None, at=now)
    answer = as_user(buyer).get(risk_page(other_mill))
    assert "Out of scope: purchases of TWD 1,000 in 2026Q2 stay below the threshold" in text_of(
        answer
    )
    assert answer.context["tree"].branches == []


def test_before_the_first_judgement_the_page_says_so(as_user, buyer, country):
    newcomer = make_supplier("N-1", "Newcomer", country)
    assert "was not judged yet" in text_of(as_user(buyer).get(risk_page(newcomer)))


def test_each_year_has_its_own_page(as_user, buyer, mill, now):
    classify_span(year=2025, first=mill.pk, last=mill.pk, by=None, at=now)
    client = as_user(buyer)
    assert client.get(risk_page(mill)).context["classification"].year_id == 2026
    for year in (2025, 2026):
        answer = client.get(reverse("suppliers:risk_of_year", args=[mill.pk, year]))
        assert answer.context["classification"].year_id == year
    assert client.get(reverse("suppliers:risk_of_year", args=[mill.pk, 2024])).status_code == 404


@pytest.mark.parametrize("role", ["stranger", "strange_auditor"])
def test_a_stranger_learns_nothing(as_user, request, role, mill):
    client = as_user(request.getfixturevalue(role))
    reading = mill.readings.first()
    for address in (
        risk_page(mill),
        reverse("suppliers:risk_of_year", args=[mill.pk, 2026]),
        reverse("suppliers:reading_list", args=[mill.pk]),
        reading.get_absolute_url(),
    ):
        assert client.get(address).status_code == 404


def test_sales_reads_no_risk(as_user, sales, mill):
    client = as_user(sales)
    for address in (
        risk_page(mill),
        reverse("suppliers:reading_list", args=[mill.pk]),
        mill.readings.first().get_absolute_url(),
    ):
        assert client.get(address).status_code == 403


def test_the_readings_open_the_figures_below_them(as_user, mill_user, mill):
    client = as_user(mill_user)
    listed = client.get(reverse("suppliers:reading_list", args=[mill.pk]))
    assert [r.factor_id for r in listed.context["object_list"]] == ["spend", "hdi"]
    hdi = client.get(mill.readings.get(factor="hdi").get_absolute_url())
    assert [(row.year, row.value) for row in hdi.context["beneath"]["countries"]] == [(2022, 0.4)]
    spend = client.get(mill.readings.get(factor="spend").get_absolute_url())
    assert [row.amount for row in spend.context["beneath"]["supplies"]] == [50_000_000]


def test_movements_say_who_moved_and_which_category_most(
    as_user, buyer, mill, other_mill, steel, now
):
    bought(mill, steel, 80_000_000, quarter="2025Q4")
    classify_span(year=2025, first=mill.pk, last=other_mill.pk, by=None, at=now)
    close_year(year=2025, by=buyer, at=now)
    answer = as_user(buyer).get(year_page("risk_movements"))
    [row] = answer.context["object_list"]
    assert row.why == "Product liability › Purchases: 32 → 20 points."
    assert "High → Medium" in text_of(answer)
    assert "High → Medium" in text_of(as_user(buyer).get(year_page()))


def test_reading_a_page_writes_nothing(as_user, buyer, mill):
    before = list(Classification.objects.values())
    client = as_user(buyer)
    for address in (year_page(), year_page("risk_movements"), risk_page(mill)):
        assert client.get(address).status_code == 200
    assert list(Classification.objects.values()) == before
    assert classification_of(mill, 2026).risk_class == "medium"


def test_a_movement_by_rule_names_the_rule(as_user, buyer, mill, now):
    classify_span(year=2025, first=mill.pk, last=mill.pk, by=None, at=now)
    Classification.objects.filter(year=2025).update(risk_class="low", overall=20)
    read_factor(
        supplier=mill, factor="zero_tolerance", value=1, read_on=DAY, source="A", by=None, at=now
    )
    classify_span(year=2026, first=mill.pk, last=mill.pk, by=None, at=now)
    text = text_of(as_user(buyer).get(year_page("risk_movements")))
    assert "Low → High 20.00 → 56.00 zero tolerance" in text
