"""The mapping of a table: its columns, its words, how it is written, and what its rows become."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from explorer.domain.labels import Labels
from explorer.domain.mapping import Mapping
from explorer.domain.messages import Progress
from explorer.domain.tabling import EntryLine, TableLook, TableReport
from explorer.ui import theme, words
from explorer.ui.dialogs.table_details import DetailsForm
from explorer.ui.models.table_columns import FIELD, ColumnsModel
from explorer.ui.models.table_preview import PreviewModel
from explorer.ui.models.table_values import MEANING, FaultsModel, ValuesModel
from explorer.ui.table_words import faults, not_understood, outcome, progress_text, tr
from explorer.ui.widgets import Line, button_text, plain_label
from explorer.ui.widgets_grid import ChoiceDelegate, Grid, PiecesDelegate

COLUMNS, VALUES, DETAILS, FAULTS = range(4)
_COUNTER: Final = 120


class MappingPage(QWidget):
    """Shows a look and a mapping; `changed` tells each other mapping that is chosen."""

    changed = Signal(object, str)  # Mapping, a field whose words want a meaning

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.look: TableLook | None = None
        self.mapping: Mapping | None = None
        self._labels = Labels()
        self.columns = ColumnsModel(self)
        self.columns.chosen.connect(self._assign)
        self.values = ValuesModel(self)
        self.values.chosen.connect(self._mean)
        self.faults = FaultsModel(self)
        self.preview = PreviewModel(self)
        # Each part is made within its place: to move it there would style all of it once more.
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        splitter = QSplitter(Qt.Orientation.Vertical, self)
        splitter.setChildrenCollapsible(False)
        self._make_upper(QWidget(splitter))
        self._make_lower(QWidget(splitter))
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        column.addWidget(splitter, 1)
        column.addLayout(self._counts())

    def _make_upper(self, upper: QWidget) -> None:
        self._group = QButtonGroup(self)
        self._stack = stack = QStackedWidget(upper)
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(2)
        name = tr("Columns of the table")
        self.column_grid = Grid(self.columns, name, (170, 300, 190, 270), stack, wide=1)
        self.column_grid.setItemDelegateForColumn(FIELD, ChoiceDelegate(self))
        name = tr("Words of the table and what they mean")
        self.value_grid = Grid(self.values, name, (300, 110, 80, 300), stack, wide=0)
        self.value_grid.setItemDelegateForColumn(MEANING, ChoiceDelegate(self))
        form = QScrollArea(stack)
        form.setWidgetResizable(True)
        form.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.details = DetailsForm(form)
        self.details.changed.connect(lambda mapping: self.changed.emit(mapping, ""))
        form.setWidget(self.details)
        name = tr("What was not understood")
        self.fault_grid = Grid(self.faults, name, (180, 400, 100, 100), stack, wide=1)
        self.fault_grid.copied = self.faults.text
        self.tabs: list[QToolButton] = []
        pages = (self.column_grid, self.value_grid, form, self.fault_grid)
        for place, page in enumerate(pages):
            tab = QToolButton(upper)
            tab.setProperty("tab", True)
            tab.setCheckable(True)
            tab.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._group.addButton(tab, place)
            stack.addWidget(page)
            self.tabs.append(tab)
            row.addWidget(tab)
        row.addStretch(1)
        self._group.idToggled.connect(self._turn)
        self.tabs[COLUMNS].setChecked(True)
        column.addLayout(row)
        column.addWidget(Line(upper))
        column.addWidget(stack, 1)
        self._name_tabs()

    def _turn(self, place: int, on: bool) -> None:
        if on:
            self._stack.setCurrentIndex(place)

    def _make_lower(self, lower: QWidget) -> None:
        column = QVBoxLayout(lower)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        name = tr("What the first rows become")
        widths = (280, 120, 110, 140, 220, 180)
        self.preview_head = plain_label(name, bold=True)
        self.preview_grid = Grid(self.preview, name, widths, lower, wide=0)
        self.preview_grid.setItemDelegate(PiecesDelegate(self))
        column.addWidget(self.preview_head)
        column.addWidget(Line(lower))
        column.addWidget(self.preview_grid, 1)

    def _counts(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.counter = QProgressBar(self)
        self.counter.setFixedWidth(_COUNTER)
        self.counter.setTextVisible(False)
        self.counter.setAccessibleName(tr("All rows are being looked at"))
        self.counts = plain_label(size=theme.SECONDARY, role="soft", wrap=True, selectable=True)
        row.addWidget(self.counter)
        row.addWidget(self.counts, 1)
        self.counter.hide()
        return row

    def _name_tabs(self) -> None:
        unknown, missed = self.values.unknown, self.faults.rowCount()
        names = {
            COLUMNS: tr("Columns"),
            VALUES: tr("Words ({count} not known)") if unknown else tr("Words"),
            DETAILS: tr("Details"),
            FAULTS: tr("Not understood ({count})") if missed else tr("Not understood"),
        }
        for place, tab in enumerate(self.tabs):
            count = words.number(unknown if place == VALUES else missed)
            tab.setText(button_text(names[place].format(count=count)))

    def show_tab(self, place: int) -> None:
        """Bring a tab to the front."""
        self.tabs[place].setChecked(True)

    # What is shown

    def show_look(
        self, look: TableLook, mapping: Mapping, labels: Labels, *, remembered: bool
    ) -> None:
        """A table, as it was found, with its first mapping."""
        self.look, self.mapping, self._labels = look, mapping, labels
        self.columns.show_look(look, remembered=remembered)
        self.columns.show_mapping(mapping)
        self.values.show_look(look, mapping, labels)
        self.details.show_mapping(mapping)
        self.faults.show_faults(())
        self.preview.show_lines((), labels)
        self.column_grid.selectRow(0)
        self.counts.setText("")
        self._name_tabs()

    def show_mapping(self, mapping: Mapping) -> None:
        """Another mapping of the same table."""
        assert self.look is not None
        self.mapping = mapping
        self.columns.show_mapping(mapping)
        self.values.show_mapping(self.look, mapping, self._labels)
        self.details.show_mapping(mapping)
        self._name_tabs()

    def show_loaded(self, mapping: Mapping) -> None:
        """A mapping from a file, in place of the guess."""
        assert self.look is not None
        self.columns.forget_reasons()
        self.values.show_look(self.look, mapping, self._labels)
        self.show_mapping(mapping)

    def show_lines(self, lines: tuple[EntryLine, ...]) -> None:
        """What the first rows become by the mapping."""
        self.preview.show_lines(lines, self._labels)
        text = tr("What the first {count} rows become").format(count=words.number(len(lines)))
        if len(lines) < 2:
            text = tr("What the row becomes")
        self.preview_head.setText(text)

    def begin_count(self) -> None:
        """All rows are being looked at; what was counted before does not hold any more."""
        self.counter.setRange(0, 0)
        self.counter.show()
        self.counts.setText(tr("All rows are being looked at …"))
        self.faults.show_faults(())
        self._name_tabs()

    def show_count_progress(self, progress: Progress) -> None:
        """How far that is."""
        self.counter.setRange(0, progress.total)
        self.counter.setValue(progress.done)
        self.counts.setText(progress_text(progress))

    def end_count(self, report: TableReport) -> None:
        """What would become of all rows."""
        self.counter.hide()
        missed = not_understood(report)
        text = tr("Of all rows: {outcome}; {missed}.") if missed else tr("Of all rows: {outcome}.")
        if not missed:
            text += " " + tr("All was understood.")
        self.counts.setText(text.format(outcome=outcome(report), missed=missed))
        self.faults.show_faults(faults(report))
        self._name_tabs()

    def stop_count(self, text: str = "") -> None:
        """It was not counted; ``text`` says why."""
        self.counter.hide()
        self.counts.setText(text)

    # What is chosen

    def _assign(self, column: str, field: str) -> None:
        assert self.look is not None and self.mapping is not None
        columns = self.mapping.columns.assigned(column, field, self.look.names())
        self.changed.emit(replace(self.mapping, columns=columns), field)

    def _mean(self, field: str, printed: str, meaning: object) -> None:
        assert self.mapping is not None
        self.changed.emit(self.mapping.meaning(field, printed, meaning), "")
