"""The files people bring along on their journeys."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook


def sheet(headings, rows):
    """The bytes of a workbook with one sheet."""
    book = Workbook()
    book.active.append(headings)
    for row in rows:
        book.active.append(row)
    return saved(book)


def saved(book):
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def corrected(workbook, cell, value):
    """The same workbook with another value in one cell."""
    book = load_workbook(io.BytesIO(workbook))
    book.worksheets[0][cell] = value
    return saved(book)


def rows_of(workbook):
    return list(load_workbook(io.BytesIO(workbook)).worksheets[0].values)


def as_file(name, content):
    return SimpleUploadedFile(name, content)


SUPPLIERS = [
    "Supplier code", "Supplier name", "Country", "Tier", "Key supplier", "Site", "Workers",
    "Migrant workers, %", "Commodity", "Quarter", "Share of orders, %", "Purchase amount",
    "Currency", "Capacity ceiling, %",
]  # fmt: skip
MILL = ["M-001", "Red River Mill", "Vietnam", 2, "yes", "Red River Plant 1", 420, 12]
HILL = ["M-002", "Blue Hill Mill", "Thailand", 2, "no", "Blue Hill Plant", 250, 0]
PEAK = ["M-003", "White Peak Mill", "Taiwan", 2, "no", "White Peak Works", 180, 30]


def supplies(share_of_the_hill=25):
    """Three mills share the ropes of two quarters; the share in row 4 may be written wrongly."""
    return sheet(
        SUPPLIERS,
        [
            [*MILL, "Ropes", "2026Q2", 55, 30_000_000, "TWD", 70],
            [*MILL, "Ropes", "2026Q3", 55, 31_000_000, "TWD", 70],
            [*HILL, "Ropes", "2026Q3", share_of_the_hill, 14_000_000, "TWD", 60],
            [*HILL, "Ropes", "2026Q2", 25, 13_000_000, "TWD", 60],
            [*PEAK, "Ropes", "2026Q2", 20, 11_000_000, "TWD", 50],
            [*PEAK, "Ropes", "2026Q3", 20, 11_000_000, "TWD", 50],
        ],
    )


def figures():
    return sheet(
        ["Supplier code", "Quarter", "Quality", "Cost", "Delivery", "Technology", "Service"],
        [
            ["M-001", "2026Q3", 96, 92, 95, 90, 94],
            ["M-002", "2026Q3", 78, 75, 74, 70, 72],
            ["M-003", "2026Q3", 62, 60, 66, 58, 61],
        ],
    )


#: A plan as the mill writes it: the first row corrects, the next two contain and prevent.
PLAN = {
    "root_cause": "Guards locked them against theft; nobody owned the fire drill.",
    "action-0-text": "Panic bars with an alarm on every exit door.",
    "action-0-responsible": "Lan Tran",
    "action-0-starts_on": "2026-08-18",
    "action-0-expected_on": "2026-09-15",
    "action-1-text": "The doors were unlocked at once.",
    "action-2-text": "The shift leader checks and signs for the exits daily.",
}
