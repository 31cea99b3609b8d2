"""What a person's calendar holds: the nearest days that concern them, each with a name that stays."""

import datetime as dt
import hashlib
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from sustainportal.accounts.roles import Role

from ..models import Audit, CalendarFeed, EffectivenessCheck, Finding, Survey
from ..rules import life
from ..rules.survey import FILLABLE
from ..wording import NEXT_WORDS
from .owners import seen_to_by

#: Entries of each kind, and how many days back the calendar reaches.
MOST = 200
BACK = dt.timedelta(days=60)


@dataclass(frozen=True)
class Entry:
    """One all-day entry. `key` names it for ever: the calendar program updates it by that."""

    key: str
    day: dt.date
    title: str
    text: str
    path: str


def hash_of(key):
    """What is kept of a secret."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


def person_of(key):
    """The active person whose calendar address holds this secret, or None. Looked up by its hash, so how long
    it takes tells nothing of the secret."""
    row = CalendarFeed.objects.filter(key_sha256=hash_of(key)).select_related("user").first()
    return row.user if row and row.user.is_active else None


def entries_for(person, today):
    """The person's days from sixty days back on, nearest first, in the active language; five queries at most."""
    found = [
        *_findings(person, today),
        *_surveys(person, today),
        *_visits(person, today),
        *_drafts(person, today),
        *_checks(person, today),
    ]
    return sorted(found, key=lambda entry: (entry.day, entry.key))


def _findings(person, today):
    """What waits for the person: a supplier's own and nobody's findings, a reviewer's own audits."""
    if not person.has_perm("audits.read_finding"):
        return
    rows = Finding.objects.visible_to(person).reported()
    if person.role == Role.SUPPLIER:
        rows = rows.filter(seen_to_by(person), state__in=life.WAITS_FOR_SUPPLIER)
    else:
        rows = rows.filter(_led("audit__", person), state__in=life.WAITS_FOR_REVIEWER)
    rows = rows.with_due().filter(due__gte=today - BACK).select_related("provision", "audit__site")
    for row in rows.defer("deadlines", "audit__score_parts").order_by("due", "pk")[:MOST]:
        words = {"reference": row.reference, "what": NEXT_WORDS[row.state]}
        yield Entry(
            f"finding-{row.pk}-{life.NEXT[row.state][1]}",
            row.due,
            _("%(reference)s: %(what)s") % words,
            f"{row.provision}\n{row.audit.site}",
            row.get_absolute_url(),
        )


def _led(prefix, person):
    return Q(**{f"{prefix}auditor": person}) | Q(**{f"{prefix}planned_by": person})


def _surveys(person, today):
    if not person.has_perm("audits.answer_survey"):
        return
    rows = Survey.objects.visible_to(person).filter(state__in=FILLABLE, due_on__gte=today - BACK)
    rows = rows.select_related("questionnaire").defer("score_parts").order_by("due_on", "pk")
    for row in rows[:MOST]:
        yield Entry(
            f"survey-{row.pk}",
            row.due_on,
            _("Survey: %(survey)s") % {"survey": row.questionnaire},
            str(row.year),
            row.get_absolute_url(),
        )


def _audits(person):
    """Audits of the person's own: the supplier's, the auditor's, those the buyer planned."""
    if not person.has_perm("audits.read_audit"):
        return Audit.objects.none()
    rows = Audit.objects.visible_to(person).select_related("site")
    rows = rows.defer("score_parts", "summary")
    return rows if person.role == Role.SUPPLIER else rows.filter(_led("", person))


def _visits(person, today):
    states = [Audit.State.PLANNED, Audit.State.IN_PROGRESS]
    rows = _audits(person).filter(state__in=states, planned_on__gte=today - BACK)
    for row in rows.order_by("planned_on", "pk")[:MOST]:
        yield Entry(
            f"audit-{row.pk}",
            row.planned_on,
            _("Audit: %(site)s") % {"site": row.site},
            f"{row.reference} {row.get_kind_display()}",
            row.get_absolute_url(),
        )


def _drafts(person, today):
    rows = _audits(person).filter(state=Audit.State.COMMENT, comment_until__gte=today - BACK)
    for row in rows.order_by("comment_until", "pk")[:MOST]:
        yield Entry(
            f"comments-{row.pk}",
            row.comment_until,
            _("Comments on the draft end: %(audit)s") % {"audit": row.reference},
            str(row.site),
            row.get_absolute_url(),
        )


def _checks(person, today):
    if not person.has_perm("audits.review_action"):
        return
    rows = EffectivenessCheck.objects.visible_to(person).filter(
        _led("finding__audit__", person), checked_at=None, due_on__gte=today - BACK
    )
    rows = rows.select_related("finding__provision").defer("finding__deadlines")
    for row in rows.order_by("due_on", "pk")[:MOST]:
        yield Entry(
            f"check-{row.pk}",
            row.due_on,
            _("Check whether it still holds: %(finding)s") % {"finding": row.finding.reference},
            str(row.finding.provision),
            reverse("audits:finding_detail", args=[row.finding_id]),
        )
