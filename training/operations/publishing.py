"""Publish a year: its figures are kept as they are, and corrections stand beside them from then on."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import record

from ..models import PublishedYear
from ..queries.statistics import year_figures


@transaction.atomic
def publish_year(*, year, by, at):
    """Keep the figures of a year that is over. Once only; NotNow when it was published, has nothing that was
    held, or still runs."""
    if year >= timezone.localdate(at).year:
        raise NotNow(_("%(year)s is not over yet.") % {"year": year})
    kept = year_figures(year)
    if kept is None:
        raise NotNow(_("Nothing was held in %(year)s.") % {"year": year})
    try:
        with transaction.atomic():
            row = PublishedYear.objects.create(
                year=year, figures=kept, published_at=at, published_by=by
            )
    except IntegrityError as error:
        raise NotNow(_("%(year)s was published already.") % {"year": year}) from error
    told = {name: kept[name] for name in ("person_times", "minutes", "suppliers")}
    record("training.year.published", row, by=by, at=at, **told)
    return row
