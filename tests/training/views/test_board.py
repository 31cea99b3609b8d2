"""The board of a group in the hands of its people, and of those who are not."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from training.models import Post, PostRead, SupervisionGroup
from training.operations.board import post, take_back
from training.operations.groups import keep_group
from training.operations.supervision import end_supervision
from training.queries.board import PER_PAGE

from ...sample_files import pdf
from ..supervision_cast import DAY


def at_board(name, thing):
    return reverse(f"training:{name}", args=[thing.pk])


def test_each_role_sees_its_boards_and_no_other(
    watched, group, as_user, buyer, admin_user, auditor, strange_auditor, mill_user, stranger, sales
):
    board, boards = group.get_absolute_url(), reverse("training:group_list")
    for user, codes in {
        buyer: (200, 1), admin_user: (200, 1), auditor: (200, 1), mill_user: (200, 1),
        strange_auditor: (404, 0), stranger: (404, 0),
    }.items():  # fmt: skip
        browser = as_user(user)
        listed = browser.get(boards).context["object_list"]
        assert (browser.get(board).status_code, len(listed)) == codes, user
    assert as_user(sales).get(board).status_code == 403


def test_the_end_of_the_supervision_closes_board_post_and_file(
    watched, group, write, buyer, mill_user, now, as_user
):
    browser = as_user(mill_user)
    browser.post(
        at_board("post_new", group), {"text": "Ours", "files": SimpleUploadedFile("a.pdf", pdf())}
    )
    row = Post.objects.get()
    addresses = [
        group.get_absolute_url(),
        at_board("post_show", row),
        at_board("post_file", row.files.get()),
    ]
    opened = [browser.get(one) for one in addresses]
    assert [answer.status_code for answer in opened] == [200, 302, 200]
    assert b"".join(opened[2].streaming_content) == pdf()
    end_supervision(watched, ended_on=now.date(), because="Done.", by=buyer, at=now)
    assert [browser.get(one).status_code for one in addresses] == [404, 404, 404]
    assert browser.post(at_board("post_take_back", row)).status_code == 404


def test_a_post_with_a_file_and_a_mention(watched, group, as_user, buyer, mill_user):
    browser = as_user(buyer)
    answer = browser.post(
        at_board("post_new", group),
        {
            "text": " Hello <b>all</b> ",
            "mentions": [mill_user.pk],
            "files": SimpleUploadedFile("a.pdf", pdf()),
        },
    )
    row = Post.objects.get()
    assert (answer.status_code, answer.url) == (302, at_board("post_show", row))
    shown = browser.get(answer.url)
    assert shown.url == f"{group.get_absolute_url()}#post-{row.pk}"
    page = browser.get(group.get_absolute_url()).text
    assert "Hello &lt;b&gt;all&lt;/b&gt;" in page
    assert "Told at once: mill_user" in page
    kept = browser.get(row.files.get().get_absolute_url())
    assert b"".join(kept.streaming_content) == pdf()
    assert kept["Content-Disposition"] == 'attachment; filename="a.pdf"'


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"text": "   "}, "text"),
        ({"text": "x" * 5001}, "text"),
        ({"text": "x", "mentions": ["99999999999999999999"]}, "mentions"),
        ({"text": "x", "mentions": ["abc"]}, "mentions"),
        ({"text": "x", "files": SimpleUploadedFile("a.pdf", b"MZ nothing of the kind")}, "files"),
    ],
)
def test_a_post_that_cannot_be_is_refused_with_its_reason(
    watched, group, as_user, buyer, fields, field
):
    answer = as_user(buyer).post(at_board("post_new", group), fields)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert Post.objects.count() == 0


def test_people_of_other_groups_cannot_be_mentioned(watched, group, as_user, mill_user, stranger):
    answer = as_user(mill_user).post(
        at_board("post_new", group), {"text": "x", "mentions": [stranger.pk]}
    )
    assert answer.status_code == 422
    assert "stranger" not in answer.text


def test_an_answer_stands_below_its_post_and_brings_the_thread_up(
    watched, group, write, as_user, buyer, mill_user, now
):
    old, new = write(buyer, "Old", at=now - DAY), write(buyer, "New", at=now)
    browser = as_user(mill_user)
    board = browser.get(group.get_absolute_url()).context["page_obj"]
    assert [row.pk for row in board] == [new.pk, old.pk]
    assert browser.post(at_board("post_answer", old), {"text": "Yes"}).status_code == 302
    board = browser.get(group.get_absolute_url()).context["page_obj"]
    assert [(row.text, [a.text for a in row.answers_shown]) for row in board] == [
        ("Old", ["Yes"]), ("New", []),
    ]  # fmt: skip


def test_a_post_leads_to_the_page_it_stands_on(watched, group, write, as_user, buyer, now):
    rows = [write(buyer, f"Post {n}", at=now - n * DAY) for n in range(PER_PAGE + 1)]
    answer = write(buyer, "To the second", at=now - DAY / 2, answers=rows[1])
    browser = as_user(buyer)
    board = group.get_absolute_url()
    assert browser.get(at_board("post_show", rows[0])).url == f"{board}#post-{rows[0].pk}"
    assert browser.get(at_board("post_show", rows[-1])).url == f"{board}?page=2#post-{rows[-1].pk}"
    assert browser.get(at_board("post_show", answer)).url.endswith(f"#post-{answer.pk}")
    assert f'id="post-{rows[-1].pk}"' in browser.get(f"{board}?page=2").text


def test_only_the_author_has_the_button_and_a_post_taken_back_shows_nothing(
    watched, group, write, as_user, buyer, mill_user, now
):
    row = write(mill_user, "A slip of the tongue")
    button = at_board("post_take_back", row)
    assert button in as_user(mill_user).get(group.get_absolute_url()).text
    assert button not in as_user(buyer).get(group.get_absolute_url()).text
    assert as_user(buyer).post(button).status_code == 403
    assert as_user(mill_user).post(button).status_code == 302
    page = as_user(buyer).get(group.get_absolute_url()).text
    assert ("A slip" in page, "This post was taken back." in page) == (False, True)
    assert as_user(mill_user).post(button).status_code == 409
    assert "A slip" not in as_user(buyer).get(at_board("post_answer", row)).text


def test_what_is_shown_is_marked_as_read_by_the_page_and_looking_alone_marks_nothing(
    watched, group, write, as_user, buyer, mill_user
):
    ids = {write(buyer).pk, write(buyer).pk}
    own = write(mill_user)
    browser = as_user(mill_user)
    page = browser.get(group.get_absolute_url())
    assert set(page.context["unread"]) == ids
    assert PostRead.objects.count() == 0
    answer = browser.post(
        at_board("board_read", group),
        {"post": [*ids, own.pk, "x", "9" * 30]},
        headers={"HX-Request": "true"},
    )
    assert answer.status_code == 204
    assert set(PostRead.objects.values_list("post", "user")) == {(pk, mill_user.pk) for pk in ids}
    assert browser.get(group.get_absolute_url()).context["unread"] == []
    (listed,) = browser.get(reverse("training:group_list")).context["object_list"]
    assert (listed.unread, listed.post_count) == (0, 3)


def test_posts_of_another_board_cannot_be_marked(watched, group, as_user, mill_user, buyer, now):
    other = SupervisionGroup.objects.create(name="Other", created_at=now)
    row = post(other, text="Elsewhere", by=buyer, at=now)
    as_user(mill_user).post(at_board("board_read", group), {"post": [row.pk]})
    assert PostRead.objects.count() == 0


def test_author_and_procurement_see_who_has_read_and_nobody_else(
    watched, group, write, as_user, buyer, second_buyer, auditor, mill_user, now
):
    row = write(mill_user)
    PostRead.objects.create(post=row, user=auditor, read_at=now)
    for user in (mill_user, buyer):
        page = as_user(user).get(group.get_absolute_url())
        assert "read by 1 of 3" in page.text
        (shown,) = page.context["page_obj"]
        assert ([str(p) for p in shown.readers], sorted(str(p) for p in shown.missing)) == (
            ["auditor"], ["buyer", "second_buyer"],
        )  # fmt: skip
    assert "read by" not in as_user(auditor).get(group.get_absolute_url()).text


def test_an_administrator_looks_on_without_a_mark_or_a_form(
    watched, group, write, as_user, buyer, admin_user
):
    row = write(buyer)
    browser = as_user(admin_user)
    page = browser.get(group.get_absolute_url())
    assert (page.context["form"], page.context["unread"]) == (None, [])
    assert browser.post(at_board("post_new", group), {"text": "x"}).status_code == 403
    assert browser.post(at_board("board_read", group), {"post": [row.pk]}).status_code == 403


def test_a_board_asks_as_much_for_one_post_as_for_many(
    watched, group, write, as_user, buyer, mill_user
):
    first = write(mill_user, mentions=[buyer])
    write(mill_user, "Answer", answers=first)
    browser = as_user(buyer)
    browser.get(group.get_absolute_url())
    with CaptureQueriesContext(connection) as one:
        browser.get(group.get_absolute_url())
    for n in range(3):
        write(mill_user, f"More {n}", mentions=[buyer])
        write(mill_user, f"Answer {n}", answers=first)
    with CaptureQueriesContext(connection) as many:
        browser.get(group.get_absolute_url())
    assert len(one) == len(many)


def test_the_list_of_boards_asks_as_much_for_one_as_for_three(group, as_user, buyer, now):
    browser, address = as_user(buyer), reverse("training:group_list")
    browser.get(address)
    with CaptureQueriesContext(connection) as one:
        browser.get(address)
    for n in range(2):
        keep_group(SupervisionGroup(name=f"Group {n}"), by=buyer, at=now)
    with CaptureQueriesContext(connection) as three:
        assert len(browser.get(address).context["object_list"]) == 3
    assert len(one) == len(three)


def test_unread_boards_are_filtered_and_exported(group, write, as_user, buyer, auditor, now):
    keep_group(SupervisionGroup(name="Silent", lead=auditor), by=buyer, at=now)
    write(buyer)
    browser, address = as_user(auditor), reverse("training:group_list")
    shown = browser.get(address + "?unread=yes").context["object_list"]
    assert [(row.name, row.unread) for row in shown] == [("Hours", 1)]
    lines = browser.get(address + "?export=csv").getvalue().decode("utf-8-sig").splitlines()
    assert lines[1:] == ["Hours,,auditor,0,1,1", "Silent,,auditor,0,0,0"]


def test_a_taken_back_post_is_unread_by_nobody(group, write, as_user, buyer, auditor, now):
    take_back(write(buyer), by=buyer, at=now)
    (row,) = as_user(auditor).get(reverse("training:group_list")).context["object_list"]
    assert (row.unread, row.post_count) == (0, 0)
