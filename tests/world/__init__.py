"""One small world for the role matrix: everything twice, for `mill` (own) and `other_mill` (foreign).

The supplier of the cast belongs to `mill`, the auditor is assigned to `mill`. What of `mill`'s is not
released yet (drafts) stands in the third half. Every room adds its things in a module of its own;
`arguments` says what stands in a route's address.
"""

from types import SimpleNamespace

from sustainportal.accounts.roles import Role

from ..conftest import person
from . import (
    assignment,
    audits,
    cases,
    counselling,
    courses,
    ground,
    guests,
    scorecards,
    seats,
    supervision,
    suppliers,
    training,
)


class World:
    """`people[role]`, `stranger` (an auditor and a supplier of `other_mill`), and the halves `own`,
    `foreign` and `draft`: each with one thing of every kind by its noun."""

    def __init__(self):
        self.people = {str(role): person(f"the_{role}", role) for role in Role}
        self.second_buyer = person("the_second_buyer", Role.PROCUREMENT)
        self.strange_auditor = person("the_strange_auditor", Role.AUDITOR)
        self.own, self.foreign, self.draft = (SimpleNamespace() for _ in range(3))
        for room in (
            suppliers,
            ground,
            audits,
            training,
            assignment,
            supervision,
            seats,
            guests,
            counselling,
            cases,
            courses,
            scorecards,
        ):
            room.build(self)

    def __deepcopy__(self, memo):
        """Requests are rolled back, so one world serves every test of the class."""
        return self


#: What stands in an address beside `pk`: (half of the world, role) -> value.
OTHER_PARTS = {
    "importer": lambda half, role: ground.IMPORTER.get(role, "suppliers.suppliers"),
    "supplier": lambda half, role: half.supplier.pk,
    "year": lambda half, role: half.riskyear.pk,
    "user": lambda half, role: half.auditor.pk,
    "code": lambda half, role: half.supplier.code,
    "gone": lambda half, role: half.double.pk,
    "key": lambda half, role: half.question.key,
    "token": lambda half, role: half.campaignmail.token,
}


def arguments(route, world, side, role):
    """The kwargs of a route's address for the own, the foreign or the unreleased thing."""
    half = getattr(world, side)
    parts = {name: OTHER_PARTS[name](half, role) for name in route.arguments if name != "pk"}
    if "pk" in route.arguments:
        thing = getattr(half, noun(route))
        parts["pk"] = (thing[role] if isinstance(thing, dict) else thing).pk
    return parts


#: Routes whose first word is not the thing in their address.
NOUNS = {
    "training:answer_list": "event",
    "training:registration_list": "event",
    "suppliers:model_preview": "riskmodel",
    "suppliers:model_preview_ask": "riskmodel",
    "suppliers:reading_list": "supplier",
}


def noun(route):
    """The thing a route is about: the model of its view, else the first word of its name."""
    if route.name in NOUNS:
        return NOUNS[route.name]
    view = route.view
    rows = getattr(view, "model", None) or getattr(view, "queryset", None)
    if rows is None:
        return route.name.partition(":")[2].partition("_")[0]
    return getattr(rows, "model", rows)._meta.model_name
