"""Pages of the draft report: share it, comment on it, answer, take it back."""

from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from sustainportal.web.pages import ActOnOne, ChangePage

from .. import operations
from ..forms.drafts import AnswerForm, CommentForm, ShareForm, TakeBackForm
from ..models import Audit, AuditComment
from ..queries.drafts import draft_findings
from .audits import LastLook, OneAudit


class AuditShare(LastLook):
    """The last look before the supplier reads it: the arithmetic, then the comment period begins."""

    template_name = "audits/audit_share.html"
    form_class = ShareForm
    title = _("Share the draft with the supplier")
    success_message = _("The draft is shared; the supplier is told.")

    def change(self, form):
        return operations.share_draft(
            audit=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )


class AuditTakeBack(OneAudit):
    permission = "audits.record_audit"
    form_class = TakeBackForm
    title = _("Take the draft back to correct it")
    submit_label = _("Take it back")
    success_message = _("The draft is on your desk again; the supplier is told.")

    def change(self, form):
        audit = operations.take_draft_back(
            audit=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )
        return reverse("audits:audit_record", args=[audit.pk])


class DraftComment(OneAudit):
    """`?finding=` chooses what it is about."""

    permission = "audits.comment_draft"
    form_class = CommentForm
    title = _("Comment on the draft report")
    submit_label = _("Send the comment")
    success_message = _("Your comment is sent; the auditor answers it before the report is final.")

    def get_initial(self):
        return {"finding": self.request.GET.get("finding", "")}

    def get_form_kwargs(self):
        findings = draft_findings(self.object, self.request.user)
        return super().get_form_kwargs() | {"findings": findings}

    def change(self, form):
        operations.comment_on_draft(
            audit=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )
        return f"{self.object.get_absolute_url()}#comments"


class NothingToAdd(ActOnOne):
    permission = "audits.comment_draft"
    model = Audit
    success_message = _("Thank you. The auditor knows that you have nothing to add.")

    def act(self):
        return operations.say_nothing_to_add(audit=self.object, by=self.request.user, at=now())


class CommentAnswer(ChangePage):
    permission = "audits.record_audit"
    queryset = AuditComment.objects.select_related(
        "audit__site__supplier", "audit__auditor", "finding__provision", "by"
    )
    form_class = AnswerForm
    template_name = "audits/comment_answer.html"
    title = _("Answer the comment")
    submit_label = _("Send the answer")
    success_message = _("The answer is sent.")

    def cancel_address(self):
        return self.object.audit.get_absolute_url()

    def change(self, form):
        operations.answer_comment(
            comment=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )
        return f"{self.object.audit.get_absolute_url()}#comments"
