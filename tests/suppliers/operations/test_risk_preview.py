"""A look ahead at a draft: judged like the year, kept beside it, outdated as soon as the draft is edited."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from suppliers.models import (
    Classification,
    ModelFactor,
    ModelPreview,
    PreviewRow,
    RiskModel,
)
from suppliers.operations import activate_model, classify_span, close_year, copy_model, read_factor
from suppliers.operations.risk_preview import (
    ask_for_preview,
    begin_preview,
    finish_preview,
    preview_span,
)
from suppliers.queries.risk_preview import is_outdated, newest_preview
from sustainportal.accounts.refusals import NotNow
from sustainportal.jobs.operations import run
from sustainportal.trail.models import Entry
from tests.suppliers.risk_cast import DAY, bought, indicator


@pytest.fixture
def judged(model, country, mill, other_mill, steel, now):
    """2026: mill medium (56.00), the other mill not classified."""
    indicator(country, "hdi", 0.4)
    bought(mill, steel, 50_000_000)
    classify_span(year=2026, first=mill.pk, last=other_mill.pk, by=None, at=now)


@pytest.fixture
def draft(judged, model, now):
    """As the active model, but high from 50 and a coverage floor of 20."""
    draft = copy_model(model=model, name="Next", by=None, at=now)
    RiskModel.objects.filter(pk=draft.pk).update(high_from=50, coverage_floor=20)
    draft.refresh_from_db()
    return draft


@pytest.fixture
def look(draft, buyer, now):
    def look():
        run(ask_for_preview(model=draft, by=buyer, at=now), at=now)
        return newest_preview(draft)

    return look


def test_a_preview_shows_old_and_new_class_with_the_main_reason(look, mill, other_mill):
    preview = look()
    rows = preview.rows.order_by("supplier").values_list(
        "supplier", "standing_before", "standing", "overall_before", "overall", "because__what"
    )
    assert list(rows) == [
        (mill.pk, "medium", "high", 56.0, 56.0, "bands"),
        (other_mill.pk, "not_classified", "high", None, 76.0, "coverage"),
    ]
    assert preview.counts == {"medium": {"high": 1}, "not_classified": {"high": 1}}
    assert (preview.suppliers, preview.moved, preview.compared_with) == (2, 2, "Small")


def test_a_preview_keeps_no_class(look):
    before = list(Classification.objects.values())
    look()
    assert list(Classification.objects.values()) == before


def test_another_weight_is_told_by_its_factor(draft, look, mill):
    RiskModel.objects.filter(pk=draft.pk).update(high_from=60)
    ModelFactor.objects.filter(model=draft, factor="hdi").update(weight=100)
    ModelFactor.objects.filter(model=draft, factor="open_findings").delete()
    ModelFactor.objects.filter(model=draft, factor="spend").update(worst=60)
    row = look().rows.get(supplier=mill)
    assert row.because == {
        "what": "factor", "category": "product", "factor": "spend",
        "before": 20.0, "after": 33.33,
    }  # fmt: skip
    assert row.change == pytest.approx(row.overall - 56)


def test_a_draft_that_was_edited_since_makes_it_outdated(draft, look):
    preview = look()
    assert not is_outdated(preview)
    RiskModel.objects.filter(pk=draft.pk).update(name="Next, renamed")
    assert not is_outdated(newest_preview(draft))
    RiskModel.objects.filter(pk=draft.pk).update(scope_quarters=2)
    assert is_outdated(newest_preview(draft))


def test_another_active_model_makes_it_outdated(look, model, now):
    preview = look()
    other = copy_model(model=model, name="Other", by=None, at=now)
    activate_model(model=other, by=None, at=now)
    assert is_outdated(preview)


def test_a_draft_changed_meanwhile_stops_the_preview(draft, mill, now):
    preview = begin_preview(model=draft.pk, year=2026, by=None, at=now)
    preview_span(preview=preview.pk, first=mill.pk, last=mill.pk, by=None, at=now)
    ModelFactor.objects.filter(model=draft, factor="spend").update(worst=60)
    with pytest.raises(NotNow, match="changed while it was looked at"):
        finish_preview(preview=preview.pk, by=None, at=now)
    assert newest_preview(draft) is None


def test_a_newer_preview_takes_the_place_of_the_older(look):
    look()
    look()
    assert (ModelPreview.objects.count(), PreviewRow.objects.count()) == (1, 2)


def test_the_trail_says_who_looked(look, draft, buyer):
    look()
    entry = Entry.objects.get(event="suppliers.risk_model.previewed")
    assert (entry.actor, entry.subject, entry.detail) == (
        "buyer", "Next", {"year": 2026, "suppliers": 2, "changes": 2},
    )  # fmt: skip


def test_only_a_draft_without_problems_over_a_judged_open_year_can_be_looked_at(
    draft, model, buyer, now
):
    with pytest.raises(NotNow, match="is no draft"):
        ask_for_preview(model=model, by=buyer, at=now)
    ModelFactor.objects.filter(model=draft, factor="hdi").update(weight=Decimal(45))
    with pytest.raises(ValidationError) as refusal:
        ask_for_preview(model=draft, by=buyer, at=now)
    assert refusal.value.messages == ["Labour employment: The weights add up to 95.00, not to 100."]
    close_year(year=2026, by=buyer, at=now)
    with pytest.raises(NotNow, match="No open risk year was judged"):
        ask_for_preview(model=draft, by=buyer, at=now)


def test_a_supplier_the_year_has_not_judged_is_shown_as_such(look, mill):
    Classification.objects.filter(supplier=mill).delete()
    row = look().rows.get(supplier=mill)
    assert (row.standing_before, row.standing, row.because) == ("not_judged", "high", {})


def test_rising_and_falling_are_told_apart(look, mill, now):
    read_factor(
        supplier=mill, factor="zero_tolerance", value=1, read_on=DAY, source="A", by=None, at=now
    )
    classify_span(year=2026, first=mill.pk, last=mill.pk, by=None, at=now)
    preview = look()  # the mill was high by a rule already; the other had no class to rise from
    assert (preview.rows.moved().count(), preview.rows.rose().count()) == (1, 0)


def test_no_person_activates_what_nobody_looked_at(draft, look, admin_user, now):
    with pytest.raises(NotNow, match="Nobody has looked"):
        activate_model(model=draft, by=admin_user, at=now)
    look()
    assert activate_model(model=draft, by=admin_user, at=now).status == "active"
    entry = Entry.objects.get(event="suppliers.risk_model.activated", subject="Next")
    assert (entry.detail["suppliers"], entry.detail["changes"]) == (2, 2)


def test_an_outdated_preview_does_not_do(draft, look, admin_user, now):
    look()
    RiskModel.objects.filter(pk=draft.pk).update(high_from=55)
    draft.refresh_from_db()
    with pytest.raises(NotNow, match="edited since"):
        activate_model(model=draft, by=admin_user, at=now)


def test_who_goes_without_says_why_and_the_trail_keeps_it(draft, admin_user, now):
    activate_model(model=draft, without_preview="Agreed in the meeting", by=admin_user, at=now)
    entry = Entry.objects.get(event="suppliers.risk_model.activated", subject="Next")
    assert entry.detail["reason"] == "Agreed in the meeting"
