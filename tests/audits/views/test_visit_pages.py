"""Agenda, report files, closure audits and what is due again, on their pages."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audits import operations
from audits.models import Audit, ReportFile

from ...sample_files import pdf, png

DAY = dt.timedelta(days=1)


def url(name, thing):
    return reverse(f"audits:{name}", args=[thing.pk])


def agenda(*lines, seen=0):
    data = {"seen": seen, "line-TOTAL_FORMS": len(lines), "line-INITIAL_FORMS": 0}
    for n, (starts, ends, topic) in enumerate(lines):
        data |= {f"line-{n}-day": "2026-08-07", f"line-{n}-starts": starts, f"line-{n}-ends": ends,
                 f"line-{n}-topic": topic, f"line-{n}-people": "Ms Tran"}  # fmt: skip
    return data


def test_an_agenda_is_written_and_the_supplier_reads_it(as_user, auditor, mill_user, planned):
    browser = as_user(auditor)
    page = browser.get(url("audit_agenda", planned))
    assert len(page.context["form"].lines.forms) == 5
    lines = (("09:00", "10:00", "Opening"), ("", "", ""), ("09:30", "11:00", "Tour"))
    answer = browser.post(url("audit_agenda", planned), agenda(*lines), follow=True)
    assert "“Opening” and “Tour” overlap" in answer.text
    page = as_user(mill_user).get(planned.get_absolute_url())
    assert ("09:00–10:00" in page.text, "Tour" in page.text) == (True, True)
    assert url("audit_agenda", planned) not in page.text


def test_a_line_that_cannot_be_is_refused_by_name(as_user, auditor, planned):
    answer = as_user(auditor).post(
        url("audit_agenda", planned), agenda(("10:00", "09:00", "Opening"), ("", "", "Tour"))
    )
    errors = [list(form.errors) for form in answer.context["form"].lines]
    assert (answer.status_code, errors) == (422, [["ends"], ["starts", "ends"]])


def test_the_second_of_two_who_write_is_told(as_user, buyer, auditor, planned):
    as_user(auditor).post(url("audit_agenda", planned), agenda(("09:00", "10:00", "Opening")))
    late = as_user(buyer).post(url("audit_agenda", planned), agenda(("09:00", "10:00", "Mine")))
    assert (late.status_code, planned.agenda.get().topic) == (409, "Opening")


def test_report_files_by_content_with_their_hash(
    as_user, auditor, mill_user, stranger, begun, find, finish
):
    browser = as_user(auditor)
    wrong = SimpleUploadedFile("report.pdf", b"<script>alert(1)</script>")
    assert browser.post(url("audit_reports", begun), {"files": wrong}).status_code == 422
    right = SimpleUploadedFile("report.pdf", pdf())
    assert browser.post(url("audit_reports", begun), {"files": right}).status_code == 302
    file = ReportFile.objects.get()
    assert file.sha256 in browser.get(url("audit_record", begun)).text
    assert as_user(mill_user).get(file.get_absolute_url()).status_code == 404
    find()
    finish()
    answer = as_user(mill_user).get(file.get_absolute_url())
    assert b"".join(answer.streaming_content) == pdf()
    assert answer["Content-Disposition"] == 'attachment; filename="report.pdf"'
    assert as_user(stranger).get(file.get_absolute_url()).status_code == 404
    assert browser.post(url("report_remove", file)).status_code == 409


def test_a_file_is_taken_away_by_its_button(as_user, auditor, begun, a_file, now):
    [file] = operations.keep_reports(audit=begun, files=[a_file], by=auditor, at=now)
    assert as_user(auditor).post(url("report_remove", file)).status_code == 302
    assert begun.reports.count() == 0


def test_a_closure_audit_is_planned_from_the_audit_it_closes(as_user, buyer, auditor, finding):
    audit = Audit.objects.get(pk=finding.audit_id)
    browser = as_user(buyer)
    address = url("audit_plan_site", audit.site) + f"?follows={audit.pk}"
    assert address in browser.get(audit.get_absolute_url()).text
    form = browser.get(address).context["form"]
    assert (form["kind"].value(), form["follows"].value()) == ("vap_closure", audit.pk)
    browser.post(
        address,
        {"kind": "vap_closure", "protocol": audit.protocol_id, "planned_on": "2026-12-01",
         "auditor": auditor.pk, "follows": audit.pk},
    )  # fmt: skip
    assert Audit.objects.get(kind="vap_closure").follows == audit


@pytest.mark.parametrize("asked", ["0", "999999", "x", "٣"])
def test_a_closure_of_nothing_is_no_page_or_an_ordinary_plan(as_user, buyer, planned, asked):
    answer = as_user(buyer).get(url("audit_plan_site", planned.site) + f"?follows={asked}")
    assert answer.status_code == (404 if asked.isascii() and asked.isdigit() else 200)


def test_the_auditor_looks_at_each_finding_again(as_user, walk, plan, auditor, buyer, now):
    finding = walk("actions_submitted")
    original = Audit.objects.get(pk=finding.audit_id)
    closure = plan(kind="vap_closure", follows=original, planned_on=now.date(), at=now)
    operations.start_audit(audit=closure, started_on=now.date(), by=auditor, at=now)
    browser = as_user(auditor)
    assert [
        row["finding"] for row in browser.get(url("audit_confirm", closure)).context["form"].lines()
    ] == [finding]
    bare = {f"holds-{finding.pk}": "no", f"remark-{finding.pk}": ""}
    assert browser.post(url("audit_confirm", closure), bare).status_code == 422
    said = {f"holds-{finding.pk}": "no", f"remark-{finding.pk}": "Door 5 is locked."}
    assert browser.post(url("audit_confirm", closure), said)["Location"] == url(
        "audit_record", closure
    )
    page = as_user(buyer).get(closure.get_absolute_url())
    assert ("not put right" in page.text, "Door 5 is locked." in page.text) == (True, True)


@pytest.mark.parametrize(
    ("days", "validity"), [(0, "soon"), (90, "soon"), (91, ""), (-1, "expired")]
)
def test_when_an_audit_is_due_again(as_user, buyer, finding, time_machine, days, validity):
    audit = Audit.objects.get()
    time_machine.move_to(
        dt.datetime.combine(audit.valid_until - days * DAY, dt.time(9), tzinfo=dt.UTC)
    )
    browser = as_user(buyer)
    assert browser.get(audit.get_absolute_url()).context["due_again"] == validity
    for asked in ("soon", "expired"):
        page = browser.get(reverse("audits:audit_list") + f"?validity={asked}")
        assert list(page.context["object_list"]) == ([audit] if asked == validity else [])


def test_what_a_later_audit_replaced_is_not_due_again(finding, now):
    former = Audit.objects.get()
    day = former.valid_until + DAY
    assert former.due_again(day) == "expired"
    later = Audit.objects.get()
    later.pk, later.valid_until, later.source = None, day, "OSH list"  # what a list may take back
    later.save()
    assert (former.due_again(day), later.due_again(day)) == ("", "soon")
    Audit.objects.filter(pk=later.pk).delete()
    later.pk, later.kind, later.source = None, "vap_closure", ""
    later.save()
    assert former.due_again(day) == "expired"


def test_pictures_are_report_files_too(as_user, auditor, begun):
    file = SimpleUploadedFile("gate.png", png())
    assert as_user(auditor).post(url("audit_reports", begun), {"files": file}).status_code == 302


def test_a_closure_keeps_the_version_of_the_audit_it_closes(as_user, buyer, finding, protocol):
    protocol.is_current = False
    protocol.save()
    audit = Audit.objects.get()
    address = url("audit_plan_site", audit.site) + f"?follows={audit.pk}"
    form = as_user(buyer).get(address).context["form"]
    assert (list(form.fields["protocol"].queryset), form["protocol"].value()) == (
        [protocol], protocol.pk,
    )  # fmt: skip
