"""No page without a permission, no permission without a role."""

import re

from django.urls import reverse

from sustainportal import menu
from sustainportal.accounts.roles import PERMISSIONS

from .routes import PUBLIC, routes
from .tree import modules

_ADMIN_SITE = re.compile(r"^\w+\.(add|change|delete|view)_")


def test_every_route_has_a_name_of_its_own():
    names = [route.name for route in routes()]
    assert [name for name in names if "?" in name] == []
    assert sorted(names) == sorted(set(names))


def test_every_route_names_a_permission_or_is_public():
    wrong = [
        f"{route.name} ({route.pattern}) names no permission of accounts/roles.py"
        for route in routes()
        if route.name not in PUBLIC and getattr(route.view, "permission", "") not in PERMISSIONS
    ]
    assert wrong == []


def test_every_permission_belongs_to_a_role_and_has_a_name_of_ours():
    assert [name for name, roles in PERMISSIONS.items() if not roles] == []
    clashing = [
        name
        for name in PERMISSIONS
        if _ADMIN_SITE.match(name) and name != "accounts.change_own_settings"
    ]
    models = {"supplier", "audit", "finding", "event", "user", "scorecard", "allocation"}
    assert [name for name in clashing if name.split("_", 1)[1] in models] == []


def test_every_permission_asked_for_in_the_code_is_in_the_table():
    asked = re.compile(r"""has_perm\(\s*["']([\w.]+)["']|permission = ["']([\w.]+)["']""")
    wrong = [
        f"{module.where}: {name}"
        for module in modules()
        for match in asked.finditer(module.path.read_text(encoding="utf-8"))
        for name in [match[1] or match[2]]
        if name not in PERMISSIONS and not _ADMIN_SITE.match(name)
    ]
    assert wrong == []


def test_every_menu_entry_opens_a_page_that_asks_the_same_permission():
    views = {route.name: route.view for route in routes()}
    for label, route, permission, *_text in menu.ENTRIES:
        assert reverse(route), label
        assert views[route].permission == permission, f"{route} asks for another permission"
        assert route.partition(":")[0] in menu.GROUPS
