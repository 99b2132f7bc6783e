"""An error that nobody expected: what happened, what is safe, and the ways on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from explorer.ui import theme, words
from explorer.ui.crash_report import report
from explorer.ui.desktop import open_local
from explorer.ui.widgets import IconLabel, plain_label

WIDTH = 520
REPORT_HEIGHT = 220


class CrashDialog(QDialog):
    """Tells one error. It blocks nothing: the window behind it can be used."""

    quit_wanted = Signal()

    def __init__(self, trace: str, log_file: Path | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._log_file = log_file
        self.setWindowTitle(self.tr("Something went wrong"))
        self.setModal(False)
        self._report = report(trace)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, theme.MARGIN)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(IconLabel("triangle-alert", "error", 24))
        title = self.tr("Something went wrong in Accord")
        head.addWidget(plain_label(title, size=theme.TITLE, bold=True), 1)
        column.addLayout(head)
        for role, text in (
            (
                "",
                self.tr(
                    "Accord met an error that it did not expect. What you asked for last may not"
                    " have been done."
                ),
            ),
            (
                "",
                self.tr(
                    "Your work is kept: entries, documents and the brief are in the library as"
                    " Accord last confirmed them. You can go on. If the window behaves oddly,"
                    " quit and start Accord again."
                ),
            ),
            (
                "soft",
                self.tr(
                    "Nothing is sent. To tell the makers of Accord, copy the report: it holds"
                    " versions and places in the program, and nothing of your library."
                ),
            ),
        ):
            column.addWidget(plain_label(text, wrap=True, role=role))
        self._more = plain_label(wrap=True, bold=True)
        self._more.hide()
        self._no_program = plain_label(wrap=True, role="soft", selectable=True)
        self._no_program.hide()
        for label in (self._more, self._no_program):
            column.addWidget(label)
        self.details = QPushButton(self.tr("Show the report"))
        self.details.setProperty("link", True)
        self.details.setCheckable(True)
        self.details.toggled.connect(self._show_report)
        column.addWidget(self.details, 0, Qt.AlignmentFlag.AlignLeft)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("Report"))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setFixedHeight(REPORT_HEIGHT)
        self.text.setPlainText(self._report)
        self.text.hide()
        column.addWidget(self.text)
        column.addSpacing(6)
        column.addLayout(self._buttons())
        # As tall as what it shows, now and when the report is opened.
        column.addStrut(WIDTH)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        self.go_on.setFocus()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.copy = QPushButton(self.tr("Copy report"))
        self.copy.clicked.connect(self._copy)
        self.log = QPushButton(self.tr("Open log"))
        self.log.clicked.connect(self._open_log)
        self.quit = QPushButton(self.tr("Quit"))
        self.quit.clicked.connect(self._quit)
        self.go_on = QPushButton(self.tr("Go on"))
        self.go_on.setProperty("primary", True)
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(self.accept)
        for button in (self.copy, self.log):
            row.addWidget(button)
        row.addStretch(1)
        for button in (self.quit, self.go_on):
            row.addWidget(button)
        return row

    def show_more(self, count: int) -> None:
        """Say how many errors came since; they are in the log."""
        self._more.setVisible(count > 0)
        if count == 1:
            self._more.setText(self.tr("One more error since then; the log counts it."))
        else:
            text = self.tr("{count} more errors since then; the log counts them.")
            self._more.setText(text.format(count=words.number(count)))

    def _show_report(self, shown: bool) -> None:
        self.text.setVisible(shown)
        self.details.setText(self.tr("Hide the report") if shown else self.tr("Show the report"))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self.copy.setText(self.tr("Copied"))

    def _open_log(self) -> None:
        if self._log_file is None or not open_local(self._log_file):
            text = self.tr("The log could not be opened. It should be here: {path}")
            self._no_program.setText(text.format(path=self._log_file))
            self._no_program.show()

    def _quit(self) -> None:
        self.accept()
        self.quit_wanted.emit()
