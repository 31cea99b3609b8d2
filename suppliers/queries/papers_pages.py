"""What the pages of declarations and certificates show."""

from dataclasses import dataclass

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, Subquery
from django.db.models.functions import ExtractYear

from ..models import (
    Certificate,
    Declaration,
    DeclarationBalance,
    SignatureRequest,
    Supplier,
)
from ..rules.papers import rate
from .papers import ASKED

ACCEPTED, HANDED_IN = Declaration.State.ACCEPTED, Declaration.State.HANDED_IN


# --- who signed -------------------------------------------------------------------------------
def signer_rows(code):
    """Suppliers with their declaration of the code version (None: no version is in force): `current`, `waiting`
    by joins that double no row; the newest earlier version that was signed; the newest declaration of any
    version that waits to be accepted (`handed_in`); the day last asked."""
    code = code and code.pk
    earlier = Declaration.objects.accepted().filter(supplier=OuterRef("pk")).exclude(code=code)
    asked = SignatureRequest.objects.filter(supplier=OuterRef("pk"), code=code)
    waiting = Declaration.objects.filter(supplier=OuterRef("pk"), state=HANDED_IN)
    return Supplier.objects.standing().annotate(
        current=FilteredRelation(
            "declarations", condition=Q(declarations__code=code, declarations__state=ACCEPTED)
        ),
        waiting=FilteredRelation(
            "declarations", condition=Q(declarations__code=code, declarations__state=HANDED_IN)
        ),
        signed_on=F("current__signed_on"),
        signer=F("current__signer_name"),
        declaration=F("current__pk"),
        waits=F("waiting__pk"),
        earlier=Subquery(earlier.order_by("-signed_on", "-pk").values("code__version")[:1]),
        handed_in=Subquery(waiting.order_by("-at", "-pk").values("pk")[:1]),
        asked_on=Subquery(asked.order_by("-asked_on").values("asked_on")[:1]),
    )


def standing_filter(standing):
    """Which of `signer_rows` have signed, wait to be accepted (any version, whoever must sign or not),
    signed an earlier version only, or nothing."""
    asked = Q(status__in=ASKED)
    unsigned = asked & Q(declaration=None, waits=None)
    return {
        "signed": asked & Q(declaration__isnull=False),
        "waiting": Q(
            Exists(Declaration.objects.filter(supplier=OuterRef("pk"), state=HANDED_IN).order_by())
        ),
        "earlier": unsigned & Q(earlier__isnull=False),
        "never": unsigned & Q(earlier=None),
        "unsigned": asked & Q(declaration=None),
    }[standing]


# --- statistics -------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Year:
    """New suppliers of a year, how many of them signed within it, and how many suppliers signed in all.
    A figure from before the portal has a source and no rows; its `signers` are not known."""

    year: int
    new: int
    signed: int
    signers: int | None
    source: str = ""

    @property
    def percent(self):
        return rate(self.signed, self.new)


def declaration_years():
    """[Year], newest first; opening balances stand in lines of their own. Four queries."""
    of_year = Declaration.objects.accepted().filter(
        supplier=OuterRef("pk"), year__lte=OuterRef("year")
    )
    suppliers = Supplier.objects.standing().order_by().annotate(year=ExtractYear("created_at"))
    new = counted(suppliers)
    signed = counted(suppliers.filter(Exists(of_year)))
    rows = Declaration.objects.accepted().order_by().values("year")
    signers = dict(rows.annotate(n=Count("supplier", distinct=True)).values_list("year", "n"))
    years = [
        Year(year, new.get(year, 0), signed.get(year, 0), signers.get(year, 0))
        for year in {*new, *signers}
    ]
    balances = [
        Year(row.year, row.asked, row.signed, None, row.source)
        for row in DeclarationBalance.objects.all()
    ]
    return sorted([*years, *balances], key=lambda line: (-line.year, bool(line.source)))


def counted(suppliers):
    return dict(suppliers.values("year").annotate(n=Count("pk")).values_list("year", "n"))


def coverage(code):
    """(signed, asked) of the version in force: suppliers that must sign, and those who did. One query."""
    asked = Supplier.objects.standing().filter(status__in=ASKED)
    mine = Declaration.objects.accepted().filter(supplier=OuterRef("pk"), code=code)
    found = asked.aggregate(asked=Count("pk"), signed=Count("pk", filter=Exists(mine)))
    return found["signed"], found["asked"]


# --- one supplier -----------------------------------------------------------------------------
def declarations_of(supplier):
    """Every declaration of a supplier, newest first."""
    rows = supplier.declarations.select_related("code", "file", "by", "judged_by")
    return list(rows.order_by("-at", "-pk"))


def certificates_by_kind(supplier):
    """[(kind, [certificates])]: of each kind the longest valid first, so that history stands below."""
    rows = (
        supplier.certificates.with_renewal()
        .select_related("kind", "site", "file")
        .order_by("kind__place", "kind__name", "-expires_on", "-pk")
    )
    groups = {}
    for row in rows:
        groups.setdefault(row.kind, []).append(row)
    return list(groups.items())


def certificate_rows():
    """Certificates for the list, with `renewed`."""
    return Certificate.objects.with_renewal().select_related("supplier", "kind", "site")


def chain_of(certificate):
    """What it renews, back to the first, and what renews it: (before, after), nearest first."""
    own = Certificate.objects.filter(supplier=certificate.supplier_id, kind=certificate.kind_id)
    rows = {row.pk: row for row in own.select_related("kind")}
    before, seen = [], {certificate.pk}
    place = certificate.renews_id
    while place in rows and place not in seen:
        seen.add(place)
        before.append(rows[place])
        place = rows[place].renews_id
    after = [row for row in rows.values() if row.renews_id == certificate.pk]
    return before, after
