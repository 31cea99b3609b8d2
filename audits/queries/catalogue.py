"""The catalogue of provisions: by version, with hint, category, crosswalk and findings."""

from django.db.models import Count, Prefetch, Q

from sustainportal.web.languages import in_language

from ..models import Finding, Provision, ProvisionMatch

KIND = ProvisionMatch.Kind
#: A line of the crosswalk read the other way round.
MIRRORED = {KIND.WIDER: KIND.NARROWER, KIND.NARROWER: KIND.WIDER}


def provision_rows(protocol, person, text=""):
    """The provisions of a protocol as the page shows them, each with `others` (what it is called
    elsewhere, and how it reads there), `look_at` (the hint in the reader's language) and `found` (reported
    findings this person may see)."""
    to = ("counterpart__protocol", "matches"), ("provision__protocol", "matched_by")
    rows = protocol.provisions.order_by("section", "number").prefetch_related(
        *(
            Prefetch(name, ProvisionMatch.objects.select_related(there))
            for there, name in to
        )
    )  # fmt: skip
    if text:
        rows = rows.filter(_says(text))
    found = found_by_provision(protocol, person)
    return [_shown(row, found) for row in rows]


def _says(text):
    names = ("code__iexact", "title__icontains", "title_hant__icontains", "title_hans__icontains",
             "hint__icontains", "hint_hant__icontains", "hint_hans__icontains")  # fmt: skip
    asked = Q()
    for name in names:
        asked |= Q(**{name: text})
    return asked


def _shown(row, found):
    row.others = [(match.counterpart, KIND(match.kind).label) for match in row.matches.all()]
    row.others += [
        (match.provision, KIND(MIRRORED.get(match.kind, match.kind)).label)
        for match in row.matched_by.all()
    ]
    row.look_at = in_language(row, "hint")
    row.found = found.get(row.pk, 0)
    return row


def found_by_provision(protocol, person):
    """{provision id: how many reported findings this person may see}."""
    rows = Finding.objects.visible_to(person).reported().filter(provision__protocol=protocol)
    return dict(rows.order_by().values_list("provision").annotate(Count("pk", distinct=True)))


def headings(rows):
    """[(section label, rows)] in order."""
    parts = {}
    for row in rows:
        parts.setdefault(row.section, []).append(row)
    return [(Provision.Section(section).label, members) for section, members in parts.items()]
