"""Reads the portal's own source: which module imports what."""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ["suppliers", "audits", "training", "scorecards"]
GROUND = ["accounts", "trail", "notices", "jobs", "sheets", "files", "web"]


@dataclass(frozen=True)
class Module:
    path: Path
    name: str  # dotted, without __init__
    is_package: bool

    @property
    def where(self):
        return str(self.path.relative_to(ROOT))

    @property
    def parts(self):
        return self.name.split(".")

    @property
    def home(self):
        """The room ("audits"), the part of the ground ("sustainportal.web") or the roof."""
        if self.parts[0] in ROOMS:
            return self.parts[0]
        if len(self.parts) > 1 and self.parts[1] in GROUND:
            return ".".join(self.parts[:2])
        return "sustainportal"

    @property
    def drawer(self):
        """The drawer inside the home: "rules", "operations", "views" …; empty for the home itself."""
        inside = self.parts[len(self.home.split(".")) :]
        return inside[0] if inside else ""

    @property
    def tree(self):
        return ast.parse(self.path.read_text(encoding="utf-8"), filename=self.where)


@cache
def modules():
    """Every module of the rooms, the ground and the roof, migrations left out."""
    found = []
    for top in [*ROOMS, "sustainportal"]:
        for path in sorted((ROOT / top).rglob("*.py")):
            if "migrations" in path.parts:
                continue
            parts = path.relative_to(ROOT).with_suffix("").parts
            is_package = parts[-1] == "__init__"
            name = ".".join(parts[:-1] if is_package else parts)
            found.append(Module(path, name, is_package))
    return found


@cache
def imports(module):
    """The dotted names a module imports, inside functions too. `from a import b` gives "a.b"."""
    names = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            source = _source(module, node)
            names += [f"{source}.{alias.name}" if source else alias.name for alias in node.names]
    return names


def _source(module, node):
    if not node.level:
        return node.module or ""
    parts = module.parts if module.is_package else module.parts[:-1]
    base = parts[: len(parts) - (node.level - 1)]
    return ".".join([*base, *([node.module] if node.module else [])])


def target(name):
    """The home and the drawer an imported name points at, or (None, None) for foreign code."""
    parts = name.split(".")
    if parts[0] in ROOMS:
        return parts[0], parts[1] if len(parts) > 1 else ""
    if parts[0] == "sustainportal":
        if len(parts) > 1 and parts[1] in GROUND:
            return ".".join(parts[:2]), parts[2] if len(parts) > 2 else ""
        return "sustainportal", parts[1] if len(parts) > 1 else ""
    return None, None
