"""The group a supplier belongs to: a tree, of which a person sees what they may see."""

from ..models import Supplier

FIELDS = ("pk", "code", "name", "parent_id")
DEEPEST = 12  # levels of a group that a page shows


def group_of(supplier, person):
    """[(depth, {pk, code, name, parent_id})] from the uppermost visible company down, in the order of
    a tree; only the supplier itself when it has no visible relative. One query a level."""
    visible = Supplier.objects.visible_to(person)
    below, level = {}, [uppermost(supplier, visible)]
    top, seen = level[0], {level[0]["pk"]}  # a circle, should there ever be one, is shown once
    for _level in range(DEEPEST):
        rows = visible.filter(parent__in=[row["pk"] for row in level]).order_by("name")
        children = [row for row in rows.values(*FIELDS) if row["pk"] not in seen]
        if not children:
            break
        seen.update(row["pk"] for row in children)
        for row in children:
            below.setdefault(row["parent_id"], []).append(row)
        level = children
    return list(branch(top, below, 0))


def uppermost(supplier, visible):
    row = {name: getattr(supplier, name) for name in FIELDS}
    for _level in range(DEEPEST):
        above = row["parent_id"] and visible.filter(pk=row["parent_id"]).values(*FIELDS).first()
        if not above:
            break
        row = above
    return row


def branch(row, below, depth):
    yield depth, row
    for child in below.get(row["pk"], ()):
        yield from branch(child, below, depth + 1)
