"""What the window gets from the command line, and what is a command instead."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

import pytest

from explorer import cli_options, paths
from explorer.handed import VERBS, Handed, RefusedError, local_path, read_arguments
from explorer.store import peek


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in: documents, a file named as a command, two libraries."""
    folder = tmp_path / "here & there"
    folder.mkdir()
    for name in ("a.pdf", "search", "no suffix", "한국 합의.pdf"):
        (folder / name).touch()
    for name in ("work", "other"):
        (folder / name).mkdir()
        (folder / name / paths.LIBRARY_FILE).touch()
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize(
    ("arguments", "library", "names"),
    [
        ("", None, []),
        ("--library work", "work", []),
        ("--library=work", "work", []),
        ("--library new", "new", []),
        ("a.pdf", None, ["a.pdf"]),
        ("./a.pdf --library work", "work", ["a.pdf"]),
        ("--library work a.pdf", "work", ["a.pdf"]),
        ("a.pdf search", None, ["a.pdf", "search"]),  # only the first word may be a command
        ("./search", None, ["search"]),
        ("-- search", None, ["search"]),
        ("--library work -- search", "work", ["search"]),
        ("work", "work", []),
        ("work/library.db", "work", []),
        ("work a.pdf", "work", ["a.pdf"]),
        ("--library work work/library.db a.pdf", "work", ["a.pdf"]),
        (".", None, [""]),
    ],
)
def test_what_the_window_gets(
    place: Path, arguments: str, library: str | None, names: list[str]
) -> None:
    handed = read_arguments(arguments.split())
    assert handed is not None
    assert handed.paths == tuple(str(place / name) for name in names)
    if library is None:
        assert handed.library is None
    else:
        assert handed.library is not None
        assert handed.library.resolve() == place / library


@pytest.mark.parametrize(
    "arguments",
    [
        "search", "search a.pdf", "--library work search", "--library work info --json",
        "--help", "--version", "gui --theme dark", "nonsense", "--nonsense a.pdf", "--library",
        "a.pdf --json",
    ],
)  # fmt: skip
def test_what_the_command_line_gets(place: Path, arguments: str) -> None:
    assert read_arguments(arguments.split()) is None


def test_names_and_urls_of_any_sort(place: Path) -> None:
    odd = place / os.fsdecode(b"odd \xff.pdf")
    odd.touch()
    urls = [path.as_uri() for path in (place / "한국 합의.pdf", odd)]
    assert urls[1].endswith("odd%20%FF.pdf")
    assert read_arguments([*urls, "no suffix"]) == Handed(
        None, (str(place / "한국 합의.pdf"), str(odd), str(place / "no suffix"))
    )
    assert local_path("FILE://localhost/tmp/a%20b") == "/tmp/a b"
    assert local_path("file:/tmp/a") == "/tmp/a"
    assert local_path("a:b") == "a:b"


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["missing.pdf"], "missing.pdf"),
        (["a.pdf", "gone"], "gone"),
        (["a.pdf", ""], "There is no file"),
        (["https://example.org/a.pdf"], "local files only"),
        (["file://elsewhere/a.pdf"], "local files only"),
        (["work", "other"], "one library"),
        (["--library", "work", "other"], "one library"),
    ],
)
def test_what_cannot_be_opened_is_refused(place: Path, arguments: list[str], part: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read_arguments(arguments)
    line = refused.value.line()
    assert part in line
    assert "\n" not in line


def test_a_missing_path_is_one_line_and_1(tmp_path: Path) -> None:
    """Told before anything is asked of a display."""
    environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    done = subprocess.run(
        [sys.executable, "-m", "explorer", str(tmp_path / "no.pdf")],
        capture_output=True, text=True, timeout=60, env={**environment, "DISPLAY": ""},
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == f"accord: There is no file or folder {tmp_path / 'no.pdf'}.\n"


def test_the_commands_are_those_of_the_command_line() -> None:
    """A command that is not known here would lose against a file of its name."""
    actions = cli_options.parser()._actions
    (verbs,) = (action for action in actions if isinstance(action, argparse._SubParsersAction))
    assert set(VERBS) == set(verbs.choices)


def test_a_library_is_known_by_the_file_that_the_store_writes() -> None:
    assert paths.LIBRARY_FILE == peek.FILE
