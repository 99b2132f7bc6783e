"""Work on the library that must happen in order, one after the other, and must not be lost.

A lane of `jobs` drops the older job for the newer one; what a user has decided may not be dropped.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject

from explorer.domain.messages import AccordError
from explorer.ui.session import Session

if TYPE_CHECKING:
    from explorer.workspace import Workspace

log = logging.getLogger(__name__)

Work = Callable[["Workspace"], Any]


class _Step(NamedTuple):
    """``kept``: it is done even when the library is left before its turn has come."""

    work: Work | None
    done: Callable[[Any], object]
    kept: bool


class Steps(QObject):
    """A queue of work in one lane."""

    def __init__(
        self, session: Session, lane: str, failed: Callable[[Exception], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._lane, self._tell_failure = session, lane, failed
        self._waiting: list[_Step] = []
        self._running: _Step | None = None

    @property
    def busy(self) -> bool:
        """Whether anything is on its way."""
        return self._running is not None or bool(self._waiting)

    def do(self, work: Work, done: Callable[[Any], None]) -> None:
        """Do this when all before it is done; ``done`` gets its result."""
        self._add(_Step(work, done, kept=False))

    def write(self, work: Work, done: Callable[[Any], None]) -> None:
        """As `do`, for what must not be lost when the window is closed a moment later."""
        self._add(_Step(work, done, kept=True))

    def then(self, act: Callable[[], object]) -> None:
        """Call this, in the window's thread, when all before it is done."""
        self._add(_Step(None, lambda _: act(), kept=False))

    def _add(self, step: _Step) -> None:
        self._waiting.append(step)
        if self._running is None:
            self._next()

    def _next(self) -> None:
        while self._waiting and self._waiting[0].work is None:
            self._waiting.pop(0).done(None)
        if self._running is not None or not self._waiting:
            return  # what was called just now may have begun something itself
        step = self._running = self._waiting.pop(0)
        work = step.work
        assert work is not None
        self._session.run(
            self._lane, lambda workspace, _job: work(workspace), self._ended, self._failed
        )

    def _ended(self, found: Any) -> None:
        step, self._running = self._running, None
        assert step is not None
        step.done(found)
        if self._running is None:
            self._next()

    def _failed(self, error: Exception) -> None:
        self._running = None
        self._tell_failure(error)
        if self._running is None:
            self._next()

    def finish(self) -> None:
        """Forget what is on its way, but write now what must not be lost."""
        steps = [self._running] if self._running is not None else []
        steps += self._waiting
        self._running, self._waiting = None, []
        workspace = self._session.workspace
        self._session.jobs.cancel(self._lane)
        for step in steps:
            if workspace is None or step.work is None or not step.kept:
                continue
            try:
                step.work(workspace)
            except AccordError as error:
                # What its job has written meanwhile is decided when it comes a second time.
                log.info("at the end: %s", error)
