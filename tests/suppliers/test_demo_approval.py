"""The demo company's approvals: one of every standing, and the past told by two people."""

from collections import Counter

from suppliers import catalogue, demo, demo_approval, demo_papers
from suppliers.models import Approval, Assessment
from suppliers.queries.approval import approval_rows, standing_counts


def test_one_of_every_standing_and_two_dozen_assessed(db, now, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    catalogue.load(at=now)
    demo.build(at=now)
    demo_papers.build(at=now)
    made = demo_approval.build(at=now)
    decided = Approval.objects.decided().values_list("supplier__code", "supplier__status")
    assert sorted(decided) == [
        ("S-017", "conditional"), ("S-033", "conditional"), ("S-076", "approved"), ("S-077", "rejected"),
    ]  # fmt: skip
    assert standing_counts(approval_rows(now.date())) == {
        "waiting": 1, "overdue": 1, "condition": 1, "candidate": 2,
    }  # fmt: skip
    pairs = Approval.objects.decided().values_list("proposed_by__username", "decided_by__username")
    assert set(pairs) == {("buyer", "buyer2")}
    per_supplier = Counter(Assessment.objects.values_list("supplier", flat=True))
    assert sum(count == 4 for count in per_supplier.values()) == 25
    assert made["assessments"] == 104
    assert set(Assessment.objects.values_list("passed", flat=True)) == {True, False}
    assert demo_approval.build(at=now) == {}
