"""The demo company: what everybody who builds on it may rely on."""

from collections import Counter
from decimal import Decimal

import pytest
from django.db.models import Sum

from suppliers import catalogue, demo
from suppliers.models import Commodity, Membership, Supplier, Supply
from suppliers.rules.quarters import of
from sustainportal.accounts.models import User
from sustainportal.trail.models import Entry


@pytest.fixture
def built(db, now):
    catalogue.load(at=now)
    return demo.build(at=now)


def test_eighty_suppliers_in_three_tiers_and_twelve_countries(built):
    assert built["suppliers"] == Supplier.objects.count() == 80
    codes = list(Supplier.objects.order_by("code").values_list("code", flat=True))
    assert (codes[0], codes[-1]) == ("S-001", "S-080")
    assert set(Supplier.objects.values_list("tier", flat=True)) == {1, 2, 3}
    assert Supplier.objects.order_by().values("country").distinct().count() == 12
    assert Supplier.objects.order_by().values("name").distinct().count() == 80
    assert all(1 <= supplier.sites.count() <= 3 for supplier in Supplier.objects.all())
    assert Supplier.objects.filter(is_key=True).exists()
    assert Supplier.objects.filter(customer_designated=True).exists()


def test_shares_sum_to_a_hundred_in_each_of_eight_quarters(built, now):
    totals = (
        Supply.objects.order_by().values_list("commodity", "quarter").annotate(total=Sum("share"))
    )
    assert {total for _commodity, _quarter, total in totals} == {Decimal(100)}
    assert len(totals) == 10 * 8
    assert Supply.objects.order_by("-quarter").first().quarter == of(now)
    sellers = Counter(Supply.objects.filter(quarter=of(now)).values_list("commodity", flat=True))
    assert sorted(sellers.values())[0] == 1
    assert all(6 <= count <= 10 for count in sorted(sellers.values())[1:])
    assert Commodity.objects.count() == 10


def test_about_seven_in_ten_pass_the_threshold_of_a_quarter(built, now):
    for quarter in Supply.objects.order_by().values_list("quarter", flat=True).distinct():
        bought = Supply.objects.filter(quarter=quarter).order_by().values_list("supplier")
        amounts = [amount for _supplier, amount in bought.annotate(amount=Sum("amount"))]
        above = sum(amount >= 2_500_000 for amount in amounts)
        assert 0.62 <= above / 80 <= 0.8


def test_every_role_has_a_login(built, client):
    roles = {user.username: user.role for user in User.objects.all()}
    for login, role in (
        ("buyer", "procurement"), ("buyer2", "procurement"), ("sales", "sales"), ("auditor", "auditor"),
        ("auditor2", "auditor"), ("admin", "admin"), ("supplier", "supplier"), ("supplier2", "supplier"),
        ("supplier10", "supplier"), ("supplier80", "supplier"),
    ):  # fmt: skip
        assert roles[login] == role
    assert client.login(username="supplier", password=demo.PASSWORD) is True
    owner = Membership.objects.get(user__username="supplier").supplier
    assert owner.code == "S-001"
    assert Membership.objects.get(user__username="supplier80").supplier.code == "S-080"
    assert owner in Supplier.objects.visible_to(User.objects.get(username="auditor"))
    assert owner not in Supplier.objects.visible_to(User.objects.get(username="auditor2"))


def test_building_again_does_nothing(built, now):
    before = Entry.objects.count()
    assert demo.build(at=now) == {}
    assert Entry.objects.count() == before


def test_two_builds_are_alike(built, now):
    first = list(Supply.objects.order_by("pk").values_list("quarter", "share", "amount"))
    names = list(Supplier.objects.order_by("code").values_list("name", "country", "status"))
    for model in (Supply, Supplier, Commodity, User):
        model.objects.all().delete()
    demo.build(at=now)
    assert list(Supply.objects.order_by("pk").values_list("quarter", "share", "amount")) == first
    assert list(Supplier.objects.order_by("code").values_list("name", "country", "status")) == names
