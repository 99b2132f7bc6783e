"""Entries on their way from one part of the window to another by the mouse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

_TYPE: Final = "application/x-accord-entries"


def entry_data(ids: Sequence[str], titles: Sequence[str]) -> QMimeData:
    """Entries as they are dragged; elsewhere they are their titles, a line each."""
    data = QMimeData()
    data.setData(_TYPE, "\n".join(ids).encode())
    data.setText("\n".join(titles))
    return data


def entries_of(data: QMimeData) -> tuple[str, ...]:
    """The ids of the entries that are dragged; none where it is something else."""
    if not data.hasFormat(_TYPE):
        return ()
    return tuple(filter(None, bytes(data.data(_TYPE).data()).decode().split("\n")))


class EntryTarget(QObject):
    """Lets entries be dropped on a widget that has no drops of its own."""

    def __init__(self, widget: QWidget, take: Callable[[tuple[str, ...]], object]) -> None:
        super().__init__(widget)
        self._take = take
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDropEvent):  # entering and moving are kinds of it
            return super().eventFilter(watched, event)
        ids = entries_of(event.mimeData())
        if not ids:
            event.ignore()
            return True
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() == QEvent.Type.Drop:
            self._take(ids)
        return True
