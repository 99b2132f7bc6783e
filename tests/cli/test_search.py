"""``accord search`` with all of the query language, as a script or a reader sees it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.test_commands import accord, asked


def test_typed_conditions_are_filters(library_folder: Path) -> None:
    """The same answer, and it says how the text was understood."""
    base = ("--library", library_folder, "search")
    typed = asked(*base, "sector:우주 exploration")
    chosen = asked(*base, "exploration", "--sector", "space")
    for part in ("total", "hits", "facets", "understood"):
        assert typed[part] == chosen[part], part
    assert typed["total"] > 0
    assert typed["understood"] == {
        "text": "exploration",
        "choices": {"sector": {"values": ["space"], "every": False}},
        "period": None,
        "collection": None,
    }


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("sector:space OR title:forge", 6),
        ("date:=2026-04..2026-05", 2),
        ("party:ISRO", 1),
        ("semiconducter~", 4),
        ('"solar alliance"~3', 1),
        ("type:mou", 1),
    ],
)
def test_all_of_the_language(library_folder: Path, text: str, total: int) -> None:
    """Fields, dates, near and misspelt words."""
    found = asked("--library", library_folder, "search", text)
    assert (found["total"], found["hint"]) == (total, None)


def test_why_and_what_else(library_folder: Path) -> None:
    """Reasons by field and by name; what would find more; what was searched."""
    base = ("--library", library_folder, "search")
    why = asked(*base, "대한민국")["hits"][0]["why"]
    assert any(reason.startswith("대한민국 → ") for reason in why)
    assert any(reason.startswith(("title: ", "names: ", "passages: ")) for reason in why)
    found = asked(*base, "semiconducter")
    assert found["did_you_mean"]["text"] == "semiconductor"
    assert found["coverage"] == {
        "documents": 2,
        "without_text": 0,
        "behind": 0,
        "entries_behind": 0,
    }
    found = asked(*base, "sector:space launch")
    assert [item["query"]["text"] for item in found["loosened"]] == ["launch", ""]
    assert all(item["total"] > 0 for item in found["loosened"])
    printed = accord(*base, "sector:space launch").stdout
    assert "Without “launch”: " in printed
    assert "Did you mean “semiconductor”? It finds" in accord(*base, "semiconducter").stdout


def test_passages(library_folder: Path) -> None:
    """Paragraphs with the entries that rest on them, for scripts and for readers."""
    base = ("--library", library_folder, "search", "solar", "--documents")
    found = asked(*base)
    assert found["total"] == sum(item["count"] for item in found["documents"]) > 0
    assert "rok-joins-solar-alliance" in found["passages"][0]["entries"]
    printed = accord(*base).stdout
    assert "rok-joins-solar-alliance" in printed
    assert f"Passages: {found['total']}. Documents: {len(found['documents'])}." in printed


def test_text_that_no_terminal_can_mean(library_folder: Path) -> None:
    """Bytes that are no characters, and a query that begins like an option."""
    base = ("--library", library_folder, "search", "--json")
    done = accord(*base, os.fsdecode(b"\xff\xfe solar"))
    assert done.returncode == 0, done.stderr
    done = accord(*base, "--", "-solar")
    assert done.returncode == 0, done.stderr


def test_the_help_lists_what_can_be_typed() -> None:
    """The same table as in the window."""
    printed = accord("search", "--help").stdout
    assert '"solar alliance"~5' in printed
    assert "date:2026-02..2026-04" in printed
