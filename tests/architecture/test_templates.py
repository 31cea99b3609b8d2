"""The strict content policy and the escaping hold because templates never work around them."""

import re

import pytest
from django.template import engines
from django.template.loader import get_template

from sustainportal.accounts.roles import PERMISSIONS

from .tree import ROOT, modules

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
FORBIDDEN = {
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)", re.I),
    "a style element": re.compile(r"<style\b", re.I),
    "a style attribute": re.compile(r"\sstyle\s*=", re.I),
    "an inline handler": re.compile(r"\son(?:click|change|submit|load|input|error)\s*=", re.I),
    "hx-on": re.compile(r"\shx-on[:=]", re.I),
    "a javascript: address": re.compile(r"javascript:", re.I),
    "|safe": re.compile(r"\|\s*safe(?:seq)?\b"),
    "autoescape off": re.compile(r"autoescape\s+off"),
    "an address outside": re.compile(r"""(?:src|href)=["'](?:https?:)?//""", re.I),
}


@pytest.mark.parametrize("reason", FORBIDDEN)
def test_no_template_contains(reason):
    wrong = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in TEMPLATES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if FORBIDDEN[reason].search(line)
    ]
    assert wrong == []


def test_no_code_marks_text_as_safe():
    wrong = [
        module.where
        for module in modules()
        if re.search(r"\bmark_safe\b|\bSafeString\b", module.path.read_text(encoding="utf-8"))
    ]
    assert wrong == [], "format_html escapes what it is given; mark_safe does not."


def test_every_template_compiles():
    assert engines["django"] is not None
    for path in TEMPLATES:
        get_template(str(path.relative_to(ROOT / "templates")))


def test_every_permission_asked_for_in_a_template_is_in_the_table():
    wrong = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in TEMPLATES
        for name in re.findall(r"\bperms\.(\w+\.\w+)", path.read_text(encoding="utf-8"))
        if name not in PERMISSIONS
    ]
    assert wrong == [], "A name that is not in accounts/roles.py is refused to everyone."
