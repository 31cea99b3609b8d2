"""Pages of findings: lists, one finding, and what the auditor records."""

from django.forms import model_to_dict
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.roles import Role
from sustainportal.trail.models import Entry
from sustainportal.web.pages import ChangePage, DetailPage, ListPage

from .. import operations
from ..filters import FindingFilter
from ..forms import DecisionForm, FindingForm, MoveForm, OwnersForm, ReasonForm, RemarkForm
from ..models import Finding
from ..notices import people_of
from ..queries import finding_page, finding_rows, found_causes, plannable_audits, with_return
from ..wording import review_verbs
from ..workbooks import FINDING_COLUMNS
from .audits import OneAudit

WITH_NAMES = Finding.objects.select_related(
    "provision",
    "zero_tolerance",
    "audit__site__supplier",
    "audit__protocol__deadline_profile",
    "audit__auditor",
    "repeat_of",
    "recorded_by",
    "approved_by",
    "verified_by",
    "closed_by",
)


class FindingList(ListPage):
    permission = "audits.read_finding"
    template_name = "audits/finding_list.html"
    filterset_class = FindingFilter
    columns = FINDING_COLUMNS
    export_name = "findings"
    sorts = {
        "reference": ("audit", "number"),
        "supplier": ("audit__site__supplier__name", "audit", "number"),
        "provision": ("provision_id",),  # in the order of the catalogue, which an index knows
        "rating": ("rating", "due_order"),
        "state": ("state", "due_order"),
        "due": ("due_order",),
    }
    title = _("Findings")
    lead = ""
    nothing = _("No findings here. Clear the filter to see more.")

    @property
    def default_sort(self):
        """What is due first; a year, most of which is long closed, in the order of its audits."""
        return "reference" if self.request.GET.get("year") else "due"

    def get_queryset(self):
        rows = finding_rows(timezone.localdate()).visible_to(self.request.user)
        return rows.prefetch_related("owners")

    def get_context_data(self, **kwargs):
        words = {"title": self.title, "lead": self.lead, "nothing": self.nothing}
        own = self.request.user.role == Role.SUPPLIER
        return super().get_context_data(own=own, **words | kwargs)


class FindingDue(FindingList):
    """What the supplier has to do next, the most urgent first."""

    permission = "audits.log_action"
    title = _("What is due")
    lead = _("Findings that wait for your company, the most urgent first.")
    nothing = _("Nothing waits for you. Findings appear here when an audit report is final.")

    def get_queryset(self):
        return with_return(super().get_queryset().waiting_for_supplier())

    def get_context_data(self, **kwargs):
        answers = self.request.user.has_perm("audits.log_action")
        return super().get_context_data(
            answers=answers, plannable=plannable_audits(self.request.user), **kwargs
        )


class FindingReview(FindingList):
    """What a buyer or auditor has to judge next."""

    permission = "audits.review_action"
    title = _("To review")
    lead = _("Plans and actions that wait for a buyer or an auditor, the most urgent first.")
    nothing = _("Nothing waits for a review.")

    def get_queryset(self):
        return super().get_queryset().waiting_for_reviewer()

    def get_context_data(self, **kwargs):
        return super().get_context_data(reviews=True, **kwargs)


class FindingDetail(DetailPage):
    permission = "audits.read_finding"
    template_name = "audits/finding_detail.html"
    queryset = WITH_NAMES

    def get_queryset(self):
        return WITH_NAMES.shown_to(self.request.user)

    def get_context_data(self, **kwargs):
        finding, person = self.object, self.request.user
        page = finding_page(finding, person, timezone.localdate())
        tells = person.has_perm("trail.read_trail")
        speaks = person.has_perm("audits.remark_finding") and finding.is_reported
        return super().get_context_data(
            move_form=MoveForm(initial={"seen": page["seen"]}),
            decision_form=DecisionForm() if page["may_decide"] else None,
            remark_form=RemarkForm() if speaks and finding.is_open else None,
            speaks=speaks,
            review_verbs=review_verbs(finding, page["verbs"]),
            days_late=finding.days_late(timezone.localdate()),
            is_draft=not finding.audit.is_final,
            is_lead=finding.audit.auditor_id == person.pk,
            entries=Entry.objects.about(finding) if tells else None,
            found_causes=found_causes(finding),
            **page,
            **kwargs,
        )


class FindingNew(OneAudit):
    """A new finding of the audit in the address."""

    permission = "audits.record_finding"
    form_class = FindingForm
    title = _("Record a finding")
    success_message = _("The finding is recorded.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"audit": self.object}

    def get_initial(self):
        return {"discovered_on": timezone.localdate(), "rating": "minor"}

    def cancel_address(self):
        return reverse("audits:audit_record", args=[self.object.pk])

    def change(self, form):
        operations.record_finding(
            audit=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )
        return reverse("audits:audit_record", args=[self.object.pk])


class OneFinding(ChangePage):
    """Base of the forms about one finding."""

    queryset = WITH_NAMES

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"intro": str(self.object)} | kwargs)


class FindingChange(OneFinding):
    permission = "audits.record_finding"
    form_class = FindingForm
    title = _("Correct the finding")
    success_message = _("The finding is corrected.")

    def get_form_kwargs(self):
        own = {"audit": self.object.audit, "with_files": False}
        return super().get_form_kwargs() | own

    def get_initial(self):
        return model_to_dict(self.object, FindingForm.Meta.fields)

    def change(self, form):
        return operations.change_finding(
            finding=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )


class FindingWithdraw(OneFinding):
    permission = "audits.record_finding"
    form_class = ReasonForm
    title = _("Take the finding back")
    submit_label = _("Take it back")
    success_message = _("The finding is taken back; the trail remembers it.")

    def change(self, form):
        audit = operations.withdraw_finding(
            finding=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )
        return reverse("audits:audit_record", args=[audit.pk])


class FindingOwners(OneFinding):
    """Who of the supplier's people sees to it."""

    permission = "audits.name_owners"
    form_class = OwnersForm
    title = _("Who sees to it?")
    success_message = _("The owners are kept.")

    def get_form_kwargs(self):
        people = people_of(self.object.audit.site.supplier).order_by("username")
        return super().get_form_kwargs() | {"people": people}

    def get_initial(self):
        owners = [person.pk for person in self.object.owners.all()]
        return {"owners": owners, "seen": ",".join(map(str, owners))}

    def change(self, form):
        return operations.name_owners(
            finding=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )
