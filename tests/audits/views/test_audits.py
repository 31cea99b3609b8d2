import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from audits.models import Audit, Finding


def url(name, thing=None):
    return reverse(f"audits:{name}", args=[thing.pk] if thing else [])


def test_the_list_shows_each_what_is_theirs(as_user, buyer, auditor, mill_user, stranger, planned):
    for person in (buyer, auditor, mill_user):
        assert list(as_user(person).get(url("audit_list")).context["object_list"]) == [planned]
    assert list(as_user(stranger).get(url("audit_list")).context["object_list"]) == []


def test_sales_have_no_business_here(as_user, sales, planned):
    browser = as_user(sales)
    for name in ("audit_list", "finding_list", "survey_list", "summary", "due_list", "review_list"):
        assert browser.get(url(name)).status_code == 403
    assert browser.get(planned.get_absolute_url()).status_code == 403


def test_a_stranger_finds_no_audit(as_user, stranger, strange_auditor, planned):
    for person in (stranger, strange_auditor):
        assert as_user(person).get(planned.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [("?q=AU-{pk:05d}", 1), ("?q=red river", 1), ("?q=blue hill", 0), ("?state=planned", 1),
     ("?state=final", 0), ("?kind=vap_initial", 1), ("?year=2026", 0)],
)  # fmt: skip
def test_the_list_can_be_searched_and_narrowed(as_user, buyer, planned, query, found):
    page = as_user(buyer).get(url("audit_list") + query.format(pk=planned.pk))
    assert len(page.context["object_list"]) == found


def test_the_list_can_be_taken_away(as_user, buyer, planned):
    csv = as_user(buyer).get(url("audit_list") + "?export=csv")
    lines = b"".join(csv.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[1].startswith(planned.reference)


def test_planning_goes_by_site(as_user, buyer, site, auditor, protocol):
    browser = as_user(buyer)
    page = browser.get(url("audit_plan") + "?q=M-001")
    assert list(page.context["object_list"]) == [site]
    answer = browser.post(
        url("audit_plan_site", site),
        {"kind": "vap_initial", "protocol": protocol.pk, "planned_on": "2026-12-01",
         "auditor": auditor.pk, "firm": "Fair Eyes"},
    )  # fmt: skip
    audit = Audit.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, audit.get_absolute_url())
    assert (audit.site, audit.auditor, audit.planned_by) == (site, auditor, buyer)
    assert audit.planned_on == dt.date(2026, 12, 1)


@pytest.mark.parametrize("who", ["mill_user", "auditor", "admin_user"])
def test_only_buyers_plan(request, as_user, site, planned, who):
    browser = as_user(request.getfixturevalue(who))
    for address in (url("audit_plan"), url("audit_plan_site", site), url("audit_change", planned),
                    url("audit_cancel", planned)):  # fmt: skip
        assert browser.get(address).status_code == 403
    assert Audit.objects.get().state == "planned"


def test_a_closure_audit_without_its_audit_is_refused_on_the_form(
    as_user, buyer, site, auditor, protocol
):
    answer = as_user(buyer).post(
        url("audit_plan_site", site),
        {
            "kind": "vap_closure",
            "protocol": protocol.pk,
            "planned_on": "2026-12-01",
            "auditor": auditor.pk,
        },
    )
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["follows"])


def test_a_plan_can_be_changed_and_cancelled(as_user, buyer, auditor, planned):
    browser = as_user(buyer)
    assert browser.get(url("audit_change", planned)).status_code == 200
    browser.post(
        url("audit_change", planned),
        {"planned_on": "2026-12-24", "auditor": auditor.pk, "firm": ""},
    )
    browser.post(url("audit_cancel", planned), {"because": "The site is closed."})
    audit = Audit.objects.get()
    assert (audit.planned_on, audit.state) == (dt.date(2026, 12, 24), "cancelled")
    late = browser.post(url("audit_cancel", planned), {"because": "Again."})
    assert (late.status_code, Audit.objects.get().cancelled_because) == (409, "The site is closed.")


def test_the_auditor_begins_records_and_finishes(as_user, auditor, planned, provision):
    browser = as_user(auditor)
    answer = browser.post(url("audit_start", planned), {"started_on": "2026-08-10"})
    assert answer["Location"] == url("audit_record", planned)
    browser.post(
        url("finding_new", planned),
        {"provision": provision("B2").pk, "rating": "major", "discovered_on": "2026-08-10",
         "description": "Two exits were locked.", "sample_size": "5", "sample_affected": "2"},
    )  # fmt: skip
    browser.post(
        url("audit_record", planned),
        {"applicable": "100", "conforming": "98", "workers": "420", "interviewed": "40",
         "closing_on": "2026-08-11", "summary": "A tidy site."},
    )  # fmt: skip
    page = browser.get(url("audit_record", planned))
    assert (page.context["score"].value, len(page.context["findings"])) == (Decimal("192.00"), 1)
    assert "200 × 98 ÷ 100 − 20 × 0 − 4 × 1 − 1 × 0" in page.text
    assert browser.get(url("audit_final", planned)).context["score"].value == Decimal("192.00")
    answer = browser.post(
        url("audit_final", planned), {"outcome": "approved", "closing_on": "2026-08-11"}
    )
    audit = Audit.objects.get()
    assert (answer.status_code, audit.state, audit.score) == (302, "final", Decimal("192.00"))
    assert audit.final_by == auditor


def test_another_auditor_of_the_supplier_may_look_and_not_write(
    as_user, begun, strange_auditor, mill, provision
):
    from suppliers.models import Assignment

    Assignment.objects.create(supplier=mill, user=strange_auditor)
    browser = as_user(strange_auditor)
    assert browser.get(begun.get_absolute_url()).status_code == 200
    answer = browser.post(
        url("finding_new", begun),
        {
            "provision": provision("B2").pk,
            "rating": "minor",
            "discovered_on": "2026-08-10",
            "description": "x",
        },
    )
    assert (answer.status_code, Finding.objects.count()) == (403, 0)


@pytest.mark.parametrize("name", ["audit_start", "audit_record", "audit_final", "finding_new"])
def test_recording_is_the_auditors(as_user, buyer, mill_user, strange_auditor, begun, name):
    assert as_user(buyer).get(url(name, begun)).status_code == 403
    assert as_user(mill_user).get(url(name, begun)).status_code == 403
    assert as_user(strange_auditor).get(url(name, begun)).status_code == 404


def test_a_finding_that_cannot_be_is_refused_by_name(as_user, auditor, begun, provision):
    answer = as_user(auditor).post(
        url("finding_new", begun),
        {"provision": provision("B2").pk, "rating": "minor", "discovered_on": "2026-01-01", "description": "x",
         "sample_size": "1", "sample_affected": "2"},
    )  # fmt: skip
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"discovered_on", "sample_affected"}


def test_the_report_cannot_be_final_without_counts(as_user, auditor, begun):
    answer = as_user(auditor).post(
        url("audit_final", begun), {"outcome": "approved", "closing_on": "2026-08-11"}
    )
    assert (answer.status_code, Audit.objects.get().state) == (422, "in_progress")


def test_the_supplier_sees_no_draft(as_user, mill_user, begun, find, finish):
    draft = find("major")
    browser = as_user(mill_user)
    page = browser.get(begun.get_absolute_url())
    assert (list(page.context["findings"]), page.context["shows_draft"]) == ([], False)
    assert browser.get(draft.get_absolute_url()).status_code == 404
    finish()
    page = browser.get(begun.get_absolute_url())
    assert list(page.context["findings"]) == [draft]
    assert "200 × 99 ÷ 100" in page.text


def test_the_score_page_explains_recognition(as_user, buyer, find, finish):
    find("priority", "A1")
    for _ in range(2):
        find("major")
        find("minor", "C4")
    audit = finish(95, 100)
    page = as_user(buyer).get(audit.get_absolute_url())
    assert "160.00" in page.text
    assert "200 × 95 ÷ 100 − 20 × 1 − 4 × 2 − 1 × 2" in page.text
    recognition = page.context["recognition"]
    assert (recognition.level, recognition.eligible) == ("", "silver")
    assert recognition.missing == ("closure_audit", "open_priority")


@pytest.mark.parametrize("name", ["audit_record", "audit_final"])
def test_an_audit_that_has_not_begun_is_refused_not_an_error(as_user, auditor, planned, name):
    data = {"closing_on": "2026-08-10", "outcome": "approved", "conforming": 1, "applicable": 1}
    answer = as_user(auditor).post(url(name, planned), data)
    assert answer.status_code in {409, 422}
    planned.refresh_from_db()
    assert (planned.state, planned.closing_on) == ("planned", None)


def test_a_buyer_hands_an_audit_that_has_begun_over(as_user, buyer, auditor, strange_auditor, begun):
    address = url("audit_hand_over", begun)
    assert address not in as_user(auditor).get(begun.get_absolute_url()).text
    browser = as_user(buyer)
    assert address in browser.get(begun.get_absolute_url()).text
    assert list(browser.get(address).context["form"].fields["auditor"].queryset) == [strange_auditor]
    fields = {"auditor": strange_auditor.pk, "because": "Ana has left."}
    assert browser.post(address, fields | {"auditor": auditor.pk}).status_code == 422
    assert browser.post(address, fields).status_code == 302
    begun.refresh_from_db()
    assert begun.auditor == strange_auditor
    Audit.objects.update(state="planned")
    assert address not in browser.get(begun.get_absolute_url()).text
    assert browser.post(address, fields | {"auditor": auditor.pk}).status_code == 409
