"""What the people of a group are told about its board."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sustainportal.notices.operations import owe, owe_each

DIGEST = "training.board.digest"
EXCERPT = 500  # characters of a post in a notice
LISTED = 20  # posts written out in a digest


def mentioned(post, people, *, at):
    """At once, to those who were named."""
    if not people:
        return
    words = {"who": author_of(post), "group": post.group.name}
    owe(
        people,
        "training.post.mentioned",
        subject=lambda: _("%(who)s mentions you in “%(group)s”") % words,
        body=post.text[:EXCERPT],
        link=reverse("training:post_show", args=[post.pk]),
        at=at,
    )


def digests(unread, *, at):
    """One notice for each person of {person: [posts]}: what was written on their boards."""
    owe_each(
        (
            (
                person,
                lambda posts=posts: _digest_subject(posts),
                lambda posts=posts: _digest_body(posts),
                _digest_link(posts),
            )
            for person, posts in unread.items()
        ),
        DIGEST,
        at=at,
    )


def _digest_subject(posts):
    count = len(posts)
    text = ngettext("%(n)d new post on your boards", "%(n)d new posts on your boards", count)
    return text % {"n": count}


def _digest_body(posts):
    lines = [
        f"{post.group.name} · {author_of(post)}: {' '.join(post.text.split())[:150]}"
        for post in posts[:LISTED]
    ]
    if len(posts) > LISTED:
        lines.append(_("and %(n)d more") % {"n": len(posts) - LISTED})
    return "\n".join(lines)


def _digest_link(posts):
    """The board, where all are on one; else the list of boards."""
    groups = {post.group_id for post in posts}
    if len(groups) == 1:
        return reverse("training:group_detail", args=[groups.pop()])
    return reverse("training:group_list")


def author_of(post):
    """Who wrote it, with their company."""
    return f"{post.by}, {post.supplier.name}" if post.supplier else str(post.by)
