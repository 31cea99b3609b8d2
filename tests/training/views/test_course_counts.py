import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from training.models import LessonView

from ..assignment_cast import TODAY, colleague, completed, course


@pytest.fixture
def read(mill, mill_user, now):
    """Two people of the mill: one viewed both lessons and completed, the other viewed one, last year."""
    row, other = course(), colleague(mill, "ann")
    first, second = row.lessons.all()
    for lesson, user, on in (
        (first, mill_user, TODAY),
        (second, mill_user, TODAY),
        (first, other, TODAY.replace(year=2025)),
    ):
        LessonView.objects.create(lesson=lesson, user=user, supplier=mill, viewed_on=on)
    completed(row, mill_user, mill)
    return row


def test_every_count_opens_as_many_rows(read, buyer, as_user):
    browser = as_user(buyer)
    for asked in ("", "?year=2026", "?year=2025", f"?course={read.pk}"):
        total = browser.get(reverse("training:course_counts") + asked).context["total"]
        for name, route in (
            ("views", "course_view_list"),
            ("learners", "learner_list"),
            ("completions", "completion_list"),
        ):
            page = browser.get(reverse(f"training:{route}") + asked)
            assert len(page.context["object_list"]) == total[name], (asked, name)


def test_the_counts_of_a_year(read, buyer, as_user):
    page = as_user(buyer).get(reverse("training:course_counts") + "?year=2026")
    assert page.context["total"] == {"views": 2, "learners": 1, "completions": 1}
    assert f"?year=2026&amp;course={read.pk}" in page.text


@pytest.mark.parametrize(
    "asked", ["?year=0", "?year=1", "?year=9999", "?campaign=x", "?course=999"]
)
@pytest.mark.parametrize("route", ["course_counts", "course_view_list", "completion_list"])
def test_a_wrong_filter_is_said_and_nothing_breaks(read, buyer, as_user, asked, route):
    assert as_user(buyer).get(reverse(f"training:{route}") + asked).status_code == 200


@pytest.mark.parametrize("route", ["course_view_list", "learner_list", "completion_list"])
def test_more_rows_cost_no_more_queries_and_are_taken_away(read, mill, buyer, as_user, now, route):
    browser, address = as_user(buyer), reverse(f"training:{route}")
    browser.get(address)
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    for name in ("bo", "cy"):
        user = colleague(mill, name)
        LessonView.objects.create(
            lesson=read.lessons.first(), user=user, supplier=mill, viewed_on=TODAY
        )
        completed(read, user, mill)
    with CaptureQueriesContext(connection) as more:
        browser.get(address)
    assert len(more) == len(few)
    text = b"".join(browser.get(address + "?export=csv").streaming_content).decode("utf-8-sig")
    assert "M-001" in text and "bo" in text
