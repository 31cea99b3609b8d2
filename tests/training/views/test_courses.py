import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from suppliers.models import Membership
from training.models import Completion, Course, CourseAssignment

from ...conftest import person
from ..assignment_cast import assigned
from ..counselling_cast import audited, found
from ..course_cast import make_course, read, take

LIST = reverse("training:course_list")


def page(browser, address):
    return browser.get(address).content.decode()


@pytest.fixture
def series(db):
    return [
        make_course(f"W-{language}", title=f"Water {language}", language=language, series="water")
        for language in ("en", "zh-hant", "zh-hans")
    ]


def test_a_reader_finds_one_course_of_a_series_in_their_language(as_user, series, mill_user):
    make_course("X-1", title="Fire", language="zh-hans")
    shown = page(as_user(mill_user), LIST)
    assert ("Water en" in shown, "Water zh-hant" in shown, "Fire" in shown) == (True, False, True)
    mill_user.language = "zh-hant"
    mill_user.save()
    shown = page(as_user(mill_user), LIST)
    assert ("Water en" in shown, "Water zh-hant" in shown) == (False, True)


def test_a_series_without_the_readers_language_is_shown_in_the_portals(as_user, series, mill_user):
    series[1].delete()
    mill_user.language = "zh-hant"
    mill_user.save()
    shown = page(as_user(mill_user), LIST)
    assert ("Water en" in shown, "Water zh-hans" in shown) == (True, False)


def test_a_language_may_be_asked_for_or_all_of_them(as_user, series, mill_user, buyer):
    for who in (mill_user, buyer):
        shown = page(as_user(who), LIST + "?language=zh-hans")
        assert ("Water en" in shown, "Water zh-hans" in shown) == (False, True)
        shown = page(as_user(who), LIST + "?language=all")
        assert all(course.title in shown for course in series)


def test_a_card_names_the_other_languages_that_the_reader_may_see(
    as_user, series, mill_user, buyer
):
    Course.objects.filter(language="zh-hans").update(is_published=False)
    _english, traditional, simplified = (course.get_absolute_url() for course in series)
    for who, draft in ((mill_user, False), (buyer, True)):
        shown = page(as_user(who), LIST)
        assert ("Water en" in shown, "Water zh-hant" in shown) == (True, False)
        assert (f'href="{traditional}"' in shown, f'href="{simplified}"' in shown) == (True, draft)


def test_the_counts_on_a_card_open_their_rows(as_user, mill, mill_user, buyer, now):
    course = make_course()
    make_course("C-2")
    read(course, mill, mill_user, now)
    take(course, mill, mill_user, now)
    browser = as_user(buyer)
    shown = page(browser, LIST)
    for name, count in (("course_view_list", 2), ("learner_list", 1), ("completion_list", 1)):
        rows = f"{reverse(f'training:{name}')}?course={course.pk}"
        assert f'href="{rows}"' in shown
        assert len(browser.get(rows).context["object_list"]) == count
    assert reverse("training:learner_list") not in page(as_user(mill_user), LIST)


def test_a_draft_does_not_stand_for_its_series(as_user, series, mill_user):
    Course.objects.filter(language="en").update(is_published=False)
    shown = page(as_user(mill_user), LIST)
    assert ("Water en" in shown, "Water zh-han" in shown) == (False, True)


def test_the_list_says_how_far_one_is(as_user, mill, mill_user, now):
    course = make_course(lessons=3, questions=0)
    make_course("C-2")
    browser = as_user(mill_user)
    assert page(browser, LIST).count("Not started") == 2
    lesson = course.lessons.first()
    for days in (0, 1):  # a lesson read on two days is one lesson read
        lesson.views.create(
            user=mill_user, supplier=mill, viewed_on=now.date() + dt.timedelta(days=days)
        )
    assert "1 of 3 lessons read" in page(browser, LIST)
    row = Completion.objects.create(course=course, user=mill_user, supplier=mill, completed_at=now)
    assert "1 of 3 lessons read" not in page(browser, LIST)
    for days, words in ((0, "Completed</span>"), (1, "Certificate has ended</span>")):
        row.valid_until = timezone.localdate() - dt.timedelta(days=days)
        row.save()
        assert words in page(browser, LIST)


def test_courses_are_searched_word_by_word(as_user, mill_user):
    make_course("C-1", title="Water and waste", standard="ISO 14001")
    make_course("C-2", title="Fire", summary="Water for the hose")
    shown = page(as_user(mill_user), LIST + "?q=water+iso")
    assert ("Water and waste" in shown, "the hose" in shown) == (True, False)
    assert "No course fits" in page(as_user(mill_user), LIST + "?q=nothing%00such")


def test_one_and_three_courses_cost_the_same_queries(as_user, mill_user, buyer):
    make_course("C-1")
    for who in (mill_user, buyer):
        browser = as_user(who)
        browser.get(LIST)
        with CaptureQueriesContext(connection) as first:
            browser.get(LIST)
        more = [make_course(f"C-{number}-{who.pk}") for number in (2, 3)]
        with CaptureQueriesContext(connection) as then:
            browser.get(LIST)
        assert len(first) == len(then)
        [course.delete() for course in more]


def test_the_list_is_exported(as_user, buyer):
    make_course("C-1", lessons=3)
    answer = as_user(buyer).get(LIST + "?export=csv")
    assert "C-1" in b"".join(answer.streaming_content).decode("utf-8-sig")


def test_the_course_page_leads_from_step_to_step(as_user, mill, mill_user, now):
    course = make_course(attempts_allowed=2)
    browser, address = as_user(mill_user), course.get_absolute_url()
    first, second = course.lessons.all()
    shown = page(browser, address)
    assert "Start reading" in shown
    assert f'href="{first.get_absolute_url()}"' in shown
    read_one = reverse("training:lesson_viewed", args=[first.pk])
    browser.post(read_one)
    shown = page(browser, address)
    assert ("Continue reading" in shown, "1 of 2 lessons read" in shown) == (True, True)
    browser.post(reverse("training:lesson_viewed", args=[second.pk]))
    assert "Start the quiz" in page(browser, address)
    assert "2 attempts are left" in page(browser, address)
    browser.post(reverse("training:course_quiz", args=[course.pk]))
    assert "Continue the quiz" in page(browser, address)


def test_who_completed_it_gets_their_certificate_and_sees_colleagues(
    as_user, mill, mill_user, stranger, other_mill, now
):
    course = make_course()
    read(course, mill, mill_user, now)
    take(course, mill, mill_user, now)
    row = Completion.objects.get()
    download = reverse("training:certificate_download", args=[row.pk])
    assert download in page(as_user(mill_user), course.get_absolute_url())
    assert download not in page(as_user(stranger), course.get_absolute_url())
    colleague = person("colleague", "supplier")
    Membership.objects.create(supplier=mill, user=colleague)
    Completion.objects.filter(pk=row.pk).update(name="Anh Tran")
    shown = page(as_user(colleague), course.get_absolute_url())
    assert ("Anh Tran" in shown, download in shown, "Start reading" in shown) == (True, True, True)


def test_the_other_languages_are_a_click_away_drafts_for_planners_only(
    as_user, series, mill_user, buyer
):
    Course.objects.filter(language="zh-hans").update(is_published=False)
    english, traditional, simplified = series
    shown = page(as_user(mill_user), english.get_absolute_url())
    assert f'href="{traditional.get_absolute_url()}"' in shown
    assert f'href="{simplified.get_absolute_url()}"' not in shown
    assert f'href="{simplified.get_absolute_url()}"' in page(
        as_user(buyer), english.get_absolute_url()
    )


def test_a_course_without_quiz_is_completed_by_its_button(as_user, mill, mill_user, now):
    course = make_course(questions=0)
    browser = as_user(mill_user)
    complete = reverse("training:course_complete", args=[course.pk])
    assert browser.post(complete).status_code == 409
    read(course, mill, mill_user, now)
    assert "Complete the course" in page(browser, course.get_absolute_url())
    assert browser.post(complete).status_code == 302
    assert Completion.objects.get().user == mill_user
    assert browser.post(complete).status_code == 409


def test_what_ones_own_supplier_is_to_complete_is_said_until_it_is_done(
    as_user, mill, mill_user, stranger, buyer, now
):
    course = make_course()
    CourseAssignment.objects.create(
        course=course, supplier=mill, why="Two fires this year", due_on=dt.date(2026, 9, 1),
        assigned_at=now, assigned_by=buyer,
    )  # fmt: skip
    address, words = course.get_absolute_url(), "Two fires this year"
    assert words in page(as_user(mill_user), address)
    assert words not in page(as_user(stranger), address)
    read(course, mill, mill_user, now)
    take(course, mill, mill_user, now)
    assert words not in page(as_user(mill_user), address)
    assert CourseAssignment.objects.get().completed_at == now


def test_an_administrator_is_led_to_the_place_where_it_is_changed(as_user, admin_user, buyer):
    course = make_course()
    change = reverse("admin:training_course_change", args=[course.pk])
    assert change in page(as_user(admin_user), course.get_absolute_url())
    assert change not in page(as_user(buyer), course.get_absolute_url())


def test_what_several_findings_ask_is_one_line_with_the_first_date(
    as_user, series, mill, mill_user, auditor, buyer
):
    audit, today = audited(mill, auditor, buyer), timezone.localdate()
    first, second = found(audit), found(audit)
    assigned(series[0], mill, finding=second, due=today + dt.timedelta(days=40))
    assigned(series[1], mill, finding=first, due=today + dt.timedelta(days=20))
    shown = page(as_user(mill_user), series[0].get_absolute_url())
    assert shown.count("Your company is to complete this course by") == 1
    assert first.get_absolute_url() in shown and second.get_absolute_url() in shown
