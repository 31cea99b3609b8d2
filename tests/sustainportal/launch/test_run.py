"""`manage.py run`: what it refuses, and that it leaves nothing behind however it ends."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from sustainportal.launch import checkout, run

from .processes import gone, left, looks_into_proc

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("text", ["", "http", "0", "65536", "-1", "80.5"])
def test_a_port_that_is_none_is_refused(text):
    with pytest.raises(checkout.Refused, match=r"^PORT must be a whole number from 1 to 65535"):
        run._port([text])


def test_the_port_comes_from_the_argument_or_the_environment_or_is_8000(monkeypatch):
    monkeypatch.delenv("PORT", raising=False)
    assert run._port([]) == 8000
    monkeypatch.setenv("PORT", "8001")
    assert run._port([]) == 8001
    assert run._port(["PORT=8002"]) == 8002


def test_a_busy_port_says_to_choose_another(var):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(checkout.Refused, match=rf"Port {port} .* PORT={port + 1}$"):
            run.run([str(port)])


def test_the_second_holder_is_told_what_the_first_one_wrote(tmp_path):
    heard = []
    with checkout.held(tmp_path / "lock", busy=heard.append) as first:
        first.write("http://localhost:8000")
        first.flush()
        with pytest.raises(checkout.Refused, match="running or starting at http://localhost:8000"):
            checkout.held(tmp_path / "lock", busy=run._already).__enter__()
    with checkout.held(tmp_path / "lock", busy=heard.append):
        pass

    assert heard == []


class Running:
    """`manage.py run` as a person starts it, in a state directory and on a port of our own."""

    def __init__(self, var):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.var = var
        self.words = var.with_suffix(".log")
        own = {"PORTAL_VAR": str(var), "PORT": str(self.port), "PORTAL_DEMO": "no"}
        self.env = {**os.environ, **own, "DJANGO_SETTINGS_MODULE": "sustainportal.settings"}
        self.command = [sys.executable, "manage.py", "run"]

    def start(self):
        with open(self.words, "wb") as words:
            self.process = subprocess.Popen(
                self.command, cwd=ROOT, env=self.env, stdout=words, stderr=words
            )
        self.wait(lambda: "The portal is at" in self.said())
        self.wait(lambda: "ready." in self.log("worker"))

    def said(self):
        return self.words.read_text(encoding="utf-8")

    def log(self, name):
        path = self.var / "log" / f"{name}.log"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def wait(self, done, seconds=120):
        until = time.monotonic() + seconds
        while not done():
            assert time.monotonic() < until, self.said() + self.log("worker")
            assert self.process.poll() is None, self.said()
            time.sleep(0.05)

    def answer(self):
        address = f"http://localhost:{self.port}/health/ready/"
        with urllib.request.urlopen(address, timeout=30) as answer:
            return answer.read().decode()

    @property
    def mark(self):
        return f"PORTAL_VAR={self.var}"


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """One state directory for all: the first start makes the tables, the others are warm."""
    running = Running(tmp_path_factory.mktemp("run") / "var")
    for name in ("DATABASE_URL", "REDIS_URL", "PORTAL_BROKER"):
        running.env.pop(name, None)
    yield running
    for number in left(running.mark):
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)


whole = [
    pytest.mark.worker,
    looks_into_proc,
    pytest.mark.skipif(Path(sys.prefix) != checkout.VENV, reason="runs in .venv: make test"),
]


@pytest.mark.usefixtures("running")
class TestRun:
    pytestmark = whole

    def test_ctrl_c_stops_it_and_nothing_is_left(self, running):
        running.start()
        assert running.answer() == '{"database": "ok", "broker": "ok"}'
        assert len(left(running.mark)) >= 4

        second = subprocess.run(
            running.command, cwd=ROOT, env=running.env, capture_output=True, text=True
        )
        assert second.returncode == 1
        assert second.stderr == (
            "The portal of this checkout is already running or starting at "
            f"http://localhost:{running.port}.\n"
        )

        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(30) == 0
        assert running.said().endswith("Stopping …\nStopped.\n")
        assert gone(running.mark)
        assert [path.name for path in running.var.rglob("*") if path.is_socket()] == []

    def test_a_child_that_dies_is_named_and_the_others_stop(self, running):
        running.start()
        workers = [number for number in left(running.mark) if b"worker" in command_of(number)]
        os.kill(min(workers), signal.SIGKILL)

        assert running.process.wait(30) == 1
        assert "The worker process ended (status -9). The end of " in running.said()
        assert "ready." in running.said()
        assert gone(running.mark)

    def test_a_launcher_killed_outright_takes_its_children_along(self, running):
        running.start()
        running.process.kill()
        running.process.wait()

        assert gone(running.mark, seconds=30)

    def test_a_closed_terminal_stops_it(self, running):
        import pty

        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            running.command,
            cwd=ROOT,
            env=running.env,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        said = b""
        while b"The portal is at" not in said:
            said += os.read(ours, 4096)
        os.close(ours)

        assert process.wait(30) == 0
        assert gone(running.mark)


def command_of(number):
    return Path(f"/proc/{number}/cmdline").read_bytes()
