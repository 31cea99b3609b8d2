"""The year's due list: proposed, adjusted, confirmed by another person, amended, done. Now is 2026 Q3."""

import datetime as dt
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from suppliers.models import Done, DueItem, DueList
from suppliers.operations.due import (
    confirm_due_list,
    keep_proposal,
    propose_due_list,
    set_capacity,
    work_out,
)
from suppliers.operations.due_done import (
    NewDone,
    mark_taken_up,
    note_all_done,
    note_done,
    settle,
    withdraw_done,
)
from suppliers.operations.due_items import add_item, drop_item, move_item
from suppliers.queries.due_list import programme_due, year_figures
from suppliers.signals import due_list_changed
from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.jobs.operations import ask
from sustainportal.trail.models import Entry
from tests.suppliers.due_cast import ROWS, approach_of, classed, confirmed, items, proposed

LATER = dt.timedelta(hours=1)
FULL = {("second_party", 3): 1, ("second_party", 4): 0}


@pytest.fixture
def approach(db, now):
    return approach_of(at=now)


@pytest.fixture
def judged(approach, mill, other_mill, now):
    """The mill at high risk, the other one higher."""
    classed(mill, "high", 70.0, at=now)
    classed(other_mill, "high", 80.0, at=now)


@pytest.fixture
def heard():
    news = []

    def hear(sender, *, year, at, **more):
        news.append(year)

    due_list_changed.connect(hear)
    yield news
    due_list_changed.disconnect(hear)


def the(kind, supplier, year=2026):
    return DueItem.objects.get(due_list=year, supplier=supplier, kind=kind)


# --- proposing --------------------------------------------------------------------------------
def test_a_proposal_lists_the_highest_risk_first_with_its_reasons(judged, buyer, mill, now):
    assert proposed(buyer, now) == {"due": 4, "planned": 4, "beyond": 0, "drawn": 0, "changed": 4}
    assert items() == [
        ("M-002", "second_party", 3, "proposed"),
        ("M-002", "survey", 3, "proposed"),
        ("M-001", "second_party", 3, "proposed"),
        ("M-001", "survey", 3, "proposed"),
    ]
    item = the("second_party", mill)
    assert (item.risk_class, item.score, item.every_months, item.remote) == ("high", 70.0, 12, True)
    due_list = DueList.objects.get()
    assert (due_list.seed, due_list.risk_year_id, due_list.as_of) == (
        "seed",
        2026,
        dt.date(2026, 8, 17),
    )
    assert (due_list.proposed_by, due_list.approach.name) == (buyer, "Small")


def test_proposing_the_same_again_changes_nothing(judged, buyer, second_buyer, now):
    proposed(buyer, now)
    before = list(DueItem.objects.values()), list(DueList.objects.values()), Entry.objects.count()
    assert propose_due_list(year=2026, by=second_buyer, at=now + LATER)["changed"] == 0
    assert (
        list(DueItem.objects.values()), list(DueList.objects.values()), Entry.objects.count(),
    ) == before  # fmt: skip


def test_what_does_not_fit_is_listed_as_beyond_the_capacity(judged, buyer, now):
    assert proposed(buyer, now, capacity=FULL)["beyond"] == 1
    assert items()[0] == ("M-002", "second_party", 3, "proposed")
    assert items()[2] == ("M-001", "second_party", None, "beyond")


def test_what_was_done_within_the_months_is_not_due(judged, buyer, mill, now):
    note_done(
        supplier_id=mill.pk,
        kind="second_party",
        on=dt.date(2026, 1, 1),
        source="A",
        by=None,
        at=now,
    )
    proposed(buyer, now)
    assert ("M-001", "second_party") not in [row[:2] for row in items()]
    assert the("survey", mill).last_on is None


def test_who_is_out_of_scope_or_no_live_supplier_is_not_on_the_list(judged, buyer, mill, now):
    classed(mill, "high", 70.0, at=now, in_scope=False)
    proposed(buyer, now)
    assert {row[0] for row in items()} == {"M-002"}
    classed(mill, "high", 70.0, at=now, in_scope=True)
    type(mill).objects.filter(pk=mill.pk).update(status="suspended")
    assert propose_due_list(year=2026, by=buyer, at=now)["changed"] == 0


def test_a_new_class_changes_the_draft_and_who_left_goes(judged, buyer, second_buyer, mill, now):
    proposed(buyer, now)
    classed(mill, "low", 10.0, at=now)
    counts = propose_due_list(year=2026, by=second_buyer, at=now + LATER)
    assert counts["changed"] == 2  # the audit goes, the survey has another class
    assert [row[:2] for row in items()] == [
        ("M-002", "second_party"), ("M-002", "survey"), ("M-001", "survey"),
    ]  # fmt: skip
    assert DueList.objects.get().proposed_by == second_buyer


def test_a_new_proposal_keeps_what_people_decided(judged, buyer, mill, other_mill, now):
    proposed(buyer, now, capacity=FULL)
    move_item(item=the("second_party", mill), quarter=4, reason="they asked", by=buyer, at=now)
    drop_item(item=the("survey", mill), reason="merging", by=buyer, at=now)
    classed(mill, "high", 99.0, at=now)
    propose_due_list(year=2026, by=buyer, at=now)
    assert sorted(items()) == [
        ("M-001", "second_party", 4, "proposed"),
        ("M-001", "survey", 3, "dropped"),
        ("M-002", "second_party", 3, "proposed"),
        ("M-002", "survey", 3, "proposed"),
    ]


def test_next_years_list_takes_this_years_capacity_and_starts_in_q1(judged, buyer, now):
    proposed(buyer, now, capacity=FULL)
    proposed(buyer, now, year=2027)
    assert DueList.objects.get(pk=2027).capacities.count() == 2
    assert items(2027)[0] == ("M-002", "second_party", 1, "proposed")


def test_the_seed_is_drawn_once_for_a_year(judged, buyer, now):
    propose_due_list(year=2026, by=buyer, at=now)
    seed = DueList.objects.get().seed
    assert len(seed) == 16
    propose_due_list(year=2026, seed="mine", by=buyer, at=now)
    assert DueList.objects.get().seed == seed


def test_the_random_part_is_kept_with_its_pool(judged, buyer, mill, other_mill, now):
    rows = [("high", None, "second_party", 12, 50, False), *ROWS[1:]]
    approach_of(rows, at=now, name="Half")
    proposed(buyer, now)
    [draw] = DueList.objects.get().draws
    assert (draw["rule"], draw["share"], draw["pool"]) == (
        "high/any/second_party", 50, ["M-001", "M-002"],
    )  # fmt: skip
    item = DueItem.objects.get(kind="second_party")
    assert (draw["drawn"], item.drawn, item.share) == ([item.supplier.code], True, 50)


@pytest.mark.parametrize("year", [2025, 2028])
def test_only_this_and_the_next_year_can_be_proposed(judged, buyer, now, year):
    with pytest.raises(NotNow, match="for 2026 or 2027"):
        propose_due_list(year=year, by=buyer, at=now)


def test_without_classes_or_approach_there_is_nothing_to_propose(mill, buyer, now):
    with pytest.raises(NotNow, match=r"no active management approach|No supplier has a risk class"):
        propose_due_list(year=2026, by=buyer, at=now)
    classed(mill, "high", at=now)
    with pytest.raises(NotNow, match="no active management approach"):
        propose_due_list(year=2026, by=buyer, at=now)
    assert not DueList.objects.exists()


def test_a_change_between_working_out_and_keeping_is_not_lost(judged, buyer, mill, now):
    proposed(buyer, now)
    found = work_out(2026, at=now)
    drop_item(item=the("survey", mill), reason="merging", by=buyer, at=now)
    keep_proposal(year=2026, worked_out=found, by=buyer, at=now)
    assert the("survey", mill).state == "dropped"


# --- capacity ---------------------------------------------------------------------------------
def test_a_capacity_is_refused_below_nothing_and_of_unknown_kinds(judged, buyer, now):
    proposed(buyer, now)
    for places in ({("survey", 1): -1}, {("party", 1): 1}, {("survey", 5): 1}):
        with pytest.raises(ValidationError):
            set_capacity(year=2026, places=places, by=buyer, at=now)
    set_capacity(year=2026, places={("survey", 1): 0, ("survey", 2): None}, by=buyer, at=now)
    assert [row.places for row in DueList.objects.get().capacities.all()] == [0]


# --- confirming -------------------------------------------------------------------------------
def confirm(by, now, seen=None):
    seen = seen or DueList.objects.get().proposed_at
    return confirm_due_list(year=2026, seen_at=seen, by=by, at=now)


def test_another_person_confirms_and_what_is_beyond_stays_beyond(
    judged, buyer, second_buyer, now, heard
):
    proposed(buyer, now, capacity=FULL)
    due_list = confirm(second_buyer, now)
    assert (due_list.state, due_list.confirmed_by, due_list.confirmed_at) == (
        "confirmed", second_buyer, now,
    )  # fmt: skip
    assert sorted(row[3] for row in items()) == ["beyond", "confirmed", "confirmed", "confirmed"]
    assert heard == [2026]
    entry = Entry.objects.get(event="suppliers.due_list.confirmed")
    assert entry.detail == {"planned": 3, "seed": "seed", "approach": "Small"}


def test_the_proposer_does_not_confirm(judged, buyer, now):
    proposed(buyer, now)
    with pytest.raises(NotYours, match="ask a colleague"):
        confirm(buyer, now)
    assert DueList.objects.get().is_draft


def test_the_database_holds_proposer_and_confirmer_apart(judged, buyer, now):
    proposed(buyer, now)
    with pytest.raises(IntegrityError, match="due_list_confirmed_by_another"), transaction.atomic():
        DueList.objects.update(state="confirmed", confirmed_by=buyer, confirmed_at=now)


def test_who_added_by_hand_does_not_confirm_either(judged, buyer, second_buyer, mill, now):
    proposed(buyer, now)
    item = add_item(
        year=2026, supplier=mill, kind="supervision", quarter=3, reason="strikes",
        by=second_buyer, at=now,
    )  # fmt: skip
    with pytest.raises(NotYours, match="You added to this list"):
        confirm(second_buyer, now)
    drop_item(item=item, reason="no", by=second_buyer, at=now)
    assert confirm(second_buyer, now).confirmed_by == second_buyer


def test_a_list_proposed_again_meanwhile_is_not_confirmed_unseen(
    judged, buyer, second_buyer, mill, now
):
    proposed(buyer, now)
    seen = DueList.objects.get().proposed_at
    classed(mill, "low", 1.0, at=now)
    propose_due_list(year=2026, by=buyer, at=now + LATER)
    with pytest.raises(NotNow, match="proposed again"):
        confirm(second_buyer, now, seen=seen)


def test_a_list_being_worked_out_is_not_confirmed(judged, buyer, second_buyer, now):
    proposed(buyer, now)
    ask("suppliers.propose_due", by=buyer, at=now, year=2026)
    with pytest.raises(NotNow, match="being worked out"):
        confirm(second_buyer, now)


def test_the_second_confirmer_is_told(judged, buyer, second_buyer, admin_user, now):
    proposed(buyer, now)
    confirm(second_buyer, now)
    with pytest.raises(NotNow, match="is confirmed"):
        confirm(admin_user, now)
    assert DueList.objects.get().confirmed_by == second_buyer


def test_a_confirmed_list_is_neither_proposed_anew_nor_given_another_capacity(
    judged, buyer, second_buyer, mill, now
):
    confirmed(buyer, second_buyer, now)
    before = list(DueItem.objects.values()), list(DueList.objects.values())
    classed(mill, "low", 1.0, at=now)
    with pytest.raises(NotNow, match="is confirmed"):
        propose_due_list(year=2026, by=buyer, at=now)
    with pytest.raises(NotNow, match="is confirmed"):
        set_capacity(year=2026, places={}, by=buyer, at=now)
    assert (list(DueItem.objects.values()), list(DueList.objects.values())) == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_of_two_confirmers_at_once_one_is_told(judged, buyer, second_buyer, admin_user, now):
    proposed(buyer, now)
    seen = DueList.objects.get().proposed_at
    start, told = Barrier(2), []

    def act(person):
        start.wait()
        try:
            confirm_due_list(year=2026, seen_at=seen, by=person, at=now)
            told.append("done")
        except NotNow as refusal:
            told.append(str(refusal))
        finally:
            connection.close()

    threads = [Thread(target=act, args=(person,)) for person in (second_buyer, admin_user)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(word == "done" for word in told) == [False, True]
    assert Entry.objects.filter(event="suppliers.due_list.confirmed").count() == 1


# --- by hand ----------------------------------------------------------------------------------
def test_moving_in_a_draft_needs_no_reason_and_in_a_confirmed_list_one(
    judged, buyer, second_buyer, mill, now, heard
):
    proposed(buyer, now)
    move_item(item=the("survey", mill), quarter=4, by=buyer, at=now)
    assert heard == []
    confirm(second_buyer, now)
    item = the("survey", mill)
    with pytest.raises(ValidationError, match="Please say why"):
        move_item(item=item, quarter=3, by=buyer, at=now)
    move_item(item=item, quarter=3, reason="they asked", by=buyer, at=now)
    assert (the("survey", mill).quarter, the("survey", mill).state) == (3, "confirmed")
    assert heard == [2026, 2026]
    entry = Entry.objects.filter(event="suppliers.due_item.moved").latest("pk")
    assert entry.detail == {"moved_from": "2026 Q4", "moved_to": "2026 Q3", "reason": "they asked"}


def test_what_lies_beyond_the_capacity_can_be_moved_in(judged, buyer, mill, now):
    proposed(buyer, now, capacity=FULL)
    move_item(item=the("second_party", mill), quarter=3, reason="must be", by=buyer, at=now)
    assert the("second_party", mill).state == "proposed"
    [audits] = [row for row in year_figures(2026) if row["kind"] == "second_party"]
    third = audits["quarters"][2]
    assert (third["planned"], third["places"], third["full"], third["over"]) == (2, 1, False, True)


@pytest.mark.parametrize("quarter", [1, 2, 0, 5])
def test_a_quarter_that_has_gone_by_or_is_none_is_refused(judged, buyer, mill, now, quarter):
    proposed(buyer, now)
    with pytest.raises(ValidationError, match=r"gone by|Choose a quarter"):
        move_item(item=the("survey", mill), quarter=quarter, by=buyer, at=now)


def test_dropping_and_adding_need_a_reason(judged, buyer, mill, now):
    proposed(buyer, now)
    with pytest.raises(ValidationError, match="Please say why"):
        drop_item(item=the("survey", mill), reason=" ", by=buyer, at=now)
    with pytest.raises(ValidationError, match="Please say why"):
        add_item(
            year=2026, supplier=mill, kind="supervision", quarter=3, reason="", by=buyer, at=now
        )


def test_what_is_on_the_list_is_not_added_twice_but_what_was_dropped_comes_back(
    judged, buyer, mill, now
):
    proposed(buyer, now)
    words = {"year": 2026, "supplier": mill, "kind": "survey", "quarter": 4, "by": buyer, "at": now}
    with pytest.raises(NotNow, match="on the list already, in 2026 Q3"):
        add_item(reason="sure", **words)
    drop_item(item=the("survey", mill), reason="merging", by=buyer, at=now)
    item = add_item(reason="not merging", **words)
    assert (item.pk, item.state, item.when, item.added) == (
        the("survey", mill).pk, "proposed", "2026 Q4", True,
    )  # fmt: skip


def test_two_people_changing_one_item_the_second_is_told(judged, buyer, second_buyer, mill, now):
    proposed(buyer, now)
    mine, yours = the("survey", mill), the("survey", mill)
    drop_item(item=mine, reason="merging", by=buyer, at=now)
    with pytest.raises(NotNow, match="“Dropped” by now"):
        move_item(item=yours, quarter=4, by=second_buyer, at=now)
    assert the("survey", mill).quarter == 3


# --- done -------------------------------------------------------------------------------------
def audited(mill, now, on=dt.date(2026, 9, 1), **words):
    return note_done(
        supplier_id=mill.pk, kind="second_party", on=on, source="AU-1", link="/audits/1/",
        by=None, at=now, **words,
    )  # fmt: skip


def test_what_is_done_is_marked_once(judged, buyer, second_buyer, mill, now, heard):
    confirmed(buyer, second_buyer, now)
    item = audited(mill, now)
    assert (item.state, item.done_on, item.done.source) == ("done", dt.date(2026, 9, 1), "AU-1")
    assert audited(mill, now) == item
    assert (Done.objects.count(), heard) == (1, [2026, 2026])
    assert Entry.objects.filter(event="suppliers.due_item.done").count() == 1


def test_a_draft_is_not_marked_but_the_next_proposal_knows(judged, buyer, mill, now):
    proposed(buyer, now)
    assert audited(mill, now, on=now.date()) is None
    propose_due_list(year=2026, by=buyer, at=now)
    assert not DueItem.objects.filter(supplier=mill, kind="second_party").exists()


@pytest.mark.parametrize(
    ("on", "marked"),
    [
        (dt.date(2025, 12, 31), False),
        (dt.date(2026, 1, 1), True),
        (dt.date(2027, 12, 31), True),  # late by a year
        (dt.date(2028, 1, 1), False),
    ],
)
def test_a_day_marks_the_list_of_its_year_or_the_one_before(
    judged, buyer, second_buyer, mill, now, on, marked
):
    confirmed(buyer, second_buyer, now)
    assert bool(audited(mill, now, on=on)) is marked


def test_a_remote_one_fulfils_only_what_allows_it(judged, buyer, second_buyer, mill, now):
    confirmed(buyer, second_buyer, now)
    DueItem.objects.filter(supplier=mill, kind="second_party").update(remote=False)
    assert audited(mill, now, remote=True) is None
    DueItem.objects.filter(supplier=mill, kind="second_party").update(remote=True)
    assert audited(mill, now, remote=True).state == "done"


def test_a_named_item_is_marked_before_an_older_one(judged, buyer, second_buyer, mill, now):
    confirmed(buyer, second_buyer, now)
    confirmed(buyer, second_buyer, now, year=2027)
    newer = the("second_party", mill, 2027)
    assert audited(mill, now, item=newer.pk).pk == newer.pk
    assert the("second_party", mill).state == "confirmed"


def test_what_is_taken_back_waits_again(judged, buyer, second_buyer, mill, now):
    confirmed(buyer, second_buyer, now)
    mark_taken_up([the("second_party", mill).pk], at=now)
    audited(mill, now)
    withdraw_done(supplier_id=mill.pk, kind="second_party", link="/audits/1/", by=None, at=now)
    item = the("second_party", mill)
    assert (item.state, item.done, item.done_on) == ("taken_up", None, None)
    assert not Done.objects.exists()


def test_what_was_done_before_anybody_told_us_is_noted_once(mill, now):
    rows = [
        NewDone(mill.pk, "survey", dt.date(2025, 1, day), "Survey", f"/s/{day}/") for day in (1, 2)
    ]
    assert note_all_done(rows, at=now) == 2
    assert note_all_done(rows, at=now) == 0


@pytest.mark.parametrize(
    ("on", "remote", "state"),
    [
        (dt.date(2026, 8, 17), False, "confirmed"),  # the day it was worked out: known then
        (dt.date(2026, 8, 18), False, "done"),
        (dt.date(2026, 8, 18), True, "done"),
        (dt.date(2026, 8, 20), False, "done"),
        (dt.date(2026, 8, 21), False, "confirmed"),  # after the confirmation: not yet
    ],
)
def test_what_was_done_between_proposing_and_confirming_is_marked(
    judged, buyer, second_buyer, mill, now, on, remote, state
):
    proposed(buyer, now)
    rows = [NewDone(mill.pk, "second_party", on, "AU-1", "/audits/1/", remote)]
    note_all_done(rows, at=now)
    seen = DueList.objects.get().proposed_at
    confirm_due_list(year=2026, seen_at=seen, by=second_buyer, at=now + dt.timedelta(days=3))
    assert the("second_party", mill).state == state
    entries = Entry.objects.filter(event="suppliers.due_item.done").count()
    assert settle(year=2026, by=None, at=now + dt.timedelta(days=3)) == 0
    assert Entry.objects.filter(event="suppliers.due_item.done").count() == entries


def test_a_draft_is_not_settled(judged, buyer, now):
    proposed(buyer, now)
    assert settle(year=2026, by=None, at=now) == 0


def test_taking_up_twice_marks_once(judged, buyer, second_buyer, mill, now):
    confirmed(buyer, second_buyer, now)
    ids = [the("survey", mill).pk]
    assert (mark_taken_up(ids, at=now), mark_taken_up(ids, at=now + LATER)) == (1, 0)
    assert the("survey", mill).taken_up_at == now


# --- what one supplier is told ----------------------------------------------------------------
def test_a_supplier_sees_what_is_coming_once_it_is_confirmed(
    judged, buyer, second_buyer, mill, mill_user, now, django_assert_num_queries
):
    proposed(buyer, now)
    today = now.date()
    assert programme_due(mill, today) == []
    confirm(second_buyer, now)
    with django_assert_num_queries(1):
        told = programme_due(mill, today, person=mill_user)
    end = dt.date(2026, 9, 30)
    assert told == [
        ("Second-party audit, on site (2026 Q3)", end, ""), ("Annual survey (2026 Q3)", end, ""),
    ]  # fmt: skip
    address = the("survey", mill).get_absolute_url()
    assert programme_due(mill, today, person=buyer)[1] == ("Annual survey (2026 Q3)", end, address)
    drop_item(item=the("survey", mill), reason="merging", by=buyer, at=now)
    audited(mill, now)
    assert programme_due(mill, today, person=mill_user) == []


def test_a_draft_changed_by_hand_is_looked_at_again_before_it_is_confirmed(
    judged, buyer, second_buyer, mill, now
):
    proposed(buyer, now)
    seen, later = DueList.objects.get().proposed_at, now + dt.timedelta(minutes=1)
    drop_item(item=the("survey", mill), reason="merging", by=buyer, at=later)
    with pytest.raises(NotNow, match="Look at it once more"):
        confirm(second_buyer, later, seen=seen)
    seen, later = DueList.objects.get().proposed_at, later + dt.timedelta(minutes=1)
    set_capacity(year=2026, places={("survey", 1): 5}, by=buyer, at=later)
    with pytest.raises(NotNow, match="Look at it once more"):
        confirm(second_buyer, later, seen=seen)
    assert confirm(second_buyer, later).state == "confirmed"
