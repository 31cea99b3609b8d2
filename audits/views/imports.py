"""Sheets: the words of a foreign list; findings that go out to come back; plans that a supplier fills in."""

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from sustainportal.sheets.models import Upload
from sustainportal.sheets.views import read
from sustainportal.sheets.writing import download, workbook_response
from sustainportal.web.pages import ChangePage, Permitted

from ..forms.words import ListWordsForm
from ..operations.foreign_words import IMPORTER, remember_words, words_of
from ..queries.imported import export_findings
from ..queries.plan_sheet import waiting_for_plan
from ..workbooks.finding_sheet import FINDING_SHEET, rows_out
from ..workbooks.plan_sheet import write_plans


class ListWords(ChangePage):
    """For one's own upload. The answers hold for every edition of its list."""

    permission = "audits.import_findings"
    model = Upload
    form_class = ListWordsForm
    title = _("What do these words mean?")
    submit_label = _("Remember them and read the file again")
    intro = _("Your answers are kept with the list: its next edition asks for nothing that you said now.")

    @cached_property
    def asked(self):
        questions = self.object.account.get("questions", {})
        found = {name: texts for name, texts in questions.items() if name != "country" and texts}
        if self.object.importer != IMPORTER or not found or not self.object.listing:
            raise Http404
        return found

    def get_form_kwargs(self):
        known = words_of(self.object.listing)
        return super().get_form_kwargs() | {"asked": self.asked, "known": known}

    def change(self, form):
        remember_words(
            source=self.object.listing, words=form.words(), by=self.request.user, at=now()
        )
        read(self.object, by=self.request.user)
        return self.object


class FindingSheet(Permitted, View):
    """All audits and findings one may see, as the sheet that is imported."""

    permission = "audits.import_findings"

    def get(self, request, *args, **kwargs):
        rows = rows_out(*export_findings(request.user))
        kind = "csv" if request.GET.get("kind") == "csv" else "xlsx"
        return download(FINDING_SHEET, rows, name=gettext("findings"), kind=kind)


class PlanSheet(Permitted, View):
    """One's own findings that wait for a plan, as a sheet to fill in and hand in again."""

    permission = "audits.log_action"

    def get(self, request, *args, **kwargs):
        findings = waiting_for_plan(request.user)
        return workbook_response(lambda file: write_plans(findings, file), name=gettext("plans"))
