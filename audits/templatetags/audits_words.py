"""Small words for the templates of audits."""

from django import template

register = template.Library()


@register.filter
def at(table, key):
    """The entry of a table, or the key itself."""
    return table.get(key, key)


@register.filter
def field_of(form, key):
    return form[key]


@register.filter
def na_field_of(form, key):
    """The "not applicable" box beside a question, if it has one."""
    name = f"{key}-na"
    return form[name] if name in form.fields else None


@register.filter
def unlocalized(number):
    """A year as it is written: 2026, never 2,026."""
    return str(number)
