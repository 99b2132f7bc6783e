"""`accord suggest`: a JSON value a line, nothing stored, one line for what cannot be read."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.test_commands import accord, refused

TEXT = """Joint Statement of Kenya and France

14 March 2025

The two sides signed a Memorandum of Understanding on geology. They reaffirmed their friendship.

- Launching a dialogue on wind power.
"""
KEYS = ["title", "kind", "stage", "date", "parties", "sectors", "institutions", "quote", "start"]


def test_a_line_a_suggestion(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "statement.txt"
    file.write_text(TEXT, encoding="utf-8")
    done = accord("suggest", file, "--json")
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["kind"], row["stage"]) for row in rows] == [
        ("mou", "signed"),
        ("mechanism", "launched"),
    ]
    for row in rows:
        assert set(row) >= {*KEYS, "end", "why"}
        assert TEXT[row["start"] : row["end"]] == row["quote"]
        assert row["parties"] == ["KEN", "FRA"]
        assert all(isinstance(reason, str) for reason in row["why"])
    assert not any(path.is_file() for path in home.rglob("*"))  # no library was made


def test_other_formats_are_read_as_they_are_for_a_library(home: Path, tmp_path: Path) -> None:
    page = tmp_path / "statement.html"
    page.write_text(
        "<html><body><h1>Joint Statement of Kenya and France</h1><p>14 March 2025</p>"
        "<p>The two sides signed a treaty on visas.</p><ul><li>Expand cooperation on solar"
        " energy</li></ul></body></html>",
        encoding="utf-8",
    )
    done = accord("suggest", page, "--json")
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["quote"] for row in rows] == [
        "The two sides signed a treaty on visas",
        "Expand cooperation on solar energy",
    ]


def test_without_json_it_reads_as_text(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "statement.txt"
    file.write_text(TEXT, encoding="utf-8")
    lines = accord("suggest", file).stdout.splitlines()
    assert lines[0] == "Memorandum of Understanding on geology (mou, signed)"
    assert lines[1] == "  “The two sides signed a Memorandum of Understanding on geology”"
    assert "verb “signed”" in lines[2]


def test_what_cannot_be_read_is_one_line(home: Path, tmp_path: Path) -> None:
    assert "not there" in refused("suggest", tmp_path / "nothing.txt")
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(b"")
    assert "empty" in refused("suggest", empty)
