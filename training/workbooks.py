"""Training on paper: events and statistics out, attendance lists in and out."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from suppliers.models import Supplier
from sustainportal.accounts.refusals import NotNow
from sustainportal.sheets.columns import Column
from sustainportal.sheets.importing import Importer, register
from sustainportal.trail.operations import record

from .models import Attendance, Event
from .operations import record_attendance
from .rules.counting import LONGEST_STAY, hours, person_hours, person_key

EVENT_COLUMNS = [
    Column("code", _("Event code")),
    Column("title", _("Title")),
    Column("kind", _("Kind"), value=lambda event: event.get_kind_display()),
    Column("theme", _("Theme")),
    Column("starts_on", _("Date"), kind="date"),
    Column("place", _("Place")),
    Column("state", _("State"), value=lambda event: event.get_state_display()),
]
ATTENDANCE_COLUMNS = [
    Column("event", _("Event code"), value="event.code", required=True, max_length=40),
    Column("supplier", _("Supplier code"), value="supplier.code", required=True, max_length=40),
    Column("name", _("Name"), required=True, max_length=100),
    Column("email", _("E-mail"), max_length=254),
    Column("minutes", _("Minutes"), kind="integer", value="attended_minutes"),
]
STAY_COLUMNS = [
    *ATTENDANCE_COLUMNS[:4],
    Column(
        "entered_at",
        _("Entered"),
        kind="datetime",
        help=_("One row per stay: a person who re-joins has several rows and counts once."),
    ),
    Column("left_at", _("Left"), kind="datetime"),
]
STATISTICS_COLUMNS = [
    Column("year", _("Year"), kind="integer"),
    Column("person_times", _("Person-times"), kind="integer"),
    Column("hours", _("Hours"), kind="decimal", value=lambda line: hours(line.minutes)),
    Column(
        "person_hours",
        _("Person-hours"),
        kind="decimal",
        value=lambda line: person_hours(line.seconds),
    ),
    Column("suppliers", _("Suppliers reached"), kind="integer"),
    Column("total_person_times", _("Person-times, total"), kind="integer"),
    Column("total_hours", _("Hours, total"), kind="decimal"),
]


class AttendanceImporter(Importer):
    """A meeting's attendance list: one row per stay; re-joins are stays of one person-time."""

    name = "training.attendance"
    title = _("Attendance list")
    permission = "training.plan_event"
    columns = STAY_COLUMNS

    def begin(self, *, by, at):
        self.by, self.at = by, at
        self.events = {event.code: event for event in Event.objects.all()}
        self.suppliers = dict(Supplier.objects.values_list("code", "pk"))
        self.seen = set(
            Attendance.objects.values_list("event__code", "supplier__code", "person_key")
        )
        self.stays = set(
            Attendance.objects.filter(intervals__isnull=False).values_list(
                "event__code", "supplier__code", "person_key", "intervals__entered_at"
            )
        )

    def judge(self, rows):
        for row in rows:
            values = row.values
            event = self.events.get(values["event"])
            if values["event"] and event is None:
                row.refuse("event", gettext("There is no event with this code."))
            elif event and event.state not in (Event.State.OPEN, Event.State.HELD):
                row.refuse("event", gettext("This event is not open or held."))
            if values["supplier"] and values["supplier"] not in self.suppliers:
                row.refuse("supplier", gettext("There is no supplier with this code."))
            entered, left = values["entered_at"], values["left_at"]
            if left and not entered:
                row.refuse("entered_at", gettext("Say when they entered, too."))
            elif left and left < entered:
                row.refuse("left_at", gettext("Nobody can leave before they enter."))
            elif left and left - entered > LONGEST_STAY:
                row.refuse("left_at", gettext("Nobody stays for more than a day at a time."))
            if not row.errors:
                self.judge_person(row)

    def judge_person(self, row):
        values = row.values
        person = (
            values["event"],
            values["supplier"],
            person_key(values["name"], values["email"]),
        )
        stay = (*person, values["entered_at"])
        if person not in self.seen:
            row.outcome = "created"
        elif values["entered_at"] and stay not in self.stays:
            row.outcome = "updated"
        else:
            row.outcome = "unchanged"
        self.seen.add(person)
        self.stays.add(stay)

    def keep(self, rows):
        suppliers = Supplier.objects.in_bulk({self.suppliers[r.values["supplier"]] for r in rows})
        counts = {}
        for row in rows:
            values = row.values
            event = self.events[values["event"]]
            try:
                record_attendance(
                    event,
                    supplier=suppliers[self.suppliers[values["supplier"]]],
                    name=values["name"],
                    email=values["email"] or "",
                    entered_at=values["entered_at"],
                    left_at=values["left_at"],
                    by=self.by,
                    at=self.at,
                    trail=False,
                )
            except NotNow as refusal:
                row.refuse("event", str(refusal))
            counts[event] = counts.get(event, 0) + 1
        for event, count in counts.items():
            record("training.attendance.imported", event, by=self.by, at=self.at, rows=count)


register(AttendanceImporter)
