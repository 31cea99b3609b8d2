"""Write what an `Intake` has judged: suppliers, spellings, sites, supplies and open questions, in sets.

Every supplier that came in or changed gets one trail row per chunk of the file.
"""

import hashlib
import json
from collections import defaultdict

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import F
from django.utils.text import slugify
from django.utils.translation import gettext as _

from sustainportal.trail.operations import entry, record_many

from ..models import (
    CodeSeries,
    Commodity,
    PossibleMatch,
    Site,
    Supplier,
    SupplierAlias,
    SupplierIdentifier,
    Supply,
    WaitingRow,
)
from ..rules.names import name_key
from ..signals import registry_changed
from .intake import by_score
from .registry import OF_RISK, SERIES, take_codes

BATCH = 500
ROWS_TOLD = 20  # row numbers a trail entry names at most


def hold_registry():
    """One import changes the registry at a time: the code series' row is locked until the end."""
    CodeSeries.objects.get_or_create(prefix=SERIES)
    CodeSeries.objects.filter(prefix=SERIES).update(last=F("last"))


def keep_rows(intake, rows, *, source, by, at, listing=None):
    """Write these judged rows. Must run in the import's transaction. `listing` notes who was listed."""
    settled = [row for row in rows if row.plan.subject]
    stories = defaultdict(lambda: {"rows": [], "changes": {}})
    for row in settled:
        tell(stories[row.plan.subject], row)
    keep_suppliers(intake, settled, at)
    keep_numbers(settled)
    keep_parents(settled)
    keep_spellings(settled)
    made = keep_sites(settled) | keep_supplies(intake, settled)
    keep_automatic(settled, made, at)
    keep_questions([row for row in rows if row.plan.candidates], source, at)
    if listing:
        listing.keep(settled, made)
    record_many([story(*told, source, by, at) for told in stories.items() if told[1]["changes"]])
    tell_risk(stories, by, at)
    return made


def tell_risk(stories, by, at):
    """The suppliers with a changed figure that risk is worked out from are judged anew."""
    figures = OF_RISK | {"sites", "supplies"}
    concerned = [
        subject.pk
        for subject, told in stories.items()
        if told["new"] or figures & told["changes"].keys()
    ]
    if concerned:
        registry_changed.send(Supplier, suppliers=concerned, by=by, at=at)


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


def keep_numbers(rows):
    SupplierIdentifier.objects.bulk_create(
        [
            SupplierIdentifier(supplier_id=row.plan.subject.pk, kind=kind, value=value)
            for row in rows
            for kind, value in row.plan.numbers
        ],
        batch_size=BATCH,
    )


def keep_parents(rows):
    """Put suppliers under the companies the file names; a circle is refused."""
    from .groups import line_above  # which holds the registry as this does

    for row in rows:
        if row.plan.parent:
            both = Supplier.objects.in_bulk([row.plan.subject.pk, row.plan.parent.pk])
            child, parent = both[row.plan.subject.pk], both[row.plan.parent.pk]
            if child.pk in line_above(parent):
                row.refuse("parent_code", _("This company stands below the supplier itself."))
            else:
                Supplier.objects.filter(pk=child.pk).update(parent=parent)


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
    """Create the new and update the changed: `build(subject, part)` gives the unsaved row. Returns
    {(subject, key): primary key} of the new."""
    keys = [key for key, (_part, _fields, is_new) in found.items() if is_new]
    new = [build(key[0], found[key][0]) for key in keys]
    model.objects.bulk_create(new, batch_size=BATCH)
    old = [
        (build(key[0], part), fields) for key, (part, fields, is_new) in found.items() if not is_new
    ]
    if old:
        fields = set().union(*(fields for _row, fields in old))
        model.objects.bulk_update([row for row, _fields in old], fields, batch_size=BATCH)
    return {key: row.pk for key, row in zip(keys, new, strict=True)}


def keep_sites(rows):
    def build(subject, part):
        facts = {("country_id" if n == "country" else n): v for n, v in part.facts.items()}
        _kind, name, address = part.key
        return Site(pk=part.pk, supplier_id=subject.pk, name=name, address=address, **facts)

    return write_parts(Site, last_parts(rows, "site"), build)


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

    return write_parts(Supply, found, build)


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


# --- names that the score alone decided -----------------------------------------------------------
def keep_automatic(rows, made, at):
    """One answer for each name that only its likeness brought to a supplier, with what it brought."""
    told = {}
    for row in rows:
        pair = (name_key(row.values["name"]), row.values.get("country") or None)
        if by_score(row.plan) or pair in told:
            told.setdefault(pair, []).append(row)
    PossibleMatch.objects.bulk_create(
        [
            PossibleMatch(
                key=key,
                country_id=country,
                name=rows[0].values["name"],
                state=PossibleMatch.State.SAME,
                supplier_id=rows[0].plan.subject.pk,
                automatic=True,
                evidence=evidence(rows[0].plan.scores),
                brought=brought(rows, made),
                created_at=at,
                decided_at=at,
            )
            for (key, country), rows in told.items()
        ],
        ignore_conflicts=True,
        batch_size=BATCH,
    )


def evidence(scores):
    """{supplier: parts of its score} as plain data."""
    return {str(subject.pk): score.plain() for subject, score in scores.items()}


def brought(rows, made):
    """What rows of one name changed: spellings, ids of new sites and supplies, facts before and after."""
    facts = {}
    for row in rows:
        for name, (before, after) in row.plan.changes.items() if not row.plan.new else ():
            facts[name] = [facts.get(name, [before])[0], after]
    parts = [(row.plan.subject, part) for row in rows for part in row.plan.parts if part.new]
    found = {"site": [], "supply": []}
    for subject, part in parts:
        found[part.key[0]].append(made.get((subject, *part.key)))
    return {
        "spellings": [text for row in rows for text in row.plan.spellings],
        "sites": [pk for pk in dict.fromkeys(found["site"]) if pk],
        "supplies": [pk for pk in dict.fromkeys(found["supply"]) if pk],
        "facts": facts,
    }


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
            key=pair[0],
            country_id=pair[1],
            name=rows[0].values["name"],
            evidence=evidence(rows[0].plan.scores),
            created_at=at,
        )
        for pair, rows in asked.items()
        if pair not in known
    }
    PossibleMatch.objects.bulk_create(new.values(), batch_size=BATCH)
    new |= asked_again({pair: match for pair, match in known.items() if pair in asked}, asked)
    may_be = PossibleMatch.candidates.through
    may_be.objects.bulk_create(
        [
            may_be(possiblematch_id=match.pk, supplier_id=pk)
            for pair, match in new.items()
            for pk in {subject.pk for subject in asked[pair][0].plan.candidates}
        ],
        batch_size=BATCH,
    )
    matches = known | new
    WaitingRow.objects.bulk_create(
        [waiting(matches[pair].pk, row, source) for pair, rows in asked.items() for row in rows],
        ignore_conflicts=True,
        batch_size=BATCH,
    )


def asked_again(known, asked):
    """Names that the score had decided and no longer can are open questions now."""
    again = {pair: match for pair, match in known.items() if match.automatic}
    for pair, match in again.items():
        match.state, match.supplier, match.decided_at = PossibleMatch.State.OPEN, None, None
        match.automatic, match.evidence = False, evidence(asked[pair][0].plan.scores)
        match.save()
    return again


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
    changes |= {kind: [None, value] for kind, value in plan.numbers}
    if plan.parent:
        changes["parent"] = [None, plan.parent.code]
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
