"""Declarations: signed in the portal or handed in as a file, accepted, declined, withdrawn, asked for."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sustainportal.accounts.models import User
from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.accounts.roles import Role
from sustainportal.files.keeping import filing
from sustainportal.trail.operations import entry, record, record_many

from .. import notices
from ..models import CodeVersion, Declaration, Membership, SignatureRequest, Supplier
from ..queries.papers import to_ask
from ..rules.papers import EARLIEST
from . import papers

State, How = Declaration.State, Declaration.How


def taken(code):
    return _("%s is signed already: there is a declaration that counts.") % code


@transaction.atomic
def sign_declaration(
    *, supplier, code, language, text_sha256, signer_name, signer_function, by, at
):
    """Sign the text of a code version in a language, as it was shown (its hash).

    NotYours for anybody but the supplier's own people; NotNow when another version is in force by now,
    the text is another one, or this version is signed already.
    """
    if not Membership.objects.filter(supplier=supplier, user=by).exists():
        raise NotYours(_("Only a person of %s can sign for it.") % supplier.name)
    code = in_force(code)
    text = code.texts.filter(language=language, sha256=text_sha256).first()
    if text is None:
        raise NotNow(
            _("The text on your page is not the one in force. Nothing was signed: open it again.")
        )
    day = timezone.localdate(at)
    declaration = papers.insert(
        Declaration(
            supplier=supplier,
            code=code,
            year=day.year,
            signed_on=day,
            how=How.SIGNED,
            state=State.ACCEPTED,
            signer_name=signer_name,
            signer_function=signer_function,
            language=language,
            text_sha256=text.sha256,
            at=at,
            by=by,
        ),
        taken(code),
    )
    tell("signed", declaration, by=by, at=at, text_sha256=text.sha256)
    return declaration


def in_force(code):
    """The code version, held while it is in force; NotNow if it is not (any more)."""
    held = CodeVersion.objects.active().select_for_update(no_key=True).filter(pk=code.pk).first()
    if held is None:
        raise NotNow(
            _(
                "%s is not in force any more: a newer version was put into force while this page was "
                "open. Nothing was signed: open it again and read the new text."
            )
            % code
        )
    return held


def hand_in_declaration(
    *, supplier, code, upload, signed_on, signer_name, signer_function, by, at
):  # fmt: skip
    """A declaration signed on paper (a judged Upload). It counts once another person has accepted it.

    Procurement may hand in one of an earlier version, the supplier only one of the version in force.
    """
    papers.refuse_foreign(supplier, by)
    if signed_on > timezone.localdate(at):
        raise ValidationError({"signed_on": _("This day has not come yet.")})
    if signed_on < max(EARLIEST, code.valid_from or EARLIEST):
        text = _("This is before the version was in force: look at the day again.")
        raise ValidationError({"signed_on": text})
    with filing() as cabinet:
        if by.role == Role.SUPPLIER:
            code = in_force(code)
        elif code.is_draft:
            raise NotNow(_("%s is a draft: nobody can sign it yet.") % code)
        refuse_second(supplier, code)
        declaration = papers.insert(
            Declaration(
                supplier=supplier,
                code=code,
                year=signed_on.year,
                signed_on=signed_on,
                how=How.UPLOADED,
                state=State.HANDED_IN,
                signer_name=signer_name,
                signer_function=signer_function,
                file=papers.keep_file(cabinet, supplier, upload, by=by, at=at),
                at=at,
                by=by,
            ),
            _("A declaration of this version waits to be accepted already."),
        )
        tell("handed_in", declaration, by=by, at=at, sha256=upload.sha256)
        notices.paper_handed_in(declaration, name=str(code), by=by, at=at)
    return declaration


def refuse_second(supplier, code):
    if supplier.declarations.accepted().filter(code=code).exists():
        raise NotNow(taken(code))


@transaction.atomic
def accept_declaration(*, declaration, by, at):
    """It counts from now on, from the day it was signed."""
    papers.judge(declaration, State.ACCEPTED, by=by, at=at, taken=taken(declaration.code))
    tell("accepted", declaration, by=by, at=at)
    notices.paper_judged(declaration, name=str(declaration.code), at=at)
    return declaration


@transaction.atomic
def decline_declaration(*, declaration, reason, by, at):
    papers.judge(declaration, State.DECLINED, reason=reason, by=by, at=at)
    tell("declined", declaration, by=by, at=at, reason=reason)
    notices.paper_judged(declaration, name=str(declaration.code), at=at)
    return declaration


@transaction.atomic
def withdraw_declaration(*, declaration, reason, by, at):
    """It does not count any more; the supplier is told and may sign again."""
    papers.withdraw(declaration, reason=reason, by=by, at=at)
    tell("withdrawn", declaration, by=by, at=at, reason=reason)
    notices.paper_judged(declaration, name=str(declaration.code), at=at)
    return declaration


def tell(verb, declaration, *, by, at, **detail):
    """One trail row about the supplier."""
    record(
        f"suppliers.declaration.{verb}",
        declaration.supplier,
        by=by,
        at=at,
        code=str(declaration.code),
        signer=declaration.signer_name,
        **detail,
    )


def ask_to_sign(*, suppliers, code, again=False, by, at):
    """Ask the people of these suppliers (a queryset) to sign the version in force: those who have not, and
    were never asked – or, with `again`, not asked today. {"asked", "people"}; nobody's mail doubles."""
    today = timezone.localdate(at)
    try:
        with transaction.atomic():
            ids = list(to_ask(suppliers, code, again=again, on=today).values_list("pk", flat=True))
            SignatureRequest.objects.bulk_create(
                SignatureRequest(supplier_id=pk, code=code, asked_on=today) for pk in ids
            )
            people = list(
                User.objects.filter(
                    memberships__supplier__in=ids, role=Role.SUPPLIER, is_active=True
                )
            )
            notices.signature_wanted(people, code=code, again=again, at=at)
            asked = Supplier.objects.filter(pk__in=ids)
            record_many(
                entry("suppliers.declaration.asked", each, by=by, at=at, code=str(code))
                for each in asked
            )
    except IntegrityError as error:
        raise NotNow(_("Somebody else asked them in this very moment.")) from error
    return {"asked": len(ids), "people": len(people)}


def ask_supplier_to_sign(*, supplier, by, at):
    """The reminder button: NotNow with the reason where nothing can be asked."""
    code = CodeVersion.objects.active().first()
    if code is None:
        raise NotNow(_("No code version is in force: there is nothing to sign."))
    one = Supplier.objects.filter(pk=supplier.pk)
    if ask_to_sign(suppliers=one, code=code, again=True, by=by, at=at)["asked"]:
        return supplier
    if supplier.declarations.filter(
        code=code, state__in=(State.ACCEPTED, State.HANDED_IN)
    ).exists():
        raise NotNow(_("%s has signed, or its file waits to be accepted.") % supplier.name)
    if supplier.signature_requests.filter(code=code, asked_on=timezone.localdate(at)).exists():
        raise NotNow(_("%s was asked today already; once a day is enough.") % supplier.name)
    raise NotNow(
        _("%s cannot be asked: nobody there has a login, or it is no supplier any more.")
        % supplier.name
    )
