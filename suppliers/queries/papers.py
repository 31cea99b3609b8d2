"""Declarations and certificates: who signed what, what is valid, what must be done."""

from datetime import timedelta

from django.db.models import Exists, Max, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sustainportal.web.routes import address_maker

from ..models import (
    Certificate,
    CertificateKind,
    CodeVersion,
    Declaration,
    FactorReading,
    Membership,
    SignatureRequest,
    Supplier,
)
from ..models.certificate import later_than_outer
from ..rules.papers import held_percent, soon_until

Status = Supplier.Status
#: Who is asked to sign the code.
ASKED = (Status.CANDIDATE, Status.APPROVED, Status.CONDITIONAL, Status.ACTIVE)


def active_code():
    """The code version that is to be signed now, or None."""
    return CodeVersion.objects.active().first()


def code_in_force(on):
    """The version in force on a day (active, or retired since) stands first; none where there was none."""
    rows = CodeVersion.objects.exclude(status=CodeVersion.Status.DRAFT).filter(valid_from__lte=on)
    return rows.order_by("-valid_from", "-activated_at", "-pk")


def valid_certificates(supplier_ids, kinds, on):
    """{supplier id: {kind code: last day of validity}} of accepted certificates that hold on a day, for
    every id that has one; of several of a kind (other sites, renewals) the one that holds longest.
    `kinds` are codes, None for all. One query."""
    rows = Certificate.objects.valid(on).filter(supplier__in=supplier_ids)
    if kinds is not None:
        rows = rows.filter(kind__in=kinds)
    found = {}
    rows = rows.order_by().values_list("supplier", "kind").annotate(Max("expires_on"))
    for supplier, kind, until in rows:
        found.setdefault(supplier, {})[kind] = until
    return found


def signed_current(supplier_ids, on):
    """{supplier id: day of signing, or None} for every id: its declaration of the version in force on the
    day, if it counts and was signed by then. None for all where no version is in force. Two queries."""
    found = dict.fromkeys(supplier_ids)
    code = code_in_force(on).values_list("pk", flat=True).first()
    if code is not None:
        rows = Declaration.objects.accepted().filter(
            code=code, supplier__in=list(found), signed_on__lte=on
        )
        found |= dict(rows.order_by().values_list("supplier", "signed_on"))
    return found


# --- asking and reminding ---------------------------------------------------------------------
def to_ask(suppliers, code, *, again, on):
    """Those of the suppliers (a queryset) that must sign the code version, have a person with a login, and
    have neither signed nor handed in a file; not asked ever, or with `again` not on this day."""
    answered = Declaration.objects.filter(
        supplier=OuterRef("pk"), code=code, state__in=("accepted", "handed_in")
    )
    asked = SignatureRequest.objects.filter(supplier=OuterRef("pk"), code=code)
    if again:
        asked = asked.filter(asked_on=on)
    people = Membership.objects.filter(supplier=OuterRef("pk"), user__is_active=True)
    return suppliers.filter(
        ~Exists(answered), ~Exists(asked), Exists(people), status__in=ASKED
    ).order_by("pk")


def to_remind(first, last, *, on):
    """Accepted certificates that end within 90 days or have ended, without a renewal, of suppliers
    (ids first…last) that still are ones. `renewal_waits`: a later one was handed in. Two queries."""
    rows = Certificate.objects.accepted().not_renewed()
    return (
        rows.filter(supplier__in=range_of(first, last), expires_on__lte=soon_until(on))
        .annotate(renewal_waits=Exists(later_than_outer("handed_in")))
        .select_related("kind")
        .prefetch_related("reminders")
    )


def range_of(first, last):
    return (
        Supplier.objects.standing()
        .filter(pk__range=(first, last))
        .exclude(status__in=(Status.REJECTED, Status.ENDED))
    )


def suppliers_to_refresh(first, last):
    """Ids of the suppliers that have, or had, an accepted certificate."""
    rows = Certificate.objects.filter(supplier__pk__range=(first, last), judged_at__isnull=False)
    return list(rows.order_by().values_list("supplier", flat=True).distinct())


def held_readings(suppliers, source, *, on):
    """[(supplier id, percent, address)] where the share of the wanted kinds that hold differs from the
    newest reading of this (source, factor); nobody without certificates ever is told to hold none."""
    wanted = CertificateKind.objects.filter(management_system=True).values_list("pk", flat=True)
    wanted, (label, factor) = list(wanted), source
    held = valid_certificates(suppliers, wanted, on)
    last = dict(
        FactorReading.objects.valid()
        .filter(supplier__in=suppliers, factor=factor, source=label)
        .order_by("read_on", "pk")
        .values_list("supplier", "value")
    )
    found = []
    address = address_maker("suppliers:supplier_papers")
    for supplier in suppliers:
        known = supplier in held or supplier in last
        value = held_percent(held.get(supplier, ()), wanted)
        if known and value is not None and value != last.get(supplier):
            found.append((supplier, value, address(supplier)))
    return found


def papers_due(supplier, *, on):
    """[(text, day, address)] of what a supplier's papers ask for: to sign the code, and certificates that end
    within 90 days or have ended without a renewal that was accepted or waits. Two queries."""
    found = []
    address = reverse("suppliers:supplier_papers", args=[supplier.pk])
    answered = Declaration.objects.filter(
        supplier=supplier, code=OuterRef("pk"), state__in=("accepted", "handed_in")
    )
    code = CodeVersion.objects.active().filter(~Exists(answered)).first()
    if code is not None and supplier.status in ASKED:
        begun = max(timezone.localdate(code.activated_at), timezone.localdate(supplier.created_at))
        until = begun + timedelta(days=code.sign_within_days)
        found.append((_("Sign “%s”") % code, until, address))
    ending = supplier.certificates.accepted().not_renewed().filter(expires_on__lte=soon_until(on))
    ending = ending.filter(~Exists(later_than_outer("handed_in"))).select_related("kind")
    found += [
        (_("Renew %s") % certificate, certificate.expires_on, certificate.get_absolute_url())
        for certificate in ending
    ]
    return found
