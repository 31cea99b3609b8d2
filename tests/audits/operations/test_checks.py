"""After closing: the effectiveness check, the repeat it may open, and repeats that audits find."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from audits import operations
from audits.models import EffectivenessCheck, Finding, ProvisionMatch
from audits.queries import year_summary
from suppliers.models import FactorReading
from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.notices.models import Notice

from ..conftest import DAY, PLAN


@pytest.fixture
def check(walk):
    return walk("closed").check_owed


def record(check, by, at, holds=True, **fields):
    return operations.record_check(check=check, holds=holds, by=by, at=at, **fields)


def test_closing_owes_a_check_after_the_days_of_the_protocol(check, now):
    assert (check.due_on, check.holds) == ((now + 90 * DAY).date(), None)


def test_a_protocol_may_owe_none(protocol, walk):
    protocol.check_days = 0
    protocol.save()
    walk("closed")
    assert EffectivenessCheck.objects.count() == 0


def test_a_check_that_holds_is_kept_and_told(check, auditor, mill_user, a_file, now):
    at = now + 90 * DAY
    record(check, auditor, at, remark="Seen.", files=[a_file])
    check.refresh_from_db()
    assert (check.holds, check.checked_by, check.checked_at, check.repeat) == (True, auditor, at, None)
    assert [file.stage for file in check.finding.evidence.all()] == ["action", "check"]
    told = Notice.objects.filter(event="audits.check.held")
    assert [notice.recipient for notice in told] == [mill_user]


def test_one_that_does_not_hold_says_why(check, auditor, now):
    with pytest.raises(ValidationError) as refusal:
        record(check, auditor, now, holds=False, remark=" ")
    assert list(refusal.value.message_dict) == ["remark"]
    assert Finding.objects.count() == 1


def test_what_does_not_hold_opens_a_repeat_and_leaves_the_closed_one(
    check, auditor, mill, mill_user, now
):
    closed, at = check.finding, now + 90 * DAY
    before = Finding.objects.filter(pk=closed.pk).values().get()
    audit = dict(closed.audit.score_parts)
    record(check, auditor, at, holds=False, remark="Door 3 is locked again.")
    assert Finding.objects.filter(pk=closed.pk).values().get() == before
    repeat = Finding.objects.get(repeat_of=closed)
    day = at.date()
    assert (repeat.found_by, repeat.audit, repeat.provision, repeat.rating, repeat.number) == (
        "check", closed.audit, closed.provision, "major", 2,
    )  # fmt: skip
    assert (repeat.discovered_on, repeat.state, repeat.description) == (
        day, "not_started", "Door 3 is locked again.",
    )  # fmt: skip
    assert (repeat.submit_due, repeat.approve_due, repeat.complete_due) == (
        day + 14 * DAY, day + 42 * DAY, day + 180 * DAY,
    )  # fmt: skip
    check.refresh_from_db()
    assert (check.repeat, closed.audit.score_parts) == (repeat, audit)
    told = Notice.objects.filter(event="audits.finding.repeated", recipient=mill_user)
    assert told.count() == 1
    last = FactorReading.objects.filter(supplier=mill, factor="open_findings").latest("read_on")
    assert last.value == 4


def test_the_yearly_figures_count_what_audits_found(check, auditor, now):
    before = year_summary(2026)
    record(check, auditor, now, holds=False, remark="Locked again.")
    assert Finding.objects.found_by_audits().count() == 1
    after = year_summary(2026)
    assert (after["improvement"], after["ratings"]) == (before["improvement"], before["ratings"])


def test_a_repeat_lives_like_any_finding(check, auditor, mill_user, now):
    record(check, auditor, now, holds=False, remark="Locked again.")
    repeat = Finding.objects.get(found_by="check")
    actions = [action | {"starts_on": now.date()} for action in PLAN["actions"]]
    operations.submit_plan(finding=repeat, by=mill_user, at=now, **PLAN | {"actions": actions})
    operations.approve_plan(finding=repeat, by=auditor, at=now)


@pytest.mark.parametrize("who", ["mill_user", "sales", "admin_user"])
def test_only_reviewers_check(request, check, now, who):
    with pytest.raises(NotYours):
        record(check, request.getfixturevalue(who), now)


def test_who_fixed_it_does_not_check_it(check, mill_user, now):
    mill_user.role = "procurement"
    mill_user.save()
    mill_user.memberships.all().delete()
    with pytest.raises(NotYours, match="carried out"):
        record(check, mill_user, now)


def test_the_second_who_checks_is_told(check, auditor, buyer, now):
    now += 90 * DAY
    record(check, auditor, now, remark="Seen.")
    with pytest.raises(NotNow, match="auditor has recorded this check"):
        record(check, buyer, now, holds=False, remark="No.")
    assert Finding.objects.count() == 1


@pytest.mark.parametrize(("later", "refused"), [(89, True), (90, False)])
def test_that_it_holds_is_not_said_before_its_day(check, auditor, now, later, refused):
    at = now + later * DAY
    if refused:
        with pytest.raises(NotNow, match="can be said from"):
            record(check, auditor, at, remark="Seen.")
    else:
        record(check, auditor, at, remark="Seen.")
    check.refresh_from_db()
    assert check.holds is (None if refused else True)


def test_that_it_holds_wants_a_remark_or_a_file(check, auditor, a_file, now):
    at = now + 90 * DAY
    with pytest.raises(ValidationError) as refusal:
        record(check, auditor, at, remark=" ")
    assert list(refusal.value.message_dict) == ["remark"]
    record(check, auditor, at, files=[a_file])


# --- repeats that a later audit finds ------------------------------------------------------------
@pytest.fixture
def later(walk, plan, site, auditor, now):
    """The mill's next audit, in progress, after a closed finding of B2."""
    walk("closed")
    audit = plan(planned_on=now.date(), at=now)
    return operations.start_audit(audit=audit, started_on=now.date(), by=auditor, at=now)


def found(audit, provision, by, at, **fields):
    return operations.record_finding(
        audit=audit, provision=provision, rating="minor", description="Locked.",
        discovered_on=at.date(), by=by, at=at, **fields,
    )  # fmt: skip


def test_the_same_provision_at_the_same_site_is_a_repeat(later, provision, auditor, now):
    first = Finding.objects.get()
    again = found(later, provision("B2"), auditor, now)
    other = found(later, provision("A3"), auditor, now)
    assert (again.repeat_of, other.repeat_of) == (first, None)


@pytest.mark.parametrize(("kind", "repeats"), [("same", True), ("related", False), ("wider", False)])
@pytest.mark.parametrize("turned", [False, True])
def test_the_counterpart_the_crosswalk_calls_the_same_is_a_repeat(
    later, provision, auditor, now, kind, repeats, turned
):
    first, pair = Finding.objects.get(), [provision("B2"), provision("B8")]
    one, two = reversed(pair) if turned else pair
    ProvisionMatch.objects.create(provision=one, counterpart=two, kind=kind)
    again = found(later, provision("B8"), auditor, now)
    assert again.repeat_of == (first if repeats else None)


def test_another_site_is_no_repeat(later, mill, provision, auditor, now):
    Finding.objects.get().audit.site  # noqa: B018
    second = mill.sites.create(name="Plant 2", country=mill.country)
    type(later).objects.filter(pk=later.pk).update(site=second)
    later.refresh_from_db()
    assert found(later, provision("B2"), auditor, now).repeat_of is None


def test_within_one_audit_nothing_is_a_repeat(find):
    assert [find().repeat_of, find().repeat_of] == [None, None]


def test_a_corrected_provision_is_recognised_anew(later, provision, auditor, now):
    again = found(later, provision("A3"), auditor, now)
    operations.change_finding(finding=again, provision=provision("B2"), by=auditor, at=now)
    again.refresh_from_db()
    assert again.repeat_of == Finding.objects.get(provision__code="B2", audit__state="final")


def test_a_number_is_never_given_twice(find, auditor, now):
    first, second = find(), find()
    operations.withdraw_finding(finding=second, because="Twice.", by=auditor, at=now)
    third = find()
    operations.withdraw_finding(finding=third, because="Twice.", by=auditor, at=now)
    assert (first.number, find().number) == (1, 4)


def test_deadlines_of_a_priority_repeat_start_with_the_check(
    find, finish, mill_user, auditor, buyer, a_file, now
):
    finding = find("priority", "B1")
    finish(99, 100)
    operations.submit_plan(finding=finding, by=mill_user, at=now, **PLAN)
    operations.approve_plan(finding=finding, by=auditor, at=now)
    act = {"done": "x", "done_on": {2: now.date()}, "files": [a_file]}
    operations.submit_actions(finding=finding, by=mill_user, at=now, **act)
    operations.verify(finding=finding, by=auditor, at=now)
    closed = operations.close(finding=finding, by=buyer, at=now)
    at = now + 800 * DAY  # long after the cap of the audit
    record(closed.check_owed, auditor, at, holds=False, remark="Again.")
    repeat = Finding.objects.get(found_by="check")
    assert repeat.complete_due == at.date() + dt.timedelta(days=30)


def test_a_repeat_is_with_the_owners_who_are_still_there(check, mill_user, colleague, auditor, now):
    check.finding.owners.set([mill_user, colleague])
    colleague.memberships.all().delete()
    record(check, auditor, now + 90 * DAY, holds=False, remark="Door 3 is locked again.")
    assert list(Finding.objects.get(repeat_of=check.finding).owners.all()) == [mill_user]
