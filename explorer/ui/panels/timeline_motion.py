"""Gliding from one view of time to another, or jumping where the platform wants no animation."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStyle, QWidget

from explorer.ui.models.time_scale import View
from explorer.ui.models.time_view import between

if TYPE_CHECKING:
    from PySide6.QtCore import QVariantAnimation

LONGEST_MS: Final = 150


class Motion(QObject):
    """Tells each view on the way; asked anew on the way, it goes on from where it is."""

    moved = Signal(object)  # View
    ended = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._from: View | None = None
        self._now: View | None = None
        self._to: View | None = None

    @cached_property
    def _run(self) -> QVariantAnimation:
        # Qt's classes for animation take 5 ms to come in: not while a window opens.
        from PySide6.QtCore import QEasingCurve, QVariantAnimation

        run = QVariantAnimation(self)
        run.setEasingCurve(QEasingCurve.Type.OutCubic)
        run.setStartValue(0.0)
        run.setEndValue(1.0)
        run.valueChanged.connect(self._step)
        run.finished.connect(self.ended)
        return run

    def _rest(self) -> None:
        if "_run" in vars(self):
            self._run.stop()

    @property
    def goal(self) -> View | None:
        """Where it is going, or where it is."""
        return self._to

    @property
    def is_moving(self) -> bool:
        """Whether it is on the way."""
        run = vars(self).get("_run")
        return run is not None and run.state() == run.State.Running

    def place(self, view: View) -> None:
        """Be there, without telling."""
        self._rest()
        self._from = self._now = self._to = view

    def jump(self, view: View) -> None:
        """Be there at once."""
        self.place(view)
        self.moved.emit(view)
        self.ended.emit()

    def glide(self, view: View) -> None:
        """Go there, at most for `LONGEST_MS`."""
        duration = self._widget.style().styleHint(
            QStyle.StyleHint.SH_Widget_Animation_Duration, None, self._widget
        )
        if self._now is None or duration <= 0 or not self._widget.isVisible():
            self.jump(view)
            return
        self._run.stop()
        self._from, self._to = self._now, view
        self._run.setDuration(min(LONGEST_MS, duration))
        self._run.start()

    def _step(self, share: float) -> None:
        assert self._from is not None
        assert self._to is not None
        self._now = between(self._from, self._to, float(share))
        self.moved.emit(self._now)
