"""The columns of an attendance list that is taken in, with the headings of the meeting tools."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from sustainportal.sheets.columns import Column

from ..rules.attendance_lists import HEADINGS
from .attendance import ATTENDANCE_COLUMNS

NOTHING = ("-", "--", "–", "N/A", "n/a", "无", "無")
_IN_ZONE = _("In the event's own time, such as 2026-09-01 09:00; a date may be left out.")
_EVENT, _SUPPLIER, _NAME, _EMAIL = ATTENDANCE_COLUMNS[:4]
STAY_COLUMNS = [
    replace(_EVENT, required=False, help=_("May be left out where the event is chosen with the file.")),
    replace(_SUPPLIER, required=False, help=_("May be left out: mail and organisation tell.")),
    replace(_NAME, required=False, aliases=HEADINGS["name"], hints=("user name",)),
    replace(_EMAIL, aliases=HEADINGS["email"], missing=NOTHING),
    Column("organisation", _("Organisation"), max_length=200, aliases=HEADINGS["organisation"],
           missing=NOTHING),
    Column("entered_at", _("Entered"), max_length=60, aliases=HEADINGS["entered_at"], missing=NOTHING,
           help=_("One row per stay: a person who re-joins has several rows and counts once.")),
    Column("left_at", _("Left"), max_length=60, aliases=HEADINGS["left_at"], missing=NOTHING, help=_IN_ZONE),
    Column("duration", _("Time attended"), max_length=60, aliases=HEADINGS["duration"], missing=NOTHING,
           help=_("Minutes, or as in 1h 5m 20s; only where the leaving time is not known.")),
    Column("heads", _("People"), kind="integer", minimum=0, maximum=100_000, aliases=HEADINGS["heads"],
           help=_("How many came, where the list has no names: one row per organisation. 0 takes a number back.")),
]  # fmt: skip
