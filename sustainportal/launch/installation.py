"""The environment: `.venv` made by Python's own venv and filled from a lock, every file by its hash.

A stamp in it says which locks it holds, so a second start does nothing and needs no network. The stamp is
written last; an install that was broken off leaves its mark instead, and the next one starts afresh.
"""

import hashlib
import importlib.util
import os
import re
import subprocess
import sys

from .checkout import PYTHON, ROOT, VENV, Refused, held, say
from .child import FOLLOW

STAMP = VENV / "portal-stamp"
UNFINISHED = VENV / "portal-unfinished"
RUN = "requirements.txt"
DEV = "requirements-dev.txt"


def ready(lock=RUN):
    """The environment's python, holding everything in `lock` (the dev lock holds the run lock too)."""
    if _holds(lock):
        return PYTHON
    state = ROOT / ".var"
    state.mkdir(mode=0o700, exist_ok=True)
    with held(state / "setup.lock", busy=_wait):
        if not _holds(lock):
            _install(lock)
    return PYTHON


def digest(lock):
    return hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()


def _wait(_):
    say("Another start is installing in this checkout; waiting for it.")


def _holds(lock):
    """The stamp names this lock, and the Python it was made for is still the one inside."""
    try:
        version, *locks = STAMP.read_text(encoding="utf-8").split()
    except (OSError, ValueError):
        return False
    return digest(lock) in locks and _version() == version


def _version():
    """What `.venv`'s python says it is ("3.11"), or nothing when it cannot be started."""
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        asked = subprocess.run([PYTHON, "-I", "-S", "-c", code], capture_output=True, text=True)
    except OSError:
        return ""
    return asked.stdout.strip()


def _install(lock):
    """Fill `.venv` from the lock and stamp it; a venv that does not work is made again."""
    if UNFINISHED.exists() or not _version():
        _make()
    UNFINISHED.touch()
    STAMP.unlink(missing_ok=True)
    say(f"Installing what {lock} names into .venv (once; needs the network) …")
    done = _with_uv(lock) or _with_pip(lock)
    UNFINISHED.unlink()
    if not done:
        raise Refused(
            f"Installing from {lock} failed; the reason is above. It needs the Python Package Index "
            "(or the mirror pip is configured for). Nothing else was changed; the next start tries again."
        )
    held_now = [digest(RUN)] if lock == RUN else [digest(RUN), digest(lock)]
    STAMP.write_text("\n".join([_version(), *held_now]) + "\n", encoding="utf-8")


def _make():
    """Make `.venv` afresh with the Python that runs this."""
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        raise Refused(
            "This Python comes without venv. On Debian or Ubuntu: apt install python3-venv "
            f"(or python{sys.version_info[0]}.{sys.version_info[1]}-venv), then start again."
        )
    say(f"Making the environment .venv with Python {sys.version.split()[0]} …")
    VENV.mkdir(exist_ok=True)
    UNFINISHED.touch()
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], **FOLLOW)
    if made.returncode or not _version():
        UNFINISHED.touch()
        raise Refused("Making .venv failed; the reason is above. Is the disk full or read-only?")


def _with_uv(lock):
    """Install by uv (several times faster); False when uv cannot be had or fails."""
    return _pip_install(*_pinned("uv")) and not run_module(
        *("uv", "pip", "install", "-q", "--python", PYTHON, "--require-hashes", "-r", ROOT / lock)
    )


def _with_pip(lock):
    return _pip_install("--require-hashes", "-r", ROOT / lock)


def _pip_install(*what):
    quiet = ("-q", "--disable-pip-version-check", "--no-input")
    return run_module("pip", "install", *quiet, *what) == 0


def _pinned(name):
    """Pip arguments that install one package exactly as the dev lock pins it, hashes and all."""
    text = (ROOT / DEV).read_text(encoding="utf-8")
    pinned = re.search(rf"^{name}==.*(?:\n    --hash=.*)+", text, re.MULTILINE)
    if pinned is None:
        return (name,)
    file = VENV / f"{name}.txt"
    file.write_text(pinned[0] + "\n", encoding="utf-8")
    return ("--require-hashes", "-r", file)


def run_module(module, *arguments):
    """Run a module of the environment; pip must not be told to install for the user instead."""
    command = [PYTHON, "-m", module, *arguments]
    return subprocess.run(command, env={**os.environ, "PIP_USER": "0"}, **FOLLOW).returncode
