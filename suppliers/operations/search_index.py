"""Make what lets PostgreSQL find a part of a text among a hundred thousand: columns and their indexes."""

from django.db import DatabaseError, transaction

from ..models.search import COLUMN, IDEOGRAPHS, IN_ORDER, INDEXES


def make_search_index(connection):
    """Make what of the registry's is missing; any number of times. Returns whether it is there."""
    if not make_part_index(connection, INDEXES):
        return False
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(
            f"CREATE INDEX IF NOT EXISTS {IN_ORDER} ON suppliers_supplier (name, id)"
            f" INCLUDE ({COLUMN}) WHERE merged_into_id IS NULL"
        )
    return True


def make_part_index(connection, indexes):
    """Make what is missing of {index: (table, comparable form, text)}, both in SQL; whether it is there.

    The extension pg_trgm comes with PostgreSQL, and from version 13 on the owner of a database may
    create it. Where this role may not, the search works without: slower, with the same answers.
    """
    if connection.vendor != "postgresql":
        return False
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError:
        return False
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for name, (table, key, text) in indexes.items():
            words = f"' ' || {key} || ' ' || lower({text})"
            cursor.execute(
                f"ALTER TABLE {table} ADD COLUMN IF NOT EXISTS {COLUMN} text GENERATED ALWAYS AS "
                f"(regexp_replace({words}, '({IDEOGRAPHS})', ' \\1 ', 'g')) STORED"
            )
            cursor.execute(
                f"CREATE INDEX IF NOT EXISTS {name} ON {table} USING gin ({COLUMN} gin_trgm_ops)"
            )
    return True
