"""A small approval policy – one certificate kind, two assessment kinds – and people who fill it in."""

import datetime as dt
from decimal import Decimal

from suppliers.models import (
    ApprovalPolicy,
    AssessmentDimension,
    AssessmentKind,
    Certificate,
    CertificateKind,
    RequiredAssessment,
    RequiredCertificate,
)
from suppliers.operations import approvals
from suppliers.operations.approval_policy import activate_approval_policy
from suppliers.operations.assessments import confirm_assessment, record_assessment
from suppliers.queries.approval import active_policy, checklist_of


def small_policy(*, at, name="Small", declaration=False):
    """QSA (60 + 40) with 70 and 50 in every dimension, ISO 9001; active."""
    CertificateKind.objects.get_or_create(code="iso_9001", defaults={"name": "ISO 9001"})
    kind = small_kind("qsa", 60, 40)
    small_kind("csr", 100)
    policy = ApprovalPolicy.objects.create(
        name=name, valid_from=at.date(), source="Test", declaration_required=declaration
    )
    RequiredCertificate.objects.create(policy=policy, kind_id="iso_9001")
    RequiredAssessment.objects.create(
        policy=policy, kind=kind, pass_mark=Decimal(70), dimension_minimum=Decimal(50)
    )
    return activate_approval_policy(policy=policy, by=None, at=at)


def small_kind(code, *weights):
    kind, made = AssessmentKind.objects.get_or_create(
        code=code, defaults={"name": f"Kind {code}", "area": "quality", "source": "Test"}
    )
    if made:
        for number, weight in enumerate(weights, start=1):
            AssessmentDimension.objects.create(
                kind=kind, number=number, name=f"Dimension {number}", weight=weight
            )
    return kind


def certify(supplier, *, at, by, days=400):
    """An accepted ISO 9001 certificate that holds for `days` more days."""
    return Certificate.objects.create(
        supplier=supplier,
        kind_id="iso_9001",
        number="C-1",
        issuer="Issuer",
        issued_on=at.date() - dt.timedelta(days=10),
        expires_on=at.date() + dt.timedelta(days=days),
        state="accepted",
        at=at,
        judged_at=at,
        judged_by=by,
    )


def assess(supplier, *, at, by, scores=(80, 60), kind="qsa", confirmed=True, **fields):
    """An assessment of yesterday."""
    kind = AssessmentKind.objects.get(pk=kind)
    rows = kind.dimensions.all()
    assessment = record_assessment(
        supplier=supplier,
        kind=kind,
        scores={row: Decimal(str(score)) for row, score in zip(rows, scores, strict=True)},
        by=by,
        at=at,
        **{
            "site": None,
            "assessed_on": at.date() - dt.timedelta(days=1),
            "assessor": "Ana Auditor",
            "organisation": "Clearwater",
            "remark": "",
        }
        | fields,
    )
    return confirm_assessment(assessment=assessment, by=by, at=at) if confirmed else assessment


def seen(supplier, *, at):
    """What the checklist looks like to whoever opens the page at this moment."""
    policy = active_policy()
    return approvals.seen_as(policy, checklist_of(supplier, policy, on=at.date()))


def condition(days, *, at):
    until = at.date() + dt.timedelta(days=days)
    return {"condition_until": until, "condition_text": "Renew the certificate"}
