"""This checkout: where its things lie, how the launcher speaks, and who holds it."""

import contextlib
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


class Refused(Exception):
    """The launcher cannot go on. The text is a sentence: what is the matter, what to do."""


def var():
    """The state directory (`PORTAL_VAR`, else `.var/`), made for this user alone."""
    path = Path(os.environ.get("PORTAL_VAR") or ROOT / ".var").absolute()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(f"PORTAL_VAR: {path} cannot be made ({error.strerror}).") from error
    return path


def say(text, file=None):
    """Print a line; a terminal that has been closed is no reason to stop."""
    with contextlib.suppress(OSError):
        print(text, file=file or sys.stdout, flush=True)


@contextlib.contextmanager
def held(path, *, busy):
    """Hold a lock file while the block runs; `busy(text)` is called when another process holds it.

    The system lets go of the lock when the holder dies, however it dies. Yields the open file: what is
    written there is what the other one reads.
    """
    with open(path, "a+", encoding="utf-8") as file:
        if not _lock(file, wait=False):
            file.seek(0)
            busy(file.read().strip())
            _lock(file, wait=True)
        file.seek(0)
        file.truncate()
        yield file
        file.seek(0)
        file.truncate()


def _lock(file, *, wait):
    """Lock an open file, exclusively; False when another process has it and `wait` is off."""
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(4096)
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        return False
    return True


def become(*command, env=None):
    """Turn this process into another one, so that its signals and its exit status are its own."""
    command = [str(part) for part in command]
    environment = {**os.environ, **(env or {})}
    sys.stdout.flush()
    if os.name == "nt":
        import subprocess

        return subprocess.call(command, env=environment)
    return os.execve(command[0], command, environment)
