"""Groups and their people: whoever may write on a group's board."""

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from sustainportal.accounts.models import User
from sustainportal.accounts.roles import Role

from ..models import Post, PostRead, Supervision, SupervisionGroup


def people_of_group(group):
    """Procurement, the auditor who looks after the group, and the people of the suppliers in it today; each
    once (a person has one membership at most)."""
    inside = Supervision.objects.taking_part().filter(group=group).values("supplier")
    return User.objects.filter(is_active=True).filter(
        Q(role=Role.PROCUREMENT)
        | Q(role=Role.AUDITOR, pk=group.lead_id)
        | Q(role=Role.SUPPLIER, memberships__supplier__in=inside)
    )


def is_of_group(person, group):
    """Whether this person may write there at this moment; an administrator only looks on."""
    if person.role == Role.ADMIN:
        return False
    return SupervisionGroup.objects.visible_to(person).filter(pk=group.pk).exists()


def unread_by(person):
    """Posts of others that stand and that this person has not had before them."""
    seen = PostRead.objects.filter(post=OuterRef("pk"), user=person.pk)
    return Post.objects.filter(taken_back_at=None).exclude(by=person.pk).filter(~Exists(seen))


def group_rows(person):
    """The groups this person may see, with `supplier_count` (today), `post_count`, `last_at` and `unread`."""
    standing = Post.objects.filter(group=OuterRef("pk"), taken_back_at=None).order_by()
    inside = Supervision.objects.taking_part().filter(group=OuterRef("pk")).order_by()
    unread = unread_by(person).filter(group=OuterRef("pk")).order_by()
    newest = Post.objects.filter(group=OuterRef("pk"), taken_back_at=None).order_by("-at", "-pk")
    return (
        SupervisionGroup.objects.visible_to(person)
        .select_related("lead")
        .annotate(
            supplier_count=_counted(inside),
            post_count=_counted(standing),
            unread=_counted(unread),
            last_at=Subquery(newest.values("at")[:1]),
        )
        .order_by("name")
    )


def _counted(rows):
    count = rows.values("group").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(count), 0)


def supervised_in(group):
    """The supervisions that take part in a group, by name of the supplier."""
    rows = Supervision.objects.taking_part().filter(group=group).select_related("supplier")
    return rows.order_by("supplier__name", "pk")
