import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from suppliers.models import CodeVersion, Declaration, PaperFile, SignatureRequest, Supplier
from suppliers.operations import (
    accept_declaration,
    activate_code,
    ask_supplier_to_sign,
    ask_to_sign,
    copy_code,
    decline_declaration,
    hand_in_declaration,
    withdraw_declaration,
)
from suppliers.queries.papers import signed_current
from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.files.content import upload
from sustainportal.notices.models import Notice
from sustainportal.trail.models import Entry
from tests.sample_files import pdf

DAY = dt.timedelta(days=1)


@pytest.fixture
def hand_in(code, own_files, mill, now):
    def handed_in(by, *, signed_on=None, version=None, at=now):
        return hand_in_declaration(
            supplier=mill,
            code=version or code,
            upload=upload("signed.pdf", pdf("signed"), size_limit=10_000),
            signed_on=signed_on or now.date(),
            signer_name="Minh Tran",
            signer_function="Director",
            by=by,
            at=at,
        )

    return handed_in


def notices(event):
    rows = Notice.objects.filter(event=event).order_by("recipient__username")
    return list(rows.values_list("recipient__username", flat=True))


# --- signing ----------------------------------------------------------------------------------
def test_a_signature_keeps_who_when_and_the_hash_of_the_text(sign, code, mill, mill_user, now):
    declaration = sign(mill, mill_user)
    text = code.texts.get(language="en")
    assert (declaration.text_sha256, declaration.language) == (text.sha256, "en")
    assert (declaration.state, declaration.by, declaration.at) == ("accepted", mill_user, now)
    assert (declaration.year, declaration.signed_on) == (2026, now.date())
    assert signed_current([mill.pk], now.date()) == {mill.pk: now.date()}
    entry = Entry.objects.get(event="suppliers.declaration.signed")
    assert (entry.subject_id, entry.detail["text_sha256"]) == (str(mill.pk), text.sha256)


def test_a_version_is_signed_once(sign, mill, mill_user):
    sign(mill, mill_user)
    with pytest.raises(NotNow, match="signed already"):
        sign(mill, mill_user)
    assert Declaration.objects.count() == 1


def test_nobody_signs_for_another_supplier(sign, mill, stranger, buyer):
    for person in (stranger, buyer):
        with pytest.raises(NotYours, match="Only a person of Red River Mill"):
            sign(mill, person)
    assert not Declaration.objects.exists()


def test_who_signs_while_a_new_version_comes_into_force_is_told(sign, code, mill, mill_user, now):
    activate_code(code=copy_code(code=code, version="2", by=None, at=now), by=None, at=now)
    with pytest.raises(NotNow, match="newer version"):
        sign(mill, mill_user)
    assert not Declaration.objects.exists()


def test_another_text_than_the_one_in_force_is_not_signed(sign, code, mill, mill_user):
    chinese = code.texts.get(language="zh-hant").sha256
    for said in ({"text_sha256": "0" * 64}, {"language": "en", "text_sha256": chinese}):
        with pytest.raises(NotNow, match="not the one in force"):
            sign(mill, mill_user, **said)


def test_a_new_version_asks_again_and_the_old_signature_stays(sign, code, mill, mill_user, now):
    sign(mill, mill_user)
    new = copy_code(code=code, version="2", by=None, at=now)
    activate_code(code=new, by=None, at=now)
    assert signed_current([mill.pk], now.date()) == {mill.pk: None}
    assert signed_current([mill.pk], now.date() - DAY) == {mill.pk: None}
    sign(mill, mill_user, code=new, at=now + DAY)
    assert signed_current([mill.pk], now.date() + DAY) == {mill.pk: now.date() + DAY}
    assert Declaration.objects.filter(state="accepted").count() == 2


# --- on paper ---------------------------------------------------------------------------------
def test_a_paper_counts_once_another_person_has_accepted_it(
    hand_in, mill, mill_user, buyer, second_buyer, now
):
    paper = hand_in(mill_user)
    assert signed_current([mill.pk], now.date()) == {mill.pk: None}
    assert notices("suppliers.declaration.handed_in") == ["buyer", "second_buyer"]
    accept_declaration(declaration=paper, by=buyer, at=now)
    assert signed_current([mill.pk], now.date()) == {mill.pk: now.date()}
    assert notices("suppliers.declaration.accepted") == ["mill_user"]
    with pytest.raises(NotNow, match="accepted already"):
        decline_declaration(declaration=paper, reason="Late", by=second_buyer, at=now)


def test_nobody_accepts_their_own_paper(hand_in, mill_user, buyer, second_buyer, now):
    own = hand_in(mill_user)
    with pytest.raises(NotYours, match="another person"):
        accept_declaration(declaration=own, by=mill_user, at=now)
    decline_declaration(declaration=own, reason="Blurred", by=buyer, at=now)
    bought = hand_in(buyer)
    with pytest.raises(NotYours, match="another person"):
        accept_declaration(declaration=bought, by=buyer, at=now)
    accept_declaration(declaration=bought, by=second_buyer, at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Declaration.objects.filter(pk=bought.pk).update(judged_by=buyer)


def test_one_paper_waits_at_a_time_and_leaves_no_file_behind(hand_in, mill_user, buyer, own_files):
    hand_in(mill_user)
    with pytest.raises(NotNow, match="waits to be accepted already"):
        hand_in(buyer)
    assert PaperFile.objects.count() == 1
    assert len(list(own_files.rglob("*.pdf"))) == 1


def test_a_signature_comes_before_a_paper_that_waits(hand_in, sign, mill, mill_user, buyer, now):
    paper = hand_in(mill_user)
    sign(mill, mill_user)
    with pytest.raises(NotNow, match="signed already"):
        accept_declaration(declaration=paper, by=buyer, at=now)
    decline_declaration(declaration=paper, reason="Signed in the portal", by=buyer, at=now)
    with pytest.raises(NotNow, match="signed already"):
        hand_in(mill_user)


def test_a_paper_of_tomorrow_of_a_draft_or_of_a_stranger_is_refused(
    hand_in, code, mill_user, stranger, buyer, now
):
    with pytest.raises(ValidationError, match="not come yet"):
        hand_in(mill_user, signed_on=now.date() + DAY)
    draft = copy_code(code=code, version="2", by=None, at=now)
    with pytest.raises(NotNow, match="draft"):
        hand_in(buyer, version=draft)
    with pytest.raises(NotYours, match="do not belong"):
        hand_in(stranger)
    activate_code(code=draft, by=None, at=now)
    with pytest.raises(NotNow, match="not in force any more"):
        hand_in(mill_user, version=CodeVersion.objects.get(pk=code.pk))
    hand_in(buyer, version=CodeVersion.objects.get(pk=code.pk))  # history may be completed


def test_what_was_withdrawn_does_not_count_and_may_be_signed_again(
    sign, mill, mill_user, buyer, now
):
    declaration = sign(mill, mill_user)
    withdraw_declaration(declaration=declaration, reason="He had left.", by=buyer, at=now)
    assert signed_current([mill.pk], now.date()) == {mill.pk: None}
    assert Notice.objects.get(event="suppliers.declaration.withdrawn").body == "He had left."
    sign(mill, mill_user)
    with pytest.raises(IntegrityError), transaction.atomic():
        Declaration.objects.filter(pk=declaration.pk).update(reason="")


# --- asking -----------------------------------------------------------------------------------
def ask(code, now, **more):
    return ask_to_sign(suppliers=Supplier.objects.all(), code=code, by=None, at=now, **more)


def test_everybody_who_must_sign_is_asked_once(code, mill, mill_user, other_mill, stranger, now):
    assert ask(code, now) == {"asked": 2, "people": 2}
    assert notices("suppliers.declaration.asked") == ["mill_user", "stranger"]
    assert ask(code, now + DAY) == {"asked": 0, "people": 0}
    assert ask(code, now, again=True) == {"asked": 0, "people": 0}  # today already
    assert ask(code, now + DAY, again=True) == {"asked": 2, "people": 2}
    assert Notice.objects.count() == 4


@pytest.mark.parametrize("status", ["rejected", "suspended", "ended"])
def test_whoever_is_no_supplier_is_not_asked(code, mill, mill_user, now, status):
    Supplier.objects.update(status=status)
    assert ask(code, now) == {"asked": 0, "people": 0}


def test_without_a_login_nobody_is_asked_until_there_is_one(code, mill, other_mill, now):
    assert ask(code, now) == {"asked": 0, "people": 0}
    assert not SignatureRequest.objects.exists()


def test_who_signed_or_handed_in_is_left_alone(
    hand_in, sign, code, mill, mill_user, other_mill, stranger, now
):
    hand_in(mill_user)
    sign(other_mill, stranger)
    assert ask(code, now, again=True) == {"asked": 0, "people": 0}


def test_the_reminder_button_says_why_it_does_nothing(
    sign, code, mill, mill_user, other_mill, buyer, now
):
    ask_supplier_to_sign(supplier=mill, by=buyer, at=now)
    with pytest.raises(NotNow, match="asked today already"):
        ask_supplier_to_sign(supplier=mill, by=buyer, at=now)
    with pytest.raises(NotNow, match="nobody there has a login"):
        ask_supplier_to_sign(supplier=other_mill, by=buyer, at=now)
    sign(mill, mill_user)
    with pytest.raises(NotNow, match="has signed"):
        ask_supplier_to_sign(supplier=mill, by=buyer, at=now + DAY)
    assert Notice.objects.filter(event="suppliers.declaration.asked").count() == 1


def test_asking_many_takes_the_same_number_of_questions(
    code, mill, mill_user, other_mill, stranger, now, django_assert_max_num_queries
):
    with django_assert_max_num_queries(9):
        ask(code, now)


@pytest.mark.parametrize(("days", "kept"), [(100, True), (101, False)])
def test_nothing_was_signed_before_its_version_was_in_force(
    code, mill, mill_user, now, own_files, days, kept
):
    said = {
        "supplier": mill,
        "code": code,
        "upload": upload("signed.pdf", pdf("x"), size_limit=10_000),
        "signed_on": now.date() - dt.timedelta(days=days),
        "signer_name": "Minh",
        "signer_function": "Director",
        "by": mill_user,
        "at": now,
    }
    if kept:
        hand_in_declaration(**said)
        return
    with pytest.raises(ValidationError, match="before the version was in force"):
        hand_in_declaration(**said)
