"""What an importer of assessments must know, in sets."""

from ..models import AssessmentScore, Site
from .merging import by_code


def suppliers_by_code(codes):
    """{code: supplier id} of those that exist; an old code means the supplier it was merged into."""
    return by_code(codes)


def sites_by_name(supplier_ids):
    """{(supplier id, name): site id}."""
    rows = Site.objects.filter(supplier__in=list(supplier_ids)).order_by("-pk")
    return {
        (supplier, name): pk for supplier, name, pk in rows.values_list("supplier", "name", "pk")
    }


def known_assessments(supplier_ids):
    """{(supplier id, site id or None, kind, day): {dimension id: score}}."""
    found = {}
    rows = AssessmentScore.objects.filter(assessment__supplier__in=list(supplier_ids)).order_by()
    for *key, dimension, score in rows.values_list(
        "assessment__supplier",
        "assessment__site",
        "assessment__kind",
        "assessment__assessed_on",
        "dimension",
        "score",
    ):
        found.setdefault(tuple(key), {})[dimension] = score
    return found
