"""The programme: taken up from the due list, tied to its visits, and done."""

import pytest
from django.core.exceptions import ValidationError

from audits import operations
from audits.models import Audit, ProgrammeItem, Questionnaire
from audits.operations.programme import mark_done, take_up, tell_what_was_done
from suppliers.models import Done, DueItem
from suppliers.operations.due_items import add_item, drop_item
from sustainportal.accounts.refusals import NotNow
from sustainportal.notices.models import Notice
from sustainportal.trail.models import Entry
from tests.suppliers.due_cast import ROWS, approach_of, classed, confirmed, proposed

from ..conftest import DAY

SUPERVISION = ("high", None, "supervision", 12, 100, False)


@pytest.fixture
def due(catalogues, mill, other_mill, buyer, second_buyer, now):
    """This year's confirmed list: the mill needs an audit, supervision and a survey, the other a survey."""
    approach_of([*ROWS, SUPERVISION], at=now)
    classed(mill, "high", 70.0, at=now)
    classed(other_mill, "low", 10.0, at=now)
    return confirmed(buyer, second_buyer, now)


def up(now, year=2026):
    ids = DueItem.objects.filter(due_list=year).order_by("pk").values_list("pk", flat=True)
    return take_up(year=year, first=ids.first(), last=ids.last(), at=now)


def the(kind, supplier):
    return ProgrammeItem.objects.select_related("due_item__supplier").get(
        due_item__kind=kind, due_item__supplier=supplier
    )


def states():
    rows = ProgrammeItem.objects.order_by("due_item__supplier__code", "due_item__kind")
    return [" ".join(row) for row in rows.values_list("due_item__kind", "state", "due_item__state")]


def test_a_confirmed_list_is_taken_up_once(due, now):
    assert up(now) == {"taken_up": 4, "dropped": 0, "done": 0, "reopened": 0}
    assert states() == [
        "second_party open taken_up", "supervision open taken_up", "survey open taken_up",
        "survey open taken_up",
    ]  # fmt: skip
    before = list(ProgrammeItem.objects.values()), list(DueItem.objects.values())
    assert up(now + DAY) == dict.fromkeys(("taken_up", "dropped", "done", "reopened"), 0)
    assert (list(ProgrammeItem.objects.values()), list(DueItem.objects.values())) == before
    assert Entry.objects.filter(event="audits.programme.taken_up").count() == 1


def test_a_draft_is_not_taken_up(due, buyer, now):
    proposed(buyer, now, year=2027)
    assert up(now, year=2027)["taken_up"] == 0


def test_an_audit_planned_from_the_programme_fulfils_its_item(due, plan, mill, now):
    up(now)
    audit = plan(kind="second_party", programme_item=the("second_party", mill))
    item = the("second_party", mill)
    assert (item.state, item.audit) == ("planned", audit)


def test_a_second_audit_for_the_same_item_is_refused(due, plan, mill, now):
    up(now)
    seen = the("second_party", mill)
    plan(kind="second_party", programme_item=seen)
    with pytest.raises(NotNow, match="is “Planned” by now"):
        plan(kind="second_party", programme_item=seen)
    assert Audit.objects.count() == 1


def test_what_does_not_fulfil_the_item_is_refused(due, plan, mill, other_mill, now):
    up(now)
    item = the("second_party", mill)
    with pytest.raises(ValidationError, match="does not fulfil"):
        plan(kind="vap_initial", programme_item=item)
    with pytest.raises(ValidationError, match="another supplier"):
        plan(kind="second_party", site=other_mill.sites.get(), programme_item=item)
    assert not Audit.objects.exists()


def test_a_remote_one_is_offered_only_where_it_counts(due, plan, mill, now):
    up(now)
    DueItem.objects.update(remote=False)
    with pytest.raises(ValidationError, match="does not fulfil"):
        plan(kind="remote", programme_item=the("second_party", mill))
    DueItem.objects.update(remote=True)
    assert plan(kind="remote", programme_item=the("second_party", mill)).pk


def test_a_cancelled_audit_gives_its_item_back(due, plan, mill, buyer, now):
    up(now)
    audit = plan(kind="second_party", programme_item=the("second_party", mill))
    operations.cancel_audit(audit=audit, because="flood", by=buyer, at=now)
    item = the("second_party", mill)
    assert (item.state, item.audit) == ("open", None)


def finished(audit, auditor, now):
    at = now - 8 * DAY
    operations.start_audit(audit=audit, started_on=(now - 10 * DAY).date(), by=auditor, at=at)
    operations.record_visit(
        audit=audit, conforming=100, applicable=100, workers=9, interviewed=3, closing_on=at.date(),
        summary="", by=auditor, at=at,
    )  # fmt: skip
    return operations.finalise_audit(
        audit=audit, outcome="approved", closing_on=at.date(), by=auditor, at=now
    )


def test_a_final_audit_is_done_on_both_sides(due, plan, mill, auditor, now):
    up(now)
    audit = finished(plan(kind="cma", programme_item=the("second_party", mill)), auditor, now)
    item = the("second_party", mill)
    assert (item.state, item.done_on, item.due_item.state) == ("done", audit.closing_on, "done")
    done = Done.objects.get()
    assert (done.source, done.link, done.on) == (
        audit.reference, audit.get_absolute_url(), audit.closing_on,
    )  # fmt: skip
    assert done.items.get() == item.due_item


def test_an_audit_planned_by_hand_fulfils_what_it_fits(due, plan, mill, auditor, now):
    up(now)
    audit = finished(plan(kind="second_party"), auditor, now)
    item = the("second_party", mill)
    assert (item.state, item.due_item.state) == ("done", "done")
    assert item.due_item.done.link == audit.get_absolute_url()


def test_an_audit_that_was_planned_before_is_tied_when_the_list_is_taken_up(due, plan, mill, now):
    audit = plan(kind="second_party")
    up(now)
    assert (the("second_party", mill).state, the("second_party", mill).audit) == ("planned", audit)


def test_an_audit_of_another_kind_leaves_the_item_open(due, plan, mill, auditor, now):
    up(now)
    finished(plan(kind="vap_initial"), auditor, now)
    assert the("second_party", mill).state == "open"
    assert Done.objects.get().kind == "third_party"


def test_a_closure_audit_fulfils_nothing(due, plan, mill, auditor, now):
    up(now)
    first = finished(plan(kind="vap_initial"), auditor, now)
    finished(plan(kind="vap_closure", follows=first), auditor, now)
    assert Done.objects.count() == 1


def assigned(mill, buyer, now, year=2026):
    [survey] = operations.assign_surveys(
        questionnaire=Questionnaire.objects.get(version="2026.1"), suppliers=[mill], year=year,
        due_on=(now + 30 * DAY).date(), by=buyer, at=now,
    )  # fmt: skip
    return survey


def test_a_survey_goes_out_comes_back_is_accepted_and_opened_again(
    due, mill, other_mill, mill_user, buyer, second_buyer, answers, now
):
    up(now)
    survey = assigned(mill, buyer, now)
    assert (the("survey", mill).state, the("survey", other_mill).state) == ("planned", "open")
    operations.submit_survey(survey=survey, answers=answers, by=mill_user, at=now)
    operations.accept_survey(survey=survey, by=second_buyer, at=now)
    assert (the("survey", mill).state, the("survey", mill).due_item.state) == ("done", "done")
    operations.reopen_survey(survey=survey, remark="One figure?", by=second_buyer, at=now)
    assert (the("survey", mill).state, the("survey", mill).due_item.state) == (
        "planned",
        "taken_up",
    )
    assert not Done.objects.exists()


def test_surveys_that_are_there_are_tied_when_the_list_is_taken_up(due, mill, buyer, now):
    survey, other = assigned(mill, buyer, now), assigned(mill, buyer, now, year=2025)
    up(now)
    assert (the("survey", mill).state, the("survey", mill).survey) == ("planned", survey)
    assert not ProgrammeItem.objects.filter(survey=other).exists()


def test_what_the_due_list_drops_the_programme_drops_and_its_planner_is_told(
    due, plan, mill, buyer, now
):
    up(now)
    audit = plan(kind="second_party", programme_item=the("second_party", mill))
    for kind in ("second_party", "survey"):
        drop_item(item=the(kind, mill).due_item, reason="merging", by=buyer, at=now)
    assert up(now)["dropped"] == 2
    assert (the("second_party", mill).state, the("survey", mill).state) == ("dropped", "dropped")
    notice = Notice.objects.get(event="audits.programme.dropped")
    assert (notice.recipient, notice.link) == (buyer, audit.get_absolute_url())
    assert Audit.objects.get().state == "planned"
    assert up(now)["dropped"] == 0
    assert Notice.objects.filter(event="audits.programme.dropped").count() == 1


def test_what_comes_back_on_the_list_is_open_again(due, mill, buyer, now):
    up(now)
    drop_item(item=the("survey", mill).due_item, reason="merging", by=buyer, at=now)
    up(now)
    add_item(year=2026, supplier=mill, kind="survey", quarter=4, reason="no", by=buyer, at=now)
    assert up(now)["reopened"] == 1
    assert (the("survey", mill).state, the("survey", mill).due_item.state) == ("open", "taken_up")


# --- supervision ------------------------------------------------------------------------------
def test_supervision_is_done_by_hand_once(due, mill, buyer, now):
    up(now)
    item = the("supervision", mill)
    words = {"item": item, "on": now.date(), "remark": "Four meetings", "by": buyer, "at": now}
    done = mark_done(**words)
    assert (done.state, done.done_on, done.due_item.kind) == ("done", now.date(), "supervision")
    assert DueItem.objects.get(pk=item.due_item_id).done.source == "Four meetings (2026 Q3)"
    with pytest.raises(NotNow, match="“Done” by now"):
        mark_done(**words)


def test_supervision_is_not_done_tomorrow_and_an_audit_not_by_hand(due, mill, buyer, now):
    up(now)
    words = {"remark": "x", "by": buyer, "at": now}
    with pytest.raises(ValidationError, match="has not come yet"):
        mark_done(item=the("supervision", mill), on=(now + DAY).date(), **words)
    with pytest.raises(ValidationError, match="not by hand"):
        mark_done(item=the("second_party", mill), on=now.date(), **words)


# --- the nightly sweep ------------------------------------------------------------------------
def test_what_upstream_never_heard_of_is_told_at_night_once(
    catalogues, plan, auditor, mill, mill_user, buyer, second_buyer, answers, now
):
    finished(plan(kind="vap_initial"), auditor, now)
    survey = assigned(mill, buyer, now)
    operations.submit_survey(survey=survey, answers=answers, by=mill_user, at=now)
    operations.accept_survey(survey=survey, by=second_buyer, at=now)
    told = sorted(Done.objects.values_list("kind", "on", "source", "link"))
    days = {"survey": now.date(), "third_party": Audit.objects.get().closing_on}
    assert {kind: on for kind, on, _source, _link in told} == days
    Done.objects.all().delete()
    assert (tell_what_was_done(at=now), tell_what_was_done(at=now)) == (2, 0)
    assert sorted(Done.objects.values_list("kind", "on", "source", "link")) == told


def test_the_item_of_a_survey_taken_back_is_open_again(due, mill, buyer, now):
    up(now)
    survey = assigned(mill, buyer, now)
    operations.withdraw_survey(survey=survey, reason="Wrong one.", by=buyer, at=now)
    assert (the("survey", mill).state, the("survey", mill).survey) == ("open", None)
    assigned(mill, buyer, now)
    assert the("survey", mill).state == "planned"
