"""Who may open what: every address × every role × own and foreign things, from the URL map itself.

The expectations are written by hand in `tests/role_matrix.py`. A route that is not in the table fails here.
A page (GET) or a button (POST) is asked as it is meant to be asked, and a form's POST must be refused
wherever its GET is refused. A GET must not write.
"""

import re
import shutil
import tempfile
from contextlib import nullcontext

from django.db import connection, transaction
from django.test import Client, TestCase, override_settings
from django.urls import reverse

from .architecture.routes import PUBLIC, routes
from .role_matrix import MATRIX, ROLES
from .world import World, arguments

WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE)\b", re.I)
ANSWERED = {200, 302, 409, 422}  # to an empty form: kept, refused by the moment, or by a field


def refuse_writes(execute, sql, params, many, context):
    assert not WRITES.match(sql), f"A GET wrote: {sql[:200]}"
    return execute(sql, params, many, context)


class RoleMatrix(TestCase):
    """One test per route; the methods are made below."""

    @classmethod
    def setUpClass(cls):
        cls.files = tempfile.mkdtemp()  # no test writes into the checkout's files
        cls.enterClassContext(override_settings(MEDIA_ROOT=cls.files))
        cls.addClassCleanup(shutil.rmtree, cls.files)
        super().setUpClass()

    @classmethod
    def setUpTestData(cls):
        cls.world = World()
        cls.browsers = {role: logged_in(cls.world.people[role]) for role in ROLES}

    def ask(self, browser, method, address):
        """One request whose effects are taken back. GETs may not write at all."""
        guard = connection.execute_wrapper(refuse_writes) if method == "get" else nullcontext()
        with transaction.atomic(), guard:
            response = getattr(browser, method)(address)
            if response.status_code == 200 and response.streaming:
                b"".join(response.streaming_content)
            transaction.set_rollback(True)
        return response

    def check(self, route):
        method = "get" if answers(route, "get") else "post"
        expected = MATRIX[route.name]
        found = {}
        for side, wanted in zip(("own", "foreign", "draft"), expected, strict=False):
            found[side] = self.row(route, method, side)
            assert found[side] == wanted, (
                f"{route.name} ({method.upper()}, {side}): {' '.join(ROLES)} should get {wanted}, "
                f"got {found[side]}"
            )

    def row(self, route, method, side):
        """The five answers as text, with the form's POST checked beside each GET."""
        codes = []
        for role in ROLES:
            address = reverse(route.name, kwargs=arguments(route, self.world, side, role))
            answer = self.ask(self.browsers[role], method, address)
            check_page(address, answer)
            code = answer.status_code
            codes.append(str(code))
            if method == "get" and answers(route, "post"):
                posted = self.ask(self.browsers[role], "post", address).status_code
                allowed = {code} if code in {403, 404} else ANSWERED
                assert posted in allowed, f"POST {address} by {role}: {posted}, GET gave {code}"
        return " ".join(codes)

    def check_stranger(self, route):
        """Without login every address leads to the login page, whatever the method."""
        address = reverse(route.name, kwargs=arguments(route, self.world, "own", "procurement"))
        for method in ("get", "post"):
            response = getattr(Client(), method)(address)
            assert (response.status_code, response.url) == (
                302,
                f"/accounts/login/?next={address}",
            ), f"{method.upper()} {address} without login: {response.status_code}"


def check_page(address, response):
    """A whole page has one heading, and no id stands on it twice."""
    if response.streaming or not response.text.startswith("<!doctype html>"):
        return
    assert response.text.count("<h1") == 1, f"{address} needs one h1"
    ids = re.findall(r'\sid="([^"]*)"', response.text)
    twice = sorted({name for name in ids if ids.count(name) > 1})
    assert twice == [], f"{address} has these ids twice: {twice}"


def answers(route, method):
    return hasattr(route.view, method) and method in route.view.http_method_names


def logged_in(person):
    browser = Client(raise_request_exception=True)
    browser.force_login(person, backend="sustainportal.accounts.backends.RoleBackend")
    return browser


def test_every_route_is_in_the_table_and_no_other():
    names = {route.name for route in routes()} - set(PUBLIC)
    missing = sorted(names - set(MATRIX))
    assert missing == [], (
        "Add these routes to tests/role_matrix.py (and their things to tests/world/): say for each "
        "role what it gets for its own and for a foreign thing."
    )
    assert sorted(set(MATRIX) - names) == [], "These routes are gone; take them out of the table."


def test_a_route_about_one_thing_says_what_happens_with_a_foreign_one():
    wrong = [
        route.name
        for route in routes()
        if route.name in MATRIX and "pk" in route.arguments and len(MATRIX[route.name]) < 2
    ]
    assert wrong == []


def _test_of(route):
    def test(self):
        self.check(route)
        self.check_stranger(route)

    test.__doc__ = f"{route.name}: the right roles can, the wrong role gets 403, the stranger 404."
    return test


for _route in routes():
    if _route.name in MATRIX:
        _name = "test_" + re.sub(r"\W", "_", _route.name)
        setattr(RoleMatrix, _name, _test_of(_route))
