"""Pages of a long list, counting no more than a reader needs."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property


def page_number(text):
    """The number asked for; the first page where it is none."""
    digits = str(text)[:18]
    return int(digits) if digits.isdecimal() else 1


class ShortCountPaginator(Paginator):
    """A list that fits one page is not counted; a long one is counted up to `ceiling` rows.

    Then `capped` is True and `count` is the ceiling. Whoever turns to a page at or beyond the
    ceiling gets the exact count. A page that does not exist becomes the first or the last one.
    """

    ceiling = 2_000
    exact = False
    capped = False

    def __init__(self, rows, per_page, *, counted=None):
        """`counted`: the same rows without what only the page reads of them; by default `rows`."""
        super().__init__(rows, per_page)
        self.counted = rows if counted is None else counted

    def get_page(self, number):
        number = page_number(number)
        self.exact = number * self.per_page >= self.ceiling
        if number == 1:
            return self.first_page()
        return super().get_page(number)

    def first_page(self):
        rows = list(self.object_list[: self.per_page + 1])
        if len(rows) <= self.per_page:
            self.count = len(rows)
        return self._get_page(rows[: self.per_page], 1, self)

    @cached_property
    def count(self):
        if not isinstance(self.counted, QuerySet):
            return super().count
        rows = self.counted.order_by().values("pk")
        if self.exact:
            return rows.count()
        counted = rows[: self.ceiling + 1].count()
        self.capped = counted > self.ceiling
        return min(counted, self.ceiling)


class FoundPaginator(ShortCountPaginator):
    """The keys of what a search finds: up to `ceiling` of them are asked for at once, which counts them too."""

    def get_page(self, number):
        found = list(self.object_list[: self.ceiling + 1])
        if len(found) <= self.ceiling or page_number(number) * self.per_page < self.ceiling:
            self.object_list, self.capped = found[: self.ceiling], len(found) > self.ceiling
            self.count = len(self.object_list)
        return super().get_page(number)
