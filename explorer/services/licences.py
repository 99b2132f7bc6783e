"""Whose work Accord stands on: name, version, licence, home and the licences' texts.

In the package the list was written when it was built; from the source it is gathered from what is
installed. What is not known is an empty string.
"""

from __future__ import annotations

import platform
import re
import sqlite3
import sys
import sysconfig
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from importlib import metadata
from pathlib import Path
from typing import Any, Final

import msgspec

from explorer import paths

LIST: Final = "components.json"
_TEXT_NAMES: Final = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)
_HOMES: Final = ("homepage", "home", "home-page", "repository", "source", "source code")


class Component(msgspec.Struct, frozen=True, omit_defaults=True):
    """One piece of somebody's work. ``texts``: files, in the package relative to its licences."""

    name: str
    version: str = ""
    licence: str = ""
    home: str = ""
    texts: tuple[str, ...] = ()
    part_of: str = ""
    purl: str = ""
    authors: str = ""


class Row(msgspec.Struct, frozen=True):
    """A line of ``components.tsv``; ``files``: patterns of paths within the package."""

    component: Component
    platform: str
    files: tuple[str, ...]

    def owns(self, file: str) -> bool:
        """Whether a file within the package is of this work."""
        return any(fnmatch(file, pattern) for pattern in self.files)


def components() -> tuple[Component, ...]:
    """All of it: Accord first, then by name."""
    file = paths.program_root() / "licences" / LIST
    if file.is_file():
        return msgspec.json.decode(file.read_bytes(), type=tuple[Component, ...])
    rows = (row.component for row in table() if row.platform != "package")
    return in_order([accord(), *distributions(), *rows])


def in_order(found: list[Component]) -> tuple[Component, ...]:
    """Accord, then the others by name."""
    return tuple(sorted(found, key=lambda one: (one.name != "Accord", one.name.casefold())))


def licence_text(component: Component) -> str:
    """The texts of its licence, one after the other; empty where it brought none."""
    folder = paths.program_root() / "licences"
    found = [(folder / name).read_text(encoding="utf-8", errors="replace")
             for name in component.texts]  # fmt: skip
    return "\n\n".join(text.strip("\n") for text in found)


def accord() -> Component:
    """Accord itself."""
    from explorer import __version__

    text = str(paths.program_root() / "LICENSE")
    return Component("Accord", __version__, "MIT", texts=(text,))


def runtime_names() -> tuple[str, ...]:
    """The distributions that Accord needs to run, and what those need, as installed here."""
    project = tomllib.loads((paths.program_root() / "pyproject.toml").read_text(encoding="utf-8"))
    waiting = list(project["project"]["dependencies"])
    found: dict[str, str] = {}
    while waiting:
        requirement, _, marker = waiting.pop().partition(";")
        match = re.match(r"[\w.-]+", requirement.strip())
        if match is None or "extra" in marker:
            continue
        key = re.sub(r"[-_.]+", "-", match[0]).lower()
        if key in found:
            continue
        try:
            there = metadata.distribution(key)
        except metadata.PackageNotFoundError:
            continue  # for another platform or Python
        found[key] = there.metadata["Name"]
        waiting += there.requires or ()
    return tuple(sorted(found.values(), key=str.casefold))


def distributions() -> Iterator[Component]:
    """Each distribution that Accord needs, and the parts that it lists itself."""
    for name in runtime_names():
        there = metadata.distribution(name)
        yield _of_distribution(name, there)
        for file in _own_files(there):
            if "/sboms/" in file and file.endswith(".json"):
                yield from _parts(name, Path(str(there.locate_file(file))))


def _own_files(there: metadata.Distribution) -> list[str]:
    """The files that describe a distribution. By hand: ``files`` takes 20 ms for each."""
    record = there.read_text("RECORD") or ""
    return [line.partition(",")[0] for line in record.splitlines() if ".dist-info/" in line]


def _of_distribution(name: str, there: metadata.Distribution) -> Component:
    described = there.metadata

    def first(field: str) -> str:
        return str(described[field]) if field in described else ""

    licence = first("License-Expression") or first("License")
    homes: dict[str, str] = {}
    for line in described.get_all("Project-URL") or ():
        label, _, address = line.partition(",")
        homes[label.strip().lower()] = address.strip()
    home = next((homes[label] for label in _HOMES if label in homes), "")
    texts = texts_of(name) or _standard_texts(licence)
    return Component(
        name,
        there.version,
        licence.splitlines()[0] if licence else "",
        first("Home-page") or home,
        texts,
        purl=f"pkg:pypi/{re.sub(r'[-_.]+', '-', name).lower()}@{there.version}",
    )


def texts_of(name: str) -> tuple[str, ...]:
    """The licence files that a distribution brought."""
    there = metadata.distribution(name)
    return tuple(
        str(there.locate_file(file))
        for file in _own_files(there)
        if ".dist-info/licenses/" in file or _TEXT_NAMES.search(file.rpartition("/")[2])
    )


def _standard_texts(licence: str) -> tuple[str, ...]:
    """The texts of the standard licences that an expression names, as far as they are kept here."""
    folder = paths.resources() / "licences" / "spdx"
    names = dict.fromkeys(re.findall(r"[\w.+-]+", licence))
    return tuple(str(folder / f"{n}.txt") for n in names if (folder / f"{n}.txt").is_file())


def _parts(owner: str, bill: Path) -> Iterator[Component]:
    """What a distribution's own bill of materials (CycloneDX) lists, as Typst's crates."""
    for item in msgspec.json.decode(bill.read_bytes()).get("components", ()):
        licence = " AND ".join(filter(None, map(_licence, item.get("licenses", ()))))
        yield Component(
            item["name"],
            item.get("version", ""),
            licence,
            next((one["url"] for one in item.get("externalReferences", ())
                  if one.get("type") in ("website", "vcs")), ""),
            _standard_texts(licence),
            part_of=owner,
            purl=item.get("purl", ""),
            authors=item.get("author", ""),
        )  # fmt: skip


def _licence(item: dict[str, Any]) -> str:
    named = item.get("license", {})
    return item.get("expression") or named.get("id") or named.get("name") or ""


def table() -> Iterator[Row]:
    """What is no distribution of Python: the rows of ``components.tsv`` for this platform."""
    folder = paths.resources() / "licences"
    lines = (folder / "components.tsv").read_text(encoding="utf-8").splitlines()
    for line in [line for line in lines if not line.startswith("#")][1:]:
        name, version, licence, home, texts, part_of, where, files = line.split("\t")
        if where not in ("", "package", sys.platform):
            continue
        component = Component(
            name,
            _version(version),
            licence,
            home,
            tuple(file for text in texts.split(",") if text for file in _texts(folder, text)),
            part_of,
        )
        yield Row(component, where, tuple(filter(None, files.split("|"))))


def _version(written: str) -> str:
    if not written.startswith("@"):
        return written.removeprefix("?")
    name = written[1:]
    if name == "openblas":
        import numpy as np

        blas = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
        return str(blas["version"])
    known = {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
    try:
        return known.get(name) or metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _texts(folder: Path, written: str) -> tuple[str, ...]:
    if not written.startswith("@"):
        return (str(folder / written),)
    if written == "@python":
        text = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
        return (str(text),) if text.is_file() else ()
    try:
        return texts_of(written[1:])
    except metadata.PackageNotFoundError:
        return ()
