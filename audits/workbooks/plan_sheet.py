"""Plans of many findings as a sheet: downloaded with what was found, filled in, handed in again."""

from django.utils.functional import lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from sustainportal.sheets.columns import Column, width

from ..models import CorrectiveAction, Rating
from ..queries.plan_sheet import last_plans, last_returns

WHYS = tuple(f"why_{number}" for number in range(1, 6))
SLOTS = (1, 2, 3)
PARTS = ("text", "responsible", "starts_on", "expected_on")
KINDS = dict(zip(SLOTS, CorrectiveAction.Kind.values, strict=True))


#: A text with a number in it, in the language of the moment.
_numbered = lazy(lambda text, number: str(text) % {"number": number}, str)


def _action_columns(slot):
    return [
        Column(f"kind_{slot}", _numbered(_("Action %(number)d: kind"), slot), kind="choice",
               choices=CorrectiveAction.Kind.choices),
        Column(f"text_{slot}", _numbered(_("Action %(number)d: what is done"), slot), max_length=2000, multiline=True),
        Column(f"responsible_{slot}", _numbered(_("Action %(number)d: responsible person"), slot), max_length=120),
        Column(f"starts_on_{slot}", _numbered(_("Action %(number)d: starts on"), slot), kind="date"),
        Column(f"expected_on_{slot}", _numbered(_("Action %(number)d: done by"), slot), kind="date"),
    ]  # fmt: skip


#: To be read; what is changed there is not taken in.
SHOWN = [
    Column("finding", _("Finding"), required=True, max_length=20, example="AU-00012-3"),
    Column("seen", _("Last step seen"), kind="integer", minimum=0,
           help=_("Do not change it: it tells whether somebody moved the finding since.")),
    Column("site", _("Site"), max_length=200),
    Column("provision", _("Provision"), max_length=200),
    Column("rating", _("Rating"), kind="choice", choices=Rating.choices),
    Column("description", _("What was found"), multiline=True),
    Column("due", _("Plan due"), kind="date"),
    Column("returned", _("Why it came back"), multiline=True),
]  # fmt: skip
ANSWERED = [
    *(
        Column(name, _numbered(_("Why? %(number)d"), number), max_length=500, multiline=True)
        for number, name in enumerate(WHYS, start=1)
    ),
    Column("root_cause", _("Root cause"), max_length=2000, multiline=True),
    *(column for slot in SLOTS for column in _action_columns(slot)),
    Column("no_action_because", _("No action, because"), max_length=2000, multiline=True,
           help=_("Only for minor findings, risks and opportunities.")),
]  # fmt: skip
PLAN_SHEET = [*SHOWN, *ANSWERED]


def rows_of(findings):
    """Each finding as a row of the sheet; a returned plan comes filled in."""
    findings = list(findings)
    plans, returns = last_plans([f.pk for f in findings]), last_returns([f.pk for f in findings])
    return [_row(finding, plans.get(finding.pk), returns.get(finding.pk, "")) for finding in findings]


def _row(finding, plan, returned):
    return said_by(plan) | {
        "finding": finding.reference,
        "seen": finding.seen or 0,
        "site": finding.audit.site.name,
        "provision": str(finding.provision),
        "rating": finding.rating,
        "description": finding.description,
        "due": finding.submit_due,
        "returned": returned,
    }


def said_by(plan):
    """What a plan says, by the keys of the answered columns; the kinds alone where there is none."""
    said = {column.key: column.blank for column in ANSWERED}
    said |= {f"kind_{slot}": kind for slot, kind in KINDS.items()}
    if plan is None:
        return said
    said |= {"root_cause": plan.root_cause, "no_action_because": plan.no_action_because}
    said |= dict(zip(WHYS, plan.whys, strict=False))
    for slot, action in zip(SLOTS, plan.actions.all(), strict=False):
        said[f"kind_{slot}"] = action.kind
        said |= {f"{part}_{slot}": getattr(action, part) for part in PARTS}
    return said


def write_plans(findings, target):
    """The workbook with one row for each finding, the seen step hidden, lists to choose a kind from."""
    import xlsxwriter  # loaded by who writes a workbook, not by every process

    book = xlsxwriter.Workbook(target, {"default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet(_now("Plans")[:31])
    looks = {name: book.add_format(look | {"text_wrap": True, "valign": "top"}) for name, look in _LOOKS.items()}
    rows = rows_of(findings)
    for index, column in enumerate(PLAN_SHEET):
        _head(sheet, index, column, looks, len(rows))
    for number, row in enumerate(rows, start=1):
        for index, column in enumerate(PLAN_SHEET):
            _cell(sheet, number, index, column, row[column.key], looks)
    sheet.freeze_panes(1, 1)
    book.close()


_LOOKS = {
    "head": {"bold": True, "bottom": 1},
    "answer": {"bold": True, "bottom": 1, "bg_color": "#FFF2CC"},
    "plain": {},
    "day": {"num_format": "yyyy-mm-dd"},
}


def _head(sheet, index, column, looks, count):
    sheet.write_string(0, index, str(column.label), looks["answer" if column in ANSWERED else "head"])
    look = looks["day" if column.kind == "date" else "plain"]
    sheet.set_column(index, index, width(column), look, {"hidden": column.key == "seen"})
    if column.key.startswith("kind_") and count:
        labels = [str(label) for _value, label in column.pairs()]
        sheet.data_validation(1, index, count, index, {"validate": "list", "source": labels})


def _cell(sheet, number, index, column, value, looks):
    if value is None or value == "":
        return
    if column.kind == "date":
        sheet.write_datetime(number, index, value, looks["day"])
    elif column.kind == "integer":
        sheet.write_number(number, index, value)
    else:
        text = dict(column.pairs()).get(value, value)
        sheet.write_string(number, index, str(text), looks["plain"])
