"""A quarter from open to published, and that nothing changes it afterwards."""

import datetime as dt
from decimal import Decimal as D

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext

from scorecards import operations
from scorecards.models import Quarter, Scorecard
from scorecards.queries.cards import judged_again, judged_differently
from suppliers.models import Classification, RiskModel, RiskYear
from sustainportal.accounts.refusals import NotNow
from sustainportal.notices.models import Notice
from sustainportal.trail.models import Entry
from tests.conftest import make_supplier

DAY = dt.timedelta(days=1)


def card_of(supplier):
    return Scorecard.objects.get(supplier=supplier)


def test_a_quarter_is_computed_for_its_suppliers_with_grade_and_coverage(
    quarter, compute, mill, other_mill
):
    assert compute(quarter) == {"created": 2, "updated": 0, "unchanged": 0}
    good, poor = card_of(mill), card_of(other_mill)
    assert (good.score, good.grade, good.coverage) == (D("90.00"), "A", D("80.00"))
    assert (poor.score, poor.grade, poor.coverage) == (D("65.00"), Scorecard.NOT_GRADED, D("30.00"))
    assert quarter.state == Quarter.State.COMPUTED


def test_computing_twice_changes_nothing(computed, compute, now):
    before = list(Scorecard.objects.values_list("pk", "computed_at"))
    assert compute(computed, at=now + DAY) == {"created": 0, "updated": 0, "unchanged": 2}
    assert list(Scorecard.objects.values_list("pk", "computed_at")) == before


def test_a_quarter_asks_as_many_queries_for_two_suppliers_as_for_five(
    quarter, compute, supply, measure, country
):
    compute(quarter)
    with CaptureQueriesContext(connection) as before:
        compute(quarter)
    for number in range(3):
        supplier = make_supplier(f"X-{number}", f"Mill {number}", country)
        supply(supplier, 0)
        measure(supplier, quality=80)
    compute(quarter)
    with CaptureQueriesContext(connection) as after:
        compute(quarter)
    assert len(after) == len(before)


def test_a_new_figure_changes_its_card_only(computed, compute, measure, mill, other_mill, now):
    measure(mill, quality=60, at=now + DAY)
    assert compute(computed, at=now + 2 * DAY) == {"created": 0, "updated": 1, "unchanged": 1}
    assert (card_of(mill).score, card_of(mill).grade) == (D("78.75"), "B")
    assert card_of(other_mill).score == D("65.00")


def test_a_supplier_that_left_the_quarter_loses_its_card(computed, compute, other_mill, now):
    other_mill.operating_figures.all().delete()
    other_mill.supplies.all().delete()
    compute(computed)
    assert not Scorecard.objects.filter(supplier=other_mill).exists()


def test_an_open_priority_finding_holds_the_grade_at_c_and_is_named(quarter, compute, find, mill):
    finding = find(mill)
    compute(quarter)
    card = card_of(mill)
    assert card.grade == "C"
    assert card.parts["conditions"]["open_priority"] == [
        {"kind": "finding", "id": finding.pk, "label": finding.reference}
    ]


def test_zero_tolerance_is_a_d(quarter, compute, find, mill):
    find(mill, severe=True)
    compute(quarter)
    assert card_of(mill).grade == "D"


def test_a_finding_recorded_after_the_quarter_says_nothing_of_it(quarter, compute, find, mill, now):
    find(mill, at=now - 5 * DAY)
    compute(quarter)
    assert card_of(mill).grade == "A"


def test_the_last_audit_counts_on_its_own_scale_with_its_row(quarter, compute, find, mill):
    finding = find(mill, "minor")
    compute(quarter)
    part = next(p for p in card_of(mill).parts["dimensions"] if p["code"] == "sustainability")
    audit = next(c for c in part["criteria"] if c["code"] == "audit")
    assert (audit["raw"], audit["value"]) == ("160.00", "80")
    assert [source["id"] for source in audit["sources"]] == [finding.audit_id]


def test_an_expired_audit_is_shown_but_does_not_count(quarter, compute, find, mill, now):
    audit = find(mill, "minor").audit
    type(audit).objects.filter(pk=audit.pk).update(valid_until=dt.date(2026, 6, 29))
    compute(quarter)
    part = next(p for p in card_of(mill).parts["dimensions"] if p["code"] == "sustainability")
    audit_part = next(c for c in part["criteria"] if c["code"] == "audit")
    assert (audit_part["value"], len(audit_part["sources"])) == (None, 1)


def test_the_risk_class_of_the_year_counts_by_the_policys_values(quarter, compute, mill, now):
    year = RiskYear.objects.create(year=2026)
    model = RiskModel.objects.create(name="m", valid_from=now.date(), source="test")
    Classification.objects.create(
        supplier=mill, year=year, model=model, risk_class="medium", coverage=100, judged_at=now
    )
    compute(quarter)
    part = next(p for p in card_of(mill).parts["dimensions"] if p["code"] == "sustainability")
    risk = next(c for c in part["criteria"] if c["code"] == "risk_class")
    assert (risk["raw"], risk["value"], risk["sources"][0]["place"]) == (
        "medium", "60", [mill.pk, 2026],
    )  # fmt: skip


def test_attended_of_invited_events_counts_as_training(quarter, compute, offer_help, mill):
    offer_help(mill)
    compute(quarter)
    part = next(p for p in card_of(mill).parts["dimensions"] if p["code"] == "sustainability")
    training = next(c for c in part["criteria"] if c["code"] == "training")
    assert (training["value"], training["sources"][0]["value"]) == ("0", "0/1")


def test_without_an_active_policy_nothing_is_computed(db):
    with pytest.raises(NotNow, match="no active scorecard policy"):
        operations.policy_to_use()


# --- publishing -------------------------------------------------------------------------------


def test_publishing_freezes_the_cards_tells_the_suppliers_and_the_trail(
    computed, buyer, mill_user, now
):
    operations.publish_quarter(quarter=computed, by=buyer, at=now)
    assert computed.cards.exclude(frozen_at=now).count() == 0
    assert [n.recipient for n in Notice.objects.all()] == [mill_user]
    entry = Entry.objects.get(event="scorecards.quarter.published")
    assert entry.detail == {"grades": {"A": 1, "not_graded": 1}}


def test_an_open_quarter_cannot_be_published(quarter, buyer, now):
    with pytest.raises(NotNow, match="not computed yet"):
        operations.publish_quarter(quarter=quarter, by=buyer, at=now)


def test_a_quarter_without_cards_cannot_be_published(policies, compute, buyer, now):
    empty = operations.open_quarter("2020Q1", by=None, at=now)
    compute(empty)
    with pytest.raises(NotNow, match="no scorecard to publish"):
        operations.publish_quarter(quarter=empty, by=buyer, at=now)


def test_a_quarter_that_has_not_begun_is_not_opened(buyer, now):
    with pytest.raises(NotNow, match="not begun"):
        operations.open_quarter("2026Q4", by=buyer, at=now)
    assert operations.open_quarter("2026Q3", by=buyer, at=now).pk == "2026Q3"


def test_figures_that_came_in_later_ask_for_a_new_computation_first(
    computed, measure, mill, buyer, now
):
    measure(mill, cost=50, at=now + DAY)
    with pytest.raises(NotNow, match="Compute the quarter again"):
        operations.publish_quarter(quarter=computed, by=buyer, at=now + 2 * DAY)


def test_a_quarter_is_published_once(published, buyer, now):
    with pytest.raises(NotNow, match="is published"):
        operations.publish_quarter(quarter=published, by=buyer, at=now)


# --- frozen: no route changes a published card ------------------------------------------------


def change(card):
    card.grade = "D"
    return card


@pytest.mark.parametrize(
    "attempt",
    [
        lambda card: change(card).save(),
        lambda card: change(card).save(update_fields=["grade"]),
        lambda card: card.delete(),
        lambda card: Scorecard.objects.filter(pk=card.pk).update(grade="D"),
        lambda card: Scorecard.objects.filter(pk=card.pk).delete(),
        lambda card: Scorecard.objects.bulk_update([change(card)], ["grade"]),
    ],
)
def test_the_models_refuse_to_change_or_delete_a_published_card(published_card, attempt):
    with pytest.raises(NotNow, match="published scorecard cannot be changed"):
        attempt(published_card)
    published_card.refresh_from_db()
    assert published_card.grade == "A"


def test_the_database_itself_refuses_to_change_a_published_card(published_card):
    with (
        pytest.raises(DatabaseError, match="published scorecard cannot be changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE scorecards_scorecard SET grade = 'D'")
    published_card.refresh_from_db()
    assert published_card.grade == "A"


def test_an_upsert_cannot_slip_past_either(published_card):
    twin = Scorecard.objects.get(pk=published_card.pk)
    twin.pk, twin.grade = None, "D"
    with pytest.raises(DatabaseError), transaction.atomic():
        Scorecard.objects.bulk_create(
            [twin],
            update_conflicts=True,
            unique_fields=["supplier", "quarter"],
            update_fields=["grade"],
        )


def test_computing_a_published_quarter_is_refused(published, compute):
    with pytest.raises(NotNow, match="its scorecards do not change"):
        compute(published)


def test_figures_of_a_published_quarter_are_refused(published, measure, mill):
    with pytest.raises(NotNow, match="its figures do not change"):
        measure(mill, quality=1)


def test_the_supplier_of_a_card_cannot_be_deleted_away(published_card, mill):
    with pytest.raises(ProtectedError):
        mill.delete()


def test_an_old_quarter_judged_again_gives_the_old_number_whatever_happened_since(
    published, published_card, find, mill
):
    find(mill, severe=True)
    mill.operating_figures.all().delete()
    again = judged_again(published_card)
    assert (again.score, again.grade, again.coverage) == (D("90.00"), "A", D("80.00"))
    assert judged_differently(published) == []
