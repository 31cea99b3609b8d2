"""The home page: what waits for this person, and the doors their role may open; saved views of lists."""

from urllib.parse import urlencode

from django.http import Http404
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils.functional import cached_property
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from sustainportal.notices import queries as notices

from . import operations
from .forms import SavedViewForm
from .models import SavedView
from .pages import ActOnOne, NewPage, Permitted
from .queries import PASSING
from .waiting import waiting_for


class Home(Permitted, TemplateView):
    permission = "web.see_home"
    template_name = "web/home.html"
    shown_notices = 5

    def get_context_data(self, **kwargs):
        unread = notices.own(self.request.user).unread()
        rows = list(unread[: self.shown_notices + 1])
        return super().get_context_data(
            piles=waiting_for(self.request.user, on=localdate()),
            notices=rows[: self.shown_notices],
            more=len(rows) > self.shown_notices,
            **kwargs,
        )


# --- saved views ------------------------------------------------------------------------------
def kept_query(asked):
    """The part of an address that a view keeps: everything given, but for what passes."""
    pairs = [
        (key, value)
        for key, values in asked.lists()
        if key not in PASSING | {"list"}
        for value in values
        if value
    ]
    return urlencode(pairs)


class ViewNew(NewPage):
    """`?list=<route>&…`: the list, and the rest of its address as it stands."""

    permission = "web.keep_view"
    form_class = SavedViewForm
    title = _("Save this view")
    intro = _(
        "Its search, filters, order and columns are kept under a name and open with one click."
    )
    success_message = _("The view is saved; it stands above the list.")

    @cached_property
    def route(self):
        """The list asked for; 404 where it is none, or not one this person may read."""
        route = self.request.GET.get("list", "")
        try:
            page = resolve(reverse(route)).func.view_class
        except (NoReverseMatch, Resolver404, AttributeError) as error:
            raise Http404 from error
        if not getattr(page, "keeps_views", False) or not self.request.user.has_perm(
            page.permission
        ):
            raise Http404
        return route

    def dispatch(self, request, *args, **kwargs):
        self.request = request
        if request.user.has_perm(self.permission):
            _route = self.route
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"person": self.request.user}

    def cancel_address(self):
        query = kept_query(self.request.GET)
        return f"{reverse(self.route)}?{query}" if query else reverse(self.route)

    def form_valid(self, form):
        if len(kept_query(self.request.GET)) > SavedView._meta.get_field("query").max_length:
            form.add_error(None, _("The address of this view is too long to be kept."))
            return self.form_invalid(form)
        return super().form_valid(form)

    def change(self, form):
        return operations.keep_view(
            route=self.route,
            query=kept_query(self.request.GET),
            by=self.request.user,
            at=now(),
            **form.cleaned_data,
        )


class ViewRemove(ActOnOne):
    """Only one's own."""

    permission = "web.keep_view"
    model = SavedView
    success_message = _("The view is gone.")

    def get_queryset(self):
        return super().get_queryset().filter(owner=self.request.user.pk)

    def act(self):
        operations.remove_view(view=self.object, by=self.request.user, at=now())
        try:
            return reverse(self.object.route)
        except NoReverseMatch:  # a list that is no more
            return reverse("web:home")
