"""Write what an `Intake` has judged: suppliers, spellings, sites, supplies and open questions, in sets.

Every supplier that came in or changed gets one trail row per chunk of the file.
"""

import hashlib
import json
from collections import defaultdict

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import F
from django.utils.text import slugify

from sustainportal.trail.operations import entry, record_many

from ..models import (
    CodeSeries,
    Commodity,
    PossibleMatch,
    Site,
    Supplier,
    SupplierAlias,
    Supply,
    WaitingRow,
)
from ..rules.names import name_key
from .registry import SERIES, take_codes

BATCH = 500
ROWS_TOLD = 20  # row numbers a trail entry names at most


def hold_registry():
    """One import changes the registry at a time: the code series' row is locked until the end."""
    CodeSeries.objects.get_or_create(prefix=SERIES)
    CodeSeries.objects.filter(prefix=SERIES).update(last=F("last"))


def keep_rows(intake, rows, *, source, by, at):
    """Write these judged rows. Must run in the import's transaction."""
    settled = [row for row in rows if row.plan.subject]
    stories = defaultdict(lambda: {"rows": [], "changes": {}})
    for row in settled:
        tell(stories[row.plan.subject], row)
    keep_suppliers(intake, settled, at)
    keep_spellings(settled)
    keep_sites(settled)
    keep_supplies(intake, settled)
    keep_questions([row for row in rows if row.plan.candidates], source, at)
    record_many([story(*told, source, by, at) for told in stories.items() if told[1]["changes"]])


# --- suppliers --------------------------------------------------------------------------------
def keep_suppliers(intake, rows, at):
    final = {row.plan.subject: row.plan.facts for row in rows}  # as the last row leaves it
    new = list(dict.fromkeys(row.plan.subject for row in rows if row.plan.new))
    nameless = [subject for subject in new if not subject.code]
    for subject, code in zip(nameless, take_codes(len(nameless)), strict=True):
        subject.code = code
    made = [supplier(subject, final[subject], created_at=at, changed_at=at) for subject in new]
    Supplier.objects.bulk_create(made, batch_size=BATCH)
    for subject, row in zip(new, made, strict=True):
        subject.pk = row.pk
        intake.who.made(subject)
    changed = {row.plan.subject for row in rows if row.plan.changes} - set(new)
    fields = {name for row in rows if not row.plan.new for name in row.plan.changes}
    if changed:
        Supplier.objects.bulk_update(
            [supplier(subject, final[subject], changed_at=at) for subject in changed],
            [*fields, "name_key", "changed_at"],
            batch_size=BATCH,
        )


def supplier(subject, facts, **more):
    """The unsaved row of a subject: what is known of it, and the model's defaults."""
    facts = {("country_id" if name == "country" else name): v for name, v in facts.items()}
    facts["name_key"] = name_key(facts["name"])
    return Supplier(pk=subject.pk, code=subject.code, **facts, **more)


def keep_spellings(rows):
    SupplierAlias.objects.bulk_create(
        [
            SupplierAlias(supplier_id=row.plan.subject.pk, spelling=text, key=name_key(text))
            for row in rows
            for text in row.plan.spellings
        ],
        ignore_conflicts=True,
        batch_size=BATCH,
    )


# --- sites and supplies -----------------------------------------------------------------------
def last_parts(rows, which):
    """{(subject, key): (part as the last row leaves it, fields changed, whether it is new)}."""
    found = {}
    for row in rows:
        part = getattr(row.plan, which)
        if part and (part.new or part.changes):
            key = (row.plan.subject, *part.key)
            _part, fields, new = found.get(key, (None, set(), False))
            found[key] = (part, fields | set(part.changes), new or part.new)
    return found


def write_parts(model, found, build):
    """Create the new and update the changed: `build(subject, part)` gives the unsaved row."""
    new = [build(key[0], part) for key, (part, _fields, is_new) in found.items() if is_new]
    model.objects.bulk_create(new, batch_size=BATCH)
    old = [
        (build(key[0], part), fields) for key, (part, fields, is_new) in found.items() if not is_new
    ]
    if old:
        fields = set().union(*(fields for _row, fields in old))
        model.objects.bulk_update([row for row, _fields in old], fields, batch_size=BATCH)


def keep_sites(rows):
    def build(subject, part):
        facts = {("country_id" if n == "country" else n): v for n, v in part.facts.items()}
        _kind, name, address = part.key
        return Site(pk=part.pk, supplier_id=subject.pk, name=name, address=address, **facts)

    write_parts(Site, last_parts(rows, "site"), build)


def keep_supplies(intake, rows):
    found = last_parts(rows, "supply")
    make_commodities(intake, {key[2] for key in found if isinstance(key[2], str)})

    def build(subject, part):
        _kind, commodity, quarter = part.key
        return Supply(
            pk=part.pk,
            supplier_id=subject.pk,
            commodity_id=intake.purchases.pk(commodity),
            quarter=quarter,
            **part.facts,
        )

    write_parts(Supply, found, build)


def make_commodities(intake, folded):
    """Make the commodities the registry does not have, with a code from their name."""
    missing = [one for one in sorted(folded) if intake.purchases.pk(one) is None]
    taken = set(Commodity.objects.values_list("code", flat=True)) if missing else set()
    for one in missing:
        name = intake.purchases.new[one][0]
        code = free_code(slugify(name)[:36] or "commodity", taken)
        intake.purchases.new[one][1] = Commodity.objects.create(code=code, name=name[:100]).pk


def free_code(stem, taken):
    code, number = stem, 1
    while code in taken:
        number += 1
        code = f"{stem}-{number}"
    taken.add(code)
    return code


# --- questions --------------------------------------------------------------------------------
def keep_questions(rows, source, at):
    """One question for each name and country, with every row that waits for its answer."""
    if not rows:
        return
    asked = {}
    for row in rows:
        asked.setdefault(
            (name_key(row.values["name"]), row.values.get("country") or None), []
        ).append(row)
    known = questions(asked)
    new = {
        pair: PossibleMatch(
            key=pair[0], country_id=pair[1], name=rows[0].values["name"], created_at=at
        )
        for pair, rows in asked.items()
        if pair not in known
    }
    PossibleMatch.objects.bulk_create(new.values(), batch_size=BATCH)
    may_be = PossibleMatch.candidates.through
    may_be.objects.bulk_create(
        [
            may_be(possiblematch_id=match.pk, supplier_id=pk)
            for pair, match in new.items()
            for pk in {getattr(owner, "pk", owner) for owner in asked[pair][0].plan.candidates}
        ],
        batch_size=BATCH,
    )
    matches = known | new
    WaitingRow.objects.bulk_create(
        [waiting(matches[pair].pk, row, source) for pair, rows in asked.items() for row in rows],
        ignore_conflicts=True,
        batch_size=BATCH,
    )


def questions(pairs):
    """{(key, country): PossibleMatch} of those asked before."""
    rows = PossibleMatch.objects.filter(key__in={key for key, _country in pairs})
    return {(match.key, match.country_id): match for match in rows}


def waiting(match, row, source):
    """The unsaved waiting row; its fingerprint tells whether it waits already."""
    values = {key: value for key, value in row.values.items() if value not in (None, "")}
    text = json.dumps(values, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)
    return WaitingRow(
        match_id=match,
        fingerprint=hashlib.sha256(text.encode()).hexdigest(),
        source=source[:200],
        number=row.number,
        values=values,
    )


# --- trail ------------------------------------------------------------------------------------
def tell(told, row):
    """Gather what one row changes about its supplier, as plain data."""
    plan = row.plan
    changes = {name: list(pair) for name, pair in plan.changes.items()}
    if plan.spellings:
        changes["aliases"] = told["changes"].get("aliases", []) + plan.spellings
    for kind, part in (("sites", plan.site), ("supplies", plan.supply)):
        if part and (part.new or part.changes):
            changes[kind] = told["changes"].get(kind, 0) + 1
    told["new"] = told.get("new", False) or plan.new
    if changes:
        told["changes"] |= changes
        if len(told["rows"]) < ROWS_TOLD:
            told["rows"].append(row.number)


def story(subject, told, source, by, at):
    """The unsaved trail entry of one supplier."""
    thing = Supplier(pk=subject.pk, code=subject.code, name=subject.name)
    event = "suppliers.supplier.added" if told["new"] else "suppliers.supplier.changed"
    detail = {"file": source, "rows": told["rows"], "changes": told["changes"]}
    return entry(event, thing, by=by, at=at, **detail)
