import pytest
from django.urls import reverse

MODELS = ["audit", "finding", "survey", "protocol", "provision", "deadlineprofile",
          "zerotolerancekind", "provisionmatch", "severity", "questionnaire"]  # fmt: skip


@pytest.mark.parametrize("model", MODELS)
def test_lists_can_be_searched(as_user, admin_user, walk, survey, model):
    walk("closed")
    address = reverse(f"admin:audits_{model}_changelist")
    assert as_user(admin_user).get(address + "?q=red").status_code == 200


@pytest.mark.parametrize("model", ["audit", "finding", "survey"])
def test_history_is_read_only(as_user, admin_user, walk, survey, model):
    finding = walk("closed")
    thing = {"audit": finding.audit, "finding": finding, "survey": survey}[model]
    browser = as_user(admin_user)
    address = reverse(f"admin:audits_{model}_change", args=[thing.pk])
    assert browser.get(address).status_code == 200
    assert browser.post(address, {}).status_code == 403
    assert browser.get(reverse(f"admin:audits_{model}_add")).status_code == 403
    assert browser.post(reverse(f"admin:audits_{model}_delete", args=[thing.pk])).status_code == 403


def test_a_used_questionnaire_keeps_its_questions(as_user, admin_user, survey):
    questionnaire = survey.questionnaire
    browser = as_user(admin_user)
    address = reverse("admin:audits_questionnaire_change", args=[questionnaire.pk])
    page = browser.get(address)
    assert page.status_code == 200
    assert 'name="questions-0-text"' not in page.text
    remove = reverse("admin:audits_questionnaire_delete", args=[questionnaire.pk])
    assert browser.post(remove, {"post": "yes"}).status_code == 403


def test_deadlines_can_be_changed(as_user, admin_user, protocol):
    profile = protocol.deadline_profile
    address = reverse("admin:audits_deadlineprofile_change", args=[profile.pk])
    assert 'name="rules-0-submit_days"' in as_user(admin_user).get(address).text


def test_the_admin_site_is_not_for_buyers(as_user, buyer, planned):
    address = reverse("admin:audits_audit_changelist")
    assert as_user(buyer).get(address, follow=True).status_code == 403


def test_what_an_audit_was_judged_by_is_not_rewritten(as_user, admin_user, protocol, plan):
    address = reverse("admin:audits_protocol_change", args=[protocol.pk])
    browser = as_user(admin_user)
    assert 'name="gold_from"' in browser.get(address).text
    plan()
    assert 'name="gold_from"' not in browser.get(address).text


def test_the_crosswalk_and_the_days_can_be_changed(as_user, admin_user, protocol, provision):
    browser = as_user(admin_user)
    page = browser.get(reverse("admin:audits_protocol_change", args=[protocol.pk]))
    assert 'name="comment_days"' in page.text
    page = browser.get(reverse("admin:audits_provision_change", args=[provision("A5").pk]))
    assert 'name="hint_hant"' in page.text
    assert 'name="matches-TOTAL_FORMS"' in page.text


def test_what_findings_and_audits_stand_on_is_not_rewritten(as_user, admin_user, protocol, finding):
    browser = as_user(admin_user)
    own = browser.get(reverse("admin:audits_provision_change", args=[finding.provision_id])).text
    for name in ("protocol", "section", "code", "category", "title"):
        assert f'name="{name}"' not in own
    assert 'name="hint_hant"' in own
    page = browser.get(reverse("admin:audits_protocol_change", args=[protocol.pk])).text
    for name in ("provisions-0-code", "deadline_profile", "check_days"):
        assert f'name="{name}"' not in page
    assert 'name="comment_days"' in page
    address = reverse("admin:audits_deadlineprofile_change", args=[protocol.deadline_profile_id])
    page = browser.get(address).text
    assert 'name="cap_months"' not in page
    assert 'name="rules-0-submit_days"' not in page


def test_what_nothing_stands_on_can_be_changed(as_user, admin_user, protocol, provision):
    browser = as_user(admin_user)
    page = browser.get(reverse("admin:audits_provision_change", args=[provision("A5").pk])).text
    assert 'name="code"' in page
    page = browser.get(reverse("admin:audits_protocol_change", args=[protocol.pk])).text
    assert 'name="provisions-0-code"' in page
    assert 'name="check_days"' in page
    address = reverse("admin:audits_deadlineprofile_change", args=[protocol.deadline_profile_id])
    assert 'name="cap_months"' in browser.get(address).text
