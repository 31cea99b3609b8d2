"""What the invited answer: the organiser's lists, and the supplier's own answer."""

import django_filters
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from sustainportal.web.pages import ActOnOne, ChangePage, ListPage

from ..forms_registration import DeclineForm, ExcuseForm
from ..models import Event, Invitation, Place, Registration
from ..operations import answers
from ..queries.answers import ANSWERS, answered, numbered
from ..queries.event_page import organiser_counts
from ..workbooks.registration import ANSWER_COLUMNS, REGISTRATION_COLUMNS
from .recording import may_record


class OfEvent(ListPage):
    """Rows of one event, which the person must be allowed to see."""

    @cached_property
    def event(self):
        return get_object_or_404(Event.objects.visible_to(self.request.user), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(event=self.event, **kwargs)


class AnswerFilter(django_filters.FilterSet):
    answer = django_filters.ChoiceFilter(label=_("Answer"), choices=list(ANSWERS.items()))
    somebody_came = django_filters.TypedChoiceFilter(
        label=_("Came"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda said: said == "yes",
    )

    class Meta:
        model = Invitation
        fields = []


class AnswerList(OfEvent):
    """Who is invited, why, and what they answered."""

    permission = "training.plan_event"
    filterset_class = AnswerFilter
    template_name = "training/answer_list.html"
    sorts = {
        "supplier": ("supplier__name",),
        "answer": ("answer", "supplier__name"),
        "invited": ("invited_at",),
    }
    default_sort = "supplier"
    columns = ANSWER_COLUMNS
    export_name = "answers"

    def get_queryset(self):
        rows = Invitation.objects.filter(event=self.event).visible_to(self.request.user)
        return answered(rows).select_related("supplier")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **organiser_counts(self.event, timezone.localdate()), **kwargs
        )


def places_of(request):
    return Place.objects.filter(event=request.resolver_match.kwargs["pk"]).order_by("name", "pk")


class RegistrationFilter(django_filters.FilterSet):
    place = django_filters.ModelChoiceFilter(queryset=places_of, label=_("Place"))
    seat = django_filters.ChoiceFilter(
        label=_("Seat"),
        choices=[("seated", _("has a seat")), ("waiting", _("waits in line"))],
        method="by_seat",
    )

    class Meta:
        model = Registration
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not places_of(self.request).exists():
            del self.filters["place"]

    def by_seat(self, rows, name, value):
        return rows.filter(waiting_since__isnull=value == "seated")


class RegistrationList(OfEvent):
    """Who is registered, and who waits in line."""

    permission = "training.read_event"
    filterset_class = RegistrationFilter
    template_name = "training/registration_list.html"
    sorts = {
        "name": ("name",),
        "supplier": ("supplier__name", "name"),
        "registered": ("registered_at",),
        "line": ("waiting_since", "registered_at"),
    }
    default_sort = "supplier"
    columns = REGISTRATION_COLUMNS
    export_name = "registrations"

    def get_queryset(self):
        rows = Registration.objects.filter(event=self.event).visible_to(self.request.user)
        return rows.select_related("supplier", "place")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["object"] = self.event
        context["has_places"] = self.event.places.exists()
        context["may_record"] = may_record(self.request.user, self.event)
        numbered(self.event, context["object_list"])
        return context


class OwnInvitation:
    """One's own supplier's invitation to an event one may see."""

    permission = "training.decline_invitation"
    model = Invitation

    def get_queryset(self):
        user = self.request.user
        seen = Invitation.objects.filter(event__in=Event.objects.visible_to(user))
        return seen.visible_to(user).select_related("event", "supplier")

    def cancel_address(self):
        return self.object.event.get_absolute_url()

    def get_context_data(self, **kwargs):
        return super().get_context_data(intro=self.object.event.title, **kwargs)


class Decline(OwnInvitation, ChangePage):
    form_class = DeclineForm
    title = _("Decline the invitation")
    submit_label = _("Decline")
    success_message = _(
        "The invitation is declined. You can take that back while the event is open."
    )

    def change(self, form):
        return answers.decline(
            self.object, **form.cleaned_data, by=self.request.user, at=timezone.now()
        )


class DeclineBack(OwnInvitation, ActOnOne):
    success_message = _("The invitation stands again. Register your people.")

    def act(self):
        return answers.take_back(self.object, by=self.request.user, at=timezone.now())


class Excuse(OwnInvitation, ChangePage):
    form_class = ExcuseForm
    title = _("Say why nobody came")
    success_message = _("Thank you. The organiser reads it.")

    def get_initial(self):
        return {"because": self.object.excused_because}

    def change(self, form):
        return answers.excuse(
            self.object, **form.cleaned_data, by=self.request.user, at=timezone.now()
        )
