"""What a counselling meeting could treat, and what it treats."""

import datetime as dt
from collections import defaultdict

from django.db.models import Count, Exists, OuterRef, Prefetch, Q

from audits.models import Finding, Plan
from audits.queries import open_findings
from suppliers.models import Supplier
from suppliers.queries import classes_of
from suppliers.rules import quarters

from ..models import Event, FollowUp, Supervision, TreatedFinding
from ..rules.counselling import LATELY, Need, rank

SUPPLIER = "audit__site__supplier"
COMING = [Event.State.DRAFT, Event.State.OPEN]


def meetings_of(person):
    """The counselling meetings a person may read: those they see as events, and those that treat a finding
    they see (an assigned auditor's, for example)."""
    theirs = TreatedFinding.objects.visible_to(person).filter(event=OuterRef("pk"))
    seen = Event.objects.visible_to(person).values("pk")
    return Event.objects.filter(Q(pk__in=seen) | Exists(theirs), kind=Event.Kind.COUNSELLING)


def first_day(quarter):
    return quarters.last_day(quarters.shifted(quarter, -1)) + dt.timedelta(days=1)


def of_quarter(quarter):
    """The counselling meetings of a quarter that are not cancelled."""
    days = (first_day(quarter), quarters.last_day(quarter))
    rows = Event.objects.filter(kind=Event.Kind.COUNSELLING, starts_on__range=days)
    return rows.exclude(state=Event.State.CANCELLED).order_by("starts_on", "pk")


def proposable(on):
    """The findings a meeting could treat, with `due` and `is_overdue` as of a day: reported, open, to put right,
    of suppliers we still work with, and on no coming meeting's agenda."""
    planned = TreatedFinding.objects.filter(event__state__in=COMING, finding=OuterRef("pk"))
    rows = open_findings().to_put_right().filter(~Exists(planned)).with_due(on)
    return rows.filter(**{f"{SUPPLIER}__merged_into": None}).exclude(
        **{f"{SUPPLIER}__status__in": Supplier.PARTED}
    )


def needs(quarter, *, on, text=""):
    """The Needs of the suppliers with such findings, the most urgent first; four queries."""
    rows = proposable(on)
    if text:
        found = Supplier.objects.search(text).order_by()
        rows = rows.filter(**{f"{SUPPLIER}__in": found.values("pk")})
    high = {pk for pk, name in classes_of(on.year).items() if name == "high"}
    supervised = set(Supervision.objects.running().values_list("supplier", flat=True))
    treated = lately_treated(quarter)
    counted = rows.order_by().values(SUPPLIER).annotate(
        findings=Count("pk"),
        zero_tolerance=Count("pk", filter=Q(zero_tolerance__isnull=False)),
        priority=Count("pk", filter=Q(rating="priority")),
        overdue=Count("pk", filter=Q(is_overdue=True)),
        repeats=Count("pk", filter=Q(repeat_of__isnull=False)),
    )  # fmt: skip
    return rank(_need(row, high, supervised, treated) for row in counted)


def _need(row, high, supervised, treated):
    supplier = row.pop(SUPPLIER)
    own = {"high": supplier in high, "supervised": supplier in supervised}
    return Need(supplier=supplier, treated=supplier in treated, **own, **row)


def lately_treated(quarter):
    """The suppliers (ids) on the agenda of a meeting of this quarter or the two before it."""
    since = first_day(quarters.shifted(quarter, -LATELY))
    rows = TreatedFinding.objects.filter(
        event__starts_on__range=(since, quarters.last_day(quarter))
    ).exclude(event__state=Event.State.CANCELLED)
    return set(rows.order_by().values_list(f"finding__{SUPPLIER}", flat=True))


def suppliers_of(findings, *, on):
    """The suppliers (ids) of those of these findings that can be proposed."""
    rows = proposable(on).filter(pk__in=findings) if findings else Finding.objects.none()
    return set(rows.order_by().values_list(SUPPLIER, flat=True))


def proposals(page, *, on):
    """[{"need", "supplier", "findings"}] of a page of Needs, the worst finding first; two queries."""
    ids = [need.supplier for need in page]
    rows = (
        proposable(on).filter(**{f"{SUPPLIER}__in": ids}).select_related("provision", "audit__site")
    )
    findings = defaultdict(list)
    for finding in rows.order_by("-is_overdue", "due", "audit", "number"):
        findings[finding.audit.site.supplier_id].append(finding)
    suppliers = Supplier.objects.select_related("country").in_bulk(ids)
    return [
        {
            "need": need,
            "supplier": suppliers[need.supplier],
            "findings": sorted(findings[need.supplier], key=_worst_first),
        }
        for need in page
    ]


RATINGS = ["priority", "major", "minor", "risk"]


def _worst_first(finding):
    return (finding.zero_tolerance_id is None, RATINGS.index(finding.rating))


# --- the meeting itself -----------------------------------------------------------------------
def agenda(event, person, *, on):
    """What a person sees of the agenda: [{"supplier", "opens", "invitation", "people", "heads", "treated"}] by
    supplier, each finding with its follow-ups and its latest plan. `opens`: whether they may open the pages of
    the supplier and its findings; who leads the meeting need not. Eight queries."""
    follow_ups = FollowUp.objects.select_related("owner_user", "done_by")
    rows = (
        TreatedFinding.objects.visible_to(person)
        .filter(event=event)
        .select_related(f"finding__{SUPPLIER}", "finding__provision", "treated_by")
        .prefetch_related(Prefetch("follow_ups", follow_ups))
        .order_by("finding__audit__site__supplier__name", "finding__audit", "finding__number")
    )
    by_supplier = defaultdict(list)
    for row in rows:
        by_supplier[row.finding.audit.site.supplier].append(row)
    _plans([row for rows in by_supplier.values() for row in rows])
    ids = [supplier.pk for supplier in by_supplier]
    invitations = {row.supplier_id: row for row in event.invitations.filter(supplier__in=ids)}
    people, heads = came(event, ids)
    opens = set(Supplier.objects.visible_to(person).filter(pk__in=ids).values_list("pk", flat=True))
    return [
        {
            "supplier": supplier,
            "opens": supplier.pk in opens,
            "invitation": invitations.get(supplier.pk),
            "people": people[supplier.pk],
            "heads": heads.get(supplier.pk, 0),
            "treated": treated,
        }
        for supplier, treated in by_supplier.items()
    ]


def came(event, suppliers):
    """Who is there: {supplier id: [names, "" where erased]}, and {supplier id: people without names}."""
    people = defaultdict(list)
    rows = event.attendances.filter(supplier__in=suppliers).order_by("name")
    for supplier, name, erased in rows.values_list("supplier", "name", "erased_at"):
        people[supplier].append("" if erased else name)
    heads = defaultdict(int)
    rows = event.head_counts.filter(supplier__in=suppliers).order_by()
    for supplier, number in rows.values_list("supplier", "heads"):
        heads[supplier] += number
    return people, heads


def _plans(treated):
    """Each with `plan`, the latest plan of its finding, or None."""
    plans = {}
    rows = Plan.objects.filter(finding__in=[row.finding_id for row in treated]).order_by("version")
    for plan in rows.prefetch_related("actions"):
        plans[plan.finding_id] = plan
    for row in treated:
        row.plan = plans.get(row.finding_id)
