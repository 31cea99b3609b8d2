import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audits.models import Finding

from ..conftest import DAY


def url(name, thing=None):
    return reverse(f"audits:{name}", args=[thing.pk] if thing else [])


def queries_of(browser, address):
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address).status_code == 200
    return len(queries)


def test_each_sees_what_is_theirs(as_user, buyer, auditor, mill_user, stranger, finding):
    for person in (buyer, auditor, mill_user):
        page = as_user(person).get(url("finding_list"))
        assert list(page.context["object_list"]) == [finding]
        assert as_user(person).get(finding.get_absolute_url()).status_code == 200
    assert list(as_user(stranger).get(url("finding_list")).context["object_list"]) == []


def test_a_stranger_finds_nothing_by_any_route(as_user, stranger, finding):
    browser = as_user(stranger)
    for name in ("finding_detail", "submit_plan", "submit_actions", "remark"):
        assert browser.get(url(name, finding)).status_code == 404
        assert browser.post(url(name, finding), {"done": "x", "text": "x"}).status_code == 404
    for query in (f"?q={finding.reference}", "?q=red river", "?q=exits",
                  f"?supplier={finding.audit.site.supplier_id}"):  # fmt: skip
        page = browser.get(url("finding_list") + query)
        assert finding.description not in page.text
        assert list(page.context["object_list"]) == []
    export = browser.get(url("finding_list") + "?export=csv")
    assert len(b"".join(export.streaming_content).decode("utf-8-sig").splitlines()) == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=AU-{audit:05d}-1", 1), ("?q=AU-{audit:05d}-2", 0), ("?q=M-001", 1), ("?q=b2", 1),
        ("?q=locked", 1), ("?state=not_started", 1), ("?state=closed", 0), ("?rating=major", 1),
        ("?rating=minor", 0), ("?section=B", 1), ("?section=A", 0), ("?waits=supplier", 1),
        ("?waits=reviewer", 0), ("?standing=open", 1), ("?standing=closed", 0), ("?zero=yes", 0),
        ("?year=2026", 1), ("?year=2025", 0), ("?counted=1&provision=B2", 1), ("?late=yes", 0),
        ("?delay=no", 1), ("?delay=30", 0), ("?age=30", 1), ("?age=90", 0),
        ("?supplier={supplier}", 1),
    ],
)  # fmt: skip
def test_the_list_can_be_searched_and_narrowed(
    as_user, buyer, finding, query, found, time_machine, now
):
    time_machine.move_to(now)
    values = {"audit": finding.audit_id, "supplier": finding.audit.site.supplier_id}
    page = as_user(buyer).get(url("finding_list") + query.format(**values))
    assert len(page.context["object_list"]) == found


def test_overdue_is_a_question_of_the_day(as_user, buyer, finding, time_machine, now):
    browser, address = as_user(buyer), url("finding_list") + "?late=yes"
    time_machine.move_to(now + 6 * DAY)  # the plan is due on 23 August
    in_time = url("finding_list") + "?delay=no"
    assert list(browser.get(address).context["object_list"]) == []
    assert list(browser.get(in_time).context["object_list"]) == [finding]
    time_machine.move_to(now + 7 * DAY)
    assert list(browser.get(address).context["object_list"]) == [finding]
    assert list(browser.get(in_time).context["object_list"]) == []


def test_what_has_no_date_running_is_not_late(as_user, buyer, finding, time_machine, now):
    time_machine.move_to(now + 90 * DAY)
    Finding.objects.filter(pk=finding.pk).update(paused_on=now.date())
    pages = [as_user(buyer).get(url("finding_list") + query) for query in ("?late=yes", "?delay=no")]
    assert [list(page.context["object_list"]) for page in pages] == [[], [finding]]


def test_what_is_due_and_what_waits(as_user, mill_user, buyer, walk, time_machine, now):
    time_machine.move_to(now)
    finding = walk("not_started")
    assert list(as_user(mill_user).get(url("due_list")).context["object_list"]) == [finding]
    assert list(as_user(buyer).get(url("review_list")).context["object_list"]) == []
    walk("submitted")
    assert list(as_user(mill_user).get(url("due_list")).context["object_list"]) == []
    page = as_user(buyer).get(url("review_list"))
    assert list(page.context["object_list"]) == [finding]
    assert "Buyer or auditor: approve" in page.text


def test_who_may_open_which_list(as_user, mill_user, buyer, auditor):
    assert as_user(mill_user).get(url("review_list")).status_code == 403
    assert as_user(buyer).get(url("due_list")).status_code == 403
    assert as_user(auditor).get(url("due_list")).status_code == 403


@pytest.mark.parametrize("person", ["buyer", "mill_user", "auditor"])
def test_lists_cost_the_same_with_one_row_and_with_three(request, as_user, find, finish, person):
    browser = as_user(request.getfixturevalue(person))
    find("priority", "B1")
    audits, findings = (
        queries_of(browser, url("audit_list")),
        queries_of(browser, url("finding_list")),
    )
    find("priority", "B2")
    find("priority", "A1")
    assert queries_of(browser, url("audit_list")) == audits
    assert queries_of(browser, url("finding_list")) == findings
    assert findings <= 9


def test_a_page_costs_the_same_with_more_steps_and_files(as_user, buyer, walk):
    finding = walk("submitted")
    browser = as_user(buyer)
    before = queries_of(browser, finding.get_absolute_url())
    walk_on = finding
    walk_on.steps.create(
        verb="remark", from_state="submitted", to_state="submitted", remark="x", by=buyer,
        at=finding.submitted_at,
    )  # fmt: skip
    assert queries_of(browser, finding.get_absolute_url()) == before


@pytest.mark.parametrize(
    ("state", "who", "links"),
    [
        ("not_started", "mill_user", ["submit_plan"]),
        ("not_started", "buyer", []),
        ("submitted", "buyer", ["approve_plan", "return_plan"]),
        ("submitted", "mill_user", []),
        ("needs_revision", "mill_user", ["submit_plan"]),
        ("approved", "mill_user", ["submit_actions"]),
        ("actions_submitted", "auditor", ["verify", "return_actions"]),
        ("ready_for_closure", "auditor", ["return_actions"]),
        ("ready_for_closure", "buyer", ["close", "return_actions"]),
        ("closed", "buyer", []),
        ("submitted", "admin_user", []),
    ],
)
def test_the_page_offers_what_this_person_may_do_now(request, as_user, walk, state, who, links):
    finding = walk(state)
    text = as_user(request.getfixturevalue(who)).get(finding.get_absolute_url()).text
    every = ["submit_plan", "submit_actions", "approve_plan", "return_plan", "verify",
             "return_actions", "close", "accept_no_action"]  # fmt: skip
    assert [name for name in every if f'"{url(name, finding)}"' in text] == [
        name for name in every if name in links
    ]


def test_the_page_shows_deadlines_with_their_source(as_user, mill_user, finding):
    text = as_user(mill_user).get(finding.get_absolute_url()).text
    assert "14 days from the final report" in text
    assert "v5.x default: Portal default" in text


def test_a_finding_can_be_corrected_and_taken_back(as_user, auditor, find, provision):
    finding, mistake = find(), find("minor")
    browser = as_user(auditor)
    assert browser.get(url("finding_change", finding)).status_code == 200
    browser.post(
        url("finding_change", finding),
        {"provision": provision("A3").pk, "rating": "minor", "discovered_on": "2026-08-08",
         "description": "Long hours."},
    )  # fmt: skip
    answer = browser.post(url("finding_withdraw", mistake), {"because": "Twice."})
    assert answer["Location"] == url("audit_record", finding.audit)
    [kept] = Finding.objects.all()
    assert (kept.provision.code, kept.rating, kept.description) == ("A3", "minor", "Long hours.")


@pytest.mark.parametrize("name", ["finding_change", "finding_withdraw"])
def test_correcting_is_the_auditors(as_user, buyer, mill_user, strange_auditor, find, name):
    finding = find("priority", "B1")
    assert as_user(buyer).get(url(name, finding)).status_code == 403
    assert as_user(mill_user).get(url(name, finding)).status_code == 403
    assert as_user(strange_auditor).get(url(name, finding)).status_code == 404


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("name", ["audit_list", "finding_list", "survey_list"])
def test_every_list_can_be_taken_away(as_user, buyer, finding, survey, name, kind):
    answer = as_user(buyer).get(url(name) + f"?export={kind}")
    content = b"".join(answer.streaming_content)
    assert (answer.status_code, len(content) > 100) == (200, True)
    if kind == "csv":
        assert len(content.decode("utf-8-sig").splitlines()) == 2


def test_a_draft_waits_for_the_auditor(as_user, buyer, auditor, find):
    find("major")
    browser = as_user(buyer)
    assert "Auditor: finish the audit" in browser.get(url("finding_list")).text
    assert list(browser.get(url("finding_list") + "?waits=supplier").context["object_list"]) == []


def test_what_is_due_says_what_came_back_and_leads_straight_to_the_page(as_user, mill_user, walk):
    finding = walk("needs_revision")
    browser = as_user(mill_user)
    page = browser.get(url("due_list")).text
    assert "Why only now?" in page
    assert f'"{url("submit_plan", finding)}"' in page
    assert "Why only now?" not in browser.get(url("finding_list")).text
