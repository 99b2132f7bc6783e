"""Tables to rows: every delimiter, encoding and form, and what is refused, whatever the bytes."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.domain.messages import AccordError
from explorer.reading.tables import records, rows
from explorer.reading.tables.reader import read_table
from explorer.reading.tables.rows import Table

HEAD = ["id", "title", "parties", "signed"]
LINES = [
    ["1", "Quokka treaty, with commas; and semicolons", "India;Japan", "1999-01-02"],
    ["2", 'A "quoted" title\nover two lines', "대한민국", "2001"],
    ["3", "Échange de notes | annexe", "Côte d'Ivoire", ""],
]


def written(delimiter: str, encoding: str = "utf-8") -> bytes:
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=delimiter).writerows([HEAD, *LINES])
    return target.getvalue().encode(encoding)


def cells(table: Table) -> list[list[str]]:
    return [list(line) for _, line in table.rows]


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(AccordError) as caught:
        call()
    return caught.value.message.code


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^", "~"])
def test_any_delimiter_is_told_from_the_text(delimiter: str) -> None:
    table = read_table(written(delimiter), "t.csv")
    assert list(table.columns) == HEAD
    assert cells(table) == LINES
    assert [number for number, _ in table.rows] == [1, 2, 3]
    assert table.delimiter == delimiter


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_encodings_of_all_languages(encoding: str) -> None:
    assert cells(read_table(written(",", encoding), "t.csv")) == LINES


def test_an_encoding_of_the_west_is_guessed_and_told() -> None:
    text = "id;title\n1;Übereinkommen über Flüsse – Köln\n2;Échange de lettres à Genève\n"
    table = read_table(text.encode("windows-1252"), "t.csv")
    assert cells(table)[0][1] == "Übereinkommen über Flüsse – Köln"
    assert [note.code for note in table.notes] == ["note-encoding"]


def test_the_user_chooses_an_encoding() -> None:
    table = read_table("id,title\n1,우주 협정\n".encode("cp949"), "t.csv", "euc-kr")
    assert cells(table) == [["1", "우주 협정"]]


def test_excels_first_line_names_the_delimiter() -> None:
    table = read_table(b"sep=;\r\nid;title\r\n1;a,b,c\r\n2;d,e,f\r\n", "t.csv")
    assert list(table.columns) == ["id", "title"]
    assert cells(table) == [["1", "a,b,c"], ["2", "d,e,f"]]


def test_a_title_above_the_head_short_and_long_lines() -> None:
    text = "Treaties of the ministry,,\n,,\nid,title,\n1\n2,b,,beyond\n,,\n3,c\n"
    table = read_table(text.encode(), "t.csv")
    assert list(table.columns) == ["id", "title"]
    assert cells(table) == [["1", ""], ["2", "b"], ["3", "c"]]
    assert [note.code for note in table.notes] == ["note-table-ragged"]


def test_names_of_columns_are_each_there_once() -> None:
    table = read_table(b"a,a,,b\n1,2,3,4\n", "t.csv")
    assert list(table.columns) == ["a", "a (2)", "Column 3", "b"]


def test_a_quotation_mark_that_never_closes_swallows_nothing() -> None:
    table = read_table(b'id,title\n1,"open\n2,b\n3,c\n', "t.csv")
    assert [line[0] for line in cells(table)] == ["1", "2", "3"]
    assert "note-table-quotes" in [note.code for note in table.notes]


RECORDS = [
    {"id": 12345678901234567890, "title": "A", "parties": ["IND", "KOR"], "at": {"city": "Seoul"}},
    {"id": 1.10, "title": "B", "kept": True, "none": None},
]


@pytest.mark.parametrize(
    "whole",
    [RECORDS, {"count": 2, "items": RECORDS}],
    ids=["a list", "a list within"],
)
def test_json(whole: object) -> None:
    table = read_table(json.dumps(whole).encode(), "t.json")
    assert list(table.columns) == ["id", "title", "parties", "at.city", "kept", "none"]
    assert cells(table)[0] == ["12345678901234567890", "A", "IND ; KOR", "Seoul", "", ""]
    assert cells(table)[1][:2] == ["1.1", "B"]  # as it is printed there
    assert cells(table)[1][4] == "true"


def test_json_by_ids_and_lists_of_lists() -> None:
    by_id = json.dumps({"a": {"title": "A"}, "b": {"title": "B"}}).encode()
    assert cells(read_table(by_id, "t.json")) == [["a", "A"], ["b", "B"]]
    lists = json.dumps([["id", "title"], [1, "A"]]).encode()
    assert cells(read_table(lists, "t.json")) == [["1", "A"]]


def test_json_lines_and_a_broken_one() -> None:
    text = '{"id": 1, "title": "A"}\n{"id": 2, "title": \n\n{"id": 3, "title": "C"}\n'
    table = read_table(text.encode(), "t.jsonl")
    assert table.rows == [(1, ("1", "A")), (3, ("3", "C"))]
    assert [message.code for message in table.refused] == ["row-damaged"]
    assert table.refused[0].parameters["row"] == "2"


def workbook(*sheets: tuple[str, list[list[object]]]) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, lines in sheets:
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_a_workbook_and_its_values() -> None:
    lines: list[list[object]] = [
        ["id", "title", "signed", "at", "ratio", "yes"],
        [7, "Treaty", date(1999, 1, 2), datetime.fromisoformat("1999-01-02T03:04"), 1.5, True],
        [8.0, "한국", None, None, None, None],
    ]
    table = read_table(workbook(("empty", []), ("data", lines)), "t.xlsx")
    assert cells(table) == [
        ["7", "Treaty", "1999-01-02", "1999-01-02 03:04:00", "1.5", "true"],
        ["8", "한국", "", "", "", ""],
    ]
    assert [note.code for note in table.notes] == ["note-table-sheets"]


def entity_bomb() -> bytes:
    target = io.BytesIO(workbook(("s", [["a"], ["b"]])))
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("xl/x.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "reading-empty"),
        (b" \n\r\n", "reading-empty"),
        (b"only,a,head\n", "table-empty"),
        (b"%PDF-1.7 ...", "table-none"),
        (b"<html><table></table></html>", "table-none"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "table-old-excel"),
        (b"PK\x03\x04 no zip at all", "table-none"),
        (b'{"a": 1}', "table-json"),
        (b'[{"a": 1}, {"a": ', "table-damaged"),
        (b"[]", "table-empty"),
        (entity_bomb(), "reading-entities"),
        (workbook(("s", [["a", "b"], [1, 2]]))[:-200], "table-none"),
    ],
)
def test_what_is_no_table_is_refused_with_its_reason(data: bytes, code: str) -> None:
    assert code_of(lambda: read_table(data, "t.csv")) == code


def test_a_workbook_that_unpacks_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    from explorer.reading.tables import workbook as module

    monkeypatch.setattr(module, "UNPACKED_MOST", 1_000)
    monkeypatch.setattr(module, "_BLOCK", 100)
    lines: list[list[object]] = [["id", "title"], *([n, "x" * 90] for n in range(900))]
    assert code_of(lambda: read_table(workbook(("s", lines)), "t.xlsx")) == "reading-bomb"


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MOST_ROWS", 3)
    monkeypatch.setattr(rows, "MOST_COLUMNS", 4)
    monkeypatch.setattr(rows, "LONGEST_CELL", 10)
    assert code_of(lambda: read_table(b"a,b\n1,2\n3,4\n5,6\n", "t.csv")) == "table-rows"
    assert code_of(lambda: read_table(b"a,b,c,d,e\n1,2,3,4,5\n", "t.csv")) == "table-columns"
    assert code_of(lambda: read_table(b"a,b\n1,12345678901\n", "t.csv")) == "table-cell"


def test_json_that_is_nested_deep_ends_in_an_error_of_ours() -> None:
    deep = b"[" * 100_000
    with pytest.raises((AccordError, RecursionError)):
        read_table(deep, "t.json")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["t.csv", "t.json", "t.tsv", "t.xlsx"]))
def test_any_bytes_give_a_table_or_a_reason(data: bytes, name: str) -> None:
    try:
        table = read_table(data, name)
    except AccordError:
        return
    assert table.columns
    assert all(len(line) == len(table.columns) for _, line in table.rows)


_CELL = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(_CELL, _CELL, _CELL), min_size=3, max_size=8))
def test_what_a_writer_of_csv_writes_is_read_as_it_was(lines: list[tuple[str, ...]]) -> None:
    target = io.StringIO(newline="")
    writer = csv.writer(target, quoting=csv.QUOTE_ALL)
    writer.writerow(["id", "title", "other"])
    writer.writerows([f"x{number}", *line[1:]] for number, line in enumerate(lines))
    table = read_table(target.getvalue().encode(), "t.csv")
    expected = [[f"x{n}", *map(rows.cell, line[1:])] for n, line in enumerate(lines)]
    assert cells(table) == expected


def test_a_list_within_a_cell_is_joined() -> None:
    text = json.dumps([{"title": "A", "parties": [{"name": "India"}, {"name": "Japan"}]}])
    assert cells(records.read_json(text)) == [["A", "India ; Japan"]]
