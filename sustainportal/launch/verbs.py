"""The verbs that need nothing but Python."""

import os
import shutil

from . import installation
from .checkout import ROOT, Refused, become, say
from .run import run


def setup(arguments):
    """Make the environment; `setup --dev` with the tools of development as well."""
    installation.ready(installation.DEV if "--dev" in arguments else installation.RUN)
    say("The environment is ready in .venv.")
    return 0


def test(arguments):
    """Run the tests; what is given goes to pytest. Several processes unless `-n` says otherwise."""
    python = installation.ready(installation.DEV)
    if not any(argument.startswith("-n") for argument in arguments):
        arguments = ["-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadfile", *arguments]
    if "-m" not in arguments:
        arguments = [*_without_browser(), *arguments]
    os.chdir(ROOT)
    return become(python, "-m", "pytest", *arguments, env={"PORTAL_ENV": "local"})


def _without_browser():
    """The tests in a browser run when they are told which one, so that none is skipped in silence."""
    browser = os.environ.get("PORTAL_BROWSER")
    if browser and not shutil.which(browser):
        raise Refused(f"PORTAL_BROWSER: {browser} is not a program.")
    if browser:
        return []
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((path for path in map(shutil.which, names) if path), "/usr/bin/chromium")
    say(f"Left out: the tests in a browser. To run them too, set PORTAL_BROWSER={found}")
    return ["-m", "not browser"]


def bench(arguments):
    """Measure; prints times and fails on none."""
    os.chdir(ROOT)
    return become(installation.ready(installation.DEV), "-m", "tests.benchmarks", *arguments)


def try_real(arguments):
    """Feed the real public lists through the portal's importers, in a database of their own."""
    return become(installation.ready(), ROOT / "manage.py", "try_real", *arguments)


def lock(arguments):
    """Write both locks anew from pyproject.toml; `lock --upgrade` takes the newest that fit."""
    installation.ready(installation.DEV)
    os.chdir(ROOT)
    compile_ = ("pip", "compile", "-q", "pyproject.toml", "--universal", "--python-version", "3.11")
    plain = ("--generate-hashes", "--no-emit-index-url", "--no-annotate", "--no-header")
    run_lock = (*compile_, *plain, *arguments, "-o", installation.RUN)
    dev_lock = (*compile_, *plain, *arguments, "--extra", "dev", "-c", installation.RUN)
    for command in (run_lock, (*dev_lock, "-o", installation.DEV)):
        if installation.run_module("uv", *command):
            raise Refused("The locks were not written; uv gives the reason above.")
    say(f"Written: {installation.RUN}, {installation.DEV}")
    return 0


def verbs(_):
    """Say what there is."""
    for name, work in VERBS.items():
        say(f"  python3 manage.py {name:<9} {work.__doc__.splitlines()[0]}")
    say("  python3 manage.py help      All the others, which are Django's and this portal's.")
    return 0


VERBS = {
    "run": run,
    "test": test,
    "bench": bench,
    "try-real": try_real,
    "lock": lock,
    "setup": setup,
    "verbs": verbs,
}
