"""Two records of one company become one, and two again.

Everything that points at the record that goes is moved, table by table, whichever room it belongs to;
what the database refuses (the same quarter's supply twice, a published scorecard) stays and is told.
"""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import record

from ..models import Classification, Merge, Supplier, SupplierAlias, SupplierIdentifier
from ..queries.merging import belongings, line_above, rows_of, staying
from ..rules.merging import FILLED, gaps_filled
from ..signals import reading_changed
from .intake_keep import hold_registry


@transaction.atomic
def merge_suppliers(*, keep, gone, reason="", by, at):
    """`gone` is the same company as `keep`: what it has moves there, its record stays as a signpost.

    Its judgement of an open year goes, those of closed years stay with its record. NotNow when one of
    them was merged already: of two people at once, one is told.
    """
    hold_registry()
    if keep.pk == gone.pk:
        raise NotNow(_("A supplier cannot be merged with itself."))
    claim(gone, {"merged_into": keep, "changed_at": at})
    claim(keep, {"changed_at": at})
    merge = Merge.objects.create(kept=keep, gone=gone, by=by, at=at, reason=reason)
    merge.moved = [
        moved for model, name in belongings() if (moved := move(model, name, gone, keep))
    ]
    merge.names, merge.numbers = take_name(keep, gone), take_code(keep, gone)
    merge.facts = fill_gaps(keep, gone)
    merge.save()
    Classification.objects.filter(supplier=gone, year__closed_at=None).delete()
    told = {"reason": reason} if reason else {}
    record("suppliers.supplier.merged", keep, by=by, at=at, supplier=gone.code, **told)
    record("suppliers.supplier.merged", gone, by=by, at=at, to=keep.code, **told)
    reading_changed.send(Merge, suppliers=[keep.pk, gone.pk], by=by, at=at)
    gone.merged_into = keep
    return merge


@transaction.atomic
def split_suppliers(*, merge, by, at):
    """Undo a merge: what moved goes back, as far as it is still there; the spelling and the filled gaps
    too. Returns how many rows could not go back. NotNow if it was undone or the kept one has gone on."""
    hold_registry()
    merge = Merge.objects.select_related("kept", "gone").get(pk=merge.pk)
    if merge.kept.merged_into_id:
        raise NotNow(
            _("%(kept)s was itself merged into another supplier since; split that first.")
            % {"kept": merge.kept}
        )
    if merge_claimed(merge, by, at) != 1:
        raise NotNow(_("Somebody else has split these two already."))
    Supplier.objects.filter(pk=merge.gone_id).update(merged_into=None, changed_at=at)
    SupplierAlias.objects.filter(pk__in=merge.names, supplier=merge.kept).delete()
    SupplierIdentifier.objects.filter(pk__in=merge.numbers, supplier=merge.kept).delete()
    empty_gaps(merge)
    left = 0
    for moved in reversed(merge.moved):
        left += move_back(merge, moved)
    record("suppliers.supplier.split", merge.kept, by=by, at=at, supplier=merge.gone.code)
    record("suppliers.supplier.split", merge.gone, by=by, at=at, supplier=merge.kept.code)
    reading_changed.send(Merge, suppliers=[merge.kept_id, merge.gone_id], by=by, at=at)
    return left


def claim(supplier, fields):
    """Change a supplier that is nobody else's yet."""
    if Supplier.objects.filter(pk=supplier.pk, merged_into=None).update(**fields) != 1:
        raise NotNow(
            _("Somebody else has merged %(name)s into another supplier. Open it again and look.")
            % {"name": supplier.name}
        )


def merge_claimed(merge, by, at):
    standing = Merge.objects.filter(pk=merge.pk, undone_at=None)
    return standing.update(undone_by=by, undone_at=at)


# --- what points at a supplier ------------------------------------------------------------------------
def move(model, name, gone, keep):
    """Move the rows of one table; {"model", "field", "moved": [pk], "stayed": [pk]}, None for no rows."""
    pks = list(rows_of(model, name, gone).order_by("pk").values_list("pk", flat=True))
    if not pks:
        return None
    stays = set(
        rows_of(model, name, gone).filter(staying(model, name, keep)).values_list("pk", flat=True)
    )
    going = [pk for pk in pks if pk not in stays]
    moved = moved_rows(model, name, going, keep.pk) if going else []
    stayed = [pk for pk in pks if pk not in set(moved)]
    return {"model": model._meta.label_lower, "field": name, "moved": moved, "stayed": stayed}


def moved_rows(model, name, pks, to):
    """The primary keys of those that could be pointed at another supplier: all at once, else one by one."""
    rows = model._base_manager
    try:
        with transaction.atomic():
            rows.filter(pk__in=pks).update(**{name: to})
        return pks
    except IntegrityError:
        pass
    moved = []
    for pk in pks:
        try:
            with transaction.atomic():
                rows.filter(pk=pk).update(**{name: to})
        except IntegrityError:
            continue
        moved.append(pk)
    return moved


def move_back(merge, moved):
    """Point the rows back that still point at the kept supplier; returns how many could not go."""
    known = {(model._meta.label_lower, name): model for model, name in belongings()}
    model = known.get((moved["model"], moved["field"]))
    if model is None:
        return len(moved["moved"])
    rows = rows_of(model, moved["field"], merge.kept).filter(pk__in=moved["moved"])
    pks = list(rows.values_list("pk", flat=True))
    return len(moved["moved"]) - len(moved_rows(model, moved["field"], pks, merge.gone_id))


# --- its name and facts -------------------------------------------------------------------------------
def take_name(keep, gone):
    """The name of the record that goes becomes a spelling of the other; its id, unless it is one already."""
    if keep.name == gone.name or keep.aliases.filter(spelling=gone.name).exists():
        return []
    return [SupplierAlias.objects.create(supplier=keep, spelling=gone.name).pk]


def take_code(keep, gone):
    """The code of the record that goes is found as another number of the one that stays; its id."""
    kind = SupplierIdentifier.Kind.OTHER
    if SupplierIdentifier.objects.filter(kind=kind, value=gone.code).exists():
        return []
    note = _("old code")
    made = SupplierIdentifier.objects.create(supplier=keep, kind=kind, value=gone.code, note=note)
    return [made.pk]


def fill_gaps(keep, gone):
    rows = {
        row["pk"]: row
        for row in Supplier.objects.filter(pk__in=[keep.pk, gone.pk]).values("pk", *FILLED)
    }
    facts = gaps_filled(rows[keep.pk], rows[gone.pk])
    if rows[keep.pk]["parent_id"] == gone.pk:
        facts["parent_id"] = [gone.pk, rows[gone.pk]["parent_id"]]
    parent = facts.get("parent_id", [None, None])[1]
    if parent and keep.pk in line_above(Supplier.objects.get(pk=parent)):
        del facts["parent_id"]
    if facts:
        Supplier.objects.filter(pk=keep.pk).update(
            **{name: pair[1] for name, pair in facts.items()}
        )
    return facts


def empty_gaps(merge):
    """Take filled facts away again, where nobody has changed them since."""
    for name, (before, after) in merge.facts.items():
        Supplier.objects.filter(pk=merge.kept_id, **{name: after}).update(**{name: before})
