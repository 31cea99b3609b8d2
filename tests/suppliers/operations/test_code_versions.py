import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from suppliers import catalogue_papers
from suppliers.models import CodeText, CodeVersion
from suppliers.operations import activate_code, copy_code
from suppliers.rules.papers import text_hash
from sustainportal.accounts.refusals import NotNow
from sustainportal.jobs.models import Job
from sustainportal.trail.models import Entry


@pytest.fixture
def draft(db, now):
    catalogue_papers.load(at=now)
    return CodeVersion.objects.get()


def test_the_shipped_code_is_a_draft_in_every_language_and_loaded_once(draft, now):
    catalogue_papers.load(at=now)
    assert CodeVersion.objects.count() == 1
    assert (draft.status, draft.to_confirm) == ("draft", True)
    texts = {text.language: text for text in draft.texts.all()}
    assert set(texts) == {"en", "zh-hant", "zh-hans"}
    assert all(text.sha256 == text_hash(text.text) for text in texts.values())
    assert not Job.objects.filter(kind="suppliers.ask_to_sign").exists()


def test_activation_retires_the_old_one_and_asks_for_signatures(draft, admin_user, now):
    activate_code(code=draft, by=admin_user, at=now)
    later = now + dt.timedelta(days=30)
    new = copy_code(code=draft, version="2.0", by=admin_user, at=later)
    activate_code(code=new, by=admin_user, at=later)
    draft.refresh_from_db()
    assert (draft.status, draft.retired_at, new.status) == ("retired", later, "active")
    assert [job.args for job in Job.objects.filter(kind="suppliers.ask_to_sign")] == [
        {"code": new.pk},
        {"code": draft.pk},
    ]
    told = Entry.objects.filter(event="suppliers.code_version.activated").first()
    assert told.detail["texts"]["en"] == new.texts.get(language="en").sha256


def test_what_was_activated_is_never_changed(draft, now):
    activate_code(code=draft, by=None, at=now)
    text = draft.texts.get(language="en")
    text.text += " More."
    for change in (draft.save, draft.delete, text.save, text.delete):
        with pytest.raises(NotNow, match="never changed"):
            change()
    with pytest.raises(NotNow, match="never changed"):
        CodeText.objects.create(code=draft, language="zh-hant", text="…")
    with pytest.raises(NotNow, match="Only a draft"):
        activate_code(code=draft, by=None, at=now)


def test_a_draft_without_english_or_from_the_future_is_refused_with_every_reason(draft, now):
    CodeText.objects.filter(language="en").delete()
    CodeVersion.objects.update(valid_from=now.date() + dt.timedelta(days=1))
    draft.refresh_from_db()
    with pytest.raises(ValidationError) as refusal:
        activate_code(code=draft, by=None, at=now)
    assert len(refusal.value.messages) == 2
    assert CodeVersion.objects.get().is_draft


def test_two_versions_are_never_in_force(draft, now):
    activate_code(code=draft, by=None, at=now)
    copy_code(code=draft, version="2", by=None, at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        CodeVersion.objects.update(status="active", activated_at=now, retired_at=None)


def test_the_text_falls_back_to_english(draft):
    assert draft.text_in("zh-hant").language == "zh-hant"
    assert draft.text_in("fr").language == "en"
