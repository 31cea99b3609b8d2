"""Declarations and certificates on paper: lists out, certificates in."""

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sustainportal.sheets.columns import Column
from sustainportal.sheets.importing import Importer, register

from ..models import Certificate, CertificateKind, Site, Supplier
from ..operations.certificates import keep_imported
from ..queries.merging import by_code
from ..rules.papers import EARLIEST, holds_too_long

STATE = Column("state", _("State"), kind="choice", choices=Certificate.State.choices)


def country_name(row):
    return str(row.country) if row.country_id else None


SIGNER_COLUMNS = [
    Column("code", _("Supplier code")),
    Column("name", _("Supplier")),
    Column("country", _("Country"), value=country_name),
    Column("tier", _("Tier"), kind="choice", choices=Supplier.Tier.choices),
    Column("status", _("Status"), kind="choice", choices=Supplier.Status.choices),
    Column("signed_on", _("Signed on"), kind="date"),
    Column("signer", _("Signed by")),
    Column(
        "waits", _("Waits to be accepted"), kind="boolean", value=lambda row: bool(row.handed_in)
    ),
    Column("earlier", _("Earlier version signed")),
    Column("asked_on", _("Last asked"), kind="date"),
]


def kinds():
    return [(kind.pk, kind.name) for kind in CertificateKind.objects.all()]


CERTIFICATE_COLUMNS = [
    Column(
        "supplier", _("Supplier code"), required=True, max_length=40, value="supplier.code",
        aliases=("supplier code", "vendor code"),
    ),
    Column(
        "site", _("Site"), max_length=200, value="site.name",
        help=_("The site's name; leave empty if it holds for the whole company."),
    ),
    Column("kind", _("Kind"), kind="choice", required=True, choices=kinds, value="kind_id"),
    Column("number", _("Certificate number"), required=True, max_length=80),
    Column("issuer", _("Issuer"), required=True, max_length=120),
    Column("scope", _("Scope"), max_length=500, multiline=True),
    Column("issued_on", _("Issued on"), kind="date", required=True),
    Column("expires_on", _("Valid until"), kind="date", required=True),
]  # fmt: skip
CERTIFICATE_LIST_COLUMNS = [
    CERTIFICATE_COLUMNS[0],
    Column("name", _("Supplier"), value="supplier.name"),
    *CERTIFICATE_COLUMNS[1:],
    STATE,
    Column("renewed", _("Renewed"), kind="boolean"),
]


@register
class CertificateImporter(Importer):
    """One certificate a row. One that is here already (supplier, kind, number, day of issue) is left as it is."""

    name = "suppliers.certificates"
    title = _("Certificates")
    intro = _(
        "One row per certificate, without its file. They wait to be accepted by another person, one by one."
    )
    permission = "suppliers.import_certificates"
    columns = CERTIFICATE_COLUMNS

    def begin(self, *, by, at):
        super().begin(by=by, at=at)
        self.today = timezone.localdate(at)
        self.seen = {}

    def judge(self, rows):
        codes = {row.values["supplier"] for row in rows}
        meant = by_code(codes)
        kept = Supplier.objects.in_bulk(set(meant.values()))
        suppliers = {code: kept[pk] for code, pk in meant.items()}
        sites, known = self._known([supplier.pk for supplier in suppliers.values()])
        for row in rows:
            supplier = suppliers.get(row.values["supplier"])
            if supplier is None and row.values["supplier"]:
                row.refuse("supplier", gettext("There is no supplier with this code."))
            site = self._site(row, supplier, sites)
            self._judge_days(row)
            if not row.errors:
                self._settle(row, supplier, site, known)

    def _known(self, suppliers):
        sites = {}
        for site in Site.objects.filter(supplier__in=suppliers):
            sites.setdefault((site.supplier_id, site.name), []).append(site)
        rows = Certificate.objects.filter(
            supplier__in=suppliers, state__in=("handed_in", "accepted")
        )
        fields = (
            "supplier",
            "kind",
            "number",
            "issued_on",
            "issuer",
            "scope",
            "expires_on",
            "site",
        )
        return sites, {row[:4]: row[4:] for row in rows.values_list(*fields)}

    def _site(self, row, supplier, sites):
        name = row.values["site"]
        if not name or supplier is None:
            return None
        found = sites.get((supplier.pk, name), [])
        if len(found) != 1:
            row.refuse(
                "site",
                gettext("This supplier has several sites of this name.")
                if found
                else gettext("This supplier has no site of this name."),
            )
            return None
        return found[0]

    def _judge_days(self, row):
        issued, expires = row.values["issued_on"], row.values["expires_on"]
        if issued and issued > self.today:
            row.refuse("issued_on", gettext("This day has not come yet."))
        elif issued and issued < EARLIEST:
            row.refuse("issued_on", gettext("This day is too long ago: it must be 1990 or later."))
        if issued and expires and expires <= issued:
            row.refuse("expires_on", gettext("A certificate ends after it was issued."))
        elif issued and expires and holds_too_long(issued, expires):
            row.refuse("expires_on", gettext("No certificate holds for more than 20 years."))

    def _settle(self, row, supplier, site, known):
        values = row.values
        key = supplier.pk, values["kind"], values["number"], values["issued_on"]
        first = self.seen.setdefault(key, row.number)
        if first != row.number:
            row.refuse(
                "number", gettext("Row %(row)s has this certificate already.") % {"row": first}
            )
            return
        said = values["issuer"], values["scope"] or "", values["expires_on"], site and site.pk
        if key in known:
            row.outcome = "unchanged"
            if known[key] != said:
                row.refuse(
                    "number",
                    gettext(
                        "This certificate is here with other details; withdraw or decline that first."
                    ),
                )
            return
        row.outcome = "created"
        row.plan = Certificate(
            supplier=supplier,
            site=site,
            kind_id=values["kind"],
            number=values["number"],
            issuer=values["issuer"],
            scope=values["scope"] or "",
            issued_on=values["issued_on"],
            expires_on=values["expires_on"],
        )

    def keep(self, rows):
        new = [row.plan for row in rows if row.outcome == "created"]
        keep_imported(new, by=self.by, at=self.at)
