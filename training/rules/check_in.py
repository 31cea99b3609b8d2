"""At the door: stays out of scans, and the code on the screen."""

import datetime as dt
import hashlib
import hmac

#: An entry without an exit for so long is over, its end not known; an exit later than that is not its exit.
FORGOTTEN = dt.timedelta(hours=14)
#: How many minutes a code on the screen is good for: the one shown and the one before.
MINUTES = 2
#: Letters and digits that nobody mixes up on a screen far away.
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
LENGTH = 6


def stays(scans):
    """([(entered, left or None), …], [exits without an entry]) of one person's scans, in whatever order
    they arrived. scans: ("in" or "out", aware moment).

    A second entry while inside and a second exit change nothing: people hold their code up twice.
    """
    found, unpaired, inside = [], [], None
    for at, leaves in sorted((at, direction == "out") for direction, at in scans):
        if inside is not None and at - inside > FORGOTTEN:
            found.append((inside, None))
            inside = None
        if not leaves:
            inside = inside or at
        elif inside is None:
            unpaired.append(at)
        else:
            found.append((inside, at))
            inside = None
    return found + ([(inside, None)] if inside else []), unpaired


def is_inside(scans):
    """Whether the person's last stay has no end."""
    found, _unpaired = stays(scans)
    return bool(found) and found[-1][1] is None


def screen_code(secret, at):
    """The code on the event's screen in the minute of `at`: six letters from a keyed hash."""
    return _code(secret, _minute(at))


def fits_screen(secret, text, at):
    """Whether somebody at the event read this from the screen within the last two minutes."""
    read = "".join(text.upper().split()).replace("-", "")
    good = [_code(secret, _minute(at) - back) for back in range(MINUTES)]
    return any(hmac.compare_digest(one.encode(), read.encode()) for one in good)


def _minute(at):
    return int(at.timestamp()) // 60


def _code(secret, minute):
    digest = hmac.new(secret.encode(), str(minute).encode(), hashlib.sha256).digest()
    number, letters = int.from_bytes(digest[:8], "big"), ""
    for _place in range(LENGTH):
        number, place = divmod(number, len(LETTERS))
        letters += LETTERS[place]
    return letters
