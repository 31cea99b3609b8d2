"""What a group's WeCom robot owes: written with the post, sent later, tried until the service takes it.

A worker claims a message by one conditional UPDATE and marks it after the service said yes, so a message is
sent at least once, and twice only if a worker dies in between. The messages of one group go in their order:
while its oldest is on its way or waits for another try, the others wait behind it.
"""

import datetime as dt
import logging
from dataclasses import asdict, dataclass

from django.conf import settings
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from .. import robot
from ..models import RobotMessage
from ..rules.robot import PER_MINUTE, pause_after, robot_text

log = logging.getLogger(__name__)

CLAIM_LASTS = dt.timedelta(minutes=10)
MINUTE = dt.timedelta(minutes=1)
MOST = 100  # messages of one run: at ten seconds each the next runs still find work left
#: After so many failures to reach the service in a row it is taken to be down, and the run ends.
SILENT_IN_A_ROW = 3


@dataclass
class Run:
    """What one run did; `later`: the robot had said enough for this minute."""

    sent: int = 0
    failed: int = 0
    later: int = 0

    as_dict = asdict


def owe_robot(post, *, at):
    """In the transaction of the post: its group's robot has to say it. Returns whether there is a robot."""
    if not (settings.WECOM_ROBOTS and post.group.robot_key):
        return False
    RobotMessage.objects.create(post=post, text=_text(post), owed_at=at)
    return True


def _text(post):
    with override(settings.LANGUAGE_CODE):
        words = {"who": post.by, "group": post.group.name}
        head = _("%(who)s in “%(group)s”:") % words
    address = settings.PORTAL_ADDRESS + reverse("training:post_show", args=[post.pk])
    return robot_text(head, post.text, address)


def unclaimed(at):
    """Owed messages that no worker holds at this moment."""
    free = Q(claimed_at=None) | Q(claimed_at__lt=at - CLAIM_LASTS)
    return RobotMessage.objects.filter(free, sent_at=None)


def sendable(at):
    """Owed messages that may go now, the oldest first."""
    waits = Q(next_try_at__gt=at) | Q(claimed_at__gte=at - CLAIM_LASTS)
    paused = RobotMessage.objects.filter(waits, sent_at=None).values("post__group")
    rows = unclaimed(at).exclude(post__group__robot_key="")
    return rows.exclude(post__group__in=paused).order_by("owed_at", "pk")


def send_robot_messages(*, clock):
    """Send what is owed now; `clock()` gives the moment. Returns a Run."""
    run = Run()
    if not settings.WECOM_ROBOTS:
        return run
    left, paused, silent = {}, set(), 0
    for message in sendable(clock()).select_related("post__group")[:MOST]:
        group, at = message.post.group, clock()
        if group.pk in paused:
            continue
        if not _may_speak(group.robot_key, left, at):
            run.later += 1
            continue
        said = _send(message, group.robot_key, at)
        run.sent += said == robot.SAID
        run.failed += said in (robot.REFUSED, robot.SILENT)
        silent = silent + 1 if said == robot.SILENT else 0
        if said != robot.SAID:
            paused.add(group.pk)
        if silent >= SILENT_IN_A_ROW:
            log.warning("The WeCom service does not answer; the messages wait for the next run")
            break
    return run


def _may_speak(key, left, at):
    """Whether this robot has something left of its twenty messages a minute, and takes one."""
    if key not in left:
        lately = RobotMessage.objects.filter(post__group__robot_key=key, sent_at__gt=at - MINUTE)
        left[key] = PER_MINUTE - lately.count()
    left[key] -= 1
    return left[key] >= 0


def _send(message, key, at):
    """One message: how the service answered; "" where another worker has it."""
    if not unclaimed(at).filter(pk=message.pk).update(claimed_at=at):
        return ""
    answer, words = robot.say(key, message.text)
    mine = RobotMessage.objects.filter(pk=message.pk)
    if answer == robot.SAID:
        mine.update(sent_at=at, claimed_at=None, next_try_at=None, error="")
        return answer
    failures = message.attempts + (answer != robot.TOO_MANY)
    again = at + (MINUTE if answer == robot.TOO_MANY else pause_after(failures))
    mine.update(claimed_at=None, next_try_at=again, error=words[:1000])
    if answer != robot.TOO_MANY:
        mine.filter(attempts__lt=30000).update(attempts=F("attempts") + 1)
        log.warning("Message %s was not taken: %s", message.pk, words)
    return answer
