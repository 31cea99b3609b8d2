"""What a match score says, part by part."""

from django.utils.translation import gettext as _


def score_words(score):
    """A `Score`, or its plain parts, as one line: "0.86 – name 0.92, same country, address unknown"."""
    part = score if isinstance(score, dict) else score.plain()
    return f"{part['score']:.2f} – " + ", ".join(
        [name_words(part), country_words(part), address_words(part)]
    )


def name_words(part):
    if part["same_name"] and part["name"] == 1:
        return _("same name")
    return _("name %(part).2f") % {"part": part["name"]}


def country_words(part):
    if part["country"] == 1:
        return _("same country")
    return _("another country") if part["country"] < 0 else _("country unknown")


def address_words(part):
    if part["address"] <= 0.5:
        return _("no address in common")
    return _("address %(part).2f") % {"part": part["address"]}
