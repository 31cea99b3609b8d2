"""manage.py import_attendance FILE: a meeting's attendance list, one row per stay."""

from sustainportal.sheets.commands import ImportCommand
from training.workbooks import AttendanceImporter


class Command(ImportCommand):
    help = "Import an attendance list: event code, supplier code, name, e-mail, entered, left."
    importer = AttendanceImporter
