"""The reader's first line: what type of entry it is, and what can be done with it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget
from typing_extensions import override

from explorer.domain.detail import EntryDetail
from explorer.domain.labels import family_place
from explorer.ui import icons, words
from explorer.ui.theme import SECONDARY, ui_font
from explorer.ui.widgets import ElidedLabel, IconButton, IconLabel

ROOMY: Final = 320  # from which width on the brief's button has its words


class ReaderHead(QWidget):
    """Type, brief, copy, and a menu."""

    binder_toggled = Signal()
    copy_wanted = Signal()
    title_wanted = Signal()
    show_wanted = Signal()

    def __init__(self, detail: EntryDetail, *, in_binder: bool) -> None:
        super().__init__()
        kind = detail.entry.kind
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 4)
        row.setSpacing(4)
        family = family_place(detail.entry.sectors)
        row.addWidget(IconLabel(icons.KIND_ICONS[kind], family=family))
        row.addSpacing(4)
        word = ElidedLabel()
        word.setFont(ui_font(SECONDARY))
        word.setProperty("role", "soft")
        word.set_full_text(words.kind_label(kind))
        row.addWidget(word, 1)
        self.binder_button = IconButton("bookmark", "", words=True)
        self.binder_button.clicked.connect(self.binder_toggled)
        self.copy_button = IconButton("copy", self.tr("Copy with quotations and sources"))
        self.copy_button.clicked.connect(self.copy_wanted)
        self.more_button = IconButton("ellipsis", self.tr("More"))
        self.menu = self._menu(detail)
        self.more_button.setMenu(self.menu)
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        for button in (self.binder_button, self.copy_button, self.more_button):
            row.addWidget(button)
        self.set_in_binder(in_binder=in_binder)

    def set_in_binder(self, *, in_binder: bool) -> None:
        """Whether the entry is put aside for the brief."""
        self._in_binder = in_binder
        text = self.tr("In brief") if in_binder else self.tr("Add to brief")
        icon, role = ("bookmark-check", "accent") if in_binder else ("bookmark", "soft")
        self._name = text
        self.binder_button.set_icon(icon, role)
        self._brief_action.setText(self.tr("Take out of brief") if in_binder else text)
        self._brief_action.setIcon(icons.icon("bookmark" if in_binder else "bookmark-plus"))
        self._fit()

    def _fit(self) -> None:
        """Where room is short, the type goes before words that an icon can stand for."""
        self._worded = self.width() >= ROOMY
        self.binder_button.set_name(self._name, words=self._worded)
        self.binder_button.setToolTip(
            self.tr("Take out of brief") if self._in_binder else self._name
        )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (self.width() >= ROOMY) != self._worded:
            self._fit()

    def _menu(self, detail: EntryDetail) -> QMenu:
        menu = QMenu(self)
        show = menu.addAction(icons.icon("book-open"), self.tr("Show in document"))
        show.setEnabled(any(not item.orphaned for item in detail.quotations))
        show.triggered.connect(self.show_wanted)
        self._brief_action = menu.addAction("")
        self._brief_action.triggered.connect(self.binder_toggled)
        menu.addSeparator()
        cited = menu.addAction(icons.icon("quote"), self.tr("Copy with quotations and sources"))
        cited.triggered.connect(self.copy_wanted)
        title = menu.addAction(icons.icon("copy"), self.tr("Copy title"))
        title.triggered.connect(self.title_wanted)
        return menu
