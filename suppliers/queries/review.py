"""What a person looks at to say whether two names are one supplier."""

from ..models import Supplier
from ..wording_matching import address_words, country_words, name_words

MOST_ROWS = 20
MOST_SITES = 6


def next_question(questions, *, after):
    """The open question that follows in the order of the list; the first one after the last."""
    rest = questions.exclude(pk=after.pk).order_by("name", "pk")
    return rest.filter(name__gte=after.name).first() or rest.first()


def side_by_side(match):
    """{"rows": the waiting rows, "columns": what each candidate says, part by part}."""
    candidates = match.candidates.select_related("country").prefetch_related("aliases", "sites")
    columns = [column(supplier, match.evidence.get(str(supplier.pk))) for supplier in candidates]
    columns.sort(key=lambda one: -(one["score"] or 0))
    return {"rows": list(match.rows.all()[:MOST_ROWS]), "columns": columns}


def column(supplier, parts):
    return {
        "supplier": supplier,
        "status": Supplier.Status(supplier.status).label,
        "spellings": [alias.spelling for alias in supplier.aliases.all()],
        "sites": [site.address or site.name for site in supplier.sites.all()[:MOST_SITES]],
        "score": parts and parts["score"],
        "name": name_words(parts) if parts else "",
        "country": country_words(parts) if parts else "",
        "address": address_words(parts) if parts else "",
    }
