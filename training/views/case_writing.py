"""Write a case, from nothing or of a closed finding; publish, withdraw and remove it."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from sustainportal.web.pages import ActOnOne, ChangePage, NewPage

from ..forms_cases import CaseForm, PublishCaseForm
from ..models import Case
from ..models.case import PARTS
from ..operations import cases as operations
from ..queries.anonymity import leaks_of, texts_of
from ..queries.cases import closed_findings, first_draft
from ..rules.cases import missing
from ..wording_cases import missing_sentences, sentences


class CaseNew(NewPage):
    """From nothing, or of a closed finding (`?finding=`), whose texts then stand in the form."""

    permission = "training.write_case"
    form_class = CaseForm
    template_name = "training/case_form.html"
    title = _("Write a case")
    success_message = _("The case is kept as a draft. Look through it, then publish it.")

    @cached_property
    def source(self):
        asked = self.request.GET.get("finding", "")
        if not asked:
            return None
        rows = closed_findings(self.request.user)
        return get_object_or_404(
            rows, pk=int(asked) if asked.isdecimal() and len(asked) < 18 else 0
        )

    def get_initial(self):
        return first_draft(self.source) if self.source else {}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": Case(source=self.source)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(source=self.source, **kwargs)

    def cancel_address(self):
        return self.source.get_absolute_url() if self.source else reverse("training:case_list")

    def change(self, form):
        return operations.write_case(form.save(commit=False), by=self.request.user, at=now())


class CaseChange(ChangePage):
    permission = "training.write_case"
    model = Case
    form_class = CaseForm
    template_name = "training/case_form.html"
    title = _("Change the case")
    success_message = _("The case is kept.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.object}

    def change(self, form):
        case = form.save(commit=False)
        seen = form.cleaned_data["seen"]
        return operations.change_case(case, seen=seen, by=self.request.user, at=now())


class CasePublish(ChangePage):
    """What must go before it can be published; nothing: then a button."""

    permission = "training.write_case"
    model = Case
    form_class = PublishCaseForm
    template_name = "training/case_publish.html"
    title = _("Publish the case")
    success_message = _("The case is published: suppliers and auditors can read it.")

    def get_initial(self):
        return {"seen": operations.seen_of(self.object)}

    def problems(self):
        """[sentence] in the order of the parts."""
        told = missing_sentences(missing(texts_of(self.object), PARTS))
        for field, found in sentences(leaks_of(self.object)).items():
            told.setdefault(field, []).extend(found)
        return [line for field in operations.FIELDS for line in told.get(field, ())]

    def get_context_data(self, **kwargs):
        return super().get_context_data(problems=self.problems(), **kwargs)

    def change(self, form):
        return operations.publish_case(
            self.object, seen=form.cleaned_data["seen"], by=self.request.user, at=now()
        )


class CaseWithdraw(ActOnOne):
    permission = "training.write_case"
    model = Case
    success_message = _("The case is a draft again: only procurement reads it.")

    def act(self):
        return operations.withdraw_case(self.object, by=self.request.user, at=now())


class CaseRemove(ActOnOne):
    permission = "training.write_case"
    model = Case
    success_message = _("The draft was removed.")

    def act(self):
        operations.remove_case(self.object, by=self.request.user, at=now())
        return reverse("training:case_list")
