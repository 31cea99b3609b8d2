"""Who of the supplier's people sees to a finding."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.trail.operations import record

from ..notices import people_of
from ..notices_findings import finding_entrusted
from ..rules import life
from .moving import hold, unreported


@transaction.atomic
def name_owners(*, finding, owners, seen=None, by, at):
    """Name the supplier's people who see to it; nobody means all of them. `seen`: the ids of the owners
    as the person saw them: if others were named meanwhile, the second is told."""
    held = hold(finding, by)
    unreported(held)
    if by.role not in life.SUPPLIER | life.REVIEWERS:
        raise NotYours(_("This step is not for the role “%s”.") % by.get_role_display())
    if not held.is_open:
        raise NotNow(_("%s is closed: nothing is left to see to.") % held.reference)
    before = {person.pk: person for person in held.owners.all()}
    if seen is not None and set(seen) != set(before):
        names = ", ".join(str(person) for person in before.values()) or _("nobody")
        text = _("Somebody was here before you: %(finding)s is now with %(names)s.")
        raise NotNow(text % {"finding": held.reference, "names": names})
    members = set(people_of(held.audit.site.supplier).values_list("pk", flat=True))
    if {person.pk for person in owners} - members:
        raise ValidationError({"owners": _("Only people of this supplier can see to it.")})
    held.owners.set(owners)
    record(
        "audits.finding.owners_named", held, by=by, at=at,
        before=sorted(str(person) for person in before.values()),
        after=sorted(str(person) for person in owners),
    )  # fmt: skip
    new = [person for person in owners if person.pk not in before]
    finding_entrusted(held, new, by=by, at=at)
    return held
