"""Keep the stays of an attendance, and the attended time that follows from them."""

from ..models import Interval
from ..rules.counting import attended_seconds


def recount(attendance):
    """Work the attended time out again from all stays; none with an end: not recorded."""
    stays = attendance.intervals.exclude(left_at=None).values_list("entered_at", "left_at")
    known = list(stays)
    attendance.attended_seconds = attended_seconds(known) if known else None
    attendance.save(update_fields=["attended_seconds"])


def follow_scans(attendance, before, after):
    """Bring the stays from what the scans said `before` to what they say `after`.

    A stay a person has corrected stands as they left it, and so does one nobody scanned.
    """
    scanned = attendance.intervals.filter(corrected_because="")
    told = dict(after)
    for entered, left in before:
        if entered not in told:
            scanned.filter(entered_at=entered, left_at=left).delete()
    known = {entered for entered, _left in before}
    for entered, left in after:
        if entered in known:
            scanned.filter(entered_at=entered).update(left_at=left)
        else:
            _add(attendance, entered, left)
    recount(attendance)


def _add(attendance, entered, left):
    stay, new = Interval.objects.get_or_create(
        attendance=attendance, entered_at=entered, defaults={"left_at": left}
    )
    if not new and stay.left_at is None and left:
        stay.left_at = left
        stay.save(update_fields=["left_at"])
