"""What a checkout needs before it can serve: tables, catalogues, the demo company, static files.

Each step asks first whether it is needed, so that a warm start costs next to nothing.
"""

import hashlib

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def prepare(say):
    """Make it ready, telling each step that takes time by `say(text)`."""
    loaded = (
        settings.VAR_DIR / "catalogues-loaded"
    )  # missing when the last start broke off in between
    if migrations_to_come() or not loaded.exists():
        loaded.unlink(missing_ok=True)
        say("Making the tables …")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("load_catalogues", verbosity=0)
        loaded.touch()
    if settings.PORTAL_DEMO and not get_user_model().objects.exists():
        say("Making the demo company …")
        call_command("demo", verbosity=0)
    collect(say)


def migrations_to_come():
    executor = MigrationExecutor(connection)
    return executor.migration_plan(executor.loader.graph.leaf_nodes())


def collect(say):
    """Collect the static files when one of them has changed since the last time."""
    stamp, now = settings.STATIC_ROOT / "collected", fingerprint()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == now:
        return
    say("Collecting the static files …")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(now, encoding="utf-8")


def fingerprint():
    """One value of all static files' names, sizes and times."""
    found = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            facts = storage.path(name), storage.size(name), storage.get_modified_time(name)
            found.update(repr(facts).encode())
    return found.hexdigest()
