"""What if these were closed: nothing changes by looking, and nobody looks at what is not theirs."""

from decimal import Decimal

import pytest
from django.urls import reverse

from audits import operations
from audits.models import Finding
from audits.views import what_if as view
from suppliers.models import Classification
from suppliers.operations.readings import NewReading, read_factors
from suppliers.operations.risk import classify_span

from ..conftest import DAY, PLAN

#: Enough of the other factors to be above the model's coverage floor.
OTHERS = {"cpi": 40, "wgi_ge": 0, "wgi_rl": 0, "fh_aor": 6, "hdi": 0.7, "epi": 45, "wgi_rq": 0}


def page(supplier, *chosen):
    query = "&".join(f"close={pk}" for pk in chosen)
    return f"{reverse('audits:what_if', args=[supplier.pk])}?{query}"


@pytest.fixture
def judged(mill, site, find, finish, now):
    """A final audit with a major and a minor finding at a supplier that was judged (98 of 100: 191)."""
    findings = [find(), find("minor", "C1")]
    finish(98, 100)
    mill.is_key = True
    mill.save()
    known = [NewReading(mill.pk, *one, now.date(), "By hand", "") for one in OTHERS.items()]
    read_factors(readings=known, by=None, at=now)
    classify_span(year=now.year, first=mill.pk, last=mill.pk, by=None, at=now)
    return findings


@pytest.fixture
def walk_to_closed(mill_user, auditor, buyer, a_file, now):
    """`walk_to_closed(finding)` takes it there by the right people."""

    def walked(finding):
        finding.refresh_from_db()
        held = operations.submit_plan(finding=finding, by=mill_user, at=now, **PLAN)
        held = operations.approve_plan(finding=held, by=auditor, at=now)
        days = {action.number: now.date() for action in held.plans.last().actions.all()}
        held = operations.submit_actions(
            finding=held, done="Fitted.", done_on=days, files=[a_file], by=mill_user, at=now
        )
        held = operations.verify(finding=held, by=auditor, at=now)
        return operations.close(finding=held, by=buyer, at=now)

    return walked


def test_closing_one_of_two_shows_score_colour_recognition_and_class(judged, as_user, buyer, mill):
    major, _minor = judged
    answer = as_user(buyer).get(page(mill, major.pk)).context["answer"]
    [line] = answer.audits
    assert (line.audit.score, line.now.score.value) == (Decimal("191.00"), Decimal("191.00"))
    assert (line.then.score.value, line.then.recognition.level) == (Decimal("197.00"), "gold")
    assert answer.audit_score == Decimal("197.00")


def test_the_class_is_judged_by_the_same_rule(judged, as_user, buyer, mill):
    kept = Classification.objects.get(supplier=mill)
    answer = as_user(buyer).get(page(mill, *[f.pk for f in judged])).context["answer"]
    assert (answer.risk_now.risk_class, answer.risk_now.overall) == (kept.risk_class, kept.overall)
    assert answer.risk_confirmed.overall < answer.risk_closed.overall < kept.overall


def test_looking_changes_nothing(judged, as_user, buyer, mill):
    before = list(Finding.objects.values("state", "closed_at"))
    as_user(buyer).get(page(mill, *[f.pk for f in judged]))
    assert list(Finding.objects.values("state", "closed_at")) == before


def test_a_finding_of_somebody_else_is_not_looked_at(judged, as_user, mill_user, mill):
    answer = as_user(mill_user).get(page(mill, judged[0].pk, judged[0].pk + 999_999, "x"))
    assert answer.context["chosen"] == [judged[0].pk]


def test_a_stranger_learns_nothing(judged, as_user, stranger, mill):
    assert as_user(stranger).get(page(mill, judged[0].pk)).status_code == 404


def test_without_a_choice_there_is_no_answer(judged, as_user, buyer, mill):
    assert as_user(buyer).get(page(mill)).context["answer"] is None


def test_an_open_finding_and_its_audit_lead_there(judged, as_user, mill_user, mill):
    major, _minor = judged
    there = reverse("audits:what_if", args=[mill.pk])
    desk = as_user(mill_user)
    assert f'href="{there}?close={major.pk}"' in desk.get(major.get_absolute_url()).text
    assert f'href="{there}"' in desk.get(major.audit.get_absolute_url()).text


def test_what_a_check_opened_again_stands_in_the_way_of_recognition(
    judged, walk_to_closed, second_buyer, as_user, buyer, mill, now
):
    major, minor = judged
    closed = walk_to_closed(major)
    operations.record_check(
        check=closed.check_owed, holds=False, remark="Locked again.", by=second_buyer, at=now + 90 * DAY
    )
    repeat = closed.repeats.get()
    [line] = as_user(buyer).get(page(mill, minor.pk)).context["answer"].audits
    assert (line.then.score.value, line.then.recognition.level) == (Decimal("200.00"), "silver")
    [line] = as_user(buyer).get(page(mill, minor.pk, repeat.pk)).context["answer"].audits
    assert (line.then.score.value, line.then.recognition.level) == (Decimal("200.00"), "platinum")


def test_the_worst_come_first_and_a_cut_is_said(find, finish, as_user, buyer, mill, monkeypatch):
    minor, major = find("minor", "C1"), find()
    finish()
    whole = as_user(buyer).get(page(mill))
    assert list(whole.context["findings"]) == [major, minor]
    assert "there are more" not in whole.text
    monkeypatch.setattr(view, "MOST", 1)
    cut = as_user(buyer).get(page(mill))
    assert list(cut.context["findings"]) == [major]
    assert "These are the worst 1; there are more." in cut.text
