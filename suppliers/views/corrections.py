"""Corrections: a supplier's own people propose them, procurement accepts or declines them."""

from django.forms import model_to_dict
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from sustainportal.web.pages import ActOnOne, ChangePage, ListPage

from ..filters import CorrectionFilter
from ..forms_corrections import (
    ContactProposal,
    DeclineForm,
    IdentifierProposal,
    ProfileProposal,
    SiteProposal,
)
from ..models import Contact, Correction, Site, Supplier
from ..operations import corrections as operations
from ..queries.corrections import corrections, write_words
from .profile import ProfilePage


class OwnCorrections(ProfilePage):
    """What was proposed for one supplier, and what became of it: the newest hundred."""

    permission = "suppliers.read_correction"
    template_name = "suppliers/supplier_corrections.html"

    def get_context_data(self, **kwargs):
        rows = list(corrections().visible_to(self.request.user).filter(supplier=self.object)[:100])
        sites = self.object.sites.order_by("name")
        return super().get_context_data(
            corrections=write_words(rows),
            sites=list(sites),
            contacts=list(self.object.contacts.all()),
            **kwargs,
        )


class CorrectionList(ListPage):
    """What waits for procurement, the oldest first; what was decided, when the filter asks for it."""

    permission = "suppliers.review_correction"
    template_name = "suppliers/correction_list.html"
    filterset_class = CorrectionFilter
    default_sort = "asked"
    sorts = {"asked": ("proposed_at",), "supplier": ("supplier__name", "proposed_at")}
    paginate_by = 25

    def get_queryset(self):
        rows = corrections().visible_to(self.request.user)
        return rows if self.request.GET.get("state") else rows.open()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        write_words(context["object_list"])
        return context


# --- the supplier proposes --------------------------------------------------------------------
class Propose(ChangePage):
    """Base of the forms a supplier proposes with."""

    permission = "suppliers.propose_correction"
    submit_label = _("Propose")
    intro = _("Change what is wrong. Nothing changes before a buyer has accepted it.")
    success_message = _("Thank you. A buyer will look at it; you will be told.")

    def cancel_address(self):
        return self.page()

    def page(self):
        pk = self.object.pk if isinstance(self.object, Supplier) else self.object.supplier_id
        return reverse("suppliers:supplier_corrections", args=[pk])

    def get_initial(self):
        return model_to_dict(self.object, self.form_class.Meta.fields)

    def change(self, form):
        operations.propose_changes(
            thing=self.object,
            values=form.values(),
            why=form.cleaned_data["why"],
            by=self.request.user,
            at=now(),
        )
        return self.page()


class ProposeProfile(Propose):
    queryset = Supplier.objects.select_related("country")
    form_class = ProfileProposal
    title = _("Propose a correction of the profile")


class ProposeSite(Propose):
    queryset = Site.objects.select_related("supplier", "country")
    form_class = SiteProposal
    title = _("Propose a correction of a site")


class ProposeContact(Propose):
    queryset = Contact.objects.select_related("supplier")
    form_class = ContactProposal
    title = _("Propose a correction of a contact")


class ProposeNew(Propose):
    """Base of the forms for something the registry does not know yet."""

    model = Supplier
    about = ""
    intro = _("It is added when a buyer has accepted it.")

    def get_initial(self):
        return {}

    def change(self, form):
        operations.propose_new(
            supplier=self.object,
            about=self.about,
            values=form.values(),
            why=form.cleaned_data["why"],
            by=self.request.user,
            at=now(),
        )
        return self.page()


class ProposeNewSite(ProposeNew):
    form_class = SiteProposal
    about = Correction.About.SITE
    title = _("Propose a new site")


class ProposeNewContact(ProposeNew):
    form_class = ContactProposal
    about = Correction.About.CONTACT
    title = _("Propose a new contact")


class ProposeIdentifier(ProposeNew):
    form_class = IdentifierProposal
    about = Correction.About.IDENTIFIER
    title = _("Propose a number")


class CorrectionWithdraw(ActOnOne):
    permission = "suppliers.propose_correction"
    queryset = Correction.objects.select_related("supplier")
    success_message = _("The proposal is taken back.")

    def act(self):
        return operations.withdraw_correction(
            correction=self.object, by=self.request.user, at=now()
        )


# --- procurement decides ----------------------------------------------------------------------
class CorrectionAccept(ActOnOne):
    permission = "suppliers.review_correction"
    queryset = Correction.objects.select_related("supplier")
    success_message = _("Accepted; the registry says so now, and the supplier was told.")

    def act(self):
        operations.accept_correction(correction=self.object, by=self.request.user, at=now())
        return reverse("suppliers:correction_list")


class CorrectionDecline(ChangePage):
    permission = "suppliers.review_correction"
    queryset = Correction.objects.select_related("supplier", "site", "contact")
    form_class = DeclineForm
    title = _("Decline a correction")
    submit_label = _("Decline")
    success_message = _("Declined; the supplier was told why.")

    def cancel_address(self):
        return reverse("suppliers:correction_list")

    def get_context_data(self, **kwargs):
        (row,) = write_words([self.object])
        words = [
            self.object.supplier.name,
            row.thing,
            row.what or row.get_about_display(),
            row.wanted,
        ]
        return super().get_context_data(intro=" · ".join(filter(None, words)), **kwargs)

    def change(self, form):
        operations.decline_correction(
            correction=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )
        return reverse("suppliers:correction_list")
