"""The management approach the portal starts with. A default of ours, to be confirmed by the company.

`load` may run any number of times: it brings what is missing and never touches what is there.
"""

from django.utils import timezone

from .models import Approach, DueKind, RiskClass
from .operations.approach import activate_approach, fill_approach

APPROACH = "Default 2026"
SOURCE = "sustainportal default"
K, C = DueKind, RiskClass

#: (class, tier or None for any, what is due, months after the last one, share, a remote one counts)
ROWS = [
    (C.HIGH, None, K.SECOND_PARTY, 12, 100, True),
    (C.HIGH, None, K.THIRD_PARTY, 24, 100, False),
    (C.HIGH, None, K.SUPERVISION, 12, 100, False),
    (C.MEDIUM, None, K.DOCUMENT_REVIEW, 12, 100, False),
    (C.LOW, None, K.DOCUMENT_REVIEW, 24, 100, False),
    *((risk_class, None, K.SURVEY, 12, 100, False) for risk_class in C.values),
]


def load(*, at):
    """The default approach, active unless another one is."""
    if not Approach.objects.filter(name=APPROACH).exists():
        approach = default_approach(at=at)
        if not Approach.objects.filter(status=Approach.Status.ACTIVE).exists():
            activate_approach(approach=approach, by=None, at=at)


def default_approach(*, at, name=APPROACH):
    """The default approach as a draft."""
    approach = Approach.objects.create(
        name=name, valid_from=timezone.localdate(at), source=SOURCE, to_confirm=True
    )
    return fill_approach(approach=approach, rows=ROWS)
