"""Posts, answers, files, mentions, read marks; and what taking back leaves."""

import pytest

from suppliers.models import Membership, Supplier
from suppliers.operations.merging import merge_suppliers
from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.files.content import upload
from sustainportal.notices.models import Notice
from sustainportal.trail.models import Entry
from training.models import Post, PostFile, PostRead, SupervisionGroup
from training.operations.board import mark_read, take_back
from training.operations.supervision import end_supervision
from training.queries.groups import people_of_group, supervised_in

from ...conftest import person
from ...sample_files import pdf, png
from ..supervision_cast import DAY


def test_people_of_a_group_are_procurement_its_auditor_and_its_suppliers_people(
    watched, group, buyer, auditor, mill_user, stranger, strange_auditor, sales, admin_user
):
    assert set(people_of_group(group)) == {buyer, auditor, mill_user}


def test_who_leads_several_groups_is_one_of_the_people_once(watched, group, auditor, buyer, now):
    for name in ("Dust", "Noise"):
        SupervisionGroup.objects.create(name=name, lead=auditor, created_at=now)
    SupervisionGroup.objects.update(lead=auditor)
    type(auditor).objects.filter(pk=auditor.pk).update(role="procurement")  # once an auditor
    assert list(people_of_group(group).filter(pk=auditor.pk)) == [auditor]


def test_a_supplier_writes_and_its_company_stands_beside_it(watched, write, mill_user, mill, buyer):
    assert write(mill_user).supplier == mill
    assert write(buyer).supplier is None
    entry = Entry.objects.filter(event="training.post.made").last()
    assert (entry.subject_type, entry.detail) == ("training.supervisiongroup", {})


def test_who_is_not_in_the_group_cannot_write(
    watched, write, stranger, strange_auditor, sales, admin_user
):
    for outsider in (stranger, strange_auditor, sales, admin_user):
        with pytest.raises(NotNow):
            write(outsider)
    assert Post.objects.count() == 0


def test_the_door_closes_with_the_end_of_the_supervision(watched, write, mill_user, buyer, now):
    write(mill_user)
    end_supervision(watched, ended_on=now.date(), because="Done.", by=buyer, at=now)
    with pytest.raises(NotNow, match="not in this group"):
        write(mill_user)


@pytest.mark.parametrize("status", ["rejected", "ended"])
def test_the_door_closes_to_a_supplier_that_is_over(watched, write, group, mill, mill_user, status):
    Supplier.objects.filter(pk=mill.pk).update(status=status)
    with pytest.raises(NotNow, match="not in this group"):
        write(mill_user)
    assert mill_user not in people_of_group(group)
    assert not SupervisionGroup.objects.visible_to(mill_user).exists()
    assert list(supervised_in(group)) == []
    Supplier.objects.filter(pk=mill.pk).update(status="suspended")
    assert write(mill_user)


def test_of_two_merged_suppliers_one_is_in_the_group_and_the_people_of_both(
    start, group, mill, other_mill, mill_user, stranger, buyer, now
):
    start(mill, other_mill, group=group)
    merge_suppliers(keep=mill, gone=other_mill, by=buyer, at=now)
    assert [row.supplier for row in supervised_in(group)] == [mill]
    assert {mill_user, stranger} <= set(people_of_group(group))


def test_a_merged_record_opens_no_board(watched, group, mill, other_mill, mill_user):
    Supplier.objects.filter(pk=mill.pk).update(merged_into=other_mill)
    assert not SupervisionGroup.objects.visible_to(mill_user).exists()


def test_mentioned_people_of_the_group_are_told_at_once_others_are_not(
    watched, write, buyer, auditor, mill_user, stranger
):
    row = write(buyer, "Bring your rosters", mentions=[mill_user, stranger, buyer])
    assert list(row.mentions.all()) == [mill_user]
    notice = Notice.objects.get(event="training.post.mentioned")
    assert (notice.recipient, notice.subject, notice.body, notice.link) == (
        mill_user, "buyer mentions you in “Hours”", "Bring your rosters", f"/training/posts/{row.pk}/",
    )  # fmt: skip
    assert Entry.objects.get(event="training.post.made").detail == {"mentions": 1}


def test_an_answer_to_an_answer_stands_in_the_same_thread(watched, write, buyer, mill_user):
    first = write(buyer)
    second = write(mill_user, answers=first)
    assert write(buyer, answers=second).answers == first


def test_an_answer_goes_to_a_post_of_this_board_that_stands(watched, write, buyer, now, group):
    from training.models import SupervisionGroup
    from training.operations.board import post

    other = SupervisionGroup.objects.create(name="Other", created_at=now)
    foreign = post(other, text="Elsewhere", by=buyer, at=now)
    with pytest.raises(NotNow, match="another board"):
        write(buyer, answers=foreign)
    first = write(buyer)
    take_back(first, by=buyer, at=now)
    first.refresh_from_db()
    with pytest.raises(NotNow, match="taken back"):
        write(buyer, answers=first)


def test_files_are_kept_once_and_go_with_the_post(watched, write, buyer, mill_user, stranger, now):
    one = upload("a.png", png(), size_limit=10_000)
    two = upload("b.pdf", pdf(), size_limit=10_000)
    row = write(buyer, files=[one, two, one])
    assert sorted(row.files.values_list("name", flat=True)) == ["a.png", "b.pdf"]
    assert PostFile.objects.visible_to(mill_user).count() == 2
    assert PostFile.objects.visible_to(stranger).count() == 0
    take_back(row, by=buyer, at=now)
    assert PostFile.objects.visible_to(mill_user).count() == 0


def test_only_the_author_takes_back_and_once(watched, write, buyer, second_buyer, mill_user, now):
    row = write(mill_user)
    for other in (buyer, second_buyer):
        with pytest.raises(NotYours):
            take_back(row, by=other, at=now)
    take_back(row, by=mill_user, at=now)
    row.refresh_from_db()
    assert row.taken_back_at == now
    with pytest.raises(NotNow):
        take_back(row, by=mill_user, at=now)
    assert Entry.objects.filter(event="training.post.taken_back").count() == 1


def test_a_read_mark_is_made_once_for_others_posts_of_the_group(
    watched, write, group, buyer, mill_user, admin_user, stranger, now
):
    ids = [write(buyer).pk, write(mill_user).pk]
    assert mark_read(group, ids, by=mill_user, at=now) == 1
    assert mark_read(group, ids, by=mill_user, at=now + DAY) == 0
    assert list(PostRead.objects.values_list("post", "user", "read_at")) == [
        (ids[0], mill_user.pk, now)
    ]
    assert mark_read(group, ids, by=admin_user, at=now) == 0
    assert mark_read(group, ids, by=stranger, at=now) == 0


def test_a_second_person_of_a_supplier_has_marks_of_their_own(
    watched, write, group, mill, mill_user, now, buyer
):
    clerk = person("clerk", "supplier")
    Membership.objects.create(supplier=mill, user=clerk)
    row = write(buyer)
    mark_read(group, [row.pk], by=mill_user, at=now)
    assert mark_read(group, [row.pk], by=clerk, at=now) == 1
