"""After an event those who came are asked what they thought of it."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sustainportal.notices.operations import owe

from .queries.satisfaction import not_asked

ASKED = "training.satisfaction.asked"


def ask_satisfaction(event, *, at):
    """Everyone of the suppliers that came is asked once, also where it is known later who came. Returns how
    many are asked now."""
    link = reverse("training:satisfaction_give", args=[event.pk])
    return owe(
        not_asked(event, ASKED, link),
        ASKED,
        subject=lambda: _("How was “%(title)s”?") % {"title": event.title},
        body=lambda: (
            _(
                "People of your company were at “%(title)s” on %(date)s. Please say in a minute what "
                "you thought of it: it makes the next one better."
            )
            % {"title": event.title, "date": date_format(event.starts_on)}
        ),
        link=link,
        at=at,
    )
