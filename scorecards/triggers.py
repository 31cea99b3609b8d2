"""The database's own word: a published scorecard is not changed, whoever asks.

Made after every migrate, on SQLite and PostgreSQL alike, so that no rebuilt table is left without it, and
taken off before one: PostgreSQL refuses to change or drop a column that a trigger names.
(On PostgreSQL a DELETE is refused too; SQLite's `flush` needs it.)
"""

from django.db import connections

TABLE = "scorecards_scorecard"
TEXT = "A published scorecard cannot be changed."

SQLITE = [
    f"""CREATE TRIGGER IF NOT EXISTS scorecard_is_frozen BEFORE UPDATE ON {TABLE}
        WHEN OLD.frozen_at IS NOT NULL
        BEGIN SELECT RAISE(ABORT, '{TEXT}'); END"""
]
POSTGRESQL = [
    f"""CREATE OR REPLACE FUNCTION scorecard_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '{TEXT}' USING ERRCODE = 'integrity_constraint_violation';
        END $$""",
    f"DROP TRIGGER IF EXISTS scorecard_is_frozen ON {TABLE}",
    f"""CREATE TRIGGER scorecard_is_frozen BEFORE UPDATE OR DELETE ON {TABLE}
        FOR EACH ROW WHEN (OLD.frozen_at IS NOT NULL) EXECUTE FUNCTION scorecard_is_frozen()""",
]


def freeze_cards(sender, using, **kwargs):
    """Make the trigger (receiver of post_migrate); nothing while the table is not there yet."""
    connection = connections[using]
    if TABLE not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        for statement in SQLITE if connection.vendor == "sqlite" else POSTGRESQL:
            cursor.execute(statement)


def thaw_cards(sender, using, **kwargs):
    """Take the trigger off before the table is changed (receiver of pre_migrate)."""
    connection = connections[using]
    where = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER IF EXISTS scorecard_is_frozen{where}")
