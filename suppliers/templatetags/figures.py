"""A reading's value in a template: as many decimals as it has, at most three."""

from django import template

from ..wording import number

register = template.Library()
register.filter("plain", number)
