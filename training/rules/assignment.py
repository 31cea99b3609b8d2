"""Who is to take a course: what a rule does with a supplier, and in which language a person takes it."""

import datetime as dt

FINDING, NEW, RISK_CLASS = "finding", "new", "class"

#: What a rule does with one fit.
GIVE, HAS_IT, COMPLETED = "give", "has_it", "completed"


def answer(
    kind, *, found_on=None, has_for_finding=False, has_open=False, had_by_rule=False,
    people=0, completed_on=(),
):  # fmt: skip
    """What happens with a supplier that a rule fits: "give", "has_it" or "completed".

    people: logins of the supplier; completed_on: the day on which each of those people who have completed
    the course (in any language) did so. A finding is answered by a completion on its day or later. Who
    completed it before learns nothing new from it, but a colleague may: only where everybody has
    completed it is there nobody left to take it.
    """
    if kind == FINDING:
        if has_for_finding:
            return HAS_IT
        everybody = people and len(completed_on) >= people
        after = any(day >= found_on for day in completed_on)
        return COMPLETED if everybody or after else GIVE
    if has_open or had_by_rule:
        return HAS_IT
    return COMPLETED if completed_on else GIVE


def due_on(day, days):
    """The last day to complete a course assigned on `day`; days 1–730."""
    return day + dt.timedelta(days=days)


def is_section(value):
    """Whether a rule's value names a whole section (B) and not one provision (B2)."""
    return len(value) == 1


def in_language(named, siblings, language):
    """The course a person takes: of the published ones of a series ({language: course}) the one in their
    language, else one in another Chinese, else the one that was named; while that one is revised, the
    English one or any."""
    if language in siblings:
        return siblings[language]
    if language.startswith("zh"):
        chinese = sorted(code for code in siblings if code.startswith("zh"))
        if chinese:
            return siblings[chinese[0]]
    if not siblings or named in siblings.values():
        return named
    return siblings.get("en") or siblings[min(siblings)]
