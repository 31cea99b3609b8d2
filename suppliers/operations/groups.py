"""Which company a supplier belongs to. A group is a tree: nobody is their own grandparent."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sustainportal.trail.operations import record

from ..models import Supplier
from ..queries.merging import line_above
from .intake_keep import hold_registry


@transaction.atomic
def set_parent(*, supplier, parent, by, at):
    """Put a supplier under a parent company, or under none. One such change at a time: two at once
    could close a circle that neither sees."""
    hold_registry()
    parent = parent and Supplier.objects.get(
        pk=parent.pk
    )  # as it stands now that nobody else moves
    before = Supplier.objects.filter(children=supplier).first()
    if before == parent:
        return supplier
    if parent and supplier.pk in line_above(parent):
        words = {"supplier": supplier.name, "parent": parent.name}
        raise ValidationError(
            {
                "parent": _(
                    "%(parent)s belongs to %(supplier)s itself; a company cannot stand above and below another."
                )
                % words
            }
        )
    Supplier.objects.filter(pk=supplier.pk).update(parent=parent)
    supplier.parent = parent
    record(
        "suppliers.parent.set", supplier, by=by, at=at,
        changes={"parent": [before and before.code, parent and parent.code]},
    )  # fmt: skip
    return supplier
