"""One filter of the left column: its heading, its values, and what it takes to narrow them."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QLineEdit, QWidget
from typing_extensions import override

from explorer.domain.query import EVERY_BY_DEFAULT, Facet
from explorer.ui import icons, words
from explorer.ui.models.facets import FacetValue
from explorer.ui.panels.facets_list import INSET, FacetList
from explorer.ui.panels.facets_values import FacetRows
from explorer.ui.theme import theme
from explorer.ui.widgets import LinkButton, SwitchButton, plain_label, show

SHOWN: Final = 7  # values in view before "more"
LONG: Final = 14  # values from which one searches rather than looks
FOOT_LEFT: Final = INSET + 26  # under the labels of the rows


class FacetSection(QWidget):
    """One filter: heading, field to find a value, list, and what is not shown.

    All but heading and list are made when they are first shown: most filters need none of it.
    """

    toggled = Signal(str)
    only_wanted = Signal(str)
    resized = Signal()  # what it shows takes another height now
    cleared = Signal()
    every_changed = Signal(bool)
    row_reached = Signal(int)

    def __init__(self, facet: Facet, parent: QWidget) -> None:
        super().__init__(parent)
        self.facet = facet
        self._rows: FacetRows | None = None
        self._in_order: tuple[FacetValue, ...] | None = None  # as it was, while only ticks change
        self._expanded = False
        self._name = words.facet_label(facet)
        self.list = FacetList(self.tr("Filter by {filter}").format(filter=self._name), self)
        self.list.facet_model.toggled.connect(self.toggled)
        self.list.moved.connect(self.row_reached)
        self.list.only_wanted.connect(self.only_wanted)
        self.list.cleared.connect(self.cleared)
        self._heading = plain_label(self._name, bold=True)
        self._heading.setParent(self)

    # ---- the parts that few filters need

    @cached_property
    def field(self) -> QLineEdit:
        """Where letters of a value are typed, in a filter with many."""
        field = QLineEdit(self)
        field.setPlaceholderText(_find_words(self.facet))
        field.setAccessibleName(_find_words(self.facet))
        field.setClearButtonEnabled(True)
        self._find_icon = field.addAction(
            icons.icon("search", "faint", 16), QLineEdit.ActionPosition.LeadingPosition
        )
        theme.changed.connect(self._tint)
        _tab_before(self.list, field)
        field.textChanged.connect(self._refresh_alone)
        field.installEventFilter(self)
        return field

    @cached_property
    def _clear(self) -> LinkButton:
        clear = LinkButton(self.tr("Clear"), self)
        clear.setAccessibleName(self.tr("Clear {filter}").format(filter=self._name))
        clear.clicked.connect(self.cleared)
        _tab_before(self._made("field"), clear)
        return clear

    @cached_property
    def _switch(self) -> _EverySwitch:
        switch = _EverySwitch(self._name, self)
        switch.changed.connect(self.every_changed)
        _tab_before(self._made("_clear", "field"), *switch.buttons)
        return switch

    @cached_property
    def _foot(self) -> tuple[QLabel, LinkButton]:
        """What is not shown: that nothing has the letters, or how much more there is."""
        none = plain_label(self.tr("Nothing with these letters"), role="faint")
        none.setParent(self)
        more = LinkButton("", self, role="soft", size=12)
        more.clicked.connect(self._expand)
        QWidget.setTabOrder(self.list, more)
        return none, more

    def _made(self, *names: str) -> QWidget:
        """The first of these parts that there is, else the list, which stands behind them all."""
        return next((vars(self)[name] for name in names if name in vars(self)), self.list)

    # ---- what is shown

    def show_rows(self, rows: FacetRows, *, new_order: bool) -> None:
        """Show counts and ticks; the order of rows stays unless ``new_order``."""
        orderly = self._in_order is None or not new_order
        if orderly and rows.same(self._rows) and not self.list.facet_model.ticked:
            return
        if new_order:
            self._in_order = None
        elif self._rows is not None:
            self._in_order = tuple(self._every())
        self._rows = rows
        chosen = rows.choice
        show(self, rows.found > 0)
        switchable = self.facet in EVERY_BY_DEFAULT or chosen.every
        for name, shown in (
            ("_clear", bool(chosen.values)),
            ("_switch", bool(chosen.values) and switchable),
            ("field", rows.found + rows.empty >= LONG),
        ):
            if shown or name in vars(self):
                show(getattr(self, name), shown)
        if "_switch" in vars(self):
            self._switch.show_state(every=chosen.every)
        self._refresh()

    def _every(self) -> list[FacetValue]:
        """All values, in the order that is kept or in their own."""
        assert self._rows is not None
        rows = self._rows.every()
        if self._in_order is not None:
            places = {row.value: place for place, row in enumerate(self._in_order)}
            rows.sort(key=lambda row: places.get(row.value, len(places)))
        return rows

    def _shown(self, letters: str) -> list[FacetValue]:
        rows = self._rows
        assert rows is not None
        if letters:
            return [row for row in self._every() if letters in f"{row.label} {row.full}".casefold()]
        if self._in_order is None and not self._expanded:
            return rows.first(SHOWN if rows.found > SHOWN + 1 else rows.found)
        every = self._every()
        found = [row for row in every if row.count or row.chosen]
        if self._expanded:
            return found + [row for row in every if not (row.count or row.chosen)]
        if len(found) <= SHOWN + 1:
            return found
        return [row for place, row in enumerate(found) if place < SHOWN or row.chosen]

    def _refresh(self) -> None:
        letters = ""
        if "field" in vars(self) and self.field.isVisibleTo(self):
            letters = self.field.text().strip().casefold()
        shown = self._shown(letters)
        show(self.list, bool(shown))
        self.list.set_rows(shown)
        more = "" if letters else self._more_words(len(shown))
        if "_foot" in vars(self) or more or not shown:
            none, link = self._foot
            show(none, not shown)
            if more != link.text():
                link.setText(more)
                link.setAccessibleName(f"{self._name}: {more}")
            show(link, bool(more))

    def _more_words(self, shown: int) -> str:
        rows = self._rows
        assert rows is not None
        if self._expanded:
            many = rows.found + rows.empty > SHOWN + 1
            return self.tr("Show fewer") if many else ""
        with_none = self.tr("{count} with none").format(count=words.number(rows.empty))
        if rows.found <= shown:
            return with_none if rows.empty else ""
        more = self.tr("{count} more").format(count=words.number(rows.found - shown))
        return f"{more}, {with_none}" if rows.empty else more

    def _tint(self) -> None:
        self._find_icon.setIcon(icons.icon("search", "faint", 16))

    def _expand(self) -> None:
        self._expanded = not self._expanded
        self._refresh_alone()

    def _refresh_alone(self) -> None:
        self._refresh()
        self.resized.emit()

    # ---- where it stands

    def arrange(self, width: int) -> int:
        """Put the parts in their places on that width; the height that they take.

        By hand, not by Qt's layouts: those take longer for nine filters than all of their painting.
        """
        made = vars(self)
        right: list[QWidget] = [made[name] for name in ("_switch", "_clear") if name in made]
        right = [part for part in right if not part.isHidden()]
        high = max(part.sizeHint().height() for part in (self._heading, *right))
        self._heading.setGeometry(INSET, 0, self._heading.sizeHint().width(), high)
        edge = width - INSET + 3
        for part in reversed(right):
            wide = part.sizeHint().width()
            part.setGeometry(edge - wide, 0, wide, high)
            edge -= wide + 8
        y = high + 2 + 2
        if "field" in made and not self.field.isHidden():
            tall = self.field.sizeHint().height()
            self.field.setGeometry(INSET, y, width - 2 * INSET, tall)
            y += tall + 2
        y += 4
        if not self.list.isHidden():
            self.list.move(0, y)
            y += self.list.fit(width)
        y += 3
        for foot in self._foot if "_foot" in made else ():
            if not foot.isHidden():
                wide = min(foot.sizeHint().width(), width - FOOT_LEFT - INSET)
                tall = max(foot.heightForWidth(wide), foot.sizeHint().height())
                y += 0 if self.list.isHidden() else 2
                foot.setGeometry(FOOT_LEFT, y, wide, tall)
                y += tall
        return y

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and watched is vars(self).get("field"):
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
                self.list.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() == Qt.Key.Key_Escape and self.field.text():
                # Escape empties the field; the window's own Escape comes with the next press.
                if event.type() == QEvent.Type.KeyPress:
                    self.field.clear()
                event.accept()
                return True
        return super().eventFilter(watched, event)


def _tab_before(widget: QWidget, *new: QWidget) -> None:
    """Let the Tab key reach new widgets, in their order, just before another one."""
    for item in new:
        # Qt takes no widget without a focus of its own for the one before.
        before = widget.previousInFocusChain()
        while before is not None and before.focusPolicy() == Qt.FocusPolicy.NoFocus:
            before = before.previousInFocusChain() if before is not widget else None
        if before is not None and before is not item:
            QWidget.setTabOrder(before, item)


class _EverySwitch(QWidget):
    """Whether an entry must have all of the chosen values, or any of them."""

    changed = Signal(bool)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._all = SwitchButton(self.tr("all of"), self, first=True)
        self._any = SwitchButton(self.tr("any of"), self, first=False)
        self._all.setAccessibleName(self.tr("{filter}: all of these").format(filter=name))
        self._any.setAccessibleName(self.tr("{filter}: any of these").format(filter=name))
        self.buttons = self._all, self._any
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for button in self.buttons:
            self._group.addButton(button)
            row.addWidget(button)
        self._group.buttonClicked.connect(lambda button: self.changed.emit(button is self._all))

    def show_state(self, *, every: bool) -> None:
        """Show which of the two holds, without saying so."""
        button = self._all if every else self._any
        if not button.isChecked():
            button.setChecked(True)


def _find_words(facet: Facet) -> str:
    def tr(text: str) -> str:
        return QCoreApplication.translate("FacetSection", text)

    table = {
        Facet.SECTOR: tr("Find a sector"),
        Facet.STAGE: tr("Find a step"),
        Facet.KIND: tr("Find a type"),
        Facet.PARTY: tr("Find a party"),
        Facet.INSTITUTION: tr("Find a body"),
        Facet.DOCUMENT: tr("Find a document"),
        Facet.STANDING: tr("Find a source"),
        Facet.DECADE: tr("Find a decade"),
        Facet.TAG: tr("Find a tag"),
    }
    return table[facet]
