"""One notice a night of what was written and not read; none twice, none lost."""

import datetime as dt

import pytest

from suppliers.models import Supplier
from sustainportal.notices.models import Notice
from training.notices_board import DIGEST
from training.operations.board import mark_read, take_back
from training.operations.digests import readers, send_digests
from training.operations.supervision import end_supervision

from ..supervision_cast import DAY

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def night(db):
    def run(at):
        return send_digests(readers(), at=at)

    return run


def told():
    return sorted(Notice.objects.filter(event=DIGEST).values_list("recipient__username", "subject"))


def test_readers_are_the_people_of_groups_with_posts(
    watched, write, buyer, auditor, mill_user, stranger, sales
):
    assert readers() == []
    write(buyer)
    assert readers() == sorted([buyer.pk, auditor.pk, mill_user.pk])


def test_people_of_a_supplier_that_is_over_are_told_nothing(
    watched, write, night, buyer, auditor, mill, mill_user, now
):
    write(buyer)
    Supplier.objects.filter(pk=mill.pk).update(status="ended")
    assert readers() == sorted([buyer.pk, auditor.pk])
    send_digests([mill_user.pk], at=now + DAY)
    assert told() == []


def test_everybody_but_the_author_is_told_once(
    watched, write, night, buyer, auditor, mill_user, group, now
):
    write(buyer, "One")
    write(buyer, "Two")
    assert night(now + DAY) == 2
    assert told() == [
        ("auditor", "2 new posts on your boards"), ("mill_user", "2 new posts on your boards"),
    ]  # fmt: skip
    notice = Notice.objects.filter(event=DIGEST).first()
    assert notice.body == "Hours · buyer: One\nHours · buyer: Two"
    assert notice.link == group.get_absolute_url()
    assert night(now + DAY) == 0
    assert night(now + 2 * DAY) == 0


def test_the_next_night_tells_only_what_came_since(
    watched, write, night, buyer, mill_user, auditor, now
):
    write(buyer, "Old")
    night(now + DAY)
    write(mill_user, "New", at=now + DAY + MINUTE)
    assert night(now + 2 * DAY) == 2
    bodies = set(
        Notice.objects.filter(event=DIGEST, owed_at=now + 2 * DAY).values_list("body", flat=True)
    )
    assert bodies == {"Hours · mill_user, Red River Mill: New"}


def test_a_post_in_the_very_moment_of_a_digest_belongs_to_the_next(
    watched, write, night, buyer, now
):
    at = now + DAY
    write(buyer, "At the moment", at=at)
    assert night(at) == 0
    assert night(at + DAY) > 0


def test_what_was_read_mentioned_or_taken_back_is_left_out(
    watched, write, night, group, buyer, auditor, mill_user, now
):
    read = write(buyer, "Read")
    mark_read(group, [read.pk], by=mill_user, at=now)
    write(buyer, "Named", mentions=[mill_user])
    gone = write(buyer, "Gone")
    take_back(gone, by=buyer, at=now)
    night(now + DAY)
    assert told() == [("auditor", "2 new posts on your boards")]


def test_who_left_the_group_is_told_nothing(watched, write, night, buyer, mill_user, now):
    write(buyer)
    end_supervision(watched, ended_on=now.date(), because="Done.", by=buyer, at=now)
    night(now + DAY)
    assert [name for name, _subject in told()] == ["auditor"]


def test_the_first_digest_reaches_back_a_week(watched, write, night, buyer, now):
    write(buyer, "Long ago")
    assert night(now + 7 * DAY + 2 * MINUTE) == 0
    write(buyer, "Lately", at=now + 7 * DAY)
    assert night(now + 14 * DAY) == 1  # the auditor
