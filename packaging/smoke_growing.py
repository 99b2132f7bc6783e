"""The steps of the smoke run that grow a library: documents, tables, suggestions, share files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from smoke_places import Place
from smoke_steps import Step, ask, ask_json, expect

STATEMENT: Final = """Joint Statement of Kenya and Nepal

14 March 2025

The two sides signed a memorandum of understanding on tea research.

They agreed to establish a joint working group on mountain railways.
"""
ROWS: Final = (
    ("No.", "Title", "Date signed", "Parties"),
    (1, "Agreement on air services between Kenya and Nepal", "2001-05-04", "Kenya; Nepal"),
    (2, "Memorandum on pangolin research", "12 March 2011", "Kenya; Japan"),
)


def growing(place: Place) -> list[Step]:
    """In a library of its own, beside that of the other steps."""
    grown, other = place.home / "grown", place.home / "other"
    own = ("--library", place.inside(grown))
    statement, pack = place.home / "statement.txt", place.home / "grown.accord"

    def told(*arguments: str) -> list[Any]:
        return [json.loads(line) for line in ask(place, *arguments, "--json").splitlines()]

    def documents() -> str:
        statement.write_text(STATEMENT, encoding="utf-8")
        page = place.home / "page.html"
        page.write_text(f"<h1>Notes</h1><p>{STATEMENT}</p>", encoding="utf-8")
        word = place.home / "paper.docx"
        write_word(word)
        files = [place.inside(path) for path in (statement, page, word)]
        found = told(*own, "import", *files)
        expect([line["status"] for line in found] == ["added"] * 3, str(found))
        return "text, web page, Word"

    def table() -> str:
        file = place.home / "table.xlsx"
        write_workbook(file)
        (line,) = told(*own, "import", place.inside(file))
        expect(line["rows"] == len(ROWS) - 1, str(line))
        hit = ask_json(place, *own, "search", "pangolin")["hits"][0]
        expect(hit["parties"] == ["KEN", "JPN"] and hit["when"] == "2011-03-12", str(hit))
        return f"{line['rows']} rows of a workbook, found by search"

    def suggest() -> str:
        found = told("suggest", place.inside(statement))
        expect([item["kind"] for item in found] == ["mou", "working_group"], str(found))
        return f"{len(found)} of a statement"

    def share() -> str:
        ask(place, *own, "export", "--to", place.inside(pack))
        there = ("--library", place.inside(other))
        (line,) = told(*there, "import", place.inside(pack))
        expect(line["status"] != "refused", str(line))
        ask(place, *there, "diff", place.inside(pack))  # exit code 0: the same
        return f"{pack.stat().st_size / 1000:.0f} kB, out, in and compared"

    return [
        ("documents in", documents), ("table in", table),
        ("suggestions", suggest), ("share file", share),
    ]  # fmt: skip


def write_workbook(file: Path) -> None:
    """An Excel workbook of `ROWS`."""
    import openpyxl

    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.save(file)


def write_word(file: Path) -> None:
    """The smallest Word document that has a paragraph."""
    import zipfile

    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "<w:p><w:r><w:t>The quokka programme begins.</w:t></w:r></w:p>"
    with zipfile.ZipFile(file, "w") as out:
        out.writestr("[Content_Types].xml", "<Types/>")
        out.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{name}"><w:body>{body}</w:body></w:document>',
        )
