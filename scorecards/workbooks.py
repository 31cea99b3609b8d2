"""Scorecards on paper: operating figures in, cards and recommendations out."""

from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from suppliers.models import Supplier
from suppliers.rules import quarters
from sustainportal.sheets.columns import Column
from sustainportal.sheets.importing import Importer, register

from .models import OperatingFigure, Quarter
from .operations.figures import keep_figures

DIMENSIONS = OperatingFigure.Dimension.values


def _figure(key, label, help=""):
    return Column(
        key, label, kind="decimal", places=2, minimum=Decimal(0), maximum=Decimal(100), help=help
    )


FIGURE_COLUMNS = [
    Column("supplier", _("Supplier code"), required=True, max_length=40),
    Column("quarter", _("Quarter"), kind="quarter", required=True),
    _figure("quality", _("Quality"), _("0 to 100, 100 is best. An empty cell changes nothing.")),
    _figure("cost", _("Cost")),
    _figure("delivery", _("Delivery")),
    _figure("technology", _("Technology")),
    _figure("service", _("Service")),
]
CARD_COLUMNS = [
    Column("quarter", _("Quarter"), value="quarter_id"),
    Column("code", _("Supplier code"), value="supplier.code"),
    Column("name", _("Supplier"), value="supplier.name"),
    Column("grade", _("Grade"), value=lambda card: str(card.grade_shown)),
    Column("score", _("Score"), kind="decimal"),
    Column("coverage", _("Coverage, %"), kind="decimal"),
    Column("computed_at", _("Computed"), kind="datetime"),
]
LINE_COLUMNS = [
    Column("quarter", _("Quarter"), value="allocation.quarter_id"),
    Column("commodity", _("Commodity"), value="allocation.commodity.name"),
    Column("code", _("Supplier code"), value="supplier.code"),
    Column("name", _("Supplier"), value="supplier.name"),
    Column("grade", _("Grade")),
    Column("current", _("Share now, %"), kind="decimal"),
    Column("share", _("Recommended, %"), kind="decimal"),
    Column("change", _("Change, points"), kind="decimal"),
    Column("decided", _("Decided, %"), kind="decimal"),
    Column("state", _("State"), value=lambda line: line.allocation.get_state_display()),
]


@register
class FigureImporter(Importer):
    """Operating figures of suppliers' quarters: one row per supplier and quarter, a column per dimension."""

    name = "scorecards.figures"
    title = _("Operating figures")
    intro = _("One row per supplier and quarter; a column per dimension, each from 0 to 100.")
    permission = "scorecards.import_figures"
    columns = FIGURE_COLUMNS

    def begin(self, *, by, at):
        super().begin(by=by, at=at)
        self.suppliers = dict(Supplier.objects.values_list("code", "pk"))
        self.published = set(Quarter.objects.published().values_list("pk", flat=True))
        self.current = quarters.of(timezone.localdate(at))
        self.seen = {}

    def judge(self, rows):
        known = self._known(rows)
        for row in rows:
            self._judge_place(row)
            values = {d: row.values[d] for d in DIMENSIONS if row.values[d] is not None}
            if not values and not row.errors:
                row.refuse(None, gettext("There is no figure in this row."))
            if not row.errors:
                key = self.suppliers[row.values["supplier"]], row.values["quarter"]
                before = {d: known.get((*key, d)) for d in values}
                row.plan = key, {d: v for d, v in values.items() if before[d] != v}
                row.outcome = self._outcome(before, row.plan[1])

    def _judge_place(self, row):
        code, quarter = row.values["supplier"], row.values["quarter"]
        if code and code not in self.suppliers:
            row.refuse("supplier", gettext("There is no supplier with this code."))
        if quarter and quarter > self.current:
            row.refuse("quarter", gettext("This quarter has not begun yet."))
        if quarter in self.published:
            row.refuse("quarter", gettext("This quarter is published: its figures do not change."))
        if not code or not quarter:
            return
        first = self.seen.setdefault((code, quarter), row.number)
        if first != row.number:
            row.refuse(
                "supplier",
                gettext("Row %(row)s has this supplier and quarter already.") % {"row": first},
            )

    def _known(self, rows):
        """(supplier id, quarter, dimension) → value, of the suppliers and quarters in this chunk."""
        codes = {row.values["supplier"] for row in rows}
        figures = OperatingFigure.objects.filter(
            supplier__in=[self.suppliers[code] for code in codes if code in self.suppliers],
            quarter__in={row.values["quarter"] for row in rows if row.values["quarter"]},
        )
        return {
            (supplier, quarter, dimension): value
            for supplier, quarter, dimension, value in figures.values_list(
                "supplier", "quarter", "dimension", "value"
            )
        }

    def _outcome(self, before, changed):
        if not changed:
            return "unchanged"
        return "updated" if any(before[d] is not None for d in changed) else "created"

    def keep(self, rows):
        figures = [
            (supplier, quarter, dimension, value, row.number)
            for row in rows
            for (supplier, quarter), changed in [row.plan]
            for dimension, value in changed.items()
        ]
        keep_figures(figures, by=self.by, at=self.at)
