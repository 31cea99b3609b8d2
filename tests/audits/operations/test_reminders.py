"""One notice per person and night, nobody twice, nobody forgotten, whatever breaks off in between."""

import datetime as dt
import json

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audits import operations
from audits.models import EffectivenessCheck, Finding, Survey
from audits.operations import reminders
from audits.tasks import reminder_spans
from suppliers.models import Membership
from sustainportal.accounts.roles import Role
from sustainportal.jobs.models import Job
from sustainportal.jobs.operations import ask, run
from sustainportal.jobs.work import JobFailed
from sustainportal.notices.models import Notice

from ...conftest import person
from ..conftest import DAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def sweep(now):
    """`sweep(day)`: the whole night's work of that day, as the job does it."""

    def swept(day):
        at = dt.datetime.combine(day, dt.time(1, 30), tzinfo=now.tzinfo)
        return run(ask("audits.remind", by=None, at=at, day=day.isoformat()), at=at).result

    return swept


def told(**wanted):
    """{login: [subject of each reminder]}."""
    found = {}
    for notice in Notice.objects.filter(event="audits.reminder", **wanted).order_by("pk"):
        found.setdefault(notice.recipient.username, []).append(notice.subject)
    return found


def test_the_suppliers_people_are_reminded_on_each_day_and_never_twice(finding, mill_user, sweep):
    due, days = finding.submit_due, []
    for offset in range(-20, 10):
        before = Notice.objects.filter(event="audits.reminder", recipient=mill_user).count()
        sweep(due + offset * DAY)
        sweep(due + offset * DAY)  # the same night once more
        after = Notice.objects.filter(event="audits.reminder", recipient=mill_user).count()
        days += [offset] * (after - before)
    assert days == [-14, -7, -1, 0, 7]
    finding.refresh_from_db()
    assert finding.reminded_on == due + 7 * DAY


@pytest.mark.parametrize(
    ("status", "reminded"), [("ended", 0), ("rejected", 0), ("suspended", 1), ("active", 1)]
)
def test_a_supplier_that_is_gone_is_not_reminded(finding, mill, mill_user, sweep, status, reminded):
    mill.status = status
    mill.save(update_fields=["status"])
    sweep(finding.submit_due - dt.timedelta(days=7))
    assert len(told(recipient=mill_user)) == reminded


def test_a_missed_night_is_made_up(finding, mill_user, sweep):
    sweep(finding.submit_due - 14 * DAY)
    sweep(finding.submit_due - 5 * DAY)
    sweep(finding.submit_due - 4 * DAY)
    assert told() == {"mill_user": ["Reminder: 1 due soon"] * 2}


def test_all_that_is_due_comes_in_one_notice_the_most_urgent_first(
    find, finish, survey, mill_user, sweep
):
    first, second = find("major", "B2"), find("minor", "A1")
    finish()
    Finding.objects.filter(pk=second.pk).update(submit_due=dt.date(2026, 8, 1))
    Survey.objects.filter(pk=survey.pk).update(due_on=dt.date(2026, 8, 20))
    sweep(dt.date(2026, 8, 18))
    notice = Notice.objects.get(event="audits.reminder", recipient=mill_user)
    assert notice.subject == "Reminder: 1 overdue, 2 due soon"
    lines = notice.body.split("\n")
    assert lines[0].startswith("Overdue since")
    assert second.reference in lines[0]
    assert lines[1].endswith(f"/audits/findings/{second.pk}/")
    assert {line.split(": ")[1].split(" ")[0] for line in lines[2::2]} == {first.reference, "2026"}
    assert notice.link == "/audits/findings/due/"


def test_it_is_told_in_the_readers_language(finding, mill_user, sweep):
    mill_user.language = "zh-hant"
    mill_user.save()
    sweep(finding.submit_due)
    body = Notice.objects.get(event="audits.reminder").body
    assert finding.provision.title_hant in body


def test_only_the_owners_are_reminded_and_after_a_week_the_managers(
    finding, mill, mill_user, sweep
):
    owner, boss = person("owner", Role.SUPPLIER), person("boss", Role.SUPPLIER)
    Membership.objects.create(supplier=mill, user=owner)
    Membership.objects.create(supplier=mill, user=boss, is_manager=True)
    finding.owners.add(owner)
    sweep(finding.submit_due)
    assert set(told()) == {"owner"}
    sweep(finding.submit_due + 7 * DAY)
    assert {name: len(notices) for name, notices in told().items()} == {"owner": 2, "boss": 1}


def test_everybody_is_reminded_where_the_owner_is_gone(finding, mill, mill_user, sweep):
    owner = person("owner", Role.SUPPLIER)
    Membership.objects.create(supplier=mill, user=owner)
    finding.owners.add(owner)
    owner.is_active = False
    owner.save()
    sweep(finding.submit_due)
    assert set(told()) == {"mill_user"}


def test_after_two_weeks_the_buyer_who_planned_the_audit_hears(
    finding, mill_user, buyer, second_buyer, sweep
):
    for offset in range(-14, 14):
        sweep(finding.submit_due + offset * DAY)
    assert set(told()) == {"mill_user"}
    sweep(finding.submit_due + 14 * DAY)
    assert told()["buyer"] == ["Reminder: 1 overdue"]
    assert "Red River" in Notice.objects.get(event="audits.reminder", recipient=buyer).body
    assert second_buyer.username not in told()
    for offset in range(15, 22):
        sweep(finding.submit_due + offset * DAY)
    assert len(told()["buyer"]) == 2  # once a week, as the supplier


def test_every_buyer_hears_where_the_one_who_planned_is_gone(
    finding, mill_user, buyer, second_buyer, sweep
):
    buyer.is_active = False
    buyer.save()
    sweep(finding.submit_due + 14 * DAY)
    assert set(told()) == {"mill_user", second_buyer.username}


def test_the_buyer_hears_although_the_supplier_has_nobody(finding, mill_user, buyer, sweep):
    Membership.objects.all().delete()
    sweep(finding.submit_due + 14 * DAY)
    assert set(told()) == {"buyer"}


def test_who_has_to_judge_is_reminded_of_the_approvers_clock(
    walk, auditor, buyer, mill_user, sweep
):
    finding = walk("submitted")
    sweep(finding.approve_due - 15 * DAY)
    assert told() == {}
    sweep(finding.approve_due - 14 * DAY)
    assert set(told()) == {"auditor", "buyer"}


def test_who_verified_is_not_reminded_to_close(walk, auditor, buyer, sweep):
    finding = walk("ready_for_closure")
    sweep(finding.complete_due)
    assert set(told()) == {"buyer"}


def test_an_auditor_who_is_no_longer_assigned_hears_nothing(walk, auditor, buyer, sweep):
    finding = walk("submitted")
    auditor.assignments.all().delete()
    sweep(finding.approve_due)
    assert set(told()) == {"buyer"}


def test_a_paused_and_a_closed_finding_are_silent(walk, mill_user, sweep):
    finding = walk("approved")
    Finding.objects.filter(pk=finding.pk).update(paused_on=finding.discovered_on)
    assert sweep(finding.complete_due + 3 * DAY)["findings"] == 0
    Finding.objects.filter(pk=finding.pk).update(paused_on=None)
    assert sweep(finding.complete_due + 4 * DAY)["findings"] == 1


def test_a_check_is_reminded_of_until_it_is_made(walk, buyer, auditor, sweep):
    finding = walk("closed")
    check, _made = EffectivenessCheck.objects.update_or_create(
        finding=finding, defaults={"due_on": dt.date(2026, 12, 1)}
    )
    for offset in range(-15, 8):
        sweep(check.due_on + offset * DAY)
    assert len(told()["buyer"]) == 5
    EffectivenessCheck.objects.update(checked_at=finding.closed_at, checked_by=buyer, holds=True)
    sweep(check.due_on + 14 * DAY)
    assert len(told()["buyer"]) == 5


def test_strangers_hear_nothing(finding, mill_user, stranger, strange_auditor, sales, sweep):
    sweep(finding.submit_due + 30 * DAY)
    assert set(told()) == {"mill_user", "buyer"}


# --- the cap, and what breaks off ------------------------------------------------------------
@pytest.fixture
def two_mills(finding, other_mill, stranger, mill_user, survey):
    """The mill's finding is a day overdue, the other mill's survey due today."""
    today = finding.submit_due + DAY
    Survey.objects.filter(pk=survey.pk).update(supplier=other_mill, due_on=today)
    return today


def test_beyond_the_cap_the_rest_comes_first_in_the_next_night(two_mills, sweep, settings):
    settings.REMINDERS_PER_NIGHT = 1
    assert sweep(two_mills)["later"] == 1
    assert set(told()) == {"mill_user"}  # owed for longer
    assert sweep(two_mills)["people"] == 0  # the cap is the night's, not the run's
    sweep(two_mills + DAY)
    assert set(told()) == {"mill_user", "stranger"}
    sweep(two_mills + 2 * DAY)
    assert {name: len(rows) for name, rows in told().items()} == {"mill_user": 1, "stranger": 1}


def test_a_supplier_with_more_people_than_the_cap_is_told_all_the_same():
    assert reminders.within([7, 8], {7: 5, 8: 1}, 3) == [7]
    assert reminders.within([7, 8], {7: 5, 8: 1}, 5) == [7]
    assert reminders.within([7, 8], {7: 5, 8: 1}, 6) == [7, 8]
    assert reminders.within([7, 8], {7: 5, 8: 1}, 0) == []


def test_broken_off_in_the_middle_nobody_is_told_twice_or_forgotten(
    two_mills, sweep, monkeypatch, now
):
    monkeypatch.setattr(reminders, "SPAN", 1)
    real, calls = reminders.notices.reminded, []

    def breaks(digests, **more):
        calls.append(1)
        real(digests, **more)
        if len(calls) == 2:
            raise RuntimeError("the power went off")

    monkeypatch.setattr(reminders.notices, "reminded", breaks)
    with pytest.raises(JobFailed, match="Step 2 of 3"):
        sweep(two_mills)
    assert set(told()) == {"mill_user"}  # the second span is rolled back
    monkeypatch.setattr(reminders.notices, "reminded", real)
    sweep(two_mills)
    assert {name: len(rows) for name, rows in told().items()} == {"mill_user": 1, "stranger": 1}


def test_a_night_costs_as_many_queries_for_one_finding_as_for_many(find, finish, mill_user):
    first = find("major", "B2")
    for code in ("A1", "A2", "A3", "B1"):
        find("major", code)
    finish(conforming=90)
    due = Finding.objects.get(pk=first.pk).submit_due
    Finding.objects.exclude(pk=first.pk).update(reminded_on=due)
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as asked:
            for item in reminders.spans(today=due):
                reminders.gathered(item, due)
        counts.append(len(asked))
        Finding.objects.update(reminded_on=None)
    assert counts[0] == counts[1]


# --- the job and the command ------------------------------------------------------------------
def test_the_plan_ends_pauses_first(walk, mill_user, buyer, now):
    finding = walk("approved")
    asked = operations.ask_postponement(
        finding=finding, kind="pause", until=now.date() + 5 * DAY, reason="The plant is flooded.",
        by=mill_user, at=now,
    )  # fmt: skip
    operations.grant_postponement(postponement=asked, by=buyer, at=now)
    day = now + 200 * DAY
    assert reminder_spans(by=None, at=day - 198 * DAY, day="2026-08-19") == [{"staff": True}]
    plan = reminder_spans(by=None, at=day, day=day.date().isoformat())
    assert plan == [{"suppliers": [finding.audit.site.supplier_id]}, {"staff": True}]


def test_the_preview_writes_nothing_and_counts_the_same(finding, mill_user, now, capsys):
    Finding.objects.update(submit_due=dt.date(2000, 1, 1))
    call_command("remind", "--dry-run", "--json")
    previewed = json.loads(capsys.readouterr().out)
    assert previewed["kept"] is False
    assert previewed["result"] == {"people": 1, "findings": 1, "surveys": 0, "later": 0}
    assert (Notice.objects.filter(event="audits.reminder").count(), Job.objects.count()) == (0, 0)
    call_command("remind", "--json")
    done = json.loads(capsys.readouterr().out)
    assert done["state"] == "done"
    assert done["result"] == {
        "people": 2,
        "findings": 1,
        "surveys": 0,
    }  # and the buyer, of the same night
    call_command("remind", "--json")
    assert json.loads(capsys.readouterr().out)["result"]["people"] == 0


# --- drafts -----------------------------------------------------------------------------------
@pytest.fixture
def shared(find, begun, protocol, auditor, mill_user, now):
    """A draft the supplier may comment on for ten days."""
    protocol.comment_days = 10
    protocol.save()
    find("major")
    begun.refresh_from_db()
    operations.record_visit(
        audit=begun, conforming=99, applicable=100, workers=420, interviewed=40,
        closing_on=now.date(), summary="", by=auditor, at=now,
    )  # fmt: skip
    begun.refresh_from_db()
    return operations.share_draft(audit=begun, closing_on=now.date(), by=auditor, at=now)


def test_the_supplier_is_reminded_until_the_comments_end_then_the_auditor(
    shared, mill_user, auditor, sweep
):
    supplier_days, auditor_days = [], []
    for offset in range(-9, 16):
        before = told()
        sweep(shared.comment_until + offset * DAY)
        for login, days in (("mill_user", supplier_days), ("auditor", auditor_days)):
            days += [offset] * (len(told().get(login, [])) - len(before.get(login, [])))
    assert supplier_days == [-9, -7, -1, 0]
    assert auditor_days == [1, 7, 14]


def test_who_has_nothing_to_add_is_left_alone(shared, mill_user, sweep, now):
    operations.say_nothing_to_add(audit=shared, by=mill_user, at=now)
    sweep(shared.comment_until)
    assert told() == {}


def test_who_sent_a_survey_is_reminded_to_judge_it_a_week_after_it_came(
    annual, mill_user, buyer, second_buyer, sweep, now
):
    operations.submit_survey(survey=annual, answers={"words": "Done."}, by=mill_user, at=now)
    came = now.date()
    for days in (6, 7, 8, 21):
        sweep(came + days * DAY)
    assert told() == {"buyer": ["Reminder: 1 due soon", "Reminder: 1 overdue"]}
    assert "Accept the answers" in Notice.objects.filter(event="audits.reminder").first().body
    operations.accept_survey(survey=annual, by=buyer, at=now)
    sweep(came + 30 * DAY)
    assert len(told()["buyer"]) == 2


def test_every_buyer_is_reminded_to_judge_where_the_sender_is_gone(
    annual, mill_user, buyer, second_buyer, sweep, now
):
    operations.submit_survey(survey=annual, answers={"words": "Done."}, by=mill_user, at=now)
    buyer.is_active = False
    buyer.save()
    sweep(now.date() + 7 * DAY)
    assert told() == {"second_buyer": ["Reminder: 1 due soon"]}
