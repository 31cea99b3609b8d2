from audits.workbooks.questionnaires import QuestionnaireImporter
from sustainportal.sheets.commands import ImportCommand


class Command(ImportCommand):
    help = (
        "Take in a questionnaire from an .xlsx workbook with the sheets of its template. It is kept whole or "
        "not at all; a version that was sent out already is refused."
    )
    importer = QuestionnaireImporter
