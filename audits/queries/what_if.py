"""What closing some open findings of a supplier would change: audit scores, recognition, risk class."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Case, When

from suppliers.queries import ClassIf, class_if

from ..models import Audit, Finding, FoundBy, Rating, State
from ..rules.what_if import AuditIf, audit_if
from .downstream import last_audit_scores
from .standing import FACTORS, open_facts

#: Kinds whose score can be recognised.
FULL = (Audit.Kind.VAP_INITIAL, Audit.Kind.VAP_CLOSURE)


@dataclass(frozen=True)
class AuditLine:
    """One scored audit: as it is kept, with what is closed by now, and with the chosen ones closed too."""

    audit: Audit
    now: AuditIf
    then: AuditIf


@dataclass(frozen=True)
class WhatIf:
    """`risk_now`, `risk_closed` (once they are closed) and `risk_confirmed` (once a closure audit has
    confirmed it too) are None where the supplier was not judged. `chosen`: ids, all open."""

    chosen: frozenset[int]
    audits: tuple[AuditLine, ...]
    risk_now: ClassIf | None
    risk_closed: ClassIf | None
    risk_confirmed: ClassIf | None
    audit_score: object = None  # of the last scored audit, once confirmed


def choosable(supplier, person):
    """The open, reported findings of the supplier this person may see, worst first."""
    rows = Finding.objects.visible_to(person).reported().open().filter(audit__site__supplier=supplier)
    worst = Case(*[When(rating=rating, then=n) for n, rating in enumerate(Rating.values)])
    return rows.order_by(worst, "audit", "number")


def what_if(supplier, chosen, *, on):
    """The WhatIf of closing these findings (ids of open, reported findings of the supplier)."""
    chosen = frozenset(chosen)
    audits = Audit.objects.scored().filter(site__supplier=supplier).select_related("protocol")
    touched = audits.filter(findings__in=chosen).distinct() if chosen else audits.none()
    lines = tuple(_line(audit, chosen) for audit in touched.order_by("-final_on", "-pk"))
    facts = open_facts([supplier.pk], on, without=chosen).get(supplier.pk)
    closed = facts or dict.fromkeys(FACTORS, 0)
    score = _last_score(supplier, lines)
    confirmed = closed if score is None else closed | {"audit_score": score}
    now, after = class_if(supplier, [closed, confirmed])
    return WhatIf(chosen, lines, now, *(after or (None, None)), score)


def _last_score(supplier, lines):
    last = last_audit_scores([supplier.pk]).get(supplier.pk)
    found = [line.then.score.value for line in lines if last and line.audit.pk == last.audit_id]
    return found[0] if found else None


def _line(audit, chosen):
    rows = list(
        audit.findings.values_list("pk", "rating", "state", "zero_tolerance", "found_by")
    )
    return AuditLine(audit, _audit_if(audit, rows, frozenset()), _audit_if(audit, rows, chosen))


def _audit_if(audit, rows, chosen):
    """The score counts what the report found; recognition and zero tolerance look at all that is open,
    also at what a check opened again."""
    counts, closed, still_open, zero_tolerance = Counter(), Counter(), Counter(), 0
    for pk, rating, state, severe, found_by in rows:
        done = state == State.CLOSED or pk in chosen
        if found_by == FoundBy.AUDIT:
            counts[rating] += 1
            closed[rating] += done
        still_open[rating] += not done
        zero_tolerance += severe is not None and not done
    return audit_if(
        audit.conforming,
        audit.applicable,
        counts,
        closed,
        still_open,
        zero_tolerance=zero_tolerance,
        full_audit=audit.kind in FULL,
        scale=audit.protocol.scale(),
    )
