"""The document view: places, marks, cards, outline, and texts of a million characters."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QTextCursor
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from explorer.domain.detail import DocumentText, EntryDetail
from explorer.domain.passages import Span
from explorer.ui.panels.document import DocumentPanel
from explorer.ui.panels.document_cards import supported
from explorer.ui.panels.document_marks import Style
from explorer.ui.panels.document_outline import OutlineModel, OutlineRole
from explorer.ui.panels.document_places import cited_place
from explorer.ui.panels.document_text import TextView
from explorer.ui.theme import theme
from explorer.ui.theme_colours import LIGHT
from tests.ui import samples, samples_opened
from tests.ui.samples_checks import click, has_colour, press, show_active, start_look, unnamed
from tests.ui.samples_opened import AGREED, BEGAN

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def _look(qapp: object) -> None:
    start_look()


@pytest.fixture
def text() -> DocumentText:
    return samples_opened.document_text()


@pytest.fixture
def panel(qtbot: QtBot, text: DocumentText) -> DocumentPanel:
    found = DocumentPanel()
    show_active(qtbot, found, 1400, 800)
    found.show_document(text, samples.labels())
    return found


def span_of(text: DocumentText, exact: str) -> Span:
    """Where a text stands."""
    start = text.text.index(exact)
    return Span(start, start + len(exact))


def said(panel: DocumentPanel) -> str:
    """All that the visible labels say."""
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def line_at(view: TextView, text: str) -> QPoint:
    """A place of the viewport on a text."""
    cursor = view.document().find(text)
    assert not cursor.isNull()
    cursor.setPosition(cursor.selectionStart() + 2)
    return view.cursorRect(cursor).center()


def test_header_and_outline(panel: DocumentPanel, qtbot: QtBot) -> None:
    words = said(panel)
    assert "16 entries, in the order of the text" in words
    assert "India-Republic of Korea Scientific Cooperation" in words
    assert "Commentary · RIS · undated" in words
    model = panel.outline.outline
    assert model.index(1).data(OutlineRole.FIRST) is False
    assert model.index(2).data(OutlineRole.FIRST) is True
    with qtbot.waitSignal(panel.entry_selected) as signal:
        rect = panel.outline.visualRect(model.index(5))
        click(panel.outline.viewport(), rect.center())
    assert signal.args == ["ikcri"]
    with qtbot.waitSignal(panel.closed):
        click(panel.back_button)


def test_the_outline_keeps_qts_rules(text: DocumentText, panel: DocumentPanel) -> None:
    model = OutlineModel(panel)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.set_footings(text.footings)
    model.set_footings(())
    assert model.rowCount() == 0


def test_an_entrys_passages_are_marked_and_carded(panel: DocumentPanel, qtbot: QtBot) -> None:
    detail = samples_opened.detail()
    with qtbot.assertNotEmitted(panel.entry_selected):
        panel.show_entry(detail)
    panel.go_to(*span_of(samples_opened.document_text(), AGREED))
    assert panel.highlighted_text() == f"{AGREED}\n{BEGAN}"
    first, second = panel.view.cards()
    assert first.isVisible()
    assert "Sentence 1 supports" in said(panel)
    assert first.geometry().bottom() < second.geometry().top()
    passage = panel.view.cursorRect(panel.view.document().find("both countries have agreed"))
    assert abs(first.y() - passage.top()) < 12
    picture = panel.view.viewport().grab().toImage()
    assert has_colour(picture, LIGHT.evidence)
    assert has_colour(picture, LIGHT.mark)
    panel.show_entry(None)
    assert panel.view.cards() == []
    assert not has_colour(panel.view.viewport().grab().toImage(), LIGHT.evidence)


def test_what_a_sentence_supports() -> None:
    detail = samples_opened.detail()
    first, second = supported(detail, samples.RIS, samples.labels())
    assert dict(first.rows)["How firm"] == "Agreed"
    assert dict(first.rows)["Parties"] == "India, Republic of Korea"
    assert dict(second.rows)["Launched"] == "20 April 2026, inferred"
    assert supported(detail, samples.FORGE, samples.labels()) == ()
    orphaned = samples_opened.detail(orphaned=True)
    assert [card.place for card in supported(orphaned, samples.RIS, samples.labels())] == [1]


def test_a_card_makes_its_sentence_the_active_one(panel: DocumentPanel) -> None:
    panel.show_entry(samples_opened.detail())
    assert "Sentence 1 of 2" in said(panel)
    click(panel.view.cards()[1], QPoint(100, 12))
    assert "Sentence 2 of 2" in said(panel)
    press(panel.view, Qt.Key.Key_F3)
    assert "Sentence 1 of 2" in said(panel)


def test_cards_give_way_where_room_is_short(panel: DocumentPanel, qtbot: QtBot) -> None:
    panel.show_entry(samples_opened.detail())
    panel.resize(800, 600)
    qtbot.waitUntil(lambda: not panel.view.cards()[0].isVisible())
    panel.resize(1300, 600)
    qtbot.waitUntil(panel.view.cards()[0].isVisible)


def test_f3_goes_through_matches_and_round(panel: DocumentPanel, text: DocumentText) -> None:
    matches = [span_of(text, "Joint Science"), span_of(text, "Joint Strategic"), Span(3, 8)]
    panel.show_matches(sorted(matches))
    assert "Match 1 of 3" in said(panel)
    assert panel.highlighted_text() == text.text[3:8]
    press(panel.view, Qt.Key.Key_F3)
    assert "Match 2 of 3" in said(panel)
    press(panel.view, Qt.Key.Key_F3, SHIFT)
    press(panel.view, Qt.Key.Key_F3, SHIFT)
    assert "Match 3 of 3" in said(panel)
    assert panel.view.textCursor().position() == sorted(matches)[2].start
    click(panel.next_button)
    assert "Match 1 of 3" in said(panel)
    panel.show_matches(())
    assert "Match" not in said(panel)
    assert not panel.next_button.isVisible()


def test_going_to_a_place_after_an_emoji(qtbot: QtBot) -> None:
    text = samples_opened.document_text(prefix="🚀 𠀀 first line\n")
    panel = DocumentPanel()
    show_active(qtbot, panel, 1400, 500)
    panel.show_document(text, samples.labels())
    span = span_of(text, BEGAN)
    panel.go_to(*span)
    cursor = panel.view.textCursor()
    assert cursor.position() == span.start + 2  # two characters of two units each before it
    cursor.setPosition(cursor.position() + len(BEGAN), QTextCursor.MoveMode.KeepAnchor)
    assert cursor.selectedText() == BEGAN
    panel.view.setTextCursor(cursor)
    assert panel.view.selection() == span
    rect = panel.view.cursorRect()
    assert panel.view.viewport().rect().contains(rect.center())


def test_marks_stand_where_the_text_is(qtbot: QtBot) -> None:
    text = samples_opened.document_text(prefix="🚀🚀🚀\n")
    panel = DocumentPanel()
    show_active(qtbot, panel, 1400, 900)
    panel.show_document(text, samples.labels())
    panel.view.mark(Style.MATCH, [span_of(text, "Varshney")])
    picture = panel.view.viewport().grab().toImage()
    rect = panel.view.cursorRect(panel.view.document().find("Varshney"))  # at its end

    def colour(x: int, y: int) -> QColor:
        ratio = picture.devicePixelRatio()
        return picture.pixelColor(round(x * ratio), round(y * ratio))

    assert colour(rect.left() - 2, rect.top() + 3) == theme.colours.qcolor("mark")
    assert colour(rect.left() + 6, rect.top() + 4) == theme.colours.qcolor("base")


def test_copying_a_sentence_with_its_footnote(panel: DocumentPanel, qtbot: QtBot) -> None:
    assert not panel.copy_button.isEnabled()
    panel.show_entry(samples_opened.detail())
    with qtbot.waitSignal(panel.copied):
        click(panel.copy_button)
    copied = QApplication.clipboard().text()
    assert copied.startswith(f"“{AGREED}”\n– Sanjeev K. Varshney (RIS), “India-Republic")
    assert "¶7, sentence 1." in copied
    cursor = panel.view.document().find("green mobility, renewable energy")
    panel.view.setTextCursor(cursor)
    click(panel.copy_button)
    assert QApplication.clipboard().text().startswith("“green mobility, renewable energy”\n")
    assert "¶5, sentence 1." in QApplication.clipboard().text()


def test_places_in_words(text: DocumentText) -> None:
    assert cited_place(text, span_of(text, BEGAN)) == "¶7, sentence 2"
    assert cited_place(text, span_of(text, "Sanjeev")) == "title lines"
    seventh = next(p for p in text.paragraphs if p.number == 7)
    assert cited_place(text, Span(seventh.start, seventh.end)) == "¶7, sentences 1–2"
    assert cited_place(text, Span(seventh.start, seventh.end + 20)) == "¶7–8"


def test_a_click_on_a_dotted_sentence_chooses_its_entry(panel: DocumentPanel, qtbot: QtBot) -> None:
    place = line_at(panel.view, "Arctic research and the blue")
    footing = panel.view.footing_at(place)
    assert footing is not None
    assert footing.entry == "arctic"
    with qtbot.waitSignal(panel.entry_selected) as signal:
        click(panel.view.viewport(), place)
    assert signal.args == ["arctic"]
    outside = line_at(panel.view, "Mapping and exploration")
    with qtbot.assertNotEmitted(panel.entry_selected):
        click(panel.view.viewport(), outside)


def test_zoom_keeps_the_place(panel: DocumentPanel, text: DocumentText) -> None:
    panel.go_to(*span_of(text, "The partnership aims"))
    before = panel.view.document().defaultFont().pixelSize()
    press(panel.view, Qt.Key.Key_Equal, CONTROL)
    assert panel.view.document().defaultFont().pixelSize() > before
    rect = panel.view.cursorRect()
    assert panel.view.viewport().rect().intersects(rect)
    for _ in range(12):
        press(panel.view, Qt.Key.Key_Minus, CONTROL)
    assert not panel.smaller_button.isEnabled()


def test_another_document_after_this_one(panel: DocumentPanel, text: DocumentText) -> None:
    panel.show_entry(samples_opened.detail())
    empty = msgspec.structs.replace(text, text="", paragraphs=(), footings=())
    panel.show_document(empty, samples.labels())
    assert "No entry rests on this document yet" in said(panel)
    panel.grab()
    panel.go_to(0, 1)
    panel.show_document(text, samples.labels())
    assert panel.view.verticalScrollBar().value() == 0
    assert panel.document is text


def test_every_stop_of_the_keyboard_has_a_name(panel: DocumentPanel) -> None:
    panel.show_entry(samples_opened.detail())
    assert unnamed(panel) == []
    assert panel.view.accessibleName().startswith("Text of India-Republic")
    interface = QAccessible.queryAccessibleInterface(panel.view)
    assert "agreed to enhance the cooperation" in interface.text(QAccessible.Text.Value)


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("size", [(1024, 600), (700, 500), (1440, 900)])
def test_it_is_painted_at_any_size(
    panel: DocumentPanel, look: str, size: tuple[int, int], detail: EntryDetail
) -> None:
    start_look(look)
    panel.resize(*size)
    panel.show_entry(detail)
    panel.go_to(*span_of(samples_opened.document_text(), AGREED))
    picture = panel.view.viewport().grab().toImage()
    assert has_colour(picture, theme.colours.evidence)


@pytest.fixture
def detail() -> EntryDetail:
    return samples_opened.detail()
