import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.formats import date_format

from suppliers.models import Membership
from training.models import Completion

from ...conftest import person
from ..course_cast import make_course

LIST = reverse("training:certificate_list")
CHECK = reverse("training:certificate_check")


@pytest.fixture
def course(db):
    return make_course(title="Fire safety", standard="RBA code B")


@pytest.fixture
def row(course, mill, mill_user, now):
    return Completion.objects.create(
        course=course, user=mill_user, supplier=mill, completed_at=now, name="Mei Lin", score=80
    )


def shown(code):
    return reverse("training:certificate", args=[code])


def test_whom_a_certificate_is_given_to(
    as_user, row, mill, mill_user, buyer, admin_user, auditor, sales, stranger
):
    colleague = person("colleague", "supplier")
    Membership.objects.create(supplier=mill, user=colleague)
    address = reverse("training:certificate_download", args=[row.pk])
    for who in (mill_user, colleague, buyer, admin_user):
        answer = as_user(who).get(address)
        assert b"".join(answer.streaming_content).startswith(b"%PDF-")
        assert answer["Content-Disposition"] == f'attachment; filename="certificate-{row.code}.pdf"'
    for who, status in ((stranger, 404), (auditor, 403), (sales, 403)):
        assert as_user(who).get(address).status_code == status


def test_a_holder_keeps_it_after_moving_to_another_supplier(
    as_user, row, mill_user, other_mill, stranger
):
    Membership.objects.filter(user=mill_user).update(supplier=other_mill)
    address = reverse("training:certificate_download", args=[row.pk])
    assert as_user(mill_user).get(address).status_code == 200
    assert as_user(stranger).get(address).status_code == 404


def test_anybody_may_check_a_code_and_learns_no_supplier(row, mill):
    answer = Client().get(shown(row.code))
    assert answer.status_code == 200
    page = answer.content.decode()
    for text in ("Mei Lin", "Fire safety", "RBA code B", row.code, "holds today", "without end"):
        assert text in page
    assert mill.name not in page
    assert mill.code not in page
    assert answer["X-Robots-Tag"] == "noindex, nofollow"


def test_a_code_is_found_however_it_is_typed(row):
    typed = row.code.lower().replace("-", " ")
    answer = Client().get(CHECK, {"code": typed}, follow=True)
    assert answer.redirect_chain == [(shown(row.code), 302)]
    assert "Mei Lin" in answer.content.decode()


def test_an_unknown_code_is_a_page_that_says_so(row):
    answer = Client().get(shown("<script>"))
    assert answer.status_code == 404
    page = answer.content.decode()
    assert "No certificate has the code &lt;script&gt;" in page
    assert 'name="code"' in page


def test_the_check_page_without_a_code_asks_for_one(db):
    answer = Client().get(CHECK)
    assert answer.status_code == 200
    assert "Code of the certificate" in answer.content.decode()
    assert Client().post(CHECK).status_code == 405


@pytest.mark.parametrize(("days", "words"), [(0, "holds today"), (1, "no longer holds")])
def test_the_last_day_is_a_day_on_which_it_holds(
    row, course, as_user, buyer, time_machine, days, words
):
    row.valid_until, course.valid_months = dt.date(2027, 8, 17), 1
    row.save()
    course.save()
    last = dt.datetime(2027, 8, 17, 4, tzinfo=dt.UTC)
    time_machine.move_to(last + dt.timedelta(days=days))
    page = Client().get(shown(row.code)).content.decode()
    assert (words in page, date_format(row.valid_until) in page) == (True, True)
    page = as_user(buyer).get(LIST).content.decode()
    assert (date_format(row.valid_until) in page, ">ended<" in page) == (True, days == 1)
    text = b"".join(as_user(buyer).get(LIST + "?export=csv").streaming_content).decode()
    assert "2027-08-17" in text


def test_the_list_of_a_year_is_the_same_after_a_renewal(as_user, row, buyer, now):
    row.renewed_at, row.valid_until = now + dt.timedelta(days=400), dt.date(2028, 9, 20)
    row.save()
    lists = (LIST, reverse("training:completion_list"))
    for address in lists:
        found = [
            as_user(buyer).get(address, {"year": year}).context["object_list"]
            for year in (2026, 2027)
        ]
        assert [len(rows) for rows in found] == [1, 0]


def test_the_list_is_ones_own_suppliers_or_all(
    as_user, row, mill, mill_user, stranger, other_mill, buyer, now
):
    Completion.objects.create(
        course=row.course, user=stranger, supplier=other_mill, completed_at=now, name="Anh Tran"
    )
    seen = {who: as_user(who).get(LIST).content.decode() for who in (mill_user, stranger, buyer)}
    assert ["Mei Lin" in page for page in seen.values()] == [True, False, True]
    assert ["Anh Tran" in page for page in seen.values()] == [False, True, True]
    assert other_mill.name not in seen[mill_user]


@pytest.mark.parametrize(
    ("asked", "found"),
    [("q=mei", 1), ("q=nobody", 0), ("q=fire", 1), ("year=2026", 1), ("year=2025", 0), ("language=en", 1),
     ("language=zh-hant", 0), ("q=%00", 1)],
)  # fmt: skip
def test_the_list_is_searched_and_filtered(as_user, row, buyer, asked, found):
    page = as_user(buyer).get(f"{LIST}?{asked}").content.decode()
    assert page.count("Mei Lin</th>") == found


def test_the_list_finds_a_code_and_is_exported(as_user, row, buyer):
    browser = as_user(buyer)
    page = browser.get(LIST, {"q": row.code.lower()}).content.decode()
    assert "Mei Lin</th>" in page
    answer = browser.get(LIST + "?export=csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert row.code in text
    assert "M-001" in text


def test_one_and_three_certificates_cost_the_same_queries(as_user, row, mill, buyer, now):
    browser = as_user(buyer)
    browser.get(LIST)
    with CaptureQueriesContext(connection) as first:
        browser.get(LIST)
    for number in (2, 3):
        Completion.objects.create(
            course=make_course(f"C-{number}"), user=buyer, supplier=mill, completed_at=now
        )
    with CaptureQueriesContext(connection) as then:
        browser.get(LIST)
    assert len(first) == len(then)
