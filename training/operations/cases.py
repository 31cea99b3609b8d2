"""Write a case, publish it, withdraw it. What is published names nobody: that is checked whenever it is
published and whenever a published case is changed."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import record

from ..models import Case
from ..models.case import PARTS
from ..queries.anonymity import SUFFIXES, leaks_of, texts_of
from ..rules.cases import missing, stamp
from ..wording_cases import missing_sentences, sentences

FIELDS = ["provision", *(f"{part}{suffix}" for part in PARTS for suffix in SUFFIXES)]


def seen_of(case):
    """The mark of what a page shows of a case."""
    return stamp(texts_of(case) | {"provision": case.provision})


@transaction.atomic
def write_case(case, *, by, at):
    """Keep a new case (validated by its form) as a draft."""
    case.written_at, case.written_by = at, by
    case.published_at = case.published_by = None
    case.save(force_insert=True)
    record("training.case.written", case, by=by, at=at, provision=case.provision)
    return case


@transaction.atomic
def change_case(case, *, seen, by, at):
    """Keep a changed case; a published one stays so only while it is whole and names nobody. `seen`: the mark
    of the text the person changed; NotNow where somebody else changed it since."""
    kept = _unchanged(case, seen)
    case.source, case.published_at = kept.source, kept.published_at
    if kept.published_at:
        refuse_unfit(case)
    case.save(update_fields=FIELDS)
    record("training.case.changed", case, by=by, at=at, provision=case.provision)
    return case


@transaction.atomic
def publish_case(case, *, seen, by, at):
    """Draft → published, for suppliers and auditors to read; ValidationError names every word that tells."""
    kept = _unchanged(case, seen)
    refuse_unfit(kept)
    draft = Case.objects.filter(pk=kept.pk, published_at=None)
    if draft.update(published_at=at, published_by=by) != 1:
        raise NotNow(_("This case is published already."))
    record("training.case.published", kept, by=by, at=at, provision=kept.provision)
    return kept


@transaction.atomic
def withdraw_case(case, *, by, at):
    """Published → draft: nobody but procurement reads it any more."""
    published = Case.objects.filter(pk=case.pk).published()
    if published.update(published_at=None, published_by=None) != 1:
        raise NotNow(_("This case is a draft already."))
    record("training.case.withdrawn", case, by=by, at=at)
    return case


@transaction.atomic
def remove_case(case, *, by, at):
    """Take a draft away for good. Twice changes nothing; a published case is withdrawn first."""
    if Case.objects.filter(pk=case.pk).published().exists():
        raise NotNow(_("A published case is withdrawn before it can be removed."))
    if Case.objects.filter(pk=case.pk, published_at=None).delete()[0]:
        record("training.case.removed", case, by=by, at=at, provision=case.provision)


def refuse_unfit(case):
    """ValidationError {field: [sentence]} where a part is missing in English or names somebody."""
    problems = missing_sentences(missing(texts_of(case), PARTS))
    for field, told in sentences(leaks_of(case)).items():
        problems.setdefault(field, []).extend(told)
    if problems:
        raise ValidationError(problems)


def _unchanged(case, seen):
    """The case as it is kept, held until the end of the transaction; NotNow where it is no longer what was seen."""
    kept = Case.objects.select_for_update(of=("self",)).filter(pk=case.pk).first()
    if kept is None:
        raise NotNow(_("Somebody else has removed this case."))
    if seen_of(kept) != seen:
        raise NotNow(
            _(
                "Somebody else has changed this case since you opened it. Open it again; copy your text first."
            )
        )
    return kept
