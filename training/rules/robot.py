"""What a WeCom group robot is told, and when it is told again.

The service takes texts of at most 2048 bytes and 20 messages a minute from one robot.
Source: developer.work.weixin.qq.com/document/path/91770.
"""

import datetime as dt
import re

LONGEST = 2048  # bytes of UTF-8
PER_MINUTE = 20  # messages of one robot
OK, TOO_MANY = 0, 45009  # errcode
LONGEST_PAUSE = dt.timedelta(hours=6)

_KEY = re.compile(r"[0-9A-Za-z-]{8,100}")
_IN_ADDRESS = re.compile(r"[?&]key=([^&#\s]+)")


def key_in(text):
    """The key in what a person pasted: the key itself, or the robot's whole address; "" if there is none."""
    text = text.strip()
    found = _IN_ADDRESS.search(text)
    key = found[1] if found else text
    return key if _KEY.fullmatch(key) else ""


def robot_text(head, text, address):
    """Head, text and address on lines of their own; the text is cut so that all of it is short enough."""
    room = LONGEST - len(f"{head}\n\n{address}".encode())
    return f"{head}\n{_cut(text, room)}\n{address}"


def _cut(text, room):
    """At most `room` bytes of the text, whole characters, with … where it was cut."""
    raw = text.encode()
    if len(raw) <= room:
        return text
    return raw[: max(room - 3, 0)].decode(errors="ignore") + "…"


def pause_after(failures):
    """How long to wait after so many failures in a row (1 or more): 1, 2, 4 … minutes, at most 6 hours."""
    return min(dt.timedelta(minutes=2 ** min(failures - 1, 10)), LONGEST_PAUSE)


def without_key(text, key):
    """The text with the key blotted out."""
    return text.replace(key, "***") if key else text
