"""No colour and no size of its own outside the design system: found in the source itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer import ui
from explorer.ui.theme import SPACES, TYPE_SIZES

ROOT = Path(ui.__file__).parent
PALETTES = {ROOT / "theme_colours.py"}
COLOUR = re.compile(r"#[0-9A-Fa-f]{3,8}\b")
FONTS = {"setPixelSize", "ui_font", "text_font", "Face"}
SPACING = {"setContentsMargins", "setSpacing", "addSpacing"}
FILES = sorted(ROOT.rglob("*.py"))


def _name(call: ast.Call) -> str:
    target = call.func
    if isinstance(target, ast.Attribute):
        return target.attr
    return target.id if isinstance(target, ast.Name) else ""


def _numbers(nodes: list[ast.expr]) -> Iterator[int]:
    """The numbers written out, also in either branch of a condition."""
    for node in nodes:
        if isinstance(node, ast.IfExp):
            yield from _numbers([node.body, node.orelse])
        elif isinstance(node, ast.Constant) and type(node.value) is int:
            yield node.value


def literals(source: str) -> list[str]:
    """What a module writes out that the design system has a name or a step for."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if COLOUR.fullmatch(node.value):
                found.append(f"{node.lineno}: colour {node.value}")
        elif isinstance(node, ast.Attribute):
            owner = node.value
            if (
                isinstance(owner, ast.Attribute)
                and owner.attr == "GlobalColor"
                and node.attr != "transparent"
            ):
                found.append(f"{node.lineno}: colour {node.attr}")
        elif isinstance(node, ast.Call):
            name = _name(node)
            if name == "QColor" and any(isinstance(arg, ast.Constant) for arg in node.args):
                found.append(f"{node.lineno}: QColor of a literal")
            elif name in ("setPointSize", "setPointSizeF"):
                found.append(f"{node.lineno}: points, where the scale is in pixels")
            elif name in FONTS:
                bad = [size for size in _numbers(node.args) if size not in TYPE_SIZES]
                found += [f"{node.lineno}: {name} {size}" for size in bad]
            elif name in SPACING:
                bad = [size for size in _numbers(node.args) if size not in SPACES]
                found += [f"{node.lineno}: {name} {size}" for size in bad]
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_look_of_its_own(file: Path) -> None:
    assert file in PALETTES or literals(file.read_text(encoding="utf-8")) == []


def test_the_style_sheet_names_its_colours() -> None:
    style = (ROOT / "theme.qss").read_text(encoding="utf-8")
    assert COLOUR.findall(re.sub(r"Q\w+#\w+", "", style)) == []


@pytest.mark.parametrize(
    "source",
    [
        'x = "#FFF"',
        'x = QColor("red")',
        "x = QColor(1, 2, 3)",
        "x = Qt.GlobalColor.red",
        "font.setPixelSize(17)",
        "font.setPointSize(11)",
        "x = ui_font(9 if small else 13)",
        "row.setContentsMargins(0, 5, 0, 0)",
        "row.setSpacing(7)",
    ],
)
def test_a_look_of_its_own_is_found(source: str) -> None:
    assert literals(source)
