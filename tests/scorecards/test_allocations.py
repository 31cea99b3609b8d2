"""Order recommendations: proposed from published grades, decided by somebody else, never when stale."""

import datetime as dt
from decimal import Decimal as D

import pytest
from django.core.exceptions import ValidationError

from scorecards import operations
from scorecards.models import Allocation, AllocationPolicy, Decision, Quarter, Scorecard
from scorecards.queries.commodities import commodities_of, next_shares, stale
from suppliers.models import Supply
from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.notices.models import Notice
from sustainportal.trail.models import Entry

TODAY = dt.date(2026, 8, 17)


def shares(allocation, field="share"):
    rows = allocation.lines.order_by("supplier__code")
    return {line.supplier.code: getattr(line, field) for line in rows}


def reasons(allocation, supplier):
    return {reason["code"] for reason in allocation.lines.get(supplier=supplier).reasons}


def test_a_recommendation_stands_on_published_grades_only(computed):
    with pytest.raises(NotNow, match="is not published"):
        operations.published_quarter(computed.pk)


def test_what_is_recommended_sums_to_a_hundred_and_says_why(allocation, mill, other_mill):
    """The other mill is not graded: it stays at 45, so the good mill cannot grow."""
    assert shares(allocation) == {"M-001": D("55.000"), "M-002": D("45.000")}
    assert reasons(allocation, mill) == {"move", "bound"}
    assert reasons(allocation, other_mill) == {"not_graded"}


def test_the_line_keeps_the_card_it_was_judged_from(allocation, mill):
    line = allocation.lines.get(supplier=mill)
    assert (line.card, line.grade) == (Scorecard.objects.get(supplier=mill), "A")


def test_a_poor_mill_loses_to_a_good_one_once_support_was_offered(
    quarter, compute, measure, offer_help, mill, other_mill, cables, buyer, now
):
    measure(other_mill, quality=65, cost=65, delivery=65, technology=65, service=65)
    compute(quarter)
    operations.publish_quarter(quarter=quarter, by=buyer, at=now)
    operations.allocate(quarter=quarter, commodity_id=cables.pk, by=buyer, at=now)
    allocation = quarter.allocations.get()
    assert shares(allocation) == {"M-001": D("55.000"), "M-002": D("45.000")}
    assert "offer_support" in reasons(allocation, other_mill)

    offer_help(other_mill)
    operations.allocate(quarter=quarter, commodity_id=cables.pk, by=buyer, at=now)
    assert shares(quarter.allocations.get()) == {"M-001": D("60.000"), "M-002": D("40.000")}


def test_open_zero_tolerance_of_today_stops_growth_whatever_the_published_grade(
    published, find, mill, cables, buyer, now
):
    find(mill, severe=True, at=now)
    operations.allocate(quarter=published, commodity_id=cables.pk, by=buyer, at=now)
    assert "exit_plan" in reasons(published.allocations.get(), mill)


def test_rules_that_cannot_hold_together_are_kept_with_their_cures(
    published, mill, other_mill, cables, buyer, now
):
    Supply.objects.filter(supplier=mill).update(share=80)
    Supply.objects.filter(supplier=other_mill).update(share=20)
    counts = operations.allocate(quarter=published, commodity_id=cables.pk, by=buyer, at=now)
    allocation = published.allocations.get()
    assert counts == {"created": 1, "infeasible": 1}
    assert allocation.feasible is False
    assert "cap" in allocation.outcome["clashes"]
    assert shares(allocation) == {"M-001": None, "M-002": None}


def test_a_commodity_nobody_supplies_has_nothing_to_recommend(published, now):
    assert operations.allocate(quarter=published, commodity_id=0, by=None, at=now) == {
        "without_suppliers": 1
    }


def test_recommending_again_from_the_same_figures_changes_nothing(
    allocation, published, cables, second_buyer, now
):
    again = operations.allocate(quarter=published, commodity_id=cables.pk, by=second_buyer, at=now)
    assert again == {"unchanged": 1}
    assert published.allocations.get().proposed_by == allocation.proposed_by


def test_the_nightly_refresh_keeps_the_person_who_proposed(
    allocation, published, cables, mill, buyer, now
):
    Supply.objects.filter(supplier=mill).update(capacity_share=58)
    assert operations.allocate(quarter=published, commodity_id=cables.pk, by=None, at=now) == {
        "updated": 1
    }
    assert published.allocations.get().proposed_by == buyer


def test_the_commodities_of_a_quarter_are_those_supplied_in_it(quarter, cables):
    assert commodities_of(quarter.pk) == [cables.pk]
    assert commodities_of("2020Q1") == []


# --- stale ------------------------------------------------------------------------------------


def test_a_fresh_recommendation_is_not_stale(allocation):
    assert stale([allocation], on=TODAY) == set()


def test_a_changed_share_a_new_policy_or_help_offered_makes_it_stale(allocation, mill, now):
    Supply.objects.filter(supplier=mill).update(share=54)
    assert stale([allocation], on=TODAY) == {allocation.pk}
    Supply.objects.filter(supplier=mill).update(share=55)
    assert stale([allocation], on=TODAY) == set()
    draft = operations.copy_policy(
        policy=AllocationPolicy.objects.get(), name="Orders 2", by=None, at=now
    )
    operations.activate_policy(policy=draft, by=None, at=now)
    assert stale([allocation], on=TODAY) == {allocation.pk}


def test_a_stale_recommendation_cannot_be_decided(allocation, mill, sales, now):
    Supply.objects.filter(supplier=mill).update(share=54)
    with pytest.raises(NotNow, match="changed since"):
        operations.decide(allocation=allocation, kind="accept", by=sales, at=now)
    assert Decision.objects.count() == 0


# --- deciding ---------------------------------------------------------------------------------


def test_accepting_keeps_the_shares_beside_the_advice_and_tells_the_proposer(
    allocation, sales, buyer, now
):
    Notice.objects.all().delete()
    operations.decide(allocation=allocation, kind="accept", by=sales, at=now)
    allocation.refresh_from_db()
    assert allocation.state == Allocation.State.DECIDED
    assert shares(allocation, "decided") == shares(allocation)
    assert [notice.recipient for notice in Notice.objects.all()] == [buyer]
    entry = Entry.objects.get(event="scorecards.allocation.decided")
    assert entry.detail["shares"] == {"M-001": "55.000", "M-002": "45.000"}


def test_the_proposer_does_not_decide(allocation, buyer, now):
    with pytest.raises(NotYours, match="Another person decides"):
        operations.decide(allocation=allocation, kind="accept", by=buyer, at=now)


def test_changed_shares_sum_to_a_hundred_and_remember_the_rules_they_break(
    allocation, sales, mill, other_mill, now
):
    decision = operations.decide(
        allocation=allocation,
        kind="change",
        reason="A second line starts in June.",
        shares={mill.pk: D(57), other_mill.pk: D(43)},
        by=sales,
        at=now,
    )
    assert shares(allocation, "decided") == {"M-001": D("57.000"), "M-002": D("43.000")}
    assert decision.broken == [{"rule": "not_graded", "source": "M-002", "by": "2"}]


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ("60", "41", "add up to 101"),
        ("60", "39.999", "add up to 99.999"),
        ("101", "-1", "between 0 and 100"),
        ("59.9999", "40.0001", "at most three decimals"),
    ],
)
def test_shares_that_cannot_be_are_refused(
    allocation, sales, mill, other_mill, now, first, second, message
):
    with pytest.raises(ValidationError, match=message):
        operations.decide(
            allocation=allocation,
            kind="change",
            reason="Because.",
            shares={mill.pk: D(first), other_mill.pk: D(second)},
            by=sales,
            at=now,
        )


def test_a_share_for_every_supplier_is_needed(allocation, sales, mill, now):
    with pytest.raises(ValidationError, match="every supplier"):
        operations.decide(
            allocation=allocation, kind="change", reason="x", shares={mill.pk: D(100)},
            by=sales, at=now,
        )  # fmt: skip


@pytest.mark.parametrize("kind", ["change", "reject"])
def test_changing_and_rejecting_need_a_reason(allocation, sales, mill, other_mill, now, kind):
    with pytest.raises(ValidationError, match="Say why"):
        operations.decide(
            allocation=allocation, kind=kind, reason="  ",
            shares={mill.pk: D(55), other_mill.pk: D(45)}, by=sales, at=now,
        )  # fmt: skip


def test_it_is_decided_once(allocation, sales, second_buyer, now):
    operations.decide(allocation=allocation, kind="accept", by=sales, at=now)
    with pytest.raises(NotNow, match="Somebody has decided"):
        operations.decide(allocation=allocation, kind="accept", by=second_buyer, at=now)


def test_a_recomputed_recommendation_is_not_decided_unread(allocation, sales, now):
    seen = Allocation.objects.get(pk=allocation.pk)
    Allocation.objects.filter(pk=allocation.pk).update(as_of=now + dt.timedelta(minutes=1))
    with pytest.raises(NotNow, match="computed it again"):
        operations.decide(allocation=seen, kind="accept", by=sales, at=now)


def test_where_no_shares_hold_there_is_nothing_to_accept(
    published, mill, other_mill, cables, buyer, sales, now
):
    Supply.objects.filter(supplier=mill).update(share=80)
    Supply.objects.filter(supplier=other_mill).update(share=20)
    operations.allocate(quarter=published, commodity_id=cables.pk, by=buyer, at=now)
    allocation = published.allocations.get()
    with pytest.raises(NotNow, match="nothing to accept"):
        operations.decide(allocation=allocation, kind="accept", by=sales, at=now)


def test_a_decided_one_is_left_alone_and_a_rejected_one_makes_room(
    allocation, published, cables, sales, buyer, now
):
    operations.decide(allocation=allocation, kind="reject", reason="Not now.", by=sales, at=now)
    again = operations.allocate(quarter=published, commodity_id=cables.pk, by=buyer, at=now)
    assert again == {"created": 1}
    second = published.allocations.current().get()
    assert second.pk != allocation.pk
    operations.decide(allocation=second, kind="accept", by=sales, at=now)
    left = operations.allocate(quarter=published, commodity_id=cables.pk, by=buyer, at=now)
    assert left == {"already_decided": 1}


def test_what_was_really_ordered_next_quarter_stands_beside_it(allocation, supply, mill):
    assert next_shares(allocation) == {}
    supply(mill, 56, quarter="2026Q3")
    assert next_shares(allocation) == {mill.pk: D("56.000")}


# --- who sees it ------------------------------------------------------------------------------


def test_suppliers_and_auditors_see_no_recommendation(allocation, mill_user, auditor, sales, buyer):
    for person in (mill_user, auditor):
        assert not Allocation.objects.visible_to(person).exists()
        assert not allocation.lines.model.objects.visible_to(person).exists()
    assert list(Allocation.objects.visible_to(sales)) == [allocation]
    assert list(Allocation.objects.visible_to(buyer)) == [allocation]


def test_sales_and_suppliers_see_published_cards_and_quarters_only(
    computed, buyer, sales, mill_user, stranger, mill, now
):
    assert not Scorecard.objects.visible_to(sales).exists()
    assert not Scorecard.objects.visible_to(mill_user).exists()
    assert not Quarter.objects.visible_to(sales).exists()
    operations.publish_quarter(quarter=computed, by=buyer, at=now)
    assert Scorecard.objects.visible_to(sales).count() == 2
    assert [card.supplier for card in Scorecard.objects.visible_to(mill_user)] == [mill]
    assert list(Quarter.objects.visible_to(sales)) == [computed]
