"""What has moved, in words and with the addresses of the rows behind each number."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from suppliers.models import RiskClass

MEASURE_WORDS = {
    "risk_class": gettext_lazy("Risk class"),
    "priority": gettext_lazy("Priority"),
    "major": gettext_lazy("Major"),
    "minor": gettext_lazy("Minor"),
    "overdue": gettext_lazy("Overdue"),
    "audit_score": gettext_lazy("Audit score"),
}
LONG_WORDS = MEASURE_WORDS | {
    "priority": gettext_lazy("Open priority findings"),
    "major": gettext_lazy("Open major findings"),
    "minor": gettext_lazy("Open minor findings"),
    "overdue": gettext_lazy("Overdue corrective actions"),
    "audit_score": gettext_lazy("Last audit score"),
}
WAY_WORDS = {
    "better": gettext_lazy("better"),
    "worse": gettext_lazy("worse"),
    "same": gettext_lazy("unchanged"),
    "": "",
}


@dataclass(frozen=True)
class Cell:
    """One measure as a page shows it; an address is empty where there is nothing to open."""

    label: str
    long_label: str
    then: str
    then_address: str
    now: str
    now_address: str
    way: str
    way_text: str
    both: bool  # whether then and now differ and a list should show both


def written(row, *, others=(0, 0)):
    """[Cell] of a supervision with `now` and `moved` (queries.supervision.with_moved). `others`: how many findings
    of other ratings were open then and are now; a line of their own below those that are counted."""
    cells = [
        Cell(
            label=MEASURE_WORDS[one.measure],
            long_label=LONG_WORDS[one.measure],
            then=_value(one.measure, one.then),
            then_address=_then_address(row, one),
            now=_value(one.measure, one.now),
            now_address=_now_address(row, one),
            way=one.way,
            way_text=WAY_WORDS[one.way],
            both=one.then != one.now and not (one.measure == "overdue" and one.then is None),
        )
        for one in row.moved
    ]
    if any(others):
        cells.insert(4, _others(row, *others))
    return cells


def _others(row, then, now):
    way = "same" if then == now else "better" if now < then else "worse"
    address = f"{row.get_absolute_url()}#findings"
    return Cell(
        label=_("Other"), long_label=_("Open findings of other ratings"),
        then=_value("other", then), then_address=address if then else "",
        now=_value("other", now), now_address=address if now else "",
        way=way, way_text=WAY_WORDS[way], both=then != now,
    )  # fmt: skip


def _value(measure, value):
    if measure == "risk_class":
        return RiskClass(value).label if value else "–"
    if value is None:
        return "–"
    return number_format(value, 0 if value == int(value) else 2)


def _empty(measure, value):
    """Whether there is no row to open: nothing known, or a count of none. A score of 0 is a score."""
    return value in (None, "") or (value == 0 and measure != "audit_score")


def _then_address(row, one):
    if _empty(one.measure, one.then):
        return ""
    return _place(row, one.measure, row.then) or f"{row.get_absolute_url()}#findings"


def _now_address(row, one):
    if _empty(one.measure, one.now):
        return ""
    if row.ended_on or one.measure in ("risk_class", "audit_score"):
        return _place(row, one.measure, row.now) or f"{row.get_absolute_url()}#findings"
    asked = {"supplier": row.supplier_id, "standing": "open"}
    if one.measure == "overdue":
        asked |= {"late": "yes", "waits": "supplier"}
    else:
        asked["rating"] = one.measure
    return f"{reverse('audits:finding_list')}?{urlencode(asked)}"


def _place(row, measure, facts):
    """The page of a class or a score; "" for the counts."""
    if measure == "risk_class" and facts.get("risk_year"):
        return reverse("suppliers:risk_of_year", args=[row.supplier_id, facts["risk_year"]])
    if measure == "audit_score" and facts.get("audit"):
        return reverse("audits:audit_detail", args=[facts["audit"]])
    return ""


def reason_text(code, facts):
    """Why a supplier is proposed, as a phrase."""
    if code == "zero_tolerance":
        n = facts["zero_tolerance"]
        text = ngettext(
            "%(n)d open zero-tolerance finding", "%(n)d open zero-tolerance findings", n
        )
        return text % {"n": n}
    if code == "priority":
        n = facts["priority"]
        text = ngettext("%(n)d open priority finding", "%(n)d open priority findings", n)
        return text % {"n": n}
    return _("class high %(year)s") % {"year": facts["risk_year"]}
