"""Lists of the past: audits and findings of another system, as often as the list comes."""

import datetime as dt

import pytest
from django.utils import timezone

from audits.models import Audit, Finding, Postponement, Severity, Step
from audits.operations import remark, submit_plan
from audits.operations.foreign_words import Words
from suppliers.models import FactorReading
from sustainportal.notices.models import Notice
from sustainportal.trail.models import Entry

from ..conftest import PLAN
from .conftest import PAST, reasons

SECOND = PAST | {"finding_number": "2", "provision": "A1", "rating": "minor", "description": "Fees."}


def counted(account):
    names = ("created", "updated", "unchanged", "refused_rows")
    return tuple(getattr(account, name) for name in names)


def test_rows_of_one_number_become_one_final_audit_with_its_findings(take, site, buyer):
    account = take(PAST, SECOND | {"closed_on": "2024-05-01"})
    assert (account.kept, *counted(account)) == (True, 2, 0, 0, 0)
    audit = Audit.objects.get()
    assert (audit.site, audit.state, audit.kind) == (site, "final", "second_party")
    assert (audit.source, audit.source_number) == ("Their list", "A-7")
    assert (audit.outcome, audit.final_on, audit.planned_by) == (
        "conditional", dt.date(2024, 3, 6), buyer,
    )  # fmt: skip
    first, second = audit.findings.order_by("number")
    assert (first.number, first.source_number, first.state, first.is_history) == (1, "1", "not_started", True)
    assert (second.number, second.state, timezone.localdate(second.closed_at)) == (
        2, "closed", dt.date(2024, 5, 1),
    )  # fmt: skip


def test_deadlines_and_lateness_are_by_our_rules(take, now):
    take(PAST | {"due_on": "2024-12-31"}, SECOND | {"closed_on": "2024-12-02"})
    first, second = Finding.objects.order_by("number")
    assert first.submit_due == dt.date(2024, 3, 20)
    assert first.complete_due == dt.date(2024, 3, 6) + dt.timedelta(days=180)
    assert first.days_late(now.date()) == (now.date() - first.submit_due).days
    assert second.complete_due == dt.date(2024, 3, 6) + dt.timedelta(days=270)
    assert second.days_late(now.date()) == 1
    assert first.steps.get().remark == "Due there: 2024-12-31."


def test_the_same_list_again_changes_nothing_and_doubles_nothing(take):
    take(PAST, SECOND | {"closed_on": "2024-05-01", "due_on": "2024-06-01"})
    before = (Entry.objects.count(), Step.objects.count(), list(Finding.objects.values()))
    account = take(PAST, SECOND | {"closed_on": "2024-05-01", "due_on": "2024-06-01"})
    assert counted(account) == (0, 0, 2, 0)
    assert (Entry.objects.count(), Step.objects.count(), list(Finding.objects.values())) == before


def test_a_newer_list_tells_new_changed_and_unchanged(take):
    take(PAST, SECOND)
    third = SECOND | {"finding_number": "3"}
    account = take(PAST, SECOND | {"closed_on": "2024-05-01"}, third)
    assert counted(account) == (1, 1, 1, 0)
    assert account.told == {"changed": 1, "new": 1}
    [changed, new] = account.news
    assert (changed.kind, changed.row, new.kind, new.row) == ("changed", 3, "new", 4)
    assert Finding.objects.get(source_number="2").state == "closed"
    assert Entry.objects.filter(event="audits.finding.corrected").count() == 1


def test_an_audit_without_findings_is_kept_too(take):
    bare = {key: PAST[key] for key in ("code", "audit_number", "started_on", "closing_on")}
    account = take(bare | {"audit_number": "A-8"}, PAST)
    assert counted(account) == (2, 0, 0, 0)
    assert account.counts == {"audits_created": 2, "audits_without_findings": 1, "findings_created": 1}
    assert Audit.objects.get(source_number="A-8").outcome == "approved"


def test_another_list_has_numbers_of_its_own(take):
    take(PAST)
    assert counted(take(PAST, listing="Other list")) == (1, 0, 0, 0)
    assert Audit.objects.count() == 2


def test_what_is_taken_back_there_is_no_finding_here(take):
    take(PAST, SECOND)
    account = take(PAST | {"withdrawn": "X"}, SECOND | {"withdrawn": ""})
    assert (counted(account), account.counts["findings_withdrawn"]) == ((0, 1, 1, 0), 1)
    assert [row.source_number for row in Finding.objects.all()] == ["2"]
    fresh = take(PAST | {"withdrawn": "X", "finding_number": "9"}, listing="Other list")
    assert (counted(fresh), Finding.objects.count()) == ((1, 0, 0, 0), 1)


def test_what_people_here_have_worked_on_is_not_changed_by_its_list(take, mill_user, now):
    take(PAST)
    submit_plan(finding=Finding.objects.get(), by=mill_user, at=now, **PLAN)
    account = take(PAST | {"closed_on": "2024-05-01"})
    assert reasons(account) == [
        f"{Finding.objects.get().reference} is worked on here: its list no longer changes it."
    ]
    assert counted(take(PAST)) == (0, 0, 1, 0)


def test_nobody_is_told_of_the_past_but_risk_is(take, mill, mill_user):
    take(PAST | {"rating": "priority", "provision": "B2"}, SECOND)
    assert Notice.objects.count() == 0
    reading = FactorReading.objects.get(supplier=mill, factor="open_findings")
    assert reading.value > 0


def test_a_score_comes_from_the_counts_where_findings_do_not_contradict(take):
    take(PAST | {"conforming": "98", "applicable": "100"})
    audit = Audit.objects.get()
    assert str(audit.score) == "192.00"
    take(PAST | {"conforming": "100", "applicable": "100"})
    audit.refresh_from_db()
    assert (audit.score, audit.conforming) == (None, 100)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"code": "X-9"}, "A2 There is no supplier with the code X-9."),
        ({"site": "Nowhere"}, "J2 This supplier has no site of this name."),
        ({"rating": "W"}, "G2 This rating is not known here. Say what it means; there are: "
         "Priority, Major, Minor, Risk of non-conformance, Opportunity for improvement."),
        ({"provision": "Z9"}, "F2 RBA 8.0.1 has no such provision. Say which one it is, or one for all others."),
        ({"zero_tolerance": "child-labour"}, "J2 Zero tolerance is always a priority finding."),
        ({"discovered_on": "2024-03-03"}, "I2 Not before the visit began (2024-03-04)."),
        ({"closing_on": "2024-03-03"}, "D2 The closing meeting is not before the visit began."),
        ({"closed_on": "2024-03-04"}, "J2 Not closed before the finding was discovered."),
        ({"approved_on": "2024-04-02", "closed_on": "2024-04-01"},
         "K2 Not closed before its plan was approved."),
        ({"closed_on": "2026-08-18"}, "J2 This day has not come yet."),
        ({"sample_size": "5", "sample_affected": "6"}, "K2 Not more than the sample looked at."),
        ({"conforming": "5"}, "Give both counts, conforming and applicable, or neither."),
        ({"started_on": ""}, "C2 Say when the visit began."),
        ({"description": ""}, "H2 Say what was found."),
        ({"audit": "AU-99999"}, "J2 There is no such audit; a number such as AU-00012 is expected."),
        ({"description": "=1+1"}, "H2 This is a formula; paste its value."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_by_its_cell_and_nothing_is_kept(take, changes, reason):
    account = take(PAST | changes, SECOND | {key: "" for key in changes if key not in PAST})
    assert (account.kept, reasons(account)[0]) == (False, reason)
    assert {problem.row for problem in account.refused} - {3} == {2}
    assert (Audit.objects.count(), Finding.objects.count()) == (0, 0)


def test_the_days_themselves_are_in_order(take):
    day = "2024-03-04"
    same = dict.fromkeys(("started_on", "closing_on", "discovered_on", "approved_on", "closed_on"), day)
    assert counted(take(PAST | same)) == (1, 0, 0, 0)


def test_an_action_without_a_finding_is_refused(take):
    bare = {key: PAST[key] for key in ("code", "audit_number", "started_on")}
    assert reasons(take(bare | {"action": "Doors opened."})) == [
        "D2 An action without a finding: say what was found."
    ]


def test_the_same_finding_twice_in_one_file_is_refused(take):
    assert reasons(take(PAST, PAST)) == ["Row 2 is about the same finding."]


def test_rows_that_contradict_each_other_about_their_audit_are_refused(take):
    account = take(PAST, SECOND | {"closing_on": "2024-03-07"})
    assert reasons(account) == ["D3 Row 2 says 2024-03-06 of the same audit."]


def test_words_of_a_foreign_list_are_asked_for_and_remembered(take, provision):
    foreign = PAST | {"provision": "5144 H02  A", "rating": "S", "discovered_on": "03/05/2024", "due_on": "NA"}
    account = take(foreign)
    assert account.questions == {
        "severity": ["S"], "provision": ["5144 H02  A"], "dates": ["03/05/2024"], "missing": ["NA"],
    }  # fmt: skip
    words = Words(severity={"S": "major"}, provision={"5144": "B3"}, dates=["%m/%d/%Y"], missing=["NA"])
    assert counted(take(foreign, words=words)) == (1, 0, 0, 0)
    finding = Finding.objects.get()
    assert (finding.rating, finding.provision) == ("major", provision("B3"))
    assert finding.description == "[5144 H02 A] Two of five exits were locked."
    assert finding.steps.get().remark == "Severity there: S."
    assert counted(take(foreign)) == (0, 0, 1, 0)
    assert take(foreign, listing="Other list").refused_rows == 1


def test_severities_of_a_known_scheme_need_no_answer(take):
    Severity.objects.create(scheme="SMETA", name="Grave", rating="major", source="test")
    take(PAST | {"rating": "grave"}, listing="SMETA 2024")
    assert Finding.objects.get().rating == "major"


def test_a_severity_that_is_zero_tolerance_needs_its_matter(take, child_labour):
    Severity.objects.create(
        scheme="SMETA", name="Worst", rating="priority", zero_tolerance=True, source="test"
    )
    row = PAST | {"rating": "worst", "zero_tolerance": ""}
    assert reasons(take(row)) == ["J2 This severity is zero tolerance: say which matter it is."]
    take(row | {"zero_tolerance": "child-labour"})
    finding = Finding.objects.get()
    assert (finding.zero_tolerance, finding.audit.outcome) == (child_labour, "rejected")


def test_an_approved_plan_of_the_past_is_under_way(take, mill_user, buyer):
    take(PAST | {"approved_on": "2024-04-01"})
    finding = Finding.objects.get()
    assert (finding.state, timezone.localdate(finding.approved_at)) == ("approved", dt.date(2024, 4, 1))
    assert finding.approved_by == buyer


def test_pages_of_the_past_open_for_both_sides(take, as_user, buyer, mill_user):
    take(PAST | {"due_on": "2024-06-01"}, SECOND | {"closed_on": "2024-05-01"})
    for person in (buyer, mill_user):
        browser = as_user(person)
        assert browser.get(Audit.objects.get().get_absolute_url()).status_code == 200
        for finding in Finding.objects.all():
            assert browser.get(finding.get_absolute_url()).status_code == 200
        assert browser.get("/audits/findings/").status_code == 200


def test_a_preview_writes_nothing(take):
    before = Entry.objects.count()
    account = take(PAST, SECOND, dry_run=True)
    assert (counted(account), account.kept) == ((2, 0, 0, 0), False)
    assert (Audit.objects.count(), Entry.objects.count()) == (0, before)


def test_without_a_person_the_portal_itself_keeps_it(take):
    take(PAST, by=None)
    person = Audit.objects.get().planned_by
    assert (person.username, person.is_active, person.has_usable_password()) == ("portal", False, False)
    assert Entry.objects.get(event="audits.finding.imported").actor == "portal"


@pytest.mark.parametrize("touch", ["remark", "postponement", "owner"])
def test_a_finding_people_here_have_touched_is_no_longer_the_lists(take, mill_user, buyer, now, touch):
    take(PAST)
    finding = Finding.objects.get()
    if touch == "remark":
        remark(finding=finding, text="We did it at once.", by=mill_user, at=now)
    elif touch == "owner":
        finding.owners.add(mill_user)
    else:
        Postponement.objects.create(
            finding=finding, kind="extension", until=now.date(), reason="Slow.", asked_at=now, asked_by=buyer
        )
    account = take(PAST | {"closed_on": "2024-05-01"})
    assert reasons(account) == [
        f"{finding.reference} is worked on here: its list no longer changes it."
    ]
    finding.refresh_from_db()
    assert finding.state == "not_started"
    assert take(PAST).unchanged == 1
