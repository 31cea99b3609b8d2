"""What courses changed: completed in time, and whether what they were assigned for came back."""

from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from sustainportal.web.pages import Permitted

from ..models import CourseAssignment
from ..queries.recurrence import summaries


class Recurrence(Permitted, TemplateView):
    """One line a course; every number opens its assignments."""

    permission = "training.read_statistics"
    template_name = "training/assignment_recurrence.html"
    title = _("Courses and findings")

    def get_context_data(self, **kwargs):
        rows = CourseAssignment.objects.visible_to(self.request.user)
        return super().get_context_data(lines=summaries(rows), **kwargs)
