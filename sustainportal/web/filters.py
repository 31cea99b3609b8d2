"""Filters that more than one room's lists need."""

import django_filters
from django import forms


class YearFilter(django_filters.Filter):
    """A year the calendar has; any other number is refused on the form instead of reaching a date."""

    field_class = forms.IntegerField

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"min_value": 1, "max_value": 9999} | kwargs)
