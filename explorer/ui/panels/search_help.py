"""What can be typed into the search, with examples that can be tried at a click."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from explorer.domain.syntax import FORMS
from explorer.ui import theme
from explorer.ui.widgets import LinkButton, plain_label


class SearchHelp(QDialog):
    """Examples on the left, what they find on the right."""

    tried = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("What can be typed into the search"))
        self.resize(640, 600)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(theme.MARGIN, 12, theme.MARGIN, 12)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        for number, form in enumerate(FORMS):
            link = LinkButton(form.typed, inside)
            link.setToolTip(self.tr("Search for this"))
            link.clicked.connect(lambda _=False, text=form.typed: self._try(text))
            grid.addWidget(link, number, 0, Qt.AlignmentFlag.AlignTop)
            finds = QCoreApplication.translate("Syntax", form.finds)
            grid.addWidget(plain_label(finds, wrap=True), number, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(FORMS), 1)
        area = QScrollArea(self)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setAccessibleName(self.tr("Examples"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        buttons.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.MARGIN)
        column.addWidget(area)
        column.addWidget(buttons)

    def _try(self, text: str) -> None:
        self.accept()
        self.tried.emit(text)
