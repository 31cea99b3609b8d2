"""Two people at a draft in the same moment, on a database with row locks."""

import pytest
from django.db import connection

from audits import operations
from audits.models import Audit, AuditComment

from .test_together import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]


@pytest.fixture
def shared(protocol, begun, find, auditor, now):
    protocol.comment_days = 5
    protocol.save()
    find()
    audit = operations.record_visit(
        audit=begun, conforming=99, applicable=100, workers=420, interviewed=40,
        closing_on=now.date(), summary="", by=auditor, at=now,
    )  # fmt: skip
    return operations.share_draft(audit=audit, closing_on=now.date(), by=auditor, at=now)


def test_a_comment_and_the_end_of_comments_at_once_leave_nothing_unheard(
    shared, mill_user, auditor, now
):
    told = at_once(
        lambda: operations.comment_on_draft(audit=shared, text="A word.", by=mill_user, at=now),
        lambda: operations.say_nothing_to_add(audit=shared, by=mill_user, at=now),
    )
    assert Audit.objects.get().commented_at == now
    assert AuditComment.objects.count() == sum(word == "done" for word in told) - 1


def test_of_two_final_reports_at_once_there_is_one(shared, mill_user, auditor, now):
    operations.say_nothing_to_add(audit=shared, by=mill_user, at=now)
    told = at_once(
        *(
            lambda outcome=outcome: operations.finalise_audit(
                audit=shared, outcome=outcome, closing_on=shared.closing_on, by=auditor, at=now
            )
            for outcome in ("approved", "conditional")
        )
    )
    assert sorted(word == "done" for word in told) == [False, True]


def test_an_answer_is_kept_once(shared, mill_user, auditor, now):
    comment = operations.comment_on_draft(audit=shared, text="A word.", by=mill_user, at=now)
    told = at_once(
        *(
            lambda text=text: operations.answer_comment(
                comment=comment, text=text, by=auditor, at=now
            )
            for text in ("Yes.", "No.")
        )
    )
    assert sorted(word == "done" for word in told) == [False, True]
