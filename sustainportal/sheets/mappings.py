"""What a person said of the columns is remembered: next month's file of the same shape needs nothing."""

from .headings import fingerprint, first_rows


def remembered(importer, table):
    """The mapping for a file of this shape from this source ({} if none was ever given)."""
    from .models import ColumnMapping  # whose module reads the importers

    prints = [fingerprint(row) for row in first_rows(table)]
    known = ColumnMapping.objects.filter(
        importer=importer.name, source=importer.remembered_as, fingerprint__in=prints
    )
    return dict(known.order_by("-at").values_list("mapping", flat=True).first() or {})


def remember(importer, match, mapping, *, by, at):
    """Keep a mapping that has just been used."""
    from .models import ColumnMapping

    ColumnMapping.objects.update_or_create(
        importer=importer.name,
        source=importer.remembered_as,
        fingerprint=fingerprint(match.headings),
        defaults={"mapping": mapping, "by": by, "at": at},
    )
