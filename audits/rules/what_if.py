"""What closing some findings would do to an audit's score: the same arithmetic, with fewer of them.

Which item each finding belongs to is not on record, so the answer is the least that closing is worth: as
many items as the findings left open could still hold back are taken as not conforming.
"""

from dataclasses import dataclass

from .score import Recognition, Score, audit_score, recognition

SCORED = ("priority", "major", "minor")


@dataclass(frozen=True)
class AuditIf:
    """`conforming`: of `score.applicable` items, at least so many would conform."""

    score: Score
    recognition: Recognition
    conforming: int


def conforming_if(conforming, applicable, findings, closed):
    """How many items would conform at least, once `closed` of `findings` (those that fail an item) are put
    right. Raises ValueError unless 0 ≤ closed ≤ findings and 0 ≤ conforming ≤ applicable.

    Fewer items than findings: an item conforms when all its findings are closed. More items than findings:
    each closed finding brings at least one, the last one all.
    """
    if not 0 <= closed <= findings:
        raise ValueError("closed must be between 0 and findings.")
    if not 0 <= conforming <= applicable:
        raise ValueError("conforming must be between 0 and applicable.")
    failing, left = applicable - conforming, findings - closed
    if not left:
        return applicable
    return applicable - (min(failing, left) if failing <= findings else failing - closed)


def audit_if(conforming, applicable, counts, closed, still_open, *, zero_tolerance, full_audit, scale):
    """The AuditIf of an audit once the chosen findings are closed and a closure audit has confirmed it.

    `counts`: rating → findings of the report; `closed`: rating → how many of them would be closed (the
    chosen ones and those closed already); `still_open`: rating → how many stay open; `zero_tolerance`:
    zero-tolerance findings that stay open.
    """
    left = {rating: counts[rating] - closed[rating] for rating in SCORED}
    better = conforming_if(
        conforming, applicable, sum(counts[r] for r in SCORED), sum(closed[r] for r in SCORED)
    )
    score = audit_score(
        better, applicable, left["priority"], left["major"], left["minor"],
        zero_tolerance=zero_tolerance, scale=scale,
    )  # fmt: skip
    level = recognition(
        score.value,
        full_audit=full_audit,
        closure_audited=True,
        open_priority=still_open["priority"],
        open_major=still_open["major"],
        open_minor=still_open["minor"],
        scale=scale,
    )
    return AuditIf(score, level, better)
