"""Whose work is inside the package: the list that About shows, the texts, the bill of materials.

accord.spec calls `write` with what goes in; a library that nobody is known to own ends the build.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from importlib import metadata
from pathlib import Path
from typing import Final

import msgspec

import contents
import sbom
from explorer import paths
from explorer.services import licences
from explorer.services.licences import Component, Row

FOLDER: Final = contents.MADE / "licences"
BILL: Final = "sbom.cdx.json"
_LIBRARY: Final = re.compile(r"\.(so|dylib|dll|pyd)\b|^Python$")


class UnknownOwnerError(Exception):
    """A library goes in of which it is not known whose it is."""


def write(files: Sequence[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Write list, texts and bill for these files (path within the package, path here).

    Returns:
        What to add to the package, as PyInstaller wants it.
    """
    found = components(files)
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    copied: dict[str, str] = {}
    listed = []
    for one in found:
        texts = tuple(_copy(text, one, copied) for text in one.texts)
        listed.append(msgspec.structs.replace(one, texts=texts))
    (FOLDER / licences.LIST).write_bytes(msgspec.json.format(msgspec.json.encode(listed)))
    (FOLDER / BILL).write_text(json.dumps(sbom.bill(listed), indent=1), encoding="utf-8")
    return [
        (f"licences/{file.relative_to(FOLDER).as_posix()}", str(file), "DATA")
        for file in sorted(FOLDER.rglob("*"))
        if file.is_file()
    ]


def components(files: Sequence[tuple[str, str]]) -> tuple[Component, ...]:
    """What these files are of: Accord first.

    Raises:
        UnknownOwnerError: on Linux, for a library of which nothing is known.
    """
    targets = [target.replace("\\", "/") for target, _ in files]
    rows = [row for row in licences.table() if not row.files or _is_in(row, targets)]
    found = [licences.accord(), *licences.distributions(), *(row.component for row in rows)]
    names = {one.name for one in found}
    of_distributions = _files_of_distributions()
    for target, source in files:
        path = target.replace("\\", "/")
        if not _LIBRARY.search(path) or path in of_distributions:
            continue
        if any(row.owns(path) for row in rows):
            continue
        one = _of_system(Path(source))
        if one.name not in names:
            names.add(one.name)
            found.append(one)
    return licences.in_order(found)


def _is_in(row: Row, targets: Iterable[str]) -> bool:
    return row.files == ("@program",) or any(row.owns(target) for target in targets)


def _files_of_distributions() -> set[str]:
    return {
        str(file)
        for name in licences.runtime_names()
        for file in metadata.distribution(name).files or ()
    }


def _of_system(library: Path) -> Component:
    """The package of the build machine that a library comes from, as dpkg knows it."""
    if sys.platform != "linux":
        print(f"licences: whose {library.name} is, is not known", file=sys.stderr)
        return Component(library.name)
    asked = [library, library.resolve()]
    for path in [*asked, *(Path("/usr") / str(one).lstrip("/") for one in asked)]:
        done = subprocess.run(["dpkg", "-S", path], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return _of_package(done.stdout.partition(":")[0])
    raise UnknownOwnerError(f"{library}: say in resources/licences/components.tsv whose it is")


def _of_package(package: str) -> Component:
    fields = "${Version}\t${Homepage}\t${Architecture}"
    done = subprocess.run(
        ["dpkg-query", "-W", "-f", fields, package], capture_output=True, text=True, check=True
    )
    version, home, architecture = done.stdout.split("\t")
    text = Path("/usr/share/doc") / package / "copyright"
    found = text.read_text(encoding="utf-8") if text.is_file() else ""
    # Debian's short name of the licence of most files; an older free-form file names none.
    licence = re.search(r"^Files: \*$.*?^License: *([^\n]+)$", found, re.MULTILINE | re.DOTALL)
    return Component(
        package,
        version,
        licence[1] if licence else "",
        home,
        (str(text),) if found else (),
        purl=f"pkg:deb/debian/{package}@{version}?arch={architecture}",
    )


def _copy(text: str, one: Component, copied: dict[str, str]) -> str:
    """Copy a text once; its path within the folder of licences."""
    source = Path(text)
    if text not in copied:
        kept = paths.resources() / "licences"
        if source.is_relative_to(kept):
            target = source.relative_to(kept)
        else:
            _, _, inner = text.partition(".dist-info/licenses/")
            target = Path(re.sub(r"[^\w.-]+", "-", one.name)) / (inner or source.name)
        (FOLDER / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, FOLDER / target)
        copied[text] = target.as_posix()
    return copied[text]
