"""A person's own notices."""

import django_filters
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sustainportal.web.pages import Act, ActOnOne, ListPage

from . import operations, queries
from .models import Notice


class NoticeFilter(django_filters.FilterSet):
    unread = django_filters.BooleanFilter("read_at", lookup_expr="isnull", label=_("Unread"))

    class Meta:
        model = Notice
        fields = []


class NoticeList(ListPage):
    permission = "notices.read_notices"
    filterset_class = NoticeFilter
    template_name = "notices/notice_list.html"

    def get_queryset(self):
        return queries.own(self.request.user)


class NoticeRead(ActOnOne):
    """Marks one notice as read and goes where it points."""

    permission = "notices.read_notices"
    model = Notice

    def act(self):
        mine = Notice.objects.visible_to(self.request.user).filter(pk=self.object.pk)
        operations.read(mine, at=timezone.now())
        return self.object.link or reverse("notices:notice_list")


class NoticesRead(Act):
    """Marks all of the person's notices as read."""

    permission = "notices.read_notices"
    success_message = _("All notices are marked as read.")

    def act(self):
        operations.read(Notice.objects.visible_to(self.request.user), at=timezone.now())
        return reverse("notices:notice_list")
