"""The timeline and the library: what it shows beside a page, and what it is told a moment later."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject

from explorer.domain.query import Page
from explorer.domain.timeline import LANE_FACETS
from explorer.ui.layout import Layout
from explorer.ui.panels.timeline_geometry import TimeOptions
from explorer.ui.session import Session

_FLAGS: Final = ("by_name", "by_stage", "known")


class Timing(QObject):
    """Asks for lanes and for the records of marks, each in a lane of its own."""

    def __init__(self, parts: Layout, session: Session, page: Callable[[], Page | None]) -> None:
        super().__init__(parts.window)
        self._timeline, self._session, self._page = parts.timeline, session, page
        parts.timeline.rows_wanted.connect(self._want_rows)
        parts.timeline.beside_wanted.connect(self._want_beside)
        parts.timeline.told.connect(parts.status.show_notice)
        session.beside_ready.connect(parts.timeline.show_beside)

    def slots(self) -> dict[str, Callable[..., object]]:
        """What the timeline's commands do."""
        timeline = self._timeline
        return {
            "timeline_lanes": timeline.open_lanes,
            "timeline_copy": timeline.copy_picture,
            "timeline_save": timeline.save_picture,
        }

    def remembered(self) -> tuple[str, ...]:
        """How the axis is drawn, for the settings: lanes, and what differs from the default."""
        options = self._timeline.options
        lanes = (f"lanes:{options.group.value}",) if options.group is not None else ()
        flags = [name for name in _FLAGS if getattr(options, name)]
        return (*lanes, *flags)

    def restore(self, told: tuple[str, ...]) -> None:
        """Draw the axis as it was; words that are not known are left aside."""
        names = {facet.value: facet for facet in LANE_FACETS}
        group = next((names.get(word.removeprefix("lanes:")) for word in told if ":" in word), None)
        options = TimeOptions(
            group, by_name="by_name" in told, by_stage="by_stage" in told, known="known" in told
        )
        self._timeline.set_options(options)

    def _want_rows(self, ids: tuple[str, ...]) -> None:
        self._session.run(
            "marks",
            lambda workspace, _job: workspace.timelines.rows(ids),
            self._timeline.add_rows,
        )

    def _want_beside(self) -> None:
        """Ask for what is beside the page that is shown; later pages bring the same."""
        options, page = self._timeline.options, self._page()
        self._session.lanes = options.group, options.known
        if page is not None:
            self._session.run(
                "beside",
                lambda workspace, _job: workspace.timelines.beside(
                    page, options.group, known=options.known
                ),
                self._session.beside_ready.emit,
            )
