"""How a table's file is read: delimiter, encoding, sheet, each to be changed where there is one."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from explorer.domain.tabling import Shape
from explorer.services.reading_files import encodings_offered
from explorer.ui import theme
from explorer.ui.table_words import sign_label, tr
from explorer.ui.widgets import plain_label
from explorer.ui.widgets_combo import Combo

HEIGHT: Final = 30
_SIGNS: Final = (",", ";", "\t", "|", ":", "^", "~")


class ShapeRow(QWidget):
    """Three fields side by side; `changed` tells the shape that is wanted."""

    changed = Signal(object)  # Shape

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._labels: dict[Combo, QLabel] = {}
        self.delimiter = self._field(row, tr("Delimiter"))
        self.encoding = self._field(row, tr("Encoding"))
        self.sheet = self._field(row, tr("Sheet"))
        row.addStretch(1)

    def _field(self, row: QHBoxLayout, name: str) -> Combo:
        field = Combo(self)
        field.setMinimumHeight(HEIGHT)
        field.setMaximumWidth(220)
        field.setAccessibleName(name)
        field.activated.connect(lambda _place: self.changed.emit(self.shape()))
        label = plain_label(name, size=theme.SECONDARY, role="soft")
        label.setBuddy(field)
        self._labels[field] = label
        row.addWidget(label)
        row.addWidget(field)
        return field

    def shape(self) -> Shape:
        """What is chosen."""
        fields = (self.encoding, self.delimiter, self.sheet)
        return Shape(*(str(field.currentData() or "") for field in fields))

    def show_shape(self, shape: Shape, sheets: tuple[str, ...] = ()) -> None:
        """How the file was read; a field that this form of file has not is not shown."""
        signs = list(dict.fromkeys((shape.delimiter, *_SIGNS))) if shape.delimiter else []
        _fill(self.delimiter, {sign: sign_label(sign) for sign in signs}, shape.delimiter)
        names = dict.fromkeys((shape.encoding, *encodings_offered())) if shape.encoding else {}
        _fill(self.encoding, {name: name.upper() for name in names}, shape.encoding)
        several = sheets if len(sheets) > 1 else ()
        _fill(self.sheet, {name: name for name in several}, shape.sheet)
        self._show_fields()

    def show_wrong(self, shape: Shape) -> None:
        """The file could not be read so: another encoding may help, where it is a text."""
        names = {name: name.upper() for name in encodings_offered()}
        _fill(self.encoding, {"": tr("Choose …"), **names}, shape.encoding)
        self._show_fields()

    def _show_fields(self) -> None:
        for field, label in self._labels.items():
            for part in (field, label):
                part.setVisible(field.count() > 0)


def _fill(field: Combo, choices: dict[str, str], chosen: str) -> None:
    field.clear()
    for value, label in choices.items():
        field.addItem(label, value)
    field.setCurrentIndex(field.findData(chosen))
