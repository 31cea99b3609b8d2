"""Everything about a supplier in one page."""

import pytest
from django.urls import reverse


@pytest.fixture
def page(mill):
    return reverse("scorecards:supplier_overview", args=[mill.pk])


def test_the_page_gathers_grade_findings_audits_training_and_orders(
    as_user, buyer, allocation, find, mill, page
):
    finding = find(mill, severe=True)
    answer = as_user(buyer).get(page)
    text = " ".join(answer.content.decode().split())
    assert answer.status_code == 200
    assert answer.context["newest"].grade == "A"
    assert answer.context["worst"].zero_tolerance == 1
    assert [audit.pk for audit in answer.context["audits"]] == [finding.audit_id]
    assert [(event.code, came) for event, came in answer.context["events"]] == [("E-1", False)]
    assert [line.allocation for line in answer.context["lines"]] == [allocation]
    assert finding.reference in text
    assert "style=" not in text


def test_a_supplier_nothing_is_known_of_has_a_page_too(as_user, buyer, page):
    assert as_user(buyer).get(page).status_code == 200


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("buyer", 200), ("admin_user", 200), ("sales", 403), ("mill_user", 403),
        ("stranger", 403), ("auditor", 403),
    ],
)  # fmt: skip
def test_only_procurement_and_administrators_open_it(as_user, request, page, person, status):
    assert as_user(request.getfixturevalue(person)).get(page).status_code == status


def test_no_such_supplier_is_404(as_user, buyer):
    assert as_user(buyer).get("/scorecards/suppliers/999/").status_code == 404
