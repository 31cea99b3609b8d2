"""Words for the templates of surveys."""

import json

from django import template

from sustainportal.web.languages import in_language

register = template.Library()


@register.filter
def tongue(row, field):
    """A catalogue text in the reader's language: {{ question|tongue:"text" }}."""
    return in_language(row, field)


@register.filter
def as_json(value):
    """Plain data for an attribute that a script reads; the template escapes it."""
    return json.dumps(value, ensure_ascii=False)
