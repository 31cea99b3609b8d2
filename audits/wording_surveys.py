"""Words for what the rules of surveys find, for pages and sheets."""

from django.utils.translation import gettext as _

from .rules.answers import ABOVE, BELOW, DIFFERS

#: Why a text is no answer to a question.
NO_ANSWER = {
    "everyone": lambda: _("This question applies to everyone."),
    "choice": lambda: _("This is not one of the choices."),
    "number": lambda: _("Please write a number, such as 1234.5."),
    "places": lambda: _("At most 4 decimals are kept; round the number."),
    "unit": lambda: _("This is not a unit of this question."),
    "date": lambda: _("Please write a date, such as 2026-11-22."),
    "long": lambda: _("This text is too long."),
    "counted": lambda: _("This is answered by adding files or smelters, not by typing."),
}


def no_answer_text(refusal):
    """NotAnAnswer as a sentence."""
    return NO_ANSWER[refusal.code]()


def problem_text(problem, question, last_year=""):
    """A Problem as a sentence, with both figures where there are two."""
    words = {
        "now": figure(problem.now, question.unit),
        "last": figure(problem.last, question.unit),
        "least": figure(question.least, question.unit),
        "most": figure(question.most, question.unit),
        "percent": question.explain_percent,
        "year": last_year,
    }
    if problem.code == BELOW:
        return (
            _(
                "%(now)s is less than one would expect (at least %(least)s): correct it or explain why."
            )
            % words
        )
    if problem.code == ABOVE:
        return (
            _(
                "%(now)s is more than one would expect (at most %(most)s): correct it or explain why."
            )
            % words
        )
    if problem.code == DIFFERS:
        return (
            _(
                "%(now)s differs from the %(last)s of %(year)s by more than %(percent)s %%: explain why."
            )
            % words
        )
    return _("A file is asked for here that shows this.")


def figure(number, unit):
    """A number as read, with its unit: 1234.50 t is "1,234.5 t"."""
    if number is None:
        return ""
    whole, _point, rest = f"{number:f}".partition(".")
    rest = rest.rstrip("0")
    text = f"{int(whole):,}" + (f".{rest}" if rest else "")
    sign = "-" if number < 0 and int(whole) == 0 else ""
    return f"{sign}{text} {unit}".rstrip()
