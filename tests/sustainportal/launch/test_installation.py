"""The environment: installed when a lock asks for it, never twice, never half."""

import re
import tomllib
from pathlib import Path

import pytest

from sustainportal.launch import checkout, installation

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def venv(tmp_path, monkeypatch):
    """Installing, with every step written down instead of done."""
    folder = tmp_path / ".venv"
    done = []

    def make():
        done.append("make")
        folder.mkdir(exist_ok=True)

    def step(*command):
        done.append(" ".join(str(part) for part in command[:3]))
        return venv.fails(command)

    venv = type("Venv", (), {"done": done, "folder": folder, "fails": staticmethod(lambda c: 0)})
    monkeypatch.setattr(installation, "VENV", folder)
    monkeypatch.setattr(installation, "STAMP", folder / "portal-stamp")
    monkeypatch.setattr(installation, "UNFINISHED", folder / "portal-unfinished")
    monkeypatch.setattr(installation, "_version", lambda: "3.11" if folder.exists() else "")
    monkeypatch.setattr(installation, "_make", make)
    monkeypatch.setattr(installation, "run_module", step)
    return venv


def test_the_first_start_installs_and_the_second_does_nothing(venv):
    installation.ready(installation.RUN)
    first = list(venv.done)
    installation.ready(installation.RUN)

    assert first == ["make", "pip install -q", "uv pip install"]
    assert venv.done == first


def test_the_dev_environment_serves_run_and_not_the_other_way_round(venv):
    installation.ready(installation.DEV)
    installation.ready(installation.RUN)
    assert len(venv.done) == 3

    venv.folder.joinpath("portal-stamp").unlink()
    installation.ready(installation.RUN)
    installation.ready(installation.DEV)
    assert len(venv.done) == 7


def test_without_uv_plain_pip_installs_the_same_lock(venv):
    venv.fails = staticmethod(lambda command: command[0] == "uv")
    installation.ready(installation.RUN)

    assert venv.done == ["make", "pip install -q", "uv pip install", "pip install -q"]
    assert venv.folder.joinpath("portal-stamp").exists()


def test_an_install_that_fails_leaves_no_stamp_and_a_sentence(venv):
    venv.fails = staticmethod(lambda command: 1)

    with pytest.raises(checkout.Refused, match=r"^Installing from requirements.txt failed"):
        installation.ready(installation.RUN)
    assert list(venv.folder.glob("portal-*")) == []


def test_an_install_that_is_broken_off_is_started_afresh(venv):
    def interrupt(command):
        raise KeyboardInterrupt

    venv.fails = staticmethod(interrupt)
    with pytest.raises(KeyboardInterrupt):
        installation.ready(installation.RUN)
    assert not venv.folder.joinpath("portal-stamp").exists()

    venv.fails = staticmethod(lambda command: 0)
    venv.done.clear()
    installation.ready(installation.RUN)
    assert venv.done[0] == "make"


def test_a_python_without_venv_is_told_what_to_install(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)

    with pytest.raises(checkout.Refused, match="apt install python3-venv"):
        installation._make()


def pins(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==([^ ;\\]+)", text, re.MULTILINE))


def test_the_dev_lock_holds_all_of_the_run_lock():
    run_lock, dev_lock = pins(installation.RUN), pins(installation.DEV)

    assert {name: dev_lock.get(name) for name in run_lock} == run_lock


def test_the_locks_hold_what_the_project_names_by_hash_and_no_index():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {re.match(r"[\w-]+", line)[0] for line in project["dependencies"]}

    assert wanted <= set(pins(installation.RUN))
    for lock in (installation.RUN, installation.DEV):
        text = (ROOT / lock).read_text(encoding="utf-8")
        assert "://" not in text
        assert all("--hash=sha256:" in block for block in re.split(r"\n(?=\S)", text.strip()))
    _, file = installation._pinned("uv")[-2:]
    assert file.read_text(encoding="utf-8").startswith("uv==")
