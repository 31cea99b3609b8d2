"""Pages of quarters: procurement works on them, sales reads the published ones, suppliers none."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from scorecards import operations
from scorecards.models import Quarter, Scorecard
from sustainportal.jobs.models import Job


def address(name, *args):
    return reverse(f"scorecards:{name}", args=args)


def texts(response):
    return " ".join(response.content.decode().split())


def test_the_list_shows_each_quarter_with_its_grades(as_user, buyer, computed):
    page = as_user(buyer).get(address("quarter_list"))
    row = page.context["object_list"][0]
    assert (page.status_code, row.card_count, row.grades) == (
        200, 2, [("A", 1, 50.0), ("", 1, 50.0)],
    )  # fmt: skip


def test_the_page_says_what_is_missing_and_offers_the_next_step(as_user, buyer, quarter):
    text = texts(as_user(buyer).get(address("quarter_detail", quarter.pk)))
    assert "Cost: one supplier" in text
    assert address("quarter_compute", quarter.pk) in text
    assert address("quarter_publish", quarter.pk) not in text


def test_the_button_asks_for_the_job_and_the_page_shows_its_progress(as_user, buyer, quarter):
    browser = as_user(buyer)
    answer = browser.post(address("quarter_compute", quarter.pk), follow=True)
    job = Job.objects.get()
    assert (job.kind, job.args, job.asked_by) == (
        "scorecards.compute_quarter", {"quarter": "2026Q2"}, buyer,
    )  # fmt: skip
    assert f'id="job-{job.pk}"' in answer.content.decode()


def test_the_cards_of_a_quarter_are_searched_filtered_sorted_and_exported(
    as_user, buyer, computed, cables
):
    browser, page = as_user(buyer), address("quarter_detail", computed.pk)

    def codes(**query):
        cards = browser.get(page, query).context["object_list"]
        return [card.supplier.code for card in cards]

    assert codes() == ["M-002", "M-001"]
    assert codes(q="river") == ["M-001"]
    assert codes(grade="A") == ["M-001"]
    assert codes(grade="not_graded") == ["M-002"]
    assert codes(sort="-score") == ["M-001", "M-002"]
    assert codes(commodity=cables.pk) == ["M-002", "M-001"]
    csv = b"".join(browser.get(page, {"export": "csv"}).streaming_content).decode("utf-8-sig")
    assert csv.splitlines()[0].startswith("Quarter,Supplier code,Supplier,Grade,Score")
    assert "2026Q2,M-001,Red River Mill,A,90" in csv


def test_publishing_asks_first_and_then_freezes(as_user, buyer, computed):
    browser, page = as_user(buyer), address("quarter_publish", computed.pk)
    assert "nothing can change them afterwards" in texts(browser.get(page))
    assert not Scorecard.objects.published().exists()
    assert browser.post(page).status_code == 302
    assert Scorecard.objects.published().count() == 2


def test_publishing_what_is_not_computed_is_409_on_the_form(as_user, buyer, quarter):
    answer = as_user(buyer).post(address("quarter_publish", quarter.pk))
    assert answer.status_code == 409
    assert "not computed yet" in texts(answer)


def test_a_quarter_can_be_opened_and_nonsense_is_refused(as_user, buyer, policies):
    browser = as_user(buyer)
    assert browser.post(address("quarter_new"), {"quarter": "2026Q3"}).status_code == 302
    assert Quarter.objects.get().pk == "2026Q3"
    assert browser.post(address("quarter_new"), {"quarter": "2026-3"}).status_code == 422


def test_orders_are_recommended_from_the_page_of_a_published_quarter(as_user, buyer, published):
    assert as_user(buyer).post(address("quarter_allocate", published.pk)).status_code == 302
    assert Job.objects.get(kind="scorecards.allocate").args == {"quarter": "2026Q2"}


def test_orders_of_an_unpublished_quarter_are_409(as_user, buyer, computed):
    assert as_user(buyer).post(address("quarter_allocate", computed.pk)).status_code == 409


def test_sales_reads_published_quarters_only(as_user, sales, computed, buyer, now):
    browser = as_user(sales)
    assert browser.get(address("quarter_detail", computed.pk)).status_code == 404
    operations.publish_quarter(quarter=computed, by=buyer, at=now)
    page = browser.get(address("quarter_detail", computed.pk))
    assert page.status_code == 200
    assert "missing" not in page.context


@pytest.mark.parametrize(
    ("name", "method", "roles"),
    [
        ("quarter_list", "get", {"buyer", "sales", "admin_user"}),
        ("quarter_new", "get", {"buyer"}),
        ("quarter_detail", "get", {"buyer", "sales", "admin_user"}),
        ("quarter_compute", "post", {"buyer"}),
        ("quarter_publish", "get", {"buyer"}),
        ("quarter_allocate", "post", {"buyer"}),
    ],
)
def test_each_page_opens_for_its_roles_and_is_403_for_the_others(
    as_user, request, published, name, method, roles
):
    args = [] if name in {"quarter_list", "quarter_new"} else [published.pk]
    for person in ("buyer", "sales", "admin_user", "mill_user", "auditor"):
        browser = as_user(request.getfixturevalue(person))
        status = getattr(browser, method)(address(name, *args)).status_code
        assert (person, status in {200, 302}) == (person, person in roles)
        assert status in {200, 302, 403}


def test_a_quarter_that_is_not_there_is_404(as_user, buyer, policies):
    assert as_user(buyer).get(address("quarter_detail", "1999Q1")).status_code == 404


def test_the_list_asks_as_many_queries_for_one_quarter_as_for_three(as_user, buyer, computed, now):
    browser, page = as_user(buyer), address("quarter_list")
    browser.get(page)

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as caught:
            browser.get(page)
        return len(caught)

    before = queries()
    for code in ("2026Q3", "2026Q4"):
        Quarter.objects.create(pk=code, opened_at=now)
    assert queries() == before


def test_publishing_a_quarter_that_still_runs_says_what_will_not_count(
    as_user, buyer, policies, now
):
    Quarter.objects.create(pk="2099Q4", opened_at=now)
    page = as_user(buyer).get(address("quarter_publish", "2099Q4"))
    assert "what comes later will not count" in texts(page)
