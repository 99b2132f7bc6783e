"""Words in the document that is open, and a column that is easy to read."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from explorer.ui.panels.document import DocumentPanel
from explorer.ui.panels.document_find import MOST, occurrences
from tests.ui import samples, samples_opened
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
