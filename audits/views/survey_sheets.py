"""The answer sheet of a survey: out as a workbook, back with its errors by cell."""

import tempfile

from django.contrib import messages
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from sustainportal.sheets.refusals import SheetRefused
from sustainportal.sheets.writing import workbook_response
from sustainportal.web.pages import ChangePage, OneThing

from .. import operations
from ..forms import AnswerSheetForm
from ..operations.surveys_answers import changed_text
from ..workbooks.answers import write_answer_sheet
from ..workbooks.answers_read import read_answer_sheet
from .surveys import WITH_NAMES


class SheetDownload(OneThing):
    permission = "audits.answer_survey"
    queryset = WITH_NAMES

    def get(self, request, *args, **kwargs):
        survey = self.object
        name = f"survey-{survey.supplier.code}-{survey.year}"
        return workbook_response(lambda file: write_answer_sheet(survey, file), name=name)


class SheetUpload(ChangePage):
    """Nothing is kept of a sheet with errors. Of a sheet without, what somebody changed in the portal
    meanwhile stays as it is there, and is told."""

    permission = "audits.answer_survey"
    queryset = WITH_NAMES
    template_name = "audits/survey_sheet.html"
    form_class = AnswerSheetForm
    problems = ()

    def cancel_address(self):
        return reverse("audits:survey_fill", args=[self.object.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(problems=self.problems, **kwargs)

    def form_valid(self, form):
        try:
            sheet = self.read(form.cleaned_data["file"])
        except SheetRefused as refusal:
            form.add_error("file", str(refusal))
            return self.form_invalid(form)
        if sheet.problems:
            self.problems = sheet.problems
            return self.form_invalid(form)
        self.sheet = sheet
        return super().form_valid(form)

    def read(self, file):
        with tempfile.NamedTemporaryFile() as kept:
            for chunk in file.chunks():
                kept.write(chunk)
            kept.flush()
            return read_answer_sheet(self.object, kept.name)

    def change(self, form):
        sheet = self.sheet
        kept = operations.take_answer_sheet(
            survey=self.object, answers=sheet.answers, seen=sheet.seen, smelters=sheet.smelters,
            by=self.request.user, at=now(),
        )  # fmt: skip
        count = len(kept.changed)
        text = ngettext(
            "%d answer of the sheet is kept.", "%d answers of the sheet are kept.", count
        )
        self.success_message = text % count
        for key, answer in kept.stale.items():
            messages.warning(self.request, self.stale_text(key, answer))
        return self.cancel_address()

    def stale_text(self, key, answer):
        given = self.sheet.answers.get(key)
        words = {"now": changed_text(key, answer), "sheet": given.value if given else ""}
        return _("%(now)s The sheet says “%(sheet)s”; what stands in the portal is kept.") % words
