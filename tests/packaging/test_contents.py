"""What goes into the package, and what the program does when it is in one."""

from __future__ import annotations

import ast
import importlib.util
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest

import contents
import debian
import explorer
from explorer.services import children
from explorer.ui import platform_check


def test_the_version_stands_in_one_place() -> None:
    project = tomllib.loads((contents.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert explorer.__version__ == contents.version() == project["project"]["version"]


def test_the_program_imports_nothing_that_the_package_leaves_out() -> None:
    """By reading: what is imported late would be missed by starting it."""
    left_out = set(contents.EXCLUDED_MODULES)
    for path in (contents.ROOT / "explorer").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            for name in names:
                parts = name.split(".")
                whole = {".".join(parts[:place]) for place in range(1, len(parts) + 1)}
                assert not whole & left_out, f"{path}: {name}"


def test_the_package_has_no_other_attribute_by_accident() -> None:
    with pytest.raises(AttributeError):
        _ = explorer.no_such_thing


@pytest.mark.parametrize(
    ("target", "kept"),
    [
        ("libpython3.11.so.1.0", True),
        ("libxcb-cursor.so.0", True),
        ("libxcb.so.1", False),
        ("libstdc++.so.6", False),
        ("libcrypto.so.3", False),
        ("libgtk-3.so.0", False),
        ("numpy.libs/libscipy_openblas64_-32a4b2a6.so", True),
        ("PySide6/Qt/lib/libQt6Widgets.so.6", True),
        ("PySide6/Qt/lib/libQt6Quick.so.6", False),
        ("PySide6/Qt/lib/libQt6EglFsKmsSupport.so.6", False),
        ("PySide6/QtWidgets.abi3.so", True),
        ("PySide6/QtQml.abi3.so", False),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqminimal.so", True),
        ("PySide6/Qt/plugins/platforms/libqminimalegl.so", False),
        ("PySide6/Qt/plugins/platforms/libqwayland.so", True),
        ("PySide6/Qt/plugins/wayland-shell-integration/libxdg-shell.so", True),
        ("PySide6/Qt/plugins/wayland-shell-integration/libwl-shell-plugin.so", False),
        ("PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so", True),
        ("PySide6/Qt/plugins/platforminputcontexts/libcomposeplatforminputcontextplugin.so", True),
        ("PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so", False),
        ("PySide6/Qt/plugins/imageformats/libqsvg.so", True),
        ("PySide6/Qt/plugins/imageformats/libqpdf.so", False),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", False),
    ],
)
def test_what_goes_in_on_linux(target: str, kept: bool) -> None:
    assert contents.keeps_binary(target, "linux") is kept


@pytest.mark.parametrize(
    ("target", "kept"),
    [
        ("python311.dll", True),
        ("VCRUNTIME140.dll", True),
        ("libcrypto-3.dll", False),
        (r"PySide6\Qt6Core.dll", True),
        (r"PySide6\Qt6Quick.dll", False),
        (r"PySide6\plugins\platforms\qwindows.dll", True),
        (r"PySide6\plugins\platforms\qdirect2d.dll", False),
        (r"PySide6\plugins\styles\qmodernwindowsstyle.dll", True),
        (r"PySide6\opengl32sw.dll", False),
    ],
)
def test_what_goes_in_on_windows(target: str, kept: bool) -> None:
    assert contents.keeps_binary(target, "win32") is kept


def test_every_module_and_every_data_file_is_taken_along() -> None:
    names = contents.hidden_imports()
    for name in ("explorer.works", "explorer.ui.workbench", "explorer.search.generations"):
        assert name in names
    missing = [name for name in names if importlib.util.find_spec(name) is None]
    assert not missing
    sources = [Path(source) for source, _ in contents.data_files(contents.ROOT)]
    assert all(source.exists() for source in sources)
    assert {source.name for source in sources} >= {"resources", "seeds", "theme.qss"}
    # What a module reads beside itself is data, too.
    beside = {file.name for file in (contents.ROOT / "explorer").rglob("*")
              if file.is_file() and file.suffix not in (".py", ".pyc")}  # fmt: skip
    assert beside <= {source.name for source in sources}


def test_what_qt_needs_of_the_system_is_brought_or_depended_on() -> None:
    for library, package in {**platform_check.NEEDED, **platform_check.NEEDED_BY_XCB}.items():
        if contents.keeps_binary(library, "linux"):
            assert library not in debian.DEPENDS, library
        else:
            assert debian.DEPENDS[library] == package


def test_other_packages_than_the_table_says_are_told() -> None:
    assert not debian.differences({"libc6", "libgl1"}, {"libgl1", "libc6"})
    told = debian.differences({"libc6", "libnew1"}, {"libc6", "libold1"})
    assert told == "not in the table: libnew1; no longer needed: libold1"


def test_a_child_of_the_windows_package_is_the_program_with_streams(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    windowed = tmp_path / "Accord.exe"
    windowed.touch()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(windowed))
    assert children._command() == [str(windowed)]
    monkeypatch.setattr(children, "os", SimpleNamespace(name="nt"))
    assert children._command() == [str(windowed)]  # none beside it
    (tmp_path / "Accord.com").touch()
    assert children._command() == [str(tmp_path / "Accord.com")]
