"""The database's own word: what a final report says is not changed, whoever asks, and on PostgreSQL it is
not deleted either (SQLite empties tables row by row in tests and rebuilds).

Made after every migrate, on SQLite and PostgreSQL alike, and taken off before one: SQLite rebuilds a
table by renaming, and refuses where a trigger of another table names it; PostgreSQL refuses to change or
drop a column that a trigger names. What was brought in from
another system (`is_history`, audits with a `source`) is corrected by its list and stays open to it.
"""

from django.db import connections

AUDITS, FINDINGS = "audits_audit", "audits_finding"
TEXT = "A final audit report cannot be changed."

#: What a final report says.
OF_AUDIT = (
    "state", "kind", "protocol_id", "started_on", "closing_on", "conforming", "applicable", "outcome",
    "score", "colour", "score_parts", "final_at", "final_on", "final_by_id",
)  # fmt: skip
OF_FINDING = ("number", "audit_id", "provision_id", "rating", "discovered_on", "description",
              "zero_tolerance_id")  # fmt: skip

NAMES = {
    "audit_report_is_frozen": AUDITS,
    "audit_report_is_kept": AUDITS,
    "finding_of_report_is_frozen": FINDINGS,
    "finding_of_report_is_kept": FINDINGS,
}
LOOK = f"SELECT 1 FROM {AUDITS} WHERE id = OLD.audit_id AND state = 'final'"


def differs(columns, operator):
    return " OR ".join(f"OLD.{name} {operator} NEW.{name}" for name in columns)


def sqlite():
    """The statements that make both triggers."""
    body = f"BEGIN SELECT RAISE(ABORT, '{TEXT}'); END"
    return [
        f"""CREATE TRIGGER IF NOT EXISTS audit_report_is_frozen
            BEFORE UPDATE OF {", ".join(OF_AUDIT)} ON {AUDITS}
            WHEN OLD.state = 'final' AND OLD.source = '' AND ({differs(OF_AUDIT, "IS NOT")}) {body}""",
        f"""CREATE TRIGGER IF NOT EXISTS finding_of_report_is_frozen
            BEFORE UPDATE OF {", ".join(OF_FINDING)} ON {FINDINGS}
            WHEN NOT OLD.is_history AND ({differs(OF_FINDING, "IS NOT")}) AND EXISTS ({LOOK}) {body}""",
    ]


def postgresql():
    """As `sqlite`; the columns are compared before the function is called, so other changes cost nothing."""
    refuse = f"RAISE EXCEPTION '{TEXT}' USING ERRCODE = 'integrity_constraint_violation';"
    distinct = "IS DISTINCT FROM"
    return [
        f"""CREATE OR REPLACE FUNCTION audit_report_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN {refuse} END $$""",
        f"""CREATE OR REPLACE FUNCTION finding_of_report_is_frozen() RETURNS trigger LANGUAGE plpgsql
            AS $$ BEGIN IF EXISTS ({LOOK}) THEN {refuse} END IF; RETURN NEW; END $$""",
        f"""CREATE OR REPLACE TRIGGER audit_report_is_frozen
            BEFORE UPDATE OF {", ".join(OF_AUDIT)} ON {AUDITS} FOR EACH ROW
            WHEN (OLD.state = 'final' AND OLD.source = '' AND ({differs(OF_AUDIT, distinct)}))
            EXECUTE FUNCTION audit_report_is_frozen()""",
        f"""CREATE OR REPLACE TRIGGER finding_of_report_is_frozen
            BEFORE UPDATE OF {", ".join(OF_FINDING)} ON {FINDINGS} FOR EACH ROW
            WHEN (NOT OLD.is_history AND ({differs(OF_FINDING, distinct)}))
            EXECUTE FUNCTION finding_of_report_is_frozen()""",
        f"""CREATE OR REPLACE TRIGGER audit_report_is_kept BEFORE DELETE ON {AUDITS} FOR EACH ROW
            WHEN (OLD.state = 'final' AND OLD.source = '')
            EXECUTE FUNCTION audit_report_is_frozen()""",
        f"""CREATE OR REPLACE FUNCTION finding_of_report_is_kept() RETURNS trigger LANGUAGE plpgsql
            AS $$ BEGIN IF EXISTS ({LOOK}) THEN {refuse} END IF; RETURN OLD; END $$""",
        f"""CREATE OR REPLACE TRIGGER finding_of_report_is_kept BEFORE DELETE ON {FINDINGS}
            FOR EACH ROW WHEN (NOT OLD.is_history)
            EXECUTE FUNCTION finding_of_report_is_kept()""",
    ]


def freeze_reports(sender, using, **kwargs):
    """Make the triggers (receiver of post_migrate); nothing while the columns are not there yet."""
    connection = connections[using]
    if not columns_there(connection):
        return
    with connection.cursor() as cursor:
        for statement in sqlite() if connection.vendor == "sqlite" else postgresql():
            cursor.execute(statement)


def thaw_reports(sender, using, **kwargs):
    """Take the triggers off before tables are rebuilt (receiver of pre_migrate)."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for name, table in NAMES.items():
            where = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{where}")


def columns_there(connection):
    """Whether both tables stand as the triggers name them (a migration may be tested at an older state)."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        if not {AUDITS, FINDINGS} <= tables:
            return False
        describe = connection.introspection.get_table_description
        has = {
            table: {column.name for column in describe(cursor, table)} for table in NAMES.values()
        }
    return {"source", *OF_AUDIT} <= has[AUDITS] and {"is_history", *OF_FINDING} <= has[FINDINGS]
