"""The protocols with their provisions, and the crosswalk between them. Loading again fills what is empty
and leaves what an administrator wrote."""

from . import catalogue_rba_7, catalogue_rba_8
from .catalogue_hints_conduct import HINTS as CONDUCT
from .catalogue_hints_environment import HINTS as ENVIRONMENT
from .catalogue_hints_work import HINTS as WORK
from .models import Protocol, Provision, ProvisionMatch

HINTS = WORK | ENVIRONMENT | CONDUCT
FILLED = ("title_hant", "title_hans", "category", "hint", "hint_hant", "hint_hans")
COMMENT_DAYS = 5  # to confirm; only for a protocol that is made new


def load_protocols(profile, source):
    """The protocols RBA 8.0.1 and 7.0 with provisions and crosswalk; counts by noun."""
    current = _protocol(catalogue_rba_8, profile, source=source)
    former = _protocol(catalogue_rba_7, profile, source=catalogue_rba_7.SOURCE, is_current=False)
    made = {
        "provisions": _provisions(current, catalogue_rba_8) + _provisions(former, catalogue_rba_7)
    }
    return made | {"matches": _crosswalk(former, current)}


def _protocol(rows, profile, **fields):
    defaults = {"deadline_profile": profile, "comment_days": COMMENT_DAYS} | fields
    made = Protocol.objects.get_or_create(
        standard=rows.STANDARD, version=rows.VERSION, defaults=defaults
    )
    return made[0]


def _provisions(protocol, rows):
    """Makes what is missing and fills empty columns; how many rows were made."""
    known = {row.code: row for row in protocol.provisions.all()}
    wanted = [_provision(protocol, rows.VERSION, *line) for line in rows.PROVISIONS]
    new = [row for row in wanted if row.code not in known]
    Provision.objects.bulk_create(new)
    filled = [known[row.code] for row in wanted if _fill(known.get(row.code), row)]
    Provision.objects.bulk_update(filled, FILLED)
    return len(new)


def _provision(protocol, version, code, category, title, hant, hans):
    own = f"{version[0]}:{code}"  # "7:A5", where a heading's hint differs from the current version
    match = {"A7": "A6"}.get(code, code) if version[0] == "7" else code
    hint, hint_hant, hint_hans = HINTS.get(own) or HINTS[match]
    return Provision(
        protocol=protocol, section=code[0], number=int(code[1:]), code=code, category=category,
        title=title, title_hant=hant, title_hans=hans,
        hint=hint, hint_hant=hint_hant, hint_hans=hint_hans,
    )  # fmt: skip


def _fill(known, wanted):
    """Whether something of the known row was empty, and is filled now."""
    if known is None or known.title != wanted.title:  # another heading by now: not ours to word
        return False
    empty = [name for name in FILLED if not getattr(known, name)]
    for name in empty:
        setattr(known, name, getattr(wanted, name))
    return bool(empty)


def _crosswalk(former, current):
    """The lines from the former version to the current one; how many were made."""
    there = {row.code: row for row in current.provisions.all()}
    differing = {line[0]: line[1:] for line in catalogue_rba_7.CROSSWALK}
    before = ProvisionMatch.objects.count()
    lines = [(row, *differing.get(row.code, (row.code, "same"))) for row in former.provisions.all()]
    ProvisionMatch.objects.bulk_create(
        [
            ProvisionMatch(provision=row, counterpart=there[code], kind=kind)
            for row, code, kind in lines
            if code in there
        ],
        ignore_conflicts=True,
    )
    return ProvisionMatch.objects.count() - before
