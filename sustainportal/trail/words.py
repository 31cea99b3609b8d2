"""The trail in a reader's words. The entries keep codes; here are the names of those codes.

Rooms are known by name only. A code without a name is shown as it was written.
"""

import re
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext

from .codes import CODED, EVENTS, NAMES, VALUES

FIGURE = re.compile(r"-?\d+\.\d+")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def event_words(event):
    """ "audits.finding.close" is "finding closed"; a code without a name loses its dots."""
    known = EVENTS.get(event)
    return str(known) if known else " ".join(event.split(".")[1:]).replace("_", " ")


def name_words(name):
    """What a part of the detail is called."""
    known = NAMES.get(name)
    return str(known) if known else name.replace("_", " ")


def actor_words(actor, actor_id):
    """Who it was; without a person it was the portal itself."""
    return actor if actor_id else gettext("portal") if actor == "portal" else actor


def plain(value, name=""):
    """A value of the detail as a reader sees it: nothing, a text or a number."""
    if isinstance(value, dict):
        return ", ".join(f"{name_words(part)} {plain(held, part)}" for part, held in value.items())
    if isinstance(value, list):
        return ", ".join(
            name_words(part) if name == "fields" else str(plain(part, name)) for part in value
        )
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, str):
        return _text(value, name)
    return value


def _text(value, name):
    if name in CODED and value in VALUES:
        return str(VALUES[value])
    if FIGURE.fullmatch(value):
        return value.rstrip("0").rstrip(".")
    if DAY.fullmatch(value):
        return date_format(date.fromisoformat(value), "SHORT_DATE_FORMAT")
    return value
