"""Certificates: handed in, accepted, declined, withdrawn – and what they tell the risk model."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from sustainportal.files.keeping import filing
from sustainportal.trail.operations import entry, record, record_many

from .. import notices
from ..models import Certificate
from ..queries.papers import held_readings
from ..rules.papers import EARLIEST, holds_too_long
from . import papers
from .readings import NewReading, read_factors

State = Certificate.State
#: The reading's source, as it is kept; pages translate it.
SOURCE = "Certificates in the portal"
FACTOR = "certificates_held"
HELD = (SOURCE, FACTOR)


def problems_of(certificate, *, today):
    """{field: what is wrong} of an unsaved certificate."""
    wrong, before = {}, certificate.renews
    if certificate.issued_on > today:
        wrong["issued_on"] = _("This day has not come yet.")
    elif certificate.issued_on < EARLIEST:
        wrong["issued_on"] = _("This day is too long ago: it must be 1990 or later.")
    if certificate.expires_on <= certificate.issued_on:
        wrong["expires_on"] = _("A certificate ends after it was issued.")
    elif certificate.expires_on < today:
        wrong["expires_on"] = _("This certificate is expired already.")
    elif holds_too_long(certificate.issued_on, certificate.expires_on):
        wrong["expires_on"] = _("No certificate holds for more than 20 years.")
    if certificate.site and certificate.site.supplier_id != certificate.supplier_id:
        wrong["site"] = _("This site belongs to another supplier.")
    if before and (before.supplier_id, before.kind_id) != (
        certificate.supplier_id,
        certificate.kind_id,
    ):
        wrong["renews"] = _("A certificate renews one of the same supplier and kind.")
    elif before and before.expires_on >= certificate.expires_on:
        wrong["renews"] = _("It does not hold longer than the one it renews.")
    return wrong


def hand_in_certificate(*, supplier, upload, by, at, **fields):
    """A certificate with its file (a judged Upload); `fields` are those of Certificate. It counts once
    another person has accepted it. ValidationError by field; NotNow for the same one twice."""
    papers.refuse_foreign(supplier, by)
    certificate = Certificate(supplier=supplier, state=State.HANDED_IN, by=by, at=at, **fields)
    wrong = problems_of(certificate, today=timezone.localdate(at))
    if wrong:
        raise ValidationError(wrong)
    with filing() as cabinet:
        certificate.file = papers.keep_file(cabinet, supplier, upload, by=by, at=at)
        papers.insert(
            certificate,
            _("The certificate %(number)s issued on %(day)s was handed in already.")
            % {"number": certificate.number, "day": certificate.issued_on.isoformat()},
        )
        tell("handed_in", certificate, by=by, at=at, sha256=upload.sha256)
        notices.paper_handed_in(certificate, name=str(certificate), by=by, at=at)
    return certificate


@transaction.atomic
def accept_certificate(*, certificate, by, at):
    """It counts from now on. The one it follows is linked if nobody said which; risk is told."""
    renews = certificate.renews or the_one_before(certificate)
    papers.judge(
        certificate,
        State.ACCEPTED,
        by=by,
        at=at,
        renews=renews,
        taken=_("The certificate it renews has another renewal already."),
    )
    tell("accepted", certificate, by=by, at=at)
    post_held([certificate.supplier_id], by=by, at=at)
    notices.paper_judged(certificate, name=str(certificate), at=at)
    return certificate


def the_one_before(certificate):
    """The accepted one of the same supplier, kind and site this one follows, or None."""
    rows = Certificate.objects.accepted().filter(
        supplier=certificate.supplier_id,
        kind=certificate.kind_id,
        site=certificate.site_id,
        expires_on__lt=certificate.expires_on,
    )
    taken = Q(renewals__state=State.ACCEPTED)
    return rows.exclude(taken).order_by("-expires_on", "-pk").first()


@transaction.atomic
def decline_certificate(*, certificate, reason, by, at):
    papers.judge(certificate, State.DECLINED, reason=reason, by=by, at=at)
    tell("declined", certificate, by=by, at=at, reason=reason)
    notices.paper_judged(certificate, name=str(certificate), at=at)
    return certificate


@transaction.atomic
def withdraw_certificate(*, certificate, reason, by, at):
    """It does not count any more (withdrawn by its issuer, or accepted by mistake); risk is told."""
    papers.withdraw(certificate, reason=reason, by=by, at=at)
    tell("withdrawn", certificate, by=by, at=at, reason=reason)
    post_held([certificate.supplier_id], by=by, at=at)
    notices.paper_judged(certificate, name=str(certificate), at=at)
    return certificate


def post_held(suppliers, *, by, at):
    """Post the share of the wanted management-system certificates that hold today, for each supplier (ids)
    where it differs from what was read last. Returns how many were posted."""
    readings = [
        NewReading(supplier, FACTOR, value, timezone.localdate(at), SOURCE, link)
        for supplier, value, link in held_readings(suppliers, HELD, on=timezone.localdate(at))
    ]
    if readings:
        read_factors(readings=readings, by=by, at=at)
    return len(readings)


@transaction.atomic
def keep_imported(rows, *, by, at):
    """Keep certificates from a workbook (unsaved) in sets: they wait to be accepted by another person."""
    for row in rows:
        row.state, row.by, row.at = State.HANDED_IN, by, at
    Certificate.objects.bulk_create(rows, batch_size=500)
    record_many(
        entry("suppliers.certificate.imported", row.supplier, by=by, at=at, **words_of(row))
        for row in rows
    )


def words_of(certificate):
    return {
        "certificate": str(certificate),
        "issuer": certificate.issuer,
        "expires_on": certificate.expires_on.isoformat(),
    }


def tell(verb, certificate, *, by, at, **detail):
    """One trail row about the supplier."""
    words = words_of(certificate) | detail
    record(f"suppliers.certificate.{verb}", certificate.supplier, by=by, at=at, **words)
