"""The audits a file speaks of: found by their reference or by their number in the list, or new."""

from django.utils.translation import gettext

from ..models import Audit
from ..operations.imported import KnownAudit, finish_history
from ..operations.imported_settled import WORKED_OUT, only_rejected
from ..queries import imported as known
from ..rules.imported import wrong_days
from .found_words import SAYS

FACTS = (
    "kind", "protocol", "started_on", "closing_on", "final_on", "firm", "conforming", "applicable",
    "outcome",
)  # fmt: skip


class FoundAudits:
    def __init__(self, importer):
        self.importer = importer
        self.source = importer.listing
        self.protocols, self.protocol = known.protocols_by_name()
        self.provisions = known.provisions_by_protocol()
        self.suppliers, self.sites = {}, {}
        self.by_reference, self.by_number = {}, {}
        self._told = {}

    def gather(self, rows):
        """Everything these rows may mean, in a few queries."""
        by = self.importer.by
        codes = {row.values["code"] for row in rows} - {"", None} - self.suppliers.keys()
        new = known.suppliers_of(codes, by)
        self.sites |= known.sites_of(set(new.values()) - self.sites.keys())
        self.suppliers |= new
        references = {row.values["audit"] for row in rows if row.values["audit"]}
        for pk, audit in known.audits_by_reference(references, by).items():
            self.by_reference.setdefault(pk, KnownAudit(audit))
        numbers = {self._number(row) for row in rows} - {""} - self.by_number.keys()
        for number, audit in known.audits_by_number(self.source, numbers).items():
            self.by_number[number] = KnownAudit(audit)

    def saved(self):
        """The ids of the audits that are here already."""
        every = (*self.by_reference.values(), *self.by_number.values())
        return {one.audit.pk for one in every if not one.is_new}

    def of(self, row):
        """The audit a row speaks of, or None with the refusal on the row."""
        supplier = self._supplier(row)
        found = self._by_reference(row, supplier) if row.values["audit"] else self._of_list(row, supplier)
        if found is None:
            return None
        self._say(row, found)
        return None if _about_audit(row) else found

    def _supplier(self, row):
        code = row.values["code"]
        if code and code not in self.suppliers:
            row.refuse("code", gettext("There is no supplier with the code %s.") % code)
        return self.suppliers.get(code)

    def _by_reference(self, row, supplier):
        found = self.by_reference.get(known.audit_number(row.values["audit"]))
        if found is None:
            row.refuse("audit", gettext("There is no such audit; a number such as AU-00012 is expected."))
        elif supplier and found.audit.site.supplier_id != supplier:
            row.refuse("code", gettext("%s is of another supplier.") % found.audit.reference)
            return None
        return found

    def _of_list(self, row, supplier):
        if not self.importer.may_history:
            row.refuse(
                "audit", gettext("Say which audit in progress it is: only procurement brings in the past.")
            )
            return None
        if not self.source:
            row.refuse(
                "audit", gettext("Name the list this file is of: its next edition finds this audit by that.")
            )
            return None
        number = self._number(row)
        found = self.by_number.get(number)
        site = self._site(row, supplier) if supplier else None
        if found:
            if site and site.pk != found.audit.site_id:
                row.refuse("site", gettext("The audit of this number is of another site."))
                return None
            return found
        if site is None or (row.errors and _about_audit(row)):
            return None
        return self._new(row, site, number)

    def _number(self, row):
        """Their number of the audit; without one, the site, kind and day say which it is."""
        if row.values["audit_number"]:
            return row.values["audit_number"]
        site = self._site(row, self.suppliers.get(row.values["code"]), quiet=True)
        day, kind = row.values["started_on"], self._kind(row)
        return f"{site.pk} {kind} {day.isoformat()}" if site and day else ""

    def _kind(self, row):
        return row.values["kind"] or self.importer.words_of_list.kind or Audit.Kind.SECOND_PARTY

    def _site(self, row, supplier, quiet=False):
        sites, name = self.sites.get(supplier, {}), (row.values["site"] or "").strip()
        if name:
            site, why = sites.get(name.casefold()), gettext("This supplier has no site of this name.")
        else:
            site = next(iter(sites.values())) if len(sites) == 1 else None
            why = gettext("Say which site of this supplier it is.")
        if site is None and not quiet:
            row.refuse("site", why)
        return site

    def _new(self, row, site, number):
        name = row.values["protocol"] or self.importer.words_of_list.protocol
        protocol = self.protocols.get(name, self.protocol)
        if row.values["started_on"] is None:
            if not _about_audit(row):
                row.refuse("started_on", gettext("Say when the visit began."))
            return None
        if protocol is None:
            row.refuse("protocol", gettext("There is no protocol to hold it against."))
            return None
        audit = Audit(
            site=site, kind=self._kind(row), protocol=protocol, state=Audit.State.FINAL,
            source=self.source, source_number=number,
        )  # fmt: skip
        return KnownAudit(audit, is_new=True)

    # --- what the row says of it ------------------------------------------------------------------
    def _say(self, row, found):
        """Take in what a row says of its audit; refuse what contradicts."""
        audit, said = found.audit, self._facts(row)
        for name, value in said.items():
            if name in found.said and found.said[name][0] != value:
                row.refuse(name, gettext("Row %(row)d says %(value)s of the same audit.")
                           % {"row": found.said[name][1], "value": found.said[name][0]})  # fmt: skip
            elif not found.is_history and getattr(audit, name) != value:
                row.refuse(name, gettext("%s says otherwise: an audit of this portal is changed on its own page.")
                           % audit.reference)  # fmt: skip
        if found.is_history and not _about_audit(row):
            self._check(row, found, said)
        if found.is_history and not _about_audit(row):
            self._take(row, found, said)

    def _facts(self, row):
        said = {name: row.values[name] for name in FACTS if row.values[name] not in (None, "")}
        if "protocol" in said:
            said["protocol"] = self.protocols[said["protocol"]]
        return said

    def _check(self, row, found, said):
        audit, rejected = found.audit, Audit.Outcome.REJECTED
        zero = found.zero_tolerance or (row.values["zero_tolerance"] and not row.values["withdrawn"])
        if zero and said.get("outcome", rejected) != rejected:
            row.refuse("outcome", only_rejected())
        days = {name: said.get(name) or getattr(audit, name) for name in ("started_on", "closing_on", "final_on")}
        for name, code in wrong_days(days, self.importer.today):
            row.refuse(name, SAYS[code])
        conforming, applicable = (said.get(name, getattr(audit, name)) for name in ("conforming", "applicable"))
        if (conforming is None) != (applicable is None):
            row.refuse("applicable", gettext("Give both counts, conforming and applicable, or neither."))
        elif applicable is not None and conforming > applicable:
            row.refuse("conforming", gettext("Conforming items cannot be more than the applicable ones."))

    def _take(self, row, found, said):
        audit = found.audit
        for name, value in said.items():
            before = getattr(audit, name)
            if before != value:
                setattr(audit, name, value)
                if not found.is_new and name not in found.changed:
                    found.changed[name] = before
            found.said.setdefault(name, (value, row.number))
        if "outcome" in said and (found.is_new or "outcome" in found.changed):
            found.outcome_given = True
        finish_history(audit)
        if found.is_new:
            self.by_number[audit.source_number] = found

    def tolerates(self, row, found):
        """A row speaks of zero tolerance: refused unless the audit was rejected or no outcome is given."""
        kept = "" if found.is_new or found.audit.summary == WORKED_OUT else found.audit.outcome
        outcome, _row = found.said.get("outcome", (kept, 0))
        if outcome not in ("", Audit.Outcome.REJECTED):
            row.refuse("zero_tolerance", only_rejected())
        else:
            found.zero_tolerance = True

    # --- counts -----------------------------------------------------------------------------------
    def told(self, found, *, with_finding, changes):
        """A good row has spoken of this audit, and perhaps changes it or its findings."""
        found.is_told = True
        found.has_findings = found.has_findings or with_finding
        found.is_corrected = found.is_corrected or bool(found.changed)
        found.is_touched = found.is_touched or found.is_new or found.is_corrected or changes
        self._told[id(found)] = found

    def touched(self):
        """The audits of lists that good rows change anything of."""
        return [found for found in self._told.values() if found.is_history and found.is_touched]

    def counts(self):
        told = self._told.values()
        return {
            "audits_created": sum(found.is_new for found in told),
            "audits_changed": sum(found.is_corrected for found in told),
            "audits_without_findings": sum(not found.has_findings for found in told),
        }


def _about_audit(row):
    """Whether something that says which audit it is, or what of it, was refused."""
    labels = {row.source.headings[row.source.used[key]] for key in _AUDIT_KEYS if key in row.source.used}
    labels |= {str(row.source.labels[key]) for key in _AUDIT_KEYS}
    return any(problem.column in labels for problem in row.errors)


_AUDIT_KEYS = ("audit", "code", "site", "audit_number", *FACTS)
