import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from suppliers.models import Assessment, AssessmentDimension, AssessmentKind, RequiredAssessment
from suppliers.operations.assessments import (
    change_assessment,
    confirm_assessment,
    record_assessment,
    seen_as,
)
from suppliers.queries.approval import newest_assessments
from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.files.content import upload
from sustainportal.trail.models import Entry
from tests.suppliers.approval_cast import assess, small_policy


@pytest.fixture(autouse=True)
def policy(db, now, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return small_policy(at=now)


def scores_of(assessment):
    return [str(row.score) for row in assessment.scores.all()]


def test_the_total_follows_from_the_scores_and_is_judged_by_the_policy(mill, buyer, policy, now):
    assessment = assess(mill, at=now, by=buyer, scores=(80, 60), confirmed=False)
    kept = Assessment.objects.get()
    assert (str(kept.total), str(kept.lowest), kept.passed) == ("72.00", "60.00", True)
    assert (kept.policy, kept.confirmed_at, scores_of(kept)) == (policy, None, ["80.00", "60.00"])
    assert kept.valid_until == dt.date(2028, 8, 16)  # 24 months
    assert Entry.objects.get(event="suppliers.assessment.recorded").subject_id == str(assessment.pk)


@pytest.mark.parametrize(
    ("scores", "passed"),
    [((70, 70), True), ((70, "69.98"), False), ((90, 50), True), ((90, "49.9"), False)],
)
def test_it_passes_at_the_marks_and_not_below(mill, buyer, now, scores, passed):
    assert assess(mill, at=now, by=buyer, scores=scores).passed is passed


def test_a_kind_the_policy_does_not_ask_for_is_neither_passed_nor_failed(mill, buyer, now):
    assert assess(mill, at=now, by=buyer, kind="csr", scores=(5,)).passed is None


def test_a_draft_is_changed_and_a_confirmed_one_is_not(mill, buyer, now):
    draft = assess(mill, at=now, by=buyer, confirmed=False)
    facts = {"assessed_on": draft.assessed_on, "assessor": "Otto", "organisation": "Other"}
    scores = dict.fromkeys(draft.kind.dimensions.all(), Decimal(55))
    change_assessment(assessment=draft, scores=scores, by=buyer, at=now, **facts)
    kept = Assessment.objects.get()
    assert (str(kept.total), kept.assessor, scores_of(kept)) == (
        "55.00",
        "Otto",
        ["55.00", "55.00"],
    )
    loaded = Assessment.objects.get()
    confirm_assessment(assessment=draft, by=buyer, at=now)
    with pytest.raises(NotNow, match="stays as it is"):
        change_assessment(assessment=loaded, scores=scores, by=buyer, at=now, **facts)
    with pytest.raises(NotNow, match="stays as it is"):
        confirm_assessment(assessment=loaded, by=buyer, at=now)


@pytest.mark.parametrize(
    ("days", "until", "field"),
    [
        (1, None, "assessed_on"),
        (0, -1, "valid_until"),
        (0, 0, None),
        (-1, -1, None),
        (-1, -2, "valid_until"),
    ],
)
def test_days_that_cannot_be_are_refused(mill, buyer, now, days, until, field):
    fields = {"assessed_on": now.date() + dt.timedelta(days=days)}
    if until is not None:
        fields["valid_until"] = now.date() + dt.timedelta(days=until)
    if field is None:
        assess(mill, at=now, by=buyer, **fields)
        return
    with pytest.raises(ValidationError) as refusal:
        assess(mill, at=now, by=buyer, **fields)
    assert list(refusal.value.message_dict) == [field]


def test_the_same_kind_site_and_day_twice_is_refused_and_another_site_is_not(
    mill, site, buyer, now
):
    assess(mill, at=now, by=buyer)
    with pytest.raises(ValidationError, match="recorded already"):
        assess(mill, at=now, by=buyer)
    assess(mill, at=now, by=buyer, site=site)
    with pytest.raises(ValidationError, match="recorded already"):
        assess(mill, at=now, by=buyer, site=site)
    assert Assessment.objects.count() == 2


def test_a_site_of_another_supplier_is_refused(mill, other_mill, buyer, now):
    with pytest.raises(ValidationError, match="not a site of this supplier"):
        assess(mill, at=now, by=buyer, site=other_mill.sites.get())


def test_every_dimension_needs_its_score(mill, buyer, now):
    kind = AssessmentKind.objects.get(pk="qsa")
    one = dict.fromkeys(kind.dimensions.all()[:1], Decimal(80))
    facts = {
        "assessed_on": now.date(),
        "assessor": "A",
        "organisation": "B",
        "by": buyer,
        "at": now,
    }
    with pytest.raises(ValidationError, match=r"2\. Dimension 2"):
        record_assessment(supplier=mill, kind=kind, scores=one, **facts)
    foreign = dict.fromkeys(AssessmentDimension.objects.all(), Decimal(80))
    with pytest.raises(ValidationError, match=r"1\. Dimension 1"):
        record_assessment(supplier=mill, kind=kind, scores=foreign, **facts)
    assert Assessment.objects.count() == 0


def test_a_score_out_of_range_is_refused_by_operation_and_database(mill, buyer, now):
    with pytest.raises(ValidationError, match="outside 0 to 100"):
        assess(mill, at=now, by=buyer, scores=(101, 50))
    kept = assess(mill, at=now, by=buyer, scores=(100, 0))
    with pytest.raises(IntegrityError, match="assessment_score_in_range"), transaction.atomic():
        kept.scores.update(score=101)


def test_a_kind_whose_weights_do_not_add_up_cannot_be_assessed(mill, buyer, now):
    AssessmentDimension.objects.filter(kind="qsa", number=1).update(weight=59)
    with pytest.raises(ValidationError, match="do not add up to 100"):
        assess(mill, at=now, by=buyer)


def test_dimensions_stay_once_something_was_assessed(mill, buyer, now):
    dimension = AssessmentDimension.objects.filter(kind="qsa").first()
    assess(mill, at=now, by=buyer, confirmed=False)
    for change in (dimension.save, dimension.delete):
        with pytest.raises(NotNow, match="Make a new kind"):
            change()


def test_a_report_is_kept_once_with_its_hash(mill, buyer, now):
    pdf = upload("../report.pdf", b"%PDF-1.4\n%%EOF", size_limit=1000)
    assessment = assess(mill, at=now, by=buyer, confirmed=False, reports=[pdf, pdf])
    report = assessment.reports.get()
    assert (report.name, report.sha256, report.size) == ("report.pdf", pdf.sha256, 14)
    assert Entry.objects.filter(event="suppliers.assessment.report_kept").count() == 1


def test_the_newest_confirmed_one_of_each_kind_counts(mill, other_mill, buyer, now):
    def on(days, **more):
        day = now.date() - dt.timedelta(days=days)
        return assess(mill, at=now, by=buyer, assessed_on=day, **more)

    on(50, scores=(99, 99))
    newest = on(20, scores=(80, 51))
    on(10, scores=(10, 10), confirmed=False)
    on(30, kind="csr", scores=(5,))
    found = newest_assessments([mill.pk, other_mill.pk], on=now.date())
    assert set(found) == {mill.pk} and set(found[mill.pk]) == {"qsa", "csr"}
    qsa = found[mill.pk]["qsa"]
    assert (qsa.pk, str(qsa.lowest), qsa.weakest) == (newest.pk, "51.00", "Dimension 2")
    then = newest_assessments([mill.pk], on=now.date() - dt.timedelta(days=21))
    assert str(then[mill.pk]["qsa"].total) == "99.00"


def test_what_a_policy_asks_for_is_frozen_on_the_assessment(mill, buyer, now):
    kept = assess(mill, at=now, by=buyer, scores=(70, 70))
    RequiredAssessment.objects.update(pass_mark=90)
    kept.refresh_from_db()
    assert kept.passed is True


def test_an_auditor_changes_and_confirms_their_own_records_only(mill, buyer, auditor, now):
    draft = assess(mill, at=now, by=buyer, confirmed=False)
    facts = {"assessed_on": draft.assessed_on, "assessor": "O", "organisation": "P"}
    scores = dict.fromkeys(draft.kind.dimensions.all(), Decimal(55))
    with pytest.raises(NotYours):
        change_assessment(assessment=draft, scores=scores, by=auditor, at=now, **facts)
    with pytest.raises(NotYours):
        confirm_assessment(assessment=draft, by=auditor, at=now)
    own = assess(mill, at=now, by=auditor, kind="csr", scores=(5,), confirmed=False)
    assert confirm_assessment(assessment=own, by=auditor, at=now).is_confirmed


def test_a_draft_that_changed_since_it_was_seen_is_not_confirmed(mill, buyer, second_buyer, now):
    draft = assess(mill, at=now, by=buyer, confirmed=False)
    loaded, seen = Assessment.objects.get(), seen_as(draft)
    facts = {"assessed_on": draft.assessed_on, "assessor": "O", "organisation": "P"}
    scores = dict.fromkeys(draft.kind.dimensions.all(), Decimal(55))
    later = now + dt.timedelta(minutes=1)
    change_assessment(
        assessment=draft, scores=scores, seen=seen, by=second_buyer, at=later, **facts
    )
    kept = Assessment.objects.get()
    assert (kept.recorded_by, kept.recorded_at) == (second_buyer, later)
    for stale, token in [(loaded, seen), (loaded, ""), (kept, seen)]:
        with pytest.raises(NotNow, match="Somebody else changed"):
            confirm_assessment(assessment=stale, seen=token, by=buyer, at=later)
    confirm_assessment(assessment=kept, seen=seen_as(kept), by=buyer, at=later)


@pytest.mark.parametrize(("day", "kept"), [((1990, 1, 1), True), ((1989, 12, 31), False)])
def test_a_day_long_ago_is_a_slip_of_the_pen(mill, buyer, now, day, kept):
    if kept:
        assess(mill, at=now, by=buyer, assessed_on=dt.date(*day))
        return
    with pytest.raises(ValidationError, match="too long ago"):
        assess(mill, at=now, by=buyer, assessed_on=dt.date(*day))
