"""Where is my data: each folder and file of Accord on this computer, its size, the way to it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from explorer.services.places import library_places, sizes
from explorer.settings import settings_file
from explorer.store.library import Library
from explorer.ui import theme, words
from explorer.ui.desktop import open_local
from explorer.ui.jobs import Job, JobRunner
from explorer.ui.session import told
from explorer.ui.widgets import plain_label

LANE = "sizes"
PATH_WIDTH = 460


class PlacesDialog(QDialog):
    """A row for each place. Sizes are counted in the background; what is not there says so."""

    measured = Signal()  # all sizes are shown

    def __init__(
        self,
        jobs: JobRunner,
        folder: Path,
        library: Library | None,
        log_folder: Path,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Where is my data"))
        self._jobs = jobs
        found = library_places(folder, library)
        places = {
            "library": (self.tr("Library"), self.tr("Entries, texts, the brief: your work.")),
            "documents": (self.tr("Documents"), self.tr("The files as they were added.")),
            "index": (
                self.tr("Search index"),
                self.tr("Made from the library, and made again where it is lost."),
            ),
            "settings": (self.tr("Settings"), self.tr("What the window remembers of itself.")),
            "cache": (self.tr("Cache"), self.tr("May be deleted at any time.")),
            "log": (self.tr("Log"), self.tr("What went wrong, for you alone.")),
        }
        self.paths = {**found, "settings": settings_file(), "log": log_folder}
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, theme.MARGIN)
        column.setSpacing(12)
        text = self.tr(
            "Everything that Accord keeps is on this computer, in these places. To save or move"
            " your work, copy the library’s folder while Accord is closed."
        )
        column.addWidget(plain_label(text, wrap=True, role="soft"))
        self.buttons: dict[str, tuple[QPushButton, QPushButton]] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(0, 1)
        self.sizes = {
            key: self._add(number, key, *texts)
            for number, (key, texts) in enumerate(places.items())
        }
        column.addLayout(self._grid)
        self._note = plain_label(role="error", wrap=True)
        self._note.hide()
        column.addWidget(self._note)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def _add(self, number: int, key: str, name: str, what_for: str) -> QLabel:
        """A row: the name and what it is, its size; below, the path and what can be done."""
        path = self.paths[key]
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(plain_label(name, bold=True))
        head.addWidget(plain_label(what_for, role="soft", size=theme.SECONDARY))
        head.addStretch(1)
        size = plain_label(role="soft", size=theme.SECONDARY)
        head.addWidget(size)
        field = QLineEdit(str(path))
        field.setReadOnly(True)
        field.setCursorPosition(0)
        field.setMinimumWidth(PATH_WIDTH)
        field.setAccessibleName(self.tr("Path: {name}").format(name=name))
        show = QPushButton(self.tr("Show in folder"))
        show.setAccessibleName(self.tr("Show in folder: {name}").format(name=name))
        show.clicked.connect(lambda: self._show(path))
        show.setEnabled(path.exists())
        copy = QPushButton(self.tr("Copy path"))
        copy.setAccessibleName(self.tr("Copy path: {name}").format(name=name))
        copy.clicked.connect(lambda: self._copy(path, copy))
        self.buttons[key] = (show, copy)
        row = 3 * number
        self._grid.addLayout(head, row, 0, 1, 3)
        for place, widget in enumerate((field, show, copy)):
            self._grid.addWidget(widget, row + 1, place)
        self._grid.setRowMinimumHeight(row + 2, theme.MARGIN // 2)
        return size

    def measure(self) -> None:
        """Count the sizes; each is shown when it is known."""
        places = dict(self.paths)

        def work(job: Job) -> None:
            for name, path in places.items():
                there = path.exists()
                total = 0
                for one in sizes(path):
                    if job.cancelled:
                        return
                    total += one
                job.report((name, total if there else None))

        self._jobs.run(LANE, work, lambda _: self.measured.emit(), self._failed, self._measured)

    def _measured(self, found: tuple[str, int | None]) -> None:
        name, size = found
        text = self.tr("not there yet") if size is None else words.size(size)
        self.sizes[name].setText(text)

    def _failed(self, error: Exception) -> None:
        self._tell(words.message_text(told(error).message))

    def _show(self, path: Path) -> None:
        folder = path if path.is_dir() else path.parent
        if not open_local(folder):
            self._tell(self.tr("No program opened the folder {path}").format(path=folder))

    def _copy(self, path: Path, button: QPushButton) -> None:
        QGuiApplication.clipboard().setText(str(path))
        for _, other in self.buttons.values():
            other.setText(self.tr("Copied") if other is button else self.tr("Copy path"))

    def _tell(self, text: str) -> None:
        self._note.setText(text)
        self._note.show()

    @override
    def done(self, result: int) -> None:
        """Close; what is not counted yet is of no use any more."""
        self._jobs.cancel(LANE)
        super().done(result)
