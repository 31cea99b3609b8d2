from django.utils import timezone

from suppliers.models import Membership
from sustainportal.trail.models import Entry
from training import demo_courses
from training.models import Attempt, Completion, LessonView
from training.operations.courses import complete_course
from training.rules.certificates import valid_until
from training.rules.quiz import score

from ..conftest import person
from .course_cast import make_course


def test_learners_have_read_and_passed_what_they_have_completed(
    buyer, mill, mill_user, now, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    for number in range(1, 8):
        user = person(f"learner{number}", "supplier")
        Membership.objects.create(supplier=mill, user=user)
    make_course("EMERGENCY", questions_asked=3)
    make_course("ISO", questions=0, valid_months=12)
    made = demo_courses.build(at=now)
    assert made["course readers"] == 16
    assert made["certificates of courses"] == Completion.objects.count() > 4
    assert (
        Entry.objects.filter(event="training.course.completed").count()
        == Completion.objects.count()
    )
    assert all(score(attempt.asked) == attempt.score for attempt in Attempt.objects.all())
    row = Completion.objects.filter(course__code="EMERGENCY").first()
    assert row.score == row.course.attempts.get(user=row.user, passed=True).score
    read = LessonView.objects.filter(user=row.user, lesson__course=row.course).count()
    assert read == row.course.lessons.count() == 3  # one of them is the document
    for one in Completion.objects.select_related("course"):
        day = timezone.localdate(one.completed_at)
        assert one.valid_until == valid_until(day, one.course.valid_months)
    day = timezone.localdate(row.completed_at)
    code = row.code
    row.delete()  # what was kept in sets is what the portal would have let happen
    again = complete_course(row.course, supplier=mill, by=row.user, at=row.completed_at)
    assert (timezone.localdate(again.completed_at), again.code != code) == (day, True)
