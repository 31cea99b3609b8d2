"""Long work that was asked for: the list, one job, and its progress as a part that renews itself."""

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sustainportal.web.pages import ActOnOne, DetailPage, ListPage

from . import kinds, operations
from .models import Job


def kind_choices():
    return sorted(
        ((kind.name, kind.label) for kind in kinds.KINDS.values()), key=lambda k: str(k[1])
    )


class JobFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(choices=Job.State.choices, label=_("State"))
    kind = django_filters.ChoiceFilter(choices=kind_choices, label=_("Kind"))
    nightly = django_filters.BooleanFilter(
        "night", lookup_expr="isnull", exclude=True, label=_("Nightly")
    )

    class Meta:
        model = Job
        fields = []


class JobList(ListPage):
    permission = "jobs.read_jobs"
    queryset = Job.objects.whole().defer("plan", "error_detail")
    filterset_class = JobFilter
    template_name = "jobs/job_list.html"
    sorts = {"asked": ("asked_at",), "kind": ("kind", "asked_at"), "state": ("state", "asked_at")}
    default_sort = "-asked"


class JobDetail(DetailPage):
    permission = "jobs.follow_job"
    model = Job
    template_name = "jobs/job_detail.html"


class JobProgress(DetailPage):
    """`components/job_progress.html` alone, as htmx asks for it until the job is finished."""

    permission = "jobs.follow_job"
    queryset = Job.objects.defer("plan", "error_detail")
    template_name = "jobs/job_progress.html"

    def render_to_response(self, context, **kwargs):
        """A finished job has changed what stands around it: that page is read again."""
        response = super().render_to_response(context, **kwargs)
        if self.request.htmx and not self.object.is_open:
            response["HX-Refresh"] = "true"
        return response


class JobRetry(ActOnOne):
    permission = "jobs.retry_job"
    model = Job
    success_message = _("The work goes on where it stopped.")

    def act(self):
        return operations.retry(self.object, by=self.request.user, at=timezone.now())
