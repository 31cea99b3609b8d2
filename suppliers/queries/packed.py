"""Rows of numbers in the cheapest form there is: for reads of millions of rows, span by span."""

import io
import struct

from django.db import connection, models

from ..rules.risk import day_number

#: How PostgreSQL's binary COPY writes a number: four bytes of length, then the number itself.
CODES = {
    models.BigIntegerField: "q",
    models.BigAutoField: "q",
    models.IntegerField: "i",
    models.FloatField: "d",
    models.DateField: "i",
}
HEADER, TRAILER = 19, 2  # bytes


def packed(rows, *fields):
    """The rows of a queryset as tuples of numbers; a date is a number too (see `day_number`). No NULLs.

    `fields` are names, each with the kind of field it is. Some five times as fast as `values_list` on
    PostgreSQL, which hands the rows over in one piece; the same rows by `values_list` elsewhere.
    """
    names, kinds = zip(*fields, strict=True)
    rows = rows.values_list(*names)
    if connection.vendor != "postgresql":
        return _plain(rows, kinds)
    sql, values = rows.query.sql_with_params()
    buffer = io.BytesIO()
    with connection.cursor() as cursor, connection.wrap_database_errors:
        question = cursor.mogrify(sql, values).decode()
        cursor.copy_expert(f"COPY ({question}) TO STDOUT (FORMAT binary)", buffer)
    row = struct.Struct(">2x" + "".join(f"4x{CODES[kind]}" for kind in kinds))
    return row.iter_unpack(buffer.getbuffer()[HEADER:-TRAILER])


def _plain(rows, kinds):
    days = [n for n, kind in enumerate(kinds) if kind is models.DateField]
    for row in rows.iterator():
        row = list(row)
        for n in days:
            row[n] = day_number(row[n])
        yield tuple(row)
