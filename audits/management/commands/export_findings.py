from django.core.management.base import BaseCommand, CommandError

from audits.queries.imported import export_findings
from audits.workbooks.finding_sheet import FINDING_SHEET, rows_out
from suppliers.models import Supplier
from sustainportal.sheets.writing import csv_lines, write_xlsx


class Command(BaseCommand):
    help = (
        "Write all findings with their audits (and final audits without any) as a sheet that import_findings "
        "takes back unchanged: .xlsx or .csv by the name of --out, or .csv to the standard output."
    )

    def add_arguments(self, parser):
        parser.add_argument("--year", type=int, help="only audits whose visit began in this year")
        parser.add_argument("--supplier", default="", metavar="CODE", help="only of this supplier")
        parser.add_argument("--out", metavar="FILE", help="an .xlsx or .csv file")

    def handle(self, *args, year, supplier, out, **options):
        if supplier and not Supplier.objects.filter(code=supplier).exists():
            raise CommandError(f"There is no supplier with the code {supplier}.")
        rows = rows_out(*export_findings(year=year, supplier=supplier))
        if out and out.endswith(".xlsx"):
            write_xlsx(FINDING_SHEET, rows, out)
        elif not out or out.endswith(".csv"):
            self._csv(rows, out)
        else:
            raise CommandError(f"{out}: the name should end in .xlsx or .csv.")

    def _csv(self, rows, out):
        lines = csv_lines(FINDING_SHEET, rows, "en")
        if not out:
            for line in lines:
                self.stdout.write(line.removeprefix("\ufeff"), ending="")
            return
        with open(out, "w", encoding="utf-8", newline="") as file:
            file.writelines(lines)
