"""The choice of findings made in the audits room, carried down to grade and orders."""

from decimal import Decimal

import pytest
from django.urls import reverse

from scorecards import operations


@pytest.fixture
def held_back(quarter, find, mill, compute, buyer, now):
    """A published card of a good mill that an open priority finding holds at C."""

    finding = find(mill)
    compute(quarter)
    operations.publish_quarter(quarter=quarter, by=buyer, at=now)
    return finding


def page(supplier, *chosen):
    query = "&".join(f"close={finding.pk}" for finding in chosen)
    return f"{reverse('scorecards:what_if', args=[supplier.pk])}?{query}"


def test_closing_the_priority_finding_frees_the_grade(held_back, as_user, buyer, mill):
    answer = as_user(buyer).get(page(mill, held_back)).context["answer"]
    assert (answer.before.grade, answer.after.grade) == ("C", "A")
    assert answer.after.score > answer.before.score
    assert answer.move_before[1] <= 0 < answer.move_after[0]


def test_without_a_choice_the_floor_still_holds(held_back, as_user, buyer, mill):
    answer = as_user(buyer).get(page(mill)).context["answer"]
    assert (answer.before.grade, answer.after.grade) == ("C", "C")


def test_the_card_itself_stays_as_published(held_back, as_user, buyer, mill):
    card = mill.scorecards.get()
    as_user(buyer).get(page(mill, held_back))
    after = mill.scorecards.get()
    assert (after.score, after.grade, after.parts) == (card.score, card.grade, card.parts)


def test_a_draft_card_is_not_looked_at(computed, find, as_user, mill_user, mill):
    find(mill)
    assert as_user(mill_user).get(page(mill)).context["answer"] is None


def test_the_supplier_sees_its_own_and_a_stranger_nothing(
    held_back, as_user, mill_user, stranger, mill
):
    own = as_user(mill_user).get(page(mill, held_back))
    assert own.context["answer"].after.grade == "A"
    assert as_user(stranger).get(page(mill, held_back)).status_code == 404


def test_sales_read_it_without_links_to_findings(held_back, as_user, mill, sales):
    answer = as_user(sales).get(page(mill, held_back))
    assert answer.context["answer"].after.score >= Decimal(0)
    assert held_back.get_absolute_url() not in answer.content.decode()
