"""The saved views of a list, as its page shows them."""

from django.http import QueryDict

from .models import SavedView

#: What an address may say about a list that is not part of a view: where in it, how to take it away,
#: what stands open on the page (`open=filters`, `open=columns`).
PASSING = {"page", "export", "open"}


def view_rows(request):
    """One's own and the shared views of the list this request is for: name, address, whether it is one's
    own (then `remove` is its key) and whether it is the one that is shown; one query."""
    route, path = request.resolver_match.view_name, request.path
    shown = asked(request.GET)
    rows = SavedView.objects.visible_to(request.user).of(route)
    return [
        {
            "name": name,
            "address": f"{path}?{query}",
            "current": asked(QueryDict(query)) == shown,
            "remove": pk if owner == request.user.pk else None,
            "shared": shared,
        }
        for pk, name, query, owner, shared in rows.values_list(
            "pk", "name", "query", "owner_id", "shared"
        )
    ]


def asked(query):
    """What an address asks of a list, in any order, without what passes."""
    return sorted(
        (key, value)
        for key, values in query.lists()
        if key not in PASSING
        for value in values
        if value
    )
