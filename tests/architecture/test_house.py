"""The layout, the row scope in views, and the migrations."""

import ast
import re

import pytest
from django.apps import apps
from django.core.management import call_command

from sustainportal.accounts.scopes import ScopedQuerySet

from .tree import ROOMS, ROOT, modules

TOP = {
    "manage.py", "sustainportal", "suppliers", "audits", "training", "scorecards", "templates",
    "static", "tests", "requirements.txt", "requirements-dev.txt", "README.md", "Makefile",
    "pyproject.toml", "docs",
}  # fmt: skip
#: Narrowed to what the person may see: by the scope, or by being the person's own.
NARROWED = re.compile(r"visible_to|(?:memberships|assignments)__user=")


def test_the_top_level_is_the_one_of_the_design():
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert found - TOP - {"__pycache__"} == set()


def test_no_migration_is_missing(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_a_migration_brings_its_own_data():
    """What a catalogue says next year must not change what an old migration does."""
    tops = [*ROOMS, "sustainportal"]
    files = [path for top in tops for path in (ROOT / top).rglob("migrations/*.py")]
    assert len(files) > 30
    wrong = [
        path.name
        for path in files
        if re.search(r"import.*catalogue|\bcatalogue\w* import", path.read_text(encoding="utf-8"))
    ]
    assert wrong == []


def scoped_models():
    return {
        model.__name__
        for model in apps.get_models()
        if isinstance(getattr(model, "objects", None) and model.objects.all(), ScopedQuerySet)
    }


def test_a_view_reads_rows_of_a_supplier_through_visible_to():
    scoped = scoped_models()
    assert {"Supplier", "Site", "Classification"} <= scoped
    wrong = []
    for module in modules():
        if module.drawer != "views" or module.home not in ROOMS:
            continue
        source = module.path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source)):
            text = ast.get_source_segment(source, node) if isinstance(node, ast.Call) else ""
            if text and _loads(node, scoped) and not NARROWED.search(text):
                wrong.append(f"{module.where}:{node.lineno} {text[:80]}")
    assert wrong == [], "Load it through `visible_to(request.user)`; a stranger's row is a 404."


def _loads(call, scoped):
    """Whether a call fetches one row of a scoped model: Model.objects.get(…), get_object_or_404(Model."""
    words = ast.unparse(call.func)
    first = words.split(".")[0]
    if words.endswith((".get", ".first", ".in_bulk")) and ".objects" in words:
        return first in scoped
    if words == "get_object_or_404" and call.args:
        return ast.unparse(call.args[0]).split(".")[0] in scoped
    return False


@pytest.mark.parametrize("room", ROOMS)
def test_every_row_of_a_supplier_states_its_path(room):
    """`to_supplier` must be a path the model has; a wrong one would only fail when asked."""
    for model in apps.get_app_config(room).get_models():
        rows = model._default_manager.all()
        if isinstance(rows, ScopedQuerySet) and rows.to_supplier:
            assert str(rows.filter(**{f"{rows.to_supplier}__code": "M-001"}).query)
