"""Whose work is inside: the list, the texts, the bill of materials."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import msgspec
import pytest

import licences as packaged
import sbom
from explorer import __version__, paths
from explorer.services import licences
from explorer.services.licences import Component

QT = ("PySide6/Qt/lib/libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6")


@pytest.fixture(scope="module")
def found() -> tuple[Component, ...]:
    return licences.components()


def test_what_accord_needs_is_listed_with_version_licence_and_text(
    found: tuple[Component, ...],
) -> None:
    assert found[0] == licences.accord()
    assert found[0].version == __version__
    names = {one.name for one in found}
    assert names >= {"numpy", "SQLAlchemy", "whoosh3", "typst", "Qt", "Python", "SQLite", "Lucide"}
    assert "pytest" not in names  # for development only
    for one in found:
        assert one.licence, one.name
        if not one.part_of:
            assert one.version, one.name
            assert licences.licence_text(one), one.name


def test_the_licence_of_qt_is_there_in_full(found: tuple[Component, ...]) -> None:
    text = licences.licence_text(next(one for one in found if one.name == "Qt"))
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    assert "double-conversion" in text  # and those of what it contains


def test_the_bill_of_materials(found: tuple[Component, ...]) -> None:
    bill = sbom.bill(found)
    assert bill["bomFormat"] == "CycloneDX"
    assert bill["metadata"]["component"]["version"] == __version__
    references = [one["bom-ref"] for one in bill["components"]]
    assert len(references) == len(set(references)) == len(found) - 1
    assert not [name for name in references if not name.startswith("pkg:") or " " in name]
    known = {*references, bill["metadata"]["component"]["bom-ref"]}
    named = [part for one in bill["dependencies"] for part in one["dependsOn"]]
    assert sorted(named) == sorted(references)  # each is a part of one
    assert {one["ref"] for one in bill["dependencies"]} == known
    assert json.dumps(sbom.bill(found)) == json.dumps(bill)  # the same contents, the same bill
    other = msgspec.structs.replace(found[1], version="999")
    changed = sbom.bill((found[0], other, *found[2:]))
    assert changed["serialNumber"] != bill["serialNumber"]


def test_the_list_of_the_package_is_read_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "licences"
    monkeypatch.setattr(packaged, "FOLDER", folder)
    added = packaged.write([QT])
    assert all(Path(source).is_file() and target.startswith("licences/") for target, source, _ in
               added)  # fmt: skip
    monkeypatch.setattr(paths, "program_root", lambda: tmp_path)
    found = licences.components()
    names = {one.name for one in found}
    assert found[0].name == "Accord"
    assert {"Qt", "PCRE2", "PyInstaller bootloader"} <= names
    assert "ICU" not in names  # its library does not go in
    for one in found:
        if one.texts:
            assert licences.licence_text(one)
    assert json.loads((folder / packaged.BILL).read_text())["bomFormat"] == "CycloneDX"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it is told, and the build goes on")
def test_a_library_of_nobody_ends_the_build(tmp_path: Path) -> None:
    strange = tmp_path / "libstrange.so.1"
    strange.touch()
    with pytest.raises(packaged.UnknownOwnerError, match="libstrange"):
        packaged.components([("libstrange.so.1", str(strange))])
