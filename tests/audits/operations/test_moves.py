import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from audits import operations
from audits.models import Audit, Evidence, Finding, Step
from suppliers.models import FactorReading
from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.files.content import upload
from sustainportal.notices.models import Notice
from sustainportal.trail.models import Entry

from ...sample_files import pdf
from ..conftest import PLAN


def test_the_whole_way_with_both_returns(finding, mill_user, auditor, buyer, a_file, now):
    submit = {"finding": finding, "by": mill_user, "at": now}
    operations.submit_plan(**submit, **PLAN)
    operations.return_plan(finding=finding, remark="Why only now?", by=auditor, at=now)
    operations.submit_plan(**submit, **PLAN | {"root_cause": "The rule was never written."})
    operations.approve_plan(finding=finding, by=buyer, at=now)
    operations.submit_actions(**submit, done="Bars fitted.", files=[a_file])
    operations.return_actions(finding=finding, remark="Door 5?", by=auditor, at=now)
    again = upload("door-5.png", a_file.content + b"5", size_limit=10_000)
    done_on = {2: now.date()}
    operations.submit_actions(**submit, done="Door 5 too.", done_on=done_on, files=[again])
    operations.verify(finding=finding, by=auditor, at=now)
    operations.close(finding=finding, remark="Seen on site.", by=buyer, at=now)

    finding.refresh_from_db()
    assert (finding.state, finding.verified_by, finding.closed_by) == ("closed", auditor, buyer)
    assert [plan.version for plan in finding.plans.all()] == [2, 1]
    assert finding.plans.last().root_cause == PLAN["root_cause"]
    assert [step.verb for step in finding.steps.all()] == [
        "submit_plan", "return_plan", "submit_plan", "approve_plan", "submit_actions",
        "return_actions", "submit_actions", "verify", "close",
    ]  # fmt: skip
    trail = Entry.objects.about(finding).filter(event="audits.finding.close").get()
    assert (trail.detail["before"], trail.detail["after"]) == ("ready_for_closure", "closed")


def test_closing_tells_risk_and_the_supplier(walk, mill, mill_user):
    walk("closed")
    value = FactorReading.objects.filter(supplier=mill, factor="open_findings").first().value
    assert value == 0
    assert Notice.objects.filter(event="audits.finding.close", recipient=mill_user).count() == 1


@pytest.mark.parametrize("state", ["submitted", "actions_submitted", "ready_for_closure"])
def test_a_return_needs_a_remark(walk, auditor, now, state):
    finding = walk(state)
    back = operations.return_plan if state == "submitted" else operations.return_actions
    with pytest.raises(ValidationError):
        back(finding=finding, remark="  ", by=auditor, at=now)
    finding.refresh_from_db()
    assert finding.state == state


def test_actions_need_evidence(walk, mill_user, now):
    finding = walk("approved")
    with pytest.raises(ValidationError, match="at least one file"):
        operations.submit_actions(finding=finding, done="Trust us.", by=mill_user, at=now)
    assert Finding.objects.get().state == "approved"


def test_what_was_shown_before_a_return_is_not_evidence_for_the_next_round(
    walk, mill_user, a_file, now
):
    finding = walk("further_action")
    assert finding.evidence.filter(stage=Evidence.Stage.ACTION).exists()
    with pytest.raises(ValidationError, match="at least one file"):
        operations.submit_actions(finding=finding, done="As before.", by=mill_user, at=now)


def test_evidence_is_kept_with_its_hash_and_a_random_name(walk, a_file, own_files):
    finding = walk("actions_submitted")
    [evidence] = finding.evidence.all()
    assert (evidence.name, evidence.sha256, evidence.size) == (
        "exit.png", a_file.sha256, len(a_file.content),
    )  # fmt: skip
    assert "exit" not in evidence.file.name
    assert (own_files / evidence.file.name).read_bytes() == a_file.content


def test_the_same_file_is_kept_once(walk, mill_user, a_file, now, own_files):
    finding = walk("further_action")
    other = upload("permit.pdf", pdf(), size_limit=10_000)
    operations.submit_actions(
        finding=finding, done="Again.", files=[a_file, other, other], by=mill_user, at=now
    )
    assert sorted(Evidence.objects.values_list("name", flat=True)) == ["exit.png", "permit.pdf"]
    assert len(list(own_files.rglob("*.*"))) == 2


def test_a_refused_move_leaves_no_file(walk, mill_user, a_file, now, own_files):
    finding = walk("submitted")
    with pytest.raises(NotNow):
        operations.submit_actions(
            finding=finding, done="Early.", files=[a_file], by=mill_user, at=now
        )
    assert list(own_files.rglob("*.*")) == []


def test_a_failing_trail_leaves_neither_row_nor_file(
    walk, mill_user, a_file, now, own_files, monkeypatch
):
    finding = walk("approved")
    before = Step.objects.count()

    def broken(self, *args, **kwargs):
        if self.event == "audits.evidence.kept":
            raise RuntimeError("the trail is full")
        return super(Entry, self).save(*args, **kwargs)

    monkeypatch.setattr(Entry, "save", broken)
    with pytest.raises(RuntimeError):
        operations.submit_actions(finding=finding, done="x", files=[a_file], by=mill_user, at=now)
    finding.refresh_from_db()
    assert (finding.state, Step.objects.count(), Evidence.objects.count()) == (
        "approved",
        before,
        0,
    )
    assert list(own_files.rglob("*.*")) == []


def test_the_closer_is_not_the_verifier(walk, auditor, buyer, now):
    finding = walk("ready_for_closure")
    with pytest.raises(NotYours, match="another person"):
        operations.close(finding=finding, by=auditor, at=now)
    operations.close(finding=finding, by=buyer, at=now)


@pytest.mark.parametrize(
    ("state", "move"),
    [
        ("submitted", operations.approve_plan), ("actions_submitted", operations.verify),
        ("ready_for_closure", operations.close),
    ],
)  # fmt: skip
def test_the_auditee_judges_nothing(walk, mill_user, now, state, move):
    finding = walk(state)
    with pytest.raises(NotYours):
        move(finding=finding, by=mill_user, at=now)


def test_who_fixed_it_cannot_judge_it_even_in_another_role(walk, mill_user, now):
    finding = walk("actions_submitted")
    mill_user.role = "procurement"
    mill_user.save()
    with pytest.raises(NotYours):
        operations.verify(finding=finding, by=mill_user, at=now)


def test_the_database_refuses_one_person_as_verifier_and_closer(walk, auditor, now):
    finding = walk("ready_for_closure")
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.filter(pk=finding.pk).update(
            state="closed", closed_at=now, closed_by=auditor
        )


@pytest.mark.parametrize(
    "fields", [{"closed_at": None}, {"closed_by": None}, {"state": "lost"}, {"verified_at": None}]
)
def test_the_database_ties_who_to_when(walk, fields):
    finding = walk("closed")
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.filter(pk=finding.pk).update(**fields)


def test_the_second_of_two_is_told_what_happened(walk, auditor, buyer, now):
    finding = walk("submitted")
    seen = finding.last_step()
    operations.return_plan(finding=finding, remark="Not enough.", seen=seen, by=auditor, at=now)
    with pytest.raises(NotNow, match=r"auditor was here before you.*needs revision"):
        operations.approve_plan(finding=finding, seen=seen, by=buyer, at=now)
    assert Finding.objects.get().state == "needs_revision"


def test_a_page_from_before_the_new_version_approves_nothing(walk, mill_user, auditor, buyer, now):
    finding = walk("submitted")
    seen = finding.last_step()
    operations.return_plan(finding=finding, remark="Not enough.", by=auditor, at=now)
    operations.submit_plan(finding=finding, by=mill_user, at=now, **PLAN)
    with pytest.raises(NotNow):
        operations.approve_plan(finding=finding, seen=seen, by=buyer, at=now)


def test_no_action_needs_a_reason_and_two_people(find, finish, mill_user, auditor, buyer, now):
    finding = find("minor", "C4")
    finish()
    operations.submit_plan(
        finding=finding, no_action_because="The line was sold last week.", by=mill_user, at=now
    )
    with pytest.raises(NotNow):
        operations.approve_plan(finding=finding, by=auditor, at=now)
    operations.accept_no_action(finding=finding, remark="Contract seen.", by=auditor, at=now)
    with pytest.raises(NotYours):
        operations.close(finding=finding, by=auditor, at=now)
    operations.close(finding=finding, by=buyer, at=now)
    assert Finding.objects.get().state == "closed"


def test_a_major_finding_must_be_corrected(finding, mill_user, now):
    with pytest.raises(ValidationError):
        operations.submit_plan(
            finding=finding, no_action_because="It is too dear for us.", by=mill_user, at=now
        )


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"responsible": ""}, "responsible"), ({"text": ""}, "text"), ({"expected_on": None}, "expected_on"),
        ({"starts_on": dt.date(2026, 1, 1)}, "starts_on"),
        ({"expected_on": dt.date(2026, 8, 11)}, "expected_on"),
    ],
)  # fmt: skip
def test_an_unfinished_action_is_refused_by_name_and_place(finding, mill_user, now, change, field):
    first, second, third = PLAN["actions"]
    plan = PLAN | {"actions": [first, second | change, third]}
    with pytest.raises(ValidationError) as refusal:
        operations.submit_plan(finding=finding, by=mill_user, at=now, **plan)
    assert list(refusal.value.message_dict) == [field]
    assert [error.params for error in refusal.value.error_dict[field]] == [{"action": 1}]
    assert finding.plans.count() == 0


@pytest.mark.parametrize(
    ("change", "field"),
    [({"root_cause": " "}, "root_cause"), ({"actions": []}, "corrective"),
     ({"actions": PLAN["actions"][:1]}, "corrective")],
)  # fmt: skip
def test_a_plan_names_its_cause_and_what_corrects_it(finding, mill_user, now, change, field):
    with pytest.raises(ValidationError) as refusal:
        operations.submit_plan(finding=finding, by=mill_user, at=now, **PLAN | change)
    assert list(refusal.value.message_dict) == [field]
    assert finding.plans.count() == 0


def test_several_actions_of_one_kind_each_with_its_own_person(finding, mill_user, now):
    twice = PLAN["actions"][1] | {"responsible": "Mr Le", "text": "Train the guards."}
    plan = PLAN | {"actions": [*PLAN["actions"], twice]}
    operations.submit_plan(finding=finding, by=mill_user, at=now, **plan)
    kept = finding.plans.get().actions.values_list("number", "kind", "responsible")
    assert list(kept) == [
        (1, "containment", "Ms Tran"), (2, "corrective", "Ms Tran"), (3, "preventive", "Ms Tran"),
        (4, "corrective", "Mr Le"),
    ]  # fmt: skip


def test_the_last_why_is_the_root_cause_where_none_is_written(finding, mill_user, now):
    whys = ["The guard locked it.", "", " Nobody told him not to. "]
    plan = PLAN | {"root_cause": "", "whys": whys}
    operations.submit_plan(finding=finding, by=mill_user, at=now, **plan)
    kept = finding.plans.get()
    assert (kept.root_cause, kept.whys) == (
        "Nobody told him not to.", ["The guard locked it.", "Nobody told him not to."],
    )  # fmt: skip


def test_each_action_keeps_the_day_it_was_done(walk, mill_user, a_file, now):
    finding = walk("approved")
    day = now.date()
    operations.submit_actions(
        finding=finding, done="Bars.", done_on={2: day}, files=[a_file], by=mill_user, at=now
    )
    days = finding.plans.get().actions.values_list("number", "done_on")
    assert list(days) == [(1, None), (2, day), (3, None)]


@pytest.mark.parametrize(
    ("day", "refused"),
    [(dt.date(2026, 8, 7), True), (dt.date(2026, 8, 8), False), (dt.date(2026, 8, 17), False),
     (dt.date(2026, 8, 18), True)],
)  # fmt: skip
def test_done_between_the_discovery_and_today(walk, mill_user, a_file, now, day, refused):
    finding = walk("approved")
    submit = {"finding": finding, "done": "Bars.", "done_on": {2: day}, "files": [a_file]}
    if refused:
        with pytest.raises(ValidationError) as refusal:
            operations.submit_actions(**submit, by=mill_user, at=now)
        assert list(refusal.value.message_dict) == ["done_on"]
        assert Finding.objects.get().state == "approved"
    else:
        operations.submit_actions(**submit, by=mill_user, at=now)


def test_an_action_that_is_not_in_the_plan_is_refused(walk, mill_user, a_file, now):
    finding = walk("approved")
    with pytest.raises(ValidationError):
        operations.submit_actions(
            finding=finding, done="x", done_on={9: now.date()}, files=[a_file], by=mill_user, at=now
        )


def test_where_the_auditee_ran_the_audit_its_lead_judges_no_priority_finding(
    find, finish, mill_user, auditor, buyer, now
):
    urgent, other = find("priority", "B1"), find("major")
    Audit.objects.update(kind="ama")
    finish(98, 100)
    for finding in (urgent, other):
        operations.submit_plan(finding=finding, by=mill_user, at=now, **PLAN)
    with pytest.raises(NotYours, match="audited side"):
        operations.approve_plan(finding=urgent, by=auditor, at=now)
    operations.approve_plan(finding=urgent, by=buyer, at=now)
    operations.approve_plan(finding=other, by=auditor, at=now)


def test_the_mills_own_person_judges_nothing_in_a_reviewers_role(walk, mill_user, now):
    finding = walk("submitted")
    mill_user.role = "procurement"
    mill_user.save()
    with pytest.raises(NotYours):
        operations.approve_plan(finding=finding, by=mill_user, at=now)


def test_a_draft_is_not_moved_by_reviewers_either(find, auditor, now):
    finding = find("major")
    with pytest.raises(NotNow, match="draft"):
        operations.remark(finding=finding, text="Not yet.", by=auditor, at=now)


def test_a_draft_the_supplier_may_comment_on_is_not_moved(
    find, mill_user, auditor, buyer, now, a_file
):
    draft, urgent = find("major"), find("priority", "B1")
    Audit.objects.update(
        state="comment", shared_at=now, comment_until=now.date(), closing_on=now.date()
    )
    for by in (mill_user, auditor, buyer):
        with pytest.raises(NotNow, match="is a draft"):
            operations.remark(finding=draft, text="Well?", by=by, at=now)
    with pytest.raises(NotNow, match="is a draft"):
        operations.submit_plan(finding=draft, by=mill_user, at=now, **PLAN)
    with pytest.raises(NotNow, match="is a draft"):
        operations.name_owners(finding=draft, owners=[mill_user], by=auditor, at=now)
    operations.submit_plan(finding=urgent, by=mill_user, at=now, **PLAN)


def test_files_with_a_remark_are_no_evidence_of_action(walk, mill_user, a_file, now):
    finding = walk("approved")
    operations.remark(finding=finding, text="Look.", files=[a_file], by=mill_user, at=now)
    assert [file.stage for file in finding.evidence.all()] == ["plan"]
    with pytest.raises(ValidationError, match="at least one file"):
        operations.submit_actions(finding=finding, done="x", by=mill_user, at=now)


def test_a_file_of_the_same_name_is_the_next_version(walk, mill_user, a_file, now):
    finding = walk("further_action")
    second = upload("exit.png", a_file.content + b"x", size_limit=10_000)
    third = upload("door.png", a_file.content + b"y", size_limit=10_000)
    operations.submit_actions(
        finding=finding, done="Again.", files=[a_file, second, third], by=mill_user, at=now
    )
    kept = finding.evidence.values_list("name", "version", "sha256")
    assert list(kept) == [
        ("exit.png", 1, a_file.sha256), ("exit.png", 2, second.sha256), ("door.png", 1, third.sha256),
    ]  # fmt: skip


def test_a_stranger_cannot_answer(finding, stranger, now):
    with pytest.raises(NotYours):
        operations.submit_plan(finding=finding, by=stranger, at=now, **PLAN)


def test_a_draft_cannot_be_answered(find, mill_user, now):
    with pytest.raises(NotYours):
        operations.submit_plan(finding=find("major"), by=mill_user, at=now, **PLAN)


def test_remarks_move_nothing(walk, mill_user, auditor, now):
    finding = walk("approved")
    operations.remark(finding=finding, text="The doors come on Friday.", by=mill_user, at=now)
    step = finding.steps.last()
    assert (step.verb, step.from_state, step.to_state) == ("remark", "approved", "approved")
    assert Notice.objects.filter(event="audits.finding.remark", recipient=auditor).count() == 1


def test_nothing_is_said_after_closing(walk, auditor, now):
    finding = walk("closed")
    with pytest.raises(NotNow):
        operations.remark(finding=finding, text="One more thing.", by=auditor, at=now)


def test_a_file_that_was_shown_before_is_no_new_evidence(walk, mill_user, a_file, now):
    finding = walk("further_action")
    with pytest.raises(ValidationError) as refusal:
        operations.submit_actions(finding=finding, done="x", files=[a_file], by=mill_user, at=now)
    assert list(refusal.value.message_dict) == ["files"]
    finding.refresh_from_db()
    assert (finding.state, finding.evidence.count()) == ("further_action", 1)


@pytest.mark.parametrize(("done", "refused"), [((1, 3), True), ((2,), False)])
def test_what_is_verified_was_done(walk, mill_user, auditor, a_file, now, done, refused):
    finding = walk("approved")
    done_on = dict.fromkeys(done, now.date())
    operations.submit_actions(
        finding=finding, done="x", done_on=done_on, files=[a_file], by=mill_user, at=now
    )
    if refused:
        with pytest.raises(NotNow, match="is not marked done"):
            operations.verify(finding=finding, by=auditor, at=now)
    else:
        operations.verify(finding=finding, by=auditor, at=now)
    finding.refresh_from_db()
    assert finding.state == ("actions_submitted" if refused else "ready_for_closure")


@pytest.fixture
def left_alone(find, finish, mill_user, auditor, now):
    """A minor finding whose "no action" is accepted."""
    finding = find("minor")
    finish()
    because = "The line was sold last week."
    operations.submit_plan(finding=finding, no_action_because=because, by=mill_user, at=now)
    return operations.accept_no_action(finding=finding, remark="Fine.", by=auditor, at=now)


def test_where_no_action_is_taken_back_another_plan_is_wanted(left_alone, mill_user, buyer, now):
    operations.return_actions(finding=left_alone, remark="It was not.", by=buyer, at=now)
    left_alone.refresh_from_db()
    assert (left_alone.state, left_alone.approved_at, left_alone.verified_by) == (
        "needs_revision", None, None,
    )  # fmt: skip
    operations.submit_plan(finding=left_alone, by=mill_user, at=now, **PLAN)
    operations.approve_plan(finding=left_alone, by=buyer, at=now)


def test_a_plan_acts_or_says_why_not(find, finish, mill_user, now):
    finding = find("minor")
    finish()
    both = PLAN | {"no_action_because": "The line was sold last week."}
    with pytest.raises(ValidationError, match="not both"):
        operations.submit_plan(finding=finding, by=mill_user, at=now, **both)


def test_whose_assignment_ended_is_told_nothing_more(finding, mill, mill_user, auditor, buyer, now):
    mill.assignments.filter(user=auditor).delete()
    operations.submit_plan(finding=finding, by=mill_user, at=now, **PLAN)
    told = Notice.objects.filter(event="audits.finding.submit_plan")
    assert [notice.recipient for notice in told] == [buyer]


def test_where_neither_lead_nor_planner_is_left_every_buyer_is_told(
    finding, mill, mill_user, auditor, buyer, second_buyer, now
):
    mill.assignments.filter(user=auditor).delete()
    type(buyer).objects.filter(pk=buyer.pk).update(is_active=False)
    operations.submit_plan(finding=finding, by=mill_user, at=now, **PLAN)
    told = Notice.objects.filter(event="audits.finding.submit_plan")
    assert [notice.recipient for notice in told] == [second_buyer]
