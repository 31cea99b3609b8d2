"""Factor readings in and out: one row says what was read about one supplier, when and where."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sustainportal.sheets.columns import Column
from sustainportal.sheets.importing import Importer, register

from ..forms_risk import FIELD_OF, range_text
from ..models import Factor
from ..operations.readings import NewReading, checked_source
from ..operations.readings_by_hand import import_readings, portals_own
from ..queries.merging import by_code
from ..queries.readings import known_readings
from ..rules.readings import NotAReading, check_reading, number_in, reading_value
from ..wording import NOT_A_READING

_WEB_ADDRESS = URLValidator(schemes=["http", "https"])


def factors():
    """The factors a person may record, by code and by name."""
    rows = Factor.objects.filter(origin__in=Factor.BY_HAND).order_by("code")
    return [(factor.pk, str(factor)) for factor in rows]


READING_COLUMNS = [
    Column(
        "code", _("Supplier code"), required=True, max_length=40, value="supplier.code",
        aliases=("vendor code",), example="S-001",
    ),
    Column(
        "factor", _("Factor"), kind="choice", required=True, choices=factors, value="factor_id",
    ),
    Column(
        "value", _("Value"), required=True, max_length=40, example="82.5",
        help=_("A number in the factor's unit, written with a point."),
    ),
    Column("read_on", _("Read on"), kind="date", required=True),
    Column(
        "source", _("Source"), required=True, max_length=200, help=_("Where the figure stands."),
    ),
    Column("link", _("Link"), max_length=300, help=_("A web address, if there is one.")),
]  # fmt: skip
#: What the list of a supplier's readings exports.
LIST_COLUMNS = [
    READING_COLUMNS[0],
    Column("factor", _("Factor"), value=lambda row: str(row.factor)),
    Column("value", _("Value"), kind="decimal"),
    Column("unit", _("Unit"), value="factor.unit"),
    *READING_COLUMNS[3:],
    Column("recorded_at", _("Recorded"), kind="datetime"),
    Column("derived", _("Worked out by the portal"), kind="boolean"),
    Column("withdrawn_at", _("Withdrawn"), kind="datetime"),
]


@register
class ReadingImporter(Importer):
    name = "suppliers.readings"
    title = _("Factor readings")
    intro = _(
        "What was read about suppliers: an audit score, a self-assessment, a measured intensity. The same"
        " supplier, factor, day and source again corrects the value."
    )
    columns = READING_COLUMNS
    permission = "suppliers.import_readings"

    def begin(self, *, by, at):
        super().begin(by=by, at=at)
        self.today = timezone.localdate(at)
        self.factors = Factor.objects.in_bulk()
        self.seen = {}

    def judge(self, rows):
        suppliers = self._suppliers(rows)
        for row in rows:
            self._read(row, suppliers)
        known = known_readings(row.plan.key for row in rows if row.plan)
        for row in rows:
            if row.plan:
                self._compare(row, known)

    def _suppliers(self, rows):
        codes = {row.values["code"] for row in rows if row.values["code"]}
        return by_code(codes)

    def _read(self, row, suppliers):
        """Fill `row.plan` with the reading, or name every cell that stands in its way."""
        code = row.values["code"]
        if code and code not in suppliers:
            row.refuse("code", gettext("There is no supplier with the code %s.") % code)
        value = self._value(row)
        self._check_day(row)
        self._check_link(row)
        if not row.errors:
            row.plan = NewReading(
                suppliers[code],
                row.values["factor"],
                value,
                row.values["read_on"],
                checked_source(row.values["source"]),
                row.values["link"] or "",
            )

    def _value(self, row):
        text = row.values["value"]
        factor = self.factors.get(row.values["factor"])
        if not text:
            return None
        try:
            value = number_in(text)
            if factor:
                reading_value(value, lowest=factor.lowest, highest=factor.highest)
        except NotAReading as error:
            sentence = NOT_A_READING[error.key] % error.detail
            if error.key == "out_of_range":
                sentence = f"{sentence} {factor}: {range_text(factor)}."
            row.refuse("value", sentence)
            return None
        return value

    def _check_day(self, row):
        day, source = row.values["read_on"], row.values["source"]
        try:
            if day and source:
                check_reading(read_on=day, source=source, today=self.today)
        except NotAReading as error:
            row.refuse(FIELD_OF[error.key], NOT_A_READING[error.key] % error.detail)

    def _check_link(self, row):
        """Links are opened by others: nothing but a web address."""
        try:
            if row.values["link"]:
                _WEB_ADDRESS(row.values["link"])
        except ValidationError as error:
            row.refuse("link", error.messages[0])

    def _compare(self, row, known):
        """Its outcome; a second row that says otherwise of the same reading is refused."""
        plan = row.plan
        _value, link, _withdrawn, derived = known.get(plan.key, (None, "", None, False))
        if sentence := portals_own(derived, link):
            row.refuse("source", sentence)
            return
        earlier = self.seen.get(plan.key)
        if earlier and earlier[0] != plan.value:
            row.refuse(
                "value",
                gettext(
                    "Row %(number)d gives %(value)s for the same supplier, factor, day and source."
                )
                % {"number": earlier[1], "value": earlier[0]},
            )
            return
        self.seen.setdefault(plan.key, (plan.value, row.number))
        if earlier:
            row.outcome = "unchanged"
        elif plan.key not in known:
            row.outcome = "created"
        else:
            same = known[plan.key][:3] == (plan.value, plan.link, None)
            row.outcome = "unchanged" if same else "updated"

    def keep(self, rows):
        plans = [row.plan for row in rows if row.outcome in ("created", "updated")]
        if plans:
            import_readings(readings=plans, file=self.source, by=self.by, at=self.at)
