"""The steps of the smoke run without a window: commands, the desktop's files, the archive."""

from __future__ import annotations

import json
import shutil
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import contents
from smoke_places import PATIENCE, BareRoot, Place

Step = tuple[str, Callable[[], str]]
GROUP: Final = "isro-kasa-joint-working-group"
MINIMUM_ENTRIES: Final = 40
EMPTY_ZIP: Final = b"PK\x05\x06" + bytes(18)


class StepError(Exception):
    """A step found something else than it should."""


def expect(condition: object, message: str) -> None:
    """End the step where something is not as it should be."""
    if not condition:
        raise StepError(message)


def ask(place: Place, *arguments: str, code: int = 0) -> str:
    """Run a command; what it printed.

    Raises:
        StepError: it ended with another code, or said anything on stderr where all went well.
    """
    done = place.run(*arguments)
    said = done.stderr.strip().splitlines()
    told = said[-1] if said else done.stdout.strip()[-200:]
    expect(done.returncode == code, f"exit code {done.returncode}, not {code}: {told}")
    expect(code or not said, f"on stderr: {told}")
    return done.stdout


def ask_json(place: Place, *arguments: str, code: int = 0) -> Any:
    """Run a command with ``--json``; the one value that it printed."""
    return json.loads(ask(place, *arguments, "--json", code=code))


def bare(place: BareRoot) -> list[Step]:
    """That the root is what it is said to be."""

    def is_bare() -> str:
        for name in ("python3", "python", "qmake", "fc-list"):
            found = place.ask_inside("sh", "-c", f"command -v {name}")
            expect(not found, f"there is {found}")
        lines = place.ask_inside("cat", "/proc/net/dev").splitlines()[2:]
        expect([line.split(":")[0].strip() for line in lines] == ["lo"], "there is a network")
        who = place.ask_inside("id", "-un")
        expect(who == "desk", f"the user is {who!r}")
        count = len(place.ask_inside("dpkg-query", "-f", ".", "-W"))
        return f"{count} packages, no Python, no network, user {who}"

    return [("bare root", is_bare)]


def command_line(place: Place) -> list[Step]:
    """What a script would do, from an empty home on."""

    def version() -> str:
        printed = ask(place, "--version").strip()
        expect(printed == f"accord {contents.version()}", f"it calls itself {printed!r}")
        return printed

    def seeds() -> str:
        expect(not any(place.home.glob("*")), "the home is not empty")
        found = ask_json(place, "info")
        expect(found["entries"] >= MINIMUM_ENTRIES, f"{found['entries']} entries")
        expect(found["documents"] == 2, f"{found['documents']} documents")
        expect(found["index"]["state"] == "current", f"index {found['index']}")
        expect(found["versions"]["accord"] == contents.version(), str(found["versions"]))
        home = place.inside(place.home)
        expect(found["library"].startswith(home), f"the library is in {found['library']}")
        return f"{found['entries']} entries, {found['documents']} documents, index built by a child"

    def search() -> str:
        totals = []
        found = ask_json(place, "search", "joint working group", "--sector", "space")
        expect(found["hits"][0]["id"] == GROUP, f"first is {found['hits'][0]['id']}")
        for text in ("반도체를", "अंतरिक्ष"):
            totals.append(ask_json(place, "search", text)["total"])
            expect(totals[-1] > 0, f"nothing found for {text}")
        expect(ask_json(place, "search", "zeppelin")["total"] == 0, "zeppelins are found")
        return f"English, Korean {totals[0]}, Hindi {totals[1]}"

    def export() -> str:
        target = place.home / "국가 brief.pdf"
        ask(place, "export", "--query", "space", "--to", place.inside(target))
        expect(target.read_bytes()[:5] == b"%PDF-", "it is no PDF")
        pages, text = read_pdf(target)
        expect("Space Day" in text, "the entries' titles are not in it")
        expect("\ufffd" not in text, "it has characters that are none")
        return f"{pages} pages, {target.stat().st_size / 1000:.0f} kB"

    def check() -> str:
        found = ask_json(place, "check")
        expect(found["problems"] == [], f"{len(found['problems'])} problems")
        return "everything is sound"

    def damage() -> str:
        library = Path(ask_json(place, "info")["library"])
        original = next((place.home / library.relative_to(place.inside(place.home))).glob(
            "documents/*"))  # fmt: skip
        kept = original.read_bytes()
        original.write_bytes(kept + b"!")
        found = ask_json(place, "check", code=1)
        original.write_bytes(kept)
        expect(len(found["problems"]) == 1, f"{found['problems']}")
        return "one byte too many in a document is found"

    def usage() -> str:
        for arguments, code in ((["nonsense"], 2), (["show", "no-such-entry"], 1)):
            done = place.run(*arguments)
            expect(done.returncode == code, f"{arguments}: exit code {done.returncode}")
            expect("Traceback" not in done.stderr, "a traceback")
        return "exit codes 2 and 1, in words"

    return [
        ("version", version), ("info", seeds), ("search", search), ("export", export),
        ("check", check), ("check of a damaged library", damage), ("wrong usage", usage),
    ]  # fmt: skip


def read_pdf(file: Path) -> tuple[int, str]:
    """The number of pages of a PDF, and its text."""
    import pypdfium2

    document = pypdfium2.PdfDocument(file)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return len(pages), "\n".join(pages)


def drawn(place: Place, pictures: Path) -> list[Step]:
    """The window drawn without a display, where there is no X server to click in."""

    def draw() -> str:
        target = place.home / "window.png"
        ask(place, "gui", "--screenshot", place.inside(target), "--query", "space")
        data = target.read_bytes()
        expect(data.startswith(b"\x89PNG") and len(data) > 20_000, "no picture of a window")
        pictures.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(target, pictures / "window.png")
        return f"{len(data) / 1000:.0f} kB"

    return [("window, drawn", draw)]


def desktop(place: BareRoot) -> list[Step]:
    """What the .deb tells a desktop, and that it goes without a trace."""
    share = place.root / "usr/share"

    def valid() -> str:
        told = []
        for command in (
            ["desktop-file-validate", str(share / "applications/accord.desktop")],
            ["appstreamcli", "validate", "--no-net", "--no-color",
             str(share / f"metainfo/{contents.COMPONENT}.metainfo.xml")],
        ):  # fmt: skip
            if shutil.which(command[0]) is None:
                told.append(f"{command[0]} is not installed")
                continue
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            expect(done.returncode == 0, (done.stdout + done.stderr).strip()[-300:])
            told.append(f"{command[0]} has no objection")
        return ", ".join(told)

    def double_click() -> str:
        # As GNOME and others ask; these four are on every desktop.
        place.install(
            "shared-mime-info", "desktop-file-utils", "libglib2.0-bin", "hicolor-icon-theme"
        )
        (place.root / "tmp/file.accord").write_bytes(EMPTY_ZIP)
        told = place.administer("gio", "info", "-a", "standard::content-type", "/tmp/file.accord")
        expect(contents.MIME_TYPE in told, f"a share file is {told.split()[-1]}")
        opens = place.administer("gio", "mime", contents.MIME_TYPE).splitlines()[0]
        expect(opens.endswith("accord.desktop"), opens)
        return f"{contents.MIME_TYPE} opens with accord.desktop"

    def remove() -> str:
        place.administer("apt-get", "purge", "-y", "-qq", "accord")
        left = [path for path in ("usr/lib/accord", "usr/bin/accord") if
                (place.root / path).exists() or (place.root / path).is_symlink()]  # fmt: skip
        expect(not left, f"left behind: {left}")
        expect((place.home / ".local/share/Accord/library/library.db").exists(), "the library went")
        return "the program is gone, the user's library is not"

    return [("desktop files", valid), ("double click", double_click), ("removal", remove)]


def archive(work: Path, dist: Path) -> list[Step]:
    """The .tar.gz: unpacked anywhere, into the menu and out again."""
    place = work / "un packed 'here'"
    home = work / "home of $it"

    def install() -> str:
        files = sorted(dist.glob(f"accord-{contents.version()}-linux-*.tar.gz"))
        expect(files, "there is none in dist/")
        for folder in (place, home):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
        with tarfile.open(files[0]) as opened:
            opened.extractall(place, filter="tar")
        inside = next(place.iterdir())
        shell(inside / "install.sh", home)
        entry = (home / ".local/share/applications/accord.desktop").read_text(encoding="utf-8")
        command = next(line for line in entry.splitlines() if line.startswith("Exec="))
        expect(f'"{inside}/accord"' in command.replace("\\", ""), f"it starts {command}")
        printed = shell(home / ".local/bin/accord", home, "--version")
        expect(contents.version() in printed, f"it printed {printed!r}")
        return f"{files[0].stat().st_size / 1e6:.1f} MB, in the menu, starts"

    def remove() -> str:
        shell(next(place.iterdir()) / "install.sh", home, "--remove")
        caches = ("mime", "icon-theme.cache", "mimeinfo.cache")
        left = [file for file in home.rglob("*") if (file.is_file() or file.is_symlink())
                and not any(name in str(file) for name in caches)]  # fmt: skip
        expect(not left, f"left behind: {left[:3]}")
        return "nothing is left in the menu"

    return [("archive", install), ("archive, out again", remove)]


def shell(program: Path, home: Path, *arguments: str) -> str:
    """Run a program with a home of its own; what it printed."""
    done = subprocess.run(
        [str(program), *arguments],
        env={"PATH": "/usr/bin:/bin", "HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    expect(done.returncode == 0, done.stderr.strip()[-300:])
    return done.stdout
