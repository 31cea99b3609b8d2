"""Follow-ups of counselling meetings: whose they are, what waits, and where a finding was treated."""

from collections import defaultdict

from django.db.models import Count, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from suppliers.models import Membership
from sustainportal.accounts.roles import Role
from sustainportal.web.waiting import Waiting

from ..models import Event, FollowUp, TreatedFinding


def may_treat(person, event):
    """Procurement in any meeting, an auditor in those they lead."""
    if not person.has_perm("training.treat_finding"):
        return False
    return person.role == Role.PROCUREMENT or event.lead_id == person.pk


def may_do(person, follow_up):
    return follow_up.pk in doable(person, [follow_up])


def doable(person, follow_ups):
    """The ids of those this person may say are done: their owner; who treats the meeting's findings; the
    supplier's people, unless one of ours owns it. One query for a supplier's person, none for others."""
    if not person.has_perm("training.do_follow_up"):
        return set()
    own = None
    if person.role == Role.SUPPLIER:
        own = Membership.objects.filter(user=person).values_list("supplier", flat=True).first()
    return {one.pk for one in follow_ups if _does(person, one, own)}


def _does(person, follow_up, own):
    if follow_up.owner_user_id == person.pk:
        return True
    if person.role != Role.SUPPLIER:
        return may_treat(person, follow_up.treated.event)
    owner = follow_up.owner_user
    theirs = owner is None or owner.role == Role.SUPPLIER
    return theirs and follow_up.treated.finding.audit.site.supplier_id == own


def follow_ups_of(person):
    """Those a person may read, of meetings that take place."""
    rows = FollowUp.objects.visible_to(person)
    return rows.exclude(treated__event__state=Event.State.CANCELLED)


def mine(rows, person):
    """Of these the ones that are this person's: by login, and what has fallen to them since its login is switched
    off (see `notices_counselling.owners_of`); for a supplier's people also what no login owns."""
    own, left = Q(owner_user=person), Q(owner_user__is_active=False)
    ours = left & ~Q(owner_user__role=Role.SUPPLIER)
    if person.role == Role.SUPPLIER:
        own |= Q(owner_user=None) | left & Q(owner_user__role=Role.SUPPLIER)
    elif person.role == Role.PROCUREMENT:
        own |= ours & Q(treated__event__lead__is_active=False)
    else:
        own |= ours & Q(treated__event__lead=person)
    return rows.filter(own)


def follow_ups_waiting(person, on):
    """The pile of one's own open follow-ups; one query."""
    if not person.has_perm("training.do_follow_up"):
        return []
    rows = mine(follow_ups_of(person).filter(done_at=None), person).order_by()
    counts = rows.aggregate(count=Count("pk"), late=Count("pk", filter=Q(due_on__lt=on)))
    address = reverse("training:follow_up_list") + "?standing=mine"
    return [
        Waiting(_("Follow-ups of counselling meetings"), counts["count"], address, counts["late"])
    ]


def treated_in(finding, person):
    """Where a finding was treated or will be, the latest first, as this person sees it, with its follow-ups."""
    follow_ups = FollowUp.objects.select_related("owner_user").order_by("due_on", "pk")
    return list(
        TreatedFinding.objects.visible_to(person)
        .filter(finding=finding)
        .exclude(event__state=Event.State.CANCELLED)
        .select_related("event", "treated_by")
        .prefetch_related(Prefetch("follow_ups", follow_ups))
        .order_by("-event__starts_on", "-pk")
    )


def with_earlier(rows, event, person):
    """Each with `earlier`: what meetings before this one found out about its finding, the latest first, as this
    person sees it, with the follow-ups that are `undone`; two queries."""
    undone = Prefetch("follow_ups", FollowUp.objects.filter(done_at=None), to_attr="undone")
    before = (
        TreatedFinding.objects.visible_to(person)
        .filter(finding__in=[row.finding_id for row in rows], event__starts_on__lt=event.starts_on)
        .exclude(event__state=Event.State.CANCELLED)
        .select_related("event")
        .prefetch_related(undone)
        .order_by("-event__starts_on", "-pk")
    )
    found = defaultdict(list)
    for one in before:
        if one.treated_at or one.undone:
            found[one.finding_id].append(one)
    for row in rows:
        row.earlier = found[row.finding_id]


def counts_of(meetings, person, *, on):
    """{event id: {"suppliers", "findings", "causes", and of follow-ups "open", "late"}} of what a person sees of
    these meetings; two queries."""
    ids = [meeting.pk for meeting in meetings]
    supplier = "finding__audit__site__supplier"
    treated = TreatedFinding.objects.visible_to(person).filter(event__in=ids).order_by()
    found = {
        row.pop("event"): row
        for row in treated.values("event").annotate(
            suppliers=Count(supplier, distinct=True),
            findings=Count("pk", distinct=True),
            causes=Count("pk", filter=Q(treated_at__isnull=False), distinct=True),
        )
    }
    follow_ups = FollowUp.objects.visible_to(person).filter(treated__event__in=ids).order_by()
    for row in follow_ups.values("treated__event").annotate(
        open=Count("pk", filter=Q(done_at=None)),
        late=Count("pk", filter=Q(done_at=None, due_on__lt=on)),
    ):
        found[row.pop("treated__event")] |= row
    return found
