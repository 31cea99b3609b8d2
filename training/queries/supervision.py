"""Which suppliers are supervised, who should be, and what has moved there; asked in sets."""

from dataclasses import asdict

from django.db.models import Case, Count, Q, Value, When

from audits.models import Finding
from audits.queries import last_audit_scores, open_findings, worst_open
from audits.queries.standing import open_facts
from suppliers.models import Classification, Supplier

from ..models import Supervision
from ..rules.supervision import moved, why_proposed

SUPPLIER = "audit__site__supplier"


def facts(suppliers, *, today, on=None, with_open=False):
    """{supplier id: plain facts} for all of these ids: class and its year, open findings by rating, overdue,
    last audit score and its audit; with_open: also the ids of the open findings.

    `on`: a day in the past; what was overdue then is not known (None).
    """
    past = on if on is not None and on < today else None
    classes = _classes(suppliers, (past or today).year)
    found = worst_open(suppliers, on=past)
    late = {} if past else open_facts(suppliers, today)
    scores = last_audit_scores(suppliers, until=past)
    ids = _open_ids(suppliers, past) if with_open else {}
    return {
        pk: {
            **dict(zip(("risk_class", "risk_year"), classes.get(pk, ("", None)), strict=True)),
            **_counts(found.get(pk)),
            "overdue": None if past else late.get(pk, {}).get("cap_overdue", 0),
            **_score(scores.get(pk)),
            **({"open": ids.get(pk, [])} if with_open else {}),
        }
        for pk in suppliers
    }


def _classes(suppliers, year):
    """{supplier: (class, year)} of the newest year judged up to this one."""
    rows = Classification.objects.filter(
        supplier__in=suppliers, year_id__lte=year, in_scope=True
    ).order_by("year_id")
    return {
        pk: (code, of) for pk, code, of in rows.values_list("supplier", "risk_class", "year_id")
    }


def _counts(found):
    names = ("zero_tolerance", "priority", "major", "minor")
    counts = asdict(found) if found else {}
    return {name: counts.get(name, 0) for name in names}


def _score(last):
    if last is None:
        return {"audit_score": None, "audit": None}
    return {"audit_score": float(last.score), "audit": last.audit_id}


def _open_ids(suppliers, past):
    ids = {}
    rows = open_findings(suppliers, on=past).order_by("pk")
    for supplier, pk in rows.values_list(SUPPLIER, "pk"):
        ids.setdefault(supplier, []).append(pk)
    return ids


def supervision_rows(user):
    """The supervisions this person may see, with what a list shows of them."""
    rows = Supervision.objects.visible_to(user).standing()
    return rows.select_related("supplier", "group").order_by("-since", "-pk")


def with_moved(rows, *, today):
    """The rows as a list, each with `now` (facts; of an ended one as it stood at its end) and `moved`."""
    rows = list(rows)
    running = [row.supplier_id for row in rows if row.ended_on is None]
    now = facts(running, today=today) if running else {}
    for row in rows:
        row.now = row.then.get("at_end", {}) if row.ended_on else now[row.supplier_id]
        row.moved = moved(row.then, row.now)
        row.days = ((row.ended_on or today) - row.since).days
    return rows


def findings_between(supervision, user):
    """(findings open at the beginning, now or at the end, as this person may see them; the ids of those open
    at the beginning; the ids of those open now or at the end)."""
    then = set(supervision.then.get("open", []))
    visible = Finding.objects.visible_to(user).filter(**{SUPPLIER: supervision.supplier_id})
    if supervision.ended_on:
        now = set(supervision.then.get("at_end", {}).get("open", []))
    else:
        now = set(visible.reported().open().values_list("pk", flat=True))
    rows = visible.filter(pk__in=then | now).select_related("provision", "audit__site")
    return rows.order_by("-pk"), then, now


def uncounted(findings, then, now):
    """(how many of these findings were open then, how many are now) of the ratings no measure counts."""
    rows = findings.exclude(rating__in=("priority", "major", "minor")).order_by()
    ids = set(rows.values_list("pk", flat=True))
    return len(ids & then), len(ids & now)


def may_be_supervised(user):
    """Suppliers of the portal that are neither rejected nor ended."""
    return Supplier.objects.visible_to(user).filter(merged_into=None).exclude(status__in=Supplier.PARTED)


def proposed(user, *, today, least_priority):
    """Suppliers with a reason to be watched that nobody watches yet, those with severe findings first."""
    severe = open_findings().order_by().values(SUPPLIER)
    severe = severe.annotate(
        zero=Count("pk", filter=Q(zero_tolerance__isnull=False)),
        priority=Count("pk", filter=Q(rating="priority")),
    ).filter(Q(zero__gte=1) | Q(priority__gte=least_priority))
    is_severe = Q(pk__in=severe.values(SUPPLIER))
    high = Classification.objects.filter(year=_year_judged(today), in_scope=True, risk_class="high")
    rows = may_be_supervised(user).filter(is_severe | Q(pk__in=high.values("supplier")))
    rows = rows.exclude(pk__in=Supervision.objects.running().values("supplier"))
    weight = Case(When(is_severe, then=Value(0)), default=Value(1))
    return rows.alias(weight=weight).order_by("weight", "name", "pk")


def _year_judged(today):
    rows = Classification.objects.filter(year_id__lte=today.year)
    return rows.order_by("-year_id").values_list("year_id", flat=True).first() or today.year


def with_reasons(suppliers, *, today, least_priority):
    """The suppliers as a list, each with `why`: [(code, facts)] of `rules.supervision.why_proposed`."""
    suppliers = list(suppliers)
    found = facts([one.pk for one in suppliers], today=today) if suppliers else {}
    for one in suppliers:
        one.facts = found[one.pk]
        one.why = why_proposed(
            risk_class=one.facts["risk_class"],
            zero_tolerance=one.facts["zero_tolerance"],
            priority=one.facts["priority"],
            least_priority=least_priority,
        )
    return suppliers


def supervision_of(supplier, user):
    """(the running supervision or None, how many ended ones) of a supplier, as this person may see them."""
    rows = list(Supervision.objects.visible_to(user).filter(supplier=supplier))
    running = next((row for row in rows if row.ended_on is None), None)
    return running, len(rows) - (running is not None)
