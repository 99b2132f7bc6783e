"""Long titles in three scripts have room: in the reader, narrow or wide, and in single lines."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from explorer.ui.panels.reader import ReaderPanel
from explorer.ui.theme import BODY, TITLE
from explorer.ui.widgets import plain_label
from explorer.ui.widgets_lines import Face, fitted, metrics_of, shaped
from tests.ui import samples, samples_opened
from tests.ui.fitting import clipped
from tests.ui.samples_checks import show_active, start_look

LONG = {
    "latin": "Memorandum of Understanding on Telecommunication, Interoperability and the"
    " Internationalisation of Small and Medium-sized Enterprises",
    "korean": "대한민국 정부와 인도공화국 정부 간의 과학기술협력 및 공동연구개발사업의 추진에 관한"
    " 양해각서와 그 부속의정서",
    "hindi": "भारत गणराज्य और कोरिया गणराज्य के बीच विज्ञान, प्रौद्योगिकी तथा अंतरिक्ष अनुसंधान में"
    " दीर्घकालिक द्विपक्षीय सहयोग के संवर्द्धन पर समझौता ज्ञापन",
}
scripts = pytest.mark.parametrize("text", LONG.values(), ids=LONG)


@pytest.fixture(autouse=True)
def _look(qapp: object) -> None:
    start_look()


@scripts
@pytest.mark.parametrize("width", [300, 376, 576])
def test_the_reader_has_room(qtbot: QtBot, text: str, width: int) -> None:
    detail = samples_opened.detail()
    entry = msgspec.structs.replace(detail.entry, title=text, summary=f"{text}. {text}.")
    panel = ReaderPanel()
    show_active(qtbot, panel, width, 640)
    panel.show_detail(msgspec.structs.replace(detail, entry=entry), samples.labels(), True)
    content = panel.widget()
    assert content is not None
    qtbot.waitUntil(lambda: content.isVisible() and content.width() > 200)
    assert content.width() <= panel.viewport().width()
    assert clipped(panel) == []


@scripts
@pytest.mark.parametrize(("size", "spare"), [(BODY, 1), (TITLE, 2)])
def test_the_ink_stays_in_its_line(text: str, size: int, spare: int) -> None:
    """Signs above and below the letters are not cut off: rows of a list have a pixel to spare,
    the reader's title stands two below its edge."""
    face = Face(size, bold=True)
    ink = metrics_of(face).tightBoundingRect(text)
    line = shaped(text, face)
    assert -ink.top() <= line.ascent + spare
    assert ink.bottom() <= line.height - line.ascent + spare
    cut = fitted(text, face, 120)
    assert cut.width <= 121


def test_what_does_not_fit_is_found(qtbot: QtBot) -> None:
    widget = QWidget()
    column = QVBoxLayout(widget)
    label = plain_label("Internationalisation", wrap=True)
    label.setFixedSize(40, 16)
    column.addWidget(label, 0, Qt.AlignmentFlag.AlignLeft)
    show_active(qtbot, widget, 300, 100)
    assert len(clipped(widget)) == 1
