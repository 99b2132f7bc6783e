"""The contents of a long briefing, and the rows that hold their place while Typst lays it out."""

from __future__ import annotations

from pathlib import Path

import pikepdf

from explorer.export.brief import write_pdf
from tests.export.samples import DAY, RESOURCES, renamed, request
from tests.export.test_brief import text_of, written


def test_many_entries_have_contents_of_their_own_and_every_bookmark(tmp_path: Path) -> None:
    many = [renamed(DAY, id=f"d{number}", title=f"Day {number}") for number in range(60)]
    report, path = written(tmp_path, request(*many))
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles[1:-1] == [f"Day {number}" for number in range(60)]
    assert f"Page {report.pages} of {report.pages}" in text_of(path)


def test_rows_that_hold_the_place_of_the_contents_take_as_many_pages(tmp_path: Path) -> None:
    # Else Typst lays every entry out once more: the pages that its second pass counts are others.
    copied = tmp_path / "resources"
    copied.mkdir()
    (copied / "fonts").symlink_to(RESOURCES / "fonts", target_is_directory=True)
    template = (RESOURCES / "brief.typ").read_text(encoding="utf-8")
    for contents, held in (
        ("outline(title: [Contents])", "heading(level: 1, outlined: false)[Contents]"),
        ("context if query(outline).len() == 0", "if true"),
    ):
        assert template.count(contents) == 1
        template = template.replace(contents, held)
    (copied / "brief.typ").write_text(template, encoding="utf-8")
    many = [
        renamed(DAY, id=f"d{number}", title=f"Day {number}" + " of space" * (number % 25))
        for number in range(250)
    ]
    whole, _ = written(tmp_path, request(*many))
    assert write_pdf(request(*many), tmp_path / "held.pdf", resources=copied).pages == whole.pages
