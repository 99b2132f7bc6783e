"""Which Accord this is, and whose work it stands on: each piece with its licence."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from explorer import __version__, paths
from explorer.services import licences
from explorer.services.licences import Component
from explorer.ui import theme
from explorer.ui.jobs import JobRunner
from explorer.ui.widgets import Line, plain_label

LOGO = 64
_COMPONENT = Qt.ItemDataRole.UserRole


def logo(size: int, ratio: float) -> QPixmap:
    """The program's sign, ``size`` logical pixels wide."""
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer = QSvgRenderer(str(paths.resources() / "logo" / "accord.svg"))
    renderer.render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


class AboutDialog(QDialog):
    """Version, that nothing leaves this computer, and a list of all that is inside."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About Accord"))
        self.resize(1020, 640)
        self._jobs = JobRunner(self, threads=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, theme.MARGIN)
        column.setSpacing(14)
        column.addLayout(self._head())
        column.addWidget(Line(self))
        self.pieces = self._tree()
        self.address = plain_label(role="soft", wrap=True, selectable=True)
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setFont(theme.ui_font(theme.SECONDARY))
        self.text.document().setDocumentMargin(10)
        self.text.setAccessibleName(self.tr("Licence"))
        beside = QWidget(self)
        right = QVBoxLayout(beside)
        right.setContentsMargins(14, 0, 0, 0)
        right.addWidget(self.address)
        right.addWidget(self.text, 1)
        halves = QSplitter(Qt.Orientation.Horizontal, self)
        halves.addWidget(self.pieces)
        halves.addWidget(beside)
        halves.setChildrenCollapsible(False)
        halves.setSizes([400, 580])
        column.addWidget(halves, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self._jobs.run("list", lambda _job: licences.components(), self._fill, self._failed)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        sign = QLabel(self)
        sign.setPixmap(logo(LOGO, self.devicePixelRatioF()))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        title = plain_label(f"Accord {__version__}", size=theme.TITLE, bold=True, selectable=True)
        words.addWidget(title)
        for text in (
            self.tr("An explorer for cooperation agreements. Each answer shows its sentence."),
            self.tr("Works without a network: nothing is sent, nothing is fetched."),
            self.tr("It stands on the work of others, each under a licence of its own:"),
        ):
            words.addWidget(plain_label(text, wrap=True, role="soft"))
        row.addLayout(words, 1)
        return row

    def _tree(self) -> QTreeWidget:
        tree = QTreeWidget(self)
        tree.setHeaderLabels([self.tr("Name"), self.tr("Version"), self.tr("Licence")])
        tree.setAccessibleName(self.tr("What is inside"))
        tree.setUniformRowHeights(True)
        tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = tree.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(0, 180)
        header.resizeSection(1, 90)
        tree.currentItemChanged.connect(lambda item, _before: self._show(item))
        return tree

    def _fill(self, found: tuple[Component, ...]) -> None:
        owners: dict[str, QTreeWidgetItem] = {}
        for part in (False, True):
            for one in found:
                if bool(one.part_of) is part:
                    above = owners.get(one.part_of.casefold())
                    row = self._row(one, above if above is not None else self.pieces)
                    owners.setdefault(one.name.casefold(), row)
        self.pieces.setCurrentItem(owners["accord"])

    def _row(self, one: Component, above: QTreeWidget | QTreeWidgetItem) -> QTreeWidgetItem:
        unknown = self.tr("unknown")
        cells = [one.name, one.version or unknown, one.licence or unknown]
        row = QTreeWidgetItem(above, cells)
        row.setToolTip(2, one.licence)
        row.setData(0, _COMPONENT, one)
        return row

    def _show(self, item: QTreeWidgetItem | None) -> None:
        if item is None:
            return
        one: Component = item.data(0, _COMPONENT)
        told = " · ".join(filter(None, (one.licence, one.home)))
        self.address.setText("\n".join(filter(None, (told, one.authors))))
        self._jobs.run("text", lambda _job: licences.licence_text(one), self._read, self._failed)

    def _read(self, text: str) -> None:
        self.text.setPlainText(text or self.tr("It brought no licence text."))

    def _failed(self, error: Exception) -> None:
        self.text.setPlainText(str(error))

    @override
    def done(self, result: int) -> None:
        self._jobs.stop()
        super().done(result)
