"""Published country figures: long form (country, factor, year, value) or one value column of a wide file."""

import re
from math import isfinite

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sustainportal.sheets.cells import shown
from sustainportal.sheets.columns import Column, fold
from sustainportal.sheets.importing import Importer, register
from sustainportal.sheets.refusals import SheetRefused

from ..models import Factor
from ..operations.indicators import keep_indicators
from ..queries.indicators import known_indicators
from ..queries.registry import country_book

NO_VALUE = {"", "..", "...", "na", "n/a", "n.a.", "-", "–", "no data", "nan"}
_WEB_ADDRESS = URLValidator(schemes=["http", "https"])
_NUMBER = re.compile(r"^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$", re.IGNORECASE)


def factors():
    """The factors a country figure can be of."""
    rows = Factor.objects.filter(origin=Factor.Origin.COUNTRY).order_by("name")
    return [(factor.pk, str(factor)) for factor in rows]


@register
class IndicatorImporter(Importer):
    """The fixed `factor`, `year` and `source` stand for columns the file does not have. `where`
    ({heading: text}) names the rows that are meant, in a file that holds several figures; `no_value`
    is a number that stands for “no figure”; values are multiplied by `scale`."""

    name = "suppliers.indicators"
    title = _("Country figures")
    intro = _(
        "Published figures by country, such as a corruption index. An empty value or “..” is no figure."
    )
    permission = "suppliers.import_indicators"
    columns = [
        Column("country", _("Country"), required=True, max_length=100, example="VN"),
        Column("factor", _("Factor"), kind="choice", choices=factors),
        Column("year", _("Year"), kind="integer", minimum=1900, maximum=2200),
        Column(
            "value",
            _("Value"),
            max_length=40,
            help=_("A number. Empty, “..” or “NA” is no figure."),
        ),
        Column("source", _("Source"), max_length=200, help=_("Where the figure was published.")),
        Column("link", _("Link"), max_length=300),
    ]

    answers = {"country": "suppliers:country_answers"}
    words = {
        "no_value": _("rows without a figure"),
        "left_out": _("rows that are not meant"),
    }

    def __init__(self, *, factor=None, year=None, source="", where=None, no_value=None, scale=1):
        self.fixed = {"factor": factor, "year": year, "source": source}
        self.where = {fold(heading): fold(text) for heading, text in (where or {}).items()}
        self.nothing, self.scale = no_value, scale

    def begin(self, *, by, at):
        super().begin(by=by, at=at)
        self.book = country_book()
        self.ranges = {f.pk: (f.lowest, f.highest) for f in Factor.objects.all()}
        self.seen, self.no_value, self.left_out = {}, 0, 0
        self.unknown = {}

    def judge(self, rows):
        for row in rows:
            self._read(row)
        wanted = {row.plan["key"] for row in rows if row.plan}
        known = known_indicators(wanted)
        for row in rows:
            if row.plan and not row.errors:
                self._judge(row, known)

    def _read(self, row):
        """Fill `row.plan` with key, value, source and link, or say what is missing."""
        if self.where and not self._is_meant(row):
            row.errors.clear()
            row.outcome = "unchanged"
            self.left_out += 1
            return
        code = self.book.find(row.values.get("country") or "")
        if row.values.get("country") and code is None:
            if len(self.unknown) < 100:
                self.unknown[row.values["country"]] = None
            near = ", ".join(self.book.suggestions(row.values["country"]))
            row.refuse(
                "country",
                gettext("No country is known by this spelling.")
                + (gettext(" Did you mean %(names)s?") % {"names": near} if near else ""),
            )
        for key, fixed in self.fixed.items():
            row.values[key] = row.values.get(key) or fixed
        value = self._number(row)
        if value is not None:
            for key in ("factor", "year", "source"):
                if not row.values[key]:
                    row.refuse(
                        key, gettext("There is neither a column nor a fixed answer for this.")
                    )
        self._check_link(row)
        if row.errors:
            return
        if value is None:
            row.outcome = "unchanged"
            self.no_value += 1
            return
        row.plan = {
            "key": (code, row.values["factor"], row.values["year"]),
            "value": value,
            "source": row.values["source"],
            "link": row.values.get("link") or "",
        }

    def _is_meant(self, row):
        """Whether the row says what `where` wants. SheetRefused where the file has no such heading."""
        places = [fold(heading) for heading in row.source.headings]
        for heading, text in self.where.items():
            if heading not in places:
                raise SheetRefused(
                    gettext("There is no heading “%(heading)s” to choose rows by.")
                    % {"heading": heading}
                )
            place = places.index(heading)
            if place >= len(row.cells) or fold(shown(row.cells[place])) != text:
                return False
        return True

    def _check_link(self, row):
        """Links are opened by others: nothing but a web address."""
        try:
            if row.values.get("link"):
                _WEB_ADDRESS(row.values["link"])
        except ValidationError as error:
            row.refuse("link", error.messages[0])

    def _number(self, row):
        text = (row.values.get("value") or "").strip()
        if text.casefold() in NO_VALUE:
            return None
        if not _NUMBER.match(text) or not isfinite(float(text)):
            row.refuse(
                "value",
                gettext("A number is expected, such as 41.5; “..” or an empty cell is no figure."),
            )
            return None
        if self.nothing is not None and float(text) == self.nothing:
            return None
        value = round(float(text) * self.scale, 10) if self.scale != 1 else float(text)
        lowest, highest = self.ranges.get(row.values["factor"], (None, None))
        low, high = lowest is not None and value < lowest, highest is not None and value > highest
        if low or high:
            row.refuse(
                "value",
                gettext("The factor goes from %(low)s to %(high)s.")
                % {"low": lowest, "high": "∞" if highest is None else highest},
            )
        return value

    def _judge(self, row, known):
        plan = row.plan
        earlier = self.seen.get(plan["key"])
        if earlier and earlier[0] != plan["value"]:
            row.refuse(
                "value",
                gettext("Row %(number)d gives %(value)s for the same country, factor and year.")
                % {"number": earlier[1], "value": earlier[0]},
            )
            return
        before = earlier[0] if earlier else known.get(plan["key"], (None, None))[1]
        self.seen.setdefault(plan["key"], (plan["value"], row.number))
        plan["pk"] = known.get(plan["key"], (None, None))[0]
        if before is None:
            row.outcome = "created"
        else:
            row.outcome = "unchanged" if before == plan["value"] else "updated"

    def keep(self, rows):
        keep_indicators(
            [row.plan for row in rows if row.outcome in ("created", "updated")],
            by=self.by,
            at=self.at,
        )

    def counts(self):
        counts = {"no_value": self.no_value, "left_out": self.left_out}
        return {name: number for name, number in counts.items() if number}

    def questions(self):
        return {"country": list(self.unknown)} if self.unknown else {}
