"""Whose people the persons of a list are: asked in sets, so that a long list costs few queries."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from suppliers.models import Contact, Membership, Supplier, SupplierAlias
from suppliers.rules.names import name_key
from sustainportal.accounts.models import User
from sustainportal.accounts.roles import Role

from ..models import Attendance, Interval, Registration, UnknownAttendee
from ..rules.attendees import domain_of, parts_of, without
from ..rules.counting import person_key

#: How somebody was found, in the order they are looked for.
CODE, REGISTERED, ANSWERED, MAIL, DOMAIN, NAME = (
    "code",
    "registered",
    "answered",
    "mail",
    "domain",
    "name",
)
OWN, LEFT_OUT = "own", "left_out"  # not a supplier's


@dataclass
class Person:
    """One person of a supplier at one event: registered, here already, or new with this list."""

    supplier: int
    key: str
    name: str
    email: str
    attended: bool = False
    corrected: bool = False  # a person has set a stay right: no list changes it again
    stays: dict = field(default_factory=dict)  # entered → left or None


@dataclass
class Question:
    """An unknown person of the event. `state` is of UnknownAttendee; "" for one not asked yet."""

    key: str
    name: str
    email: str
    organisation: str
    state: str = ""
    supplier: int | None = None
    stays: dict = field(default_factory=dict)


class EventPeople:
    """Who is registered at an event, who is here already, and which persons were asked about; five queries."""

    def __init__(self, event):
        self.event = event
        self.people, self.by_mail, self.by_name = {}, defaultdict(dict), defaultdict(dict)
        for supplier, key, name, email in Registration.objects.filter(event=event).values_list(
            "supplier", "person_key", "name", "email"
        ):
            self.add(Person(supplier, key, name, email))
        self._attendances()
        self.erased = Attendance.objects.filter(event=event, erased_at__isnull=False).exists()
        self.questions = {}
        for row in UnknownAttendee.objects.filter(event=event):
            stays = {entered: left for entered, left in moments(row.stays)}
            self.questions[row.person_key] = Question(
                row.person_key,
                row.name,
                row.email,
                row.organisation,
                row.state,
                row.supplier_id,
                stays,
            )

    def _attendances(self):
        rows = Attendance.objects.filter(event=self.event, erased_at=None)
        known = {}
        for pk, supplier, key, name, email in rows.values_list(
            "pk", "supplier", "person_key", "name", "email"
        ):
            person = self.people.get((supplier, key)) or self.add(
                Person(supplier, key, name, email)
            )
            person.attended = True
            known[pk] = person
        stays = Interval.objects.filter(attendance__event=self.event)
        for pk, entered, left, because in stays.values_list(
            "attendance", "entered_at", "left_at", "corrected_because"
        ):
            if pk in known:
                known[pk].stays[entered] = left
                known[pk].corrected = known[pk].corrected or bool(because)

    def add(self, person):
        self.people[person.supplier, person.key] = person
        if person.email:
            self.by_mail[person.email.casefold()][person.supplier] = person
        self.by_name[folded(person.name)][person.supplier, person.key] = person
        return person

    def of_mail(self, mail):
        """The one person here with this address, or None."""
        return only(self.by_mail.get(mail, {}).values())

    def of_name(self, name):
        """The one person here with this name, or None."""
        return only(self.by_name.get(folded(name), {}).values())

    def of_supplier(self, supplier, name, mail):
        """This person of a supplier, known or new. The same name at the same supplier is the same person,
        unless there are two different addresses."""
        found = self.people.get((supplier, person_key(name, mail)))
        if found is None:
            alike = [
                p for p in self.by_name.get(folded(name), {}).values() if p.supplier == supplier
            ]
            found = only(p for p in alike if not (mail and p.email))
        return found or self.add(Person(supplier, person_key(name, mail), name, mail))

    def question(self, name, mail, organisation):
        key = person_key(name, mail)
        if key not in self.questions:
            self.questions[key] = Question(key, name, mail, organisation)
        return self.questions[key]


class Who:
    """Finds the supplier of each person of a list. `gather` the names first, then ask `find`."""

    def __init__(self):
        self.events, self.names = {}, {}
        self.mails, self.domains, self.own = _addresses()

    def at(self, event):
        if event.pk not in self.events:
            self.events[event.pk] = EventPeople(event)
        return self.events[event.pk]

    def gather(self, texts):
        """Look up these names of organisations; two queries."""
        keys = {name_key(text) for text in texts if text} - {""} - self.names.keys()
        for key in keys:
            self.names[key] = set()
        asked = list(keys)
        standing = Supplier.objects.standing()
        for start in range(0, len(asked), 500):
            some = asked[start : start + 500]
            for pk, key in standing.filter(name_key__in=some).values_list("pk", "name_key"):
                self.names[key].add(pk)
            spelt = SupplierAlias.objects.filter(key__in=some, supplier__merged_into=None)
            for pk, key in spelt.values_list("supplier", "key"):
                self.names[key].add(pk)

    def of_organisation(self, text):
        """The one supplier of this name or spelling, or None."""
        return only(self.names.get(name_key(text), ())) if text else None

    def find(self, event, name, mail, organisation):
        """(Person, how) of a supplier; (None, OWN) or (None, LEFT_OUT) for who is not; (Question, "") else."""
        here = self.at(event)
        person = here.of_mail(mail) if mail else here.of_name(name)
        if person:
            return person, REGISTERED
        asked = here.questions.get(person_key(name, mail))
        if asked and asked.state == UnknownAttendee.State.ADDED:
            return here.of_supplier(asked.supplier, name, mail), ANSWERED
        if asked and asked.state == UnknownAttendee.State.LEFT_OUT:
            return None, LEFT_OUT
        if mail and mail in self.own:
            return None, OWN
        supplier, name, how = self._supplier(name, mail, organisation)
        if supplier:
            return here.of_supplier(supplier, name, mail), how
        return here.question(name, mail, organisation), ""

    def _supplier(self, name, mail, organisation):
        supplier = only(self.mails.get(mail, ()))
        if supplier:
            return supplier, name, MAIL
        supplier = only(self.domains.get(domain_of(mail), ()))
        if supplier:
            return supplier, name, DOMAIN
        supplier = self.of_organisation(organisation)
        if supplier:
            return supplier, name, NAME
        for part in () if organisation else parts_of(name):
            supplier = self.of_organisation(part)
            if supplier:
                return supplier, without(name, part), NAME
        return None, name, ""


def _addresses():
    """(address → suppliers, domain → suppliers, our own people's addresses), all in small letters."""
    mails, domains, own = defaultdict(set), defaultdict(set), set()
    contacts = Contact.objects.exclude(mail="").filter(supplier__merged_into=None)
    members = Membership.objects.exclude(user__email="").filter(supplier__merged_into=None)
    for rows in (
        contacts.values_list("mail", "supplier"),
        members.values_list("user__email", "supplier"),
    ):
        for mail, supplier in rows.iterator():
            mails[mail.casefold()].add(supplier)
            domains[domain_of(mail)].add(supplier)
    staff = User.objects.exclude(role=Role.SUPPLIER).exclude(email="")
    for mail in staff.values_list("email", flat=True):
        own.add(mail.casefold())
        domains[domain_of(mail)].add(None)  # a domain of ours tells of no supplier
    domains.pop("", None)
    return mails, domains, own


def only(things):
    """The one thing there is, or None where there is none or several."""
    found = list(things)
    return found[0] if len(found) == 1 else None


def folded(name):
    return person_key(name, "")


def moments(stays):
    """The (entered, left) datetimes of an unknown person's `stays`."""
    for entered, left in stays:
        yield dt.datetime.fromisoformat(entered), left and dt.datetime.fromisoformat(left)
