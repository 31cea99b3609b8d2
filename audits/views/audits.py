"""Pages of audits: list, one audit, plan, record, finish."""

from django.forms import model_to_dict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from suppliers.models import Site, Supplier
from sustainportal.accounts.roles import Role
from sustainportal.trail.models import Entry
from sustainportal.web.pages import ChangePage, DetailPage, ListPage

from .. import operations
from ..filters import AuditFilter
from ..forms import CancelForm, FinalForm, FindingForm, PlanForm, ReplanForm, StartForm, VisitForm
from ..models import Audit, ProgrammeItem
from ..queries import standing_score
from ..queries.confirmations import confirmation_rows, confirmed_by_others
from ..queries.drafts import draft_page
from ..queries.pages import audit_findings, recognition_of
from ..rules.agenda import overlaps
from ..rules.programme import kinds_for
from ..workbooks import AUDIT_COLUMNS
from .programme import plan_words

WITH_NAMES = Audit.objects.select_related(
    "site__supplier", "protocol__deadline_profile", "auditor", "planned_by", "follows"
)


class AuditList(ListPage):
    permission = "audits.read_audit"
    template_name = "audits/audit_list.html"
    queryset = Audit.objects.select_related("site__supplier", "protocol", "auditor").defer(
        "score_parts", "summary"
    )
    filterset_class = AuditFilter
    columns = AUDIT_COLUMNS
    export_name = "audits"
    default_sort = "-planned"
    sorts = {
        "planned": ("planned_on", "pk"),
        "supplier": ("site__supplier__name", "planned_on"),
        "kind": ("kind",),
        "state": ("state", "planned_on"),
        "score": ("score",),
        "valid": ("valid_until",),
    }

    def get_queryset(self):
        return super().get_queryset().with_validity(timezone.localdate())


class AuditDetail(DetailPage):
    permission = "audits.read_audit"
    template_name = "audits/audit_detail.html"
    queryset = WITH_NAMES

    def get_context_data(self, **kwargs):
        audit, person = self.object, self.request.user
        today = timezone.localdate()
        draft = draft_page(audit, person, today)
        findings = audit_findings(audit, person, today)
        if draft["reads_draft"]:
            findings = findings.prefetch_related("evidence__by")
        return super().get_context_data(
            findings=findings,
            recognition=recognition_of(audit) if audit.score is not None else None,
            is_lead=audit.auditor_id == person.pk,
            followed_by=audit.followed_by.all(),
            programme_item=programme_item_of(audit, person),
            **draft,
            **self.report(audit, person, today),
            **kwargs,
        )

    def report(self, audit, person, today):
        """What belongs to the report and its visit, as this person may see it."""
        tells = person.has_perm("trail.read_trail")
        shared = audit.is_final or audit.state == Audit.State.COMMENT
        shows_draft = shared or person.role != Role.SUPPLIER
        agenda = list(audit.agenda.all())
        return {
            "shows_draft": shows_draft,
            "draft_score": standing_score(audit)[0] if audit.state == Audit.State.COMMENT else None,
            "agenda": agenda,
            "agenda_overlaps": overlaps(agenda),
            "reports": audit.reports.visible_to(person).select_related("by"),
            "confirmations": confirmation_rows(audit) if shows_draft else [],
            "confirmed": confirmed_by_others(audit) if audit.is_final else [],
            "due_again": audit.due_again(today),
            "entries": Entry.objects.about(audit) if tells else None,
        }


def programme_item_of(audit, person):
    """The item of the programme the audit fulfils, for who may read the programme."""
    if not person.has_perm("audits.read_programme"):
        return None
    rows = ProgrammeItem.objects.visible_to(person).select_related("due_item")
    return rows.filter(audit=audit).first()


class SitePick(ListPage):
    """Where to? The first step of planning: any of many thousand sites is found by search."""

    permission = "audits.plan_audit"
    template_name = "audits/site_pick.html"
    queryset = Site.objects.select_related("supplier", "country")
    default_sort = "supplier"
    sorts = {"supplier": ("supplier__name", "name"), "site": ("name",)}

    def rows(self):
        rows = super().rows()
        if self.asked_text:
            found = Supplier.objects.search(self.asked_text).order_by()
            rows = rows.filter(supplier__in=found.values("pk"))
        return rows

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"searchable": True}


class AuditPlan(ChangePage):
    """A new audit of the site in the address; with ?programme= it fulfils that item of the programme,
    with ?follows= it closes that audit."""

    permission = "audits.plan_audit"
    queryset = Site.objects.select_related("supplier")
    form_class = PlanForm
    title = _("Plan an audit")
    submit_label = _("Plan the audit")
    success_message = _("The audit is planned; the supplier and the auditor are told.")

    @cached_property
    def item(self):
        asked = self.request.GET.get("programme", "")
        if not asked:
            return None
        rows = ProgrammeItem.objects.visible_to(self.request.user).select_related(
            "due_item__due_list", "due_item__supplier"
        )
        mine = rows.filter(due_item__supplier=self.object.supplier_id)
        return get_object_or_404(mine, pk=asked) if asked.isascii() and asked.isdigit() else None

    def get_initial(self):
        if self.item:
            return plan_words(self.item, timezone.localdate())
        follows = self.request.GET.get("follows", "")
        if not (follows.isascii() and follows.isdigit()):
            return {}
        former = get_object_or_404(self.object.audits.final(), pk=follows)
        return {"kind": Audit.Kind.VAP_CLOSURE, "follows": former, "protocol": former.protocol_id}

    def get_form_kwargs(self):
        due = self.item.due_item if self.item else None
        kinds = kinds_for(due.kind, remote=due.remote) if due else None
        return super().get_form_kwargs() | {"site": self.object, "kinds": kinds}

    def get_context_data(self, **kwargs):
        intro = f"{self.object}, {self.object.supplier}"
        if self.item:
            intro = f"{intro} – {self.item.due_item.get_kind_display()}, {self.item.due_item.when}"
        return super().get_context_data(**{"intro": intro} | kwargs)

    def cancel_address(self):
        if self.item:
            return reverse("audits:programme_year", args=[self.item.due_item.due_list_id])
        return reverse("audits:audit_list")

    def change(self, form):
        return operations.plan_audit(
            site=self.object, programme_item=self.item, by=self.request.user, at=now(),
            **form.cleaned_data,
        )  # fmt: skip


class OneAudit(ChangePage):
    """Base of the forms about one audit."""

    queryset = WITH_NAMES

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"intro": str(self.object)} | kwargs)


class AuditReplan(OneAudit):
    permission = "audits.plan_audit"
    form_class = ReplanForm
    title = _("Change the plan")
    success_message = _("The plan is changed; everybody concerned is told.")

    def get_initial(self):
        return model_to_dict(self.object, ReplanForm.Meta.fields)

    def change(self, form):
        return operations.change_plan(
            audit=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )


class AuditCancel(OneAudit):
    permission = "audits.plan_audit"
    form_class = CancelForm
    title = _("Cancel the audit")
    submit_label = _("Cancel the audit")
    success_message = _("The audit is cancelled; everybody concerned is told.")

    def change(self, form):
        return operations.cancel_audit(
            audit=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )


class AuditStart(OneAudit):
    permission = "audits.record_audit"
    form_class = StartForm
    title = _("Begin the audit")
    submit_label = _("Begin")

    def get_initial(self):
        return {"started_on": timezone.localdate()}

    def change(self, form):
        audit = operations.start_audit(
            audit=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )
        return reverse("audits:audit_record", args=[audit.pk])


class AuditRecord(OneAudit):
    """The auditor's desk: counts, findings so far, the next finding, the score as it stands."""

    permission = "audits.record_audit"
    template_name = "audits/audit_record.html"
    form_class = VisitForm
    title = _("Record the audit")
    success_message = _("Kept.")

    def get_initial(self):
        return model_to_dict(self.object, VisitForm.Meta.fields)

    def get_context_data(self, **kwargs):
        audit = self.object
        score, why_not = standing_score(audit)
        return super().get_context_data(
            findings=audit_findings(audit, self.request.user, timezone.localdate()),
            finding_form=FindingForm(
                audit=audit, initial={"discovered_on": timezone.localdate(), "rating": "minor"}
            ),
            score=score,
            why_not=why_not,
            is_lead=audit.auditor_id == self.request.user.pk,
            confirmations=confirmation_rows(audit),
            comments=audit.comments.select_related("by", "answered_by", "finding"),
            reports=audit.reports.select_related("by"),
            **kwargs,
        )

    def change(self, form):
        audit = operations.record_visit(
            audit=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )
        return reverse("audits:audit_record", args=[audit.pk])


class LastLook(OneAudit):
    """Before a report leaves the desk: the arithmetic as it stands, and the day of the closing meeting."""

    permission = "audits.record_audit"

    def get_initial(self):
        return {"closing_on": self.object.closing_on or timezone.localdate()}

    def get_context_data(self, **kwargs):
        score, why_not = standing_score(self.object)
        return super().get_context_data(score=score, why_not=why_not, **kwargs)


class AuditFinal(LastLook):
    """The last look before the report: the arithmetic, the outcome, then it is final."""

    template_name = "audits/audit_final.html"
    form_class = FinalForm
    title = _("Make the report final")
    success_message = _("The report is final; the supplier is told.")

    def change(self, form):
        return operations.finalise_audit(
            audit=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )
