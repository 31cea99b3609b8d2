"""Mailings about courses: plan, look whom they reach, send once, see what came of it; and the link in the mail."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from django_htmx.http import HttpResponseClientRedirect

from sustainportal.web.pages import (
    Act,
    ActOnOne,
    ChangePage,
    DetailPage,
    ListPage,
    NewPage,
    Permitted,
)

from ..forms_campaigns import CampaignForm, said
from ..models import Campaign, CampaignMail
from ..operations import campaigns as operations
from ..queries.campaigns import counted, mailed_at, mails_seen, reach, results, suppliers_of
from ..queries.courses import siblings, taken_as
from ..queries.invitation_reasons import reasons
from ..rules.assignment import in_language
from ..workbooks.assignment import MAIL_COLUMNS

SHOWN = 50  # suppliers named on the preview
PARTS = ("mailed", "left_out", "without")  # `?part=` of them


def campaigns():
    """Campaigns belong to no supplier; who may read them reads all."""
    return Campaign.objects.select_related("course", "created_by")


class CampaignList(ListPage):
    permission = "training.read_campaign"
    template_name = "training/campaign_list.html"
    sorts = {"created": ("created_at",), "title": ("title",), "sent": ("sent_at",)}
    default_sort = "-created"

    def get_queryset(self):
        return campaigns()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows = counted(list(context["object_list"]))
        own = taken_as([row.course for row in rows], get_language())
        for row in rows:
            row.shown_course = own[row.course_id]
        return context | {"object_list": rows}


class OfCampaign:
    permission = "training.send_campaign"
    model = Campaign

    def get_queryset(self):
        return campaigns()


class CampaignNew(NewPage):
    """`?course=3` begins with it."""

    permission = "training.send_campaign"
    template_name = "training/campaign_form.html"
    form_class = CampaignForm
    title = _("New campaign")
    intro = _("One mail about one course. You see whom it reaches before anything is sent.")
    submit_label = _("Look whom it reaches")

    def get_initial(self):
        return {"course": self.request.GET.get("course", "")}

    def cancel_address(self):
        return reverse("training:campaign_list")

    def change(self, form):
        campaign = form.take(Campaign())
        return operations.keep_campaign(campaign, by=self.request.user, at=timezone.now())


class CampaignChange(OfCampaign, ChangePage):
    template_name = "training/campaign_form.html"
    form_class = CampaignForm
    title = _("Change the campaign")
    submit_label = _("Look whom it reaches")

    def get_initial(self):
        return said(self.object)

    def change(self, form):
        campaign = form.take(self.object)
        return operations.keep_campaign(campaign, by=self.request.user, at=timezone.now())


class CampaignDetail(OfCampaign, DetailPage):
    """Before it is sent: whom it reaches. Afterwards: what came of it."""

    permission = "training.read_campaign"

    def get_template_names(self):
        sent = self.object.sent_at is not None
        return [f"training/campaign_{'detail' if sent else 'preview'}.html"]

    def get_context_data(self, **kwargs):
        campaign = self.object
        languages = siblings([campaign.course])[campaign.course_id]
        kwargs |= {
            "course": in_language(campaign.course, languages, get_language() or "en"),
            "languages": [name for code, name in settings.LANGUAGES if code in languages],
        }
        if campaign.sent_at:
            return super().get_context_data(results=results(campaign), **kwargs)
        return super().get_context_data(counts=reach(campaign), **self.shown(), **kwargs)

    def shown(self):
        """The first suppliers it fits, or of a part of them (`?part=left_out`): why, and how many people."""
        asked = self.request.GET.get("part", "")
        rows = suppliers_of(self.object, asked).visible_to(self.request.user)
        suppliers = list(rows[:SHOWN])
        keys = [supplier.pk for supplier in suppliers]
        why, people = reasons(self.object.rule, keys), mailed_at(self.object, keys)
        more = rows.count() - len(keys) if len(keys) == SHOWN else 0
        return {
            "suppliers": [(row, why[row.pk], *people[row.pk]) for row in suppliers],
            "more": more,
            "part": asked if asked in PARTS else "",
        }


class CampaignSend(OfCampaign, ActOnOne):
    """Once; to very many people by a worker."""

    def act(self):
        campaign, by = self.object, self.request.user
        mailed, job = operations.send_campaign(campaign, by=by, at=timezone.now())
        if job:
            return job
        text = ngettext("%(n)d person is mailed.", "%(n)d people are mailed.", mailed)
        messages.success(self.request, text % {"n": mailed})
        return campaign


class CampaignMailList(ListPage):
    """The mails of a campaign: `?opened=1`, who opened theirs; `?opened=0`, who did not."""

    permission = "training.read_campaign"
    template_name = "training/campaign_mails.html"
    columns = MAIL_COLUMNS
    export_name = "campaign-mails"
    default_sort = "supplier"
    sorts = {"supplier": ("supplier__name",), "opened": ("opened_at",)}

    @cached_property
    def campaign(self):
        return get_object_or_404(campaigns(), pk=self.kwargs["pk"])

    def get_queryset(self):
        rows = mails_seen(self.campaign).visible_to(self.request.user)
        asked = self.request.GET.get("opened", "")
        return rows.filter(opened_at__isnull=asked == "0") if asked in {"0", "1"} else rows

    def get_context_data(self, **kwargs):
        return super().get_context_data(campaign=self.campaign, **kwargs)


class OwnMail(Permitted):
    """The reader's own mail by the token in its link; anybody else's is not there."""

    permission = "training.take_course"

    @cached_property
    def mail(self):
        rows = CampaignMail.objects.visible_to(self.request.user).filter(user=self.request.user)
        rows = rows.select_related("campaign__course")
        return get_object_or_404(rows, token=self.kwargs["token"])

    def course(self):
        """The campaign's course in the reader's language."""
        named = self.mail.campaign.course
        return taken_as([named], get_language())[named.pk]


class CampaignLink(OwnMail, TemplateView):
    """Where the link in a mail leads. It writes nothing: the page (or its button) then says it was opened."""

    template_name = "training/campaign_link.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(mail=self.mail, course=self.course(), **kwargs)


class CampaignOpen(OwnMail, Act):
    """Notes that the mail was opened, remembers for this visit that the views of the course come from it,
    and goes on to the course."""

    def post(self, request, *args, **kwargs):
        mail, course = self.mail, self.course()
        operations.open_mail(mail, at=timezone.now())
        remembered = request.session.get("campaign") or {}
        own = {str(mail.campaign.course_id): mail.campaign_id}  # JSON has texts as keys
        request.session["campaign"] = remembered | own
        address = course.get_absolute_url()
        return (
            HttpResponseClientRedirect(address) if request.htmx else HttpResponseRedirect(address)
        )
