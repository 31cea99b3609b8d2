"""The pages of counselling meetings: planned by procurement, read by who is concerned, and only that."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext, override
from openpyxl import load_workbook

from audits.operations import submit_plan
from training import operations as events
from training.models import Event, TreatedFinding
from training.operations.counselling import add_follow_up, record_cause
from training.operations.meetings import add_findings
from training.wording_counselling import treated_words

from ..counselling_cast import DAY, audited, found, opened, planned

PLAN = reverse("training:meeting_plan")


@pytest.fixture(autouse=True)
def the_day(time_machine, now):
    time_machine.move_to(now)


@pytest.fixture
def audit(mill, auditor, buyer):
    return audited(mill, auditor, buyer)


@pytest.fixture
def theirs(other_mill, strange_auditor, buyer):
    return audited(other_mill, strange_auditor, buyer)


@pytest.fixture
def meeting(audit, theirs, auditor, buyer, mill_user, stranger):
    """Open today, with a finding of each mill."""
    return opened([found(audit), found(theirs)], lead=auditor, by=buyer)


def page(meeting):
    return reverse("training:meeting", args=[meeting.pk])


def sent(auditor, **more):
    return {
        "title": "Causes", "code": "CM-X", "starts_on": "2026-09-10", "lead": auditor.pk, "place": "",
    } | more  # fmt: skip


# --- the plan ---------------------------------------------------------------------------------
def test_the_proposal_says_why_and_a_ticked_supplier_stands_for_all_its_findings(
    as_user, buyer, auditor, audit, theirs, mill, other_mill
):
    two = {found(audit, "priority"), found(audit)}
    found(theirs)
    browser = as_user(buyer)
    shown = browser.get(PLAN).text
    assert shown.index("Red River Mill") < shown.index("Blue Hill Mill")
    assert "1 priority finding" in shown
    answer = browser.post(PLAN, sent(auditor, supplier=[mill.pk]))
    event = Event.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, page(event))
    assert {row.finding for row in event.treated.all()} == two
    [invitation] = event.invitations.all()
    assert invitation.supplier == mill
    assert invitation.reason.startswith("2 findings to treat, 1 priority finding")


def test_findings_ticked_by_hand_are_the_only_ones_of_their_supplier(
    as_user, buyer, auditor, audit, theirs, mill, other_mill
):
    chosen, _not, other = found(audit), found(audit), found(theirs)
    as_user(buyer).post(PLAN, sent(auditor, supplier=[mill.pk, other_mill.pk], finding=[chosen.pk]))
    assert {row.finding for row in TreatedFinding.objects.all()} == {chosen, other}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"supplier": []}, "Choose at least one supplier or finding"),
        ({"finding": ["999999"]}, "no longer open"),
        ({"finding": ["9" * 30]}, "no longer open"),
        ({"finding": ["x"]}, "Look again"),
        ({"starts_on": "2026-12-01"}, "Choose a day in 2026Q3"),
        ({"lead": ""}, "required"),
        ({"starts_on": ""}, "required"),
        ({"code": "TAKEN"}, "already exists"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(
    as_user, buyer, auditor, audit, mill, wrong, words, draft
):
    Event.objects.filter(pk=draft.pk).update(code="TAKEN")
    found(audit)
    answer = as_user(buyer).post(PLAN, sent(auditor, supplier=[mill.pk]) | wrong)
    assert answer.status_code == 422
    assert words in answer.text
    assert TreatedFinding.objects.count() == 0
    assert Event.objects.count() == 1


def test_the_lead_is_an_auditor_who_is_there(as_user, buyer, auditor, audit, mill, mill_user):
    found(audit)
    browser = as_user(buyer)
    assert browser.post(PLAN, sent(mill_user, supplier=[mill.pk])).status_code == 422
    auditor.is_active = False
    auditor.save()
    assert browser.post(PLAN, sent(auditor, supplier=[mill.pk])).status_code == 422


@pytest.mark.parametrize("asked", ["", "2026Q9", "x", "9999Q4", "0001Q1", "2026Q5&q=%00"])
def test_a_quarter_that_is_none_is_today(as_user, buyer, asked, db):
    answer = as_user(buyer).get(f"{PLAN}?quarter={asked}")
    assert (answer.status_code, answer.context["quarter"]) == (200, "2026Q3")


def test_the_proposal_is_paged_searched_and_costs_the_same(as_user, buyer, audit, theirs):
    browser = as_user(buyer)
    costs = []
    for rows in (1, 3):
        for _ in range(rows):
            found(audit)
            found(theirs)
        with CaptureQueriesContext(connection) as asked:
            browser.get(PLAN)
        costs.append(len(asked))
    assert costs[0] == costs[1]
    shown = browser.get(f"{PLAN}?q=red+river").text
    assert "Red River Mill" in shown
    assert "Blue Hill Mill" not in shown
    assert "No supplier with open findings is found" in browser.get(f"{PLAN}?q=zzz").text


def test_more_findings_are_added_later(as_user, buyer, meeting, audit, mill):
    more = found(audit)
    browser = as_user(buyer)
    address = reverse("training:meeting_add", args=[meeting.pk])
    assert browser.get(address).status_code == 200
    answer = browser.post(address, {"finding": [more.pk]}, follow=True)
    assert "1 finding was added." in answer.text
    assert meeting.treated.count() == 3
    [row] = meeting.treated.filter(finding=more)
    browser.post(reverse("training:treated_remove", args=[row.pk]))
    assert meeting.treated.count() == 2


def test_a_search_keeps_what_is_ticked_and_written_and_plans_nothing(
    as_user, buyer, auditor, audit, theirs, mill
):
    one, two = found(audit), found(theirs)
    browser = as_user(buyer)
    asked = sent(auditor, supplier=[mill.pk], finding=[two.pk], look="search", q="zzz")
    answer = browser.post(PLAN, asked | {"is_online": "on"})
    assert answer.status_code == 200
    assert Event.objects.count() == 0
    rows = [row["supplier"].name for row in answer.context["rows"]]
    assert sorted(rows) == ["Blue Hill Mill", "Red River Mill"]
    form = answer.context["form"]
    assert form.ticked == {"supplier": {mill.pk}, "finding": {two.pk}}
    assert "No supplier with open findings is found" in answer.text
    for words in ('value="Causes"', 'value="CM-X"', 'value="2026-09-10"', 'value="zzz"'):
        assert words in answer.text
    assert answer.text.count(" checked") == 3
    cleared = browser.post(PLAN, asked | {"look": "all", "supplier": [], "finding": []})
    assert len(cleared.context["rows"]) == 2
    kept = browser.post(PLAN, sent(auditor, supplier=[mill.pk], finding=[two.pk], q="zzz"))
    assert kept.status_code == 302
    assert {row.finding for row in TreatedFinding.objects.all()} == {one, two}


def test_another_page_of_suppliers_keeps_what_is_ticked(
    as_user, buyer, auditor, audit, theirs, mill, monkeypatch
):
    monkeypatch.setattr("training.views.meeting_plan.ON_A_PAGE", 1)
    found(audit)
    found(theirs)
    browser = as_user(buyer)
    first = browser.get(PLAN)
    assert (len(first.context["rows"]), 'name="look" value="2"' in first.text) == (1, True)
    second = browser.post(PLAN, sent(auditor, supplier=[mill.pk], look="2"))
    assert {row["supplier"].name for row in second.context["rows"]} == {
        "Blue Hill Mill", "Red River Mill",
    }  # fmt: skip
    assert Event.objects.count() == 0


def test_adding_findings_can_be_searched_without_adding_any(as_user, buyer, meeting, audit):
    more = found(audit)
    address = reverse("training:meeting_add", args=[meeting.pk])
    answer = as_user(buyer).post(address, {"finding": [more.pk], "look": "search", "q": "blue"})
    assert answer.status_code == 200
    assert answer.context["form"].ticked["finding"] == {more.pk}
    assert meeting.treated.count() == 2


def test_why_a_finding_is_treated_is_said_in_the_readers_language(
    as_user, buyer, auditor, audit, mill
):
    first = found(audit)
    second = found(audit, repeat_of=first)
    as_user(buyer).post(PLAN, sent(auditor, supplier=[mill.pk]))
    assert dict(TreatedFinding.objects.values_list("finding", "why")) == {
        first.pk: "", second.pk: "repeat",
    }  # fmt: skip
    assert "· found again" in as_user(buyer).get(page(Event.objects.get())).text
    assert treated_words("zero_tolerance,repeat") == "zero tolerance, found again"
    with override("zh-hant"):
        assert treated_words("repeat") == gettext("found again") != "found again"
    assert treated_words("Minor") == ""


# --- the meeting ------------------------------------------------------------------------------
def test_a_supplier_sees_only_its_own_part(as_user, meeting, mill_user, stranger, auditor, now):
    for row in meeting.treated.select_related("event", "finding__audit__site__supplier"):
        name = row.finding.audit.site.supplier.name
        record_cause(row, cause=f"Cause of {name}", by=auditor, at=now)
        add_follow_up(
            row, text=f"Promise of {name}", owner="Lan", due_on=now.date(), by=auditor, at=now
        )
    for person, own, other in (
        (mill_user, "Red River Mill", "Blue Hill Mill"),
        (stranger, "Blue Hill Mill", "Red River Mill"),
    ):
        browser = as_user(person)
        for address in (page(meeting), reverse("training:follow_up_list")):
            shown = browser.get(address).text
            assert f"Promise of {own}" in shown
            assert other not in shown
        assert f"Cause of {own}" in browser.get(page(meeting)).text
        [row] = browser.get(reverse("training:meeting_list")).context["object_list"]
        assert (row.suppliers, row.findings, row.causes, row.open) == (1, 1, 1, 1)
        export = browser.get(reverse("training:follow_up_list") + "?export=csv")
        assert other not in b"".join(export.streaming_content).decode()


def test_an_assigned_auditor_who_does_not_lead_reads_and_writes_nothing(
    as_user, meeting, strange_auditor
):
    browser = as_user(strange_auditor)
    shown = browser.get(page(meeting))
    assert shown.status_code == 200
    assert "Red River Mill" not in shown.text
    [row] = meeting.treated.filter(finding__audit__site__supplier__code="M-002")
    assert reverse("training:treated_cause", args=[row.pk]) not in shown.text
    for name in ("treated_cause", "follow_up_new"):
        address = reverse(f"training:{name}", args=[row.pk])
        assert (browser.get(address).status_code, browser.post(address).status_code) == (403, 403)


def test_the_lead_reads_all_of_a_supplier_that_is_not_theirs_without_links_to_nowhere(
    as_user, meeting, theirs, auditor, buyer, stranger, now
):
    long = found(theirs, text="Long. " * 80 + "The end.")
    add_findings(meeting, findings={long.pk: ""}, reasons={}, by=buyer, at=now)
    own, other, _long = (
        row.finding for row in meeting.treated.select_related("finding__audit__site")
    )
    action = {"kind": "corrective", "text": "New bars.", "responsible": "Lan",
              "starts_on": now.date(), "expected_on": now.date()}  # fmt: skip
    submit_plan(
        finding=other, root_cause="Theft. " * 60 + "Done.", actions=[action], by=stranger, at=now
    )
    browser = as_user(auditor)
    shown = browser.get(page(meeting)).text
    for words in ("The end.", "Done.", "New bars.", "Blue Hill Mill"):
        assert words in shown
    for finding, opens in ((own, True), (other, False)):
        for thing in (finding, finding.audit.site.supplier):
            address = thing.get_absolute_url()
            assert (f'"{address}"' in shown) is opens
            assert browser.get(address).status_code == (200 if opens else 404)
    assert f'"{other.get_absolute_url()}"' in as_user(buyer).get(page(meeting)).text


def test_another_event_has_no_such_page(as_user, buyer, event):
    assert as_user(buyer).get(page(event)).status_code == 404


def test_the_page_tells_who_is_there_who_declined_and_who_stayed_away(
    as_user, buyer, meeting, mill, other_mill, now
):
    events.record_attendance(meeting, supplier=mill, name="Minh Vo", by=buyer, at=now)
    meeting.invitations.filter(supplier=other_mill).update(
        declined_at=now, declined_because="Stocktaking."
    )
    browser = as_user(buyer)
    shown = browser.get(page(meeting)).text
    assert "Minh Vo" in shown
    assert "Stocktaking." in shown
    meeting.invitations.update(declined_at=None, declined_because="")
    events.hold_event(meeting, by=buyer, at=now)
    assert "no reason given" in browser.get(page(meeting)).text
    meeting.invitations.update(excused_because="The typhoon.")
    assert "The typhoon." in browser.get(page(meeting)).text


@pytest.mark.parametrize("reader", ["auditor", "mill_user", "buyer"])
def test_a_meeting_costs_the_same_with_more_findings(
    request, as_user, auditor, meeting, audit, buyer, now, reader
):
    def cost():
        browser = as_user(request.getfixturevalue(reader))
        browser.get(page(meeting))
        with CaptureQueriesContext(connection) as asked:
            browser.get(page(meeting))
        return len(asked)

    def promise():
        for row in meeting.treated.select_related("event", "finding__audit__site__supplier"):
            add_follow_up(row, text="x", owner="Lan", due_on=now.date(), by=auditor, at=now)

    promise()
    before = cost()
    add_findings(
        meeting, findings={found(audit).pk: "" for _ in range(3)}, reasons={}, by=buyer, at=now
    )
    promise()
    assert cost() == before


def test_the_lists_cost_the_same_with_one_row_and_with_three(
    as_user, buyer, meeting, audit, auditor, now
):
    row = meeting.treated.select_related("event", "finding__audit__site__supplier").first()
    names = ("training:meeting_list", "training:follow_up_list")

    def costs():
        browser, found_costs = as_user(buyer), []
        for name in names:
            browser.get(reverse(name))
            with CaptureQueriesContext(connection) as asked:
                browser.get(reverse(name))
            found_costs.append(len(asked))
        return found_costs

    add_follow_up(row, text="One", owner="Lan", due_on=now.date(), by=auditor, at=now)
    before = costs()
    for number in (2, 3):
        planned([], lead=auditor, by=buyer, code=f"CM-{number}")
        add_follow_up(row, text="More", owner="Lan", due_on=now.date(), by=auditor, at=now)
    assert costs() == before


def test_the_list_of_meetings_can_be_taken_away(as_user, buyer, meeting):
    answer = as_user(buyer).get(reverse("training:meeting_list") + "?export=xlsx")
    rows = list(load_workbook(io.BytesIO(b"".join(answer.streaming_content))).worksheets[0].values)
    assert rows[1][1] == "CM-1"
    assert rows[1][5:] == (2, 2, 0, 0, 0)


def test_a_draft_is_prepared_by_its_lead_and_seen_by_no_supplier(
    as_user, audit, auditor, buyer, mill_user
):
    draft = planned([found(audit)], lead=auditor, by=buyer, on=audit.planned_on + 90 * DAY)
    assert as_user(auditor).get(page(draft)).status_code == 200
    assert as_user(mill_user).get(page(draft)).status_code == 404
