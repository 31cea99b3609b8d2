"""Whom a rule of assignment fits on a day, and why."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from audits.models import Finding, Provision, ProvisionMatch
from suppliers.models import Approval, Classification, Supplier

from ..models import CourseRule
from ..rules.assignment import GIVE, is_section

#: A finding of the former version falls under a course about what it is now: the same, or part of it.
COUNTS_AS = [ProvisionMatch.Kind.SAME, ProvisionMatch.Kind.WIDER]


@dataclass(frozen=True, slots=True)
class Fit:
    """A supplier a rule fits. `why` as kept: "finding:B2", "new", "class:high:2026"."""

    supplier_id: int
    why: str
    finding_id: int | None = None
    found_on: object = None
    answer: str = GIVE


def provisions_of(value):
    """The ids of the provisions that a rule's value names: a section in every version; or the provision
    with this code in the current versions and what the crosswalk counts as it in former ones."""
    if is_section(value):
        return set(Provision.objects.filter(section=value).values_list("pk", flat=True))
    coded = Provision.objects.filter(code=value)
    current = set(coded.filter(protocol__is_current=True).values_list("pk", flat=True))
    if not current:
        return set(coded.values_list("pk", flat=True))
    former = ProvisionMatch.objects.filter(counterpart__in=current, kind__in=COUNTS_AS)
    return current | set(former.values_list("provision", flat=True))


def risk_year(on):
    """The newest year up to this day's that has classifications, or None."""
    rows = Classification.objects.filter(year__lte=on.year).order_by("-year_id")
    return rows.values_list("year_id", flat=True).first()


def fits(rule, *, on, suppliers=None):
    """[Fit] of a rule on a day, not yet judged; among all suppliers or these (ids)."""
    if on < rule.since:
        return []
    return {
        CourseRule.Kind.FINDING: _with_finding,
        CourseRule.Kind.NEW: _new,
        CourseRule.Kind.RISK_CLASS: _of_class,
    }[rule.kind](rule, on, suppliers)


def _with_finding(rule, on, suppliers):
    rows = Finding.objects.reported().open().to_put_right().filter(
        provision__in=provisions_of(rule.value),
        discovered_on__gte=rule.since,
        audit__site__supplier__merged_into=None,
    )  # fmt: skip
    rows = rows.exclude(audit__site__supplier__status__in=Supplier.PARTED)
    if suppliers is not None:
        rows = rows.filter(audit__site__supplier__in=suppliers)
    rows = rows.order_by("discovered_on", "pk")
    names = ("audit__site__supplier", "pk", "provision__code", "discovered_on")
    return [
        Fit(supplier, f"finding:{code}", finding, day)
        for supplier, finding, code, day in rows.values_list(*names)
    ]


def _new(rule, on, suppliers):
    begun = timezone.make_aware(dt.datetime.combine(rule.since, dt.time.min))
    approvals = Approval.objects.filter(
        supplier=OuterRef("pk"), kind=Approval.Kind.NEW, state=Approval.State.DECIDED,
        decided_at__gte=begun,
    ).exclude(decision=Approval.Decision.REJECTED)  # fmt: skip
    rows = Supplier.objects.standing().filter(status__in=Supplier.QUALIFIED)
    rows = rows.filter(Q(created_at__gte=begun) | Exists(approvals))
    if suppliers is not None:
        rows = rows.filter(pk__in=suppliers)
    ids = rows.order_by("pk").values_list("pk", flat=True)
    return [Fit(supplier, "new") for supplier in ids]


def _of_class(rule, on, suppliers):
    year = risk_year(on)
    if year is None or year < rule.since.year:
        return []
    rows = Classification.objects.filter(
        year=year, in_scope=True, risk_class=rule.value, supplier__merged_into=None
    ).exclude(supplier__status__in=[*Supplier.PARTED, Supplier.Status.CANDIDATE])
    if suppliers is not None:
        rows = rows.filter(supplier__in=suppliers)
    ids = rows.order_by("supplier").values_list("supplier", flat=True)
    return [Fit(supplier, f"class:{rule.value}:{year}") for supplier in ids]
