"""Attendance lists in: of a meeting tool as it wrote them, of the portal's own template, or heads only."""

from dataclasses import dataclass, field

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from suppliers.models import Supplier
from sustainportal.sheets.columns import in_every_language
from sustainportal.sheets.importing import Importer, register
from sustainportal.sheets.refusals import SheetRefused
from sustainportal.trail.operations import record

from ..models import Event, UnknownAttendee
from ..operations import attendance_lists as lists
from ..queries.who import CODE, Person, Who, folded
from ..rules.attendees import mail_of, parts_of, plain_name
from ..rules.counting import person_key
from .list_columns import STAY_COLUMNS
from .list_heads import Heads
from .list_stays import Stays
from .list_table import ListTable

#: The states of an event that attendance is recorded in.
TAKING = (Event.State.OPEN, Event.State.HELD)
OPEN = UnknownAttendee.State.OPEN


@dataclass
class Planned:
    """What the good rows of an event add, until they are kept."""

    people: dict = field(default_factory=dict)
    questions: dict = field(default_factory=dict)
    heads: dict = field(default_factory=dict)
    settled: set = field(default_factory=set)


@register
class AttendanceImporter(Importer):
    """Re-joins are stays of one person-time; the same list twice changes nothing, a longer one adds."""

    name = "training.attendance"
    title = _("Attendance list")
    intro = _(
        "The list of a meeting tool as it is (Teams, Zoom, WeCom, Tencent Meeting), or the portal's own "
        "template. Each person counts once; who cannot be matched to a supplier is asked about. A list "
        "without names, of organisations and numbers of people, is taken as well. The file itself is deleted "
        "after thirty days."
    )
    permission = "training.plan_event"
    columns = STAY_COLUMNS
    asks = ("listing",)
    listing_label = _("Event")
    listing_help = _(
        "Which event the list is of; not needed where the list names its events by their codes."
    )
    kept_days = 30  # the file says more of people than is kept of them
    remembered_as = ""  # the columns of a tool are the same at every event
    words = {
        "person_times": _("new person-times"),
        "by_code": _("rows matched by the supplier's code"),
        "by_registered": _("rows of people registered or recorded at this event"),
        "by_answered": _("rows of people you have matched before"),
        "by_mail": _("rows matched by mail address"),
        "by_domain": _("rows matched by mail domain"),
        "by_name": _("rows matched by the organisation's name"),
        "own": _("rows of our own people, not counted"),
        "left_out": _("rows of people you have left out"),
        "unknown": _("people to be matched to a supplier"),
        "heads": _("people without names"),
    }

    @classmethod
    def listings(cls, by):
        """The newest events that attendance may be recorded for."""
        taking = Event.objects.visible_to(by).filter(state__in=TAKING)
        rows = taking.order_by("-starts_on", "-pk").values_list("code", "title", "starts_on")[:300]
        return [(code, f"{title} ({code}, {day})") for code, title, day in rows]

    def layout(self, table):
        own = {name: c.key for c in self.columns for name in in_every_language(c.label)}
        return ListTable(table, own)

    def begin(self, *, by, at):
        super().begin(by=by, at=at)
        self.listing = self.listing.strip()
        self.who, self.stays, self.found, self.suppliers = Who(), Stays(), {}, {}
        self.heads, self.rows_of = Heads(self.who), {}
        self.figures = dict.fromkeys(self.words, 0)

    # --- judge ----------------------------------------------------------------------------------
    def judge(self, rows):
        self._gather(rows)
        for row in rows:
            event = self._event(row)
            if row.values["heads"] is not None and not row.values["name"]:
                found = self.heads.judge(row, event, self._supplier(row))
                row.plan = (event, *found, None) if found else None
            else:
                self._judge_person(row, event)

    def _gather(self, rows):
        if rows and not self.listing and "event" not in rows[0].source.used:
            raise SheetRefused(
                gettext(
                    "Say which event this list is of: choose it, or add a column with its code."
                )
            )
        codes = {row.values["event"] or self.listing for row in rows} - self.found.keys()
        self.found |= dict.fromkeys(codes) | {
            e.code: e for e in Event.objects.filter(code__in=codes)
        }
        codes = {row.values["supplier"] for row in rows} - {"", None} - self.suppliers.keys()
        standing = Supplier.objects.standing().filter(code__in=codes)
        self.suppliers |= dict(standing.values_list("code", "pk"))
        named = [row.values["organisation"] for row in rows]
        loose = [
            row.values["name"]
            for row in rows
            if row.values["name"] and not row.values["organisation"]
        ]
        self.who.gather([*named, *(part for name in loose for part in parts_of(plain_name(name)))])
        self.mails = self._mails(rows)

    def _mails(self, rows):
        """(event code, name) → addresses: a re-join without an address is the same person's."""
        mails = {}
        for row in rows:
            mail = mail_of(row.values["email"])
            if mail and row.values["name"]:
                who = row.values["event"], folded(plain_name(row.values["name"]))
                mails.setdefault(who, set()).add(mail)
        return mails

    def _event(self, row):
        code = row.values["event"] or self.listing
        event = self.found.get(code)
        if not code:
            row.refuse("event", gettext("Say which event this row is of."))
        elif event is None:
            row.refuse("event", gettext("There is no event with this code."))
        elif event.state not in TAKING:
            row.refuse("event", gettext("This event is not open or held."))
        elif self.who.at(event).erased:
            row.refuse(
                "event",
                gettext(
                    "The details of people at this event are erased; a list would count them again."
                ),
            )
        else:
            return event
        return None

    def _supplier(self, row):
        code = row.values["supplier"]
        if code and code not in self.suppliers:
            row.refuse("supplier", gettext("There is no supplier with this code."))
        return self.suppliers.get(code)

    # --- a person -------------------------------------------------------------------------------
    def _judge_person(self, row, event):
        values = row.values
        supplier, name = self._supplier(row), plain_name(values["name"])
        if not name and not row.errors:
            row.refuse("name", gettext("This cell must not be empty."))
        mail = mail_of(values["email"])
        if values["email"] and not mail:
            row.refuse("email", gettext("This is not an e-mail address."))
        if values["heads"] is not None:
            row.refuse("heads", gettext("Either a person or a number of people, not both."))
        told = self.stays.of(row, event) if event else None
        if row.errors:
            return
        values |= told.shown(event.zone) if told else {}
        mail = mail or self._only_mail(row, name)
        if supplier:
            who, how = self.who.at(event).of_supplier(supplier, name, mail), CODE
        else:
            who, how = self.who.find(event, name, mail, values["organisation"] or "")
        if who is None:
            row.outcome, row.plan = "unchanged", None
            self.figures[how] += 1
        elif isinstance(who, Person):
            self._of_person(row, event, who, told, person_key(name, mail))
            self.figures[f"by_{how}"] += not row.errors
        else:
            self._of_question(row, event, who, told)

    def _only_mail(self, row, name):
        mails = self.mails.get((row.values["event"], folded(name)), ())
        return next(iter(mails)) if len(mails) == 1 else ""

    def _of_person(self, row, event, person, told, key):
        if not person.attended and self.heads.counts(event, person.supplier):
            words = gettext(
                "People of this supplier are counted without names at this event. Take their number back first: a list that says 0."
            )
            row.refuse("name", words)
            return
        news = told.news(person.stays) if told and not person.corrected else {}
        question = self.who.at(event).questions.get(key)
        if question and question.state == OPEN:
            news = question.stays | news
        else:
            question = None
        row.outcome = "created" if not person.attended else "updated" if news else "unchanged"
        self.figures["person_times"] += not person.attended
        person.attended = True
        person.stays |= news
        row.plan = (event, person, news, question)

    def _of_question(self, row, event, question, told):
        news = told.news(question.stays) if told else {}
        new = not question.state
        row.outcome = "queued" if new or news else "unchanged"
        self.figures["unknown"] += new
        question.state = OPEN
        question.stays |= news
        row.plan = (event, question, news, None)

    # --- keep -----------------------------------------------------------------------------------
    def keep(self, rows):
        planned = {}
        for row in rows:
            if row.plan is None or row.outcome == "unchanged":
                continue
            event, who, news, question = row.plan
            plan = planned.setdefault(event, Planned())
            self.rows_of[event] = self.rows_of.get(event, 0) + 1
            if isinstance(who, Person):
                entry = plan.people.setdefault((who.supplier, who.key), (who.name, who.email, {}))
                entry[2].update(news)
                if question:
                    plan.settled.add(question.key)
            elif isinstance(who, str):
                plan.heads[who] = news
            else:
                plan.questions[who.key] = (who.name, who.email, who.organisation, who.stays)
        for event, plan in planned.items():
            self._keep(event, plan)

    def _keep(self, event, plan):
        lists.keep_stays(event, plan.people, at=self.at)
        lists.ask_who(event, plan.questions, at=self.at)
        lists.settle(event, plan.settled)
        lists.keep_heads(event, plan.heads, at=self.at)

    def closing(self):
        if self.keeping:
            for event, count in self.rows_of.items():
                record("training.attendance.imported", event, by=self.by, at=self.at, rows=count)
        return ()

    def counts(self):
        figures = self.figures | {"heads": self.heads.people}
        return {name: number for name, number in figures.items() if number}
