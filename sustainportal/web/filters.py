"""Filters that more than one room's lists need, and filters that few readers need."""

from functools import cache

import django_filters
from django import forms
from django.utils.choices import BaseChoiceIterator


class YearFilter(django_filters.Filter):
    """A year the calendar has; any other number is refused on the form instead of reaching a date."""

    field_class = forms.IntegerField

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"min_value": 1, "max_value": 9999} | kwargs)


class LazyChoices(BaseChoiceIterator):
    """What `ask` returns, a list of (value, label), asked for once and not before it is needed."""

    def __init__(self, ask):
        self.ask = cache(ask)

    def __iter__(self):
        return iter(self.ask())

    def __len__(self):
        return len(self.ask())


class RareFilters:
    """For a FilterSet: the filters named in `rare` are offered to who asks for them (`?open=filters`), and
    wherever one of them narrows the list. Hidden they are not there at all: their choices ask no query.

    `rare_filters` says how they stand: "hidden", "open" (asked for) or "used".
    """

    rare: tuple[str, ...] = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.rare_filters = self.standing_of_rare(self.request.GET)
        if self.rare_filters == "hidden":
            for name in self.rare:
                del self.filters[name]

    def standing_of_rare(self, asked):
        if any(value and self.is_rare(key) for key, value in asked.items()):
            return "used"
        return "open" if asked.get("open") == "filters" else "hidden"

    def is_rare(self, key):
        """Whether a word of the address belongs to a rare filter; a range's end in _min, _after and such."""
        return key in self.rare or key.rpartition("_")[0] in self.rare
