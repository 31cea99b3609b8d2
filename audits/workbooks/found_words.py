"""What the words of a row mean: its rating, its provision, and what is kept beside as the list says it."""

import re

from django.utils.translation import gettext, gettext_lazy

from sustainportal.sheets.columns import fold

from ..models import Rating
from ..queries.imported import severities
from ..rules.imported import provision_code, with_foreign_code
from .foreign import rating_words

MOST_ASKED = 100
_DAY_OF_OTHERS = re.compile(r"^(\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}\.\d{1,2}\.\d{1,2}|\d{8})$")
_FOR_NOTHING = {"na", "n/a", "n.a.", "none", "null", "nil", "-", "–", "—", "?"}
#: What is wrong with a day, by the code of the rule.
SAYS = {
    "future": gettext_lazy("This day has not come yet."),
    "too_early": gettext_lazy("This day is too long ago: it must be 1990 or later."),
    "closing_before_visit": gettext_lazy("The closing meeting is not before the visit began."),
    "final_before_closing": gettext_lazy("The final report is not before the closing meeting."),
    "discovered_before_visit": gettext_lazy("Not before the visit began (%(day)s)."),
    "approved_before_discovery": gettext_lazy("Not approved before the finding was discovered."),
    "closed_before_discovery": gettext_lazy("Not closed before the finding was discovered."),
    "closed_before_approval": gettext_lazy("Not closed before its plan was approved."),
}


class WordsOfRow:
    """Reads rows of one list by what is known of its words, and remembers what nobody knows."""

    def __init__(self, words, scheme):
        self.words = words
        known = {fold(word): meant for word, meant in severities(scheme).items()}
        said = {fold(word): (rating, False) for word, rating in words.severity.items()}
        self.severity = known | said
        self.ours = rating_words()
        self.asked = {"severity": {}, "provision": {}, "dates": {}, "missing": {}}

    def questions(self):
        """{question: texts nobody knows}, as many as a page can ask."""
        return {name: list(texts)[:MOST_ASKED] for name, texts in self.asked.items() if texts}

    def note_cells(self, row):
        """Days written in another way than ours, and words for nothing: a person may say which."""
        for problem in row.errors:
            if _DAY_OF_OTHERS.match(problem.value):
                self.asked["dates"].setdefault(problem.value)
            elif problem.value.casefold() in _FOR_NOTHING:
                self.asked["missing"].setdefault(problem.value)

    def rating(self, row):
        """(rating, whether it is zero tolerance there) of the row's word; ("", False) where refused."""
        text = row.values["rating"] or ""
        if not text:
            _refuse_empty(row, "rating", gettext("Say how bad it is."))
            return "", False
        if fold(text) in self.severity:
            return self.severity[fold(text)]
        if fold(text) in self.ours:
            return self.ours[fold(text)], False
        self.asked["severity"].setdefault(text)
        ratings = ", ".join(str(label) for label in Rating.labels)
        row.refuse(
            "rating",
            gettext("This rating is not known here. Say what it means; there are: %(ratings)s.")
            % {"ratings": ratings},
        )
        return "", False

    def provision(self, row, protocol, provisions):
        """(provision, the list's own code or ""); (None, "") where refused."""
        text, known = row.values["provision"] or "", provisions.get(protocol and protocol.pk, {})
        code, foreign = provision_code(text, known, self.words.provision, self.words.default)
        if code:
            return known[code], " ".join(text.split()) if foreign else ""
        if text:
            self.asked["provision"].setdefault(text)
            row.refuse(
                "provision",
                gettext("%(protocol)s has no such provision. Say which one it is, or one for all others.")
                % {"protocol": protocol},
            )
        else:
            _refuse_empty(row, "provision", gettext("Say which provision it is of."))
        return None, ""

    def description(self, row, code):
        text = with_foreign_code((row.values["description"] or "").strip(), code)
        if not text:
            _refuse_empty(row, "description", gettext("Say what was found."))
        return text

    def said_beside(self, row):
        """What the list says that has no place of its own here (stored text, one in every language)."""
        values, parts = row.values, []
        if values["due_on"]:
            parts.append(f"Due there: {values['due_on'].isoformat()}.")
        if fold(values["rating"] or "") not in self.ours:
            parts.append(f"Severity there: {values['rating']}.")
        if values["action"]:
            parts.append(values["action"])
        return "\n".join(parts)[:2000]


def _refuse_empty(row, key, sentence):
    """Refuse an empty cell, unless it is empty because what stood there was refused already."""
    index = row.source.used.get(key)
    heading = row.source.headings[index] if index is not None else str(row.source.labels[key])
    if heading not in {problem.column for problem in row.errors}:
        row.refuse(key, sentence)
