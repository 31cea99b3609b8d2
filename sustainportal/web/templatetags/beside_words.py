"""{% beside "audits.finding" object %}: what other rooms put beside a thing."""

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html_join

from ..beside import pieces_for

register = template.Library()


@register.simple_tag(takes_context=True)
def beside(context, place, thing):
    """The pieces, one under the other; nothing where no room has any."""
    request = context["request"]
    pieces = pieces_for(place, thing, request.user)
    return format_html_join(
        "", "{}", ((render_to_string(name, words, request=request),) for name, words in pieces)
    )
