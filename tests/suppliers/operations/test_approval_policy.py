import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from suppliers import catalogue_approval
from suppliers.models import (
    ApprovalPolicy,
    AssessmentDimension,
    AssessmentKind,
    CertificateKind,
    RequiredAssessment,
    RequiredCertificate,
)
from suppliers.operations.approval_policy import (
    activate_approval_policy,
    copy_approval_policy,
    problems_of,
)
from suppliers.queries.approval import active_policy, policy_rules
from sustainportal.accounts.refusals import NotNow
from tests.suppliers.approval_cast import small_policy


@pytest.fixture
def policy(db, now):
    return small_policy(at=now)


@pytest.fixture
def draft(policy, buyer, now):
    return copy_approval_policy(policy=policy, name="Next", by=buyer, at=now)


def test_a_copy_is_a_draft_with_the_same_rows(policy, draft):
    assert (draft.status, draft.valid_from) == ("draft", dt.date(2026, 8, 17))
    assert policy_rules(draft) == policy_rules(policy)
    assert active_policy() == policy


def test_a_draft_that_is_activated_retires_the_one_before(policy, draft, buyer, now):
    activate_approval_policy(policy=draft, by=buyer, at=now)
    policy.refresh_from_db()
    assert (policy.status, active_policy()) == ("retired", draft)
    with pytest.raises(NotNow, match="Only a draft"):
        activate_approval_policy(policy=policy, by=buyer, at=now)


def test_what_was_active_is_never_changed(policy, draft, buyer, now):
    for thing in (policy, policy.certificates.get(), policy.assessments.get()):
        with pytest.raises(NotNow, match="never changed"):
            thing.save()
        with pytest.raises(NotNow, match="never changed"):
            thing.delete()
    with pytest.raises(NotNow, match="never changed"):
        RequiredCertificate(policy=policy, kind_id="iso_9001").save()
    draft.soon_days = 30
    draft.save()
    draft.assessments.get().delete()


def test_a_bad_draft_is_refused_with_every_reason_and_its_row(draft, buyer, now):
    AssessmentKind.objects.create(code="new", name="New", area="quality", source="Test")
    draft.assessments.update(pass_mark=101)
    RequiredAssessment.objects.create(policy=draft, kind_id="new", pass_mark=70)
    AssessmentDimension.objects.filter(kind="qsa", number=1).update(weight="59.99")
    with pytest.raises(ValidationError) as refusal:
        activate_approval_policy(policy=draft, by=buyer, at=now)
    assert sorted(refusal.value.messages) == [
        "Required assessments › NEW: This kind of assessment has no dimensions.",
        "Required assessments › QSA: The pass mark 101.00 must be above 0 and at most 100.",
        "Required assessments › QSA: The weights of its dimensions add up to 99.99, not to 100.",
    ]
    assert active_policy().name == "Small"


def test_a_policy_that_asks_for_nothing_is_refused(draft):
    draft.certificates.all().delete()
    draft.assessments.all().delete()
    assert problems_of(draft) == ["Policy: It asks for nothing, so everybody would pass."]


def test_the_shipped_policy_is_whole_and_marked_to_confirm(db, now):
    for code, name in (("iso_9001", "ISO 9001"), ("iso_14001", "ISO 14001")):
        kind = {"name": name, "place": int(code[4:])}
        CertificateKind.objects.get_or_create(code=code, defaults=kind)
    catalogue_approval.load(at=now)
    catalogue_approval.load(at=now)
    policy = ApprovalPolicy.objects.get()
    assert (policy.status, policy.to_confirm, problems_of(policy)) == ("active", True, [])
    asked = policy_rules(policy)
    assert asked.certificates == ("iso_9001", "iso_14001")
    assert [mark.kind for mark in asked.assessments] == ["qsa", "qpa", "ga", "csr"]
    counts = {kind.pk: kind.dimensions.count() for kind in AssessmentKind.objects.all()}
    assert counts == {"qsa": 11, "qpa": 5, "ga": 3, "csr": 5}


def test_loading_again_keeps_what_the_company_made_of_it(db, now, buyer):
    catalogue_approval.load(at=now)
    own = copy_approval_policy(policy=active_policy(), name="Ours", by=buyer, at=now)
    activate_approval_policy(policy=own, by=buyer, at=now)
    AssessmentDimension.objects.filter(kind="ga", number=1).update(name="Our words")
    catalogue_approval.load(at=now)
    assert active_policy() == own
    assert AssessmentDimension.objects.get(kind="ga", number=1).name == "Our words"
