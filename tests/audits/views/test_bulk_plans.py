import sys

import pytest
from django.urls import reverse

from audits import operations
from audits.models import Finding

from ..conftest import PLAN


@pytest.fixture
def findings(find, finish, time_machine, now):
    rows = [find(), find("minor", "A3"), find("minor", "C4")]
    finish(97, 100)
    time_machine.move_to(now)
    return rows


def address(findings):
    return reverse("audits:bulk_plan", args=[findings[0].audit_id])


def sent(findings, **texts):
    """The page filled in: `a="…"` is the corrective action of the first finding, and so on."""
    rows = {"root_cause": "Haste.", "responsible": "Ms Tran", "starts_on": "2026-08-17",
            "expected_on": "2026-09-30"}  # fmt: skip
    for finding, name in zip(findings, "abc", strict=True):
        rows |= {f"finding-{finding.pk}-text": texts.get(name, ""), f"finding-{finding.pk}-seen": "0"}
    return rows


def test_many_plans_on_one_page(as_user, mill_user, findings):
    browser = as_user(mill_user)
    assert address(findings) in browser.get(reverse("audits:due_list")).text
    assert len(browser.get(address(findings)).context["form"].rows) == 3
    answer = browser.post(address(findings), sent(findings, a="Bars.", b="Fewer hours."))
    assert (answer.status_code, answer["Location"]) == (302, reverse("audits:due_list"))
    states = [Finding.objects.get(pk=finding.pk).state for finding in findings]
    assert states == ["submitted", "submitted", "not_started"]


def test_one_that_cannot_be_kept_stays_with_its_reason(as_user, mill_user, findings, now):
    browser = as_user(mill_user)
    operations.submit_plan(finding=findings[0], by=mill_user, at=now, **PLAN)
    operations.remark(finding=findings[1], text="Wait.", by=mill_user, at=now)
    answer = browser.post(address(findings), sent(findings, b="Fewer hours.", c="A permit."))
    assert answer.status_code == 422
    [row] = answer.context["form"].rows
    assert row.finding == findings[1]
    assert "was here before you" in row.non_field_errors()[0]
    assert "1 plan is submitted." in answer.text
    states = [Finding.objects.get(pk=finding.pk).state for finding in findings]
    assert states == ["submitted", "not_started", "submitted"]


def test_nothing_written_is_nothing_submitted(as_user, mill_user, findings):
    answer = as_user(mill_user).post(address(findings), sent(findings))
    assert (answer.status_code, Finding.objects.filter(state="submitted").count()) == (422, 0)


def test_a_finding_of_another_supplier_is_never_a_row(as_user, stranger, mill_user, findings):
    assert as_user(stranger).post(address(findings), sent(findings, a="x")).status_code == 404
    assert Finding.objects.filter(state="submitted").count() == 0


def test_ids_that_were_not_offered_are_not_taken(as_user, mill_user, findings):
    more = sent(findings, a="Bars.") | {"finding-999999-text": "x", "finding-999999-seen": "0"}
    assert as_user(mill_user).post(address(findings), more).status_code == 302
    assert Finding.objects.filter(state="submitted").count() == 1


def test_no_draft_is_a_row(as_user, mill_user, find):
    draft, urgent = find(), find("priority", "B1")
    page = as_user(mill_user).get(address([draft]))
    assert [row.finding for row in page.context["form"].rows] == [urgent]
    assert draft.reference not in page.text
    sent_too = {f"finding-{draft.pk}-text": "x", f"finding-{draft.pk}-seen": "0", "root_cause": "y",
                "responsible": "z", "starts_on": "2026-08-17", "expected_on": "2026-09-30"}  # fmt: skip
    assert as_user(mill_user).post(address([draft]), sent_too).status_code == 422
    assert Finding.objects.get(pk=draft.pk).state == "not_started"


def test_what_was_written_stays_when_somebody_was_faster(as_user, mill_user, colleague, findings, now):
    operations.submit_plan(finding=findings[0], by=colleague, at=now, **PLAN)
    answer = as_user(mill_user).post(address(findings), sent(findings, a="My long text.", b="Hours."))
    assert answer.status_code == 422
    rows = answer.context["form"].rows
    row = next(row for row in rows if row.finding == findings[0])
    assert row["text"].value() == "My long text."
    assert "was here before you" in row.non_field_errors()[0]
    assert [Finding.objects.get(pk=f.pk).plans.count() for f in findings] == [1, 1, 0]


def test_a_long_list_is_cut_and_points_to_the_sheet(as_user, mill_user, findings, monkeypatch):
    monkeypatch.setattr(sys.modules["audits.queries.finding_page"], "MOST_ROWS", 2)
    monkeypatch.setattr("audits.views.plans.MOST_ROWS", 2)
    Finding.objects.filter(pk=findings[2].pk).update(submit_due="2026-08-18")
    page = as_user(mill_user).get(address(findings))
    rows = [row.finding for row in page.context["form"].rows]
    assert rows == [findings[2], findings[0]]
    assert reverse("audits:plan_sheet") in page.text
