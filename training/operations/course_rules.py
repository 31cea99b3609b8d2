"""Rules of assignment: kept, switched on, switched off."""

from django.db import transaction

from sustainportal.trail.operations import record

from ..models import CourseRule


@transaction.atomic
def keep_rule(rule, *, by, at):
    """Keep a new or changed rule (validated by its form); whether it is in use is not changed here. What it
    has given stays as it is."""
    verb = "changed" if rule.pk else "added"
    said = ["course", "kind", "value", "due_days", "since"]
    rule.save(update_fields=said if rule.pk else None)
    told = {"course": rule.course.code, "days": rule.due_days}
    record(f"training.course_rule.{verb}", rule, by=by, at=at, **told)
    return rule


@transaction.atomic
def switch_rule(rule, *, on, by, at):
    """Put a rule to use or out of it; told only when it was otherwise. Returns the rule."""
    if CourseRule.objects.filter(pk=rule.pk, is_active=not on).update(is_active=on) == 1:
        rule.is_active = on
        record(f"training.course_rule.{'on' if on else 'off'}", rule, by=by, at=at)
    return rule
