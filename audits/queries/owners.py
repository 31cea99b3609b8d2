"""Who of a supplier's people a finding is with: the owners named, as long as they belong; else everybody."""

from django.db.models import Exists, OuterRef

from sustainportal.accounts.roles import Role

from ..models import Finding


def owners_here():
    """Rows of owners of the outer finding who are still its supplier's people."""
    return Finding.owners.through.objects.filter(
        finding=OuterRef("pk"),
        user__role=Role.SUPPLIER,
        user__is_active=True,
        user__memberships__supplier=OuterRef("audit__site__supplier"),
    )


def seen_to_by(person):
    """Findings this person of the supplier sees to: their own, and those with no owner who is still there."""
    here = owners_here()
    return Exists(here.filter(user=person)) | ~Exists(here)
