"""A table on its way in: looked at, mapped with a preview, read in, and told what became of it."""

from __future__ import annotations

from enum import Enum, auto
from functools import cached_property
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from explorer.domain.labels import Labels
from explorer.domain.mapping import Mapping, check_mapping
from explorer.domain.messages import AccordError, Progress
from explorer.domain.tabling import Shape, TableLook, TableReport
from explorer.ui import theme, words
from explorer.ui.dialogs.table_files import ask_for_file, ask_for_target
from explorer.ui.dialogs.table_mapping import MappingPage
from explorer.ui.dialogs.table_report import ReportPage
from explorer.ui.dialogs.table_shape import ShapeRow
from explorer.ui.table_words import counted, notes_text, outcome, progress_text, rows, tr
from explorer.ui.widgets import ElidedLabel, IconLabel, plain_label

SIZE: Final = (1080, 720)
_SMALL: Final = (600, 240)  # for one line
_ROOM: Final = 48  # around it, on a small screen
# What another encoding may remedy.
_ENCODED: Final = frozenset({"reading-encoding", "encoding-unknown", "table-damaged"})


class State(Enum):
    """What the dialog is at."""

    LOOKING = auto()
    FAILED = auto()
    MAPPING = auto()
    READING = auto()
    DONE = auto()


class TableDialog(QDialog):
    """Beside the window, which can be used meanwhile.

    Closed while rows are being read in, it only goes out of sight: they come all the same.
    """

    shape_wanted = Signal(object)  # Shape: read the file so
    mapping_wanted = Signal(object, str)  # Mapping, a field whose words want a meaning
    guess_wanted = Signal()
    load_wanted = Signal(object)  # Path
    save_wanted = Signal(object)  # Path
    import_wanted = Signal(object)  # Mapping
    cancel_wanted = Signal()  # what runs; nothing of it stays
    report_wanted = Signal(object)  # Path
    undo_wanted = Signal()
    skip_wanted = Signal()  # the tables that come after this one

    def __init__(self, path: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Read in a table"))
        room = self.screen().availableSize()
        self._large = QSize(room.width() - _ROOM, room.height() - _ROOM).boundedTo(QSize(*SIZE))
        self.resize(self._large)
        self.state = State.LOOKING
        self.path, self._labels = path, Labels()
        self.head = ElidedLabel()
        self.head.setFont(theme.ui_font(theme.CARD, bold=True))
        self.head.set_full_text(path.name.encode(errors="replace").decode())
        self.waiting = plain_label(size=theme.SECONDARY, role="soft")
        self.skip = QPushButton(tr("Leave them out"))
        self.skip.setProperty("link", True)
        self.skip.clicked.connect(self.skip_wanted)
        self.says = plain_label(role="soft", wrap=True, selectable=True)
        self.problem = plain_label(role="error", wrap=True, selectable=True)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(tr("Progress"))
        self.bar.setTextVisible(False)
        self.shape = ShapeRow(self)
        self.shape.changed.connect(self.shape_wanted)
        self._pages = QStackedWidget(self)
        self._blank = QWidget(self._pages)
        self._pages.addWidget(self._blank)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, theme.MARGIN)
        column.setSpacing(8)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(IconLabel("file-input", "accent", 20))
        line.addWidget(self.head, 1)
        line.addWidget(self.waiting)
        line.addWidget(self.skip)
        column.addLayout(line)
        for part in (self.says, self.shape, self.problem, self.bar):
            column.addWidget(part)
        column.addWidget(self._pages, 1)
        column.addStretch(0)
        column.addLayout(self._buttons())
        self.begin_look()
        # The pages are made while the file is being read: all at once the window would stand still.
        QTimer.singleShot(0, self, lambda: self.page)

    @cached_property
    def page(self) -> MappingPage:
        """Where the table is mapped."""
        page = MappingPage(self._pages)
        page.changed.connect(self.mapping_wanted)
        self._pages.addWidget(page)
        return page

    @cached_property
    def report(self) -> ReportPage:
        """What became of it."""
        page = ReportPage(self._pages)
        self._pages.addWidget(page)
        return page

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.load = QPushButton(tr("Load mapping …"))
        self.load.clicked.connect(self._choose_mapping)
        self.save = QPushButton(tr("Save mapping …"))
        self.save.clicked.connect(self._choose_target)
        self.guess = QPushButton(tr("Guess again"))
        self.guess.clicked.connect(self.guess_wanted)
        self.keep = QPushButton(tr("Save report …"))
        self.keep.clicked.connect(self._choose_report)
        self.undo = QPushButton(tr("Undo"))
        self.undo.clicked.connect(self.undo_wanted)
        self.go = QPushButton(tr("Import"))
        self.go.setProperty("primary", True)
        self.go.clicked.connect(self._import)
        self.leave = QPushButton()
        self.leave.clicked.connect(self._leave)
        for button in (self.load, self.save, self.guess, self.keep):
            row.addWidget(button)
        row.addStretch(1)
        for button in (self.undo, self.go, self.leave):
            row.addWidget(button)
        return row

    # States

    def begin_look(self) -> None:
        """The file is being read."""
        if self.state is State.FAILED:
            self._pages.show()
            self.resize(self._large)
        self.problem.setText("")
        self.says.setText(tr("Reading the file …"))
        self.bar.setRange(0, 0)
        self._enter(State.LOOKING)

    def show_look(
        self, look: TableLook, mapping: Mapping, labels: Labels, *, remembered: bool
    ) -> None:
        """What it holds, with a mapping to begin with; ``remembered``: the one of last time."""
        self._labels = labels
        said = [tr("{rows}, {form}.").format(rows=rows(look.rows), form=_form(look.form))]
        if remembered:
            said.append(tr("Its columns are read as last time."))
        damaged = counted(
            len(look.refused), tr("1 row is damaged."), tr("{count} rows are damaged.")
        )
        self.says.setText(" ".join(filter(None, (*said, damaged, notes_text(look.notes)))))
        self.shape.show_shape(look.shape, look.sheets)
        self.page.show_look(look, mapping, labels, remembered=remembered)
        self._enter(State.MAPPING)
        self.check()
        self.page.column_grid.setFocus()

    def check(self) -> None:
        """Whether the mapping can be used; why not stands above it."""
        look, mapping = self.page.look, self.page.mapping
        assert look is not None and mapping is not None
        try:
            check_mapping(mapping, look.names(), self._labels.sectors)
        except AccordError as error:
            self.refuse(words.message_text(error.message))
            self.go.setEnabled(False)
        else:
            self.refuse("")
            self.go.setEnabled(True)

    def refuse(self, text: str) -> None:
        """Say what does not work."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def fail_look(self, error: AccordError, shape: Shape) -> None:
        """The file could not be read."""
        self.says.setText(tr("It was not read in. Nothing was changed."))
        self.refuse(words.message_text(error.message))
        # What was read before, or might be in other letters, can be read otherwise from here.
        before = "page" in vars(self) and self.page.look is not None
        if error.message.code in _ENCODED and not before:
            self.shape.show_wrong(shape)
        self._enter(State.FAILED)
        self.shape.setVisible(before or error.message.code in _ENCODED)
        self._pages.hide()  # there is nothing to fill a large dialog with
        self._column.activate()  # else what was hidden just now would still count
        self.resize(*_SMALL)

    def begin_import(self) -> None:
        """The rows are being read in."""
        self.bar.setRange(0, 0)
        self.says.setText(tr("Reading in …"))
        self.refuse("")
        self._enter(State.READING)
        self.leave.setFocus()
        QTimer.singleShot(0, self, lambda: self.report)

    def show_progress(self, progress: Progress) -> None:
        """How far the child is."""
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)
        self.says.setText(progress_text(progress))

    def back_to_mapping(self, text: str, *, wrong: bool) -> None:
        """It was cancelled, or went ``wrong``: nothing of it is there; it may be tried again."""
        self.says.setText("" if wrong else text)
        self._enter(State.MAPPING)
        self.check()
        if wrong:
            self.refuse(text)
        self.go.setFocus()

    def finish(self, report: TableReport) -> None:
        """What became of the rows."""
        self.says.setText("")
        self.head.set_full_text(f"{self.head.full_text()}: {outcome(report)}")
        self.report.show_report(report)
        self._enter(State.DONE)
        self.undo.setVisible(bool(report.batch))
        self.leave.setFocus()

    def say(self, text: str) -> None:
        """Tell of something that was done beside."""
        self.says.setText(text)
        self.says.show()

    def begin_undo(self) -> None:
        """What came is being taken back."""
        self.undo.setEnabled(False)
        self.report.searchable.hide()
        self.say(tr("It is being undone …"))

    def show_undone(self, undone: bool) -> None:
        """What came is not in the library any more, or is again."""
        self.undo.setVisible(not undone)
        self.undo.setEnabled(True)
        self.report.searchable.hide()
        self.say(tr("It was undone: the library is as it was before.") if undone else "")
        if undone:
            self.leave.setFocus()

    def refuse_undo(self, text: str) -> None:
        """It could not be taken back: what came stays."""
        self.undo.hide()
        self.say(text)

    def show_waiting(self, count: int) -> None:
        """How many tables come after this one."""
        text = counted(count, tr("1 more table after this one"), tr("{count} more tables"))
        self.waiting.setText(text)
        self.skip.setVisible(count > 0)
        self.skip.setAutoDefault(False)

    def _enter(self, state: State) -> None:
        self.state = state
        mapping, done = state is State.MAPPING, state is State.DONE
        running = state in (State.LOOKING, State.READING)
        if state in (State.MAPPING, State.READING):
            self._pages.setCurrentWidget(self.page)
            self.page.setEnabled(mapping)
        else:
            self._pages.setCurrentWidget(self.report if done else self._blank)
        self.bar.setVisible(running)
        self.shape.setVisible(mapping)
        self.says.setVisible(bool(self.says.text()))
        self.problem.setVisible(bool(self.problem.text()) and not running and not done)
        for button in (self.load, self.save, self.guess, self.go):
            button.setVisible(mapping)
        self.keep.setVisible(done)
        self.undo.setVisible(False)
        ended = done or state is State.FAILED
        self.leave.setText(tr("Close") if ended else tr("Cancel"))
        self.leave.setDefault(ended)
        self.go.setDefault(mapping)

    # What is wanted

    def _import(self) -> None:
        if self.go.isEnabled():
            self.import_wanted.emit(self.page.mapping)

    def _leave(self) -> None:
        if self.state is State.READING:
            self.cancel_wanted.emit()
        else:
            self.reject()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return does what a focused button says; elsewhere it does not begin an import."""
        returned = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if returned and not isinstance(self.focusWidget(), QPushButton):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _choose_mapping(self) -> None:
        ask_for_file(self, tr("Load a mapping"), self.path, self.load_wanted)

    def _choose_target(self) -> None:
        target = self.path.with_name(f"{self.path.stem}-mapping.json")
        ask_for_target(self, tr("Save the mapping"), target, self.save_wanted)

    def _choose_report(self) -> None:
        target = self.path.with_name(f"{self.path.stem}-report.json")
        ask_for_target(self, tr("Save the report"), target, self.report_wanted)


def _form(form: str) -> str:
    return {"an Excel workbook": tr("Excel workbook")}.get(form, form)
