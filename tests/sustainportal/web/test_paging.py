from django.db import connection
from django.test.utils import CaptureQueriesContext

from sustainportal.accounts.models import User
from sustainportal.web.paging import FoundPaginator, ShortCountPaginator


def people(count):
    User.objects.bulk_create(User(username=f"p{number:03}") for number in range(count))
    return User.objects.order_by("username")


def page(rows, number, *, ceiling=2_000):
    paginator = ShortCountPaginator(rows, 10)
    paginator.ceiling = ceiling
    return paginator.get_page(number)


def test_a_list_that_fits_one_page_is_not_counted(db, django_assert_num_queries):
    rows = people(10)
    with django_assert_num_queries(1):
        first = page(rows, 1)
        assert [person.username for person in first][-1] == "p009"
        assert first.paginator.count == 10
        assert first.has_other_pages() is False


def test_one_row_more_makes_a_second_page(db):
    rows = people(11)
    assert page(rows, 1).has_next() is True
    assert [person.username for person in page(rows, 2)] == ["p010"]


def test_a_long_list_is_counted_up_to_the_ceiling_only(db):
    rows = people(45)
    first = page(rows, 1, ceiling=30)
    assert (first.paginator.count, first.paginator.capped) == (30, True)
    assert first.has_next() is True


def test_a_page_at_the_ceiling_gets_the_exact_count(db):
    rows = people(45)
    third = page(rows, 3, ceiling=30)
    assert (third.paginator.count, third.paginator.capped) == (45, False)
    assert third.has_next() is True
    assert [person.username for person in page(rows, 5, ceiling=30)][-1] == "p044"


def test_a_page_that_does_not_exist_becomes_the_nearest(db):
    rows = people(11)
    assert page(rows, "99").number == 2
    assert page(rows, "0").number == 2  # as Django's own paginator answers
    assert page(rows, "-3").number == 1
    assert page(rows, "two").number == 1


def test_counting_leaves_the_order_out(db):
    rows = people(15)
    with CaptureQueriesContext(connection) as queries:
        assert page(rows, 2).paginator.count == 15
    assert "ORDER BY" not in queries[0]["sql"]


def test_a_number_beyond_all_numbers_is_the_last_page(as_user, buyer, mill):
    assert as_user(buyer).get(f"/suppliers/?page={'9' * 5000}").status_code == 200


def found(rows, number, *, ceiling):
    paginator = FoundPaginator(rows.values_list("username", flat=True), 10)
    paginator.ceiling = ceiling
    return paginator.get_page(number)


def test_what_a_search_finds_is_counted_in_the_same_question(db, django_assert_num_queries):
    rows = people(45)
    with django_assert_num_queries(1):
        second = found(rows, 2, ceiling=45)
        assert list(second) == [f"p{number:03}" for number in range(10, 20)]
        assert (second.paginator.count, second.paginator.capped) == (45, False)


def test_a_search_that_finds_more_is_counted_up_to_the_ceiling(db):
    rows = people(45)
    second = found(rows, 2, ceiling=44)
    assert (second.paginator.count, second.paginator.capped) == (44, True)
    assert second.has_next() is True


def test_beyond_the_ceiling_of_a_search_the_rest_is_found(db):
    rows = people(45)
    last = found(rows, 5, ceiling=44)
    assert list(last) == [f"p{number:03}" for number in range(40, 45)]
    assert (last.paginator.count, last.paginator.capped) == (45, False)
