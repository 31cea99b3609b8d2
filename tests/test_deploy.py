"""docs/deploy.md and the files beside it say what the program does."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands

from sustainportal.launch.verbs import VERBS

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
SYSTEMD = sorted((DOCS / "systemd").iterdir())
REQUIRED = {
    *("PORTAL_ENV", "SECRET_KEY", "ALLOWED_HOSTS", "PORTAL_ADDRESS", "DATABASE_URL", "REDIS_URL"),
    *("EMAIL_URL", "DEFAULT_FROM_EMAIL", "PORTAL_VAR"),
}


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


def read_settings():
    """Every setting that settings.py reads from the environment."""
    return set(re.findall(r'environment\.\w+\(\s*"([A-Z_]+)"', read("sustainportal/settings.py")))


def test_the_page_describes_every_setting_and_no_other():
    described = set(re.findall(r"^\| `([A-Z_]+)` \|", read("docs/deploy.md"), re.MULTILINE))

    assert described == read_settings()


def test_the_page_marks_what_production_must_be_told():
    rows = re.findall(r"^\| `([A-Z_]+)` \| \*required\*", read("docs/deploy.md"), re.MULTILINE)

    assert {*rows, "PORTAL_ENV"} == REQUIRED


def test_the_example_and_the_containers_are_told_everything_required():
    example = set(re.findall(r"^([A-Z_]+)=", read("docs/env.example"), re.MULTILINE))
    compose = set(re.findall(r"^    ([A-Z_]+): ", read("docs/compose.yaml"), re.MULTILINE))

    assert REQUIRED <= example <= read_settings()
    assert REQUIRED <= compose <= read_settings() | {"POSTGRES_PASSWORD"}


def test_the_verbs_named_in_the_documents_exist():
    documents = [*DOCS.glob("*.md"), *DOCS.glob("*.yaml"), DOCS / "Dockerfile", ROOT / "README.md"]
    named = set()
    for text in (path.read_text(encoding="utf-8") for path in documents):
        named |= set(re.findall(r"manage\.py ([a-z][a-z_-]+)", text))
        named |= set(re.findall(r"(?:^|&& )portal ([a-z][a-z_]+)", text, re.MULTILINE))

    assert {"setup", "migrate", "load_catalogues", "collectstatic"} <= named
    assert named <= set(get_commands()) | set(VERBS)


def test_every_unit_starts_a_program_of_this_environment():
    for path in SYSTEMD:
        for command in re.findall(r"^ExecStart=(\S+ \S+ \S+)", path.read_text(), re.MULTILINE):
            assert command in {
                "/opt/sustainportal/.venv/bin/python -m gunicorn",
                "/opt/sustainportal/.venv/bin/python -m celery",
                "/bin/sh -ec 'd=$(date",
            }


def test_gunicorn_takes_the_arguments_of_the_unit():
    line = re.search(r"-m (gunicorn .+)$", read("docs/systemd/sustainportal-web.service"), re.M)[1]
    asked = subprocess.run(
        [sys.executable, "-m", *line.split(), "--print-config"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )

    assert asked.returncode == 0, asked.stderr
    assert re.search(r"^control_socket_disable += True$", asked.stdout, re.MULTILINE)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_systemd_understands_the_units():
    asked = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *SYSTEMD],
        capture_output=True,
        text=True,
        check=False,
    )
    about_us = [line for line in asked.stderr.splitlines() if "sustainportal" in line]

    assert [line for line in about_us if "is not executable" not in line] == []


def test_the_image_copies_what_is_there():
    copied = re.findall(r"^COPY (\S+) ", read("docs/Dockerfile"), re.MULTILINE)

    assert copied
    assert [name for name in copied if not (ROOT / name).exists()] == []
    rooms = {path.parent.name for path in ROOT.glob("*/apps.py")}
    assert rooms <= set(copied)
