"""The home page: what waits for this person, and the doors their role may open."""

from django.views.generic import TemplateView

from sustainportal.notices import queries as notices

from .pages import Permitted


class Home(Permitted, TemplateView):
    permission = "web.see_home"
    template_name = "web/home.html"
    shown_notices = 5

    def get_context_data(self, **kwargs):
        unread = notices.own(self.request.user).unread()
        rows = list(unread[: self.shown_notices + 1])
        return super().get_context_data(
            notices=rows[: self.shown_notices], more=len(rows) > self.shown_notices, **kwargs
        )
