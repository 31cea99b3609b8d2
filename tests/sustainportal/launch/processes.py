"""What is left of processes, found by a line of their environment."""

import contextlib
import os
import time
from pathlib import Path

import pytest


def left(mark):
    """Processes that have this line in their environment (Linux; one that has ended has none)."""
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):
            if f"{mark}\0".encode() in path.read_bytes() and int(path.parent.name) != os.getpid():
                found.append(int(path.parent.name))
    return sorted(found)


def gone(mark, seconds=10):
    """Nothing is left of them; what was killed may take a moment to be taken down."""
    until = time.monotonic() + seconds
    while left(mark) and time.monotonic() < until:
        time.sleep(0.02)
    return left(mark) == []


looks_into_proc = pytest.mark.skipif(
    not Path("/proc/self/environ").exists(), reason="looks into /proc"
)
