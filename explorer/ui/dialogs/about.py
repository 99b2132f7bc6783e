"""Which Accord this is, and whose work it stands on."""

from __future__ import annotations

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from explorer import __version__
from explorer.ui import theme
from explorer.ui.widgets import plain_label


class AboutDialog(QDialog):
    """Version, licences, and that nothing leaves this computer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Accord"))
        self.setMinimumWidth(440)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, theme.MARGIN)
        column.setSpacing(10)
        column.addWidget(plain_label(f"Accord {__version__}", size=theme.TITLE, bold=True))
        for text in (
            self.tr("An explorer for cooperation agreements. Each answer shows its sentence."),
            self.tr("Works without a network: nothing is sent, nothing is fetched."),
            self.tr(
                "Qt {version} through PySide6 (LGPL 3). Fonts: Noto and Nanum (SIL OFL 1.1)."
                " Icons: Lucide (ISC). Their licences are in resources/licences."
            ).format(version=qVersion()),
        ):
            column.addWidget(plain_label(text, wrap=True, role="soft"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
