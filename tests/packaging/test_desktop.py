"""What a desktop reads: each file says the same as the program and the others."""

from __future__ import annotations

import re
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QImageReader

import build
import contents
import debian
import icons
import linux_files
from explorer.handed import VERBS
from explorer.services.arrivals import PACK_SUFFIX

MOMENT = 1_795_000_000  # 18 November 2026
ROOT = contents.ROOT
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


@pytest.fixture(scope="module")
def share(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "share"
    linux_files.write_share(folder, build.LOGO, contents.version(), MOMENT)
    return folder


def test_the_menu_entry(share: Path) -> None:
    parser = ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(share / "applications/accord.desktop", encoding="utf-8")
    entry = parser["Desktop Entry"]
    assert entry["Exec"] == "accord %F"
    assert entry["MimeType"] == f"{contents.MIME_TYPE};"
    assert (share / f"icons/hicolor/48x48/apps/{entry['Icon']}.png").is_file()
    validator = shutil.which("desktop-file-validate")
    if validator:
        subprocess.run([validator, share / "applications/accord.desktop"], check=True)


def test_the_metainfo(share: Path) -> None:
    file = share / f"metainfo/{contents.COMPONENT}.metainfo.xml"
    root = ET.parse(file).getroot()
    assert root.findtext("id") == contents.COMPONENT
    assert root.findtext("launchable") == "accord.desktop"
    assert root.findtext("provides/mediatype") == contents.MIME_TYPE
    releases = root.findall("releases/release")
    assert [release.attrib for release in releases] == [
        {"version": contents.version(), "date": "2026-11-18"}
    ]
    assert "@" not in file.read_text(encoding="utf-8")


def test_the_type_of_a_share_file(share: Path) -> None:
    kind = ET.parse(share / "mime/packages/accord.xml").getroot()[0]
    assert kind.attrib["type"] == contents.MIME_TYPE
    pattern = kind.find(f"{MIME}glob")
    name = kind.find(f"{MIME}icon")
    assert pattern is not None
    assert name is not None
    assert pattern.attrib["pattern"] == f"*{PACK_SUFFIX}"
    icon = name.attrib["name"]
    assert (share / f"icons/hicolor/scalable/mimetypes/{icon}.svg").is_file()


def test_the_manual_page_names_every_command() -> None:
    page = linux_files.filled("accord.1", "1.2.3", MOMENT)
    assert "accord 1.2.3" in page
    for verb in VERBS:
        assert re.search(rf'^\.(B|BI) "?{verb}\b', page, re.MULTILINE), verb


@pytest.mark.parametrize("name", ["accord", "pack"])
def test_icons_in_every_form(name: str, tmp_path: Path) -> None:
    svg = build.LOGO / f"{name}.svg"
    image = QImage.fromData(icons.png(svg, 64))
    assert image.size() == QSize(64, 64)
    colours = {image.pixel(x, y) for x in range(0, 64, 3) for y in range(0, 64, 3)}
    assert len(colours) > 4  # drawn, with the corners left free
    assert image.pixelColor(0, 0).alpha() == 0
    for make, sizes in ((icons.ico, {16, 256}), (icons.icns, {16, 1024})):
        file = tmp_path / f"{name}.{make.__name__}"
        file.write_bytes(make(svg))
        reader = QImageReader(str(file))
        found = set()
        for number in range(reader.imageCount()):
            reader.jumpToImage(number)
            picture = reader.read()
            assert not picture.isNull(), reader.errorString()
            found.add(picture.width())
        assert sizes <= found


def test_the_archives_installer(share: Path, tmp_path: Path) -> None:
    folder = tmp_path / 'un packed "here" 100% `$HOME`'
    home = tmp_path / "home of desk"
    home.mkdir()
    shutil.copytree(share, folder / "share")
    shutil.copy(linux_files.HERE / "install.sh", folder)
    (folder / "accord").write_text("#!/bin/sh\necho started\n")
    (folder / "accord").chmod(0o755)

    def run(*arguments: str) -> None:
        subprocess.run(
            [folder / "install.sh", *arguments],
            env={"HOME": str(home), "PATH": "/usr/bin:/bin"},
            check=True,
            capture_output=True,
        )

    run()
    entry = (home / ".local/share/applications/accord.desktop").read_text(encoding="utf-8")
    command = next(line for line in entry.splitlines() if line.startswith("Exec="))
    # Read as the standard says: a string's double backslashes, the quotes', %% for one per cent.
    quoted = re.fullmatch(r'Exec="((?:[^"\\$`]|\\.)*)" %F', command.replace(r"\\", "\\"))
    assert quoted is not None
    assert re.sub(r"\\(.)", r"\1", quoted[1]).replace("%%", "%") == f"{folder}/accord"
    started = subprocess.run([home / ".local/bin/accord"], capture_output=True, text=True)
    assert started.stdout == "started\n"
    run()  # once more changes nothing
    run("--remove")
    caches = ("mime", "icon-theme.cache", "mimeinfo.cache")
    left = [file for file in home.rglob("*") if not file.is_dir() or file.is_symlink()]
    assert not [file for file in left if not any(name in str(file) for name in caches)]
    assert (folder / "accord").exists()


def test_what_workflow_and_installer_name_is_there() -> None:
    workflow = (ROOT / ".github/workflows/package.yml").read_text(encoding="utf-8")
    for path in re.findall(r"packaging[/\\][\w./\\-]+\.\w+", workflow):
        assert (ROOT / path.replace("\\", "/")).is_file(), path
    targets = re.findall(r"run: make (\w+)", workflow)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert targets
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in targets)
    # The build machine needs what the package depends on, or dpkg finds no versions.
    missing = set(debian.DEPENDS.values()) - set(workflow.split())
    assert missing <= {"libc6", "libgcc-s1", "libstdc++6"}  # a compiler's machine has them
    installer = (ROOT / "packaging/windows/accord.iss").read_text(encoding="utf-8")
    assert f'ValueData: "{contents.MIME_TYPE}"' in installer
    assert rf'Subkey: "Software\Classes\{PACK_SUFFIX}"' in installer
    assert "Accord.exe" in installer


def test_the_app_of_macos_opens_share_files() -> None:
    found: dict[str, Any] = contents.information_list()
    (document,) = found["CFBundleDocumentTypes"]
    (declared,) = found["UTExportedTypeDeclarations"]
    assert document["LSItemContentTypes"] == [declared["UTTypeIdentifier"]]
    extensions = declared["UTTypeTagSpecification"]["public.filename-extension"]
    assert extensions == [PACK_SUFFIX.removeprefix(".")]
    assert found["CFBundleShortVersionString"] == contents.version()
