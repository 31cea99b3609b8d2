import datetime as dt

import pytest

from training.models import Campaign, LessonView
from training.queries.courses import course_counts, family, siblings, taken_as

from ..assignment_cast import TODAY, colleague, completed, course


def view(lesson, user, supplier, on=TODAY, campaign=None):
    return LessonView.objects.create(
        lesson=lesson, user=user, supplier=supplier, viewed_on=on, campaign=campaign
    )


@pytest.fixture
def exits(db):
    return course()


@pytest.fixture
def mailing(exits, buyer, now):
    return Campaign.objects.create(
        title="C", course=exits, created_at=now, created_by=buyer, sent_at=now
    )


def test_views_learners_and_completions_are_three_counts(exits, mill, mill_user, now):
    first, second = exits.lessons.all()
    for lesson, on in ((first, TODAY), (second, TODAY), (first, TODAY.replace(day=1))):
        view(lesson, mill_user, mill, on)
    view(first, colleague(mill, "ann"), mill)
    completed(exits, mill_user, mill)
    assert course_counts()[exits.pk] == {
        "views": 4, "learners": 2, "completions": 1
    }  # fmt: skip


def test_they_are_counted_by_year_and_campaign(exits, mailing, mill, mill_user, now):
    first, second = exits.lessons.all()
    view(first, mill_user, mill, TODAY.replace(year=2025))
    view(second, mill_user, mill, TODAY, mailing)
    other = colleague(mill, "ann")
    completed(exits, other, mill, now)
    completed(exits, mill_user, mill, now)
    assert course_counts(year=2025)[exits.pk]["views"] == 1
    assert course_counts(year=2026)[exits.pk]["completions"] == 2
    counts = course_counts(campaign=mailing)[exits.pk]
    assert (counts["views"], counts["learners"], counts["completions"]) == (1, 1, 1)
    assert course_counts(year=2024) == {}


def test_the_year_is_the_one_of_the_headquarters(exits, mill, mill_user):
    late = dt.datetime(2025, 12, 31, 16, 30, tzinfo=dt.UTC)  # New Year's Day in Taipei
    completed(exits, mill_user, mill, late)
    assert course_counts(year=2026)[exits.pk]["completions"] == 1


def test_a_series_is_one_course_in_several_languages(exits):
    chinese = course("EXITS-ZH", "zh-hant")
    draft = course("EXITS-CN", "zh-hans", is_published=False)
    alone = course("ALONE", series="")
    assert family(exits) == family(chinese) == sorted([exits.pk, chinese.pk, draft.pk])
    assert family(alone) == [alone.pk]
    assert siblings([exits, alone]) == {
        exits.pk: {"en": exits, "zh-hant": chinese}, alone.pk: {"en": alone}
    }  # fmt: skip
    assert taken_as([exits, alone], "zh-hans") == {exits.pk: chinese, alone.pk: alone}


def test_what_was_completed_before_it_was_sent_did_not_come_from_a_campaign(
    exits, mailing, mill, mill_user, now
):
    view(exits.lessons.first(), mill_user, mill, TODAY, mailing)
    row = completed(exits, mill_user, mill, now - dt.timedelta(seconds=1))
    assert course_counts(campaign=mailing)[exits.pk]["completions"] == 0
    type(row).objects.update(completed_at=now)
    assert course_counts(campaign=mailing)[exits.pk]["completions"] == 1
