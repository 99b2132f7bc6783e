"""What differs as a file: escaped, marked without colour, the same bytes each time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from explorer.domain.differences import Comparison, Edition, EntryChange, FieldChange, Group, How
from explorer.domain.labels import Labels
from explorer.domain.messages import AccordError
from explorer.export.difference_report import comparison_lines, write_comparison

CHANGE = EntryChange(
    id="e",
    group=Group.REWORDED,
    kind="mou",
    title="<b>A & B</b> | *one*",
    titles=("<b>A & B</b> | *one*", "New"),
    stages=("agreed", "agreed"),
    whens=(None, None),
    changes=(
        FieldChange("summary", How.CHANGED, "They agreed to meet.", "They agreed <i>never</i>."),
        FieldChange("sector:space", How.REMOVED, "space", None),
    ),
)
GONE = EntryChange("g", Group.GONE, "event", "협력 회의", ("협력 회의", None), ("completed", None),
                   ("2026-04", None))  # fmt: skip
COMPARISON = Comparison(
    Edition("Desk", 1, 3), Edition("Desk", 2, 2), 1, (CHANGE, GONE), (("New one",), ("Old <one>",))
)


def written(folder: Path, suffix: str) -> str:
    target = folder / f"r{suffix}"
    report = write_comparison(COMPARISON, Labels(), target)
    content = target.read_bytes()
    assert report.size == len(content)
    write_comparison(COMPARISON, Labels(), target)
    assert target.read_bytes() == content
    return content.decode()


def test_the_web_page_escapes_and_marks(tmp_path: Path) -> None:
    page = written(tmp_path, ".html")
    assert "&lt;b&gt;A &amp; B&lt;/b&gt;" in page
    assert "<i>" not in page
    assert "They agreed <del>to meet</del>." in page
    assert "<ins>&lt;i&gt;never&lt;/i&gt;</ins>." in page
    assert "협력 회의" in page
    assert "Old &lt;one&gt;" in page
    assert "text-decoration:line-through" in page  # a mark that does not rest on colour
    assert "src=" not in page
    assert "http" not in page


def test_markdown_escapes_and_marks(tmp_path: Path) -> None:
    text = written(tmp_path, ".md")
    assert r"### \<b\>A & B\</b\> \| \*one\*" in text
    assert (
        r"| In our words | They agreed ~~to meet~~. | They agreed **\<i\>never\</i\>**. |" in text
    )
    assert "## Gone (1)" in text


def test_json_has_every_key(tmp_path: Path) -> None:
    value = json.loads(written(tmp_path, ".json"))
    assert list(value) == ["old", "new", "counts", "entries", "documents"]
    assert value["counts"] == {
        "new": 0,
        "stage": 0,
        "reworded": 1,
        "changed": 0,
        "gone": 1,
        "same": 1,
    }
    assert value["entries"][0]["changes"][1] == {
        "field": "sector:space",
        "how": "removed",
        "old": "space",
        "new": None,
    }
    assert value["entries"][1]["changes"] == []
    assert value["documents"] == {"new": ["New one"], "gone": ["Old <one>"]}


def test_other_formats_are_refused(tmp_path: Path) -> None:
    with pytest.raises(AccordError) as refused:
        write_comparison(COMPARISON, Labels(), tmp_path / "r.xlsx")
    assert refused.value.message.code == "export-format"


def test_a_title_does_not_steer_the_terminal() -> None:
    evil = EntryChange("e", Group.NEW, "mou", "a\x1b[31mred\nb", (None, "a"), (None, "agreed"),
                       (None, None))  # fmt: skip
    lines = list(comparison_lines(Comparison(Edition("", 0, 0), Edition("", 0, 1), 0, (evil,)),
                                  Labels()))  # fmt: skip
    assert "  a�[31mred�b (e): Memorandum (MoU), Agreed" in lines
