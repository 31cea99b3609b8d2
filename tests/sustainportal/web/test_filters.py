"""What people write into addresses by hand reaches no date and no database it cannot hold."""

import pytest


@pytest.mark.parametrize("year", ["0", "-1", "10000", "99999999999999999999", "1e30", "²", "x"])
@pytest.mark.parametrize(
    "page",
    [
        "/audits/",
        "/audits/findings/",
        "/audits/surveys/",
        "/training/events/",
        "/training/attendance/",
        "/audits/summary/",
    ],
)
def test_a_year_the_calendar_has_not_is_no_error(as_user, buyer, page, year):
    assert as_user(buyer).get(page, {"year": year}).status_code == 200


def test_the_year_zero_has_no_summary(as_user, buyer):
    assert as_user(buyer).get("/audits/summary/", {"year": "0000"}).context["year"] > 2000


@pytest.mark.parametrize(
    "page",
    [
        "/suppliers/",
        "/audits/",
        "/audits/plan/",
        "/audits/findings/",
        "/audits/surveys/",
        "/training/events/",
        "/trail/",
        "/jobs/",
        "/notices/",
        "/scorecards/",
        "/scorecards/recommendations/",
        "/scorecards/orders/",
    ],
)
def test_a_search_for_nul_is_no_error(as_user, buyer, page):
    assert as_user(buyer).get(page, {"q": "a\0b"}).status_code == 200


@pytest.mark.parametrize("code", ["2026Q3\0", "2026Q5", "٢٠٢٦Q3", "x"])
def test_an_address_that_is_no_quarter_is_not_found(as_user, buyer, code):
    assert as_user(buyer).get(f"/scorecards/quarters/{code}/").status_code == 404


def test_a_year_beyond_all_numbers_is_not_found(as_user, buyer, mill):
    address = f"/suppliers/{mill.pk}/risk/99999999999999999999/"
    assert as_user(buyer).get(address).status_code == 404
