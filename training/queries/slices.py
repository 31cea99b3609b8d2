"""Which part of what was held: year, kind, theme, tier. The figures and the rows behind them ask the same."""

from dataclasses import asdict, dataclass, replace
from urllib.parse import urlencode

from django.db.models import Q

from suppliers.models import Supplier

from ..models import Attendance, Event, HeadCount, Session

#: In an address: a theme or tier that nobody entered.
NOT_KNOWN = "-"


@dataclass(frozen=True)
class Slice:
    """None means every one. `theme` "" is without a theme; `tier` 0 is not known, or no supplier of ours."""

    year: int | None = None
    since: int | None = None
    until: int | None = None
    kind: str | None = None
    theme: str | None = None
    tier: int | None = None

    @classmethod
    def of(cls, asked):
        """From the words of an address or a form; what makes no sense is left out."""
        kind, theme, tier = (str(asked.get(key) or "") for key in ("kind", "theme", "tier"))
        return cls(
            **{key: _year(asked.get(key)) for key in ("year", "since", "until")},
            kind=kind if kind in Event.Kind.values else None,
            theme=(("" if theme == NOT_KNOWN else theme) if theme else None),
            tier=(0 if tier == NOT_KNOWN else int(tier)) if tier in {"-", "1", "2", "3"} else None,
        )

    @property
    def is_whole(self):
        """Whether no kind, theme or tier is asked for: only then opening balances belong to it."""
        return self.kind is self.theme is self.tier is None

    def query(self, **narrower):
        """The words for the address of the rows."""
        part = asdict(replace(self, **narrower))
        part["theme"] = NOT_KNOWN if part["theme"] == "" else part["theme"]
        part["tier"] = NOT_KNOWN if part["tier"] == 0 else part["tier"]
        return urlencode({key: value for key, value in part.items() if value is not None})

    def _of_events(self, path=""):
        asked = {
            "state": Event.State.HELD,
            "starts_on__year": self.year,
            "starts_on__year__gte": self.since,
            "starts_on__year__lte": self.until,
            "kind": self.kind,
            "theme": self.theme,
        }
        return {path + key: value for key, value in asked.items() if value is not None}

    def _of_people(self):
        asked = self._of_events("event__")
        if self.tier:
            asked["supplier__tier"] = self.tier
        elif self.tier == 0:
            asked["supplier__tier__isnull"] = True
        return asked

    def attendances(self, rows=None):
        rows = Attendance.objects.all() if rows is None else rows
        return rows.filter(**self._of_people())

    def heads(self, rows=None):
        rows = HeadCount.objects.all() if rows is None else rows
        return rows.filter(**self._of_people())

    def events(self, rows=None):
        """Held events; of a tier: those somebody of the tier was at."""
        rows = (Event.objects.all() if rows is None else rows).filter(**self._of_events())
        return rows if self.tier is None else rows.filter(self._attended("pk"))

    def sessions(self, rows=None):
        rows = (Session.objects.all() if rows is None else rows).filter(**self._of_events("event__"))
        return rows if self.tier is None else rows.filter(self._attended("event"))

    def suppliers(self, rows=None):
        """Suppliers reached: somebody of theirs was there, by name or as a head."""
        rows = Supplier.objects.all() if rows is None else rows
        named, heads = self.attendances().order_by(), self.heads().order_by()
        there = Q(pk__in=named.values("supplier")) | Q(pk__in=heads.values("supplier"))
        return rows.filter(there)

    def _attended(self, path):
        named, heads = self.attendances().order_by(), self.heads().order_by()
        return Q(**{f"{path}__in": named.values("event")}) | Q(
            **{f"{path}__in": heads.values("event")}
        )


def _year(text):
    try:
        year = int(text or 0)
    except ValueError:
        return None
    return year if 1 <= year <= 9999 else None
