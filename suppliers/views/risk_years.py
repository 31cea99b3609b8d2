"""What the pages about a risk year share: the year in their address."""

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.timezone import localdate

from ..models import RiskYear
from ..operations.risk import AHEAD, FIRST_YEAR


class OfYear:
    """A page about the year in the address; a year that cannot be is a 404."""

    @cached_property
    def year(self):
        year = self.kwargs["year"]
        if not FIRST_YEAR <= year <= localdate().year + AHEAD:
            raise Http404
        return year

    @cached_property
    def risk_year(self):
        return RiskYear.objects.filter(pk=self.year).first()
