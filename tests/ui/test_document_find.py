"""Words in the document that is open, and a column that is easy to read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from explorer.ui.panels.document import DocumentPanel
from explorer.ui.panels.document_find import MOST, occurrences
from tests.ui import samples, samples_opened
from tests.ui.fitting import clipped
from tests.ui.samples_checks import show_active, start_look


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("Space and space", "SPACE", [(0, 5), (10, 15)]),
        ("joint\nworking  group", "joint working group", [(0, 20)]),
        ("a.b", "a.b", [(0, 3)]),
        ("axb", "a.b", []),
        ("😀 우주 협력", "우주", [(2, 4)]),
        ("अंतरिक्ष सहयोग", "सहयोग", [(9, 14)]),
        ("anything", "  ", []),
    ],
)
def test_where_words_stand(text: str, wanted: str, found: list[tuple[int, int]]) -> None:
    assert [tuple(span) for span in occurrences(text, wanted)] == found


def test_there_is_an_end_to_it() -> None:
    assert len(occurrences("a " * (MOST + 10), "a")) == MOST


@pytest.mark.parametrize("steps", [-1, 0, 3])
def test_a_line_has_60_to_75_letters(qtbot: QtBot, steps: int) -> None:
    start_look()
    panel = DocumentPanel()
    show_active(qtbot, panel, 1600, 900)
    panel.show_document(samples_opened.document_text(), samples.labels())
    panel.view.zoom(steps)
    lines = []
    block = panel.view.document().begin()
    while block.isValid():
        layout = block.layout()
        # The last line of a paragraph ends where the text does.
        lines += [layout.lineAt(n).textLength() for n in range(layout.lineCount() - 1)]
        block = block.next()
    assert len(lines) > 15
    assert 60 <= sum(lines) / len(lines) <= 75, sum(lines) / len(lines)


@pytest.mark.parametrize("width", [1280, 1024, 860])
def test_looking_for_words_moves_no_line(qtbot: QtBot, width: int) -> None:
    """The field stands in the title's place; what cannot be found is told beside it."""
    start_look()
    panel = DocumentPanel()
    show_active(qtbot, panel, width, 600)
    panel.show_document(samples_opened.document_text(), samples.labels())
    panel.show_entry(samples_opened.detail())
    qtbot.waitUntil(lambda: clipped(panel) == [])

    def place_of_text() -> tuple[object, int]:
        view = panel.view
        top = view.viewport().mapTo(panel, QPoint(0, 0))
        return (top, view.viewport().size()), view.verticalScrollBar().value()

    before = place_of_text()
    panel.find_in_page()
    bar = panel.finder.bar
    qtbot.waitUntil(lambda: bar.edit.hasFocus() and bar.edit.width() >= 120)
    qtbot.waitUntil(lambda: clipped(panel) == [])
    qtbot.waitUntil(lambda: place_of_text() == before)
    overlap = bar.geometry().intersected(panel.previous_button.geometry())
    assert overlap.isEmpty()
    bar.edit.setText("zeppelin")
    qtbot.waitUntil(lambda: bar.said.text() != "")
    assert bar.said.full_text() == "Not in this document"
    panel.finder.leave()
    qtbot.waitUntil(lambda: clipped(panel) == [])
    qtbot.waitUntil(lambda: place_of_text() == before)


def test_a_narrow_window_keeps_the_cards(qtbot: QtBot) -> None:
    """What sentences support stands beside them at 1024 pixels too: the outline gives room."""
    start_look()
    panel = DocumentPanel()
    show_active(qtbot, panel, 1024, 600)
    panel.show_document(samples_opened.document_text(), samples.labels())
    panel.show_entry(samples_opened.detail())
    assert panel.view.cards()
    qtbot.waitUntil(lambda: all(card.isVisible() for card in panel.view.cards()))
