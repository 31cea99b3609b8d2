"""A bare Python and a machine without make: what the launcher needs, and what its doors say."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sustainportal import launch
from sustainportal.launch import checkout, installation, verbs

ROOT = Path(__file__).resolve().parents[3]
LAUNCHER = ROOT / "sustainportal" / "launch"


def test_the_launcher_imports_the_standard_library_alone():
    found = set()
    for file in LAUNCHER.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {name.name.partition(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level and file.name != "django.py":
                found.add(node.module.partition(".")[0])

    assert found <= set(sys.stdlib_module_names)
    assert (ROOT / "sustainportal" / "__init__.py").read_text(encoding="utf-8") == ""


def test_a_bare_python_names_the_verbs(var):
    said = subprocess.check_output([sys.executable, "-S", "manage.py"], cwd=ROOT, text=True)

    for verb in verbs.VERBS:
        assert f"python3 manage.py {verb}" in said


def test_a_python_too_old_is_told_which_one_to_take(monkeypatch):
    monkeypatch.setattr("shutil.which", lambda name: name if name == "python3.12" else None)
    assert launch.too_old().endswith("Try: python3.12 manage.py run")

    monkeypatch.setattr("shutil.which", lambda name: None)
    assert launch.too_old().startswith("Python 3.11 or newer is needed, this is ")
    assert launch.too_old().endswith("Install a newer one.")


def test_every_make_target_is_one_python_command():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.search(r"^\.PHONY: (.+)$", text, re.MULTILINE)[1].split()
    recipes = re.findall(
        r"^([\w-]+): +; @\$\(PYTHON\) manage\.py [\w-]+[^;|&]*$", text, re.MULTILINE
    )

    assert recipes == targets


@pytest.fixture
def pytest_command(monkeypatch, tmp_path):
    """What `manage.py test` would become."""
    monkeypatch.setattr(installation, "ready", lambda lock: "python")
    monkeypatch.setattr(verbs, "become", lambda *command, env: list(command))
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: verbs.test(list(arguments))


def test_without_a_browser_its_tests_are_left_out_and_that_is_said(
    pytest_command, monkeypatch, capsys
):
    monkeypatch.delenv("PORTAL_BROWSER", raising=False)
    command = pytest_command("tests/audits")

    assert command[:3] == ["python", "-m", "pytest"]
    assert command[-3:] == ["not browser", *command[-2:]] or "not browser" in command
    assert command[-1] == "tests/audits"
    assert capsys.readouterr().out.startswith("Left out: the tests in a browser.")


def test_with_a_browser_nothing_is_left_out(pytest_command, monkeypatch, capsys):
    monkeypatch.setenv("PORTAL_BROWSER", sys.executable)

    assert "-m" not in pytest_command()[3:]
    assert capsys.readouterr().out == ""


def test_a_browser_that_is_not_there_is_refused(pytest_command, monkeypatch):
    monkeypatch.setenv("PORTAL_BROWSER", "/nowhere/chromium")

    with pytest.raises(checkout.Refused, match=r"^PORTAL_BROWSER: /nowhere/chromium is not a pro"):
        pytest_command()
