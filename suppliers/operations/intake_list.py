"""A list that comes again: who was in the last one, who is in this one, and who is gone.

Going is never deleting: the supplier stays as it is, and somebody follows it up.
"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sustainportal.accounts.refusals import NotNow
from sustainportal.sheets.account import News
from sustainportal.sheets.refusals import SheetRefused
from sustainportal.sheets.scratch import Scratch
from sustainportal.trail.operations import record

from ..models import ListedSite, ListedSupplier, SupplierList

BATCH = 500
PERHAPS = "perhaps"


class Listing:
    """One pass over the newest edition of a list; `name` is the source, `as_of` its day, not after `today`
    (no later edition could be read before that day)."""

    def __init__(self, name, as_of, *, today):
        if as_of > today:
            raise SheetRefused(
                _("This list is of %(as_of)s, a day that has not come yet. Nothing was read.")
                % {"as_of": as_of}
            )
        self.source = SupplierList.objects.filter(name=name).first() or SupplierList(name=name)
        self.as_of, self.before = as_of, self.source.as_of
        if self.before and as_of < self.before:
            raise SheetRefused(
                _(
                    "The newest list of “%(name)s” speaks of %(before)s; this one is of %(as_of)s, which is older. Nothing was read."
                )
                % {"name": name, "before": self.before, "as_of": as_of}
            )
        self.met, self.new, self.gone = Scratch(), 0, 0

    # --- reading ----------------------------------------------------------------------------------
    def gather(self, pks):
        """Which of these suppliers were in the last list."""
        self.met.put_away()
        listed = self._last().filter(supplier__in=list(pks)) if pks and self.before else ()
        self.known = {one.supplier_id for one in listed}

    def _last(self):
        return ListedSupplier.objects.filter(source=self.source, last_on=self.before)

    def is_new(self, subject):
        """Whether this list names a supplier that the last one did not; asked once for each."""
        if self.met.get(subject.id, PERHAPS) != PERHAPS:
            return False
        self.met[subject.id] = True
        if subject.pk:
            self.met[subject.pk] = True
        new = bool(self.before) and subject.pk not in self.known
        self.new += new
        return new

    def perhaps(self, subjects):
        """These may be meant by a row that waits for an answer: they are not gone."""
        for subject in subjects:
            number = subject.pk or subject.id
            self.met[number] = self.met.get(number) or PERHAPS

    def absent(self):
        """`News` of everybody in the last list whom this one does not name."""
        if not self.before:
            return
        rows = self._last().exclude(supplier__merged_into__isnull=False)
        names = rows.order_by("supplier__name", "pk").values_list(
            "supplier", "supplier__name", "supplier__code", "first_on"
        )
        for pk, name, code, first in names.iterator(chunk_size=2000):
            if pk not in self.met:
                self.gone += 1
                note = _("In this list since %(first)s, last on %(last)s.")
                words = {"first": first, "last": self.before}
                yield News("gone", 0, f"{name} ({code})", (), note % words)

    # --- keeping ----------------------------------------------------------------------------------
    def begin(self, *, at):
        """Take the list's new day; nobody else takes in an edition of it meanwhile."""
        if self.source.pk is None:
            self.source, _new = SupplierList.objects.get_or_create(name=self.source.name)
        held = SupplierList.objects.filter(pk=self.source.pk, as_of=self.before)
        if held.update(as_of=self.as_of, taken_at=at) != 1:
            raise NotNow(_("Somebody else has just taken in a list of this source. Read it again."))

    def keep(self, rows, made):
        """Note that these suppliers and sites are listed. `made`: ids of the new sites by their key."""
        suppliers = dict.fromkeys(row.plan.subject.pk for row in rows)
        self._note(ListedSupplier, "supplier_id", suppliers)
        parts = [(row.plan.subject, row.plan.site) for row in rows if row.plan.site]
        sites = [site.pk or made.get((subject, *site.key)) for subject, site in parts]
        self._note(ListedSite, "site_id", dict.fromkeys(pk for pk in sites if pk))

    def _note(self, model, field, pks):
        model.objects.bulk_create(
            [
                model(source=self.source, first_on=self.as_of, last_on=self.as_of, **{field: pk})
                for pk in pks
            ],
            update_conflicts=True,
            unique_fields=["source", field.removesuffix("_id")],
            update_fields=["last_on"],
            batch_size=BATCH,
        )

    def end(self, *, by, at):
        """One entry of the trail for the whole list."""
        record(
            "suppliers.list.taken", self.source, by=by, at=at,
            as_of=str(self.as_of), new=self.new, gone=self.gone,
        )  # fmt: skip

    def words(self):
        """A sentence on the comparison."""
        if not self.before:
            return _("The first list of “%(name)s”.") % {"name": self.source.name}
        return ngettext(
            "Compared with the list of %(day)s: %(gone)d is no longer in it.",
            "Compared with the list of %(day)s: %(gone)d are no longer in it.",
            self.gone,
        ) % {"day": self.before, "gone": self.gone}
