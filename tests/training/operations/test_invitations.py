import threading

import pytest
from django.db import close_old_connections, connection

from suppliers.models import Supplier
from sustainportal.notices.models import Notice
from sustainportal.trail.models import Entry
from training import operations
from training.models import Event


def test_an_invitation_to_an_open_event_is_told_once_and_stands_in_the_trail(
    event, buyer, other_mill, stranger, now
):
    picks = {other_mill.pk: "x" * 300}
    assert operations.invite(event, picks, by=buyer, at=now) == 1
    assert operations.invite(event, picks, by=buyer, at=now) == 0
    assert Notice.objects.filter(recipient=stranger).count() == 1
    assert event.invitations.get(supplier=other_mill).reason == "x" * 200
    told = Entry.objects.filter(event="training.event.invited").order_by("pk")
    assert [entry.detail["suppliers"] for entry in told] == [1, 1, 0]


def test_an_old_page_of_a_draft_tells_the_people_once_the_event_is_open(
    event, buyer, other_mill, stranger, now
):
    stale = Event.objects.get(pk=event.pk)
    stale.state = "draft"  # as it was when the page was read
    operations.invite(stale, {other_mill.pk: "tier 2"}, by=buyer, at=now)
    assert Notice.objects.filter(recipient=stranger).count() == 1


@pytest.mark.parametrize("over", [{"status": "ended"}, {"status": "rejected"}, {"merged_into": 1}])
def test_whom_we_parted_from_meanwhile_is_not_invited(draft, buyer, mill, other_mill, now, over):
    over = {"merged_into": other_mill} if "merged_into" in over else over
    Supplier.objects.filter(pk=mill.pk).update(**over)
    picks = {mill.pk: "tier 2", other_mill.pk: "tier 2"}
    assert operations.invite(draft, picks, by=buyer, at=now) == 1
    assert [i.supplier for i in draft.invitations.all()] == [other_mill]


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer")
@pytest.mark.django_db(transaction=True)
def test_two_who_invite_the_same_at_once_tell_nobody_twice(
    transactional_db, event, buyer, other_mill, stranger, now
):
    counts, together = [], threading.Barrier(4)

    def invite():
        together.wait()
        counts.append(operations.invite(event, {other_mill.pk: "tier 2"}, by=buyer, at=now))
        close_old_connections()
        connection.close()

    threads = [threading.Thread(target=invite) for _n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(counts) == [0, 0, 0, 1]
    assert Notice.objects.filter(recipient=stranger, event="training.event.invited").count() == 1
