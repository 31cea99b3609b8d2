"""The words of a reminder, in the language that is active."""

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sustainportal.notices.sending import address

from .wording import NEXT_WORDS

WANTED = {
    "survey": gettext_lazy("Answer the survey"),
    "judge": gettext_lazy("Accept the answers or ask for changes"),
    "comment": gettext_lazy("Comment on the draft report"),
    "check": gettext_lazy("Check whether the action still holds"),
    "draft": gettext_lazy("Make the report final"),
}


def subject(digest):
    """How much, in one line."""
    words = {"overdue": digest.overdue, "soon": digest.soon}
    if digest.overdue and digest.soon:
        return _("Reminder: %(overdue)d overdue, %(soon)d due soon") % words
    if digest.overdue:
        return _("Reminder: %(overdue)d overdue") % words
    return _("Reminder: %(soon)d due soon") % words


def body(digest, today):
    """The most urgent lines, each with its address, and how many more there are."""
    lines = digest.most_urgent()
    parts = [_line(line, today) for line in lines]
    more = digest.overdue + digest.soon - len(lines)
    if more:
        words = ngettext("%(count)d more is in the portal.", "%(count)d more are in the portal.", more)
        parts.append(words % {"count": more})
    return "\n".join(parts)


def _line(line, today):
    wanted = NEXT_WORDS[line.state] if line.kind == "finding" else WANTED[line.kind]
    words = {
        "when": when(line.due, today),
        "what": " ".join(filter(None, [line.supplier, line.reference, str(line.thing)])),
        "wanted": wanted,
    }
    return _("%(when)s: %(what)s. %(wanted)s") % words + "\n" + address(line.path)


def when(due, today):
    """ "Due 1 September 2026 (in 7 days)", "Due today", "Overdue since … (3 days)"."""
    days = (due - today).days
    day = formats.date_format(due, "SHORT_DATE_FORMAT")
    if days == 0:
        return _("Due today")
    if days > 0:
        text = ngettext(
            "Due %(day)s (in %(count)d day)", "Due %(day)s (in %(count)d days)", days
        )
    else:
        text = ngettext(
            "Overdue since %(day)s (%(count)d day)", "Overdue since %(day)s (%(count)d days)", -days
        )
    return text % {"day": day, "count": abs(days)}
