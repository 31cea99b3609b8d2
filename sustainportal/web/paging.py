"""Pages of a long list, counting no more than a reader needs."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property


class ShortCountPaginator(Paginator):
    """A list that fits one page is not counted; a long one is counted up to `ceiling` rows.

    Then `capped` is True and `count` is the ceiling. Whoever turns to a page at or beyond the
    ceiling gets the exact count. A page that does not exist becomes the first or the last one.
    """

    ceiling = 10_000
    exact = False
    capped = False

    def get_page(self, number):
        digits = str(number)[:18]
        number = int(digits) if digits.isdecimal() else 1
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
        if self.exact or not isinstance(self.object_list, QuerySet):
            return super().count
        rows = self.object_list.order_by().values(
            "pk"
        )  # nothing a page shows need be read to count
        counted = rows[: self.ceiling + 1].count()
        self.capped = counted > self.ceiling
        return min(counted, self.ceiling)
