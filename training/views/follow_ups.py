"""Follow-ups of counselling meetings: their list, and that they are done."""

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sustainportal.web.pages import ActOnOne, ChangePage, ListPage

from ..forms_counselling import DoneForm
from ..models import FollowUp
from ..operations import counselling as operations
from ..queries.counselling import doable, follow_ups_of, may_do, mine
from ..queries.meetings import meetings_of
from ..workbooks.counselling import FOLLOW_UP_COLUMNS

SUPPLIER = "finding__audit__site__supplier"
STANDING = [
    ("overdue", _("Overdue")),
    ("mine", _("Mine, open")),
    ("done", _("Done")),
    ("all", _("Open and done")),
]


def meetings_asked(request):
    return meetings_of(request.user)


class FollowUpFilter(django_filters.FilterSet):
    standing = django_filters.ChoiceFilter(
        label=_("Standing"), choices=STANDING, method="stands", empty_label=_("Open")
    )
    meeting = django_filters.ModelChoiceFilter(
        field_name="treated__event", queryset=meetings_asked, label=_("Meeting")
    )

    class Meta:
        model = FollowUp
        fields = []

    def stands(self, rows, name, value):
        if value == "all":
            return rows
        if value == "done":
            return rows.filter(done_at__isnull=False)
        rows = rows.filter(done_at=None)
        if value == "overdue":
            return rows.filter(due_on__lt=timezone.localdate())
        return mine(rows, self.request.user) if value == "mine" else rows


class FollowUpList(ListPage):
    """What was promised in counselling meetings, the next due first; open, unless others are asked for."""

    permission = "training.read_meeting"
    template_name = "training/follow_up_list.html"
    filterset_class = FollowUpFilter
    sorts = {
        "due": ("is_done", "due_on", "pk"),
        "supplier": ("treated__finding__audit__site__supplier__name", "due_on"),
        "owner": ("owner", "due_on"),
    }
    default_sort = "due"
    columns = FOLLOW_UP_COLUMNS
    export_name = "follow-ups"

    def get_queryset(self):
        is_done = ExpressionWrapper(Q(done_at__isnull=False), output_field=BooleanField())
        rows = follow_ups_of(self.request.user).annotate(is_done=is_done)
        if self.request.GET.get("standing", "") not in dict(STANDING):
            rows = rows.filter(done_at=None)
        return rows.select_related(
            "owner_user", "done_by", "treated__event", f"treated__{SUPPLIER}",
            "treated__finding__provision",
        )  # fmt: skip

    def get_context_data(self, **kwargs):
        found = super().get_context_data(today=timezone.localdate(), **kwargs)
        can = doable(self.request.user, found["object_list"])
        for row in found["object_list"]:
            row.may_do = row.done_at is None and row.pk in can
        return found


class FollowUpDone(ChangePage):
    permission = "training.do_follow_up"
    queryset = FollowUp.objects.select_related(
        "treated__event__lead", f"treated__{SUPPLIER}", "owner_user"
    )
    form_class = DoneForm
    title = _("It is done")
    submit_label = _("Mark as done")
    success_message = _("Marked as done; the auditor who leads the meeting is told.")

    def dispatch(self, request, *args, **kwargs):
        self.request, self.kwargs = request, kwargs
        if request.user.has_perm(self.permission) and not may_do(request.user, self.object):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        finding = self.object.treated.finding
        intro = f"{self.object.text} ({self.object.owner}) – {finding.reference}"
        return super().get_context_data(**{"intro": intro} | kwargs)

    def change(self, form):
        return operations.do_follow_up(
            self.object, **form.cleaned_data, by=self.request.user, at=timezone.now()
        )


class FollowUpMove(ActOnOne):
    """Reopen or take back: one button each, for who treats the meeting's findings."""

    permission = "training.treat_finding"
    queryset = FollowUp.objects.select_related("treated__event", "treated__finding__audit")
    operation = None

    def act(self):
        return type(self).operation(self.object, by=self.request.user, at=timezone.now())


class FollowUpReopen(FollowUpMove):
    operation = staticmethod(operations.reopen_follow_up)
    success_message = _("The follow-up is open again.")


class FollowUpRemove(FollowUpMove):
    operation = staticmethod(operations.remove_follow_up)
    success_message = _("The follow-up is taken back.")
