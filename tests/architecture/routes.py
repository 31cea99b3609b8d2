"""Every address of the portal, walked from the URL map; Django's admin site left out."""

from dataclasses import dataclass

from django.urls import URLPattern, get_resolver

#: Open without login or without a permission of their own, each for a reason.
PUBLIC = {
    "accounts:login": "nobody is anybody yet",
    "accounts:logout": "leaving needs no permission",
    "accounts:language": "a stranger may choose a language",
    "audits:calendar_feed": "calendar programs cannot log in; whoever holds the secret address reads one person's days",
    "training:certificate": "whoever is shown a certificate may ask whether it holds; its code is its key",
    "training:certificate_check": "where its code is typed in",
    "web:live": "asked by the machine, tells nothing",
    "web:ready": "asked by the machine, tells nothing",
}


@dataclass(frozen=True)
class Route:
    name: str  # with namespace, e.g. "suppliers:supplier_detail"
    pattern: str
    view: object  # the view class, or None for a plain function
    arguments: tuple  # names in the address


def routes():
    """All routes, once each, in the order of the map."""
    found = list(_walk(get_resolver().url_patterns, namespace="", prefix="", arguments=()))
    return sorted(found, key=lambda route: route.name)


def _walk(patterns, *, namespace, prefix, arguments):
    for entry in patterns:
        address = prefix + str(entry.pattern)
        names = (*arguments, *entry.pattern.regex.groupindex)
        if isinstance(entry, URLPattern):
            name = f"{namespace}{entry.name}" if entry.name else f"{namespace}?{address}"
            view = getattr(entry.callback, "view_class", None)
            yield Route(name, address, view, names)
        elif entry.namespace != "admin":
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry.url_patterns, namespace=inner, prefix=address, arguments=names)
