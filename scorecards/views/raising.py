"""What would raise a grade, in sentences."""

from django.utils.translation import gettext as _

from ..rules.whatif import what_would_raise
from ..wording import condition_name, criterion_name, dimension_name


def raise_by(policy, judgement):
    """Sentences in the order of what helps first, and the table of ways to the next grade."""
    answer = what_would_raise(policy, judgement)
    sentences = [_floor(row, answer["without_floors"]) for row in answer["floors"]]
    if answer["missing"]:
        names = ", ".join(str(criterion_name(code)) for code in answer["missing"])
        sentences.append(
            _("Hand in what is missing: %(names)s. It counts as soon as it is known.")
            % {"names": names}
        )
    following = answer["next"]
    if following:
        sentences.append(
            _("%(points)s points more give grade %(grade)s (from %(lower)s).") % following
        )
        for way in following["ways"]:
            way["name"] = dimension_name(way["dimension"])
    return {"sentences": sentences, "ways": following["ways"] if following else []}


def _floor(row, grade):
    words = {"condition": condition_name(row["condition"]), "count": row["count"], "grade": grade}
    if grade == "not_graded":
        return _("%(condition)s: close all %(count)s.") % words
    return _("%(condition)s: close all %(count)s. The score alone gives grade %(grade)s.") % words
