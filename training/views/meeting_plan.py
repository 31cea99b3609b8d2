"""Plan a counselling meeting from the findings that wait, and add findings to one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from suppliers.rules import quarters
from sustainportal.web.pages import ChangePage, NewPage

from ..forms_counselling import ChoiceForm, MeetingForm
from ..models import Event
from ..operations import meetings as operations
from ..queries.meetings import needs, of_quarter, proposable, proposals, suppliers_of
from ..wording_counselling import reasons_of, why_invited, why_treated
from .meetings import OneMeeting

ON_A_PAGE = 20  # suppliers proposed
SHOWN = 30  # findings of a supplier that can be ticked one by one


class Choosing:
    """Suppliers with open findings, the most urgent first, and which of them were chosen. A search or another page
    is sent with the form (`look`) and writes nothing: what is ticked and written stays."""

    permission = "training.plan_meeting"
    template_name = "training/meeting_plan.html"

    @property
    def quarter(self):
        """The quarter that is planned, like "2026Q4"."""
        raise NotImplementedError

    @cached_property
    def today(self):
        return timezone.localdate()

    @cached_property
    def asked(self):
        return self.request.POST if self.request.method == "POST" else self.request.GET

    @cached_property
    def look(self):
        """What is asked for: "search", "all" or the number of a page; "" where the form is kept."""
        return self.asked.get("look", "")

    @cached_property
    def asked_text(self):
        return "" if self.look == "all" else self.asked.get("q", "").replace("\0", "").strip()

    def post(self, request, *args, **kwargs):
        if not self.look:
            return super().post(request, *args, **kwargs)
        asked = self.get_form_kwargs() | {"data": None, "files": None}
        written = {name: request.POST.get(name, "") for name in self.form_class.base_fields}
        ticked = {name: request.POST.getlist(name) for name in ("supplier", "finding")}
        form = self.form_class(**asked | {"initial": written | ticked})
        return self.render_to_response(self.get_context_data(form=form))

    def pages(self, ticked):
        """(the Needs of what is ticked, the page of the others, whether the search finds any)."""
        found = needs(self.quarter, on=self.today, text=self.asked_text)
        chosen = set(ticked["supplier"]) | suppliers_of(ticked["finding"], on=self.today)
        known = needs(self.quarter, on=self.today) if chosen and self.asked_text else found
        rest = [need for need in found if need.supplier not in chosen]
        page = Paginator(rest, ON_A_PAGE).get_page(self.look or self.asked.get("page", "1"))
        return [need for need in known if need.supplier in chosen], page, bool(found)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"rows": proposable(self.today)}

    def chosen(self, form):
        """({finding id: why}, {supplier id: why}) as the operations take them."""
        findings, counts = form.cleaned_data["findings"], {}
        for finding in findings:
            supplier = finding.audit.site.supplier_id
            counts[supplier] = counts.get(supplier, 0) + 1
        known = {need.supplier: need for need in needs(self.quarter, on=self.today)}
        return (
            {finding.pk: why_treated(finding) for finding in findings},
            {key: why_invited(known.get(key), count) for key, count in counts.items()},
        )

    def get_context_data(self, **kwargs):
        if "form" not in kwargs:
            kwargs["form"] = self.get_form()
        first, page, finds = self.pages(kwargs["form"].ticked)
        rows = proposals([*first, *page.object_list], on=self.today)
        for row in rows:
            row["reasons"] = reasons_of(row["need"])
            row["more"] = len(row["findings"]) - SHOWN
            row["findings"] = row["findings"][:SHOWN]
        words = {"q": self.asked_text, "quarter": self.quarter, "rows": rows}
        return super().get_context_data(page_obj=page, finds=finds, **words | kwargs)


class MeetingPlan(Choosing, NewPage):
    """`?quarter=2026Q4`: whom a meeting of that quarter should treat; then it is planned as a draft."""

    form_class = MeetingForm
    title = _("Plan a counselling meeting")
    submit_label = _("Plan the meeting")
    success_message = _(
        "The meeting is planned as a draft. Add its sessions, then open it: the suppliers are told then."
    )

    @cached_property
    def quarter(self):
        asked = self.request.GET.get("quarter", "")
        try:
            quarters.parts(asked)
        except ValueError:
            return quarters.of(self.today)
        return asked if "2000" < asked < "2100" else quarters.of(self.today)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"quarter": self.quarter, "instance": Event()}

    def get_initial(self):
        title = _("Counselling meeting %(quarter)s") % {"quarter": self.quarter}
        return {"code": self.free_code(), "title": title}

    def free_code(self):
        """CM-2026Q4, or with a number where that is taken."""
        first = f"CM-{self.quarter}"
        taken = Event.objects.filter(code__startswith=first).values_list("code", flat=True)
        offered = [first, *(f"{first}-{number}" for number in range(2, len(taken) + 3))]
        return next(code for code in offered if code not in set(taken))

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            meetings=of_quarter(self.quarter).select_related("lead"),
            before=quarters.shifted(self.quarter, -1),
            after=quarters.shifted(self.quarter, 1),
            **kwargs,
        )

    def cancel_address(self):
        return reverse("training:meeting_list")

    def change(self, form):
        findings, reasons = self.chosen(form)
        event = operations.plan_meeting(
            form.save(commit=False), findings=findings, reasons=reasons,
            by=self.request.user, at=timezone.now(),
        )  # fmt: skip
        return reverse("training:meeting", args=[event.pk])


class MeetingAdd(Choosing, OneMeeting, ChangePage):
    """Put more findings on the agenda of a meeting."""

    form_class = ChoiceForm
    title = _("Add findings to the meeting")
    submit_label = _("Add them")

    @cached_property
    def quarter(self):
        return quarters.of(self.object.starts_on)

    def get_context_data(self, **kwargs):
        return super().get_context_data(adds=True, **kwargs)

    def cancel_address(self):
        return reverse("training:meeting", args=[self.object.pk])

    def change(self, form):
        findings, reasons = self.chosen(form)
        count = operations.add_findings(
            self.object, findings=findings, reasons=reasons, by=self.request.user, at=timezone.now()
        )
        words = ngettext("%(n)d finding was added.", "%(n)d findings were added.", count)
        messages.success(self.request, words % {"n": count})
        return self.cancel_address()
