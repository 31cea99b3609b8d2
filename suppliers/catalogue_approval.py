"""Kinds of assessment and the approval policy the portal starts with: defaults of ours, to be confirmed.

The four kinds and how many dimensions they have follow older practice in the trade; what the dimensions
are called and weigh is ours. `load` may run any number of times and never touches what is there.
"""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from .models import (
    ApprovalPolicy,
    AssessmentDimension,
    AssessmentKind,
    CertificateKind,
    RequiredAssessment,
    RequiredCertificate,
)
from .operations.approval_policy import activate_approval_policy

POLICY = "Default 2026"
SOURCE = "sustainportal default"
KIND_SOURCE = "sustainportal default, after older practice"
CERTIFICATES = ("ISO 9001", "ISO 14001")
PASS_MARK, MINIMUM = Decimal(70), Decimal(50)
Q, S = AssessmentKind.Area.QUALITY, AssessmentKind.Area.SUSTAINABILITY

#: code: (name, area, [(dimension, weight)])
KINDS = {
    "qsa": ("Quality system", Q, [
        ("Quality policy and documents", 9), ("Management's part in quality", 9),
        ("Design and change control", 9), ("Purchasing and incoming goods", 9),
        ("Control of production", 10), ("Inspection and tests", 9), ("Measuring equipment", 9),
        ("Handling of faulty goods", 9), ("Correction and prevention", 9),
        ("Storage, packing and delivery", 9), ("Training and skills", 9),
    ]),
    "qpa": ("Production process", Q, [
        ("Incoming material", 20), ("Work at the line", 20), ("Process capability", 20),
        ("Machines and tools", 20), ("Final inspection", 20),
    ]),
    "ga": ("Free of hazardous substances", S, [
        ("Management of restricted substances", 40), ("Material data and tests", 30),
        ("Separation and tracing", 30),
    ]),
    "csr": ("Social responsibility", S, [
        ("Labour and human rights", 20), ("Health and safety", 20), ("Environment", 20),
        ("Ethics", 20), ("Management system", 20),
    ]),
}  # fmt: skip


@transaction.atomic
def load(*, at):
    """The kinds with their dimensions, and the default policy, active unless another is."""
    for position, (code, (name, area, dimensions)) in enumerate(KINDS.items(), start=1):
        load_kind(code, name, area, dimensions, position)
    if not ApprovalPolicy.objects.filter(name=POLICY).exists():
        policy = default_policy(at=at)
        if not ApprovalPolicy.objects.active().exists():
            activate_approval_policy(policy=policy, by=None, at=at)


def load_kind(code, name, area, dimensions, position):
    kind, made = AssessmentKind.objects.get_or_create(
        code=code,
        defaults={
            "name": name,
            "area": area,
            "source": KIND_SOURCE,
            "to_confirm": True,
            "position": position,
        },
    )
    if made:
        AssessmentDimension.objects.bulk_create(
            AssessmentDimension(kind=kind, number=number, name=words, weight=weight)
            for number, (words, weight) in enumerate(dimensions, start=1)
        )


def default_policy(*, at, name=POLICY):
    """The default policy as a draft."""
    policy = ApprovalPolicy.objects.create(
        name=name, valid_from=timezone.localdate(at), source=SOURCE, to_confirm=True
    )
    RequiredCertificate.objects.bulk_create(
        RequiredCertificate(policy=policy, kind=kind)
        for kind in CertificateKind.objects.filter(name__in=CERTIFICATES)
    )
    RequiredAssessment.objects.bulk_create(
        RequiredAssessment(
            policy=policy, kind_id=code, pass_mark=PASS_MARK, dimension_minimum=MINIMUM
        )
        for code in KINDS
    )
    return policy
