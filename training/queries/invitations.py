"""Whom a rule of invitation picks."""

from django.db.models import Count
from django.utils.translation import gettext as _

from audits.queries import open_findings
from suppliers.models import Supplier


def candidates(rule):
    """Suppliers an invitation rule picks, with the reason of each: (supplier, reason) pairs."""
    active = Supplier.objects.standing().exclude(status__in=["rejected", "ended"])
    if rule == "key":
        return [(s, _("key supplier")) for s in active.filter(is_key=True)]
    if rule in {"tier1", "tier2", "tier3"}:
        return [
            (s, _("tier %(tier)s") % {"tier": rule[-1]}) for s in active.filter(tier=int(rule[-1]))
        ]
    if rule == "open_findings":
        counts = dict(
            open_findings()
            .values("audit__site__supplier")
            .annotate(n=Count("pk"))
            .values_list("audit__site__supplier", "n")
            .order_by()
        )
        return [
            (s, _("open findings: %(count)d") % {"count": counts[s.pk]})
            for s in active.filter(pk__in=counts)
        ]
    return [(s, _("all suppliers")) for s in active]
