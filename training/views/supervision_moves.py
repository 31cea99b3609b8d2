"""Put suppliers under supervision, move them to a group, end it."""

from django.contrib import messages
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from sustainportal.web.pages import ChangePage, NewPage

from ..forms_supervision import MOST, EndForm, MoveForm, StartForm
from ..models import Supervision
from ..operations import supervision as operations
from ..queries.supervision import may_be_supervised, proposed, with_reasons
from ..wording_supervision import reason_text

SHOWN = 50  # proposals at once


class SupervisionNew(NewPage):
    """Proposals to tick, further suppliers by code; then why and since when, for all of them. A search is sent
    with the form (`look`): what is ticked and written stays."""

    permission = "training.supervise"
    form_class = StartForm
    template_name = "training/supervision_new.html"
    title = _("Put suppliers under supervision")

    def post(self, request, *args, **kwargs):
        if "look" not in request.POST:
            return super().post(request, *args, **kwargs)
        written = {name: request.POST.get(name, "") for name in self.form_class.base_fields}
        form = self.form_class(initial=written, suppliers=may_be_supervised(request.user))
        return self.render_to_response(self.get_context_data(form=form))

    @cached_property
    def asked(self):
        return self.request.POST if self.request.method == "POST" else self.request.GET

    @cached_property
    def text(self):
        """What is searched for; empty: the proposals."""
        if self.asked.get("look") == "proposals":
            return ""
        return self.asked.get("q", "").replace("\0", "").strip()

    @cached_property
    def least_priority(self):
        asked = self.asked.get("least", "")
        return (
            int(asked)
            if asked.isascii() and asked.isdecimal() and 0 < len(asked) < 4 and int(asked)
            else 2
        )

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"suppliers": may_be_supervised(self.request.user)}

    def get_initial(self):
        return {"since": timezone.localdate(), "group": self.request.GET.get("group", "")[:9]}

    def ticked(self):
        """The ids that are ticked: in the form as it came back, or by the link that led here."""
        asked = self.asked.getlist("suppliers") or self.asked.getlist("supplier")
        ids = [text for text in asked if text.isascii() and text.isdecimal() and len(text) < 10]
        return set(ids[:MOST])

    def get_context_data(self, **kwargs):
        user, today, least = self.request.user, timezone.localdate(), self.least_priority
        rows = proposed(user, today=today, least_priority=least)
        if self.text:
            rows = may_be_supervised(user).search(self.text).order_by("name", "pk")
            rows = rows.exclude(pk__in=Supervision.objects.running().values("supplier"))
        ticked = self.ticked()
        first = may_be_supervised(user).filter(pk__in=ticked).order_by("name", "pk")
        shown = [*first, *rows.exclude(pk__in=ticked)[:SHOWN]]
        shown = with_reasons(shown, today=today, least_priority=least)
        for one in shown:
            one.ticked = str(one.pk) in ticked
            one.why_text = "; ".join(reason_text(code, one.facts) for code in one.why)
        count = rows.count()
        return super().get_context_data(
            shown=shown,
            count=count,
            more=max(count - SHOWN, 0),
            q=self.text,
            least=least,
            **kwargs,
        )

    def cancel_address(self):
        return reverse("training:supervision_list")

    def change(self, form):
        kept = form.cleaned_data
        rows = operations.start_supervision(
            suppliers=kept["chosen"], why=kept["why"], reason=kept["reason"], since=kept["since"],
            group=kept["group"], by=self.request.user, at=timezone.now(),
        )  # fmt: skip
        text = ngettext(
            "%(n)d supplier is under supervision now.",
            "%(n)d suppliers are under supervision now.",
            len(rows),
        )
        messages.success(self.request, text % {"n": len(rows)})
        return rows[0] if len(rows) == 1 else reverse("training:supervision_list")


class SupervisionMove(ChangePage):
    permission = "training.supervise"
    queryset = Supervision.objects.select_related("supplier", "group")
    form_class = MoveForm
    title = _("To which group?")
    success_message = _("The supplier's group is changed.")

    def get_initial(self):
        return {"group": self.object.group_id}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"intro": str(self.object.supplier)} | kwargs)

    def change(self, form):
        return operations.move_to_group(
            self.object, **form.cleaned_data, by=self.request.user, at=timezone.now()
        )


class SupervisionEnd(ChangePage):
    permission = "training.supervise"
    queryset = Supervision.objects.select_related("supplier")
    form_class = EndForm
    title = submit_label = _("End the supervision")
    success_message = _("The supervision has ended; the supplier is told.")

    def get_initial(self):
        return {"ended_on": timezone.localdate()}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"intro": str(self.object.supplier)} | kwargs)

    def change(self, form):
        return operations.end_supervision(
            self.object, **form.cleaned_data, by=self.request.user, at=timezone.now()
        )
