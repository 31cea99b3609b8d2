import pytest
from django.urls import reverse

from sustainportal.notices.models import Notice
from sustainportal.notices.operations import owe


@pytest.fixture
def told(mill_user, stranger, now):
    owe([mill_user, stranger], "tests.event", subject="It happened", link="/", at=now)
    return Notice.objects.get(recipient=mill_user)


def test_a_person_sees_their_own_notices_only(as_user, mill_user, buyer, told):
    page = as_user(mill_user).get(reverse("notices:notice_list"))
    assert list(page.context["object_list"]) == [told]
    assert list(as_user(buyer).get(reverse("notices:notice_list")).context["object_list"]) == []


def test_unread_come_first_then_the_newest(as_user, mill_user, now, told):
    owe([mill_user], "tests.event", subject="Newer", at=now.replace(hour=10))
    owe([mill_user], "tests.event", subject="Newest but read", at=now.replace(hour=11))
    Notice.objects.filter(subject="Newest but read").update(read_at=now)
    page = as_user(mill_user).get(reverse("notices:notice_list"))
    assert [n.subject for n in page.context["object_list"]] == [
        "Newer",
        "It happened",
        "Newest but read",
    ]
    page = as_user(mill_user).get(reverse("notices:notice_list"), {"unread": "true"})
    assert [n.subject for n in page.context["object_list"]] == ["Newer", "It happened"]


def test_opening_a_notice_marks_it_as_read_and_goes_where_it_points(as_user, mill_user, told):
    answer = as_user(mill_user).post(reverse("notices:notice_read", args=[told.pk]))
    assert (answer.status_code, answer.url) == (302, "/")
    told.refresh_from_db()
    assert told.read_at is not None


def test_nobody_opens_the_notice_of_another(as_user, stranger, admin_user, told):
    for person in (stranger, admin_user):
        answer = as_user(person).post(reverse("notices:notice_read", args=[told.pk]))
        assert answer.status_code == 404
    told.refresh_from_db()
    assert told.read_at is None


def test_all_of_ones_own_are_marked_as_read_at_once(as_user, mill_user, stranger, told):
    as_user(mill_user).post(reverse("notices:notices_read"))
    assert Notice.objects.visible_to(mill_user).unread().count() == 0
    assert Notice.objects.visible_to(stranger).unread().count() == 1


def test_looking_at_the_list_marks_nothing(as_user, mill_user, told):
    as_user(mill_user).get(reverse("notices:notice_list"))
    assert Notice.objects.visible_to(mill_user).unread().count() == 1


def test_the_menu_says_how_many_are_unread(as_user, mill_user, told):
    client = as_user(mill_user)
    badge = '>1<span class="visually-hidden"> unread</span>'
    assert badge in client.get(reverse("web:home")).content.decode()
    client.post(reverse("notices:notices_read"))
    assert "unread</span>" not in client.get(reverse("web:home")).content.decode()


def test_the_list_asks_as_much_for_three_notices_as_for_one(
    as_user, mill_user, told, now, django_assert_num_queries
):
    client = as_user(mill_user)
    address = reverse("notices:notice_list")
    client.get(address)
    with django_assert_num_queries(4):
        client.get(address)
    for _ in range(2):
        owe([mill_user], "tests.event", subject="More", at=now)
    with django_assert_num_queries(4):
        client.get(address)


def test_an_admin_reads_notices_and_changes_none(as_user, admin_user, told):
    client = as_user(admin_user)
    page = client.get("/admin/notices/notice/", {"mail": "owed"}).content.decode()
    assert page.count("It happened") == 2
    assert (
        "It happened" not in client.get("/admin/notices/notice/", {"mail": "sent"}).content.decode()
    )
    assert client.post(f"/admin/notices/notice/{told.pk}/change/", {}).status_code == 403
