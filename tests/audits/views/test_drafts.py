"""The comment period on the page: the auditor's side and the supplier's."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audits import operations
from audits.models import Audit, AuditComment
from audits.queries import waiting_for


def url(name, thing):
    return reverse(f"audits:{name}", args=[thing.pk])


@pytest.fixture
def counted(protocol, begun, find, auditor, a_file, now):
    protocol.comment_days = 5
    protocol.save()
    find(files=[a_file])
    return operations.record_visit(
        audit=begun, conforming=99, applicable=100, workers=420, interviewed=40,
        closing_on=now.date(), summary="A tidy site.", by=auditor, at=now,
    )  # fmt: skip


@pytest.fixture
def shared(counted, auditor, time_machine, now):
    time_machine.move_to(now)
    return operations.share_draft(audit=counted, closing_on=now.date(), by=auditor, at=now)


def test_the_auditor_shares_the_draft_from_the_desk(as_user, auditor, counted, time_machine, now):
    time_machine.move_to(now)
    browser = as_user(auditor)
    assert url("audit_share", counted) in browser.get(url("audit_record", counted)).text
    page = browser.get(url("audit_share", counted))
    assert ("may comment for 5 days" in page.text, page.context["score"].value) == (True, 194)
    answer = browser.post(url("audit_share", counted), {"closing_on": "2026-08-17"})
    assert (answer.status_code, answer["Location"]) == (302, counted.get_absolute_url())
    assert Audit.objects.get().state == "comment"
    again = browser.post(url("audit_share", counted), {"closing_on": "2026-08-17"})
    assert again.status_code == 409


def test_the_supplier_reads_the_draft_as_a_draft(as_user, mill_user, shared):
    page = as_user(mill_user).get(shared.get_absolute_url())
    finding = shared.findings.get()
    assert (page.context["shows_draft"], list(page.context["findings"])) == (True, [finding])
    for words in ("This is a draft.", "Two of five exits were locked.", "A tidy site.",
                  "Score as it stands", "22 Aug 2026, that day included"):  # fmt: skip
        assert words in page.text
    one = as_user(mill_user).get(finding.get_absolute_url())
    assert ("A draft that is with the supplier" in one.text, one.context["verbs"]) == (True, [])
    assert as_user(mill_user).get(reverse("audits:finding_list")).context["object_list"] == []


def test_the_suppliers_files_of_the_draft_can_be_opened(as_user, mill_user, stranger, shared):
    file = shared.findings.get().evidence.get()
    answer = as_user(mill_user).get(file.get_absolute_url())
    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")
    assert as_user(stranger).get(file.get_absolute_url()).status_code == 404


def test_the_supplier_comments_on_one_finding(as_user, mill_user, auditor, shared):
    browser, finding = as_user(mill_user), shared.findings.get()
    form = browser.get(url("audit_comment", shared) + f"?finding={finding.pk}").context["form"]
    assert str(form["finding"].value()) == str(finding.pk)
    answer = browser.post(url("audit_comment", shared), {"finding": finding.pk, "text": "One."})
    assert answer["Location"] == f"{shared.get_absolute_url()}#comments"
    assert "One." in as_user(auditor).get(shared.get_absolute_url()).text


@pytest.mark.parametrize("text", ["", "   "])
def test_an_empty_comment_is_refused(as_user, mill_user, shared, text):
    answer = as_user(mill_user).post(url("audit_comment", shared), {"text": text})
    assert (answer.status_code, AuditComment.objects.count()) == (422, 0)


def test_a_finding_that_is_not_in_the_draft_cannot_be_named(
    as_user, mill_user, shared, plan, auditor, now
):
    data = {"text": "A word.", "finding": shared.findings.get().pk + 1}
    answer = as_user(mill_user).post(url("audit_comment", shared), data)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["finding"])


def test_nothing_to_add_is_one_button(as_user, mill_user, auditor, shared):
    browser = as_user(mill_user)
    assert "We have nothing to add" in browser.get(shared.get_absolute_url()).text
    assert browser.post(url("audit_nothing_to_add", shared)).status_code == 302
    page = browser.get(shared.get_absolute_url())
    assert "We have nothing to add" not in page.text
    assert browser.post(url("audit_comment", shared), {"text": "Yet."}).status_code == 409
    final = as_user(auditor).post(
        url("audit_final", shared), {"outcome": "approved", "closing_on": "2026-08-17"}
    )
    assert (final.status_code, Audit.objects.get().state) == (302, "final")


def test_the_auditor_answers_on_the_page(as_user, mill_user, auditor, shared, now):
    comment = operations.comment_on_draft(audit=shared, text="One.", by=mill_user, at=now)
    browser = as_user(auditor)
    assert url("comment_answer", comment) in browser.get(shared.get_absolute_url()).text
    assert (
        url("comment_answer", comment) not in as_user(mill_user).get(shared.get_absolute_url()).text
    )
    assert browser.post(url("comment_answer", comment), {"text": "Two."}).status_code == 302
    assert "Two." in as_user(mill_user).get(shared.get_absolute_url()).text
    assert browser.post(url("comment_answer", comment), {"text": "Three."}).status_code == 409


def test_not_final_before_the_supplier_was_heard(as_user, auditor, shared):
    answer = as_user(auditor).post(
        url("audit_final", shared), {"outcome": "approved", "closing_on": "2026-08-17"}
    )
    assert (answer.status_code, Audit.objects.get().state) == (409, "comment")


def test_the_auditor_takes_it_back(as_user, auditor, mill_user, shared):
    answer = as_user(auditor).post(url("audit_take_back", shared), {"because": "One exit."})
    assert answer["Location"] == url("audit_record", shared)
    page = as_user(mill_user).get(shared.get_absolute_url())
    assert (page.context["shows_draft"], list(page.context["findings"])) == (False, [])


def test_a_draft_with_many_findings_asks_no_more_questions(
    as_user, mill_user, auditor, counted, provision, a_file, time_machine, now
):
    time_machine.move_to(now)
    counts = []
    for codes in ((), ("B4", "B6", "C4")):
        audit = Audit.objects.get()
        if audit.state == "comment":
            operations.take_draft_back(audit=audit, because="More.", by=auditor, at=now)
        for code in codes:
            operations.record_finding(
                audit=audit, provision=provision(code), rating="minor", description="x",
                discovered_on=now.date(), files=[a_file], by=auditor, at=now,
            )  # fmt: skip
        audit = operations.share_draft(audit=audit, closing_on=now.date(), by=auditor, at=now)
        with CaptureQueriesContext(connection) as asked:
            as_user(mill_user).get(audit.get_absolute_url())
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_each_pile_of_drafts_opens_its_own_rows(
    as_user, auditor, mill_user, shared, plan, now, time_machine
):
    def opened(person):
        [pile] = [pile for pile in waiting_for(person, on=now.date()) if "draft" in pile.label.lower()]
        return pile.count, as_user(person).get(pile.address).context["paginator"].count

    other = plan()
    Audit.objects.filter(pk=other.pk).update(
        state="comment", started_on=now.date(), closing_on=now.date(), comment_until=now.date(),
        commented_at=now, commented_by=mill_user, auditor=auditor, shared_at=now,
    )  # fmt: skip
    assert opened(mill_user) == (1, 1)
    assert opened(auditor) == (2, 2)
    Audit.objects.filter(pk=other.pk).update(auditor=mill_user)
    assert opened(auditor) == (1, 1)
