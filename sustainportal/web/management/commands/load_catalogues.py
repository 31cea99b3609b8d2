"""Bring what every room must know before work begins: countries, factors, provisions, policies."""

from importlib import import_module
from importlib.util import find_spec

from django.core.management.base import BaseCommand
from django.utils import timezone

ROOMS = ("suppliers", "audits", "training", "scorecards")


class Command(BaseCommand):
    help = "Load the catalogues of every room. Any number of times: what is there is left alone."

    def handle(self, *args, **options):
        for room in ROOMS:
            if find_spec(f"{room}.catalogue") is None:
                continue
            loaded = import_module(f"{room}.catalogue").load(at=timezone.now())
            if options["verbosity"]:
                self.stdout.write(f"{room}: {told(loaded)}")


def told(loaded):
    """What a room's `load` returned, in words: a dictionary of counts, a number, or nothing."""
    if isinstance(loaded, dict):
        return ", ".join(f"{count} {name}" for name, count in loaded.items())
    return "loaded" if loaded is None else str(loaded)
