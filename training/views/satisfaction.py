"""What people thought of an event: asked of those who came, read by those who prepared it."""

from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.roles import Role
from sustainportal.web.pages import ChangePage, DetailPage

from ..forms_materials import WORDS, SatisfactionForm
from ..models import Event, Satisfaction
from ..operations.satisfaction import give_satisfaction, refuse_to_ask
from ..queries.satisfaction import answer_of, answers_of
from ..rules.satisfaction import FEWEST, changeable_until
from .attendance import own_supplier
from .materials import of_the_lead


class SatisfactionPage(DetailPage):
    """The answers added up; an auditor reads those of the events they lead, and only the number of them
    while they are few; questions few have answered are left out for them."""

    permission = "training.read_satisfaction"
    model = Event
    template_name = "training/satisfaction.html"

    def get_queryset(self):
        return of_the_lead(super().get_queryset(), self.request.user)

    def get_context_data(self, **kwargs):
        found = answers_of(self.object)
        auditor = self.request.user.role == Role.AUDITOR
        few = auditor and found["answers"] < FEWEST
        if few:
            found |= {"marks": [], "remarks": []}
        told = [mark for mark in found["marks"] if not auditor or mark.answers >= FEWEST]
        left_out = few or len(told) < len(found["marks"])
        found["marks"] = [(WORDS[mark.name], mark) for mark in told]
        return super().get_context_data(
            **found, few=few, left_out=left_out, fewest=FEWEST, **kwargs
        )


class SatisfactionGive(ChangePage):
    permission = "training.give_satisfaction"
    model = Event
    form_class = SatisfactionForm
    template_name = "training/satisfaction_give.html"
    title = _("What did you think of it?")
    success_message = _("Thank you for your answer.")

    @cached_property
    def given(self):
        return answer_of(self.object, self.request.user)

    def get(self, request, *args, **kwargs):
        refuse_to_ask(self.object, own_supplier(request.user))
        return super().get(request, *args, **kwargs)

    def get_initial(self):
        names = (*Satisfaction.MARKS, "remark")
        return {name: getattr(self.given, name) for name in names} if self.given else {}

    def get_context_data(self, **kwargs):
        until = changeable_until(self.given.given_at) if self.given else None
        return super().get_context_data(
            given=self.given, until=until, over=bool(until) and now() > until, **kwargs
        )

    def change(self, form):
        return give_satisfaction(
            self.object,
            supplier=own_supplier(self.request.user),
            marks=form.marks(),
            remark=form.cleaned_data["remark"],
            by=self.request.user,
            at=now(),
        )
