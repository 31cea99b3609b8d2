import datetime as dt

import pytest
from django.utils import timezone

from suppliers.models import Approval, Assessment, AssessmentDimension, Supplier
from suppliers.operations.approvals import decide_approval, propose_approval
from suppliers.operations.registry import add_supplier
from suppliers.queries.waiting import waiting_for
from sustainportal.accounts.refusals import NotNow
from tests.conftest import make_supplier, person
from tests.suppliers.approval_cast import assess, certify, condition, seen, small_policy

LIST = "/suppliers/approvals/"
PDF = b"%PDF-1.4\n%%EOF"


@pytest.fixture
def moment():
    """Views read the clock, so what they judge is dated by it."""
    return timezone.now()


@pytest.fixture(autouse=True)
def policy(db, moment, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return small_policy(at=moment)


@pytest.fixture
def candidate(mill):
    Supplier.objects.filter(pk=mill.pk).update(status="candidate")
    mill.refresh_from_db()
    return mill


@pytest.fixture
def proposal(candidate, buyer, moment):
    return propose_approval(
        supplier=candidate, proposal="conditional", reason="A secret remark", by=buyer, at=moment
    )


def page(supplier, more=""):
    return f"/suppliers/{supplier.pk}/approval/{more}"


def decide_page(proposal):
    return f"/suppliers/approvals/{proposal.pk}/decide/"


def said(supplier, moment, decision="conditional", days=30, **more):
    until = (moment + dt.timedelta(days=days)).date().isoformat()
    words = {"condition_until": until, "condition_text": "Renew it", "reason": "Inside"}
    return {"decision": decision, "seen": seen(supplier, at=moment)} | words | more


def state_of(proposal):
    return Approval.objects.get(pk=proposal.pk).state


# --- the two people -------------------------------------------------------------------------------
def test_one_proposes_and_another_decides_by_the_pages(
    as_user, buyer, second_buyer, candidate, moment
):
    answer = as_user(buyer).post(page(candidate, "propose/"), {"proposal": "conditional"})
    assert (answer.status_code, answer["Location"]) == (302, page(candidate))
    proposal = Approval.objects.get()
    shown = as_user(second_buyer).get(decide_page(proposal))
    assert 'value="approved"' in shown.text
    assert shown.context["form"]["seen"].value() == seen(candidate, at=moment)
    answer = as_user(second_buyer).post(decide_page(proposal), said(candidate, moment))
    assert (answer.status_code, answer["Location"]) == (302, page(candidate))
    assert Supplier.objects.get().status == "conditional"


def test_a_proposer_who_decides_by_hand_is_refused(as_user, buyer, proposal, candidate, moment):
    browser = as_user(buyer)
    assert decide_page(proposal) not in browser.get(page(candidate)).text
    answer = browser.post(decide_page(proposal), said(candidate, moment))
    assert (answer.status_code, state_of(proposal)) == (403, "proposed")
    assert "You proposed this approval" in answer.text


@pytest.mark.parametrize(
    ("who", "code"),
    [("mill_user", 403), ("stranger", 403), ("auditor", 403), ("strange_auditor", 403), ("sales", 403),
     ("admin_user", 403)],
)  # fmt: skip
def test_nobody_but_procurement_proposes_decides_or_withdraws(
    as_user, request, proposal, candidate, moment, who, code
):
    browser = as_user(request.getfixturevalue(who))
    withdraw = f"/suppliers/approvals/{proposal.pk}/withdraw/"
    answers = [
        browser.post(decide_page(proposal), said(candidate, moment)),
        browser.post(page(candidate, "propose/"), {"proposal": "approved"}),
        browser.post(withdraw),
    ]
    assert [answer.status_code for answer in answers] == [code] * 3
    assert state_of(proposal) == "proposed"


def test_approval_with_something_open_is_refused_by_the_moment(
    as_user, second_buyer, proposal, candidate, moment
):
    sent = said(candidate, moment, "approved") | {"condition_until": "", "condition_text": ""}
    answer = as_user(second_buyer).post(decide_page(proposal), sent)
    assert (answer.status_code, state_of(proposal)) == (409, "proposed")
    assert "Something on the checklist is still open" in answer.text
    assert "approved" not in dict(
        as_user(second_buyer)
        .get(page(candidate, "propose/"))
        .context["form"]["proposal"]
        .field.choices
    )


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"condition_until": ""}, "condition_until"),
        ({"condition_text": ""}, "condition_text"),
        (
            {"decision": "rejected", "reason": "", "condition_until": "", "condition_text": ""},
            "reason",
        ),
    ],
)
def test_a_missing_field_is_named(
    as_user, second_buyer, proposal, candidate, moment, change, field
):
    answer = as_user(second_buyer).post(decide_page(proposal), said(candidate, moment) | change)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_a_page_that_is_older_than_the_checklist_is_refused(
    as_user, second_buyer, proposal, candidate, moment
):
    sent = said(candidate, moment)
    certify(candidate, at=moment, by=second_buyer)
    answer = as_user(second_buyer).post(decide_page(proposal), sent)
    assert (answer.status_code, state_of(proposal)) == (409, "proposed")


def test_a_proposal_is_decided_once(as_user, second_buyer, proposal, candidate, moment):
    browser, sent = as_user(second_buyer), said(candidate, moment)
    assert browser.post(decide_page(proposal), sent).status_code == 302
    assert browser.post(decide_page(proposal), sent).status_code == 409


def test_a_proposal_is_withdrawn(as_user, buyer, proposal, candidate):
    answer = as_user(buyer).post(f"/suppliers/approvals/{proposal.pk}/withdraw/")
    assert (answer.status_code, state_of(proposal)) == (302, "withdrawn")


# --- the page -------------------------------------------------------------------------------------
def test_the_suppliers_own_people_see_what_is_missing_and_no_remark(
    as_user, mill_user, proposal, candidate, second_buyer, moment
):
    shown = as_user(mill_user).get(page(candidate))
    assert [(line["name"], line["state"]) for line in shown.context["lines"]] == [
        ("ISO 9001", "Missing"),
        ("QSA Kind qsa", "Missing"),
    ]
    assert "Hand in a valid certificate." in shown.text
    assert "A secret remark" not in shown.text
    assert "buyer" not in shown.text
    as_user(second_buyer).post(decide_page(proposal), said(candidate, moment))
    shown = as_user(mill_user).get(page(candidate)).text
    assert "Renew it" in shown
    assert [word in shown for word in ("A secret remark", "Inside", "buyer")] == [False] * 3


def test_procurement_sees_reasons_and_the_checklist_as_it_was(
    as_user, second_buyer, proposal, candidate, moment
):
    browser = as_user(second_buyer)
    browser.post(decide_page(proposal), said(candidate, moment))
    certify(candidate, at=moment, by=second_buyer)
    shown = browser.get(page(candidate))
    assert [word in shown.text for word in ("A secret remark", "Inside")] == [True, True]
    assert [line["state"] for line in shown.context["lines"]] == ["In order", "Missing"]
    then = shown.context["history"][0]["lines"]
    assert [line["state"] for line in then] == ["Missing", "Missing"]


@pytest.mark.parametrize(
    ("who", "code"),
    [("buyer", 200), ("admin_user", 200), ("mill_user", 200), ("auditor", 200), ("stranger", 404),
     ("strange_auditor", 404), ("sales", 403)],
)  # fmt: skip
def test_who_reads_the_approval_of_a_supplier(as_user, request, candidate, who, code):
    assert as_user(request.getfixturevalue(who)).get(page(candidate)).status_code == code


@pytest.mark.parametrize(
    ("days", "words"), [(1, "is to be met by"), (0, "is to be met by"), (-1, "overdue since")]
)
def test_a_condition_is_overdue_from_the_day_after(
    as_user, buyer, second_buyer, proposal, candidate, moment, days, words
):
    decide_approval(
        approval=proposal, decision="conditional", seen=seen(candidate, at=moment),
        by=second_buyer, at=moment, **condition(30, at=moment),
    )  # fmt: skip
    until = timezone.localdate() + dt.timedelta(days=days)
    Approval.objects.update(condition_until=until)
    assert words in as_user(buyer).get(page(candidate)).text
    row = as_user(buyer).get(LIST).context["object_list"][0]
    assert row["standing"] == ("overdue" if days < 0 else "condition")


# --- the list -------------------------------------------------------------------------------------
@pytest.fixture
def busy(candidate, other_mill, buyer, second_buyer, moment):
    """A candidate, a proposal that waits, a condition that runs and one that is overdue."""
    made = {"waiting": candidate}
    propose_approval(supplier=candidate, proposal="conditional", by=buyer, at=moment)
    for name, days in (("runs", 5), ("late", -5)):
        one = made[name] = make_supplier(name.upper(), name.title(), status="candidate")
        proposed = propose_approval(supplier=one, proposal="conditional", by=buyer, at=moment)
        decide_approval(
            approval=proposed, decision="conditional", seen=seen(one, at=moment), by=second_buyer,
            at=moment, **condition(30, at=moment),
        )  # fmt: skip
        until = timezone.localdate() + dt.timedelta(days=days)
        Approval.objects.filter(supplier=one).update(condition_until=until)
    made["new"] = make_supplier("NEW", "New", status="candidate")
    return made


def test_the_list_puts_the_most_urgent_first_and_says_what_is_missing(as_user, buyer, busy):
    shown = as_user(buyer).get(LIST)
    rows = [(row["code"], row["standing"]) for row in shown.context["object_list"]]
    assert rows == [
        ("M-001", "waiting"), ("LATE", "overdue"), ("RUNS", "condition"), ("NEW", "candidate"),
    ]  # fmt: skip
    assert {row["missing"] for row in shown.context["object_list"]} == {"ISO 9001, QSA"}
    counts = {key: count for key, _label, count in shown.context["figures"]}
    assert counts == {"waiting": 1, "overdue": 1, "condition": 1, "candidate": 1}


def test_the_list_is_narrowed_searched_and_exported(as_user, buyer, busy):
    browser = as_user(buyer)

    def codes(asked):
        return [row["code"] for row in browser.get(LIST + asked).context["object_list"]]

    assert codes("?standing=overdue") == ["LATE"]
    assert codes("?q=runs") == ["RUNS"]
    assert codes("?sort=-code") == ["RUNS", "NEW", "M-001", "LATE"]
    lines = b"".join(browser.get(LIST + "?export=csv").streaming_content).decode().splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == ["M-001", "LATE", "RUNS", "NEW"]


def test_the_list_costs_the_same_queries_for_one_and_for_many(
    as_user, buyer, busy, django_assert_num_queries, second_buyer, moment
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = as_user(buyer)
    browser.get(LIST)
    with CaptureQueriesContext(
        connection,
    ) as one:
        browser.get(LIST + "?standing=candidate")
    for number in range(3):
        other = make_supplier(f"X{number}", f"X {number}", status="candidate")
        certify(other, at=moment, by=second_buyer)
    with CaptureQueriesContext(connection) as many:
        browser.get(LIST + "?standing=candidate")
    assert len(one) == len(many)


@pytest.mark.parametrize("who", ["mill_user", "auditor", "sales"])
def test_only_the_company_sees_the_list(as_user, request, who):
    assert as_user(request.getfixturevalue(who)).get(LIST).status_code == 403


# --- the registry's doors -------------------------------------------------------------------------
def test_the_forms_of_the_registry_give_no_status_of_an_approval(as_user, buyer, candidate):
    browser = as_user(buyer)
    answer = browser.post("/suppliers/new/", {"name": "Amber", "status": "approved"})
    assert answer.status_code == 302
    assert Supplier.objects.get(name="Amber").status == "candidate"
    moved = browser.post(f"/suppliers/{candidate.pk}/status/", {"to": "approved", "reason": "x"})
    assert (moved.status_code, Supplier.objects.get(pk=candidate.pk).status) == (422, "candidate")


# --- assessments ----------------------------------------------------------------------------------
def new_page(supplier, kind="qsa"):
    return f"/suppliers/{supplier.pk}/assessments/new/?kind={kind}"


def filled(first=80, second=60, **more):
    one, two = AssessmentDimension.objects.filter(kind="qsa").order_by("number")
    day = timezone.localdate().isoformat()
    who = {"assessed_on": day, "assessor": "Ana", "organisation": "Clearwater", "site": ""}
    return who | {f"score_{one.pk}": first, f"score_{two.pk}": second} | more


@pytest.mark.parametrize("who", ["buyer", "auditor"])
def test_procurement_and_the_assigned_auditor_record_change_and_confirm(
    as_user, request, mill, mill_user, who
):
    from django.core.files.uploadedfile import SimpleUploadedFile

    browser = as_user(request.getfixturevalue(who))
    report = SimpleUploadedFile("r.pdf", PDF, "application/pdf")
    answer = browser.post(new_page(mill), filled(reports=report))
    draft = Assessment.objects.get()
    own = f"/suppliers/assessments/{draft.pk}/"
    assert (answer.status_code, answer["Location"], str(draft.total)) == (302, own, "72.00")
    assert as_user(mill_user).get(own).status_code == 404
    kept = browser.get(f"/suppliers/assessments/reports/{draft.reports.get().pk}/")
    assert (b"".join(kept.streaming_content), kept["X-Content-Type-Options"]) == (PDF, "nosniff")
    assert browser.post(own + "change/", filled(first=90)).status_code == 302
    assert browser.post(own + "confirm/").status_code == 302
    assert browser.post(own + "change/", filled(first=10)).status_code == 409
    assert str(Assessment.objects.get().total) == "78.00"
    shown = as_user(mill_user).get(own)
    assert shown.context["sum_words"] == "90 × 60 % + 60 × 40 %"
    assert [row["adds"] for row in shown.context["scores"]] == ["54", "24"]


@pytest.mark.parametrize(
    ("who", "code"),
    [("mill_user", 403), ("sales", 403), ("admin_user", 403), ("strange_auditor", 404)],
)
def test_who_does_not_record_assessments(as_user, request, mill, buyer, moment, who, code):
    browser = as_user(request.getfixturevalue(who))
    assert browser.post(new_page(mill), filled()).status_code == code
    draft = assess(mill, at=moment, by=buyer, confirmed=False)
    own = f"/suppliers/assessments/{draft.pk}/"
    assert [browser.post(own + verb).status_code for verb in ("change/", "confirm/")] == [
        code,
        code,
    ]
    assert Assessment.objects.get().is_confirmed is False


@pytest.mark.parametrize(
    ("change", "bad"),
    [({"first": "100.01"}, True), ({"first": "100"}, False), ({"first": "-0.01"}, True), ({"first": "0"}, False),
     ({"first": "NaN"}, True), ({"first": ""}, True), ({"assessor": ""}, True)],
)  # fmt: skip
def test_a_score_lies_between_0_and_100(as_user, buyer, mill, change, bad):
    answer = as_user(buyer).post(new_page(mill), filled(**change))
    assert answer.status_code == (422 if bad else 302)


def test_a_file_that_is_no_report_is_refused(as_user, buyer, mill):
    from django.core.files.uploadedfile import SimpleUploadedFile

    page = SimpleUploadedFile("r.pdf", b"<script>", "application/pdf")
    assert as_user(buyer).post(new_page(mill), filled(reports=page)).status_code == 422
    assert Assessment.objects.count() == 0


def test_an_unknown_kind_is_not_found(as_user, buyer, mill):
    assert as_user(buyer).get(new_page(mill, "nothing")).status_code == 404


def test_everybody_lists_what_they_may_see(
    as_user, buyer, mill_user, stranger, auditor, mill, other_mill, moment
):
    assess(mill, at=moment, by=buyer)
    assess(mill, at=moment, by=buyer, kind="csr", scores=(50,), confirmed=False)
    assess(other_mill, at=moment, by=buyer)

    def count(who, asked=""):
        return len(as_user(who).get("/suppliers/assessments/" + asked).context["object_list"])

    assert [count(who) for who in (buyer, mill_user, stranger, auditor)] == [3, 1, 1, 2]
    assert count(buyer, "?kind=csr") == count(buyer, "?confirmed=no") == 1
    assert count(buyer, "?passed=unasked") == 1
    assert count(buyer, f"?supplier={mill.pk}") == 2
    assert count(buyer, "?q=Red+River") == 2


def test_a_third_person_is_not_needed_for_a_supplier_that_came_in_a_file(
    as_user, candidate, moment
):
    """Nobody added this one by hand: any second buyer decides."""
    one, two = person("one", "procurement"), person("two", "procurement")
    proposal = propose_approval(supplier=candidate, proposal="conditional", by=one, at=moment)
    answer = as_user(two).post(decide_page(proposal), said(candidate, moment))
    assert answer.status_code == 302


def test_what_may_not_be_decided_does_not_wait(as_user, mill, buyer, second_buyer, moment):
    added = add_supplier(name="New Mill", status="candidate", by=second_buyer, at=moment)
    propose_approval(supplier=added, proposal="approved", by=buyer, at=moment)
    third = person("third", "procurement")

    def piles(who):
        return [
            pile.count for pile in waiting_for(who, on=moment.date()) if "Approvals" in pile.label
        ]

    assert [piles(who) for who in (buyer, second_buyer, third)] == [[0], [0], [1]]
    assert "/decide/" not in as_user(second_buyer).get(page(added)).text
    assert "/decide/" in as_user(third).get(page(added)).text
    Supplier.objects.filter(pk=added.pk).update(merged_into=mill)
    assert piles(third) == [0]


def test_a_merged_record_is_not_decided_on(
    mill, proposal, candidate, other_mill, second_buyer, moment
):
    Supplier.objects.filter(pk=candidate.pk).update(merged_into=other_mill)
    proposal = Approval.objects.get(pk=proposal.pk)
    said = condition(30, at=moment) | {"decision": "conditional", "reason": ""}
    with pytest.raises(NotNow, match="merged"):
        decide_approval(
            approval=proposal, seen=seen(candidate, at=moment), by=second_buyer, at=moment, **said
        )


def test_a_kind_with_nul_is_not_found(as_user, buyer, mill):
    assert as_user(buyer).get(new_page(mill, "q%00x")).status_code == 404


def test_a_draft_is_confirmed_as_it_was_seen(as_user, buyer, auditor, mill, moment):
    draft = assess(mill, at=moment, by=buyer, confirmed=False)
    address = f"/suppliers/assessments/{draft.pk}/"
    assert f'value="{draft.recorded_at.isoformat()}"' in as_user(buyer).get(address).text
    assert "confirm/" not in as_user(auditor).get(address).text
    browser = as_user(buyer)
    assert browser.post(f"{address}confirm/", {"seen": "2026-01-01"}).status_code == 409
    told = {"seen": draft.recorded_at.isoformat()}
    assert browser.post(f"{address}confirm/", told).status_code == 302
