import pytest
from django.core.exceptions import ValidationError

from audits import operations
from suppliers.models import Membership
from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.notices.models import Notice

from ...conftest import person


@pytest.fixture
def colleague(mill):
    user = person("colleague", "supplier")
    Membership.objects.create(supplier=mill, user=user)
    return user


def name(finding, owners, by, at, **fields):
    return operations.name_owners(finding=finding, owners=owners, by=by, at=at, **fields)


@pytest.mark.parametrize("who", ["mill_user", "buyer", "auditor"])
def test_supplier_and_reviewers_name_owners(request, finding, mill_user, colleague, now, who):
    by = request.getfixturevalue(who)
    name(finding, [mill_user, colleague], by, now)
    assert set(finding.owners.all()) == {mill_user, colleague}
    told = {notice.recipient for notice in Notice.objects.filter(event="audits.finding.entrusted")}
    assert told == {mill_user, colleague} - {by}


@pytest.mark.parametrize("who", ["stranger", "buyer", "auditor"])
def test_only_the_suppliers_own_people_see_to_it(request, finding, mill_user, now, who):
    with pytest.raises(ValidationError) as refusal:
        name(finding, [request.getfixturevalue(who)], mill_user, now)
    assert list(refusal.value.message_dict) == ["owners"]
    assert finding.owners.count() == 0


@pytest.mark.parametrize("who", ["stranger", "strange_auditor", "sales", "admin_user"])
def test_others_name_nobody(request, finding, mill_user, now, who):
    with pytest.raises(NotYours):
        name(finding, [mill_user], request.getfixturevalue(who), now)


def test_the_second_who_names_is_told(finding, mill_user, colleague, buyer, now):
    name(finding, [mill_user], buyer, now, seen=[])
    with pytest.raises(NotNow, match="is now with mill_user"):
        name(finding, [colleague], mill_user, now, seen=[])
    name(finding, [colleague], mill_user, now, seen=[mill_user.pk])
    assert list(finding.owners.all()) == [colleague]


def test_moves_are_told_to_the_owners_and_to_all_where_nobody_is_named(
    finding, mill_user, colleague, auditor, now
):
    operations.remark(finding=finding, text="Well?", by=auditor, at=now)
    name(finding, [colleague], auditor, now)
    operations.remark(finding=finding, text="And now?", by=auditor, at=now)
    told = Notice.objects.filter(event="audits.finding.remark").order_by("pk")
    assert [notice.recipient for notice in told.filter(body="And now?")] == [colleague]
    assert {notice.recipient for notice in told.filter(body="Well?")} == {mill_user, colleague}


def test_an_owner_who_left_is_told_nothing(finding, mill_user, colleague, auditor, now):
    name(finding, [colleague], auditor, now)
    colleague.memberships.all().delete()
    operations.remark(finding=finding, text="Well?", by=auditor, at=now)
    told = Notice.objects.filter(event="audits.finding.remark")
    assert [notice.recipient for notice in told] == [mill_user]


def test_nobody_owns_a_closed_finding_anew(walk, mill_user, now):
    with pytest.raises(NotNow):
        name(walk("closed"), [mill_user], mill_user, now)
