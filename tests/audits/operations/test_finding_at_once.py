"""Who hears of a priority finding before the report."""

from sustainportal.notices.models import Notice


def told():
    rows = Notice.objects.filter(event="audits.finding.at_once").order_by("pk")
    return {notice.recipient for notice in rows}


def test_the_buyer_who_planned_the_audit_hears(find, mill_user, buyer, second_buyer):
    find("priority")
    assert told() == {mill_user, buyer}


def test_every_buyer_hears_where_that_one_is_gone(find, begun, mill_user, buyer, second_buyer):
    buyer.is_active = False
    buyer.save()
    begun.refresh_from_db()
    find("priority")
    assert told() == {mill_user, second_buyer}
