"""How the severities of other schemes read on our scale. All are defaults of this portal, to confirm."""

from .models import Severity

SOURCE = "Portal default"

#: (scheme, severity there, our rating, zero tolerance)
SEVERITIES = (
    ("SMETA", "Business critical", "priority", False),
    ("SMETA", "Critical", "priority", False),
    ("SMETA", "Major", "major", False),
    ("SMETA", "Minor", "minor", False),
    ("SMETA", "Collaborative action required", "risk", False),
    ("SMETA", "Observation", "opportunity", False),
    ("SMETA", "Good example", "opportunity", False),
    ("amfori BSCI", "Zero tolerance", "priority", True),
    ("amfori BSCI", "Unacceptable (E)", "priority", False),
    ("amfori BSCI", "Insufficient (D)", "major", False),
    ("amfori BSCI", "Acceptable (C)", "minor", False),
    ("amfori BSCI", "Good (B)", "risk", False),
    ("amfori BSCI", "Outstanding (A)", "opportunity", False),
)


def load_severities():
    """Make what is missing; how many rows were made."""
    before = Severity.objects.count()
    Severity.objects.bulk_create(
        [
            Severity(scheme=scheme, name=name, rating=rating, zero_tolerance=zero, source=SOURCE)
            for scheme, name, rating, zero in SEVERITIES
        ],
        ignore_conflicts=True,
    )
    return Severity.objects.count() - before
