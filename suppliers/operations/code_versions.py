"""The life of a code version: draft → active → retired. Activation asks everybody to sign anew."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.jobs.operations import ask
from sustainportal.trail.operations import record

from ..models import CodeText, CodeVersion

DRAFT, ACTIVE, RETIRED = CodeVersion.Status
ASK_JOB = "suppliers.ask_to_sign"


def problems_of(code, *, today):
    """What stands against activating this version, as sentences."""
    languages = {text.language for text in code.texts.all() if text.text}
    problems = []
    if "en" not in languages:
        problems.append(
            _("There is no English text, which is shown where a translation is missing.")
        )
    if code.valid_from > today:
        problems.append(
            _("It is valid from %(day)s: activate it on that day.")
            % {"day": code.valid_from.isoformat()}
        )
    return problems


@transaction.atomic
def activate_code(*, code, by, at):
    """Put a draft into force; the version before it retires, and a job asks every supplier to sign.

    ValidationError with every reason at once; NotNow if it is no draft.
    """
    problems = problems_of(code, today=timezone.localdate(at))
    if problems:
        raise ValidationError(problems)
    CodeVersion.objects.active().exclude(pk=code.pk).update(status=RETIRED, retired_at=at)
    claimed = CodeVersion.objects.filter(pk=code.pk, status=DRAFT).update(
        status=ACTIVE, activated_at=at, activated_by="" if by is None else str(by)
    )
    if claimed != 1:
        raise NotNow(_("Only a draft can be activated. Copy %s as a new draft first.") % code)
    code.refresh_from_db()
    hashes = {text.language: text.sha256 for text in code.texts.all()}
    record("suppliers.code_version.activated", code, by=by, at=at, texts=hashes)
    ask(ASK_JOB, by=by, at=at, code=code.pk)
    return code


@transaction.atomic
def copy_code(*, code, version, by, at):
    """A new draft with the same texts; valid from the day of the copy."""
    draft = CodeVersion.objects.create(
        title=code.title,
        version=version,
        valid_from=timezone.localdate(at),
        sign_within_days=code.sign_within_days,
        source=code.source,
        to_confirm=code.to_confirm,
    )
    for text in code.texts.all():
        CodeText.objects.create(code=draft, language=text.language, text=text.text)
    record("suppliers.code_version.copied", draft, by=by, at=at, copied_from=str(code))
    return draft
