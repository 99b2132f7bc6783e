"""Imports point one way, and each library stays in its room (design, "Layout")."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "explorer"
FILES = sorted(ROOT.rglob("*.py"))

# Which rooms a room may import; the top level's own modules are rooms of one file.
ALLOWED = {
    "domain": set(),
    "store": {"domain", "disk"},
    "reading": {"domain"},
    "search": {"domain", "disk"},
    "export": {"domain", "disk"},
    "services": {"domain", "store", "reading", "search", "export", "paths", "disk"},
    "workspace": {"domain", "store", "search", "export", "services", "paths"},
    "works": {"domain", "services"},
    "settings": {"paths", "disk"},
    "paths": set(),
    "disk": set(),
    "handed": {"domain", "paths"},
    "cli_options": {"domain", "cli_diff"},
    "cli_diff": {"domain", "export", "services", "workspace"},
    "cli": {
        "cli_options",
        "cli_diff",
        "domain",
        "export",
        "services",
        "workspace",
        "ui",
        "paths",
        "handed",
    },
    "__main__": {"services", "works", "cli", "ui", "handed"},
    "ui": {
        "domain",
        "export",
        "services",
        "store",
        "workspace",
        "settings",
        "paths",
        "disk",
        "handed",
    },
}
ONLY_IN = {
    "PySide6": {"ui"},
    "shiboken6": {"ui"},
    "sqlalchemy": {"store"},
    "whoosh": {"search"},
    "typst": {"export"},
    "fontTools": {"export"},
    "sqlite3": {"store", "services"},
    "pypdfium2": {"reading"},
    "lxml": {"reading"},
    "selectolax": {"reading"},
    "charset_normalizer": {"reading"},
    "openpyxl": {"reading"},
    "regex": {"search"},
}
# Standard modules that could reach a network; nothing in Accord may.
NETWORK = ("urllib.request", "http", "ftplib", "smtplib", "xmlrpc", "ssl", "requests", "httpx")


def room_of(path: Path) -> str:
    """The folder a module stands in, or its own name at the top level."""
    parts = path.relative_to(ROOT).parts
    return parts[0] if len(parts) > 1 else path.stem


def imports(path: Path) -> set[str]:
    """All modules that a file imports, also within functions and for types only."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module is not None
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(path: Path) -> None:
    room = room_of(path)
    if room == "__init__":
        return
    for name in imports(path):
        top, _, rest = name.partition(".")
        if top == "explorer":
            target = rest.partition(".")[0]
            known = target in ALLOWED
            assert not known or target == room or target in ALLOWED[room], f"{room} → {name}"
        assert room in ONLY_IN.get(top, {room}), f"{top} belongs in {ONLY_IN.get(top)}"
        assert not any(f"{name}.".startswith(f"{module}.") for module in NETWORK), name


def test_the_domain_needs_no_library_but_msgspec() -> None:
    import sys

    allowed = {"explorer", "msgspec", "__future__", "numpy"}  # numpy: for types only
    for path in FILES:
        if room_of(path) == "domain":
            tops = {name.partition(".")[0] for name in imports(path)}
            assert tops <= allowed | sys.stdlib_module_names, path


def test_every_room_is_known() -> None:
    assert {room_of(path) for path in FILES} - {"__init__"} <= set(ALLOWED)
