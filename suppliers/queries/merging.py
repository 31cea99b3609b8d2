"""What hangs on a supplier, in this room and downstream, found by the foreign keys: nothing is named here."""

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from ..models import Merge, Supplier

#: What stays with its record: judgements as they were (a closed year is not rewritten), and what the portal
#: works out from the record's own figures.
STAYING = {
    "suppliers.classification": Q(pk__isnull=False),
    "suppliers.classoverride": Q(year__closed_at__isnull=False),
    "suppliers.factorreading": Q(derived=True),
}


def belongings():
    """[(model, foreign key's name)] of every table that points at a supplier."""
    fields = Supplier._meta.get_fields(include_hidden=True)
    found = [
        (field.related_model, field.field.name)
        for field in fields
        if field.auto_created and not field.concrete and not field.many_to_many
    ]
    return sorted(
        ((model, name) for model, name in found if model is not Merge),
        key=lambda pair: (pair[0]._meta.label_lower, pair[1]),
    )


def rows_of(model, name, supplier):
    return model._base_manager.filter(**{name: supplier})


def staying(model, name, kept):
    """The condition of what does not move to `kept`: see STAYING, and the companies that `kept` itself stands
    below, since nobody is their own grandparent."""
    if (model, name) == (Supplier, "parent"):
        return Q(pk__in=line_above(Supplier.objects.get(pk=kept.pk)))
    return STAYING.get(model._meta.label_lower, Q(pk__in=[]))


def line_above(supplier):
    """The ids of a supplier and of all that stand above it."""
    line, parent = {supplier.pk}, supplier.parent_id
    while parent and parent not in line:
        line.add(parent)
        parent = Supplier.objects.filter(pk=parent).values_list("parent", flat=True).first()
    return line


def by_code(codes):
    """{code: id of the supplier it means}: the code of a record that was merged means the one it was merged
    into. One query."""
    rows = Supplier.objects.filter(code__in=list(codes))
    return dict(rows.values_list("code", Coalesce("merged_into", "pk")))


def what_would_move(kept, gone):
    """[{"words", "moving", "staying"}] of the tables with rows of `gone`, for a person to look at.

    What the database itself refuses (a published scorecard) is found only when it is done.
    """
    found = []
    for model, name in belongings():
        rows = rows_of(model, name, gone)
        whole = rows.count()
        if not whole or model._meta.auto_created:
            continue
        stays = staying(model, name, kept) | twice(model, name, kept)
        left = rows.filter(stays).count()
        words = model._meta.verbose_name_plural
        found.append({"words": words, "moving": whole - left, "staying": left})
    return found


def twice(model, name, kept):
    """The condition under which `kept` has a row already that only one may have."""
    met = Q(pk__in=[])
    for constraint in model._meta.constraints:
        fields = getattr(constraint, "fields", ())
        if name in fields and not getattr(constraint, "condition", None):
            others = {field: OuterRef(field) for field in fields if field != name}
            met |= Q(Exists(model._base_manager.filter(**{name: kept}, **others)))
    return met


def similar_suppliers(supplier, *, text="", limit=10):
    """Suppliers a person may mean by “the same”: those found by the text, else by the name's first word."""
    rows = Supplier.objects.standing().exclude(pk=supplier.pk).select_related("country")
    asked = text.strip() or supplier.name_key.split(" ")[0]
    return list(rows.search(asked)[:limit])
