"""What a row of an imported list may say: days in their order, codes of another scheme, an outcome."""

from .schedule import EARLIEST

#: (day, not before this day, code): each pair that a list may get wrong.
ORDER = (
    ("closing_on", "started_on", "closing_before_visit"),
    ("final_on", "closing_on", "final_before_closing"),
    ("discovered_on", "started_on", "discovered_before_visit"),
    ("approved_on", "discovered_on", "approved_before_discovery"),
    ("closed_on", "discovered_on", "closed_before_discovery"),
    ("closed_on", "approved_on", "closed_before_approval"),
)
PAST = ("started_on", "closing_on", "final_on", "discovered_on", "approved_on", "closed_on")


def wrong_days(days, today):
    """[(field, code)] of what is wrong with these days ({field: date or None}), one code per field.

    Codes: "future", "too_early" (before 1990) and those of ORDER. The same day is in order; a day that is not known is not judged.
    """
    found = {field: "future" for field in PAST if days.get(field) and days[field] > today}
    found |= {field: "too_early" for field in PAST if days.get(field) and days[field] < EARLIEST}
    for field, earlier, code in ORDER:
        if days.get(field) and days.get(earlier) and days[field] < days[earlier]:
            found.setdefault(field, code)
    return list(found.items())


def outcome_of(counts, zero_tolerance):
    """The outcome of an audit whose list gives none (default): rejected with zero tolerance, approved with
    nothing that does not conform, else conditional. `counts`: findings by rating."""
    if zero_tolerance:
        return "rejected"
    failed = sum(counts.get(rating, 0) for rating in ("priority", "major", "minor"))
    return "conditional" if failed else "approved"


def provision_code(text, codes, words, default=""):
    """(code of ours, whether it is the list's own): by the code itself, then by what was said of the list's
    code or of its beginning (the longest), then `default`. ("", True) where nothing is known."""
    known = {code.casefold(): code for code in codes}
    plain = " ".join(text.split()).casefold()
    if plain in known:
        return known[plain], False
    said = {" ".join(word.split()).casefold(): code for word, code in words.items()}
    fitting = [word for word in said if word and plain.startswith(word)]
    code = said[max(fitting, key=len)] if fitting else default
    return known.get(code.casefold(), ""), True


def with_foreign_code(description, code):
    """The description with the list's own code before it; at most 4,000 characters."""
    return f"[{code}] {description}".strip()[:4000] if code else description
