"""The pages of the programme. Now is 2026 Q3."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from audits.models import ProgrammeItem, Protocol, Questionnaire, Survey
from suppliers.models import Done, Site
from tests.suppliers.due_cast import ROWS, approach_of, classed, confirmed

from ..operations.test_programme import SUPERVISION, up

PAGE = reverse("audits:programme_year", args=[2026])


@pytest.fixture(autouse=True)
def moment(now):
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def programme(catalogues, mill, other_mill, buyer, second_buyer, now):
    """The mill: audit, supervision, survey; the other one: a survey; all in Q3."""
    approach_of([*ROWS, SUPERVISION], at=now)
    classed(mill, "high", 70.0, at=now)
    classed(other_mill, "low", 10.0, at=now)
    confirmed(buyer, second_buyer, now)
    up(now)


@pytest.fixture
def desk(as_user, buyer):
    return as_user(buyer)


def the(kind, code="M-001"):
    return ProgrammeItem.objects.get(due_item__kind=kind, due_item__supplier__code=code)


def at(name, *args):
    return reverse(f"audits:{name}", args=args)


def listed(answer):
    rows = answer.context["object_list"]
    return [(row.due_item.supplier.code, row.due_item.kind) for row in rows]


def test_the_menus_door_leads_to_this_year(programme, desk):
    assert desk.get(at("programme")).url == PAGE
    assert desk.get(at("programme_year", 2028)).status_code == 404


def test_the_year_shows_its_items_and_how_far_it_is(programme, desk, plan):
    plan(kind="second_party", programme_item=the("second_party"))
    answer = desk.get(PAGE)
    assert listed(answer) == [
        ("M-001", "second_party"), ("M-001", "supervision"), ("M-001", "survey"), ("M-002", "survey"),
    ]  # fmt: skip
    assert answer.context["total"] == {"items": 4, "open": 3, "planned": 1, "done": 0, "late": 0}
    assert answer.context["to_send"] == 2


def test_what_is_not_done_when_its_quarter_is_over_is_overdue(programme, as_user, buyer):
    for month, day, late in ((9, 30, 0), (10, 1, 4)):
        with time_machine.travel(dt.datetime(2026, month, day, 9, tzinfo=dt.UTC), tick=False):
            assert len(listed(as_user(buyer).get(f"{PAGE}?late=yes"))) == late


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("kind=survey", 2),
        ("state=open", 4),
        ("state=done", 0),
        ("risk_class=low", 1),
        ("q=Blue", 1),
    ],
)
def test_the_list_is_narrowed_down(programme, desk, asked, count):
    assert len(listed(desk.get(f"{PAGE}?{asked}"))) == count


def test_the_export_holds_what_is_shown(programme, desk):
    sheet = b"".join(desk.get(f"{PAGE}?kind=survey&export=csv")).decode()
    assert [line.split(",")[0] for line in sheet.splitlines()[1:]] == ["M-001", "M-002"]


def test_one_site_leads_straight_to_the_form_and_more_are_offered(programme, desk, mill, site):
    item = the("second_party")
    form = f"{at('audit_plan_site', site.pk)}?programme={item.pk}"
    assert desk.get(at("programme_plan", item.pk)).url == form
    second = Site.objects.create(supplier=mill, name="Plant 2")
    answer = desk.get(at("programme_plan", item.pk))
    assert [place.pk for place in answer.context["sites"]] == [second.pk, site.pk]


def test_a_supplier_without_a_site_is_asked_for_one(programme, desk, site):
    site.delete()
    assert "Add a site" in desk.get(at("programme_plan", the("second_party").pk)).text


def test_the_form_offers_only_what_fulfils_the_item(programme, desk, site, auditor):
    item = the("second_party")
    page = f"{at('audit_plan_site', site.pk)}?programme={item.pk}"
    form = desk.get(page).context["form"]
    assert [kind for kind, _label in form.fields["kind"].choices] == [
        "second_party",
        "cma",
        "remote",
    ]
    words = {
        "kind": "vap_initial", "protocol": Protocol.objects.get(version="8.0.1").pk, "planned_on": "2026-09-01",
        "auditor": auditor.pk,
    }  # fmt: skip
    assert desk.post(page, words).status_code == 422
    desk.post(page, words | {"kind": "cma"})
    assert the("second_party").audit.kind == "cma"
    assert desk.post(page, words | {"kind": "cma"}).status_code == 409


def test_an_item_of_another_supplier_is_not_found_and_nonsense_is_ignored(
    programme, desk, other_mill
):
    page = at("audit_plan_site", other_mill.sites.get().pk)
    assert desk.get(f"{page}?programme={the('second_party').pk}").status_code == 404
    assert desk.get(f"{page}?programme=²").status_code == 200
    assert desk.get(page).status_code == 200


def test_the_surveys_of_the_programme_go_out_together(programme, desk, buyer):
    there = desk.get(at("programme_plan", the("survey").pk)).url
    assert there == at("survey_assign") + "?programme=2026&quarter=3"
    form = desk.get(there).context["form"]
    assert (form["year"].value(), form["due_on"].value()) == (2026, dt.date(2026, 9, 30))
    words = {
        "questionnaire": Questionnaire.objects.get(version="2026.1").pk, "year": "2026", "due_on": "2026-09-30",
    }  # fmt: skip
    assert desk.post(desk.post(there, words).url).url == PAGE
    assert Survey.objects.count() == 2
    assert {the("survey").state, the("survey", "M-002").state} == {"planned"}
    assert desk.get(PAGE).context["to_send"] == 0


def test_surveys_sent_by_hand_go_to_all_who_fit_as_before(programme, desk):
    words = {
        "questionnaire": Questionnaire.objects.get(version="2026.1").pk, "year": "2025", "due_on": "2026-09-30",
    }  # fmt: skip
    preview = desk.post(at("survey_assign") + "?programme=x&quarter=9", words).url
    assert desk.post(preview).status_code == 302
    assert Survey.objects.filter(year=2025).count() == 2


def test_supervision_is_marked_as_done_with_a_remark(programme, desk):
    item = the("supervision")
    page = at("programme_done", item.pk)
    assert desk.get(at("programme_plan", item.pk)).url == page
    assert desk.post(page, {"on": "2026-08-18", "remark": "Meetings"}).status_code == 422
    assert desk.post(page, {"on": "2026-08-17", "remark": "Meetings"}).url == PAGE
    assert (the("supervision").state, Done.objects.get().source) == ("done", "Meetings (2026 Q3)")
    assert "Meetings (2026 Q3)" in desk.get(PAGE).text


@pytest.mark.parametrize("person", ["mill_user", "auditor", "sales"])
def test_others_have_no_business_there(programme, as_user, request, person):
    browser = as_user(request.getfixturevalue(person))
    item = the("second_party")
    pages = [PAGE, at("programme"), at("programme_plan", item.pk), at("programme_done", item.pk)]
    assert {browser.get(page).status_code for page in pages} == {403}


def test_the_page_asks_the_same_number_of_questions_for_one_row_and_three(programme, desk):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    desk.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        desk.get(f"{PAGE}?kind=second_party")
    with CaptureQueriesContext(connection) as many:
        desk.get(f"{PAGE}?state=open")
    assert len(many) == len(few)
