"""Causes and follow-ups on their pages, and where they come up again."""

import datetime as dt

import pytest
from django.urls import reverse

from audits.models import Plan
from audits.operations import submit_plan
from suppliers.models import Membership
from training.models import FollowUp
from training.operations.counselling import add_follow_up, do_follow_up, record_cause
from training.operations.meetings import add_findings

from ...conftest import person as somebody
from ..counselling_cast import DAY, audited, closed, found, opened


@pytest.fixture(autouse=True)
def the_day(time_machine, now):
    time_machine.move_to(now)


@pytest.fixture
def finding(mill, auditor, buyer):
    return found(audited(mill, auditor, buyer))


@pytest.fixture
def treated(finding, auditor, buyer, mill_user):
    event = opened([finding], lead=auditor, by=buyer)
    return event.treated.select_related("event", "finding__audit__site__supplier").get()


@pytest.fixture
def promise(treated, auditor, now):
    return add_follow_up(
        treated,
        text="Number the exits.",
        owner="Ms Tran",
        due_on=now.date() + DAY,
        by=auditor,
        at=now,
    )


def at(name, thing):
    return reverse(f"training:{name}", args=[thing.pk])


# --- the cause --------------------------------------------------------------------------------
def test_the_lead_records_the_cause_and_the_answers_that_led_there(as_user, auditor, treated):
    browser = as_user(auditor)
    assert browser.get(at("treated_cause", treated)).status_code == 200
    answer = browser.post(
        at("treated_cause", treated),
        {"cause": "", "why_1": "Locked against theft", "why_2": "No guard", "seen": ""},
    )
    assert answer.status_code == 302
    treated.refresh_from_db()
    assert treated.cause == "No guard\n1. Locked against theft\n2. No guard"


@pytest.mark.parametrize(
    "fields", [{}, {"cause": "x" * 2001}, {"cause": "x" * 1990, "why_1": "y" * 20}]
)
def test_no_cause_or_too_long_a_one_is_refused_with_a_sentence(as_user, auditor, treated, fields):
    answer = as_user(auditor).post(at("treated_cause", treated), fields)
    assert answer.status_code == 422
    assert "cause" in answer.context["form"].errors


@pytest.mark.parametrize("seen", ["", "nonsense", "2026-13-45T00:00", "2001-01-01T00:00:00+00:00"])
def test_who_did_not_see_the_recorded_cause_does_not_overwrite_it(
    as_user, auditor, buyer, treated, now, seen
):
    record_cause(treated, cause="Nobody checks.", by=auditor, at=now)
    answer = as_user(buyer).post(at("treated_cause", treated), {"cause": "Haste.", "seen": seen})
    assert answer.status_code == 409
    treated.refresh_from_db()
    assert treated.cause == "Nobody checks."


def test_the_recorded_cause_comes_filled_in_and_can_be_changed(as_user, auditor, treated, now):
    record_cause(treated, cause="Haste.", by=auditor, at=now)
    browser = as_user(auditor)
    seen = browser.get(at("treated_cause", treated)).context["form"].initial["seen"]
    assert (
        browser.post(at("treated_cause", treated), {"cause": "No guard.", "seen": seen}).status_code
        == 302
    )
    treated.refresh_from_db()
    assert treated.cause == "No guard."


def test_the_suppliers_plan_begins_with_the_cause_and_says_where_it_comes_from(
    as_user, auditor, mill_user, finding, treated, now
):
    address = reverse("audits:submit_plan", args=[finding.pk])
    browser = as_user(mill_user)
    assert "The plan begins with" not in browser.get(address).text
    record_cause(treated, cause="Nobody checks.", by=auditor, at=now)
    shown = browser.get(address)
    assert shown.context["form"].initial["root_cause"] == "Nobody checks."
    assert "The plan begins with the cause that was found" in shown.text
    assert f'href="{treated.get_absolute_url()}">Counselling CM-1</a>' in shown.text


def test_a_plan_that_came_later_begins_with_itself(
    as_user, auditor, buyer, mill_user, finding, treated, now
):
    from audits.operations import return_plan

    record_cause(treated, cause="Nobody checks.", by=auditor, at=now - DAY / 24)
    action = {"kind": "corrective", "text": "Bars.", "responsible": "Lan", "starts_on": now.date(),
              "expected_on": now.date()}  # fmt: skip
    submit_plan(finding=finding, root_cause="Theft.", actions=[action], by=mill_user, at=now)
    return_plan(finding=finding, remark="Why?", by=auditor, at=now)
    address = reverse("audits:submit_plan", args=[finding.pk])
    browser = as_user(mill_user)
    assert browser.get(address).context["form"].initial["root_cause"] == "Theft."
    record_cause(treated, cause="No guard.", seen=now - DAY / 24, by=auditor, at=now + DAY / 24)
    assert browser.get(address).context["form"].initial["root_cause"] == "No guard."
    assert Plan.objects.get().root_cause == "Theft."


def test_the_page_of_many_plans_begins_with_the_causes_too(
    as_user, auditor, mill_user, finding, treated, now
):
    second = found(finding.audit)
    record_cause(treated, cause="Nobody checks.", by=auditor, at=now)
    answer = as_user(mill_user).get(reverse("audits:bulk_plan", args=[finding.audit_id]))
    rows = {row.finding.pk: row.initial["own_cause"] for row in answer.context["form"].rows}
    assert rows == {finding.pk: "Nobody checks.", second.pk: ""}


def test_beside_the_finding_stand_the_meeting_the_cause_and_what_follows(
    as_user, auditor, mill_user, stranger, finding, treated, promise, now
):
    record_cause(treated, cause="Nobody checks.", by=auditor, at=now)
    for person in (mill_user, auditor):
        shown = as_user(person).get(finding.get_absolute_url()).text
        for words in ("Treated in:", "Nobody checks.", "Number the exits.", "Cause found"):
            assert words in shown
    assert as_user(stranger).get(finding.get_absolute_url()).status_code == 404


# --- follow-ups -------------------------------------------------------------------------------
def test_a_follow_up_is_added_with_a_login_or_a_name(
    as_user, auditor, treated, mill_user, buyer, stranger
):
    browser, address = as_user(auditor), at("follow_up_new", treated)
    offered = set(browser.get(address).context["form"].fields["owner_user"].queryset)
    assert offered == {mill_user, buyer, auditor}
    fields = {"text": "Number them.", "due_on": "2026-09-01"}
    for wrong in ({}, {"owner_user": stranger.pk}, {"owner": "Lan", "owner_user": mill_user.pk}):
        assert browser.post(address, fields | wrong).status_code == 422
    assert (
        browser.post(address, fields | {"owner": "Lan", "due_on": "2026-08-16"}).status_code == 422
    )
    assert FollowUp.objects.count() == 0
    for right in ({"owner": "Lan"}, {"owner_user": mill_user.pk}):
        assert browser.post(address, fields | right).status_code == 302
    assert {row.owner for row in FollowUp.objects.all()} == {"Lan", str(mill_user)}


def test_the_list_narrows_to_open_overdue_mine_and_done(
    as_user, mill_user, buyer, auditor, treated, promise, now, time_machine
):
    add_follow_up(
        treated,
        text="Ask again.",
        owner_user=buyer,
        due_on=now.date() + 9 * DAY,
        by=auditor,
        at=now,
    )
    address = reverse("training:follow_up_list")

    def texts(person, standing):
        rows = as_user(person).get(f"{address}?standing={standing}").context["object_list"]
        return [row.text for row in rows]

    assert texts(mill_user, "mine") == ["Number the exits."]
    assert texts(buyer, "mine") == ["Ask again."]
    assert texts(buyer, "overdue") == texts(buyer, "done") == []
    time_machine.move_to(now + 2 * DAY)
    assert texts(buyer, "overdue") == ["Number the exits."]
    assert texts(buyer, "") == ["Number the exits.", "Ask again."]
    as_user(mill_user).post(at("follow_up_done", promise), {"remark": "All numbered."})
    assert texts(buyer, "done") == ["Number the exits."]
    assert texts(buyer, "") == ["Ask again."]
    assert texts(buyer, "all") == ["Ask again.", "Number the exits."]


def test_what_one_of_ours_owns_a_supplier_cannot_mark_as_done(
    as_user, mill_user, stranger, buyer, auditor, treated, now
):
    row = add_follow_up(
        treated, text="Ask.", owner_user=buyer, due_on=now.date(), by=auditor, at=now
    )
    assert as_user(mill_user).post(at("follow_up_done", row), {"remark": "x"}).status_code == 403
    assert as_user(stranger).post(at("follow_up_done", row), {"remark": "x"}).status_code == 404
    assert at("follow_up_done", row) not in as_user(mill_user).get(treated.get_absolute_url()).text
    assert as_user(buyer).post(at("follow_up_done", row), {"remark": ""}).status_code == 422
    assert as_user(buyer).post(at("follow_up_done", row), {"remark": "Asked."}).status_code == 302
    assert as_user(buyer).post(at("follow_up_done", row), {"remark": "Asked."}).status_code == 409


def test_the_list_and_the_meeting_let_the_same_people_say_that_it_is_done(
    as_user, mill, mill_user, buyer, second_buyer, auditor, treated, promise, now
):
    colleague = somebody("colleague", "supplier")
    Membership.objects.create(supplier=mill, user=colleague)
    theirs, ours = (
        add_follow_up(treated, text=f"{one}", owner_user=one, due_on=now.date(), by=auditor, at=now)
        for one in (mill_user, buyer)
    )
    both, all_three = {promise.pk, theirs.pk}, {promise.pk, theirs.pk, ours.pk}
    for reader, can in (
        (mill_user, both), (colleague, both), (auditor, all_three), (second_buyer, all_three),
    ):  # fmt: skip
        browser = as_user(reader)
        for address in (reverse("training:follow_up_list"), at("meeting", treated.event)):
            shown = browser.get(address).text
            assert {
                pk for pk in all_three if reverse("training:follow_up_done", args=[pk]) in shown
            } == can
        answers = [
            browser.get(reverse("training:follow_up_done", args=[pk])).status_code
            for pk in all_three
        ]
        assert answers == [200 if pk in can else 403 for pk in all_three]


def test_reopening_and_taking_back_are_the_leads(as_user, mill_user, auditor, promise):
    for name in ("follow_up_reopen", "follow_up_remove"):
        assert as_user(mill_user).post(at(name, promise)).status_code == 403
    as_user(mill_user).post(at("follow_up_done", promise), {"remark": "Done."})
    assert as_user(auditor).post(at("follow_up_remove", promise)).status_code == 409
    assert as_user(auditor).post(at("follow_up_reopen", promise)).status_code == 302
    assert as_user(auditor).post(at("follow_up_remove", promise)).status_code == 302
    assert FollowUp.objects.count() == 0


def test_the_list_finds_by_text_supplier_and_finding_and_spares_a_supplier_its_own_name(
    as_user, mill_user, buyer, promise, treated
):
    address, browser = reverse("training:follow_up_list"), as_user(buyer)
    for text, count in (("number", 1), ("red river", 1), (treated.finding.reference, 1),
                        ("AU-99999-1", 0), ("blue hill", 0)):  # fmt: skip
        assert len(browser.get(address, {"q": text}).context["object_list"]) == count, text
    assert "Red River Mill" in browser.get(address).text
    assert "Red River Mill" not in as_user(mill_user).get(address).text


def test_before_the_meetings_day_where_it_is_a_sentence_stands_for_the_buttons(
    as_user, finding, auditor, buyer, time_machine
):
    event = opened([finding], lead=auditor, by=buyer)
    event.zone = "America/New_York"
    event.save()
    [row] = event.treated.all()
    sentence = "Causes and follow-ups are written down from"
    time_machine.move_to(dt.datetime(2026, 8, 17, 3, 59, tzinfo=dt.UTC))  # the day in Taipei only
    before = as_user(auditor).get(at("meeting", event)).text
    assert sentence in before
    time_machine.move_to(dt.datetime(2026, 8, 17, 4, 1, tzinfo=dt.UTC))
    after = as_user(auditor).get(at("meeting", event)).text
    assert sentence not in after
    for name in ("treated_cause", "follow_up_new"):
        assert at(name, row) not in before
        assert at(name, row) in after


def test_a_closed_finding_is_offered_no_other_cause_and_no_follow_up(
    as_user, treated, auditor, buyer, now
):
    record_cause(treated, cause="No guard.", by=auditor, at=now)
    closed(treated.finding, now, verifier=auditor, closer=buyer)
    shown = as_user(auditor).get(at("meeting", treated.event)).text
    assert "No guard." in shown
    for name in ("treated_cause", "follow_up_new"):
        assert at(name, treated) not in shown


def test_the_next_meeting_shows_the_cause_found_earlier_and_what_is_still_open(
    as_user, treated, promise, auditor, buyer, mill_user, now
):
    record_cause(treated, cause="No guard.", by=auditor, at=now)
    done = add_follow_up(treated, text="Over.", owner="Lan", due_on=now.date(), by=auditor, at=now)
    do_follow_up(done, remark="Done.", by=auditor, at=now)
    event = opened([treated.finding], lead=auditor, by=buyer, on=now.date() + DAY, code="CM-2")
    shown = as_user(mill_user).get(at("meeting", event)).text
    for words in ("Cause found earlier", "No guard.", "Number the exits.", "Counselling CM-1"):
        assert words in shown
    assert "Over." not in shown
    assert "Cause found earlier" not in as_user(buyer).get(treated.get_absolute_url()).text


def test_the_figures_of_a_meeting_open_their_rows(as_user, treated, promise, auditor, buyer, now):
    page, second = at("meeting", treated.event), found(treated.finding.audit)
    add_findings(treated.event, findings={second.pk: ""}, reasons={}, by=buyer, at=now)
    assert "only=causes" not in as_user(auditor).get(page).text
    record_cause(treated, cause="No guard.", by=auditor, at=now)
    browser = as_user(auditor)
    shown = browser.get(page).text
    for address in (f"{page}#agenda", "?only=causes#agenda",
                    f"?meeting={treated.event_id}"):  # fmt: skip
        assert address in shown
    narrowed = browser.get(f"{page}?only=causes")
    assert [row for part in narrowed.context["parts"] for row in part["treated"]] == [treated]
    assert narrowed.context["findings"] == 2
