"""The list of supervised suppliers, one of them, and the form that begins it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audits.models import ZeroToleranceKind
from suppliers.models import Assignment
from suppliers.operations.merging import merge_suppliers
from training.models import Supervision
from training.operations.supervision import end_supervision

from ...conftest import make_supplier
from ..guest_cast import classed, final_audit, found, load_catalogues

LIST, NEW = "/training/supervision/", "/training/supervision/new/"


@pytest.fixture(autouse=True)
def today(monkeypatch, now):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def audit(mill, auditor, buyer):
    load_catalogues()
    return final_audit(mill, auditor, buyer)


def names(answer):
    return [row.supplier.name for row in answer.context["object_list"]]


def test_each_sees_what_is_theirs(
    watched,
    start,
    other_mill,
    as_user,
    buyer,
    admin_user,
    auditor,
    strange_auditor,
    mill_user,
    stranger,
):
    start(other_mill)
    both = {"Red River Mill", "Blue Hill Mill"}
    seen = {user.username: set(names(as_user(user).get(LIST)))
            for user in (buyer, admin_user, auditor, strange_auditor, mill_user, stranger)}  # fmt: skip
    assert seen == {
        "buyer": both, "admin_user": both, "auditor": {"Red River Mill"},
        "strange_auditor": {"Blue Hill Mill"}, "mill_user": {"Red River Mill"},
        "stranger": {"Blue Hill Mill"},
    }  # fmt: skip


def test_what_moved_stands_in_the_list_and_each_number_opens_its_rows(
    audit, watched, as_user, buyer, mill
):
    rows = [found(audit, rating="priority"), found(audit, rating="priority")]
    page = as_user(buyer).get(LIST)
    cell = page.context["object_list"][0].cells[1]
    assert (cell.then, cell.now, cell.way) == ("0", "2", "worse")
    opened = as_user(buyer).get(cell.now_address)
    assert {row.pk for row in opened.context["object_list"]} == {row.pk for row in rows}


def test_running_ones_are_shown_unless_ended_ones_are_asked_for(
    watched, start, other_mill, buyer, now, as_user
):
    end_supervision(watched, ended_on=now.date(), because="Done.", by=buyer, at=now)
    start(other_mill)
    browser = as_user(buyer)
    assert names(browser.get(LIST)) == ["Blue Hill Mill"]
    assert names(browser.get(LIST + "?standing=ended")) == ["Red River Mill"]
    assert len(names(browser.get(LIST + "?standing=all"))) == 2
    assert names(browser.get(LIST + "?standing=all&q=red+river")) == ["Red River Mill"]
    assert names(browser.get(LIST + f"?standing=all&group={watched.group_id}")) == [
        "Red River Mill"
    ]
    assert names(browser.get(LIST + "?group=none")) == ["Blue Hill Mill"]
    assert names(browser.get(LIST + "?why=class")) == []


def test_of_two_merged_suppliers_the_list_shows_one(start, mill, other_mill, buyer, now, as_user):
    start(mill, other_mill)
    merge_suppliers(keep=mill, gone=other_mill, by=buyer, at=now)
    browser = as_user(buyer)
    assert names(browser.get(LIST)) == ["Red River Mill"]
    assert names(browser.get(LIST + "?standing=all")) == ["Red River Mill"]
    assert browser.get(NEW + "?q=Blue").context["shown"] == []


def test_a_supplier_does_not_learn_of_groups_it_is_not_in(
    watched, start, other_mill, as_user, stranger
):
    start(other_mill)
    assert "Hours" not in as_user(stranger).get(LIST).text


def test_the_list_asks_as_much_for_one_as_for_three(start, mill, other_mill, as_user, buyer):
    start(mill)
    browser = as_user(buyer)
    browser.get(LIST)
    with CaptureQueriesContext(connection) as one:
        browser.get(LIST)
    start(other_mill, make_supplier("M-003", "Third Mill"))
    with CaptureQueriesContext(connection) as three:
        assert len(names(browser.get(LIST))) == 3
    assert len(one) == len(three)


def test_the_export_has_then_and_now(audit, watched, as_user, buyer):
    found(audit)
    head, line = (
        as_user(buyer).get(LIST + "?export=csv").getvalue().decode("utf-8-sig").splitlines()
    )
    cells = dict(zip(head.split(","), line.split(","), strict=True))
    assert (cells["Supplier code"], cells["Major then"], cells["Major now"]) == ("M-001", "0", "1")


def test_the_page_of_one_shows_the_findings_behind_its_numbers(
    audit, start, mill, as_user, mill_user
):
    still = found(audit)
    (row,) = start(mill)
    row.then["open"].append(still.pk + 1000)  # one that was taken back since
    row.save()
    new = found(audit, rating="minor")
    page = as_user(mill_user).get(row.get_absolute_url())
    shown = {finding.pk: (finding.was, finding.stands) for finding in page.context["page_obj"]}
    assert shown == {still.pk: (True, True), new.pk: (False, True)}
    assert page.context["gone"] == 1
    assert "Findings come back." in page.text


def test_an_ended_one_compares_with_its_end(audit, watched, buyer, now, as_user):
    found(audit)
    end_supervision(watched, ended_on=now.date(), because="Done.", by=buyer, at=now)
    found(audit)
    page = as_user(buyer).get(watched.get_absolute_url())
    assert [(c.then, c.now) for c in page.context["cells"]][2] == ("0", "1")
    assert "Done." in page.text


def test_an_auditor_who_was_released_sees_it_no_more(watched, as_user, auditor):
    assert as_user(auditor).get(watched.get_absolute_url()).status_code == 200
    Assignment.objects.all().delete()
    assert as_user(auditor).get(watched.get_absolute_url()).status_code == 404


# --- the form ---------------------------------------------------------------------------------
def proposals(answer):
    return [(one.name, one.why_text) for one in answer.context["shown"]]


def test_proposed_are_high_class_zero_tolerance_and_enough_priority_findings(
    audit, mill, other_mill, as_user, buyer
):
    third = make_supplier("M-003", "Third Mill")
    classed(third, "high")
    classed(other_mill, "medium")
    first = found(audit, rating="priority")
    browser = as_user(buyer)
    assert proposals(browser.get(NEW)) == [("Third Mill", "class high 2026")]
    assert proposals(browser.get(NEW + "?least=1")) == [
        ("Red River Mill", "1 open priority finding"), ("Third Mill", "class high 2026"),
    ]  # fmt: skip
    first.pk, first.number, first.zero_tolerance = None, 2, ZeroToleranceKind.objects.first()
    first.save()
    assert proposals(browser.get(NEW + "?least=3"))[0] == (
        "Red River Mill",
        "1 open zero-tolerance finding",
    )
    Supervision.objects.create(
        supplier=third, since="2026-01-01", why="class", reason="x", started_at="2026-01-01T00:00Z",
        started_by=buyer,
    )  # fmt: skip
    assert len(proposals(browser.get(NEW))) == 1


@pytest.mark.parametrize("least", ["0", "-1", "x", "99999", "٣", ""])
def test_a_number_that_is_none_is_the_usual_two(as_user, buyer, least):
    assert as_user(buyer).get(NEW, {"least": least}).context["least"] == 2


def form(**fields):
    return {"why": "findings", "reason": "Findings come back.", "since": "2026-08-17"} | fields


def test_several_are_begun_at_once_ticked_and_by_code(as_user, buyer, mill, other_mill, group):
    answer = as_user(buyer).post(NEW, form(suppliers=[mill.pk], codes="M-002", group=group.pk))
    assert (answer.status_code, answer.url) == (302, LIST)
    rows = Supervision.objects.order_by("supplier__code")
    assert [(r.supplier, r.group, r.started_by) for r in rows] == [
        (mill, group, buyer), (other_mill, group, buyer),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({}, "codes"),
        ({"codes": "M-001, NOBODY"}, "codes"),
        ({"suppliers": ["99999999999999999999999"]}, "suppliers"),
        ({"suppliers": ["one"]}, "suppliers"),
        ({"codes": "M-001", "reason": " "}, "reason"),
        ({"codes": "M-001", "since": "2026-08-18"}, "since"),
        ({"codes": "M-001", "since": "1999-12-31"}, "since"),
        ({"codes": "M-001", "since": "never"}, "since"),
        ({"codes": "M-001", "group": "77"}, "group"),
        ({"codes": "M-001", "why": "spite"}, "why"),
    ],
)
def test_bad_input_is_refused_at_its_field_and_nothing_is_kept(as_user, buyer, mill, fields, field):
    answer = as_user(buyer).post(NEW, form(**fields))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert Supervision.objects.count() == 0


def test_ended_rejected_and_merged_suppliers_are_not_supervised(as_user, buyer, mill):
    for number, fields in enumerate(
        ({"status": "ended"}, {"status": "rejected"}, {"merged_into": mill})
    ):
        make_supplier(f"X-{number}", "Gone", **fields)
    answer = as_user(buyer).post(NEW, form(codes="X-0 X-1 X-2"))
    assert "X-0, X-1, X-2" in str(answer.context["form"].errors["codes"])


def test_who_is_supervised_already_is_named(as_user, buyer, watched):
    answer = as_user(buyer).post(NEW, form(codes="M-001"))
    assert answer.status_code == 409
    assert "Under supervision already: Red River Mill." in answer.text


def test_the_link_from_a_supplier_ticks_it(as_user, buyer, mill):
    page = as_user(buyer).get(NEW, {"supplier": mill.pk})
    assert [(one.name, one.ticked) for one in page.context["shown"]] == [("Red River Mill", True)]


def test_a_search_keeps_what_is_ticked_and_written(as_user, buyer, mill, other_mill, group):
    ended = make_supplier("X-1", "Gone", status="ended")
    browser = as_user(buyer)
    fields = form(suppliers=[mill.pk, ended.pk], group=group.pk, q="blue", least="1", look="search")
    page = browser.post(NEW, fields)
    assert (page.status_code, page.context["q"], page.context["least"]) == (200, "blue", 1)
    assert [(one.name, one.ticked) for one in page.context["shown"]] == [
        ("Red River Mill", True), ("Blue Hill Mill", False),
    ]  # fmt: skip
    assert not page.context["form"].errors
    for kept in (
        "Findings come back.</textarea>",
        'value="2026-08-17"',
        f'value="{group.pk}" selected',
    ):
        assert kept in page.text
    page = browser.post(NEW, fields | {"look": "proposals"})
    assert (page.context["q"], len(page.context["shown"])) == ("", 1)
    assert not Supervision.objects.exists()


def test_it_is_ended_with_a_reason(as_user, buyer, watched):
    address = reverse("training:supervision_end", args=[watched.pk])
    browser = as_user(buyer)
    assert browser.post(address, {"ended_on": "2026-08-17", "because": ""}).status_code == 422
    assert browser.post(address, {"ended_on": "2026-08-18", "because": "x"}).status_code == 422
    assert (
        browser.post(address, {"ended_on": "2026-08-17", "because": "All closed."}).status_code
        == 302
    )
    assert not Supervision.objects.running().exists()


def test_it_moves_to_another_group_and_to_none(as_user, buyer, watched):
    address = reverse("training:supervision_move", args=[watched.pk])
    assert as_user(buyer).post(address, {"group": ""}).status_code == 302
    watched.refresh_from_db()
    assert watched.group is None


# --- beside the supplier ----------------------------------------------------------------------
def beside(browser, supplier):
    return browser.get(reverse("suppliers:supplier_now", args=[supplier.pk])).text


def test_a_suppliers_page_says_since_when_and_why(
    watched, as_user, buyer, mill_user, mill, other_mill, now
):
    text = beside(as_user(buyer), mill)
    assert "Under supervision since" in text
    assert "Findings come back." in text
    assert "Findings come back." in beside(as_user(mill_user), mill)
    assert f"{NEW}?supplier={other_mill.pk}" in beside(as_user(buyer), other_mill)
    end_supervision(watched, ended_on=now.date(), because="Done.", by=buyer, at=now)
    text = beside(as_user(mill_user), mill)
    assert ("Not under supervision." in text, "1 supervision before" in text, NEW in text) == (
        True, True, False,
    )  # fmt: skip


def test_a_supplier_never_supervised_reads_nothing_of_it(as_user, mill_user, mill):
    assert "under supervision" not in beside(as_user(mill_user), mill).lower()


def test_findings_of_other_ratings_have_a_line_of_their_own(audit, start, mill, as_user, buyer):
    (row,) = start(mill)
    assert len(as_user(buyer).get(row.get_absolute_url()).context["cells"]) == 6
    found(audit, rating="risk")
    page = as_user(buyer).get(row.get_absolute_url())
    [cell] = [one for one in page.context["cells"] if one.label == "Other"]
    assert (cell.then, cell.now, cell.way) == ("0", "1", "worse")
    assert "Open findings of other ratings" in page.text
