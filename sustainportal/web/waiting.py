"""What waits for a person, asked of every room: the function `waiting_for` behind its door `queries`."""

from dataclasses import dataclass
from functools import cache
from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule


@dataclass(frozen=True, slots=True)
class Waiting:
    """One pile: what it is called, how many things are in it, how many of them are late, and where."""

    label: str
    count: int
    address: str
    late: int = 0


@cache
def rooms():
    """The `waiting_for(person, *, on)` of every room that has one, in the order of the river."""
    found = []
    for app in apps.get_app_configs():
        if not app.name.startswith("django") and module_has_submodule(app.module, "queries"):
            asked = getattr(import_module(f"{app.name}.queries"), "waiting_for", None)
            found += [asked] if asked else []
    return tuple(found)


def waiting_for(person, *, on):
    """[Waiting] as of a day, without what is empty. Each room asks at most a handful of counts."""
    piles = [pile for room in rooms() for pile in room(person, on=on)]
    return [pile for pile in piles if pile.count]
