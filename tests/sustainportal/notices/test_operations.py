import pytest
from django.utils.translation import get_language, gettext_lazy, override

from sustainportal.notices import operations
from sustainportal.notices.models import Notice
from sustainportal.notices.operations import muted, owe, owe_each, take_back_owed

from ...conftest import NOW


def test_everyone_is_owed_their_own_row_once(buyer, sales, now):
    written = owe(
        [buyer, sales, buyer],
        "tests.thing.happened",
        subject="It happened",
        body="As planned.",
        link="/things/1/",
        at=now,
    )
    rows = Notice.objects.order_by("recipient__username").values_list(
        "recipient__username", "event", "subject", "body", "link", "owed_at", "sent_at", "read_at"
    )
    happened = ("tests.thing.happened", "It happened", "As planned.", "/things/1/", now, None, None)
    assert written == 2
    assert list(rows) == [("buyer", *happened), ("sales", *happened)]


def test_people_who_are_switched_off_are_left_out(buyer, now):
    buyer.is_active = False
    assert owe([buyer], "tests.event", subject="x", at=now) == 0


def test_people_without_an_address_find_it_in_the_portal_only(buyer, now):
    buyer.email = ""
    owe([buyer], "tests.event", subject="x", at=now)
    notice = Notice.objects.get()
    assert (notice.sent_at, notice.read_at, notice.error) == (now, None, "no e-mail address")


@pytest.mark.parametrize("text", [gettext_lazy("Yes"), lambda: str(gettext_lazy("Yes"))])
def test_texts_are_written_in_each_recipients_language(text, buyer, sales, now):
    sales.language = "zh-hant"
    with override("de"):
        owe([buyer, sales], "tests.event", subject=text, at=now)
    assert Notice.objects.get(recipient=buyer).subject == "Yes"
    assert Notice.objects.get(recipient=sales).subject == "是"


def test_a_long_subject_is_cut_and_not_refused(buyer, now):
    owe([buyer], "tests.event", subject="x" * 300, at=now)
    assert len(Notice.objects.get().subject) == 200


def test_muted_notices_are_written_as_already_sent(buyer, now):
    with muted():
        owe([buyer], "tests.past", subject="x", at=now)
    owe([buyer], "tests.present", subject="x", at=now)
    assert Notice.objects.get(event="tests.past").sent_at == now
    assert Notice.objects.get(event="tests.present").sent_at is None


def test_reading_marks_only_what_was_unread(buyer, now):
    owe([buyer], "tests.event", subject="x", at=now)
    mine = Notice.objects.visible_to(buyer)
    assert operations.read(mine, at=now) == 1
    assert operations.read(mine, at=now) == 0


def test_each_is_owed_a_notice_of_their_own_in_one_insert(
    buyer, sales, auditor, now, django_assert_num_queries
):
    sales.language, auditor.is_active = "zh-hant", False
    messages = [
        (person, gettext_lazy("Yes"), lambda person=person: person.username, f"/{person.username}/")
        for person in (buyer, sales, auditor)
    ]
    with django_assert_num_queries(1):
        assert owe_each(messages, "tests.event", at=now) == 2
    with override("zh-hant"):
        yes = str(gettext_lazy("Yes"))
    rows = Notice.objects.order_by("link").values_list("recipient", "subject", "body", "link")
    assert list(rows) == [
        (buyer.pk, "Yes", "buyer", "/buyer/"),
        (sales.pk, yes, "sales", "/sales/"),
    ]


def test_a_calendar_entry_is_written_once_per_language(buyer, sales, auditor, now):
    sales.language = "zh-hant"
    sales.save()
    asked = []

    def entry():
        asked.append(get_language())
        return f"BEGIN:{get_language()}"

    owe([buyer, sales, auditor], "tests.event", subject="S", calendar=entry, at=now)
    assert sorted(asked) == ["en", "zh-hant"]
    kept = dict(Notice.objects.values_list("recipient__username", "calendar"))
    assert kept == {"buyer": "BEGIN:en", "auditor": "BEGIN:en", "sales": "BEGIN:zh-hant"}


def test_each_may_be_owed_an_entry_of_their_own(buyer, sales, now):
    owe_each(
        [(buyer, "S", "B", "/x/", "BEGIN:ONE"), (sales, "S", "B", "/x/")], "tests.event", at=now
    )
    kept = dict(Notice.objects.values_list("recipient__username", "calendar"))
    assert kept == {"buyer": "BEGIN:ONE", "sales": ""}


@pytest.mark.parametrize(
    "left", [{"read_at": NOW}, {"claimed_at": NOW}, {"sent_at": NOW}, {"event": "tests.other"},
             {"link": "/y/"}],
)  # fmt: skip
def test_only_what_nobody_has_seen_is_taken_back(buyer, now, left):
    owe([buyer], "tests.event", subject="S", link="/x/", at=now)
    owe([buyer], "tests.event", subject="S", link="/x/", at=now)
    Notice.objects.filter(pk=Notice.objects.first().pk).update(**left)
    assert take_back_owed("tests.event", link="/x/") == 1
    assert Notice.objects.count() == 1
