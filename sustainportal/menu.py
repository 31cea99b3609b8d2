"""The menu: what a person may open, by the names of the routes. The roof knows rooms by name only."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

#: (label, route, permission)
ENTRIES = [
    (_("Home"), "web:home", "web.see_home"),
]


def menu(request):
    """Context processor: the entries this person may open, the current one marked."""
    if not request.user.is_authenticated:
        return {"menu": []}
    here = request.path
    entries = []
    for label, route, permission in ENTRIES:
        if request.user.has_perm(permission):
            address = reverse(route)
            current = here == address or (address != "/" and here.startswith(address))
            entries.append({"label": label, "address": address, "current": current})
    return {"menu": entries}
