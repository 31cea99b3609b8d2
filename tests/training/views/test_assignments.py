from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from suppliers.models import Supplier
from training.models import CourseAssignment, CourseRule
from training.queries.assignment import courses_to_take

from ..assignment_cast import DAY, TODAY, assigned, completed, course, rule
from ..counselling_cast import audited, found


@pytest.fixture
def exits(db):
    return course()


@pytest.fixture
def on_the_day(monkeypatch, now):
    """The views' clock stands at `now`."""
    monkeypatch.setattr(timezone, "now", lambda: now)


def to_take(person, as_user):
    return as_user(person).get(reverse("training:to_take"))


def test_a_supplier_reads_what_to_take_why_and_by_when(
    exits, mill, mill_user, auditor, buyer, as_user
):
    finding = found(audited(mill, auditor, buyer))
    assigned(exits, mill, finding=finding, why="finding:B2")
    page = to_take(mill_user, as_user).text
    assert "finding in B2" in page
    assert finding.get_absolute_url() in page
    assert "You have viewed 0 of 2 lessons." in page


def test_several_findings_are_one_course_with_its_first_date(
    exits, mill, mill_user, auditor, buyer, as_user
):
    audit = audited(mill, auditor, buyer)
    for days in (40, 20):
        assigned(exits, mill, finding=found(audit), due=timezone.localdate() + days * DAY)
    (line,) = to_take(mill_user, as_user).context["lines"]
    assert len(line.reasons) == 2
    assert line.due_on == timezone.localdate() + 20 * DAY


def test_it_is_the_course_in_the_reader_s_language(exits, mill, mill_user, as_user):
    chinese = course("EXITS-ZH", "zh-hant")
    assigned(exits, mill)
    browser = as_user(mill_user)
    browser.cookies["django_language"] = "zh-hant"
    mill_user.language = "zh-hant"
    mill_user.save()
    lines = browser.get(reverse("training:to_take")).context["lines"]
    assert [line.course for line in lines] == [chinese]


def test_a_course_that_is_being_revised_does_not_wait(exits, mill, mill_user, buyer, as_user):
    assigned(exits, mill, due=TODAY - DAY)
    type(exits).objects.update(is_published=False)
    assert to_take(mill_user, as_user).context["lines"] == []
    assert [(pile.count, pile.late) for pile in courses_to_take(mill_user, TODAY)] == [(0, 0)]
    assert [pile.count for pile in courses_to_take(buyer, TODAY)] == [1]  # who may lift it


def test_while_one_language_is_revised_another_is_taken(exits, mill, mill_user, as_user):
    assigned(exits, mill)
    chinese = course("EXITS-ZH", "zh-hant")
    type(exits).objects.filter(pk=exits.pk).update(is_published=False)
    assert [line.course for line in to_take(mill_user, as_user).context["lines"]] == [chinese]


def test_completed_before_it_was_revised_it_is_named_without_a_link(
    exits, mill, mill_user, as_user, now
):
    completed(exits, mill_user, mill)
    assigned(exits, mill, completed_at=now)
    course("EXITS-ZH", "zh-hant", is_published=False)
    type(exits).objects.update(is_published=False)
    page = to_take(mill_user, as_user)
    assert exits.title in page.text and exits.get_absolute_url() not in page.text


def test_who_has_completed_it_before_leaves_it_to_a_colleague(exits, mill, mill_user, as_user):
    assigned(exits, mill)
    completed(exits, mill_user, mill)
    assert "This time a colleague of yours should take it." in to_take(mill_user, as_user).text


def test_whose_certificate_has_ended_may_take_it_anew(exits, mill, mill_user, as_user, now):
    assigned(exits, mill)
    last = timezone.localdate() - DAY
    row = completed(exits, mill_user, mill, now - 400 * DAY, valid_until=last)
    assert "a colleague of yours should take it" not in to_take(mill_user, as_user).text
    type(row).objects.update(valid_until=last + DAY, renewed_at=now)
    (line,) = to_take(mill_user, as_user).context["lines"]
    assert line.completed_at == now


def test_another_supplier_s_courses_are_not_there(exits, other_mill, mill_user, as_user):
    assigned(exits, other_mill)
    assert to_take(mill_user, as_user).context["lines"] == []


def test_who_completed_it_is_named(exits, mill, mill_user, as_user, now):
    completed(exits, mill_user, mill)
    assigned(exits, mill, completed_at=now)
    page = to_take(mill_user, as_user)
    ((_row, named, people),) = page.context["by_whom"]
    assert (named, [one.user for one in people]) == (exits, [mill_user])


def test_the_home_page_counts_courses_not_findings(exits, mill, mill_user, auditor, buyer, now):
    audit = audited(mill, auditor, buyer)
    assigned(exits, mill, finding=found(audit), due=TODAY - DAY)
    assigned(exits, mill, finding=found(audit), due=TODAY)
    assigned(course("B", series="b"), mill, due=TODAY)
    (pile,) = courses_to_take(mill_user, TODAY)
    assert (pile.count, pile.late, pile.address) == (2, 1, reverse("training:to_take"))
    (pile,) = courses_to_take(buyer, TODAY)
    assert (pile.count, pile.late) == (1, 1)
    assert courses_to_take(auditor, TODAY) == []


def test_an_auditor_sees_the_suppliers_assigned_to_them(
    exits, mill, other_mill, auditor, as_user, buyer
):
    mine, other = assigned(exits, mill), assigned(exits, other_mill)
    address = reverse("training:assignment_list")
    assert list(as_user(auditor).get(address).context["object_list"]) == [mine]
    assert set(as_user(buyer).get(address).context["object_list"]) == {mine, other}


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("standing=open", {"open", "late"}),
        ("standing=overdue", {"late"}),
        ("standing=completed", {"done", "slow"}),
        ("standing=in_time", {"done"}),
        ("standing=lifted", {"lifted"}),
        ("standing=kept", {"open", "late", "done", "slow"}),
        ("rule=hand", {"open"}),
        ("seen=open_not_looked", {"late"}),
        ("finding=true", {"late"}),
        ("q=Blue", {"open"}),
        ("q=Spill", {"done"}),
    ],
)
def test_the_list_is_narrowed(mill, other_mill, buyer, auditor, as_user, now, asked, shown):
    today = timezone.localdate()
    finding = found(audited(mill, auditor, buyer))
    rows = {
        "open": assigned(course(), other_mill, assigned_by=buyer, due=today),
        "late": assigned(course("B", series="b"), mill, due=today - DAY, finding=finding),
        "done": assigned(course("C", series="c", title="Spill"), mill, due=TODAY, completed_at=now),
        "slow": assigned(course("D", series="d"), mill, due=TODAY - DAY, completed_at=now),
        "lifted": assigned(course("E", series="e"), mill, lifted_at=now, lifted_because="r"),
    }
    page = as_user(buyer).get(reverse("training:assignment_list") + f"?{asked}")
    assert set(page.context["object_list"]) == {rows[name] for name in shown}


def test_the_list_costs_the_same_with_one_row_and_with_more(
    exits, mill, other_mill, auditor, buyer, as_user, now
):
    browser, address = as_user(buyer), reverse("training:assignment_list")
    first = found(audited(mill, auditor, buyer))
    assigned(exits, mill, at=now - 50 * DAY, finding=first)
    found(audited(mill, auditor, buyer, at=now - 5 * DAY))
    browser.get(address)
    with CaptureQueriesContext(connection) as one:
        browser.get(address)
    for supplier in (mill, other_mill):
        assigned(course(f"X{supplier.pk}", series=f"x{supplier.pk}"), supplier, assigned_by=buyer)
    with CaptureQueriesContext(connection) as three:
        assert len(browser.get(address).context["object_list"]) == 3
    assert len(three) == len(one)


def test_the_list_is_taken_away_as_a_workbook(exits, mill, buyer, as_user):
    assigned(exits, mill, why="class:high:2026")
    answer = as_user(buyer).get(reverse("training:assignment_list") + "?export=csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "M-001" in text
    assert "risk class High, 2026" in text


def test_a_course_is_assigned_by_hand(exits, mill, other_mill, buyer, as_user):
    answer = as_user(buyer).post(
        reverse("training:assign"),
        {
            "course": exits.pk, "codes": "M-001\nM-002", "why": "Agreed",
            "due_on": (timezone.localdate() + DAY).isoformat(),
        },
    )  # fmt: skip
    assert answer.status_code == 302
    assert CourseAssignment.objects.filter(assigned_by=buyer, why="Agreed").count() == 2


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("codes", "M-001 M-009", "There is no supplier with the code M-009."),
        ("due_on", "2020-01-01", "This day is over: choose today or a later one."),
        ("due_on", "2099-01-01", "Choose a day within two years."),
        ("why", "", "This field is required."),
        (
            "course",
            "999999",
            "Select a valid choice. That choice is not one of the available choices.",
        ),
    ],
)
def test_what_is_wrong_is_said_and_nothing_kept(
    exits, mill, buyer, as_user, field, value, sentence
):
    said = {
        "course": exits.pk, "codes": "M-001", "why": "Agreed",
        "due_on": (timezone.localdate() + DAY).isoformat(), field: value,
    }  # fmt: skip
    answer = as_user(buyer).post(reverse("training:assign"), said)
    assert answer.status_code == 422
    assert answer.context["form"].errors[field] == [sentence]
    assert not CourseAssignment.objects.exists()


@pytest.mark.parametrize("facts", [{"status": "rejected"}, {"status": "ended"}, "merged"])
def test_to_a_supplier_that_is_none_any_more_nothing_is_assigned(
    exits, mill, other_mill, buyer, as_user, facts
):
    facts = {"merged_into": other_mill} if facts == "merged" else facts
    Supplier.objects.filter(pk=mill.pk).update(**facts)
    said = {
        "course": exits.pk, "codes": "M-001", "why": "Agreed",
        "due_on": (timezone.localdate() + DAY).isoformat(),
    }  # fmt: skip
    assert as_user(buyer).post(reverse("training:assign"), said).status_code == 422
    assert not CourseAssignment.objects.exists()


def test_a_draft_cannot_be_assigned(exits, mill, buyer, as_user):
    type(exits).objects.update(is_published=False)
    said = {
        "course": exits.pk, "codes": "M-001", "why": "x",
        "due_on": timezone.localdate().isoformat(),
    }  # fmt: skip
    assert as_user(buyer).post(reverse("training:assign"), said).status_code == 422


def test_lifting_needs_a_reason_and_happens_once(exits, mill, buyer, as_user):
    address = reverse("training:assignment_lift", args=[assigned(exits, mill).pk])
    assert as_user(buyer).post(address, {"because": ""}).status_code == 422
    assert as_user(buyer).post(address, {"because": "Renewed"}).status_code == 302
    assert as_user(buyer).post(address, {"because": "Renewed"}).status_code == 409


# --- rules ------------------------------------------------------------------------------------
def said(course, **words):
    return {
        "course": course.pk, "kind": "finding", "where": "B2", "risk_class": "", "due_days": 30,
        "since": "2026-01-01", **words,
    }  # fmt: skip


def test_a_rule_begins_switched_off_and_shows_whom_it_fits(exits, mill, auditor, buyer, as_user):
    found(audited(mill, auditor, buyer))
    browser = as_user(buyer)
    browser.post(reverse("training:rule_new"), said(exits))
    row = CourseRule.objects.get()
    assert (row.value, row.is_active) == ("B2", False)
    page = browser.get(reverse("training:rule_detail", args=[row.pk]))
    assert page.context["counts"]["give"] == 1
    assert "Red River Mill" in page.text


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"where": ""}, "where"),
        ({"where": "Z9"}, "where"),
        ({"kind": "class"}, "risk_class"),
        ({"due_days": 0}, "due_days"),
        ({"due_days": 731}, "due_days"),
        ({"since": "1999-12-31"}, "since"),
        ({"since": "0001-01-01"}, "since"),
    ],
)
def test_a_rule_says_which(exits, mill, auditor, buyer, as_user, words, field):
    found(audited(mill, auditor, buyer))
    answer = as_user(buyer).post(reverse("training:rule_new"), said(exits, **words))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_a_rule_for_new_suppliers_keeps_no_provision(exits, mill, auditor, buyer, as_user):
    found(audited(mill, auditor, buyer))
    as_user(buyer).post(reverse("training:rule_new"), said(exits, kind="new"))
    assert CourseRule.objects.get().value == ""


def test_the_same_rule_is_not_made_twice(exits, mill, auditor, buyer, as_user):
    found(audited(mill, auditor, buyer))
    rule(exits)
    assert as_user(buyer).post(reverse("training:rule_new"), said(exits)).status_code == 422
    assert CourseRule.objects.count() == 1


def test_a_changed_rule_leaves_what_it_gave(exits, mill, auditor, buyer, as_user):
    found(audited(mill, auditor, buyer))
    row = rule(exits)
    kept = assigned(exits, mill, rule=row)
    address = reverse("training:rule_change", args=[row.pk])
    as_user(buyer).post(address, said(exits, due_days=90))
    row.refresh_from_db()
    assert row.due_days == 90
    assert CourseAssignment.objects.get().due_on == kept.due_on


def test_on_off_and_apply(exits, mill, auditor, buyer, as_user):
    Supplier.objects.update(status="active")
    found(audited(mill, auditor, buyer))
    row, browser = rule(exits, is_active=False), as_user(buyer)
    apply = reverse("training:rule_apply", args=[row.pk])
    assert browser.post(apply).status_code == 409
    browser.post(reverse("training:rule_on", args=[row.pk]))
    assert browser.post(apply).status_code == 302
    assert CourseAssignment.objects.count() == 1
    browser.post(reverse("training:rule_off", args=[row.pk]))
    row.refresh_from_db()
    assert not row.is_active


@pytest.mark.parametrize(
    ("kind", "value", "told"),
    [
        ("finding", "B", "2 assignments (one per finding) at one supplier."),
        ("new", "", "1 supplier is asked to take it."),
    ],
)
def test_applied_a_rule_tells_assignments_and_suppliers(
    exits, mill, auditor, buyer, as_user, kind, value, told
):
    Supplier.objects.update(status="active")
    audit = audited(mill, auditor, buyer)
    found(audit), found(audit)
    row = rule(exits, kind, value)
    answer = as_user(buyer).post(reverse("training:rule_apply", args=[row.pk]), follow=True)
    assert told in answer.text


@pytest.mark.parametrize(
    ("asked", "shown"), [("", 2), ("give", 1), ("has_it", 1), ("completed", 0)]
)
def test_the_figures_of_a_rule_open_their_rows(exits, mill, auditor, buyer, as_user, asked, shown):
    audit = audited(mill, auditor, buyer)
    row = rule(exits)
    found(audit)
    assigned(exits, mill, finding=found(audit), rule=row)
    address = reverse("training:rule_detail", args=[row.pk])
    page = as_user(buyer).get(address + f"?answer={asked}")
    assert len(page.context["rows"]) == shown
    assert page.context["counts"]["all"] == 2
    assert "?answer=has_it#rows" in page.text


def test_a_course_is_chosen_by_its_title_and_language(exits, buyer, as_user):
    form = as_user(buyer).get(reverse("training:rule_new")).context["form"]
    assert "Ways out en (English) EXITS" in str(form["course"])


def test_the_list_begins_with_what_is_open_the_overdue_first(exits, mill, buyer, as_user, now):
    done = assigned(exits, mill, due=TODAY - 300 * DAY, completed_at=now)
    lifted = assigned(exits, mill, due=TODAY - 200 * DAY, lifted_at=now, lifted_because="Ended")
    later = assigned(course("B", series="b"), mill, due=TODAY + 900 * DAY)
    late = assigned(course("C", series="c"), mill, due=TODAY - DAY)
    page = as_user(buyer).get(reverse("training:assignment_list"))
    assert page.context["object_list"] == [late, later, done, lifted]


def test_days_without_an_audit_say_since_what(
    exits, mill, auditor, buyer, as_user, on_the_day, now
):
    audit = audited(mill, auditor, buyer, at=now - 90 * DAY)
    given = {"at": now - 50 * DAY}
    assigned(exits, mill, finding=found(audit), **given)
    assigned(exits, mill, finding=found(audit), completed_at=now - DAY, **given)
    page = as_user(buyer).get(reverse("training:assignment_list")).text
    assert "50 days since assignment" in page
    assert "1 day since completion" in page


def test_the_form_of_a_rule_has_what_its_style_shows_or_hides(exits, buyer, as_user):
    page = as_user(buyer).get(reverse("training:rule_new")).text
    style = Path(finders.find("training.css")).read_text()
    for name in ("id_kind", "div_id_where", "div_id_risk_class"):
        assert f'id="{name}"' in page and f"#{name}" in style
    assert "training.css" in page
