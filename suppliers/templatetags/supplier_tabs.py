"""The tabs of the pages about one supplier."""

from django import template
from django.utils.translation import gettext_lazy as _

from sustainportal.web.routes import address_maker

register = template.Library()

#: Route, label, and the permission it takes beyond reading suppliers.
TABS = [
    ("suppliers:supplier_detail", _("Overview"), ""),
    ("suppliers:supplier_supplies", _("Sites and supplies"), ""),
    ("suppliers:supplier_names", _("Names and people"), ""),
    ("suppliers:approval_detail", _("Approval"), ""),
    ("suppliers:supplier_papers", _("Papers"), ""),
    ("suppliers:risk_detail", _("Risk"), ""),
    ("suppliers:reading_list", _("Readings"), ""),
    ("suppliers:supplier_history", _("What changed"), "trail.read_trail"),
]


@register.simple_tag(takes_context=True)
def tabs_of(context, supplier):
    """The tabs the reader may open, as rows: address, label, and "page" for the one that is shown."""
    request = context["request"]
    addresses = [
        (address_maker(route)(supplier.pk), label)
        for route, label, permission in TABS
        if not permission or request.user.has_perm(permission)
    ]
    return [
        {
            "address": address,
            "label": label,
            "shown": "page" if address == request.path else "false",
        }
        for address, label in addresses
    ]
