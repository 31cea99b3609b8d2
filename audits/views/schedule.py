"""The schedule: visits by auditor and week or day, who is free, and what is overdue."""

from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from sustainportal.web.pages import Permitted

from ..forms.audits import auditors
from ..forms.schedule import MONTH, WEEK, ScheduleForm
from ..models import Audit
from ..queries.schedule import by_auditor, not_begun, to_be_planned, visits
from ..rules.schedule import days_of_week, neighbours, weeks_of_month

SHOWN = 10


class Schedule(Permitted, TemplateView):
    permission = "audits.read_schedule"
    template_name = "audits/schedule.html"

    @cached_property
    def form(self):
        start = {"span": MONTH, "day": timezone.localdate()}
        return ScheduleForm(start | self.request.GET.dict(), person=self.request.user)

    @cached_property
    def asked(self):
        """What was asked for; what cannot be read is left out."""
        self.form.is_valid()
        return self.form.cleaned_data

    def people(self):
        """The auditors shown: an auditor sees the own row, others all or the one chosen."""
        if "auditor" not in self.form.fields:
            return [self.request.user]
        chosen = self.asked.get("auditor")
        return [chosen] if chosen else list(auditors())

    def get_context_data(self, **kwargs):
        day = self.asked.get("day") or timezone.localdate()
        month = self.asked.get("span") != WEEK
        columns = weeks_of_month(day) if month else days_of_week(day)
        rows = visits(self.request.user, columns[0][0], columns[-1][1])
        if self.asked.get("kind"):
            rows = rows.filter(kind=self.asked["kind"])
        table = by_auditor(list(rows), self.people(), columns)
        before, after = neighbours(day, month=month)
        return super().get_context_data(
            form=self.form,
            day=day,
            month=month,
            columns=columns,
            table=table,
            free=[row["auditor"] for row in table if not row["count"]],
            before=before,
            after=after,
            **self.overdue(),
            **kwargs,
        )

    def overdue(self):
        """What is late: visits that have not begun, items nobody planned, audits to repeat."""
        person, today = self.request.user, timezone.localdate()
        late = list(not_begun(person, today)[: SHOWN + 1])
        items = []
        if person.has_perm("audits.read_programme"):
            items = list(to_be_planned(person, today)[: SHOWN + 1])
        validity = Audit.objects.visible_to(person).with_validity(today)
        return {
            "late": late[:SHOWN],
            "more_late": len(late) > SHOWN,
            "items": items[:SHOWN],
            "more_items": len(items) > SHOWN,
            "expired": validity.filter(validity="expired").count(),
            "soon": validity.filter(validity="soon").count(),
        }
