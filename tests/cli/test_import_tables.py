"""``accord import`` for tables, as scripts use it."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl

from tests.cli.test_commands import accord, asked

TABLE = (
    "id;title;signed;parties\n1;Quokka treaty;1999-01-02;India / Japan\n2;;;\n3;Wombat pact;;Oz\n"
)


def test_a_table_with_its_mapping_and_report(library_folder: Path, tmp_path: Path) -> None:
    table, mapping, report = (tmp_path / name for name in ("t.csv", "map.json", "report.json"))
    table.write_text(TABLE, encoding="utf-8")
    run = ("--library", library_folder, "import", table)
    line = asked(*run, "--save-map", mapping, "--report", report)
    assert line["path"] == str(table)
    counts = {name: line[name] for name in ("status", "rows", "new", "refused", "unresolved")}
    assert counts == {"status": "added", "rows": 3, "new": 2, "refused": 1, "unresolved": 1}
    assert json.loads(report.read_text(encoding="utf-8"))["why"] == ["Row 2 has no title."]
    found = asked("--library", library_folder, "search", "quokka")
    assert [hit["parties"] for hit in found["hits"]] == [["IND", "JPN"]]

    again = asked(*run, "--map", mapping)
    assert (again["status"], again["new"], again["same"]) == ("known", 0, 2)

    shown = asked("--library", library_folder, "show", found["hits"][0]["id"])
    assert shown["title"] == "Quokka treaty"


def test_what_cannot_be_taken_is_one_line(library_folder: Path, tmp_path: Path) -> None:
    table, mapping = tmp_path / "t.json", tmp_path / "map.json"
    table.write_text('{"a": 1}', encoding="utf-8")
    done = accord("--library", library_folder, "import", table)
    assert done.returncode == 1
    assert done.stdout == f"refused: {table}: Its JSON holds no list of records.\n"
    table.write_text('[{"title": "", "id": "1"}]', encoding="utf-8")
    mapping.write_text('{"source": "s", "columns": {"title": ["title"]}}', encoding="utf-8")
    done = accord("--library", library_folder, "import", table, "--map", mapping)
    assert done.returncode == 1 and done.stdout.startswith(f"refused: {table}: 1 rows: 0 new")
    table.write_text('[{"title": "A", "id": "1"}]', encoding="utf-8")
    mapping.write_text('{"source": "s", "columns": {"title": ["name"]}}', encoding="utf-8")
    done = accord("--library", library_folder, "import", table, "--map", mapping)
    assert done.returncode == 1 and "no column “name”" in done.stdout
    mapping.write_text("nonsense", encoding="utf-8")
    done = accord("--library", library_folder, "import", table, "--map", mapping)
    assert done.returncode == 1 and "not a readable mapping" in done.stderr


def test_delimiter_and_sheet_are_named(library_folder: Path, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("title^signed\nQuokka, treaty^1999\nWombat, pact^2001\n", encoding="utf-8")
    run = ("--library", library_folder, "import", table)
    assert asked(*run, "--delimiter", "^")["new"] == 2
    found = asked("--library", library_folder, "search", "quokka")
    assert found["hits"][0]["title"] == "Quokka, treaty"
    assert accord(*run, "--delimiter", "ab").returncode == 2

    book = openpyxl.Workbook()
    book.create_sheet("Treaties").append(["title"])
    book["Treaties"].append(["Numbat accord"])
    book.save(tmp_path / "t.xlsx")
    run = ("--library", library_folder, "import", tmp_path / "t.xlsx")
    assert asked(*run, "--sheet", "Treaties")["new"] == 1
    done = accord(*run, "--sheet", "Agreements")
    assert done.returncode == 1 and "It has no sheet “Agreements”" in done.stdout
