"""The nightly reminders of conditional approvals."""

import datetime as dt

from suppliers.models import Approval, Supplier
from suppliers.operations.approvals import decide_approval, propose_approval
from sustainportal.jobs.kinds import KINDS
from sustainportal.jobs.operations import ask, run
from sustainportal.notices.models import Notice
from tests.suppliers.approval_cast import condition, seen, small_policy

KIND = "suppliers.remind_of_conditions"


def night(at):
    return run(ask(KIND, by=None, at=at, **KINDS[KIND].nightly(at)), at=at)


def test_every_night_asks_once_and_tells_what_is_near(
    db, mill, other_mill, buyer, second_buyer, now
):
    small_policy(at=now)
    Supplier.objects.update(status="candidate")
    for supplier, days in ((mill, 30), (other_mill, 31)):
        supplier.refresh_from_db()
        proposal = propose_approval(supplier=supplier, proposal="conditional", by=buyer, at=now)
        decide_approval(
            approval=proposal, decision="conditional", seen=seen(supplier, at=now),
            by=second_buyer, at=now, **condition(days, at=now),
        )  # fmt: skip
    Notice.objects.all().delete()
    assert night(now).result == {"reminded": 1}
    assert night(now + dt.timedelta(hours=1)).result == {"reminded": 0}
    assert Notice.objects.count() == 2  # both buyers, once
    assert night(now + dt.timedelta(days=1)).result == {
        "reminded": 1
    }  # the other one, now 30 days off
    assert set(Approval.objects.values_list("reminded_on", flat=True)) == {
        now.date(), now.date() + dt.timedelta(days=1),
    }  # fmt: skip
    texts = Notice.objects.filter(recipient=buyer).values_list("subject", flat=True)
    assert sorted(texts) == [
        "Condition due in 30 days: Blue Hill Mill",
        "Condition due in 30 days: Red River Mill",
    ]
