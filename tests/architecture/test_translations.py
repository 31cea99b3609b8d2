"""Both Chinese catalogues are complete, and what is compiled is what was written."""

import ast
import gettext
import re

import pytest
from django.conf import settings

ENTRY = re.compile(
    r'^msgid ((?:".*"\n)+)(?:msgid_plural ((?:".*"\n)+))?msgstr(?:\[0\])? ((?:".*"\n)+)', re.M
)
PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]")


def text(quoted):
    """The string that lines of a .po file spell."""
    return "".join(ast.literal_eval(line) for line in quoted.splitlines())


def entries(language):
    """(english, plural, chinese) of every text, without the header."""
    path = settings.LOCALE_PATHS[0] / language / "LC_MESSAGES" / "django.po"
    found = [
        (text(english), text(plural) if plural else "", text(chinese))
        for english, plural, chinese in ENTRY.findall(path.read_text(encoding="utf-8"))
    ]
    return [entry for entry in found if entry[0]]


@pytest.mark.parametrize("language", ["zh_Hant", "zh_Hans"])
def test_every_text_of_the_catalogue_is_translated(language):
    assert len(entries(language)) > 1500
    assert [english for english, _plural, chinese in entries(language) if not chinese] == []


@pytest.mark.parametrize("language", ["zh_Hant", "zh_Hans"])
def test_a_translation_has_the_places_of_its_text(language):
    odd = [
        english
        for english, plural, chinese in entries(language)
        if set(PLACE.findall(chinese)) - set(PLACE.findall(english + plural))
        or set(PLACE.findall(plural or english)) - set(PLACE.findall(chinese))
    ]
    assert odd == []


@pytest.mark.parametrize("language", ["zh_Hant", "zh_Hans"])
def test_what_is_compiled_is_what_is_written(language):
    path = settings.LOCALE_PATHS[0] / language / "LC_MESSAGES" / "django.mo"
    with path.open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    stale = [
        english
        for english, plural, chinese in entries(language)
        if (compiled.ngettext(english, plural, 1) if plural else compiled.gettext(english))
        != chinese
    ]
    assert stale == []


def test_both_languages_have_the_same_texts():
    assert [e[0] for e in entries("zh_Hant")] == [e[0] for e in entries("zh_Hans")]


CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext"}
TAG = re.compile(r'{%-?\s*trans(?:late)?\s+"([^"]+)"')
ROOMS = ("sustainportal", "suppliers", "audits", "training", "scorecards")


def told():
    """Every literal text that code or a template gives to be translated."""
    for room in ROOMS:
        for path in (settings.BASE_DIR / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in CALLS:
                    first = node.args[0] if node.args else None
                    if isinstance(first, ast.Constant):
                        yield first.value
    for path in (settings.BASE_DIR / "templates").rglob("*.html"):
        for words in TAG.findall(path.read_text(encoding="utf-8")):
            yield words.replace("%", "%%")  # as the template engine asks for it


def test_every_text_of_the_portal_is_in_the_catalogue():
    known = {english for english, _plural, _chinese in entries("zh_Hant")}
    assert sorted(set(told()) - known) == []
