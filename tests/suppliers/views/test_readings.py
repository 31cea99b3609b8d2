"""The pages of readings: recorded and withdrawn by procurement, read by those who may."""

import pytest
from django.urls import reverse

from suppliers.models import Factor, FactorReading, Sector
from suppliers.operations import classify_span
from tests.suppliers.risk_cast import DAY

pytestmark = pytest.mark.usefixtures("model")


@pytest.fixture(autouse=True)
def today(monkeypatch, now):
    monkeypatch.setattr("suppliers.views.readings.now", lambda: now)
    monkeypatch.setattr("suppliers.views.readings.localdate", lambda: DAY)


@pytest.fixture
def address(mill):
    return reverse("suppliers:reading_new", args=[mill.pk])


GOOD = {
    "factor": "audit_score", "value": "150", "read_on": "2026-08-10", "source": "Visit 14",
    "link": "https://example.test/14", "reason": "No login there",
}  # fmt: skip


def test_a_buyer_records_a_reading_and_sees_it_with_the_reason(as_user, buyer, address):
    client = as_user(buyer)
    page = client.get(address).content.decode()
    assert "Audit score – 0 to 200, higher is better" in page
    assert "Corruption perceptions" not in page
    answer = client.post(address, GOOD, follow=True)
    reading = FactorReading.objects.get(factor="audit_score")
    assert answer.redirect_chain[-1][0] == reading.get_absolute_url()
    assert "No login there" in answer.content.decode()


@pytest.mark.parametrize(
    ("wrong", "field", "says"),
    [
        ({"value": "NaN"}, "value", "NaN is not a finite number."),
        ({"value": "-inf"}, "value", "-inf is not a finite number."),
        ({"value": "good"}, "value", "“good” is not a number."),
        ({"value": "1,5"}, "value", "“1,5” has a comma."),
        ({"value": "200.1"}, "value", "200.1 is out of range (0.0 to 200.0)."),
        ({"read_on": "2026-08-18"}, "read_on", "2026-08-18 would come from the future."),
        ({"factor": "cpi"}, "factor", "Select a valid choice."),
        ({"reason": ""}, "reason", "This field is required."),
        ({"link": "javascript:alert(1)"}, "link", "Enter a valid URL."),
    ],
)
def test_a_refusal_stands_at_its_field(as_user, buyer, address, wrong, field, says):
    answer = as_user(buyer).post(address, GOOD | wrong)
    assert answer.status_code == 422
    assert says in " ".join(answer.context["form"].errors[field])
    assert FactorReading.objects.count() == 0


def test_the_edges_of_the_range_and_today_are_in_it(as_user, buyer, address):
    client = as_user(buyer)
    for value, day in (("0", "2026-08-17"), ("200", "2026-08-16")):
        assert client.post(address, GOOD | {"value": value, "read_on": day}).status_code == 302


def test_a_buyer_withdraws_with_a_reason_and_only_once(as_user, buyer, address):
    client = as_user(buyer)
    client.post(address, GOOD)
    reading = FactorReading.objects.get(factor="audit_score")
    withdraw = reverse("suppliers:reading_withdraw", args=[reading.pk])
    assert withdraw in client.get(reading.get_absolute_url()).content.decode()
    assert client.post(withdraw, {"reason": ""}).status_code == 422
    page = client.post(withdraw, {"reason": "Other supplier"}, follow=True).content.decode()
    assert "Other supplier" in page
    assert withdraw not in page
    assert client.post(withdraw, {"reason": "Again"}).status_code == 409


def test_the_suppliers_own_people_read_the_reason_but_record_nothing(
    as_user, buyer, mill_user, address
):
    as_user(buyer).post(address, GOOD)
    client = as_user(mill_user)
    reading = FactorReading.objects.get(factor="audit_score")
    page = client.get(reading.get_absolute_url()).content.decode()
    assert "No login there" in page
    assert "Withdraw" not in page
    assert client.post(address, GOOD).status_code == 403
    assert address not in client.get(reverse("suppliers:reading_list", args=[reading.supplier_id])).content.decode()  # fmt: skip


def test_a_stranger_learns_nothing(as_user, buyer, stranger, address):
    as_user(buyer).post(address, GOOD)
    reading = FactorReading.objects.get(factor="audit_score")
    assert as_user(stranger).get(reading.get_absolute_url()).status_code == 404


def test_the_list_can_be_narrowed_and_taken_away(as_user, buyer, mill, address):
    client = as_user(buyer)
    client.post(address, GOOD)
    client.post(address, GOOD | {"factor": "saq_score", "value": "70"})
    listing = reverse("suppliers:reading_list", args=[mill.pk])
    shown = client.get(listing, {"factor": "saq_score"}).context["object_list"]
    assert [row.factor_id for row in shown] == ["saq_score"]
    sheet = client.get(listing, {"export": "csv", "factor": "saq_score"})
    text = b"".join(sheet.streaming_content if sheet.streaming else [sheet.content]).decode(
        "utf-8-sig"
    )
    assert text.splitlines()[1].startswith("M-001,Self-assessment,70")


def test_a_sector_gives_an_intensity_until_the_suppliers_own_is_read(
    as_user, buyer, mill, address, now
):
    mill.sector = Sector.objects.create(
        code="334413", name="Semiconductors", intensity=0.269, year=2021, source="EPA"
    )
    mill.save()
    classify_span(year=2026, first=mill.pk, last=mill.pk, by=None, at=now)
    derived = FactorReading.objects.get(factor="sector_ghg")
    assert (derived.value, derived.derived, derived.read_on.isoformat()) == (
        0.269,
        True,
        "2021-01-01",
    )
    client = as_user(buyer)
    assert "Semiconductors (334413)" in client.get(derived.get_absolute_url()).content.decode()
    client.post(address, GOOD | {"factor": "sector_ghg", "value": "0.1"})
    classify_span(year=2026, first=mill.pk, last=mill.pk, by=None, at=now)
    from suppliers.queries.risk import latest_readings

    found = latest_readings(first=mill.pk, last=mill.pk, factors=["sector_ghg"], on=DAY)
    assert found[mill.pk]["sector_ghg"][0] == 0.1


def test_another_sector_replaces_the_figure(mill, now):
    for code, intensity in (("334413", 0.269), ("334412", 0.167)):
        mill.sector = Sector.objects.create(
            code=code, name=code, intensity=intensity, year=2021, source="EPA"
        )
        mill.save()
        classify_span(year=2026, first=mill.pk, last=mill.pk, by=None, at=now)
    assert FactorReading.objects.valid().get(factor="sector_ghg").value == 0.167
    assert Factor.objects.get(pk="sector_ghg").unit == "kg CO2e / USD"
