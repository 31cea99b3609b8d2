"""The demo company's risk years."""

import pytest

from suppliers import catalogue, demo, demo_risk
from suppliers.models import (
    Classification,
    ClassOverride,
    ModelPreview,
    ReadingNote,
    RiskYear,
    Supplier,
)
from suppliers.queries.risk import class_counts
from suppliers.queries.risk_moves import moves
from suppliers.queries.risk_preview import is_outdated


@pytest.mark.django_db
def test_two_closed_years_and_this_one_open(now):
    catalogue.load(at=now)
    demo.build(at=now)
    demo_risk.build(at=now)
    assert list(RiskYear.objects.values_list("year", "closed_by")) == [
        (2024, "Bea Buyer"),
        (2025, "Bea Buyer"),
        (2026, ""),
    ]
    for year in (2024, 2025, 2026):
        counts = class_counts(year)
        assert sum(counts.values()) == 80
        assert min(counts["high"], counts["medium"], counts["low"], counts["out_of_scope"]) > 0
    assert moves(2025, 2024).exists()
    assert not Supplier.objects.filter(sector=None).exists()
    assert set(ReadingNote.objects.values_list("kind", flat=True)) == {"recorded", "withdrawn"}
    assert ClassOverride.objects.live(now.date()).count() == 1
    assert ClassOverride.objects.count() == 2
    [preview] = ModelPreview.objects.all()
    assert (preview.suppliers, preview.moved > 0, is_outdated(preview)) == (80, True, False)
    before = list(Classification.objects.values_list("pk", "digest"))
    assert demo_risk.build(at=now) == {}
    assert list(Classification.objects.values_list("pk", "digest")) == before
