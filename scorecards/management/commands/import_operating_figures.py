from scorecards.workbooks import FigureImporter
from sustainportal.sheets.commands import ImportCommand


class Command(ImportCommand):
    help = "Import operating figures of suppliers' quarters from a workbook or CSV file."
    importer = FigureImporter
