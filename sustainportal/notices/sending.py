"""Mail what is owed: one mail per person, holding all that person is owed at that moment.

When. The first notice leaves within a minute. While more follow, a person gets at most one mail every
`PAUSE` and at most `MAILS_PER_DAY` a day; what comes after that waits for the next day's first mail. One run
mails at most `NOTICES_PER_RUN` people, and `NOTICES_PER_DAY` mails go out in 24 hours; the rest stays owed, and
the run says how many.

Once. A worker claims all of a person's owed rows by one conditional UPDATE, so two workers never send the same
notice. The claim is committed before the mail is handed over, and the rows are marked after. A worker that
dies in between leaves its claim; after `CLAIM_LASTS` another worker sends again. So a notice is mailed at least
once, and twice only if a worker dies between the mail server's yes and the mark.

Never silent. When the mail server refuses, the rows stay owed with its answer beside them and are tried
again after 1, 2, 4 … minutes, then every six hours, without end.
"""

import datetime as dt
import logging
import uuid
from dataclasses import asdict, dataclass

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import Count, Max, Min, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sustainportal.accounts.models import User

from .models import Notice

log = logging.getLogger(__name__)

PAUSE = dt.timedelta(minutes=15)
MAILS_PER_DAY = 6
CLAIM_LASTS = dt.timedelta(minutes=15)
LONGEST_PAUSE = dt.timedelta(hours=6)
#: After so many refusals in a row the mail server is taken to be down, and the run ends.
REFUSALS_IN_A_ROW = 3
#: Notices written out in one mail; the others are counted and found in the portal.
WRITTEN_OUT = 50


@dataclass
class Run:
    """What one run did. `later` people are still owed a mail that could have gone now."""

    mails: int = 0
    notices: int = 0
    refused: int = 0
    later: int = 0

    as_dict = asdict


def sendable(at):
    """Owed rows that may be claimed at this moment."""
    unclaimed = Q(claimed_at=None) | Q(claimed_at__lt=at - CLAIM_LASTS)
    return Notice.objects.owed().filter(unclaimed, Q(next_try_at=None) | Q(next_try_at__lte=at))


def people(at):
    """People to be mailed now, the one who has waited longest first."""
    today = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    mailed = Notice.objects.filter(sent_at__gt=min(today, at - PAUSE), mail__isnull=False)
    enough = (
        mailed.order_by()
        .values("recipient")
        .annotate(
            last=Max("sent_at"), mails=Count("mail", distinct=True, filter=Q(sent_at__gte=today))
        )
        .filter(Q(last__gt=at - PAUSE) | Q(mails__gte=MAILS_PER_DAY))
    )
    waiting = sendable(at).exclude(recipient__in=enough.values("recipient"))
    longest = waiting.order_by().values("recipient").annotate(since=Min("owed_at"))
    return longest.order_by("since", "recipient").values_list("recipient", flat=True)


def left_now(at):
    """How many mails this run may send."""
    sent = Notice.objects.filter(sent_at__gt=at - dt.timedelta(days=1), mail__isnull=False)
    left = settings.NOTICES_PER_DAY - sent.aggregate(n=Count("mail", distinct=True))["n"]
    return max(0, min(settings.NOTICES_PER_RUN, left))


def send_owed(*, clock, connection=None):
    """Mail what is owed now. `clock()` gives the moment; returns a Run."""
    at, run, refusals = clock(), Run(), 0
    waiting = list(people(at))
    limit = left_now(at)
    connection = connection or get_connection()
    for place, person in enumerate(waiting):
        if place >= limit or refusals >= REFUSALS_IN_A_ROW:
            run.later = len(waiting) - place
            log.warning("%s people wait for a later run: mails are limited or refused", run.later)
            break
        sent = _send_to(person, clock(), connection)
        if sent is None:
            refusals += 1
            run.refused += 1
        else:
            refusals = 0
            run.mails += bool(sent)
            run.notices += sent
    _close(connection)
    return run


def _close(connection):
    try:
        connection.close()
    except OSError:  # smtplib's errors are OSErrors
        log.warning("The mail server did not say goodbye", exc_info=True)


def _send_to(person, at, connection):
    """One person's mail: how many notices went with it (0: another worker has them), None if refused."""
    mail = uuid.uuid4()
    claimed = sendable(at).filter(recipient=person).update(claimed_at=at, mail=mail)
    if not claimed:
        return 0
    rows = Notice.objects.filter(mail=mail, sent_at=None)
    recipient = User.objects.get(pk=person)
    if not recipient.is_active or not recipient.email:
        rows.update(sent_at=at, mail=None, error="switched off or no e-mail address")
        return 0
    try:
        connection.open()  # once for the run
        message(recipient, list(rows.order_by("owed_at", "pk")), connection).send()
    except Exception as error:
        log.warning("The mail to person %s was refused: %s", person, error)
        _refused(rows, at, error)
        _close(connection)
        return None
    return rows.update(sent_at=at, error="", next_try_at=None)


def _refused(rows, at, error):
    """Give the claim back and wait, longer each time."""
    worst = rows.aggregate(n=Max("attempts"))["n"] + 1
    pause = min(dt.timedelta(minutes=2 ** min(worst - 1, 10)), LONGEST_PAUSE)
    rows.update(
        claimed_at=None,
        mail=None,
        attempts=worst,
        next_try_at=at + pause,
        error=f"{type(error).__name__}: {error}"[:1000],
    )


def message(person, notices, connection):
    """The mail, in the person's language. One notice is its own subject; several are counted."""
    with translation.override(person.language or settings.LANGUAGE_CODE):
        subject = notices[0].subject
        if len(notices) > 1:
            subject = ngettext("%(count)s notice", "%(count)s notices", len(notices)) % {
                "count": len(notices)
            }
        subject = " ".join(f"{settings.PORTAL_NAME}: {subject}".split())
        mail = EmailMessage(
            subject, body(notices), to=[person.email], connection=connection, headers=HEADERS
        )
    for name, entry in calendars(notices):
        mail.attach(name, entry, "text/calendar")
    return mail


def calendars(notices):
    """(file name, .ics text) of what goes with these notices; of the same entry only the newest, the last."""
    newest = {notice.link: notice.calendar for notice in notices if notice.calendar}
    names = ["event.ics", *(f"event-{number}.ics" for number in range(2, len(newest) + 1))]
    return list(zip(names, newest.values(), strict=True)) if newest else []


#: So that nobody's absence answers a machine.
HEADERS = {"Auto-Submitted": "auto-generated"}


def body(notices):
    parts = [_part(notice) for notice in notices[:WRITTEN_OUT]]
    if len(notices) > WRITTEN_OUT:
        more = {"count": len(notices) - WRITTEN_OUT}
        parts.append(_("%(count)s more notices are in the portal.") % more)
    parts.append(_("All your notices: %(address)s") % {"address": address("/notices/")})
    return "\n\n".join(parts) + "\n"


def _part(notice):
    lines = [notice.subject, notice.body, address(notice.link) if notice.link else ""]
    return "\n".join(line for line in lines if line)


def address(path):
    """The full address of a path in the portal."""
    return path if path.startswith(("http://", "https://")) else settings.PORTAL_ADDRESS + path
