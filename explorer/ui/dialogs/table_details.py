"""What holds for all rows of a table: how dates and lists are written, and its name."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from explorer.domain.mapping import DateOrder, Mapping
from explorer.domain.vocabulary import Kind
from explorer.ui import theme, words
from explorer.ui.table_words import order_label, sign_label, tr
from explorer.ui.widgets import plain_label
from explorer.ui.widgets_combo import Combo

HEIGHT: Final = 30
_SEPARATORS: Final = ("", ";", ",", "/", "|", " and ", " & ", " - ", "\n")


class DetailsForm(QWidget):
    """A form; `changed` tells the mapping as it is said now."""

    changed = Signal(object)  # Mapping

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._mapping: Mapping | None = None
        form = self._form = QFormLayout(self)
        form.setContentsMargins(8, 12, 8, 8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        self.order = self._choice(tr("Dates in numbers"))
        for order in DateOrder:
            self.order.addItem(order_label(order), order)
        self.separator = self._choice(tr("Between parties in a cell"))
        self.sector_separator = self._choice(tr("Between sectors in a cell"))
        self.kind = self._choice(tr("Type where none is told"))
        for kind in Kind:
            self.kind.addItem(words.kind_label(kind), kind)
        self.source = QLineEdit(self)
        self.source.setMinimumWidth(280)
        self._add(tr("Name of this table"), self.source)
        self.source.textEdited.connect(lambda _text: self._tell())
        said = tr(
            "A row is known again by this name and its id: give the next edition the same name,"
            " and its rows update those that are here."
        )
        hint = plain_label(said, size=theme.SECONDARY, role="soft", wrap=True)
        form.addRow(hint)

    def _choice(self, name: str) -> Combo:
        field = Combo(self)
        field.setMinimumWidth(280)
        field.activated.connect(lambda _place: self._tell())
        self._add(name, field)
        return field

    def _add(self, name: str, field: QWidget) -> None:
        field.setAccessibleName(name)
        field.setMinimumHeight(HEIGHT)
        self._form.addRow(name, field)

    def show_mapping(self, mapping: Mapping) -> None:
        """What it says."""
        self._mapping = mapping
        self.order.setCurrentIndex(self.order.findData(mapping.date_order))
        self.kind.setCurrentIndex(self.kind.findData(mapping.default_kind))
        for field, chosen in (
            (self.separator, mapping.separator),
            (self.sector_separator, mapping.sector_separator),
        ):
            stripped = {sign.strip(" "): sign for sign in _SEPARATORS}
            stripped[chosen.strip(" ")] = chosen
            field.clear()
            for sign in stripped.values():
                field.addItem(sign_label(sign), sign)
            field.setCurrentIndex(field.findData(chosen))
        if self.source.text() != mapping.source:
            self.source.setText(mapping.source)

    def _tell(self) -> None:
        if self._mapping is None:
            return
        said = replace(
            self._mapping,
            date_order=DateOrder(self.order.currentData()),
            separator=str(self.separator.currentData()),
            sector_separator=str(self.sector_separator.currentData()),
            default_kind=Kind(self.kind.currentData()),
            source=self.source.text().strip(),
        )
        if said != self._mapping:
            self._mapping = said
            self.changed.emit(said)
