"""The home page: a door per role, and what waits."""

from django.views.generic import TemplateView

from .pages import Permitted


class Home(Permitted, TemplateView):
    permission = "web.see_home"
    template_name = "web/home.html"
