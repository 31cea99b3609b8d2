"""A group's board: its threads as one person sees them, and who has read what."""

from collections import defaultdict

from django.db.models import F, Max, Prefetch
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from sustainportal.accounts.roles import Role
from sustainportal.web.waiting import Waiting

from ..models import Post, PostRead, RobotMessage, SupervisionGroup
from .groups import people_of_group, unread_by

PER_PAGE = 20  # threads


def threads(group):
    """First posts, the thread somebody wrote in last first; each with `answers_shown`."""
    said = Post.objects.select_related("by", "supplier").prefetch_related("files", "mentions")
    answers = Prefetch("answered_by", said.order_by("at", "pk"), to_attr="answers_shown")
    last = Coalesce(Max("answered_by__at"), F("at"))
    firsts = said.filter(group=group, answers=None).annotate(last_at=last)
    return firsts.prefetch_related(answers).order_by("-last_at", "-pk")


def posts_of(page):
    """Every post of these threads, in the order they are shown."""
    return [post for first in page for post in (first, *first.answers_shown)]


def page_of(post):
    """The number of the board's page a post is on, from 1."""
    first = post.answers_id or post.pk
    keys = list(threads(post.group).prefetch_related(None).values_list("pk", flat=True))
    return keys.index(first) // PER_PAGE + 1


def unread_among(posts, person):
    """The ids of those of these posts that this person has not read."""
    ids = [post.pk for post in posts]
    return set(unread_by(person).filter(pk__in=ids).values_list("pk", flat=True))


def with_readers(posts, group, person):
    """Puts `readers` and `missing` (people of the group, without the author) on the posts this person may
    ask that of: their own; procurement: all. Two queries."""
    asked = [post for post in posts if post.by_id == person.pk or person.role == Role.PROCUREMENT]
    if not asked:
        return
    people = list(people_of_group(group).order_by("first_name", "last_name", "username"))
    have = defaultdict(set)
    reads = PostRead.objects.filter(post__in=[post.pk for post in asked])
    for post, reader in reads.values_list("post", "user"):
        have[post].add(reader)
    for post in asked:
        others = [one for one in people if one.pk != post.by_id]
        post.others = len(others)
        post.readers = [one for one in others if one.pk in have[post.pk]]
        post.missing = [one for one in others if one.pk not in have[post.pk]]


def robot_waits(group):
    """(how many messages a group's robot still owes, what went wrong last)."""
    rows = RobotMessage.objects.filter(post__group=group, sent_at=None)
    errors = list(rows.order_by("-attempts", "-owed_at").values_list("error", flat=True))
    return len(errors), next(iter(errors), "")


def boards_to_read(person):
    """[Waiting]: posts on the boards of this person's groups that they have not read."""
    if not person.has_perm("training.post"):
        return []
    groups = SupervisionGroup.objects.visible_to(person)
    count = unread_by(person).filter(group__in=groups).count()
    return [Waiting(_("Posts to read"), count, reverse("training:group_list"))]
