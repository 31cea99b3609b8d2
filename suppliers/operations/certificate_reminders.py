"""The night's work on certificates: reminders, one per certificate and step, and what expired for risk."""

from collections import defaultdict

from django.db import transaction
from django.utils import timezone

from sustainportal.accounts.models import User
from sustainportal.accounts.roles import Role

from .. import notices
from ..models import CertificateReminder, Supplier
from ..queries.papers import suppliers_to_refresh, to_remind
from ..rules.papers import step_due
from .certificates import post_held


@transaction.atomic
def remind_span(*, first, last, by, at):
    """Take the steps that are due for the suppliers with ids first…last, and tell the risk model what has
    expired. {"reminded", "people", "readings"}. Doing it again on the same day changes nothing."""
    on = timezone.localdate(at)
    due = [
        (certificate, step)
        for certificate in to_remind(first, last, on=on)
        for step in [step_due(certificate.expires_on, on)]
        if step not in {reminder.step for reminder in certificate.reminders.all()}
    ]
    people = people_by_supplier({certificate.supplier_id for certificate, _step in due})
    rows = []
    for certificate, step in due:
        told = [] if certificate.renewal_waits else people[certificate.supplier_id]
        notices.certificate_ends(told, certificate, on=on, at=at)
        rows.append(
            CertificateReminder(certificate=certificate, step=step, sent_on=on, told=len(told))
        )
    CertificateReminder.objects.bulk_create(rows, batch_size=500)
    posted = post_held(suppliers_to_refresh(first, last), by=by, at=at)
    return {"reminded": len(rows), "people": sum(row.told for row in rows), "readings": posted}


def people_by_supplier(suppliers):
    """{supplier id: [its people]}."""
    found = defaultdict(list)
    rows = User.objects.filter(
        memberships__supplier__in=suppliers, role=Role.SUPPLIER, is_active=True
    ).prefetch_related("memberships")
    for person in rows:
        for membership in person.memberships.all():
            found[membership.supplier_id].append(person)
    return found


def tell_buyers(*, at):
    """One notice for every buyer about tonight's steps that need them: expired, or nobody was told."""
    on = timezone.localdate(at)
    steps = CertificateReminder.objects.filter(sent_on=on).values_list(
        "certificate__expires_on", "told"
    )
    expired = sum(1 for until, _told in steps if until < on)
    unheard = sum(1 for until, told in steps if not told and until >= on)
    if expired or unheard:
        notices.certificates_need_buyers(expired=expired, unheard=unheard, at=at)
    return {"buyers_told": int(bool(expired or unheard))}


def spans(size):
    """[[first id, last id], …] over the suppliers that have certificates."""
    ids = list(
        Supplier.objects.filter(certificates__isnull=False)
        .order_by("pk")
        .distinct()
        .values_list("pk", flat=True)
    )
    return [[ids[n], ids[min(n + size, len(ids)) - 1]] for n in range(0, len(ids), size)]
