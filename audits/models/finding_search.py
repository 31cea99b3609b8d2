"""What a search of the findings compares, and where an index helps (as suppliers/models/search.py does it)."""

from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.lookups import Contains, IsNull

from suppliers.models import Site
from suppliers.models.search import Needle, Searched, Way, any_of, evened, found_by, has_index
from suppliers.models.supplier import found_at

from .protocol import Provision

#: index -> its table, nothing more to compare, the text
INDEXES = {"finding_search": ("audits_finding", "''", "description")}
#: more ids are not gathered: then the condition is asked of each finding on the way
AT_MOST = 2_000


def finds(findings, text):
    """The condition that a finding is about the text; None where PostgreSQL knows that none is.

    `findings`: all of them, to gather ids from; the condition is for whoever narrows the rows they may see.
    """
    at_site, conditions = Q(audit__site__name__icontains=text), [about(text), told(text)]
    of_suppliers = found_at("audit__site__supplier", text)
    if of_suppliers is not None:
        conditions.append(of_suppliers)
    if not has_index(*INDEXES):
        return any_of([at_site, *conditions])
    ways = [(at_site, asked_of_its_site(text)), *((one, one) for one in conditions)]
    return found_by(
        [Way(findings.filter(one).order_by().values("pk"), each, AT_MOST) for one, each in ways]
    )


def asked_of_its_site(text):
    """By a part of the site's name, asked of each finding: PostgreSQL takes it for rare where it is not."""
    own = Site.objects.filter(pk=OuterRef("audit__site"), name__icontains=text).order_by()
    return Q(IsNull(Subquery(own.values("pk")[:1]), False))


def about(text):
    """By the provision: its code, or a part of its title in any language."""
    titles = ("title", "title_hant", "title_hans")
    like = any_of(Q(**{f"{title}__icontains": text}) for title in titles)
    return Q(
        provision__in=Provision.objects.filter(like | Q(code__iexact=text)).order_by().values("pk")
    )


def told(text):
    """By a part of the description, as typed or in ordinary width; one or two letters must begin a word."""
    needles = [Needle(one) for one in sorted({text, evened(text)} - {""})]
    if not has_index(*INDEXES):
        return any_of(needle.within("description") for needle in needles)
    column = Searched(F("description"))
    return any_of(Q(Contains(column, Value(needle.indexed().lower()))) for needle in needles)
