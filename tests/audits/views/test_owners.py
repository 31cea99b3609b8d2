"""Owners, remarks and versions on a finding's page; and what a stranger reaches of it: nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audits import operations
from audits.models import EffectivenessCheck, Finding, Postponement
from audits.urls import findings as routes
from sustainportal.files.content import upload

from ...sample_files import png
from ..conftest import DAY, PLAN


def url(name, thing):
    return reverse(f"audits:{name}", args=[thing.pk])


@pytest.fixture(autouse=True)
def today(time_machine, now):
    time_machine.move_to(now)


def test_owners_stand_in_lists_and_filter_mine(as_user, mill_user, buyer, finding):
    browser = as_user(mill_user)
    mine = reverse("audits:due_list") + "?mine=yes"
    assert list(browser.get(mine).context["object_list"]) == []
    answer = browser.post(url("finding_owners", finding), {"owners": [mill_user.pk], "seen": ""})
    assert answer.status_code == 302
    assert list(browser.get(mine).context["object_list"]) == [finding]
    page = as_user(buyer).get(reverse("audits:finding_list"))
    assert "mill_user" in page.text
    assert "mine" not in page.context["filterset"].filters


@pytest.mark.parametrize("who", ["stranger", "buyer", "auditor"])
def test_only_the_suppliers_own_people_are_offered_and_taken(request, as_user, mill_user, finding, who):
    other = request.getfixturevalue(who)
    page = as_user(mill_user).get(url("finding_owners", finding))
    assert list(page.context["form"].fields["owners"].queryset) == [mill_user]
    answer = as_user(mill_user).post(url("finding_owners", finding), {"owners": [other.pk], "seen": ""})
    assert (answer.status_code, finding.owners.count()) == (422, 0)


def test_the_second_who_names_is_told(as_user, mill_user, buyer, finding):
    sent = {"owners": [mill_user.pk], "seen": ""}
    as_user(buyer).post(url("finding_owners", finding), sent)
    answer = as_user(mill_user).post(url("finding_owners", finding), {"owners": [], "seen": ""})
    assert (answer.status_code, list(finding.owners.all())) == (409, [mill_user])


def test_a_remark_brings_its_files_into_the_thread(as_user, mill_user, auditor, finding):
    photo = SimpleUploadedFile("door.png", png(), "image/png")
    as_user(mill_user).post(url("remark", finding), {"text": "Like this?", "files": [photo]})
    page = as_user(auditor).get(finding.get_absolute_url())
    [said] = page.context["thread"]
    assert (said["step"].remark, [file.name for file in said["files"]]) == ("Like this?", ["door.png"])
    assert page.context["steps"] == []


def test_the_latest_version_is_on_top_and_older_ones_are_reachable(as_user, walk, mill_user, now):
    finding = walk("further_action")
    again = upload("exit.png", png() + b"x", size_limit=10_000)
    operations.submit_actions(finding=finding, done="x", files=[again], by=mill_user, at=now)
    page = as_user(mill_user).get(finding.get_absolute_url())
    [group] = page.context["evidence"]
    assert (group["latest"].version, [file.version for file in group["older"]]) == (2, [1])
    for file in (group["latest"], *group["older"]):
        assert file.get_absolute_url() in page.text
        assert file.sha256[:12] in page.text
        answer = as_user(mill_user).get(file.get_absolute_url())
        assert len(b"".join(answer.streaming_content)) == file.size


def test_a_repeat_is_marked_and_found_by_the_filter(
    as_user, walk, plan, provision, auditor, mill_user, now
):
    first = walk("closed")
    audit = plan(planned_on=now.date(), at=now)
    operations.start_audit(audit=audit, started_on=now.date(), by=auditor, at=now)
    again = operations.record_finding(
        audit=audit, provision=provision("B2"), rating="priority", description="Locked.",
        discovered_on=now.date(), by=auditor, at=now,
    )  # fmt: skip
    browser = as_user(mill_user)
    listed = browser.get(reverse("audits:finding_list") + "?repeats=yes")
    assert list(listed.context["object_list"]) == [again]
    assert first.get_absolute_url() in browser.get(again.get_absolute_url()).text
    assert again.get_absolute_url() in browser.get(first.get_absolute_url()).text


def test_a_stranger_reaches_nothing_by_any_address_of_findings(
    as_user, stranger, walk, mill_user, a_file, now
):
    """Every route of findings that names a thing, by GET and POST."""
    finding = walk("approved")
    operations.remark(finding=finding, text="Look.", files=[a_file], by=mill_user, at=now)
    things = {
        "evidence_download": finding.evidence.first(),
        "finding_new": finding.audit,
        "bulk_plan": finding.audit,
        "postponement_grant": operations.ask_postponement(
            finding=finding, kind="extension", until=finding.complete_due + DAY, reason="Late.",
            by=mill_user, at=now,
        ),
        "check_record": EffectivenessCheck.objects.create(finding=finding, due_on=now.date()),
    }  # fmt: skip
    things["postponement_refuse"] = things["postponement_grant"]
    before = list(Finding.objects.values())
    browser, asked = as_user(stranger), 0
    for route in routes.urlpatterns:
        if "<int:pk>" not in str(route.pattern):
            continue
        address = url(route.name, things.get(route.name, finding))
        for answer in (browser.get(address), browser.post(address, {"text": "x", "remark": "x"})):
            assert answer.status_code in {403, 404, 405}, address
            assert finding.description not in answer.text, address
        asked += 1
    assert asked >= 20
    assert list(Finding.objects.values()) == before
    assert set(Postponement.objects.values_list("state", flat=True)) == {"asked"}


def test_ids_of_another_supplier_in_a_form_change_nothing_there(
    as_user, mill_user, stranger, finding, now
):
    """A plan for one's own finding cannot carry another's people, findings or files along."""
    operations.submit_plan(finding=finding, by=mill_user, at=now, **PLAN)
    browser = as_user(mill_user)
    for query in ("?mine=yes&supplier=999", "?owners=1", f"?mine={stranger.pk}"):
        assert browser.get(reverse("audits:finding_list") + query).status_code == 200
    answer = browser.post(url("finding_owners", finding), {"owners": ["x", stranger.pk], "seen": "y"})
    assert (answer.status_code, finding.owners.count()) == (422, 0)


@pytest.mark.parametrize(
    "sent",
    [{"seen": "9" * 5000}, {"owners": ["99999999999999999999"]}, {"owners": ["9" * 5000]},
     {"owners": [str(2**63)]}],
)  # fmt: skip
def test_numbers_beyond_all_bounds_are_refused(as_user, mill_user, finding, sent):
    answer = as_user(mill_user).post(url("finding_owners", finding), {"seen": ""} | sent)
    assert (answer.status_code, finding.owners.count()) == (422, 0)


def test_a_number_nobody_has_is_nobody(as_user, mill_user, finding):
    answer = as_user(mill_user).post(url("finding_owners", finding), {"seen": "9" * 30})
    assert answer.status_code == 302


@pytest.mark.parametrize("heading", ["9" * 20, "9" * 5000, "x", "-1", "1e9", "²"])
def test_a_heading_nobody_has_is_no_finding(as_user, buyer, finding, heading):
    answer = as_user(buyer).get(reverse("audits:finding_list"), {"heading": heading})
    assert (answer.status_code, list(answer.context["object_list"])) == (200, [])


def test_what_was_with_people_who_left_is_with_everybody(as_user, mill_user, colleague, finding):
    mine = reverse("audits:due_list") + "?mine=yes"
    finding.owners.add(colleague)
    assert list(as_user(mill_user).get(mine).context["object_list"]) == []
    colleague.memberships.all().delete()
    assert list(as_user(mill_user).get(mine).context["object_list"]) == [finding]
    finding.owners.add(mill_user)
    assert list(as_user(mill_user).get(mine).context["object_list"]) == [finding]
