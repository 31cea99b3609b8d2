"""One process beside the launcher, in a group of its own, its words in a log file."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys


def _end_with_parent():
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)


#: For Popen: on Linux a child ends when the launcher ends, even when that was killed outright.
FOLLOW = {"preexec_fn": _end_with_parent} if sys.platform == "linux" else {}


class Child:
    """`log=None`: it speaks on the launcher's own terminal until it writes a log by itself."""

    def __init__(self, name, command, *, log, env, quiet=True):
        self.name, self.log = name, log
        words = open(log, "wb") if quiet else None  # noqa: SIM115 - the child keeps it
        self.process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=words,
            env={**os.environ, **env},
            start_new_session=os.name != "nt",
            **FOLLOW,
        )
        if words:
            words.close()

    @property
    def ended(self):
        return self.process.poll() is not None

    def last_words(self, lines=15):
        """The end of its log, for the one who asks why it died."""
        try:
            text = self.log.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""
        return "\n".join(f"    {line}" for line in text.splitlines()[-lines:])

    def ask_to_stop(self):
        if not self.ended:
            self.process.terminate()

    def stop(self, seconds):
        """Wait for it to end, at most so long; then nothing of its group is left, however it ended."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(max(seconds, 0.1))
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if os.name == "nt":
                self.process.kill()
            else:
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
