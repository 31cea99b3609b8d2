"""Write many rows of one table in one go: by COPY on PostgreSQL, in sets elsewhere.

For tables without side effects in `save`: it is not called.
"""

import io
import json

from django.db import connection
from django.db.models import JSONField

FEW = 20


def insert(model, columns, rows):
    """New rows; `columns` are columns of the table, a JSON value is given as text. The key and what else is
    left out is the database's to say."""
    if not rows:
        return
    if by_copy(rows):
        with connection.cursor() as cursor:
            _copy(cursor, _name(model._meta.db_table), columns, rows)
    else:
        model.objects.bulk_create(_instances(model, columns, rows), batch_size=1000)


def upsert(model, columns, rows, *, unique):
    """New rows, and the same rows again with other values; `unique`: the columns that say which."""
    if not rows:
        return
    others = [column for column in columns if column not in unique]
    if not by_copy(rows):
        fields = {field.column: field.name for field in model._meta.concrete_fields}
        model.objects.bulk_create(
            _instances(model, columns, rows),
            update_conflicts=True,
            unique_fields=[fields[column] for column in unique],
            update_fields=[fields[column] for column in others],
            batch_size=1000,
        )
        return
    table, names = _name(model._meta.db_table), ", ".join(map(_name, columns))
    waiting = _name(f"{model._meta.db_table}_waiting")
    updates = ", ".join(f"{_name(column)} = EXCLUDED.{_name(column)}" for column in others)
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMPORARY TABLE IF NOT EXISTS {waiting} ON COMMIT DROP AS"
            f" SELECT {names} FROM {table} WITH NO DATA"
        )
        _copy(cursor, waiting, columns, rows)
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {names} FROM {waiting}"
            f" ON CONFLICT ({', '.join(map(_name, unique))}) DO UPDATE SET {updates}"
        )
        cursor.execute(f"TRUNCATE {waiting}")


def by_copy(rows):
    """Whether COPY pays: a temporary table costs more than a few rows."""
    return connection.vendor == "postgresql" and len(rows) >= FEW


def _copy(cursor, table, columns, rows):
    text = "".join("\t".join(map(cell, row)) + "\n" for row in rows)
    names = ", ".join(map(_name, columns))
    with connection.wrap_database_errors:
        cursor.copy_expert(f"COPY {table} ({names}) FROM STDIN", io.StringIO(text))


def cell(value):
    """A value as COPY reads it."""
    if value is None:
        return "\\N"
    if not isinstance(value, str):
        return str(value)
    if "\\" in value:
        value = value.replace("\\", "\\\\")
    if not value.isprintable():
        value = value.replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
    return value


def _name(name):
    return connection.ops.quote_name(name)


def _instances(model, columns, rows):
    fields = {field.column: field for field in model._meta.concrete_fields}
    names = [fields[column].attname for column in columns]
    instances = [model(**dict(zip(names, row, strict=True))) for row in rows]
    for name in (field.attname for field in fields.values() if isinstance(field, JSONField)):
        for instance in instances if name in names else ():
            setattr(instance, name, json.loads(getattr(instance, name)))
    return instances
