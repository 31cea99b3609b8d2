"""Small words for the templates of audits."""

from django import template

from suppliers.models import RiskClass

register = template.Library()
CLASSES = dict(RiskClass.choices)


@register.filter
def class_name(risk_class):
    """The name of a risk class in the reader's language."""
    return CLASSES.get(risk_class, risk_class)


@register.filter
def at(table, key):
    """The entry of a table, or the key itself."""
    return table.get(key, key)


@register.filter
def unlocalized(number):
    """A year as it is written: 2026, never 2,026."""
    return str(number)
