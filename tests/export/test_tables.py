"""The tables: read back as a spreadsheet and as a program would."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from explorer.domain.messages import AccordError
from explorer.export.formats import export, export_formats
from explorer.export.show import entry_json
from explorer.export.tables import COLUMNS, harmless, write_csv, write_json
from tests.export.samples import DAY, GROUP, RESOURCES, renamed, request, saying


def rows(path: Path) -> list[dict[str, str]]:
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig")
    assert text.count("\r\n") >= 2
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_one_row_an_entry(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    report = write_csv(request(GROUP, DAY), target, resources=RESOURCES)
    group, day = rows(target)
    assert (report.entries, report.size) == (2, target.stat().st_size)
    assert tuple(group) == COLUMNS
    assert group == {
        "id": "group",
        "title": "Joint Working Group on Space",
        "type": "Working group",
        "how_firm": "Agreed",
        "date": "",
        "date_in_words": "undated",
        "sectors": "Space",
        "parties": "India; Republic of Korea",
        "bodies": "Space Research Organisation; Korea AeroSpace Administration",
        "summary": "The agencies are to plan joint work.",
        "quotations": (
            "“both agreed to set up a Joint Working Group” (Space, commentary, ¶7)\n"
            "“it began with the Space Day” (Space, commentary, ¶7)"
        ),
    }
    assert (day["date"], day["date_in_words"], day["how_firm"]) == (
        *("2026-04-20", "20 April 2026", "Held"),
    )


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-2+3", "'-2+3"),
        ("\t=1", "'\t=1"),
        ("\r\n=1", "'\r\n=1"),
        ("＝1", "'＝1"),
        ("-5", "-5"),
        ("+82 2 123", "'+82 2 123"),
        ("a = b", "a = b"),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(cell: str, expected: str) -> None:
    assert harmless(cell) == expected


def test_awkward_texts_survive_the_way(tmp_path: Path) -> None:
    title = 'He said "yes",\r\nthen; no'
    write_csv(request(renamed(DAY, title=title)), tmp_path / "a.csv", resources=RESOURCES)
    assert rows(tmp_path / "a.csv")[0]["title"] == title
    broken = saying("\ud800x\0")
    write_csv(request(broken), tmp_path / "b.csv", resources=RESOURCES)
    assert rows(tmp_path / "b.csv")[0]["title"] == "\ufffdx"
    write_json(request(broken), tmp_path / "b.json", resources=RESOURCES)
    assert "�x" in (tmp_path / "b.json").read_text(encoding="utf-8")


def test_json_holds_entries_as_show_prints_them(tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    write_json(request(GROUP, DAY), target, resources=RESOURCES)
    value = json.loads(target.read_bytes())
    assert value["entries"] == [entry_json(GROUP), entry_json(DAY)]
    assert (value["query"], value["total"], value["day"]) == ("joint group", 47, "2026-11-22")


def test_show_has_every_key_and_each_quotation_in_full() -> None:
    shown = entry_json(GROUP)
    assert (shown["stage"], shown["stage_label"], shown["stage_source"]) == (
        *("agreed", "Agreed", "m1"),
    )
    assert (shown["when"], shown["when_words"], shown["when_source"]) == (None, "undated", "")
    assert shown["period"] is None
    assert shown["milestones"][1] == {
        "id": "m2",
        "stage": "launched",
        "when": "2026-04-20",
        "due": None,
        "as_of": None,
        "note": "",
        "basis": "inferred",
    }
    assert shown["milestones"][2]["basis"] is None
    assert shown["relations"][0] == {
        "kind": "see_also",
        "target": "day",
        "title": "Space Day",
        "back": False,
    }
    title = next(item for item in shown["evidence"] if item["field"] == "title")
    assert title["quotes"] == [
        {
            "document": "commentary",
            "standing": "commentary",
            "paragraph": 7,
            "sentence": 1,
            "start": 10,
            "end": 53,
            "exact": "both agreed to set up a Joint Working Group",
            "orphaned": False,
        }
    ]
    stage = next(item for item in shown["evidence"] if item["field"] == "milestone:m2/stage")
    assert stage["records"] == [
        {
            "id": "r1",
            "file_sha256": "ab" * 32,
            "row": 12,
            "column": "signed",
            "printed": "1999-10-05",
        }
    ]
    assert json.loads(json.dumps(shown)) == shown


@pytest.mark.parametrize("suffix", export_formats)
def test_the_name_chooses_the_format(tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"a{suffix.upper()}"
    report = export(request(DAY), target, resources=RESOURCES)
    assert (report.path, report.size) == (str(target), target.stat().st_size)


def test_an_unknown_format_and_an_empty_selection_are_told(tmp_path: Path) -> None:
    with pytest.raises(AccordError, match=r"“\.xls” files\. It can: \.pdf, \.csv, \.json"):
        export(request(DAY), tmp_path / "a.xls", resources=RESOURCES)
    with pytest.raises(AccordError, match="Nothing to export"):
        export(request(), tmp_path / "a.csv", resources=RESOURCES)
    assert list(tmp_path.iterdir()) == []
