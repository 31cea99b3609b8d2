"""Databases that benchmarks make for themselves and drop again."""

import atexit
import contextlib
import os
import shutil
import tempfile
from urllib.parse import urlsplit, urlunsplit

import psycopg2


def server_address():
    """The PostgreSQL server to use: DATABASE_URL's, or the local one."""
    given = os.environ.get("DATABASE_URL", "")
    return given if given.startswith("postgres") else "postgres://postgres@127.0.0.1:5432/postgres"


@contextlib.contextmanager
def fresh_postgres(name):
    """An empty database of this name, as a DATABASE_URL; dropped afterwards."""
    parts = urlsplit(server_address())
    connection = psycopg2.connect(urlunsplit(parts._replace(path="/postgres")))
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}"')
        # as docs/deploy.md sets it up
        cursor.execute(f'ALTER DATABASE "{name}" SET random_page_cost = 1.1')
    try:
        yield urlunsplit(parts._replace(path=f"/{name}"))
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.close()


def portal_environment(database_url):
    """The environment of a portal process on that database, with a state folder of its own."""
    folder = tempfile.mkdtemp(prefix="portal-bench-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return {
        **os.environ,
        "DATABASE_URL": database_url,
        "PORTAL_VAR": folder,
        "DJANGO_SETTINGS_MODULE": "sustainportal.settings",
        "LOG_LEVEL": "WARNING",
    }
