"""Texts of a million characters: they open at once and settle without jumping."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from explorer.domain.detail import DocumentText, Footing
from explorer.domain.passages import Span, paragraphs
from explorer.ui.panels.document import DocumentPanel
from tests.ui import samples
from tests.ui.samples_checks import show_active, start_look


@pytest.fixture
def panel(qtbot: QtBot) -> DocumentPanel:
    start_look()
    found = DocumentPanel()
    show_active(qtbot, found, 1400, 800)
    return found


def long_text(paragraph_count: int = 1500) -> DocumentText:
    """A document of a million characters, an entry resting on every tenth paragraph."""
    line = "In the Space sector, both countries have agreed to enhance the cooperation. " * 9
    whole = "\n".join(f"{number} {line}" for number in range(paragraph_count))
    found = paragraphs(whole, 0)
    footings = tuple(
        Footing(f"e{p.number}", f"Entry {p.number}", "", 0, p.number, (Span(p.start, p.start + 9),))
        for p in found[::10]
    )
    return DocumentText(samples.document(samples.RIS), whole, found, footings)


def test_a_million_characters_settle_where_they_were_opened(
    qtbot: QtBot, panel: DocumentPanel
) -> None:
    text = long_text()
    assert len(text.text) > 1_000_000
    panel.show_document(text, samples.labels())
    wanted = text.paragraphs[1200]
    panel.go_to(wanted.start, wanted.start + 10)

    def top() -> int:
        return panel.view.cursorRect().top()

    before = top()
    assert 0 < before < panel.view.viewport().height()
    layout = panel.view.document().documentLayout()
    qtbot.waitUntil(lambda: layout.first_estimate() < 0, timeout=30_000)  # type: ignore[attr-defined]
    assert abs(top() - before) <= 2
    bar = panel.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    place = panel.view.viewport().rect().bottomLeft() + QPoint(80, -60)
    cursor = panel.view.cursorForPosition(place)
    assert cursor.blockNumber() == len(text.paragraphs) - 1


def test_scrolling_up_into_what_was_not_laid_out_does_not_jump(
    qtbot: QtBot, panel: DocumentPanel
) -> None:
    text = long_text(400)
    panel.show_document(text, samples.labels())
    wanted = text.paragraphs[300]
    panel.go_to(wanted.start, wanted.start + 4)
    bar = panel.view.verticalScrollBar()
    for _ in range(12):
        before, value = panel.view.cursorRect().top(), bar.value()
        bar.setValue(value - 40)
        assert panel.view.cursorRect().top() == before + 40
