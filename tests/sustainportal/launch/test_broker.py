"""The embedded broker, and how a child is stopped."""

import os
import sys
import time
from pathlib import Path

import pytest

from sustainportal.launch import broker, checkout, child

from .processes import gone, left, looks_into_proc

embedded = pytest.mark.skipif(os.name == "nt", reason="no Valkey server for Windows")


@embedded
@pytest.mark.parametrize("deep", [False, True])
def test_the_broker_listens_on_a_socket_alone_and_leaves_nothing(tmp_path, monkeypatch, deep):
    folder = tmp_path / ("d" * 120 if deep else "a b")
    monkeypatch.setenv("PORTAL_VAR", str(folder))
    server = broker.Broker()
    server.start(tmp_path)
    path = Path(server.address.removeprefix("redis+socket://").replace("%20", " "))
    assert path.is_socket()
    assert path.stat().st_mode & 0o077 == 0
    assert "Ready to accept connections unix" in server.child.last_words()
    assert "tcp" not in server.child.last_words()
    process = server.child.process
    server.stop()

    assert process.poll() is not None
    assert not path.exists()
    assert not deep or not path.parent.exists()


@embedded
def test_a_broker_that_does_not_start_is_told_and_jobs_run_inside(var, monkeypatch, capsys):
    monkeypatch.setattr(broker, "_command", lambda *_: (sys.executable, "-c", "print('no memory')"))
    server = broker.Broker()
    server.start(checkout.var())

    assert server.address == broker.INSIDE
    assert server.child is None
    assert "no memory" in capsys.readouterr().out


@looks_into_proc
def test_a_child_is_stopped_with_all_its_group(tmp_path):
    code = "import subprocess, time; subprocess.Popen(['sleep', '61']); print(1); time.sleep(61)"
    mark = f"CHILD_OF={tmp_path}"
    command = [sys.executable, "-u", "-c", code]
    one = child.Child("one", command, log=tmp_path / "log", env=dict([mark.split("=")]))
    while len(left(mark)) < 2 or not one.last_words():
        time.sleep(0.02)
    one.ask_to_stop()
    one.stop(5)

    assert one.ended
    assert gone(mark)
