import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from audits import operations
from audits.models import Audit, Finding
from suppliers.models import Assignment, FactorReading
from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.notices.models import Notice
from sustainportal.trail.models import Entry


def events(thing):
    return list(Entry.objects.about(thing).order_by("pk").values_list("event", flat=True))


def readings(supplier):
    rows = FactorReading.objects.filter(supplier=supplier).order_by("read_on", "pk")
    return {row.factor_id: row.value for row in rows}


def test_planning_lets_the_auditor_in_and_tells_both_sides(site, plan, strange_auditor, mill_user):
    audit = plan(auditor=strange_auditor)
    assert audit.state == "planned"
    assert Assignment.objects.filter(supplier=site.supplier, user=strange_auditor).count() == 1
    assert events(audit) == ["audits.audit.planned"]
    told = Notice.objects.filter(event="audits.audit.planned")
    assert {notice.recipient for notice in told} == {mill_user, strange_auditor}


def test_only_an_auditor_can_lead(plan, buyer):
    with pytest.raises(ValidationError):
        plan(auditor=buyer)


def test_a_closure_audit_names_a_final_audit_of_the_same_site(plan, planned, finding):
    with pytest.raises(ValidationError):
        plan(kind="vap_closure")
    with pytest.raises(ValidationError):
        plan(
            kind="vap_closure",
            follows=planned.__class__.objects.create(
                site=planned.site,
                kind="remote",
                protocol=planned.protocol,
                auditor=planned.auditor,
                planned_on=planned.planned_on,
                planned_by=planned.planned_by,
                planned_at=planned.planned_at,
            ),
        )
    finding.audit.refresh_from_db()
    assert plan(kind="vap_closure", follows=finding.audit).follows == finding.audit


def test_only_the_lead_auditor_begins(planned, buyer, strange_auditor, now):
    for person in (buyer, strange_auditor):
        with pytest.raises(NotYours):
            operations.start_audit(audit=planned, started_on=now.date(), by=person, at=now)


def test_an_audit_begins_once(begun, auditor, now):
    begun.state = "planned"  # as a second page still shows it
    with pytest.raises(NotNow, match="In progress"):
        operations.start_audit(audit=begun, started_on=now.date(), by=auditor, at=now)


def test_an_audit_does_not_begin_tomorrow(planned, auditor, now):
    with pytest.raises(ValidationError):
        operations.start_audit(audit=planned, started_on=dt.date(2026, 8, 30), by=auditor, at=now)


def test_a_planned_audit_can_move_and_be_cancelled(planned, auditor, buyer, now):
    later = dt.date(2026, 9, 1)
    operations.change_plan(
        audit=planned, planned_on=later, auditor=auditor, firm="Fair Eyes", by=buyer, at=now
    )
    operations.cancel_audit(audit=planned, because="The site closes.", by=buyer, at=now)
    planned.refresh_from_db()
    assert (planned.planned_on, planned.firm, planned.state) == (later, "Fair Eyes", "cancelled")
    with pytest.raises(NotNow):
        operations.cancel_audit(audit=planned, because="Again.", by=buyer, at=now)


def test_an_auditor_replaced_or_no_longer_needed_sees_the_supplier_no_more(
    planned, mill, auditor, strange_auditor, buyer, now
):
    changed = {"audit": planned, "planned_on": planned.planned_on, "by": buyer, "at": now}
    operations.change_plan(auditor=strange_auditor, **changed)
    assert [a.user for a in mill.assignments.all()] == [strange_auditor]
    operations.cancel_audit(audit=planned, because="The site closes.", by=buyer, at=now)
    assert [a.user for a in mill.assignments.all()] == []


def test_an_auditor_with_another_audit_there_still_sees_the_supplier(
    begun, mill, auditor, buyer, now
):
    same = {name: getattr(begun, name) for name in ("site", "kind", "protocol", "auditor")}
    second = operations.plan_audit(**same, planned_on=now.date(), by=buyer, at=now)
    operations.cancel_audit(audit=second, because="Too early.", by=buyer, at=now)
    assert [a.user for a in mill.assignments.all()] == [auditor]


def test_a_final_audit_keeps_its_score_and_how_it_came_about(find, finish, mill):
    find("priority", "A1")
    for _ in range(2):
        find("major")
        find("minor", "C4")
    audit = finish(95, 100)
    audit = Audit.objects.get(pk=audit.pk)
    assert (audit.score, audit.colour) == (Decimal("160.00"), "red")
    assert audit.score_parts["base"] == "190.00"
    assert audit.final_on == dt.date(2026, 8, 9)
    assert audit.valid_until == dt.date(2028, 8, 9)
    assert readings(mill)["audit_score"] == 160
    assert readings(mill)["open_findings"] == 30


def test_the_report_starts_the_second_clock(find, finish):
    major, urgent, idea = find("major"), find("priority", "B1"), find("opportunity", "E5")
    assert (major.submit_due, urgent.submit_due) == (None, dt.date(2026, 8, 15))
    finish(98, 100)
    for finding in (major, urgent, idea):
        finding.refresh_from_db()
    assert (major.submit_due, major.approve_due, major.complete_due) == (
        dt.date(2026, 8, 23), dt.date(2026, 9, 20), dt.date(2027, 2, 5),
    )  # fmt: skip
    assert urgent.complete_due == dt.date(2026, 9, 7)
    assert (idea.submit_due, idea.deadlines) == (None, [])
    assert major.deadlines[0]["source"] == "v5.x default: Portal default"


def test_zero_tolerance_overrides_and_can_only_be_rejected(find, finish, child_labour, mill):
    find("priority", "A2", zero_tolerance=child_labour)
    with pytest.raises(ValidationError):
        finish(99, 100, "conditional")
    audit = finish(99, 100, "rejected")
    assert (audit.score, audit.score_parts["overridden"]) == (0, True)
    assert readings(mill)["zero_tolerance"] == 1


def test_counts_and_findings_must_agree(find, finish):
    with pytest.raises(ValidationError):
        finish(99, 100)
    find("minor")
    with pytest.raises(ValidationError):
        finish(100, 100)
    with pytest.raises(ValidationError):
        finish(101, 100)


def test_a_document_review_has_no_score(plan, auditor, now):
    audit = plan(kind="document_review")
    operations.start_audit(audit=audit, started_on=now.date(), by=auditor, at=now)
    operations.finalise_audit(
        audit=audit, outcome="approved", closing_on=now.date(), by=auditor, at=now
    )
    assert (audit.score, Audit.objects.get(pk=audit.pk).state) == (None, "final")


def test_a_final_audit_does_not_change(finding, auditor, now):
    audit = finding.audit
    with pytest.raises(NotNow):
        operations.record_visit(
            audit=audit, conforming=1, applicable=1, workers=None, interviewed=None,
            closing_on=None, summary="", by=auditor, at=now,
        )  # fmt: skip
    with pytest.raises(NotNow):
        operations.finalise_audit(
            audit=audit, outcome="approved", closing_on=audit.closing_on, by=auditor, at=now
        )


def test_the_closing_meeting_is_not_before_the_visit(begun, auditor, now):
    with pytest.raises(ValidationError):
        operations.finalise_audit(
            audit=begun, outcome="approved", closing_on=dt.date(2026, 8, 1), by=auditor, at=now
        )


def test_the_supplier_is_told_when_the_report_is_final(mill_user, finding):
    told = Notice.objects.get(event="audits.audit.final", recipient=mill_user)
    assert told.link == finding.audit.get_absolute_url()


def test_if_the_trail_fails_nothing_happened(planned, auditor, now, monkeypatch):
    from sustainportal.trail.models import Entry

    def broken(*args, **kwargs):
        raise RuntimeError("the trail is full")

    monkeypatch.setattr(Entry, "save", broken)
    with pytest.raises(RuntimeError):
        operations.start_audit(audit=planned, started_on=now.date(), by=auditor, at=now)
    assert Audit.objects.get(pk=planned.pk).state == "planned"
    assert Finding.objects.count() == 0


@pytest.mark.parametrize(
    ("day", "good"),
    [
        (dt.date(1989, 12, 31), False), (dt.date(1990, 1, 1), True),
        (dt.date(2100, 12, 31), True), (dt.date(2101, 1, 1), False),
    ],
)  # fmt: skip
def test_an_audit_is_planned_for_the_years_1990_to_2100(plan, day, good):
    if good:
        assert plan(planned_on=day).planned_on == day
    else:
        with pytest.raises(ValidationError) as refused:
            plan(planned_on=day)
        assert list(refused.value.message_dict) == ["planned_on"]


@pytest.mark.parametrize("state", ["in_progress", "comment"])
def test_another_auditor_takes_over_what_has_begun_and_finishes_it(
    begun, site, auditor, strange_auditor, buyer, mill_user, now, state
):
    operations.record_visit(
        audit=begun, conforming=100, applicable=100, workers=420, interviewed=40,
        closing_on=now.date(), summary="", by=auditor, at=now,
    )  # fmt: skip
    if state == "comment":
        fields = {"state": state, "shared_at": now, "comment_until": (now - dt.timedelta(days=1)).date()}
        Audit.objects.filter(pk=begun.pk).update(**fields)
    operations.hand_over_audit(
        audit=begun, auditor=strange_auditor, because="Ana has left.", by=buyer, at=now
    )
    assert list(Assignment.objects.filter(supplier=site.supplier).values_list("user", flat=True)) == [
        strange_auditor.pk
    ]
    assert events(begun)[-1] == "audits.audit.handed_over"
    told = {row.recipient for row in Notice.objects.filter(event="audits.audit.handed_over")}
    assert told == {mill_user, auditor, strange_auditor}
    final = operations.finalise_audit(
        audit=begun, outcome="approved", closing_on=now.date(), by=strange_auditor, at=now
    )
    assert (final.state, final.auditor) == ("final", strange_auditor)


def test_only_an_audit_that_has_begun_and_is_not_final_is_handed_over(
    planned, begun, finish, auditor, strange_auditor, buyer, now
):
    words = {"because": "Ana has left.", "by": buyer, "at": now}
    for person in (auditor, buyer):
        with pytest.raises(ValidationError):
            operations.hand_over_audit(audit=begun, auditor=person, **words)
    Audit.objects.filter(pk=begun.pk).update(state="planned")
    with pytest.raises(NotNow):
        operations.hand_over_audit(audit=begun, auditor=strange_auditor, **words)
    Audit.objects.filter(pk=begun.pk).update(state="in_progress")
    finish(conforming=100)
    with pytest.raises(NotNow):
        operations.hand_over_audit(audit=begun, auditor=strange_auditor, **words)
    assert Audit.objects.get().auditor == auditor


@pytest.mark.parametrize(("days", "refused"), [(366, False), (367, True)])
def test_a_visit_begins_at_most_a_year_before_it_was_planned(planned, auditor, now, days, refused):
    day = planned.planned_on - dt.timedelta(days=days)
    if refused:
        with pytest.raises(ValidationError) as refusal:
            operations.start_audit(audit=planned, started_on=day, by=auditor, at=now)
        assert list(refusal.value.message_dict) == ["started_on"]
    else:
        operations.start_audit(audit=planned, started_on=day, by=auditor, at=now)
