"""Corrections as a person reads them: what, of which thing, from what to what."""

from django.utils.text import capfirst

from ..models import Contact, Correction, Country, Site, Supplier, SupplierIdentifier

MODELS = {"profile": Supplier, "site": Site, "contact": Contact, "identifier": SupplierIdentifier}


def corrections():
    """Every correction with what its line on a page needs; narrow it with `visible_to`."""
    return Correction.objects.select_related(
        "supplier", "site", "contact", "proposed_by", "decided_by"
    )


def write_words(rows):
    """Add to corrections what their lines say: `what`, `thing` and `parts`, a list of (before, proposed).

    One query for the names of all the countries they speak of."""
    values = [
        value for row in rows for value in (row.before, row.proposed) if row.field == "country"
    ]
    values += [row.proposed.get("country") for row in rows if not row.field]
    countries = Country.objects.in_bulk({value for value in values if value}) if any(values) else {}
    for row in rows:
        model = MODELS[row.about]
        if row.field:
            row.what = label(model, row.field)
            row.was = words(model, row.field, row.before, countries)
            row.wanted = words(model, row.field, row.proposed, countries)
        else:
            row.what, row.was = None, ""
            row.wanted = " · ".join(
                words(model, name, value, countries) for name, value in row.proposed.items()
            )
        thing = row.site or row.contact
        row.thing = str(thing) if thing else ""
    return rows


def label(model, name):
    return capfirst(str(model._meta.get_field(name).verbose_name))


def words(model, name, value, countries):
    """A kept value as text; empty for nothing."""
    if value in (None, ""):
        return ""
    if name == "country":
        return str(countries.get(value, value))
    choices = dict(model._meta.get_field(name).flatchoices)
    return str(choices.get(value, value))
