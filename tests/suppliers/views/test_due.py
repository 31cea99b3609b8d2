"""The pages of the year's due list. Now is 2026 Q3."""

import datetime as dt
import json
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from suppliers.models import Approach, DueItem, DueList
from sustainportal.jobs.models import Job
from sustainportal.jobs.operations import run
from tests.conftest import make_supplier
from tests.suppliers.due_cast import ROWS, approach_of, classed, confirmed, proposed

YEAR = {"year": 2026}


@pytest.fixture(autouse=True)
def moment(now):
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def judged(db, mill, other_mill, now):
    approach_of(at=now)
    classed(mill, "high", 70.0, at=now)
    classed(other_mill, "medium", 50.0, at=now)


@pytest.fixture
def desk(as_user, buyer):
    return as_user(buyer)


@pytest.fixture
def colleague(as_user, second_buyer):
    return as_user(second_buyer)


def at(name, *args):
    return reverse(f"suppliers:{name}", args=args)


PAGE = reverse("suppliers:due_year", args=[2026])


def the(kind, supplier):
    return DueItem.objects.get(supplier=supplier, kind=kind)


def rows_of(answer):
    return [(row["supplier__code"], row["kind"], row["when"]) for row in answer.context["rows"]]


def test_the_menus_door_leads_to_this_year(judged, desk):
    assert desk.get(at("due")).url == PAGE


def test_before_there_is_a_list_the_page_offers_to_propose_one(judged, desk):
    answer = desk.get(PAGE)
    assert answer.status_code == 200
    assert "Propose the list" in answer.text
    assert not DueList.objects.exists()


def test_proposing_asks_for_a_job_and_the_list_shows_its_order_and_figures(
    judged, desk, buyer, now
):
    assert desk.post(at("due_propose", 2026)).url == PAGE
    run(Job.objects.get(kind="suppliers.propose_due"), at=now)
    answer = desk.get(PAGE)
    assert rows_of(answer) == [
        ("M-001", "second_party", "Q3"), ("M-001", "survey", "Q3"), ("M-002", "survey", "Q3"),
    ]  # fmt: skip
    assert (answer.context["planned"], answer.context["done"], answer.context["beyond"]) == (
        3,
        0,
        0,
    )
    assert "proposed by buyer" in answer.text


@pytest.mark.parametrize("year", [1999, 2028])
def test_a_year_that_cannot_have_a_list_is_not_found(judged, desk, year):
    assert desk.get(at("due_year", year)).status_code == 404


def test_a_past_year_offers_nothing_to_propose(judged, desk):
    answer = desk.get(at("due_year", 2025))
    assert "Propose the list" not in answer.text
    assert desk.post(at("due_propose", 2025)).status_code == 409


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ("kind=second_party", ["M-001"]),
        ("risk_class=medium", ["M-002"]),
        ("quarter=3&kind=survey", ["M-001", "M-002"]),
        ("quarter=4", []),
        ("quarter=null", []),
        ("origin=hand", []),
        ("q=Blue", ["M-002"]),
        ("sort=-position&kind=survey", ["M-002", "M-001"]),
    ],
)
def test_the_list_is_narrowed_down(judged, desk, buyer, now, asked, codes):
    proposed(buyer, now)
    assert [code for code, _kind, _when in rows_of(desk.get(f"{PAGE}?{asked}"))] == codes


def test_the_export_holds_what_is_shown(judged, desk, buyer, now):
    proposed(buyer, now)
    sheet = b"".join(desk.get(f"{PAGE}?kind=survey&export=csv")).decode()
    assert [line.split(",")[1] for line in sheet.splitlines()[1:]] == ["M-001", "M-002"]


def test_the_page_asks_the_same_number_of_questions_for_one_row_and_three(
    judged, desk, buyer, now, country, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    proposed(buyer, now)
    desk.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        desk.get(f"{PAGE}?kind=second_party")
    for code in ("M-3", "M-4"):
        classed(make_supplier(code, f"Mill {code}", country), "high", 60.0, at=now)
    proposed(buyer, now)
    with CaptureQueriesContext(connection) as many:
        assert len(rows_of(desk.get(f"{PAGE}?kind=second_party"))) == 3
    assert len(many) == len(few)


def test_a_capacity_is_kept_and_the_list_asked_for_anew(judged, desk, buyer, now):
    proposed(buyer, now)
    page = at("due_capacity", 2026)
    assert desk.get(page).context["form"]["survey-3"].value() is None
    assert desk.post(page, {"survey-3": "1", "survey-4": "0"}).url == PAGE
    run(Job.objects.get(kind="suppliers.propose_due"), at=now)
    assert (the("survey", DueItem.objects.last().supplier).state) == "beyond"
    refused = desk.post(page, {"survey-3": "-1"})
    assert (refused.status_code, DueList.objects.get().capacities.count()) == (422, 2)


def test_a_colleague_confirms_and_the_proposer_is_refused(judged, desk, colleague, buyer, now):
    proposed(buyer, now)
    page = at("due_confirm", 2026)
    seen = {"seen": desk.get(page).context["form"]["seen"].value()}
    refused = desk.post(page, seen)
    assert (refused.status_code, DueList.objects.get().state) == (403, "draft")
    assert "ask a colleague" in refused.text
    assert colleague.post(page, seen).url == PAGE
    assert DueList.objects.get().state == "confirmed"
    assert colleague.post(page, seen).status_code == 409


@pytest.mark.parametrize("seen", ["", "yesterday", "2026-13-01T00:00:00"])
def test_a_confirmation_that_saw_nothing_is_refused(judged, colleague, buyer, now, seen):
    proposed(buyer, now)
    assert colleague.post(at("due_confirm", 2026), {"seen": seen}).status_code == 422
    assert DueList.objects.get().is_draft


def test_an_item_says_why_it_is_there_and_what_happened(judged, desk, buyer, mill, now):
    proposed(buyer, now)
    item = the("second_party", mill)
    answer = desk.get(item.get_absolute_url())
    assert answer.context["why"] == [
        "Class of 2026: High, score 70.",
        "The approach asks for it every 12 months.",
        "It was never done before, as far as the portal knows.",
        "A remote one counts too.",
    ]
    assert desk.post(
        at("due_item_move", item.pk), {"quarter": "4", "reason": "they asked"}
    ).url == (item.get_absolute_url())
    answer = desk.get(item.get_absolute_url())
    assert answer.context["why"][-1] == "Moved by buyer: they asked"
    assert [entry.event for entry in answer.context["entries"]] == ["suppliers.due_item.moved"]


def test_dropping_asks_for_a_reason(judged, desk, buyer, mill, now):
    proposed(buyer, now)
    item = the("survey", mill)
    page = at("due_item_drop", item.pk)
    assert desk.post(page, {"reason": ""}).status_code == 422
    desk.post(page, {"reason": "merging"})
    item.refresh_from_db()
    assert (item.state, item.reason) == ("dropped", "merging")
    assert desk.post(page, {"reason": "again"}).status_code == 409


def test_a_person_adds_by_code_and_an_unknown_code_is_named(judged, desk, buyer, other_mill, now):
    proposed(buyer, now)
    page = at("due_item_new", 2026)
    words = {"kind": "supervision", "quarter": "4", "reason": "strikes"}
    refused = desk.post(page, words | {"supplier": "M-9"})
    assert (refused.status_code, "no supplier with the code M-9" in refused.text) == (422, True)
    item_page = desk.post(page, words | {"supplier": "M-002"}).url
    item = the("supervision", other_mill)
    assert (item_page, item.added, item.reason, item.decided_by) == (
        item.get_absolute_url(), True, "strikes", buyer,
    )  # fmt: skip
    assert desk.post(page, words | {"supplier": "M-002"}).status_code == 409


@pytest.mark.parametrize("person", ["mill_user", "auditor", "sales"])
def test_others_have_no_business_there(judged, buyer, mill, now, as_user, request, person):
    proposed(buyer, now)
    browser = as_user(request.getfixturevalue(person))
    item = the("survey", mill)
    pages = [PAGE, at("due"), at("due_confirm", 2026), item.get_absolute_url()]
    assert {browser.get(page).status_code for page in pages} == {403}
    assert browser.post(at("due_propose", 2026)).status_code == 403
    assert browser.post(at("due_item_drop", item.pk), {"reason": "x"}).status_code == 403


def test_the_administrator_reads_but_does_not_change(judged, buyer, mill, now, as_user, admin_user):
    proposed(buyer, now)
    browser = as_user(admin_user)
    assert browser.get(PAGE).status_code == 200
    assert browser.post(at("due_propose", 2026)).status_code == 403
    assert browser.get(at("due_item_move", the("survey", mill).pk)).status_code == 403


def test_the_command_prints_one_object_and_refuses_a_confirmed_list(
    judged, buyer, second_buyer, now, capsys
):
    out = StringIO()
    call_command("propose_due", "2026", "--json", stdout=out)
    answer = json.loads(out.getvalue())
    assert (answer["state"], answer["args"], answer["result"]["due"]) == ("done", YEAR, 3)
    assert DueList.objects.get().proposed_by is None
    confirmed(buyer, second_buyer, now + dt.timedelta(hours=1))
    with pytest.raises(SystemExit), time_machine.travel(now + dt.timedelta(hours=2)):
        call_command("propose_due", "2026", "--json", stdout=StringIO())


# --- the approach in the admin site -----------------------------------------------------------
LIST = "admin:suppliers_approach_changelist"


def act(browser, action, *approaches):
    words = {"action": action, "_selected_action": [one.pk for one in approaches]}
    answer = browser.post(reverse(LIST), words, follow=True)
    return [str(message) for message in answer.context["messages"]]


def test_a_draft_is_checked_row_by_row_and_activated(as_user, admin_user, judged, now):
    browser = as_user(admin_user)
    draft = approach_of(ROWS[1:4], at=now, name="Next", activate=False)
    assert act(browser, "activate", draft) == [
        "Not classified: It says nothing about this class. A share of 0 % says that nothing is due."
    ]
    draft.rows.create(risk_class="not_classified", kind="survey", remote_allowed=True)
    assert act(browser, "activate", draft) == [
        "Not classified › any tier › Annual survey: Only an audit on site can be done remotely."
    ]
    draft.rows.filter(remote_allowed=True).update(remote_allowed=False)
    assert act(browser, "activate", draft) == ["Next is the active approach now."]
    assert dict(Approach.objects.values_list("name", "status")) == {
        "Small": "retired", "Next": "active",
    }  # fmt: skip


def test_what_was_active_is_never_changed(as_user, admin_user, judged, now):
    from sustainportal.accounts.refusals import NotNow

    browser = as_user(admin_user)
    active = Approach.objects.get()
    page = reverse("admin:suppliers_approach_change", args=[active.pk])
    assert browser.post(page, {"name": "X"}).status_code == 403
    with pytest.raises(NotNow, match="never changed"):
        active.save()
    with pytest.raises(NotNow, match="never changed"):
        active.rows.first().save()
    assert act(browser, "copy_as_draft", active) == [f"Small {now.date()} is a new draft."]
    draft = Approach.objects.get(status="draft")
    assert draft.rows.count() == len(ROWS)
    assert (
        browser.get(reverse("admin:suppliers_approach_change", args=[draft.pk])).status_code == 200
    )
