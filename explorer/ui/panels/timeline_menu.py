"""The timeline's menus: lanes and colours, what can be done with it, and what is at the pointer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from explorer.domain.query import EntryRow, Facet
from explorer.domain.timeline import LANE_FACETS
from explorer.ui import icons, words
from explorer.ui.panels import timeline_numbers as say
from explorer.ui.panels.timeline_geometry import TimeOptions
from explorer.ui.panels.timeline_targets import Target
from explorer.ui.widgets import button_text

if TYPE_CHECKING:
    from explorer.ui.panels.timeline import TimelinePanel

LISTED: Final = 20


def tr(text: str) -> str:
    """A word of the menus in the interface's language."""
    return QCoreApplication.translate("Timeline", text)


class TimelineMenus:
    """Builds menus for a panel, each time they are asked for."""

    def __init__(self, panel: TimelinePanel) -> None:
        self._panel = panel

    # ---- what they hold

    def lanes(self) -> QMenu:
        """Lanes, their order, colours, and what is drawn besides."""
        menu = self._menu(tr("Lanes and colours"))
        self._add_lanes(menu)
        return menu

    def whole(self) -> QMenu:
        """Everything that can be done with the timeline."""
        menu = self._menu(tr("Timeline menu"))
        self._add_all(menu)
        return menu

    def _add_all(self, menu: QMenu) -> None:
        self._add_moves(menu)
        menu.addSeparator()
        self._add_lanes(menu.addMenu(icons.icon("layers"), tr("Lanes and colours")))
        menu.addSeparator()
        self._add_pictures(menu)

    def at(self, target: Target | None) -> QMenu:
        """What can be done with what is at the pointer, then with the timeline."""
        if target is None or target.strip:
            return self.whole()
        menu = self._menu(tr("Timeline menu"))
        if target.name:
            self._add_lane(menu, target.band)
        elif target.entry is not None:
            name = target.entry
            self._panel.doing.fill(menu, name, self._title(name), select=True)
            menu.addSeparator()
            self._adder(menu)(tr("Zoom to it"), lambda: self._panel.axis.zoom_to(name), "zoom-in")
        elif target.heap is not None:
            self._add_heap(menu, target)
        menu.addSeparator()
        self._add_all(menu)
        return menu

    def chip(self, row: EntryRow) -> QMenu:
        """What can be done with an undated entry."""
        return self._panel.doing.menu(self._panel, row.id, row.title, select=True)

    def _title(self, name: str) -> str:
        row = self._panel.axis.book.row(name)
        return row.title if row is not None else ""

    def members(self, target: Target) -> QMenu:
        """The entries of a column or stack, as many as a menu may list, and all of them."""
        menu = self._menu(tr("Entries"))
        self._add_heap(menu, target)
        return menu

    # ---- their parts

    def _menu(self, name: str) -> QMenu:
        menu = QMenu(self._panel)
        menu.setAccessibleName(name)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _adder(self, menu: QMenu) -> Callable[..., QAction]:
        def add(text: str, act: Callable[[], object], icon: str = "", keys: str = "") -> QAction:
            # A key stands behind a tab: it is the axis' own, not a shortcut of the window.
            action = menu.addAction(button_text(text) + (f"\t{keys}" if keys else ""))
            if icon:
                action.setIcon(icons.icon(icon))
            action.triggered.connect(lambda _=False: act())
            return action

        return add

    def _add_lane(self, menu: QMenu, place: int) -> None:
        panel, options = self._panel, self._panel.options
        bands = panel.axis.layout_shown.bands
        own = bands[place]
        others = frozenset(band.value for band in bands if band.name and band is not own)
        add = self._adder(menu)
        turned = replace(options, closed=options.closed ^ {own.value})
        text = tr("Open this lane") if own.closed else tr("Close this lane")
        add(text, lambda: panel.set_options(turned), "", tr("Enter"))
        alone = replace(options, closed=others - {own.value})
        add(tr("Close the other lanes"), lambda: panel.set_options(alone))
        every = add(
            tr("Open all lanes"), lambda: panel.set_options(replace(options, closed=frozenset()))
        )
        every.setEnabled(bool(options.closed))

    def _add_moves(self, menu: QMenu) -> None:
        axis = self._panel.axis
        add = self._adder(menu)
        add(tr("Closer"), lambda: axis.zoom(2), "zoom-in", "+")
        add(tr("Wider"), lambda: axis.zoom(0.5), "zoom-out", "−")
        add(tr("Fit the result"), axis.fit_result, "move-horizontal", "0")
        add(tr("Fit the whole library"), axis.fit_all, "", tr("Ctrl+0"))
        add(tr("Narrow to what is shown"), axis.choose_shown, "calendar", "P")

    def _add_lanes(self, menu: QMenu) -> None:
        options = self._panel.options
        group = QActionGroup(menu)
        choices: list[tuple[Facet | None, str]] = [(None, tr("No lanes"))]
        choices += [(facet, tr("By {facet}").format(facet=words.facet_label(facet).lower()))
                    for facet in LANE_FACETS]  # fmt: skip
        for facet, text in choices:
            self._choice(
                menu, group, text, replace(options, group=facet, closed=frozenset())
                if facet is not options.group else options,
            )  # fmt: skip
        menu.addSeparator()
        group = QActionGroup(menu)
        for by_name, text in (
            (False, tr("Largest lanes first")),
            (True, tr("Lanes by name")),
        ):
            action = self._choice(menu, group, text, replace(options, by_name=by_name))
            action.setEnabled(options.group is not None)
        menu.addSeparator()
        group = QActionGroup(menu)
        self._choice(menu, group, tr("Colours by sector"), replace(options, by_stage=False))
        self._choice(menu, group, tr("Colours by how firm"), replace(options, by_stage=True))
        menu.addSeparator()
        known = menu.addAction(tr("Undated entries, hollow, at the day they were known by"))
        known.setCheckable(True)
        known.setChecked(options.known)
        known.triggered.connect(
            lambda on: self._panel.set_options(replace(self._panel.options, known=bool(on)))
        )

    def _choice(self, menu: QMenu, group: QActionGroup, text: str, options: TimeOptions) -> QAction:
        action = menu.addAction(button_text(text))
        action.setCheckable(True)
        action.setChecked(options == self._panel.options)
        action.triggered.connect(lambda _=False: self._panel.set_options(options))
        group.addAction(action)
        return action

    def _add_pictures(self, menu: QMenu) -> None:
        panel = self._panel
        possible = panel.page is not None and panel.page.total > 0
        add = self._adder(menu)
        add(tr("Copy as picture"), panel.copy_picture, "copy").setEnabled(possible)
        add(tr("Save picture …"), panel.save_picture, "download").setEnabled(possible)

    def _add_heap(self, menu: QMenu, target: Target) -> None:
        axis, panel = self._panel.axis, self._panel
        names, total = axis.members(target, LISTED)
        add = self._adder(menu)
        for name in names:
            row = axis.book.row(name)
            if row is not None:
                text = row.short_title or row.title
                action = add(text, lambda own=name: panel.choose(own))
                action.setToolTip(row.title)
        if not menu.isEmpty():
            menu.addSeparator()
        first, last = axis.days_of(target)
        start, end = say.period_of(first, last)
        text = tr("Show all {count} in the list").format(count=words.number(total))
        add(text, lambda: axis.period_chosen.emit(start, end), "calendar")


def show_menu(menu: QMenu, place: QPoint) -> None:
    """Open a menu at a global place."""
    menu.popup(place)
