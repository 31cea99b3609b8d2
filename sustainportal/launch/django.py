"""All other verbs are Django's. Here they get the environment, and settings that refuse by name."""

import importlib.util
import os
import sys

from .checkout import PYTHON, ROOT, Refused, become


def main(arguments):
    """Run a Django verb: in `.venv`, unless this Python is an environment of its own that has Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sustainportal.settings")
    elsewhere = sys.prefix == sys.base_prefix and PYTHON.exists()
    if elsewhere:
        return become(PYTHON, ROOT / "manage.py", *arguments)
    if importlib.util.find_spec("django") is None:
        raise Refused("Django is not installed here. Make the environment: python3 manage.py setup")
    return _execute(arguments)


def _execute(arguments):
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    from sustainportal.environment import settings_or_sentence

    sentence = settings_or_sentence()
    if sentence:
        raise Refused(sentence)
    try:
        execute_from_command_line(["manage.py", *arguments])
    except OperationalError as error:
        raise Refused(_database(error)) from error
    return 0


def _database(error):
    """A database that cannot be reached is a sentence; any other trouble with it is raised as it is."""
    from django.db import OperationalError, connection

    try:
        connection.close()
        connection.ensure_connection()
    except OperationalError as unreachable:
        return f"DATABASE_URL: the database cannot be reached ({str(unreachable).strip()})."
    raise error
