"""The direction of the house, its doors and the purity of its rules, read from the imports."""

import ast

from .tree import GROUND, ROOMS, imports, modules, target

#: What each room may look at: upstream only.
UPSTREAM = {room: ROOMS[:index] for index, room in enumerate(ROOMS)}
DOORS = {"models", "queries", "operations", "signals", "rules"}
#: Commands and demos stand at the end of the river: they call the doors like everybody else.
STANDARD_LIBRARY_OF_RULES = {
    "abc", "bisect", "calendar", "collections", "dataclasses", "datetime", "decimal", "enum",
    "fractions", "functools", "hashlib", "heapq", "hmac", "itertools", "json", "math", "numbers",
    "operator", "re", "statistics", "string", "struct", "typing", "unicodedata", "uuid", "zlib",
}  # fmt: skip
#: Calculation without Django, clock or database, which a rule may lean on.
LIBRARIES_OF_RULES = {"filetype", "highspy", "rapidfuzz", "numpy"}
MAY_READ_THE_CLOCK = {
    "views", "tasks", "management", "middleware", "receivers", "health", "work", "commands", "admin",
    "beside",
}  # fmt: skip


def crossings():
    """(module, imported name, home, drawer) for every import of our own code from another home."""
    for module in modules():
        for name in imports(module):
            home, drawer = target(name)
            if home and home != module.home:
                yield module, name, home, drawer


def test_a_room_looks_upstream_and_never_down():
    wrong = [
        f"{module.where} imports {name}"
        for module, name, home, _ in crossings()
        if module.home in ROOMS and home in ROOMS and home not in UPSTREAM[module.home]
    ]
    assert wrong == []


def test_the_ground_knows_no_room():
    wrong = [
        f"{module.where} imports {name}"
        for module, name, home, _ in crossings()
        if module.home.startswith("sustainportal") and home in ROOMS
    ]
    assert wrong == [], "The roof and the ground know rooms by name only (as strings)."


def test_the_ground_and_the_rooms_do_not_import_the_roof():
    wrong = [
        f"{module.where} imports {name}"
        for module, name, home, drawer in crossings()
        if home == "sustainportal" and drawer in {"menu", "urls", "settings", "launch", "wsgi"}
    ]
    assert wrong == []


def test_across_a_border_only_the_five_doors_are_used():
    wrong = [
        f"{module.where} imports {name}"
        for module, name, home, drawer in crossings()
        if module.home in ROOMS and home in ROOMS and drawer not in DOORS
    ]
    assert wrong == [], f"Other rooms are entered through {sorted(DOORS)}."


def test_rules_are_pure():
    """No Django, no database, no other drawer: a rule sees plain data and gives an answer."""
    wrong = []
    for module in modules():
        if module.drawer != "rules":
            continue
        for name in imports(module):
            home, drawer = target(name)
            top = name.split(".")[0]
            if home and not (home in ROOMS and drawer == "rules"):
                wrong.append(f"{module.where} imports {name}")
            if not home and top not in STANDARD_LIBRARY_OF_RULES | LIBRARIES_OF_RULES:
                wrong.append(f"{module.where} imports {name}")
    assert wrong == []


def reads_the_clock(call):
    """timezone.now(), datetime.now(tz), date.today(), time.time(), timezone.localdate() without a time."""
    holder, _, name = ast.unparse(call.func).rpartition(".")
    if name in {"now", "today", "utcnow"}:
        return holder.split(".")[-1] in {"timezone", "datetime", "date"}
    if name in {"localdate", "localtime"}:
        return holder == "timezone" and not call.args
    return (holder, name) == ("time", "time")


def test_only_views_tasks_and_commands_read_the_clock():
    wrong = []
    for module in modules():
        if module.drawer in MAY_READ_THE_CLOCK or module.home == "sustainportal":
            continue
        wrong += [
            f"{module.where}:{node.lineno} {ast.unparse(node)}"
            for node in ast.walk(module.tree)
            if isinstance(node, ast.Call) and reads_the_clock(node)
        ]
    assert wrong == [], "Pass `at=` from the view, the task or the command."


def test_models_queries_and_operations_import_neither_tasks_nor_views():
    lower = {"models", "queries", "operations", "rules", "signals", "notices"}
    wrong = []
    for module in modules():
        if module.drawer not in lower or module.home not in [*ROOMS, *_ground()]:
            continue
        for name in imports(module):
            home, drawer = target(name)
            if home and drawer in {"tasks", "views", "urls", "forms", "receivers"}:
                wrong.append(f"{module.where} imports {name}")
    assert wrong == []


def test_no_drawer_is_called_utils():
    forbidden = {"utils", "helpers", "common", "misc", "manager", "managers", "util", "shared"}
    assert [m.where for m in modules() if forbidden & set(m.parts)] == []


def _ground():
    return [f"sustainportal.{part}" for part in GROUND]
