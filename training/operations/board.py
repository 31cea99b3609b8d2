"""Write on a group's board, answer, take back, and mark what was read."""

from django.db import transaction
from django.utils.translation import gettext as _

from suppliers.models import Supplier
from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.accounts.roles import Role
from sustainportal.files.keeping import filing
from sustainportal.trail.operations import record

from .. import notices_board as notices
from ..models import Post, PostFile, PostRead, RobotMessage
from ..queries.groups import is_of_group, people_of_group
from .robot import owe_robot


def post(group, *, text, files=(), mentions=(), answers=None, by, at):
    """Write on the board as a person of the group; `answers`: the post this is an answer to. Those mentioned
    are told at once, as far as they are of the group. What fails leaves neither rows nor files."""
    with filing() as cabinet:
        if not is_of_group(by, group):
            raise NotNow(_("You are not in this group any more."))
        first = _first_of(group, answers)
        row = Post.objects.create(
            group=group, answers=first, by=by, supplier=_supplier_of(by), text=text, at=at
        )
        _keep(cabinet, row, files)
        people = people_of_group(group).exclude(pk=by.pk)
        mentioned = list(people.filter(pk__in=[person.pk for person in mentions]))
        row.mentions.set(mentioned)
        counts = {"files": len(files), "mentions": len(mentioned)}
        told = {name: n for name, n in counts.items() if n}
        record("training.post.made", group, by=by, at=at, **told)
        notices.mentioned(row, mentioned, at=at)
        owe_robot(row, at=at)
    return row


def _first_of(group, answers):
    """The first post of the thread an answer goes to: answers have no answers of their own."""
    if answers is None:
        return None
    if answers.group_id != group.pk:
        raise NotNow(_("This post stands on another board."))
    if answers.taken_back_at:
        raise NotNow(_("This post was taken back."))
    return answers.answers or answers


def _supplier_of(person):
    """Whose person wrote it; None for one of ours or an auditor."""
    if person.role != Role.SUPPLIER:
        return None
    return Supplier.objects.filter(memberships__user=person).first()


def _keep(cabinet, row, files):
    """The same file twice is kept once."""
    for upload in {one.sha256: one for one in files}.values():
        cabinet.keep(PostFile(post=row), upload)


@transaction.atomic
def take_back(post, *, by, at):
    """Take one's own post back: its text and files are shown no more, the robot is not told any more."""
    if post.by_id != by.pk:
        raise NotYours(_("Only who wrote a post can take it back."))
    if Post.objects.filter(pk=post.pk, taken_back_at=None).update(taken_back_at=at) != 1:
        raise NotNow(_("This post was taken back already."))
    RobotMessage.objects.filter(post=post, sent_at=None, claimed_at=None).delete()
    record("training.post.taken_back", post.group, by=by, at=at)
    return post


@transaction.atomic
def mark_read(group, ids, *, by, at):
    """These posts of the group were before a person of it. Who only looks on leaves no mark. Returns how many
    marks are new."""
    if not is_of_group(by, group):
        return 0
    posts = Post.objects.filter(group=group, pk__in=ids).exclude(by=by.pk)
    known = PostRead.objects.filter(user=by.pk).values("post")
    new = list(posts.exclude(pk__in=known).values_list("pk", flat=True))
    rows = [PostRead(post_id=pk, user=by, read_at=at) for pk in new]
    PostRead.objects.bulk_create(rows, ignore_conflicts=True)
    return len(new)
