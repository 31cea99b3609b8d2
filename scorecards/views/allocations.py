"""Order recommendations: per commodity, as lines for sales, one in full, and the decision on it."""

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sustainportal.trail.models import Entry
from sustainportal.web.pages import ChangePage, DetailPage, ListPage

from .. import operations
from ..filters import AllocationFilter, LineFilter
from ..forms import DecideForm
from ..models import Allocation, AllocationLine, Scorecard
from ..queries.commodities import next_shares, stale
from ..wording import RULES, amount_text, broken_text, line_reason, note_text
from ..workbooks import LINE_COLUMNS


class AllocationList(ListPage):
    permission = "scorecards.read_allocation"
    template_name = "scorecards/allocation_list.html"
    filterset_class = AllocationFilter
    sorts = {
        "quarter": ("quarter_id", "-commodity__name"),
        "commodity": ("commodity__name", "-quarter_id"),
        "state": ("state", "commodity__name"),
        "as_of": ("as_of",),
    }
    default_sort = "-quarter"

    def get_queryset(self):
        rows = Allocation.objects.select_related("commodity", "decision__by")
        return rows.visible_to(self.request.user).defer("inputs")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        ids = [row.pk for row in context["object_list"]]
        moved = {}
        lines = AllocationLine.objects.filter(allocation__in=ids).select_related("supplier")
        for line in lines:
            moved.setdefault(line.allocation_id, []).append(line)
        for row in context["object_list"]:
            row.moves = sorted(
                (line for line in moved.get(row.pk, ()) if line.change),
                key=lambda line: -line.change,
            )
        return context


class OrderList(ListPage):
    """Every line of every recommendation: what sales reads and takes along as a sheet."""

    permission = "scorecards.read_allocation"
    template_name = "scorecards/order_list.html"
    filterset_class = LineFilter
    columns = LINE_COLUMNS
    export_name = "orders"
    sorts = {
        "supplier": ("supplier__name", "-allocation__quarter_id"),
        "commodity": ("allocation__commodity__name", "-current"),
        "grade": ("grade", "supplier__name"),
        "current": ("current",),
        "share": ("share",),
        "quarter": ("allocation__quarter_id", "-allocation__commodity__name", "current"),
    }
    default_sort = "-quarter"

    def get_queryset(self):
        rows = AllocationLine.objects.select_related("supplier", "allocation__commodity")
        return rows.visible_to(self.request.user).filter(
            allocation__in=Allocation.objects.current().order_by()
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        for line in context["object_list"]:
            line.why = [line_reason(reason) for reason in line.reasons]
        return context


def read_lines(allocation):
    """The lines in the order of their shares, with their reasons and bounds in words."""
    lines = list(allocation.lines.select_related("supplier"))
    for line in lines:
        line.allocation = allocation
        line.why = [line_reason(reason) for reason in line.reasons]
        line.limits = [{**bound, "words": RULES[bound["rule"]]} for bound in line.bounds]
    return lines


class AllocationDetail(DetailPage):
    permission = "scorecards.read_allocation"
    template_name = "scorecards/allocation_detail.html"
    queryset = Allocation.objects.select_related(
        "quarter", "commodity", "policy", "proposed_by", "decision__by"
    )

    def get_context_data(self, **kwargs):
        allocation, person = self.object, self.request.user
        lines = read_lines(allocation)
        outcome = next_shares(allocation)
        cards = Scorecard.objects.visible_to(person).values_list("pk", flat=True)
        visible = set(cards.filter(pk__in=[line.card_id for line in lines if line.card_id]))
        for line in lines:
            line.ordered = outcome.get(line.supplier_id)
            line.card_visible = line.card_id in visible
        names = {line.supplier.code: line.supplier.name for line in lines}
        decision = getattr(allocation, "decision", None)
        return super().get_context_data(
            lines=lines,
            widest=max([1, *(max(line.current, line.share or 0) for line in lines)]),
            history=self.history(),
            sums={name: _sum(lines, name) for name in ("current", "share", "decided")},
            has_outcome=bool(outcome),
            notes=[note_text(note) for note in allocation.outcome.get("notes", ())],
            clashes=[RULES[rule] for rule in allocation.outcome.get("clashes", ())],
            cures=[self.cure(cure, names) for cure in allocation.outcome.get("cures", ())],
            stale=bool(stale([allocation], on=timezone.localdate())),
            decision=decision,
            broken=[broken_text(row, names) for row in decision.broken] if decision else [],
            own=allocation.proposed_by_id == person.pk,
            **kwargs,
        )

    def history(self):
        """The trail of the recommendation, for those who read the trail."""
        if not self.request.user.has_perm("trail.read_trail"):
            return []
        return Entry.objects.about(self.object)[:20]

    def cure(self, cure, names):
        """What to relax, and the shares that would then be recommended."""
        return {
            "texts": [amount_text(amount, names) for amount in cure["amounts"]],
            "alone": cure["alone"],
            "shares": [(names[code], share) for code, share in cure["shares"].items()],
        }


def _sum(lines, name):
    """The sum of a column, or None where a line has no number."""
    values = [getattr(line, name) for line in lines]
    return None if None in values else sum(values)


class AllocationDecide(ChangePage):
    permission = "scorecards.decide_allocation"
    template_name = "scorecards/allocation_decide.html"
    queryset = Allocation.objects.select_related("quarter", "commodity", "proposed_by", "policy")
    form_class = DecideForm
    submit_label = _("Decide")
    success_message = _("The decision is kept beside the recommendation.")

    @cached_property
    def lines(self):
        return read_lines(self.object)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "lines": self.lines}

    def get_initial(self):
        return {"seen": self.object.as_of.isoformat()}

    def get_context_data(self, **kwargs):
        title = gettext("Decide on %(what)s") % {"what": self.object}
        return super().get_context_data(
            own=self.object.proposed_by_id == self.request.user.pk,
            stale=bool(stale([self.object], on=timezone.localdate())),
            **{"title": title} | kwargs,
        )

    def change(self, form):
        kind = form.cleaned_data["kind"]
        operations.decide(
            allocation=self.object,
            kind=kind,
            reason=form.cleaned_data["reason"],
            shares=form.shares if kind == "change" else None,
            seen=form.cleaned_data["seen"],
            by=self.request.user,
            at=timezone.now(),
        )
        return self.object
