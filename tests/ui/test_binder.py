"""The brief's rows: whole titles, and a selection that stays with its entries."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from explorer.ui.panels.binder import BinderPanel
from explorer.ui.theme import BODY, ui_font
from tests.ui import samples
from tests.ui.samples_checks import press, show_active, start_look
from tests.ui.test_fitting import LONG


@pytest.fixture
def panel(qtbot: QtBot) -> BinderPanel:
    start_look()
    found = BinderPanel()
    show_active(qtbot, found, 376, 600)
    return found


@pytest.mark.parametrize("width", [300, 376, 560])
@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_title_is_whole_in_every_script(panel: BinderPanel, text: str, width: int) -> None:
    rows = [msgspec.structs.replace(row, title=text) for row in samples.page().rows[:3]]
    panel.resize(width, 600)
    panel.show_rows(rows)
    view = panel.list
    metrics = QFontMetrics(ui_font(BODY, bold=True))
    tops = []
    for place in range(3):
        box = view.visualItemRect(view.item(place))
        room = box.adjusted(26, 0, -7, 5_000)
        wanted = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), text)
        assert wanted.width() <= room.width()
        assert wanted.height() + 20 <= box.height()
        assert box.right() <= view.viewport().width()
        tops.append(box.top())
    assert tops == sorted(set(tops))
    assert not panel.grab().isNull()


def test_moving_a_row_keeps_it_chosen_and_no_other(panel: BinderPanel) -> None:
    rows = samples.page().rows[:4]
    panel.show_rows(rows)
    panel.list.setCurrentRow(2)
    own = rows[2].id
    press(panel.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    by_id = {row.id: row for row in rows}
    panel.show_rows([by_id[name] for name in panel.list.ids()])  # as the library tells it
    assert panel.list.ids().index(own) == 1
    assert panel.list.chosen() == (own,)
    assert panel.list.currentRow() == 1
    panel.show_rows([by_id[name] for name in panel.list.ids() if name != own])
    assert len(panel.list.chosen()) == 1


def test_nothing_to_export_is_seen(panel: BinderPanel) -> None:
    panel.show_rows(())
    assert not panel._export.isEnabled()
    panel.show_rows(samples.page().rows[:1])
    assert panel._export.isEnabled()
