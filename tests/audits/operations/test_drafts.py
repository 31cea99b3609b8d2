"""The comment period: a draft is shared, commented on, answered, corrected, and only then final."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from audits import operations
from audits.models import Audit, AuditComment, Evidence, Finding
from audits.queries import waiting_for
from audits.queries.drafts import draft_findings
from suppliers.models import FactorReading
from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.notices.models import Notice
from sustainportal.trail.models import Entry

from ..conftest import PLAN

DAY = dt.timedelta(days=1)


@pytest.fixture
def period(protocol):
    """The protocol gives the supplier five days to comment."""
    protocol.comment_days = 5
    protocol.save()
    return protocol


@pytest.fixture
def counted(period, begun, find, auditor, now):
    """Ready to be shared: counts and one major finding."""
    find()
    return operations.record_visit(
        audit=begun, conforming=99, applicable=100, workers=420, interviewed=40,
        closing_on=now.date(), summary="", by=auditor, at=now,
    )  # fmt: skip


@pytest.fixture
def shared(counted, auditor, now):
    return operations.share_draft(audit=counted, closing_on=now.date(), by=auditor, at=now)


@pytest.fixture
def comment(shared, mill_user, now):
    return operations.comment_on_draft(
        audit=shared, text="One exit, not two.", finding=shared.findings.get(), by=mill_user, at=now
    )


def finalise(audit, by, at):
    return operations.finalise_audit(
        audit=audit, outcome="conditional", closing_on=audit.closing_on, by=by, at=at
    )


def events(audit):
    rows = Entry.objects.about(audit).order_by("pk").values_list("event", flat=True)
    return [event.rpartition(".")[2] for event in rows]


def told(event):
    return {row.recipient for row in Notice.objects.filter(event=f"audits.audit.{event}")}


# --- sharing ----------------------------------------------------------------------------------
def test_sharing_gives_the_supplier_the_days_of_the_protocol(mill_user, shared, now):
    audit = Audit.objects.get()
    assert (audit.state, audit.shared_at, audit.comment_until) == (
        "comment", now, dt.date(2026, 8, 22),
    )  # fmt: skip
    assert events(audit)[-1] == "shared"
    assert told("shared") == {mill_user}


def test_only_a_complete_draft_is_shared(period, begun, find, auditor, now):
    find()
    with pytest.raises(ValidationError, match="counts"):
        operations.share_draft(audit=begun, closing_on=now.date(), by=auditor, at=now)
    with pytest.raises(ValidationError, match="has not come"):
        operations.share_draft(audit=begun, closing_on=now.date() + DAY, by=auditor, at=now)


def test_only_the_lead_shares_and_only_once(counted, shared, buyer, auditor, now):
    for person, refusal in ((buyer, NotYours), (auditor, NotNow)):
        with pytest.raises(refusal):
            operations.share_draft(audit=shared, closing_on=now.date(), by=person, at=now)


def test_where_the_protocol_has_no_period_nothing_is_shared(counted, protocol, auditor, now):
    protocol.comment_days = 0
    protocol.save()
    with pytest.raises(NotNow, match="no comment period"):
        operations.share_draft(audit=counted, closing_on=now.date(), by=auditor, at=now)


# --- what it means ----------------------------------------------------------------------------
def test_a_draft_runs_no_clock_posts_no_reading_and_waits_for_nobody(shared, mill, mill_user, now):
    finding = shared.findings.get()
    assert (finding.submit_due, finding.deadlines) == (None, [])
    assert FactorReading.objects.filter(supplier=mill, factor="audit_score").count() == 0
    assert Finding.objects.visible_to(mill_user).count() == 0
    assert Finding.objects.shown_to(mill_user).get() == finding
    piles = {pile.label: pile.count for pile in waiting_for(mill_user, on=now.date())}
    assert piles["Findings that wait for your action"] == 0
    assert piles["Draft reports to comment on"] == 1


def test_no_plan_can_be_handed_in_for_a_draft(shared, mill_user, now):
    with pytest.raises(NotNow):
        operations.submit_plan(finding=shared.findings.get(), by=mill_user, at=now, **PLAN)
    with pytest.raises(NotNow):
        operations.remark(finding=shared.findings.get(), text="Hm.", by=mill_user, at=now)


def test_the_supplier_reads_the_draft_while_it_is_shared_not_before_not_after(
    counted, auditor, mill_user, stranger, a_file, now
):
    operations.change_finding(finding=counted.findings.get(), sample_size=5, by=auditor, at=now)
    shown = Finding.objects.shown_to
    assert shown(mill_user).count() == 0
    shared = operations.share_draft(audit=counted, closing_on=now.date(), by=auditor, at=now)
    assert (shown(mill_user).count(), shown(stranger).count()) == (1, 0)
    assert draft_findings(shared, mill_user).count() == 1
    operations.take_draft_back(audit=shared, because="A typing error.", by=auditor, at=now)
    assert shown(mill_user).count() == 0


def test_evidence_of_a_draft_is_read_with_it(
    period, begun, find, auditor, mill_user, stranger, a_file, now
):
    find(files=[a_file])
    seen = Evidence.objects.visible_to
    assert (seen(mill_user).count(), seen(auditor).count()) == (0, 1)
    Audit.objects.update(
        state="comment", shared_at=now, comment_until=now.date(), closing_on=now.date()
    )
    assert (seen(mill_user).count(), seen(stranger).count()) == (1, 0)


# --- commenting -------------------------------------------------------------------------------
def test_a_comment_is_kept_told_and_in_the_trail(comment, shared, mill_user, auditor, buyer):
    kept = AuditComment.objects.get()
    assert (kept.text, kept.by, kept.finding) == (
        "One exit, not two.",
        mill_user,
        shared.findings.get(),
    )
    assert events(shared)[-1] == "commented"
    assert told("commented") == {auditor, buyer}


@pytest.mark.parametrize(("after", "open_then"), [(5, True), (6, False)])
def test_the_last_day_is_still_open_the_day_after_is_not(shared, mill_user, now, after, open_then):
    words = {"audit": shared, "text": "A word.", "by": mill_user, "at": now + after * DAY}
    if open_then:
        assert operations.comment_on_draft(**words).pk
    else:
        with pytest.raises(NotNow, match="Comments were welcome until"):
            operations.comment_on_draft(**words)


def test_only_the_suppliers_own_people_comment(shared, stranger, buyer, auditor, now):
    for person in (stranger, buyer, auditor):
        with pytest.raises(NotYours):
            operations.comment_on_draft(audit=shared, text="A word.", by=person, at=now)
        with pytest.raises(NotYours):
            operations.say_nothing_to_add(audit=shared, by=person, at=now)
    assert AuditComment.objects.count() == 0


def test_a_comment_is_not_empty_and_not_about_another_audits_finding(
    shared, plan, mill_user, auditor, now
):
    other = plan()
    with pytest.raises(ValidationError):
        operations.comment_on_draft(audit=shared, text="  ", by=mill_user, at=now)
    stray = Finding(audit=other)
    with pytest.raises(ValidationError):
        operations.comment_on_draft(audit=shared, text="A.", finding=stray, by=mill_user, at=now)


def test_before_it_is_shared_there_is_nothing_to_comment_on(counted, mill_user, now):
    with pytest.raises(NotNow):
        operations.comment_on_draft(audit=counted, text="A word.", by=mill_user, at=now)


def test_nothing_to_add_ends_the_period(shared, mill_user, auditor, buyer, now):
    audit = operations.say_nothing_to_add(audit=shared, by=mill_user, at=now)
    assert (audit.commented_at, audit.commented_by) == (now, mill_user)
    assert told("nothing_to_add") == {auditor, buyer}
    for again in (
        lambda: operations.say_nothing_to_add(audit=shared, by=mill_user, at=now),
        lambda: operations.comment_on_draft(audit=shared, text="Yet.", by=mill_user, at=now),
    ):
        with pytest.raises(NotNow):
            again()


# --- answering --------------------------------------------------------------------------------
def test_the_lead_answers_each_comment_once(comment, shared, auditor, buyer, mill_user, now):
    with pytest.raises(NotYours):
        operations.answer_comment(comment=comment, text="No.", by=buyer, at=now)
    with pytest.raises(ValidationError):
        operations.answer_comment(comment=comment, text=" ", by=auditor, at=now)
    answered = operations.answer_comment(comment=comment, text="Both were.", by=auditor, at=now)
    assert (answered.answer, answered.answered_by) == ("Both were.", auditor)
    assert (events(shared)[-1], told("answered")) == ("answered", {mill_user})
    with pytest.raises(NotNow):
        operations.answer_comment(comment=comment, text="Again.", by=auditor, at=now)
    assert AuditComment.objects.get().answer == "Both were."


def test_taken_back_it_is_corrected_shared_anew_and_keeps_what_was_said(
    comment, shared, auditor, mill_user, now
):
    back = operations.take_draft_back(audit=shared, because="One exit.", by=auditor, at=now)
    assert (back.state, back.comment_until, back.shared_at) == ("in_progress", None, None)
    assert (events(back)[-1], told("taken_back")) == ("taken_back", {mill_user})
    finding = operations.change_finding(
        finding=back.findings.get(), description="One exit was locked.", by=auditor, at=now
    )
    operations.answer_comment(comment=comment, text="Corrected.", by=auditor, at=now)
    later = now + 3 * DAY
    again = operations.share_draft(audit=back, closing_on=now.date(), by=auditor, at=later)
    assert again.comment_until == dt.date(2026, 8, 25)
    assert AuditComment.objects.get().finding == finding


def test_a_finding_taken_back_leaves_its_comment(comment, shared, auditor, now):
    back = operations.take_draft_back(audit=shared, because="No finding.", by=auditor, at=now)
    operations.withdraw_finding(finding=back.findings.get(), because="Wrong.", by=auditor, at=now)
    kept = AuditComment.objects.get()
    assert (kept.audit, kept.finding, kept.text) == (shared, None, "One exit, not two.")


def test_only_the_lead_takes_a_draft_back(shared, buyer, mill_user, now):
    for person in (buyer, mill_user):
        with pytest.raises(NotYours):
            operations.take_draft_back(audit=shared, because="x", by=person, at=now)


# --- final ------------------------------------------------------------------------------------
def test_it_is_not_final_before_it_was_shared(counted, auditor, now):
    with pytest.raises(NotNow, match="Share the draft"):
        finalise(counted, auditor, now)


@pytest.mark.parametrize(("after", "final"), [(5, False), (6, True)])
def test_it_is_final_only_when_the_period_is_over(shared, auditor, now, after, final):
    if final:
        assert finalise(shared, auditor, now + after * DAY).state == "final"
    else:
        with pytest.raises(NotNow, match="may comment until"):
            finalise(shared, auditor, now + after * DAY)


def test_it_is_final_at_once_when_there_is_nothing_to_add(shared, mill_user, auditor, now):
    operations.say_nothing_to_add(audit=shared, by=mill_user, at=now)
    audit = finalise(shared, auditor, now)
    assert (audit.state, audit.findings.get().submit_due) == ("final", dt.date(2026, 8, 31))
    assert events(audit)[-1] == "final"


def test_it_is_not_final_while_a_comment_has_no_answer(comment, shared, auditor, now):
    over = now + 6 * DAY
    with pytest.raises(NotNow, match="Answer every comment first: 1"):
        finalise(shared, auditor, over)
    operations.answer_comment(comment=comment, text="Both were.", by=auditor, at=over)
    assert finalise(shared, auditor, over).state == "final"


def test_if_the_trail_fails_nothing_was_shared(counted, auditor, now, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("the trail is full")

    monkeypatch.setattr(Entry, "save", broken)
    with pytest.raises(RuntimeError):
        operations.share_draft(audit=counted, closing_on=now.date(), by=auditor, at=now)
    assert Audit.objects.get().state == "in_progress"
    assert Notice.objects.filter(event="audits.audit.shared").count() == 0
