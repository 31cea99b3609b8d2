"""Real public lists through the importers a user has, into a database of their own, and an account of it.

The lists are not part of the portal; without them the command says so. Nothing is kept afterwards.
"""

import os
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from suppliers.models import Supplier

#: Room after room down the river; known by name only. Each has FILES and account(data, at=…).
LISTS = ("suppliers.real_lists", "audits.real_lists", "training.real_lists")


class Command(BaseCommand):
    help = (
        "Import real public lists – suppliers, country figures, citations and violations as findings of "
        "made-up plants, attendance of meetings – into a temporary database; say what came of it."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--data",
            type=Path,
            default=settings.BASE_DIR.parent / "shared" / "data",
            help="the folder with the lists (default: shared/data beside this checkout)",
        )
        parser.add_argument("--here", action="store_true", help="in the configured, empty database")

    def handle(self, *args, **options):
        rooms = [import_module(name) for name in LISTS]
        files = [name for room in rooms for name in room.FILES]
        missing = [name for name in files if not (options["data"] / name).is_file()]
        if missing:
            raise CommandError(
                f"{options['data']} has no {', '.join(missing)}. Say where the lists are: --data FOLDER."
            )
        if options["here"]:
            self.import_all(rooms, options["data"])
        else:
            self.elsewhere(options["data"])

    def elsewhere(self, data):
        """The same command in a process whose database is a fresh file in a temporary folder."""
        with tempfile.TemporaryDirectory(prefix="portal-real-") as folder:
            own = {
                "PORTAL_ENV": "local",
                "PORTAL_VAR": folder,
                "DATABASE_URL": f"sqlite:///{folder}/real.sqlite3",
            }
            command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "try_real", "--here"]
            ended = subprocess.run([*command, "--data", str(data.resolve())], env=os.environ | own)
        if ended.returncode:
            raise SystemExit(ended.returncode)

    def import_all(self, rooms, data):
        call_command("migrate", verbosity=0)
        if Supplier.objects.exists():
            raise CommandError("There are suppliers in this database; an empty one is needed.")
        call_command("load_catalogues", verbosity=0)
        for room in rooms:
            for line in room.account(data, at=timezone.now()):
                self.stdout.write(line)
