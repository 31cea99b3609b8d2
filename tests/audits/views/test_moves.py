import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audits.models import Evidence, Finding

from ...sample_files import HTML, TORN_PDF, jpeg, pdf, png
from ..conftest import PLAN


def url(name, thing):
    return reverse(f"audits:{name}", args=[thing.pk])


def a_plan(**changes):
    """The plan as its page sends it; `action_1_text` stands for the second row's text."""
    rows = {"action-TOTAL_FORMS": "5", "action-INITIAL_FORMS": "0"}
    for place in range(5):
        action = PLAN["actions"][place] if place < 3 else {"kind": "corrective", "text": ""}
        rows |= {f"action-{place}-{name}": str(value) for name, value in action.items()}
    changes = {name.replace("action_", "action-").replace("_text", "-text") if name.startswith("action_")
               else name: value for name, value in changes.items()}  # fmt: skip
    return {"root_cause": PLAN["root_cause"]} | rows | changes


def a_file(content, name="photo.jpg", kind="image/jpeg"):
    return SimpleUploadedFile(name, content, kind)


@pytest.fixture
def supplier(as_user, mill_user, time_machine, now):
    time_machine.move_to(now)
    return as_user(mill_user)


@pytest.fixture
def reviewer(as_user, auditor, time_machine, now):
    time_machine.move_to(now)
    return as_user(auditor)


def test_the_supplier_logs_a_corrective_action_with_a_photo(supplier, mill_user, finding):
    page = supplier.get(url("submit_plan", finding))
    assert 'accept="image/*,application/pdf"' in page.text
    assert "multiple" in page.text
    answer = supplier.post(url("submit_plan", finding), a_plan(files=[a_file(jpeg())]))
    assert (answer.status_code, answer["Location"]) == (302, finding.get_absolute_url())
    finding.refresh_from_db()
    [plan] = finding.plans.all()
    assert (finding.state, plan.root_cause, plan.submitted_by) == (
        "submitted", PLAN["root_cause"], mill_user,
    )  # fmt: skip
    assert [(file.stage, file.content_type) for file in finding.evidence.all()] == [
        ("plan", "image/jpeg")
    ]


def test_an_unfinished_plan_comes_back_by_name(supplier, finding):
    answer = supplier.post(
        url("submit_plan", finding),
        a_plan(root_cause="") | {"action-1-expected_on": "2026-08-01"},
    )
    assert answer.status_code == 422
    form = answer.context["form"]
    assert set(form.errors) == {"root_cause"}
    assert [set(row.errors) for row in form.rows] == [set(), {"expected_on"}, set(), set(), set()]
    assert finding.plans.count() == 0


def test_a_page_torn_in_half_is_refused_and_shown(supplier, finding):
    answer = supplier.post(url("submit_plan", finding), {"root_cause": "Haste."})
    assert (answer.status_code, finding.plans.count()) == (422, 0)


def test_the_quick_way_is_one_cause_one_action_and_a_photo(supplier, mill_user, finding):
    page = supplier.get(url("submit_plan", finding))
    assert 'capture="environment"' in page.text
    first = page.context["form"].main_row()
    sent = {field.html_name: field.value() or "" for field in first}
    sent |= {
        "action-TOTAL_FORMS": "1", "action-INITIAL_FORMS": "0", "action-0-text": "Panic bars.",
        "root_cause": "Nobody asked.", "photo": a_file(jpeg()),
    }  # fmt: skip
    assert supplier.post(url("submit_plan", finding), sent).status_code == 302
    [action] = finding.plans.get().actions.all()
    assert (action.kind, action.responsible, action.starts_on.isoformat()) == (
        "corrective", "mill_user", "2026-08-17",
    )  # fmt: skip
    assert (action.expected_on, finding.evidence.get().name) == (finding.complete_due, "photo.jpg")


def test_rows_share_the_first_ones_person_and_days(supplier, finding):
    plan = a_plan() | {f"action-2-{name}": "" for name in ("responsible", "starts_on", "expected_on")}
    supplier.post(url("submit_plan", finding), plan)
    kept = finding.plans.get().actions.values_list("responsible", "expected_on")
    assert len(kept) == 3
    assert len(set(kept)) == 1


def test_five_whys_lead_to_the_root_cause_and_are_shown(supplier, finding):
    plan = a_plan(root_cause="", why_1="The guard locked it.", why_2="Nobody told him not to.")
    supplier.post(url("submit_plan", finding), plan)
    assert finding.plans.get().root_cause == "Nobody told him not to."
    assert "The guard locked it." in supplier.get(finding.get_absolute_url()).text


def test_at_most_twenty_actions(supplier, finding):
    plan = a_plan() | {"action-TOTAL_FORMS": "21"}
    for place in range(5, 21):
        plan[f"action-{place}-kind"] = "corrective"
    assert supplier.post(url("submit_plan", finding), plan).status_code == 422
    assert finding.plans.count() == 0


def test_ticks_say_which_actions_are_done_and_when(supplier, walk):
    finding = walk("approved")
    page = supplier.get(url("submit_actions", finding))
    assert [tick.value() for _action, tick, _day in page.context["form"].ticks()] == [False] * 3
    sent = {"done": "Bars.", "files": [a_file(png())], "did_2": "on", "on_2": "2026-08-16",
            "on_1": "2026-08-17", "on_3": ""}  # fmt: skip
    assert supplier.post(url("submit_actions", finding), sent).status_code == 302
    days = finding.plans.get().actions.values_list("done_on", flat=True)
    assert [str(day) for day in days] == ["None", "2026-08-16", "None"]


@pytest.mark.parametrize("day", ["", "2026-08-18", "2026-08-07"])
def test_a_tick_wants_a_possible_day(supplier, walk, day):
    finding = walk("approved")
    sent = {"done": "Bars.", "files": [a_file(png())], "did_2": "on", "on_2": day}
    answer = supplier.post(url("submit_actions", finding), sent)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["on_2"])
    finding.refresh_from_db()
    assert finding.state == "approved"


def test_a_returned_plan_comes_filled_in_with_the_remark(supplier, walk):
    finding = walk("needs_revision")
    page = supplier.get(url("submit_plan", finding))
    form = page.context["form"]
    assert form.initial["root_cause"] == PLAN["root_cause"]
    texts = [action["text"] for action in PLAN["actions"]]
    assert [row["text"].value() for row in form.rows] == [*texts, None, None]
    assert "Why only now?" in page.text
    supplier.post(url("submit_plan", finding), a_plan(root_cause="The rule was never written.", seen=finding.last_step()))
    assert [plan.version for plan in finding.plans.all()] == [2, 1]


@pytest.mark.parametrize("name", ["submit_plan", "submit_actions"])
def test_only_the_supplier_answers(as_user, buyer, auditor, admin_user, sales, finding, name):
    for person in (buyer, auditor, admin_user, sales):
        assert as_user(person).post(url(name, finding), a_plan(done="x")).status_code == 403
    assert Finding.objects.get().state == "not_started"


@pytest.mark.parametrize(
    ("name", "state", "then"),
    [
        ("approve_plan", "submitted", "approved"), ("return_plan", "submitted", "needs_revision"),
        ("verify", "actions_submitted", "ready_for_closure"),
        ("return_actions", "actions_submitted", "further_action"),
    ],
)  # fmt: skip
def test_reviewers_move_it_on_or_back(reviewer, walk, name, state, then):
    finding = walk(state)
    assert reviewer.get(url(name, finding)).status_code == 200
    answer = reviewer.post(url(name, finding), {"remark": "Seen.", "seen": finding.last_step()})
    assert (answer.status_code, answer["Location"]) == (302, finding.get_absolute_url())
    finding.refresh_from_db()
    assert (finding.state, finding.steps.last().remark) == (then, "Seen.")


REVIEWS = ["approve_plan", "return_plan", "accept_no_action", "verify", "return_actions", "close"]


@pytest.mark.parametrize("name", REVIEWS)
def test_the_auditee_and_sales_review_nothing(as_user, mill_user, sales, admin_user, walk, name):
    finding = walk("submitted")
    for person in (mill_user, sales, admin_user):
        assert as_user(person).post(url(name, finding), {"remark": "x"}).status_code == 403
    finding.refresh_from_db()
    assert finding.state == "submitted"


@pytest.mark.parametrize("name", REVIEWS)
def test_a_strange_auditor_reviews_nothing(as_user, strange_auditor, walk, name):
    finding = walk("submitted")
    assert as_user(strange_auditor).post(url(name, finding), {"remark": "x"}).status_code == 404


@pytest.mark.parametrize(
    ("name", "state"), [("return_plan", "submitted"), ("return_actions", "actions_submitted")]
)
def test_a_return_without_a_remark_stays(reviewer, walk, name, state):
    finding = walk(state)
    answer = reviewer.post(url(name, finding), {"remark": " "})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["remark"])
    finding.refresh_from_db()
    assert finding.state == state


def test_who_verified_does_not_close(reviewer, as_user, buyer, walk):
    finding = walk("ready_for_closure")
    answer = reviewer.post(url("close", finding), {"remark": ""})
    assert (answer.status_code, Finding.objects.get().state) == (403, "ready_for_closure")
    assert "another person must close it" in answer.text
    answer = as_user(buyer).post(url("close", finding), {"remark": ""})
    assert (answer.status_code, Finding.objects.get().closed_by) == (302, buyer)


def test_the_second_reviewer_is_told_what_happened(reviewer, as_user, buyer, walk):
    finding = walk("submitted")
    seen = finding.last_step()
    reviewer.post(url("return_plan", finding), {"remark": "Not enough.", "seen": seen})
    answer = as_user(buyer).post(url("approve_plan", finding), {"remark": "", "seen": seen})
    assert answer.status_code == 409
    assert "auditor was here before you" in answer.text
    assert Finding.objects.get().state == "needs_revision"


def test_a_plan_from_a_stale_page_is_refused(supplier, finding):
    page = supplier.get(url("submit_plan", finding))
    seen = page.context["form"].initial["seen"]
    supplier.post(url("submit_plan", finding), a_plan(seen=seen))
    answer = supplier.post(url("submit_plan", finding), a_plan(seen=seen))
    assert (answer.status_code, finding.plans.count()) == (409, 1)


def test_actions_without_evidence_come_back(supplier, walk):
    finding = walk("approved")
    answer = supplier.post(url("submit_actions", finding), {"done": "Trust us."})
    assert (answer.status_code, Finding.objects.get().state) == (422, "approved")
    assert "at least one file" in answer.text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (HTML, "neither a picture nor a PDF"),
        (TORN_PDF, "cannot be opened"),
        (png()[:20], "cannot be opened"),
    ],
)
def test_a_file_is_judged_by_its_content_not_its_name(supplier, walk, content, reason):
    finding = walk("approved")
    answer = supplier.post(
        url("submit_actions", finding), {"done": "x", "files": [a_file(content)]}
    )
    assert answer.status_code == 422
    assert reason in answer.context["form"].errors["files"][0]
    assert (Evidence.objects.count(), Finding.objects.get().state) == (0, "approved")


def test_a_file_that_is_too_large_is_refused(supplier, walk, settings):
    settings.UPLOAD_MAX_BYTES = 50
    finding = walk("not_started")
    answer = supplier.post(url("submit_plan", finding), a_plan(files=[a_file(jpeg() + bytes(50))]))
    assert "larger than" in answer.context["form"].errors["files"][0]


def test_many_files_together_are_not_larger_than_one_may_be(supplier, walk, settings):
    settings.UPLOAD_MAX_BYTES = len(jpeg()) + 10
    finding = walk("not_started")
    files = [a_file(jpeg()), a_file(jpeg() + b"x")]
    answer = supplier.post(url("submit_plan", finding), a_plan(files=files))
    assert "Together" in answer.context["form"].errors["files"][0]


def test_one_bad_file_keeps_out_the_good_ones_too(supplier, walk, own_files):
    finding = walk("approved")
    files = [a_file(png()), a_file(HTML, "note.png")]
    answer = supplier.post(url("submit_actions", finding), {"done": "x", "files": files})
    assert (answer.status_code, Evidence.objects.count()) == (422, 0)
    assert list(own_files.rglob("*.*")) == []


def test_actions_are_submitted_with_several_files(supplier, walk):
    finding = walk("approved")
    files = [a_file(png()), a_file(pdf(), "permit.pdf", "application/pdf")]
    supplier.post(url("submit_actions", finding), {"done": "Bars fitted.", "files": files})
    finding.refresh_from_db()
    assert finding.state == "actions_submitted"
    kept = set(finding.evidence.values_list("name", "content_type"))
    assert kept == {("photo.jpg", "image/png"), ("permit.pdf", "application/pdf")}


def test_evidence_is_a_download_for_those_who_see_the_finding(
    as_user, walk, mill_user, auditor, buyer
):
    [evidence] = walk("actions_submitted").evidence.all()
    for person in (mill_user, auditor, buyer):
        answer = as_user(person).get(evidence.get_absolute_url())
        assert answer.status_code == 200
        assert answer["Content-Disposition"] == 'attachment; filename="exit.png"'
        assert (answer["X-Content-Type-Options"], answer["Content-Type"]) == (
            "nosniff",
            "image/png",
        )
        assert b"".join(answer.streaming_content) == png()


def test_nobody_else_gets_the_file(as_user, client, walk, stranger, strange_auditor, sales):
    [evidence] = walk("actions_submitted").evidence.all()
    address = evidence.get_absolute_url()
    assert as_user(stranger).get(address).status_code == 404
    assert as_user(strange_auditor).get(address).status_code == 404
    assert as_user(sales).get(address).status_code == 403
    assert client.get(address).status_code == 302
    for guess in (
        f"/media/{evidence.file.name}",
        f"/static/{evidence.file.name}",
        f"/{evidence.file.name}",
    ):
        assert as_user(stranger).get(guess).status_code == 404


def test_a_drafts_photo_is_not_for_the_supplier(as_user, find, mill_user, auditor, a_file):
    [evidence] = find("major", files=[a_file]).evidence.all()
    assert as_user(mill_user).get(evidence.get_absolute_url()).status_code == 404
    answer = as_user(auditor).get(evidence.get_absolute_url())
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, png())


def test_remarks_go_to_the_other_side(supplier, as_user, stranger, admin_user, finding):
    assert (
        supplier.post(url("remark", finding), {"text": "The doors come on Friday."}).status_code
        == 302
    )
    assert finding.steps.get().remark == "The doors come on Friday."
    assert as_user(admin_user).post(url("remark", finding), {"text": "x"}).status_code == 403
    assert as_user(stranger).post(url("remark", finding), {"text": "x"}).status_code == 404
    assert supplier.post(url("remark", finding), {"text": ""}).status_code == 422


def test_reading_changes_nothing(as_user, buyer, mill_user, walk):
    finding = walk("submitted")
    for name in REVIEWS:
        assert as_user(buyer).get(url(name, finding)).status_code == 200
    assert as_user(mill_user).get(url("submit_plan", finding)).status_code == 200
    finding.refresh_from_db()
    assert (finding.state, finding.steps.count()) == ("submitted", 1)


@pytest.mark.parametrize("rows", [{}, {"action-TOTAL_FORMS": "0", "action-INITIAL_FORMS": "0"}])
def test_a_plan_sent_without_rows_is_refused(as_user, mill_user, finding, now, time_machine, rows):
    time_machine.move_to(now)
    address = reverse("audits:submit_plan", args=[finding.pk])
    answer = as_user(mill_user).post(address, {"root_cause": "Nobody looked."} | rows)
    finding.refresh_from_db()
    assert (answer.status_code, finding.state) == (422, "not_started")


def test_a_plan_without_any_row_comes_back(supplier, finding):
    sent = {"action-TOTAL_FORMS": "0", "action-INITIAL_FORMS": "0", "root_cause": "Haste."}
    answer = supplier.post(url("submit_plan", finding), sent)
    assert (answer.status_code, finding.plans.count()) == (422, 0)
