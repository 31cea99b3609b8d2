"""What a supplier file tells a person, row by row: who is new, what changes, who was recognised and why."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sustainportal.sheets.account import News
from sustainportal.sheets.showing import shown_row

from ..operations.intake import by_score
from ..wording_matching import score_words

KINDS = {
    "new": _("New"),
    "changed": _("Changed"),
    "gone": _("No longer listed"),
    "matched": _("Matched automatically"),
    "asked": _("To be reviewed"),
}
_OF_SITE = {"city": "site_city", "country": "site_country"}


class Telling:
    """For one pass: `listing` (or None) knows who was in the last edition of the list."""

    def __init__(self, columns, intake, listing):
        self.columns = {column.key: column for column in columns}
        self.labels = {key: str(column.label) for key, column in self.columns.items()}
        self.names, self.listing = intake.book.names, listing
        self.who = intake.who

    def of_rows(self, rows):
        """Set `row.news` of every good row."""
        good = [row for row in rows if not row.errors and row.plan]
        if self.listing:
            subjects = {row.plan.subject for row in good} - {None}
            self.listing.gather({subject.pk for subject in subjects} - {None})
            self.listing.perhaps(self._refused(rows))
        for row in good:
            row.news = tuple(self._of(row))

    def _refused(self, rows):
        """The known suppliers of refused rows: they are in the list all the same."""
        for row in rows:
            if row.errors and row.plan:
                meant = row.plan.subject or self.who.by_code.get(row.values.get("code"))
                yield from (one for one in (meant, *row.plan.candidates) if one and one.pk)

    def _of(self, row):
        plan, subject = row.plan, row.plan.subject
        if subject is None:
            if self.listing:
                self.listing.perhaps(plan.candidates)
            yield News("asked", row.number, row.values["name"], (), self._candidates(plan))
            return
        told = self.listing and self.listing.is_new(subject)
        if plan.new:
            yield News("new", row.number, named(subject), (), "")
            return
        if told:
            note = gettext("Known already; new in this list.")
            yield News("new", row.number, named(subject), (), note)
        if by_score(plan):
            about = f"{row.values['name']} → {named(subject)}"
            yield News("matched", row.number, about, (), score_words(plan.score))
        changes = tuple(self._changes(plan))
        if changes:
            yield News("changed", row.number, named(subject), changes, "")

    def _candidates(self, plan):
        near = [f"{named(one)}: {score_words(score)}" for one, score in plan.scores.items()]
        return "; ".join(near[:3])

    def _changes(self, plan):
        """[label, before, after] of everything the row changes about a known supplier."""
        for name, (before, after) in plan.changes.items():
            yield self.labels[name], self._shown(name, before), self._shown(name, after)
        for text in plan.spellings:
            yield self.labels["aliases"], "", text
        for kind, value in plan.numbers:
            yield self.labels[kind], "", value
        if plan.parent:
            yield self.labels["parent_code"], "", named(plan.parent)
        if plan.site:
            yield from self._of_part(plan.site, self.labels["site"], plan.site.key[1], _OF_SITE)
        if plan.supply:
            about = f"{self.labels['commodity']}, {plan.supply.key[2]}"
            yield from self._of_part(plan.supply, about, plan.supply.key[2], {})

    def _of_part(self, part, label, name, keys):
        if part.new:
            yield label, "", name
            return
        for field, (before, after) in part.changes.items():
            key = keys.get(field, field)
            about = f"{name}: {self.labels[key]}"
            yield about, self._shown(key, before), self._shown(key, after)

    def _shown(self, key, value):
        if value is None or value == "":
            return ""
        if key in ("country", "site_country"):
            return self.names.get(value, value)
        return shown_row([self.columns[key]], {key: value})[key]


def named(subject):
    return f"{subject.name} ({subject.code})" if subject.code else subject.name
