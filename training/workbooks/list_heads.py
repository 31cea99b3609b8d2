"""The rows of a list without names: how many people an organisation sent to an event."""

from django.utils.translation import gettext

from ..models import HeadCount
from ..queries.who import folded


class Heads:
    """What is recorded per event, and what the rows of this list say of it."""

    def __init__(self, who):
        self.who, self._here, self._rows = who, {}, {}
        self.people = 0  # of all good rows

    def counts(self, event, supplier):
        """Whether people of this supplier are counted without names at the event."""
        return any(held == supplier and heads for _name, heads, held in self._of(event).values())

    def judge(self, row, event, supplier):
        """Judge a row with a number; returns (the organisation as it is kept, (number, supplier id)), or
        None where the row is refused."""
        name, number = row.values["organisation"], row.values["heads"]
        supplier = supplier or self.who.of_organisation(name)
        if not name:
            row.refuse("organisation", gettext("Say which organisation they came from."))
        if row.errors or event is None:
            return None
        before = self._of(event).get(folded(name), (name, 0, None))
        self._check(row, event, before, supplier)
        if row.errors:
            return None
        now = (before[0], number, supplier)
        row.outcome = "unchanged" if before == now else "updated" if before[1] else "created"
        self._of(event)[folded(name)] = now
        self._rows[event.pk, folded(name)] = row.number
        self.people += number
        return now[0], now[1:]

    def _check(self, row, event, before, supplier):
        number, earlier = row.values["heads"], self._rows.get((event.pk, folded(before[0])))
        if earlier:
            words = gettext("Row %(row)d names this organisation already: add the numbers up.")
            row.refuse("organisation", words % {"row": earlier})
        elif not number and not before[1]:
            row.refuse("heads", gettext("There is no number of this organisation to take back."))
        elif number and supplier and self._named(event, supplier):
            words = gettext(
                "People of this supplier are recorded by name at this event; they would count twice."
            )
            row.refuse("heads", words)

    def _named(self, event, supplier):
        people = self.who.at(event).people.values()
        return any(one.supplier == supplier and one.attended for one in people)

    def _of(self, event):
        """Organisation → (as it is written, number, supplier id)."""
        if event.pk not in self._here:
            rows = HeadCount.objects.filter(event=event)
            kept = rows.values_list("organisation", "heads", "supplier")
            self._here[event.pk] = {folded(row[0]): row for row in kept}
        return self._here[event.pk]
