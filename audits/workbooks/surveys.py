"""Columns of the list of surveys and of the response rates."""

from django.utils.translation import gettext_lazy as _

from sustainportal.sheets.columns import Column

from ..models import Survey

SURVEY_COLUMNS = [
    Column("supplier_code", _("Supplier code"), value="supplier.code"),
    Column("supplier", _("Supplier"), value="supplier.name"),
    Column("questionnaire", _("Questionnaire"), value=lambda survey: str(survey.questionnaire)),
    Column("year", _("Year"), kind="integer"),
    Column("due_on", _("Due on"), kind="date"),
    Column("state", _("State"), kind="choice", choices=Survey.State.choices),
    Column("submitted_at", _("Submitted"), kind="datetime"),
    Column("score", _("Score"), kind="decimal"),
]

BY = {
    "questionnaire": _("Questionnaire"),
    "tier": _("Tier"),
    "risk_class": _("Class"),
    "country": _("Country"),
}
RATE_COLUMNS = [
    Column("name", _("Counted by"), value=lambda line: str(BY[line["name"]])),
    Column("label", _("Which"), value=lambda line: str(line["label"] or _("unknown"))),
    Column("assigned", _("Sent out"), kind="integer"),
    Column("started", _("Started"), kind="integer"),
    Column("handed_in", _("Handed in"), kind="integer"),
    Column("accepted", _("Accepted"), kind="integer"),
    Column("late", _("Late"), kind="integer"),
    Column("rate", _("Response rate, %"), kind="decimal"),
]
