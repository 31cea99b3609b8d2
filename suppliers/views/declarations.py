"""Who declares to comply with the code: sign, hand in, accept, ask again, count."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate, now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from sustainportal.accounts.refusals import NotNow
from sustainportal.accounts.roles import Role
from sustainportal.jobs.operations import ask
from sustainportal.web.pages import Act, ActOnOne, ChangePage, DetailPage, ListPage, Permitted
from sustainportal.web.routes import address_maker

from .. import operations
from ..filters_papers import SignerFilter
from ..forms_papers import DeclarationForm, SignForm
from ..models import CodeVersion, Declaration, Supplier
from ..models.country import name_in
from ..operations.code_versions import ASK_JOB
from ..queries.papers import ASKED, active_code
from ..queries.papers_pages import coverage, declaration_years, signer_rows
from ..workbooks.papers import SIGNER_COLUMNS
from .papers import JudgePaper, RefusePaper

#: What a row of the list shows.
SHOWN = (
    "pk", "code", "name", "country_id", "country__name", "tier", "status", "signed_on", "signer",
    "declaration", "handed_in", "earlier", "asked_on",
)  # fmt: skip


class DeclarationList(ListPage):
    """Who has signed the version in force and who has not; without a filter: everybody who must."""

    permission = "suppliers.read_paper_lists"
    template_name = "suppliers/declaration_list.html"
    filterset_class = SignerFilter
    columns = SIGNER_COLUMNS
    export_name = "declarations"
    fields = SHOWN
    default_sort = "name"
    sorts = {
        "code": ("code",),
        "name": ("name",),
        "tier": ("tier", "name"),
        "status": ("status", "name"),
        "signed": ("signed_on", "name"),
        "asked": ("asked_on", "name"),
    }

    def get_queryset(self):
        self.code_in_force = active_code()
        return signer_rows(self.code_in_force).visible_to(self.request.user)

    def rows(self):
        rows = super().rows()
        return rows if self.narrowed else rows.filter(status__in=ASKED)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        code = self.code_in_force
        signed, asked = coverage(code) if code else (0, 0)
        judging = self.request.GET.get("standing") == "waiting"
        write_signers(context["object_list"], judging=judging)
        return context | {
            "code_in_force": code,
            "signed": signed,
            "asked": asked,
            "unsigned": asked - signed,
        }


def write_signers(rows, *, judging=False):
    """Add to the rows of a page what its cells say; `judging`: first of all what waits to be accepted."""
    supplier = address_maker("suppliers:supplier_papers")
    paper = address_maker("suppliers:declaration_detail")
    language = get_language()
    statuses = {value: str(label) for value, label in Supplier.Status.choices}
    words = {
        "signed": str(_("signed")),
        "waits": str(_("waits to be accepted")),
        "see": str(_("the paper")),
    }
    earlier, never = str(_("earlier version %s")), str(_("not signed"))
    for row in rows:
        country = row["country_id"]
        row["address"] = supplier(row["pk"])
        row["country"] = (name_in(language, country) or row["country__name"]) if country else "–"
        row["tier"] = row["tier"] or "–"
        row["status_label"] = statuses[row["status"]]
        row["asked"] = date_format(row["asked_on"], "SHORT_DATE_FORMAT") if row["asked_on"] else "–"
        waits, signed = row["handed_in"], row["declaration"]
        row["paper"] = paper((judging and waits) or signed or waits or 0)
        row["signed"], row["who"] = "", ""
        if signed and not (judging and waits):
            row["state"], row["standing"] = "accepted", words["signed"]
            row["signed"] = date_format(row["signed_on"], "SHORT_DATE_FORMAT")
            row["who"] = row["signer"]
        elif waits:
            row["state"], row["standing"] = "waiting", words["waits"]
            row["signed"] = words["see"]
        else:
            row["state"] = "conditional" if row["earlier"] else "none"
            row["standing"] = earlier % row["earlier"] if row["earlier"] else never


class DeclarationStatistics(Permitted, TemplateView):
    """Signed per year, and the rate among the new suppliers of the year."""

    permission = "suppliers.read_paper_lists"
    template_name = "suppliers/declaration_statistics.html"

    def get_context_data(self, **kwargs):
        code = active_code()
        signed, asked = coverage(code) if code else (0, 0)
        return super().get_context_data(
            code=code,
            signed=signed,
            asked=asked,
            percent=round(100 * signed / asked, 1) if asked else None,
            years=declaration_years(),
            this_year=localdate().year,
            **kwargs,
        )


class DeclarationSign(ChangePage):
    """The text in the reader's language, and below it the form that signs exactly this text."""

    permission = "suppliers.sign_declaration"
    model = Supplier
    form_class = SignForm
    template_name = "suppliers/declaration_sign.html"
    title = _("Sign the code")
    submit_label = _("Sign")
    success_message = _("Signed. Thank you.")

    def cancel_address(self):
        return reverse("suppliers:supplier_papers", args=[self.object.pk])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"supplier": self.object}

    def get_initial(self):
        code = active_code()
        text = code and code.text_in()
        if not text:
            return {}
        person = self.request.user
        return {
            "code": code,
            "language": text.language,
            "text_sha256": text.sha256,
            "signer_name": person.get_full_name(),
        }

    def get_context_data(self, **kwargs):
        code = active_code()
        signed = code and self.object.declarations.accepted().filter(code=code).first()
        return super().get_context_data(
            code=code, text=code and code.text_in(), signed=signed, **kwargs
        )

    def change(self, form):
        said = {k: v for k, v in form.cleaned_data.items() if k != "entitled"}
        return operations.sign_declaration(
            supplier=self.object, by=self.request.user, at=now(), **said
        )


class DeclarationNew(ChangePage):
    """Hand in one that was signed on paper."""

    permission = "suppliers.hand_in_paper"
    model = Supplier
    form_class = DeclarationForm
    title = _("Hand in a signed declaration")
    submit_label = _("Hand in")
    intro = _("It counts as soon as another person in procurement has accepted it.")
    success_message = _("The declaration was handed in and waits to be accepted.")

    def cancel_address(self):
        return reverse("suppliers:supplier_papers", args=[self.object.pk])

    def get_form_kwargs(self):
        codes = CodeVersion.objects.exclude(status=CodeVersion.Status.DRAFT)
        if self.request.user.role == Role.SUPPLIER:
            codes = codes.active()
        return super().get_form_kwargs() | {"codes": codes}

    def change(self, form):
        return operations.hand_in_declaration(
            supplier=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )


class OneDeclaration(DetailPage):
    permission = "suppliers.read_papers"
    queryset = Declaration.objects.select_related(
        "supplier", "code", "file", "by", "judged_by", "withdrawn_by"
    )

    @property
    def text(self):
        """The text that was signed; None for an uploaded declaration."""
        if self.object.how != Declaration.How.SIGNED:
            return None
        return self.object.code.texts.get(language=self.object.language)


class DeclarationDetail(OneDeclaration):
    """One declaration, to be read and printed."""

    template_name = "suppliers/declaration_detail.html"

    def get_context_data(self, **kwargs):
        paper, person = self.object, self.request.user
        judges = person.has_perm("suppliers.judge_paper")
        return super().get_context_data(
            text=self.text,
            may_judge=judges and paper.waits and paper.by_id != person.pk,
            own_upload=judges and paper.waits and paper.by_id == person.pk,
            may_withdraw=judges and paper.counts,
            **kwargs,
        )


class DeclarationText(OneDeclaration):
    """The very bytes whose hash stands in the declaration, for whoever wants to compute it again."""

    def get(self, request, *args, **kwargs):
        text = self.text
        response = HttpResponse(text.text if text else "", content_type="text/plain; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="code-{self.object.pk}.txt"'
        return response


class JudgeDeclaration(JudgePaper):
    queryset = Declaration.objects.select_related("supplier", "code")
    noun = "declaration"


class DeclarationAccept(ActOnOne):
    permission = "suppliers.judge_paper"
    queryset = Declaration.objects.select_related("supplier", "code")
    success_message = _("Accepted: the declaration counts.")

    def act(self):
        return operations.accept_declaration(
            declaration=self.object, by=self.request.user, at=now()
        )


class DeclarationDecline(RefusePaper, JudgeDeclaration):
    operation = operations.decline_declaration
    title = submit_label = _("Decline the declaration")
    success_message = _("Declined; the supplier is told why.")


class DeclarationWithdraw(RefusePaper, JudgeDeclaration):
    operation = operations.withdraw_declaration
    title = submit_label = _("Withdraw the declaration")
    intro = _(
        "It will not count any more, in any year. The supplier is told why and may sign again."
    )
    success_message = _("Withdrawn; the supplier is told why.")


class DeclarationAsk(ActOnOne):
    """Ask one supplier again, at most once a day."""

    permission = "suppliers.judge_paper"
    model = Supplier
    success_message = _("They were asked to sign.")

    def act(self):
        supplier = operations.ask_supplier_to_sign(
            supplier=self.object, by=self.request.user, at=now()
        )
        return reverse("suppliers:supplier_papers", args=[supplier.pk])


class DeclarationAskAll(Act):
    """Ask everybody who has not signed and was not asked today, in a job."""

    permission = "suppliers.judge_paper"

    def act(self):
        code = active_code()
        if code is None:
            raise NotNow(_("No code version is in force: there is nothing to sign."))
        return ask(ASK_JOB, by=self.request.user, at=now(), code=code.pk, again=True)
