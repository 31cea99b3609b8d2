"""The demo company's quarters, on two suppliers; and the command that builds the whole company."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from scorecards import demo
from scorecards.models import Allocation, Quarter, Scorecard
from scorecards.queries.cards import judged_differently
from suppliers.models import Supplier
from suppliers.rules import quarters
from sustainportal.accounts.models import User
from sustainportal.accounts.roles import Role
from sustainportal.notices.models import Notice
from tests.conftest import person


@pytest.fixture
def company(policies, buyer, sales, mill, other_mill, mill_user, supply, now):
    person("buyer2", Role.PROCUREMENT)
    for back in range(8):
        code = quarters.shifted("2026Q3", -back)
        supply(mill, 55, quarter=code)
        supply(other_mill, 45, quarter=code)
    return demo.build(at=now)


def test_eight_quarters_the_current_one_not_yet_published(company):
    assert (company["scorecards"], company["order recommendations"]) == (16, 2)
    states = list(Quarter.objects.order_by("code").values_list("state", flat=True))
    assert states == ["published"] * 7 + ["computed"]


def test_every_card_comes_out_the_same_when_judged_again(company):
    assert [judged_differently(quarter) for quarter in Quarter.objects.all()] == [[]] * 8


def test_orders_follow_the_two_newest_published_quarters(company):
    rows = Allocation.objects.order_by("quarter_id").values_list("quarter", "state")
    assert [quarter for quarter, _state in rows] == ["2026Q1", "2026Q2"]


def test_nobody_is_mailed_about_the_past(company):
    assert Notice.objects.exists()
    assert not Notice.objects.filter(sent_at=None).exists()


def test_building_twice_changes_nothing(company, now):
    assert demo.build(at=now) == {}
    assert Scorecard.objects.count() == 16


def test_the_command_makes_no_logins_in_production(db, settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="not in production"):
        call_command("demo")
    assert not User.objects.exists()


def test_the_command_leaves_a_company_that_is_there_alone(mill):
    out = StringIO()
    call_command("demo", "--json", stdout=out)
    assert json.loads(out.getvalue())["built"] is False
    assert Supplier.objects.get() == mill
