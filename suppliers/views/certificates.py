"""Certificates: the list, one with its history, handing in, judging."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localdate, now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sustainportal.web.pages import ActOnOne, ChangePage, DetailPage, ListPage
from sustainportal.web.routes import address_maker

from .. import operations
from ..filters_papers import CertificateFilter
from ..forms_papers import CertificateForm
from ..models import Certificate, Standing, Supplier
from ..queries.papers_pages import certificate_rows, chain_of
from ..rules.papers import standing
from ..workbooks.papers import CERTIFICATE_LIST_COLUMNS
from .papers import JudgePaper, RefusePaper, with_words

#: What a row of the list shows.
SHOWN = (
    "pk", "supplier_id", "supplier__name", "site__name", "kind__name", "number", "issuer",
    "issued_on", "expires_on", "state", "renewed",
)  # fmt: skip


class CertificateList(ListPage):
    """What ends first stands first."""

    permission = "suppliers.read_paper_lists"
    template_name = "suppliers/certificate_list.html"
    filterset_class = CertificateFilter
    columns = CERTIFICATE_LIST_COLUMNS
    export_name = "certificates"
    fields = SHOWN
    default_sort = "expires"
    sorts = {
        "supplier": ("supplier__name", "expires_on"),
        "kind": ("kind__place", "expires_on"),
        "number": ("number",),
        "state": ("state", "expires_on"),
        "expires": ("expires_on",),
    }

    def get_queryset(self):
        return certificate_rows().visible_to(self.request.user)

    @cached_property
    def filterset(self):
        asked = self.request.GET if self.narrowed else None
        return self.filterset_class(
            asked, queryset=self.get_queryset(), request=self.request, on=localdate()
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        write_words(context["object_list"])
        return context | {"waiting": Certificate.objects.waiting().count()}


def write_words(rows):
    """Add to the rows of a page what its cells say."""
    supplier = address_maker("suppliers:supplier_papers")
    certificate = address_maker("suppliers:certificate_detail")
    states = {value: str(label) for value, label in Certificate.State.choices}
    standings = {value: str(label) for value, label in Standing.choices}
    renewed, today = gettext("renewed"), localdate()
    for row in rows:
        row["address"] = certificate(row["pk"])
        row["supplier"] = supplier(row["supplier_id"])
        row["until"] = date_format(row["expires_on"], "SHORT_DATE_FORMAT")
        row["tone"], row["words"] = row["state"], states[row["state"]]
        if row["state"] == Certificate.State.ACCEPTED:
            now_is = standing(row["expires_on"], today)
            row["tone"], row["words"] = now_is, standings[now_is]
            if row["renewed"]:
                row["tone"], row["words"] = "none", renewed


class OneCertificate:
    queryset = Certificate.objects.with_renewal().select_related(
        "supplier", "kind", "site", "file", "by", "judged_by", "withdrawn_by", "renews__kind"
    )


class CertificateDetail(OneCertificate, DetailPage):
    permission = "suppliers.read_papers"
    template_name = "suppliers/certificate_detail.html"

    def get_context_data(self, **kwargs):
        paper, person = self.object, self.request.user
        judges = person.has_perm("suppliers.judge_paper")
        with_words([paper])
        before, after = chain_of(paper)
        return super().get_context_data(
            before=before,
            after=after,
            reminders=list(paper.reminders.all()),
            may_judge=judges and paper.waits and paper.by_id != person.pk,
            own_upload=judges and paper.waits and paper.by_id == person.pk,
            may_withdraw=judges and paper.counts,
            may_renew=paper.counts
            and not paper.renewed
            and person.has_perm("suppliers.hand_in_paper"),
            **kwargs,
        )


class CertificateNew(ChangePage):
    """Hand in a certificate; ?renews= fills in what the one before said."""

    permission = "suppliers.hand_in_paper"
    model = Supplier
    form_class = CertificateForm
    title = _("Hand in a certificate")
    submit_label = _("Hand in")
    intro = _("It counts as soon as another person in procurement has accepted it.")
    success_message = _("The certificate was handed in and waits to be accepted.")

    def cancel_address(self):
        return reverse("suppliers:supplier_papers", args=[self.object.pk])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"supplier": self.object}

    def get_initial(self):
        asked = self.request.GET.get("renews", "")
        if not asked.isdecimal() or len(asked) > 18:
            return {}
        own = self.object.certificates.visible_to(self.request.user)
        before = get_object_or_404(own, pk=asked)
        fields = ("kind", "site", "issuer", "scope")
        return {name: getattr(before, name) for name in fields} | {"renews": before.pk}

    def change(self, form):
        return operations.hand_in_certificate(
            supplier=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )


class JudgeCertificate(OneCertificate, JudgePaper):
    noun = "certificate"


class CertificateAccept(OneCertificate, ActOnOne):
    permission = "suppliers.judge_paper"
    success_message = _("Accepted: the certificate counts.")

    def act(self):
        return operations.accept_certificate(
            certificate=self.object, by=self.request.user, at=now()
        )


class CertificateDecline(RefusePaper, JudgeCertificate):
    operation = operations.decline_certificate
    title = submit_label = _("Decline the certificate")
    success_message = _("Declined; the supplier is told why.")


class CertificateWithdraw(RefusePaper, JudgeCertificate):
    operation = operations.withdraw_certificate
    title = submit_label = _("Withdraw the certificate")
    intro = _("It will not count any more. The supplier is told why.")
    success_message = _("Withdrawn; the supplier is told why.")
