"""Assessments in a sheet: one row for each, with a column for every dimension of every kind."""

from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sustainportal.sheets.columns import Column
from sustainportal.sheets.importing import Importer, register

from ..models import AssessmentDimension, AssessmentKind
from ..operations.assessments import keep_assessments
from ..queries.assessments import known_assessments, sites_by_name, suppliers_by_code
from ..rules.papers import EARLIEST


def kinds():
    return [(kind.pk, kind.short) for kind in AssessmentKind.objects.all()]


FACTS = [
    Column("code", _("Supplier code"), required=True, max_length=40, value="supplier.code"),
    Column(
        "site", _("Site"), max_length=200, help=_("Empty: the whole supplier."),
        value=lambda row: row.site.name if row.site_id else "",
    ),
    Column("kind", _("Kind"), kind="choice", choices=kinds, required=True, value="kind_id"),
    Column("assessed_on", _("Assessed on"), kind="date", required=True),
    Column("assessor", _("Assessor"), max_length=100, required=True),
    Column("organisation", _("Organisation"), max_length=200, required=True),
    Column(
        "valid_until", _("Valid until"), kind="date",
        help=_("Leave empty and it holds as long as the approval policy says."),
    ),
    Column("remark", _("Remark"), max_length=2000, multiline=True),
]  # fmt: skip
#: What an export adds: worked out by the portal, and not read back.
RESULT_COLUMNS = [
    Column("total", _("Total"), kind="decimal", places=2),
    Column("passed", _("Passed"), kind="boolean"),
]


def score_column(dimension):
    """The column of one dimension: "QSA 3 Design and change control"."""
    pk = dimension.pk

    def score(row):
        return next((found.score for found in row.scores.all() if found.dimension_id == pk), None)

    label = f"{dimension.kind_id.upper()} {dimension.number} {gettext(dimension.name)}"
    key = f"{dimension.kind_id}_{dimension.number}"
    return Column(
        key, label, kind="decimal", places=2, minimum=0, maximum=100, value=score, aliases=(key,)
    )


class Columns:
    """The columns with the dimensions the catalogue has at this moment; read anew each time."""

    def __init__(self, *more):
        self.more = more

    def __iter__(self):
        dimensions = AssessmentDimension.objects.select_related("kind")
        scores = dimensions.order_by("kind__position", "kind", "number")
        yield from (*FACTS, *self.more)
        yield from [score_column(dimension) for dimension in scores]

    def __len__(self):
        return sum(1 for _column in self)

    def __bool__(self):
        return True


@register
class AssessmentImporter(Importer):
    name = "suppliers.assessments"
    title = _("Assessments of suppliers")
    intro = _(
        "One row for each assessment; fill in the dimensions of its kind and leave the others empty. "
        "What is taken in is confirmed."
    )
    columns = Columns()
    permission = "suppliers.import_assessments"

    def begin(self, *, by, at):
        super().begin(by=by, at=at)
        self.dimensions = {}
        for row in AssessmentDimension.objects.order_by("kind", "number"):
            self.dimensions.setdefault(row.kind_id, {})[f"{row.kind_id}_{row.number}"] = row
        self.seen = {}

    def judge(self, rows):
        codes = {row.values["code"] for row in rows if row.values["code"]}
        self.suppliers = suppliers_by_code(codes)
        self.sites = sites_by_name(self.suppliers.values())
        known = known_assessments(self.suppliers.values())
        for row in rows:
            self._judge(row, known)

    def _judge(self, row, known):
        values = row.values
        supplier = self.suppliers.get(values["code"])
        if values["code"] and supplier is None:
            row.refuse("code", gettext("No supplier has this code."))
        site = self._site(row, supplier)
        self._check_days(row, values["assessed_on"], values["valid_until"])
        scores = self._scores(row)
        if row.errors:
            return
        key = (supplier, site, values["kind"], values["assessed_on"])
        self._place(row, key, scores, known.get(key))

    def _check_days(self, row, day, until):
        if day and day > localdate(self.at):
            row.refuse("assessed_on", gettext("An assessment cannot be of a day in the future."))
        elif day and day < EARLIEST:
            row.refuse(
                "assessed_on", gettext("This day is too long ago: it must be 1990 or later.")
            )
        elif day and until and until < day:
            row.refuse("valid_until", gettext("It would have ended before it was made."))

    def _site(self, row, supplier):
        name = row.values["site"]
        if not name or supplier is None:
            return None
        site = self.sites.get((supplier, name))
        if site is None:
            row.refuse("site", gettext("This supplier has no site of this name."))
        return site

    def _scores(self, row):
        """{dimension id: score} of the row's kind; refused where one lacks or another kind's is given."""
        own = self.dimensions.get(row.values["kind"], {})
        for kind, dimensions in self.dimensions.items():
            for key in dimensions:
                given = row.values[key] is not None
                if kind == row.values["kind"] and not given:
                    row.refuse(key, gettext("This dimension needs a score from 0 to 100."))
                elif row.values["kind"] and kind != row.values["kind"] and given:
                    row.refuse(key, gettext("This dimension belongs to another kind."))
        return {dimension.pk: row.values[key] for key, dimension in own.items()}

    def _place(self, row, key, scores, kept):
        if key in self.seen:
            said = gettext("Row %(number)d of this file is of the same kind, site and day.")
            row.refuse("assessed_on", said % {"number": self.seen[key]})
            return
        self.seen[key] = row.number
        if kept is None:
            row.outcome, row.plan = "created", (key, scores)
        elif kept == scores:
            row.outcome = "unchanged"
        else:
            row.refuse(
                "assessed_on",
                gettext("It is recorded already, with other scores. Change a draft on its page."),
            )

    def keep(self, rows):
        planned = [(row.plan, row.values) for row in rows if row.plan]
        keep_assessments(planned=planned, by=self.by, at=self.at)
