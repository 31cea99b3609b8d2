"""How long `manage.py run` takes to its first page, in a copy of this checkout: cold, then warm.

Cold is everything: a virtual environment, the locked packages without any cache of pip or uv (this needs the
network), tables, catalogues, the demo company, static files. Warm is the second start of the same copy.
"""

import contextlib
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LEFT_BEHIND = (".venv", ".var", ".git", "__pycache__", "*.pyc", ".pytest_cache", ".ruff_cache")
TOLD = ("DATABASE_URL", "REDIS_URL", "PORTAL_VAR", "PORTAL_ENV", "DJANGO_SETTINGS_MODULE", "PORT")
LONGEST = 600


def free_port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def first_page(port, launcher):
    """Seconds until the login page is there, or the reason why it never came."""
    start = time.perf_counter()
    while time.perf_counter() - start < LONGEST:
        if launcher.poll() is not None:
            raise SystemExit(f"The launcher ended with status {launcher.returncode}.")
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        with contextlib.suppress(OSError, http.client.HTTPException):
            line.request("GET", "/accounts/login/", headers={"Host": f"localhost:{port}"})
            if line.getresponse().status == 200:
                return time.perf_counter() - start
        time.sleep(0.05)
    raise SystemExit(f"No page after {LONGEST} seconds.")


def started(checkout, environment):
    """Seconds of one start; the portal is stopped again."""
    port = free_port()
    python = getattr(sys, "_base_executable", sys.executable)
    launcher = subprocess.Popen(
        [python, "manage.py", "run", f"PORT={port}"],
        cwd=checkout,
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    try:
        return first_page(port, launcher)
    finally:
        if launcher.poll() is None:
            launcher.send_signal(signal.SIGINT)
        launcher.wait(60)


def main():
    with tempfile.TemporaryDirectory(prefix="portal-start-") as place:
        checkout = Path(place) / "checkout"
        shutil.copytree(ROOT, checkout, ignore=shutil.ignore_patterns(*LEFT_BEHIND))
        environment = {key: value for key, value in os.environ.items() if key not in TOLD}
        environment |= {"PIP_NO_CACHE_DIR": "1", "UV_CACHE_DIR": f"{place}/uv"}
        print(f"  cold start to the first page {started(checkout, environment):.0f} s (bar 60)")
        for _again in range(2):
            print(f"  warm start to the first page {started(checkout, environment):.1f} s (bar 5)")


if __name__ == "__main__":
    main()
