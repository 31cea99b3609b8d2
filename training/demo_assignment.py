"""The demo company's assigned courses: rules in use for a year, what suppliers made of them, two campaigns.

Deterministic, relative to `at`.
"""

import datetime as dt
import random

from django.db import transaction
from django.utils import timezone

from audits import operations as audits
from audits.models import Finding
from suppliers.models import Supplier
from sustainportal.accounts.models import User

from . import demo_courses
from .models import Campaign, Completion, Course, CourseAssignment, CourseRule
from .operations.assignment import (
    apply_rules,
    assign_by_hand,
    complete_assignments,
    lift_assignment,
)
from .operations.campaigns import (
    keep_campaign,
    mail_people,
    mailing_spans,
    open_mail,
    start_campaign,
)
from .operations.course_rules import keep_rule, switch_rule
from .operations.courses import view_lesson
from .queries.course_rules import provisions_of

DAY = dt.timedelta(days=1)
#: (code of the course, kind, value, days to complete, in use)
RULES = [
    ("EMERGENCY", "finding", "B", 60, True),
    ("HOURS-ZH", "finding", "A3", 60, True),
    ("ISO14001-START", "finding", "C", 90, True),
    ("ISO14001-START", "class", "high", 120, True),
    ("EMERGENCY", "new", "", 90, False),
]
PAST = 45  # assignments of the past year and a half


@transaction.atomic
def build(*, at):
    """Rules, assignments old and new, campaigns. Does nothing where rules are."""
    courses = {course.code: course for course in Course.objects.all()}
    if CourseRule.objects.exists() or not {rule[0] for rule in RULES} <= courses.keys():
        return {}
    chance, buyer = random.Random("assignment"), User.objects.get(username="buyer")
    rules = [_rule(courses[code], rest, buyer, at) for code, *rest in RULES]
    for rule in rules:
        if rule.is_active and rule.kind == CourseRule.Kind.FINDING:
            _past(chance, rule, at)
    _found_again(rules[0], buyer, at)
    _campaigns(chance, courses, buyer, at)
    apply_rules(suppliers=list(Supplier.objects.values_list("pk", flat=True)), at=at - 6 * DAY)
    _by_hand(courses["ISO14001-START"], buyer, at)
    return {
        "assigned courses": CourseAssignment.objects.count(), "campaigns": Campaign.objects.count()
    }  # fmt: skip


def _rule(course, rest, buyer, at):
    kind, value, days, in_use = rest
    rule = CourseRule(
        course=course, kind=kind, value=value, due_days=days,
        since=timezone.localdate(at - 540 * DAY),
    )  # fmt: skip
    keep_rule(rule, by=buyer, at=at - 540 * DAY)
    return switch_rule(rule, on=True, by=buyer, at=at - 540 * DAY) if in_use else rule


def _past(chance, rule, at):
    """What the rule gave in its time, and whether it was completed."""
    today = timezone.localdate(at)
    found = Finding.objects.reported().to_put_right().filter(
        provision__in=provisions_of(rule.value),
        discovered_on__range=(today - 520 * DAY, today - 70 * DAY),
        audit__site__supplier__merged_into=None,
    )  # fmt: skip
    rows = found.select_related("audit__site", "provision").order_by("discovered_on", "pk")
    for finding in rows[: PAST // 3]:
        given = _noon(finding.discovered_on + 12 * DAY)
        CourseAssignment.objects.create(
            course=rule.course, supplier=finding.audit.site.supplier, rule=rule, finding=finding,
            why=f"finding:{finding.provision.code}", assigned_at=given,
            due_on=timezone.localdate(given) + rule.due_days * DAY,
        )  # fmt: skip
        if chance.random() < 0.65:
            done = min(given + chance.randint(10, rule.due_days + 20) * DAY, at - DAY)
            complete_assignments(course=rule.course, supplier=finding.audit.site.supplier, at=done)


def _found_again(rule, buyer, at):
    """At one supplier an audit three weeks ago found again what the course was completed for."""
    done = CourseAssignment.objects.filter(rule=rule, completed_at__lt=at - 40 * DAY)
    row = done.select_related("finding__audit__site", "finding__provision").order_by("-pk").first()
    if row is None:
        return
    before, start = row.finding, at - 21 * DAY
    by, day = before.audit.auditor, timezone.localdate(start)
    audit = audits.plan_audit(
        site=before.audit.site, kind="vap_initial", protocol=before.provision.protocol,
        auditor=by, planned_on=day, by=buyer, at=start - 30 * DAY,
    )  # fmt: skip
    audits.start_audit(audit=audit, started_on=day, by=by, at=start)
    audits.record_finding(
        audit=audit, provision=before.provision, rating="minor", discovered_on=day,
        description=before.description, sample_size=20, sample_affected=1, by=by, at=start,
    )  # fmt: skip
    audits.record_visit(
        audit=audit, conforming=99, applicable=100, workers=300, interviewed=15, closing_on=day,
        summary="A short visit about what was open.", by=by, at=start,
    )  # fmt: skip
    audits.share_draft(audit=audit, closing_on=day, by=by, at=start)
    audits.finalise_audit(
        audit=audit, outcome="conditional", closing_on=day, by=by, at=start + 9 * DAY
    )


def _noon(day):
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))


def _by_hand(course, buyer, at):
    chosen = list(Supplier.objects.filter(is_key=True).order_by("code")[:4])
    day = timezone.localdate(at)
    assign_by_hand(
        course=course, suppliers=[supplier.pk for supplier in chosen], due_on=day + 45 * DAY,
        why="Agreed at the supplier conference", by=buyer, at=at - 9 * DAY,
    )  # fmt: skip
    row = CourseAssignment.objects.open().exclude(assigned_by=None).order_by("-pk").first()
    if row:
        because = "Their certificate of ISO 14001 was renewed last month."
        lift_assignment(row, because=because, by=buyer, at=at - 2 * DAY)


def _campaigns(chance, courses, buyer, at):
    """One that was sent and read by some; one that waits to be sent."""
    sent = Campaign(
        title="Ways out before the year ends", course=courses["EMERGENCY"], rule={"everyone": True},
        text="Before the busiest weeks: walk every route once more. The course takes half an hour.",
    )  # fmt: skip
    then = at - 50 * DAY
    keep_campaign(sent, by=buyer, at=then - DAY)
    start_campaign(sent, by=buyer, at=then)
    for span in mailing_spans(sent):
        mail_people(sent, span, at=then)
    readers = []
    for mail in sent.mails.select_related("user", "supplier").order_by("pk"):
        day = then + chance.randint(0, 9) * DAY
        if chance.random() < 0.55 and _follow(chance, mail, sent, day):
            readers.append((mail, day))
    _complete(chance, sent.course, readers)
    waiting = Campaign(
        title="Hours that stand up", course=courses["HOURS-ZH"],
        rule={"findings": "A", "not_completed": True},
    )  # fmt: skip
    keep_campaign(waiting, by=buyer, at=at - DAY)


def _follow(chance, mail, campaign, at):
    """Returns whether the person read every lesson."""
    open_mail(mail, at=at)
    lessons = list(campaign.course.lessons.all())
    count = chance.randint(0, 2 * len(lessons))
    for lesson in lessons[:count]:
        view_lesson(
            lesson, supplier=mail.supplier, by=mail.user, at=at, on=timezone.localdate(at),
            campaign=campaign,
        )  # fmt: skip
    return count >= len(lessons)


def _complete(chance, course, readers):
    """Who read it all, and has not completed it in another year, does so now."""
    done = set(Completion.objects.filter(course=course).values_list("user", flat=True))
    fresh = [(mail, day) for mail, day in readers if mail.user_id not in done]
    for one in demo_courses.finish(chance, course, fresh):
        complete_assignments(course=course, supplier=one.supplier, at=one.completed_at, by=one.user)
