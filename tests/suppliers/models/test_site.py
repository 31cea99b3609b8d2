"""A site's coordinates: both or neither, and on this earth."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from suppliers.models import Site


@pytest.mark.parametrize(
    ("latitude", "longitude", "kept"),
    [
        ("24.8066", "120.9686", True),
        ("90", "180", True),
        ("-90", "-180", True),
        ("90.000001", "0", False),
        ("0", "-180.000001", False),
        ("0", "0", True),
        (None, None, True),
        ("24.8", None, False),
        (None, "120.9", False),
    ],
)
def test_a_site_lies_on_earth_or_nowhere(site, latitude, longitude, kept):
    values = {
        "latitude": latitude and Decimal(latitude),
        "longitude": longitude and Decimal(longitude),
    }
    try:
        with transaction.atomic():
            Site.objects.filter(pk=site.pk).update(**values)
        assert kept
    except IntegrityError:
        assert not kept


def test_a_position_is_written_for_maps(site):
    assert site.position == ""
    site.latitude, site.longitude = Decimal("24.806600"), Decimal("-120.000000")
    assert site.position == "24.8066,-120"
