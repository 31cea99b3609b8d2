"""Columns of assigned courses, of views, learners and completions, and of a campaign's mails."""

from django.utils.translation import gettext_lazy as _

from sustainportal.sheets.columns import Column

from ..wording_assignment import why_words

SUPPLIER = [
    Column("code", _("Supplier code"), value="supplier.code"),
    Column("supplier", _("Supplier"), value="supplier.name"),
]
COURSE = [
    Column("course", _("Course code"), value="course.code"),
    Column("title", _("Course"), value="course.title"),
]
ASSIGNMENT_COLUMNS = [
    *SUPPLIER,
    *COURSE,
    Column("why", _("Why"), value=why_words),
    Column("finding", _("Finding"), value="finding.reference"),
    Column("assigned_at", _("Assigned"), kind="datetime"),
    Column("due_on", _("Due"), kind="date"),
    Column("completed_at", _("Completed"), kind="datetime"),
    Column("lifted_at", _("Lifted"), kind="datetime"),
    Column("lifted_because", _("Lifted because")),
    Column("again", _("Found again"), kind="boolean", value=lambda row: _again(row)),
    Column("audited", _("Audited since"), kind="boolean", value=lambda row: _audited(row)),
]


def _again(row):
    return row.again is not None if row.finding_id else None


def _audited(row):
    return row.audited if row.finding_id else None


PERSON = [Column("person", _("Person"), value=lambda row: str(row.user)), *SUPPLIER]
VIEW_ROW_COLUMNS = [
    Column("viewed_on", _("Date"), kind="date"),
    *PERSON,
    Column("course", _("Course code"), value="lesson.course.code"),
    Column("title", _("Course"), value="lesson.course.title"),
    Column("lesson", _("Lesson"), value="lesson.title"),
    Column("campaign", _("Campaign"), value="campaign.title"),
]
LEARNER_COLUMNS = [
    Column("person", _("Person")),
    Column("code", _("Supplier code"), value="supplier__code"),
    Column("supplier", _("Supplier"), value="supplier__name"),
    Column("course", _("Course code"), value="lesson__course__code"),
    Column("title", _("Course"), value="lesson__course__title"),
    Column("views", _("Views"), kind="integer"),
    Column("lessons", _("Lessons"), kind="integer"),
    Column("first_on", _("First view"), kind="date"),
    Column("last_on", _("Last view"), kind="date"),
]
COMPLETION_COLUMNS = [
    Column("completed_at", _("Completed"), kind="datetime"),
    *PERSON,
    *COURSE,
    Column("score", _("Quiz, %"), kind="integer"),
]
MAIL_COLUMNS = [
    *PERSON,
    Column("sent_at", _("Mailed"), kind="datetime"),
    Column("opened_at", _("Opened"), kind="datetime"),
    Column("learned", _("Viewed a lesson"), kind="boolean"),
    Column("completed", _("Completed the course"), kind="boolean"),
]
