"""Every night one notice for each person: what was written on their boards that they have not read."""

import datetime as dt
from collections import defaultdict

from django.db import transaction
from django.db.models import Max

from sustainportal.accounts.models import User
from sustainportal.accounts.roles import Role
from sustainportal.notices.models import Notice

from .. import notices_board as notices
from ..models import Post, PostRead, Supervision, SupervisionGroup

#: A post kept while a digest is made belongs to the next one: so none falls between two.
MARGIN = dt.timedelta(minutes=1)
#: How far back the first digest of a person reaches.
FIRST = dt.timedelta(days=7)


def readers():
    """The ids of those who may have something to read: the people of groups that have posts."""
    groups = SupervisionGroup.objects.filter(posts__taken_back_at=None, posts__isnull=False)
    inside = Supervision.objects.taking_part().filter(group__in=groups).values("supplier")
    active = User.objects.filter(is_active=True)
    buyers = active.filter(role=Role.PROCUREMENT) if groups.exists() else active.none()
    leads = active.filter(role=Role.AUDITOR, groups_led__in=groups)
    theirs = active.filter(role=Role.SUPPLIER, memberships__supplier__in=inside)
    return sorted(
        {pk for rows in (buyers, leads, theirs) for pk in rows.values_list("pk", flat=True)}
    )


@transaction.atomic
def send_digests(people, *, at):
    """Tell these people (ids) of posts since their last digest that they have not read; whoever was mentioned
    in a post knows of it. Asked twice for one night nobody is told twice. Returns how many were told."""
    people = list(User.objects.select_for_update().filter(pk__in=people, is_active=True))
    since = _since(people, at)
    groups = _groups_of(people)
    posts = _posts(set().union(*groups.values()), since, at)
    skip = _known(people, posts)
    unread = {}
    for person in people:
        theirs = [
            post
            for post in posts
            if post.group_id in groups[person.pk]
            and post.at > since[person.pk] - MARGIN
            and post.by_id != person.pk
            and (person.pk, post.pk) not in skip
        ]
        if theirs:
            unread[person] = theirs
    notices.digests(unread, at=at)
    return len(unread)


def _since(people, at):
    """{person: when they had their last digest, else a week ago}."""
    rows = Notice.objects.filter(event=notices.DIGEST, recipient__in=people).order_by()
    last = dict(rows.values_list("recipient").annotate(Max("owed_at")))
    return {person.pk: last.get(person.pk, at - FIRST) for person in people}


def _groups_of(people):
    """{person: the ids of their groups}; three queries."""
    groups = {person.pk: set() for person in people}
    every = set(SupervisionGroup.objects.values_list("pk", flat=True))
    for person in people:
        if person.role == Role.PROCUREMENT:
            groups[person.pk] = every
    leads = SupervisionGroup.objects.filter(lead__in=people, lead__role=Role.AUDITOR)
    theirs = Supervision.objects.taking_part().exclude(group=None)
    theirs = theirs.filter(
        supplier__memberships__user__in=people, supplier__memberships__user__role=Role.SUPPLIER
    )
    for rows in (
        leads.values_list("lead", "pk"),
        theirs.values_list("supplier__memberships__user", "group"),
    ):
        for person, group in rows:
            if person in groups:
                groups[person].add(group)
    return groups


def _posts(groups, since, at):
    """What stands on these boards since the earliest of these moments, the oldest first."""
    if not since or not groups:
        return []
    rows = Post.objects.filter(group__in=groups, taken_back_at=None, at__lte=at - MARGIN)
    rows = rows.filter(at__gt=min(since.values()) - MARGIN)
    return list(rows.select_related("group", "by", "supplier").order_by("at", "pk"))


def _known(people, posts):
    """{(person, post)} that were read, or that told the person by name."""
    ids = [post.pk for post in posts]
    reads = PostRead.objects.filter(user__in=people, post__in=ids)
    named = Post.mentions.through.objects.filter(user__in=people, post__in=ids)
    known = defaultdict(set)
    for rows in (reads, named):
        for person, post in rows.values_list("user", "post"):
            known[person].add(post)
    return {(person, post) for person, seen in known.items() for post in seen}
