"""Everything a finding's own page shows."""

from itertools import groupby

from django.db.models import Count, F

from ..models import EffectivenessCheck, Finding, Postponement, State
from ..rules import life
from ..wording import AFTERWARDS

MOST_AUDITS = 5  # offered above the list of what is due
MOST_ROWS = 100  # findings offered on the page of many plans; more are answered in a sheet


def finding_page(finding, person, today):
    """The page of a finding as this person sees it; `verbs` are the moves they could make now."""
    plans = list(finding.plans.select_related("submitted_by").prefetch_related("actions"))
    plan = plans[0] if plans else None
    evidence = list(finding.evidence.select_related("by"))
    steps = list(finding.steps.select_related("by"))
    check = EffectivenessCheck.objects.filter(finding=finding).select_related(
        "checked_by", "repeat"
    ).first()
    judges = person.role in life.REVIEWERS
    auditee = judges and finding.is_auditee(person)
    return {
        "plan": plan,
        "earlier_plans": plans[1:],
        "evidence": versions(evidence),
        "thread": thread(steps, evidence),
        "steps": [step for step in steps if step.verb != "remark"],
        "owners": list(finding.owners.all()),
        "check": check,
        "may_check": check is not None and judges and not auditee and may_check(finding, person),
        "repeats": list(finding.repeats.visible_to(person)),
        "way": way(finding, check, today),
        "seen": max((step.pk for step in steps), default=0),
        "verbs": verbs(finding, person, plan, auditee),
        **more_time(finding, person, judges and not auditee),
    }


def versions(evidence):
    """Files of one name together, the latest version first: [{"latest": file, "older": [files]}]."""
    rows = sorted(evidence, key=lambda file: (file.name, -file.version))
    groups = [list(files) for _name, files in groupby(rows, key=lambda file: file.name)]
    groups.sort(key=lambda files: (files[0].at, files[0].pk))
    return [{"latest": files[0], "older": files[1:]} for files in groups]


def thread(steps, evidence):
    """The remarks of both sides, each with the files that came with it."""
    return [
        {
            "step": step,
            "files": [file for file in evidence if (file.at, file.by_id) == (step.at, step.by_id)],
        }
        for step in steps
        if step.verb == "remark"
    ]


def verbs(finding, person, plan, auditee):
    """The moves of its life this person could make now; none while it is a draft."""
    if not finding.is_reported:
        return []
    return life.moves_now(
        finding.state,
        person.role,
        person=person.pk,
        doers=finding.doers(),
        no_action=bool(plan and plan.no_action_because),
        auditee=auditee,
    )


def may_check(finding, person):
    """Whether they had no hand in what is to be checked."""
    doers = finding.doers()
    return person.pk not in doers["submitted"] | doers["completed"]


def more_time(finding, person, decides):
    """What was asked and granted, and what this person could do about it."""
    rows = list(finding.postponements.select_related("asked_by", "decided_by"))
    asked = next((row for row in rows if row.state == Postponement.State.ASKED), None)
    postponable = finding.state in life.POSTPONABLE and finding.is_reported
    return {
        "postponements": rows,
        "asked": asked if postponable else None,
        "may_decide": asked is not None and decides and asked.asked_by_id != person.pk,
        "may_ask": postponable
        and asked is None
        and finding.paused_on is None
        and finding.complete_due is not None,
        "may_end_pause": decides and finding.paused_on is not None,
    }


def way(finding, check, today):
    """The path with where it stands, who is next and by when; `late` in days."""
    return [_point(finding, check, point, today) for point in life.way(finding.state, _after(finding, check))]


def _after(finding, check):
    if check is None:
        expected = finding.is_open and finding.audit.protocol.check_days
        return "expected" if expected else ""
    if check.holds is None:
        return "owed"
    return "holds" if check.holds else "failed"


def _point(finding, check, point, today):
    shown = {"status": point.status, "returned": point.returned, "state": point.state}
    if point.state in AFTERWARDS:
        label, words = AFTERWARDS[point.state]
        due = check.due_on if check and point.state == life.CHECK else None
        late = max(0, (today - due).days) if due else 0
        repeat = check.repeat if check and point.state == life.REPEAT else None
        return shown | {"label": label, "next": words, "due": due, "late": late, "finding": repeat}
    return shown | {
        "label": State(point.state).label,
        "next": finding.next_words,
        "due": finding.next_due,
        "late": finding.days_late(today),
    }


def plannable(audit, person):
    """The findings of an audit this person may still plan, the next due first, at most MOST_ROWS, each
    with `seen` (its last step)."""
    rows = _reported_of(audit, person).filter(state__in=life.MOVES["submit_plan"].sources)
    return _with_seen(audit, list(rows[:MOST_ROWS]))


def answered(audit, person, sent):
    """The findings of an audit that the page of many plans came back with (`sent`: its fields). Those with a
    text stay wherever they stand by now: what was written is not lost when somebody was faster."""
    rows = []
    for finding in _reported_of(audit, person):
        text = sent.get(f"finding-{finding.pk}-text")
        open_yet = finding.state in life.MOVES["submit_plan"].sources
        if text is not None and (open_yet or text.strip()):
            rows.append(finding)
    return _with_seen(audit, rows)


def _reported_of(audit, person):
    rows = Finding.objects.visible_to(person).reported().filter(audit=audit)
    next_due = F("submit_due").asc(nulls_last=True)
    return rows.select_related("provision").order_by(next_due, "number")


def _with_seen(audit, rows):
    last = {}
    for finding, step in _steps_of(rows):
        last[finding] = max(step, last.get(finding, 0))
    for finding in rows:
        finding.audit, finding.seen = audit, last.get(finding.pk, 0)
    return rows


def plannable_audits(person, least=2):
    """The audits with at least that many findings this person may still plan: [{"audit", "count"}]."""
    states = life.MOVES["submit_plan"].sources
    rows = Finding.objects.visible_to(person).reported().filter(state__in=states)
    counts = rows.order_by("audit").values("audit").annotate(count=Count("pk"))
    return list(counts.filter(count__gte=least)[:MOST_AUDITS])


def _steps_of(rows):
    return (
        Finding.objects.filter(pk__in=[row.pk for row in rows], steps__isnull=False)
        .order_by()
        .values_list("pk", "steps__pk")
    )
