"""The database's own word: what a closed year has judged is not changed, whoever asks.

Made after every migrate, on SQLite and PostgreSQL alike, so that no rebuilt table is left without it.
(On PostgreSQL a DELETE is refused too; SQLite's `flush` needs it.)
"""

from django.db import connections

YEARS, ROWS = "suppliers_riskyear", "suppliers_classification"
TEXT = "A closed risk year cannot be changed."

SQLITE = [
    f"""CREATE TRIGGER IF NOT EXISTS risk_year_is_frozen BEFORE UPDATE ON {YEARS}
        WHEN OLD.closed_at IS NOT NULL
        BEGIN SELECT RAISE(ABORT, '{TEXT}'); END""",
    f"""CREATE TRIGGER IF NOT EXISTS classification_is_frozen BEFORE UPDATE ON {ROWS}
        WHEN (SELECT closed_at FROM {YEARS} WHERE year = OLD.year_id) IS NOT NULL
        BEGIN SELECT RAISE(ABORT, '{TEXT}'); END""",
]


POSTGRESQL = [
    f"""CREATE OR REPLACE FUNCTION risk_year_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS (SELECT 1 FROM before WHERE closed_at IS NOT NULL) THEN
                RAISE EXCEPTION '{TEXT}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NULL;
        END $$""",
    f"""CREATE OR REPLACE FUNCTION classification_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS (SELECT 1 FROM before JOIN {YEARS} ON year = year_id
                       WHERE closed_at IS NOT NULL) THEN
                RAISE EXCEPTION '{TEXT}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NULL;
        END $$""",
    # once for a whole statement, however many rows it changes
    *(
        f"""CREATE OR REPLACE TRIGGER {name}_{what.lower()} AFTER {what} ON {table}
        REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION {name}()"""
        for name, table in (("risk_year_is_frozen", YEARS), ("classification_is_frozen", ROWS))
        for what in ("UPDATE", "DELETE")
    ),
]


def freeze_years(sender, using, **kwargs):
    """Make the triggers (receiver of post_migrate); nothing while the tables are not there yet."""
    connection = connections[using]
    if not {YEARS, ROWS} <= set(connection.introspection.table_names()):
        return
    with connection.cursor() as cursor:
        for statement in SQLITE if connection.vendor == "sqlite" else POSTGRESQL:
            cursor.execute(statement)


def thaw_years(sender, using, **kwargs):
    """Take the triggers off before tables are rebuilt (receiver of pre_migrate): SQLite rebuilds a table by
    renaming, and refuses where a trigger of another table names it."""
    connection = connections[using]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for name in ("risk_year_is_frozen", "classification_is_frozen"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
