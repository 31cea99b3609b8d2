"""Who did what, when: the whole trail, for those who may read it."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from sustainportal.web.pages import ListPage

from .models import Entry
from .workbooks import TRAIL_COLUMNS

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class EntryFilter(django_filters.FilterSet):
    event = django_filters.CharFilter(lookup_expr="istartswith", label=_("Event begins with"))
    actor = django_filters.CharFilter(lookup_expr="icontains", label=_("Who"))
    since = django_filters.DateFilter("at", "date__gte", label=_("From"), widget=DAY)
    until = django_filters.DateFilter("at", "date__lte", label=_("Until"), widget=DAY)

    class Meta:
        model = Entry
        fields = []


class EntryList(ListPage):
    permission = "trail.read_trail"
    model = Entry
    filterset_class = EntryFilter
    template_name = "trail/entry_list.html"
    sorts = {"at": ("at",), "event": ("event", "at"), "actor": ("actor", "at")}
    default_sort = "-at"
    columns = TRAIL_COLUMNS
    export_name = "trail"
