"""Documents with structure: headings, tables whose cells wrap beside each other, pages, gaps."""

from __future__ import annotations

import hashlib

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextBlock
from pytestqt.qtbot import QtBot

from explorer.domain.detail import DocumentText
from explorer.domain.entries import Document
from explorer.domain.labels import Labels
from explorer.domain.messages import Message
from explorer.domain.passages import Span, paragraphs
from explorer.domain.structure import Gap, LineKind, Mark, Structure
from explorer.domain.vocabulary import Standing
from explorer.ui.panels.document import DocumentPanel
from explorer.ui.panels.document_places import cited_place
from explorer.ui.panels.document_shape import Shapes, column_places
from explorer.ui.panels.document_text import TextView
from explorer.ui.widgets_text import cursor_x

LINES = (
    "A treaty 🛰 text",
    "Article 1",
    "It says so.",
    "1. an item of it",
    "Body\tYear",
    "The long name of a body that takes several lines in its cell, as long names do\t2026",
    "\t2027",
    "[1] a note",
)
TEXT = "\n".join(LINES)
STARTS = [sum(len(line) + 1 for line in LINES[:place]) for place in range(len(LINES))]


def opened() -> DocumentText:
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    document = Document(
        "d", "A treaty 🛰 text", "Treaty", Standing.TREATY_TEXT, "a.pdf", digest, digest, "test"
    )
    kinds = (
        (0, LineKind.HEADING, 1),
        (1, LineKind.HEADING, 4),
        (3, LineKind.ITEM, 2),
        (4, LineKind.ROW, 1),
        (5, LineKind.ROW, 0),
        (6, LineKind.ROW, 0),
        (7, LineKind.NOTE, 0),
    )
    structure = Structure(
        marks=tuple(Mark(STARTS[line], kind, level) for line, kind, level in kinds),
        pages=(0, STARTS[5] + 14, STARTS[7]),
        gaps=(
            Gap(STARTS[2], Message("gap-page", {"page": "2"})),
            Gap(len(TEXT), Message("gap-attachment", {"name": "b.pdf"})),
        ),
    )
    return DocumentText(document, TEXT, paragraphs(TEXT), (), structure)


@pytest.fixture
def view(qtbot: QtBot) -> TextView:
    made = TextView()
    qtbot.addWidget(made)
    made.resize(700, 900)
    made.show_text(opened())
    made.show()
    qtbot.waitExposed(made)
    return made


def block(view: TextView, place: int) -> QTextBlock:
    found = view.document().findBlockByNumber(place)
    assert view._layout is not None
    view._layout.make_exact(place, place)
    return found


def test_lines_have_their_shapes() -> None:
    shapes = Shapes(opened())
    assert shapes.of(0).kind is LineKind.HEADING
    assert shapes.of(2).kind is None
    assert shapes.of(3).indent(16) > 16
    head, row, last = (shapes.of(place) for place in (4, 5, 6))
    assert head.columns == row.columns == last.columns
    assert len(head.columns) == 2
    assert (head.last, row.last, last.last) == (False, False, True)
    assert shapes.pages == {0: [(1, 0)], 5: [(2, 14)], 7: [(3, 0)]}
    assert shapes.gaps == {
        2: ["Page 2 is a picture without text."],
        8: ["Attached, and not read: b.pdf."],
    }


def test_columns_share_the_width_and_none_is_lost() -> None:
    shape = Shapes(opened()).of(5)
    for width in (80.0, 300.0, 2_000.0):
        places = column_places(shape, 8.0, width)
        assert places[0][0] == 0.0
        assert places[1][0] == pytest.approx(places[0][1])
        assert sum(own for _, own in places) <= width + 0.01
        assert all(own > 0 for _, own in places)


def test_the_cells_of_a_row_wrap_beside_each_other(view: TextView) -> None:
    row = block(view, 5)
    layout = row.layout()
    lines = [layout.lineAt(number) for number in range(layout.lineCount())]
    assert sum(line.textLength() for line in lines) == row.length() - 1  # nothing is left over
    year = LINES[5].index("2026")
    (second,) = [line for line in lines if line.textStart() == year]
    first = [line for line in lines if line.textStart() < year]
    assert second.y() == first[0].y()  # at the top, beside the first line of the long cell
    assert second.x() > max(line.x() for line in first)
    assert max(line.y() for line in first) > first[0].y()  # which takes several
    for line in first:
        assert line.x() + line.naturalTextWidth() <= second.x() + 1
    empty = block(view, 6).layout()
    (after,) = [
        empty.lineAt(number)
        for number in range(empty.lineCount())
        if empty.lineAt(number).textStart() == 1
    ]
    assert after.x() == second.x()


def test_a_place_in_a_cell_is_hit_where_it_is_drawn(view: TextView) -> None:
    assert view._layout is not None
    row = block(view, 5)
    rect = view._layout.blockBoundingRect(row)
    layout = row.layout()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        if line.textLength() < 3:
            continue
        middle = line.textStart() + 1
        edge = cursor_x(layout, middle, number)
        point = QPointF(rect.left() + edge + 1, rect.top() + line.y() + line.height() / 2)
        hit = view._layout.hitTest(point, Qt.HitTestAccuracy.FuzzyHit)
        assert hit == row.position() + middle


def test_headings_are_larger_and_items_stand_in(view: TextView) -> None:
    title, item = block(view, 0).layout().lineAt(0), block(view, 3).layout().lineAt(0)
    plain = block(view, 2).layout().lineAt(0)
    assert title.height() > plain.height()
    assert item.x() > plain.x() == 0
    formats = block(view, 1).layout().formats()
    assert formats[0].format.font().bold()
    assert not block(view, 2).layout().formats()


def test_what_could_not_be_read_has_its_line(view: TextView) -> None:
    before, after = block(view, 2).layout().lineAt(0), block(view, 1).layout().lineAt(0)
    assert before.y() > after.y() + before.height()
    view.grab()  # painting all of it raises nothing


def test_zooming_keeps_the_shape(view: TextView) -> None:
    view.zoom(2)
    row = block(view, 5).layout()
    assert sum(row.lineAt(n).textLength() for n in range(row.lineCount())) == len(LINES[5])
    assert block(view, 0).layout().lineAt(0).height() > block(view, 2).layout().lineAt(0).height()


def test_a_place_is_cited_with_its_page() -> None:
    text = opened()
    start = TEXT.index("several")
    assert cited_place(text, Span(start, start + 5)).startswith("p. 2, ¶")
    start = TEXT.index("It says")
    assert cited_place(text, Span(start, start + 5)) == "p. 1, ¶3, sentence 1"


def test_the_panel_offers_the_original_and_the_details(qtbot: QtBot) -> None:
    panel = DocumentPanel()
    qtbot.addWidget(panel)
    with qtbot.assertNotEmitted(panel.original_wanted):
        panel.side.original.click()  # nothing is shown yet
    panel.show_document(opened(), Labels())
    for signal, button in (
        (panel.original_wanted, panel.side.original),
        (panel.details_wanted, panel.side.details),
    ):
        with qtbot.waitSignal(signal) as told:
            button.click()
        assert told.args == ["d"]
