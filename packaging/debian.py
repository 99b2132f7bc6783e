"""The Debian package: its layout, and the packages that it depends on."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Final

import contents
import linux_files

# What the package's libraries and programs need of the system, by Debian 12's packages. dpkg finds
# them anew at each build, with the versions they need; the build ends when it finds others.
DEPENDS: Final = {
    "libc.so.6": "libc6",
    "libgcc_s.so.1": "libgcc-s1",
    "libstdc++.so.6": "libstdc++6",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
    # Qt: text, pictures, settings of the desktop
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    # Qt: windows under X11 and under Wayland
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    # QtNetwork, of which Accord uses the local socket between two windows
    "libbrotlidec.so.1": "libbrotli1",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
# Only where the package is built with Debian's own Python, which is linked with it.
MAYBE: Final = {"libexpat.so.1": "libexpat1"}
# Not needed to run: the menu's icons, opening a link, what a double-clicked share file is.
RECOMMENDS: Final = ("hicolor-icon-theme", "shared-mime-info", "xdg-utils")

# The project has no address yet; names that end so reach nobody (RFC 2606).
MAINTAINER: Final = "The Accord developers <developers@accord.invalid>"
CONTROL: Final = """\
Package: accord
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {size}
Depends: {depends}
Recommends: {recommends}
Section: misc
Priority: optional
Description: explorer for international cooperation agreements
 Accord answers what states agreed, when, in which sector, through which
 body, and how firm it is. Each answer shows the sentence it rests on,
 highlighted in its source, and a selection leaves as a cited PDF briefing.
 .
 It works without a network, and opens with what two documents say about
 cooperation between India and the Republic of Korea.
"""


class WrongDependsError(Exception):
    """The package needs other packages than the table says."""


def write_deb(program: Path, share: Path, folder: Path, moment: int) -> Path:
    """Build the .deb from the program's folder and the files for the desktop.

    Raises:
        WrongDependsError: when `DEPENDS` has to be looked at again.
    """
    architecture = _output("dpkg", "--print-architecture").strip()
    target = folder / f"accord_{contents.version()}_{architecture}.deb"
    with tempfile.TemporaryDirectory(dir=contents.MADE) as name:
        root = Path(name) / "root"
        _lay_out(root, program, share, moment)
        depends = needed_packages(root / "usr/lib/accord")
        (root / "DEBIAN").mkdir()
        text = CONTROL.format(
            version=contents.version(),
            architecture=architecture,
            size=sum(file.stat().st_size for file in _files(root)) // 1024,
            depends=", ".join(depends),
            recommends=", ".join(RECOMMENDS),
            maintainer=MAINTAINER,
        )
        (root / "DEBIAN/control").write_text(text, encoding="utf-8")
        _write_sums(root)
        _make_plain(root)
        # One thread: several would cut the data into blocks that are packed one by one.
        command = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z9", "--threads-max=1"]
        draft = Path(name) / target.name
        subprocess.run(
            [*command, "--build", str(root), str(draft)],
            env={**os.environ, "SOURCE_DATE_EPOCH": str(moment)},
            stdout=subprocess.DEVNULL,
            check=True,
        )
        shutil.move(draft, target)  # whole, or not there
    return target


def needed_packages(folder: Path) -> list[str]:
    """What the libraries in a folder need of Debian, with versions, as dpkg-shlibdeps finds it.

    Raises:
        WrongDependsError: these are not the packages of `DEPENDS`.
    """
    libraries = [file.resolve() for file in _files(folder) if _is_elf(file)]
    inside = sorted({file.parent for file in libraries})
    with tempfile.TemporaryDirectory() as name:
        control = Path(name) / "debian/control"
        control.parent.mkdir()
        control.write_text("Source: accord\n\nPackage: accord\nArchitecture: any\n")
        found = subprocess.run(
            ["dpkg-shlibdeps", "-O", "--warnings=0", "--ignore-missing-info",
             *(f"-x{package}" for package in _packages_inside(libraries)),
             *(f"-l{path}" for path in inside), *(f"-e{file}" for file in libraries)],
            cwd=name, capture_output=True, text=True, check=False,
        )  # fmt: skip
    if found.returncode:
        errors = [line for line in found.stderr.splitlines() if " error: " in line]
        raise WrongDependsError("\n".join(errors[:3]))  # a library that is not installed here
    listed = found.stdout.strip().partition("=")[2].split(", ")
    found_names = {one.split()[0] for one in listed}
    told = differences(found_names - set(MAYBE.values()), set(DEPENDS.values()))
    if told:
        raise WrongDependsError(told)
    return sorted(listed)


def _packages_inside(libraries: Iterable[Path]) -> set[str]:
    """The packages whose libraries Accord brings itself; dpkg-shlibdeps knows only their names."""
    along = [file.name for file in libraries if file.parent.name == "_internal"]
    patterns = [f"*/{name}" for name in along]
    found = subprocess.run(["dpkg", "-S", *patterns], capture_output=True, text=True, check=False)
    return {line.partition(":")[0] for line in found.stdout.splitlines()}


def differences(found: set[str], table: set[str]) -> str:
    """How what was found differs from the table; empty where it does not."""
    parts = []
    if found - table:
        parts.append(f"not in the table: {', '.join(sorted(found - table))}")
    if table - found:
        parts.append(f"no longer needed: {', '.join(sorted(table - found))}")
    return "; ".join(parts)


def _lay_out(root: Path, program: Path, share: Path, moment: int) -> None:
    shutil.copytree(program, root / "usr/lib/accord", symlinks=True)
    shutil.copytree(share, root / "usr/share")
    (root / "usr/bin").mkdir()
    (root / "usr/bin/accord").symlink_to("../lib/accord/accord")
    about = root / "usr/share/doc/accord"
    about.mkdir(parents=True)
    licence = (contents.ROOT / "LICENSE").read_text(encoding="utf-8")
    (about / "copyright").write_text(
        "Accord and what it comes with are each under a licence of their own. All of them, with\n"
        "their texts, are in /usr/lib/accord/_internal/licences and in Help > About; the list of\n"
        "parts is sbom.cdx.json there. The libraries of Qt are under the LGPL 3\n"
        "(/usr/share/common-licenses/LGPL-3) and may be replaced:\n"
        "/usr/lib/accord/_internal/PySide6/Qt/lib.\n\n" + licence,
        encoding="utf-8",
    )
    shutil.copyfile(contents.ROOT / "CHANGELOG.md", about / "CHANGELOG.md")
    entry = (
        f"accord ({contents.version()}) stable; urgency=medium\n\n"
        "  * What has changed is told in CHANGELOG.md beside this file.\n\n"
        f" -- {MAINTAINER}  {format_datetime(datetime.fromtimestamp(moment, UTC))}\n"
    )
    (about / "changelog.gz").write_bytes(linux_files.packed(entry))
    overrides = root / "usr/share/lintian/overrides"
    overrides.mkdir(parents=True)
    shutil.copyfile(linux_files.HERE / "lintian-overrides", overrides / "accord")


def _write_sums(root: Path) -> None:
    files = [str(file.relative_to(root)) for file in _files(root) if "DEBIAN" not in file.parts]
    sums = subprocess.run(
        ["md5sum", *files], cwd=root, capture_output=True, text=True, check=True
    ).stdout
    (root / "DEBIAN/md5sums").write_text(sums)


def _make_plain(root: Path) -> None:
    """Rights as Debian has them, whatever the builder's umask is."""
    for path in root.rglob("*"):
        if path.is_symlink():
            continue
        runs = path.is_dir() or path == root / "usr/lib/accord/accord"
        path.chmod(0o755 if runs else 0o644)
    root.chmod(0o755)


def _files(root: Path) -> Iterable[Path]:
    return [file for file in sorted(root.rglob("*")) if file.is_file() and not file.is_symlink()]


def _is_elf(file: Path) -> bool:
    with file.open("rb") as start:
        return start.read(4) == b"\x7fELF"


def _output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
