"""The portal as `manage.py run` serves it, with the demo company, in a state directory of its own."""

import socket
import sys
import time
import urllib.error
import urllib.request

from sustainportal.launch.checkout import ROOT
from sustainportal.launch.child import Child

PATIENCE = 480  # seconds for tables, demo company and static files on a busy machine


class Portal:
    """One web process that works its jobs itself; `address` without a stroke at the end."""

    def __init__(self, folder):
        port = free_port()
        self.address = f"http://127.0.0.1:{port}"
        (folder / "log").mkdir()
        command = (sys.executable, ROOT / "manage.py", "serve", port)
        self.child = Child(
            "portal", command, log=folder / "portal.log", env=surroundings(folder, port)
        )

    def wait(self):
        until = time.monotonic() + PATIENCE
        while not self._answers():
            if self.child.ended or time.monotonic() > until:
                raise RuntimeError(f"The portal did not start:\n{self.child.last_words()}")
            time.sleep(0.1)

    def _answers(self):
        try:
            with urllib.request.urlopen(f"{self.address}/health/ready/", timeout=5) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def stop(self):
        self.child.ask_to_stop()
        self.child.stop(10)


def free_port():
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return line.getsockname()[1]


def surroundings(folder, port):
    """Settings of a local start, whatever the surrounding tests run on. The address is the cookies'."""
    return {
        "PORTAL_ENV": "local",
        "PORTAL_VAR": str(folder),
        "PORTAL_BROKER": "memory://",
        "DATABASE_URL": f"sqlite:///{folder}/portal.sqlite3",
        "MEDIA_ROOT": str(folder / "files"),
        "STATIC_ROOT": str(folder / "static"),
        "REDIS_URL": "",
        "PORTAL_ADDRESS": f"http://127.0.0.1:{port}",
        "PORTAL_DEMO": "yes",
        "DEBUG": "no",
    }
