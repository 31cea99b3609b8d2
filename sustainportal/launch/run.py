"""`run`: the whole portal on this machine, until Ctrl-C.

The broker starts first, then the web process (it migrates, loads the catalogues and, on the first start,
the demo company), and once that answers, one Celery process with the beat in it. The worker has threads
rather than processes: one memory instead of three, and on SQLite there is one writer anyway.
"""

import contextlib
import http.client
import os
import signal
import socket
import sys
import time

from . import installation
from .broker import Broker
from .checkout import ROOT, Refused, held, say, var
from .child import Child


def run(arguments):
    """Serve the portal at http://localhost:8000 (another port: PORT=8001) until Ctrl-C."""
    port = _port(arguments)
    with _signals(), held(var() / "run.lock", busy=_already) as lock:
        _free(port)
        python = installation.ready()
        lock.write(f"http://localhost:{port}")
        lock.flush()
        return _Portal(port, python).stand()


def _already(address):
    at = f" at {address}" if address else ""
    raise Refused(f"The portal of this checkout is already running or starting{at}.")


def _port(arguments):
    text = arguments[0].removeprefix("PORT=") if arguments else os.environ.get("PORT") or "8000"
    if not (text.isdecimal() and 0 < int(text) < 65536):
        raise Refused(f"PORT must be a whole number from 1 to 65535, not {text!r}.")
    return int(text)


def _free(port):
    """Refuse a port that is taken, before anything is installed or started."""
    with socket.socket() as trial:
        if os.name != "nt":
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError as error:
            raise Refused(
                f"Port {port} cannot be used ({error.strerror}). Choose another: PORT={port + 1}"
            ) from error


@contextlib.contextmanager
def _signals():
    """Ctrl-C, SIGTERM and a closed terminal end the block in the same way; `nohup` is respected."""

    def stop(number, frame):
        raise KeyboardInterrupt

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
        signal.signal(signal.SIGHUP, stop)
    yield


def _obituary(child):
    words = child.last_words()
    end = f"The end of {os.path.relpath(child.log)}:\n{words}" if words else "The reason is above."
    return f"The {child.name} process ended (status {child.process.returncode}). {end}"


class _Portal:
    """The children, started in order, watched, and stopped in the other order."""

    def __init__(self, port, python):
        self.port, self.python = port, python
        self.address = f"http://localhost:{port}"
        self.logs = var() / "log"
        self.logs.mkdir(mode=0o700, exist_ok=True)
        self.broker, self.children = None, []
        self.terminal = sys.stdin is not None and sys.stdin.isatty()
        self.env = {
            "DJANGO_SETTINGS_MODULE": "sustainportal.settings",
            "PORTAL_ADDRESS": self.address,
            "PORTAL_VAR": str(var()),
            "PYTHONUNBUFFERED": "1",
        }

    def stand(self):
        """Start, watch, stop; the exit status."""
        os.chdir(ROOT)
        try:
            self._start()
            say(f"\nThe portal is at {self.address}\n")
            say(f"Ctrl-C stops it. E-mails and logs are in {os.path.relpath(self.logs)}/")
            return self._watch(lambda: False)
        except KeyboardInterrupt:
            say("\nStopping …")
            return 0
        finally:
            self._stop()

    def _start(self):
        if not (os.environ.get("REDIS_URL") or os.environ.get("PORTAL_BROKER")):
            self.broker = Broker()
            self.broker.start(self.logs)
            self.env["PORTAL_BROKER"] = self.broker.address
            if self.broker.child:
                self.children.append(self.broker.child)
        say("Starting the portal …")
        serve = (self.python, ROOT / "manage.py", "serve", self.port)
        self._child("web", serve, quiet=False)
        self._watch(self._web_answers)
        address = self.env.get("PORTAL_BROKER") or os.environ.get("PORTAL_BROKER", "")
        if not address.startswith("memory:"):
            self._child("worker", self._worker())

    def _child(self, name, command, **more):
        log = self.logs / f"{name}.log"
        log.unlink(missing_ok=True)
        self.children.append(Child(name, command, log=log, env=self.env, **more))

    def _worker(self):
        celery = (self.python, "-m", "celery", "-A", "sustainportal", "worker", "-l", "INFO")
        beat = ("-B", "-s", var() / "beat-schedule")
        alone = ("--without-gossip", "--without-mingle", "--without-heartbeat")
        return (*celery, *beat, "-P", "threads", "-c", "2", *alone)

    def _web_answers(self):
        """Any answer will do; before it, the web process is still preparing."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            line.request("GET", "/health/live/", headers={"Host": f"localhost:{self.port}"})
            return line.getresponse().status > 0
        except OSError:
            return False
        finally:
            line.close()

    def _watch(self, done):
        """Wait until `done()`. A child that dies first is named with its last words; all stop."""
        while not done():
            dead = next((child for child in self.children if child.ended), None)
            if dead:
                raise Refused(_obituary(dead))
            if self.terminal and not os.isatty(0):  # closed, and nobody passed the signal on
                raise KeyboardInterrupt
            time.sleep(0.1)
        return 0

    def _stop(self):
        """Everybody at once, the broker last; ten seconds for what is under way, then by force."""
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), signal.SIG_IGN)
        others = [c for c in self.children if not self.broker or c is not self.broker.child]
        for child in others:
            child.ask_to_stop()
        until = time.monotonic() + 10
        for child in others:
            child.stop(until - time.monotonic())
        if self.broker:
            self.broker.stop()
        say("Stopped.")
