"""Approval: the list of what waits, a supplier's checklist, and the two people's forms."""

from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localdate, now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sustainportal.sheets.columns import Column
from sustainportal.web.pages import ActOnOne, ChangePage, DetailPage, ListPage
from sustainportal.web.routes import address_maker

from ..filters_approval import STANDINGS, ApprovalFilter
from ..forms_approval import DecideForm, ProposeForm
from ..models import Approval, Supplier
from ..operations import approvals
from ..queries.approval import (
    active_policy,
    approval_rows,
    checklist_of,
    checklists,
    proofs_of,
    proposals_of,
    standing_counts,
    who_added,
)
from ..rules.approval import open_lines, possible
from ..rules.lifecycle import may_be_proposed
from ..wording_approval import line_words, missing_words

TONES = {"waiting": "proposed", "overdue": "overdue", "condition": "conditional"}
COLUMNS = [
    Column("code", _("Supplier code")),
    Column("name", _("Supplier name")),
    Column("status", _("Status"), value=lambda row: str(Supplier.Status(row.status).label)),
    Column("standing", _("Standing"), value=lambda row: str(STANDINGS[row.standing])),
    Column("until", _("The condition is to be met by"), kind="date"),
    Column("must", _("What must happen"), max_length=1000, multiline=True),
    Column("missing", _("Open on the checklist"), max_length=1000),
]


class ApprovalList(ListPage):
    """Proposals that wait for a second person, conditions by their day, candidates with what is missing."""

    permission = "suppliers.list_approvals"
    template_name = "suppliers/approval_list.html"
    filterset_class = ApprovalFilter
    columns = COLUMNS
    export_name = "approvals"
    fields = ("pk", "code", "name", "status", "standing", "until", "must", "created_at")
    default_sort = "urgency"
    sorts = {
        "urgency": ("rank", "until", "created_at"),
        "code": ("code",),
        "name": ("name",),
        "until": ("until", "name"),
    }

    def get_queryset(self):
        return approval_rows(localdate()).visible_to(self.request.user)

    def rows(self):
        """For an export as things, each with what is missing."""
        rows = super().rows()
        if not self.request.GET.get("export"):
            return rows
        rows, policy = list(rows), active_policy()
        lines = checklists([row.pk for row in rows], policy, on=localdate()) if policy else {}
        for row in rows:
            row.missing = missing_words(lines.get(row.pk, ()))
        return rows

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        write_words(context["object_list"], on=localdate())
        counts = standing_counts(self.get_queryset())
        figures = [(key, STANDINGS[key], count) for key, count in counts.items()]
        return context | {"figures": figures}


def write_words(rows, *, on):
    """Add to the rows of a page what their cells say: three queries, however many rows."""
    address, ids = address_maker("suppliers:approval_detail"), [row["pk"] for row in rows]
    proposals, policy = proposals_of(ids), active_policy()
    lines = checklists(ids, policy, on=on) if policy else {}
    statuses = {value: str(label) for value, label in Supplier.Status.choices}
    for row in rows:
        missing = missing_words(lines.get(row["pk"], ()))
        row["address"] = address(row["pk"])
        row["status_label"] = statuses[row["status"]]
        row["standing_label"] = str(STANDINGS[row["standing"]])
        row["tone"] = TONES.get(row["standing"], "candidate")
        row["missing"] = missing or gettext("nothing")
        row["day"] = row["until"] and date_format(row["until"], "SHORT_DATE_FORMAT")
        row["note"] = row["must"]
        proposal = proposals.get(row["pk"])
        if proposal:
            row["day"] = date_format(proposal.proposed_at, "SHORT_DATE_FORMAT")
            row["note"] = gettext("%(who)s proposes: %(decision)s") % {
                "who": proposal.proposed_by,
                "decision": proposal.get_proposal_display(),
            }


class SupplierApproval(DetailPage):
    """One supplier's checklist in words, what is proposed, and the decisions there were."""

    permission = "suppliers.read_approval"
    template_name = "suppliers/approval_detail.html"
    model = Supplier

    def get_context_data(self, **kwargs):
        supplier, person = self.object, self.request.user
        policy, inside = active_policy(), person.has_perm("suppliers.list_approvals")
        lines = checklist_of(supplier, policy, on=localdate()) if policy else []
        past = [row for row in self.approvals if row.state != Approval.State.PROPOSED]
        seen = [line for row in past for line in row.checklist or ()]
        proofs = proofs_of(supplier, [*lines, *seen])
        proposal = next((row for row in self.approvals if row not in past), None)
        return super().get_context_data(
            supplier=supplier,
            policy=policy,
            lines=[line_words(line, supplier.pk, proofs) for line in lines],
            open_count=len(open_lines(lines)),
            proposal=proposal,
            added=bool(proposal) and added_by(person, proposal),
            condition=self.condition(past),
            history=[history_words(row, proofs) for row in past],
            inside=inside,
            may_propose=may_be_proposed(supplier.status),
            today=localdate(),
            **kwargs,
        )

    @cached_property
    def approvals(self):
        """All approvals of the supplier the person may see, newest first."""
        rows = self.object.approvals.visible_to(self.request.user)
        return list(rows.select_related("proposed_by", "decided_by", "policy").order_by("-pk"))

    def condition(self, past):
        """The conditional approval that still holds, or None."""
        decided = [row for row in past if row.state == Approval.State.DECIDED]
        holds = self.object.status == Supplier.Status.CONDITIONAL and decided
        return decided[0] if holds and decided[0].condition_until else None


def added_by(person, approval):
    """Whether an approval is of a new supplier that this person added: then another one decides."""
    return approval.kind == Approval.Kind.NEW and who_added(approval.supplier) == str(person.pk)


def history_words(approval, proofs):
    """An approval that is over, with the checklist as it was seen then."""
    lines = approval.checklist or []
    return {
        "approval": approval,
        "lines": [line_words(line, approval.supplier_id, proofs) for line in lines],
        "badge": approval.decision or approval.state,
        "label": approval.get_decision_display() or approval.get_state_display(),
    }


class ApprovalPropose(ChangePage):
    """The first person: proposes a decision on the supplier in the address."""

    permission = "suppliers.propose_approval"
    template_name = "suppliers/approval_form.html"
    model = Supplier
    form_class = ProposeForm
    title = _("Propose a decision")
    submit_label = _("Propose")
    success_message = _("Proposed. A colleague decides.")

    def cancel_address(self):
        return address_maker("suppliers:approval_detail")(self.object.pk)

    @cached_property
    def lines(self):
        policy = active_policy()
        return checklist_of(self.object, policy, on=localdate()) if policy else []

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"possible": possible(self.lines)}

    def get_context_data(self, **kwargs):
        proofs = proofs_of(self.object, self.lines)
        lines = [line_words(line, self.object.pk, proofs) for line in self.lines]
        return super().get_context_data(lines=lines, supplier=self.object, **kwargs)

    def change(self, form):
        return approvals.propose_approval(
            supplier=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )


class ApprovalDecide(ChangePage):
    """The second person: decides, with the checklist in view."""

    permission = "suppliers.decide_approval"
    template_name = "suppliers/approval_form.html"
    queryset = Approval.objects.select_related("supplier", "proposed_by")
    form_class = DecideForm
    title = _("Decide on the approval")
    submit_label = _("Decide")
    success_message = _("Decided. The proposer and the supplier are told.")

    @cached_property
    def policy(self):
        return active_policy()

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"possible": possible(self.lines)}

    def get_initial(self):
        seen = approvals.seen_as(self.policy, self.lines) if self.policy else ""
        return {"decision": self.object.proposal, "seen": seen}

    @cached_property
    def lines(self):
        supplier, policy = self.object.supplier, self.policy
        return checklist_of(supplier, policy, on=localdate()) if policy else []

    def get_context_data(self, **kwargs):
        approval, person = self.object, self.request.user
        lines = self.lines
        proofs = proofs_of(approval.supplier, lines)
        return super().get_context_data(
            lines=[line_words(line, approval.supplier_id, proofs) for line in lines],
            open_count=len(open_lines(lines)),
            supplier=approval.supplier,
            own=approval.proposed_by_id == person.pk,
            added=added_by(person, approval),
            **kwargs,
        )

    def change(self, form):
        return approvals.decide_approval(
            approval=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )


class ApprovalWithdraw(ActOnOne):
    permission = "suppliers.propose_approval"
    model = Approval
    success_message = _("The proposal is withdrawn.")

    def act(self):
        return approvals.withdraw_approval(approval=self.object, by=self.request.user, at=now())
