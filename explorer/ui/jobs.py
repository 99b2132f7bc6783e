"""Work off the GUI thread: results come back as frozen values, older answers never arrive.

`JobRunner.run(lane, work, done, failed)` starts ``work(job)`` on a pool thread. A lane holds one
job: starting another drops the older one, which then delivers nothing. The runner, not the
runnable, owns the signal: a runnable may be destroyed on a pool thread.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Generator
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from explorer.domain.messages import AccordError

log = logging.getLogger(__name__)
# What a job's asker tells stands on a terminal once, not twice; a log listens further up.
log.addHandler(logging.NullHandler())
T = TypeVar("T")


class Job:
    """One piece of work in a lane; work looks at `cancelled` and may `report` progress."""

    def __init__(self, runner: JobRunner, lane: str, number: int) -> None:
        self.lane = lane
        self.number = number
        self.cancelled = False
        self._runner = runner
        self._cancel: Callable[[], None] | None = None

    def report(self, progress: object) -> None:
        """Send a progress value to the GUI thread."""
        self._runner.reported.emit(self, progress)

    def follow(self, steps: Generator[object, None, T]) -> T:
        """Go through long work to its end, telling its progress; what it returns."""
        while True:
            try:
                self.report(next(steps))
            except StopIteration as end:
                result: T = end.value
                return result

    def on_cancel(self, action: Callable[[], None]) -> None:
        """Call this, from the GUI thread, when the job is cancelled: e.g. kill a child."""
        self._cancel = action
        if self.cancelled:
            action()

    def cancel(self) -> None:
        """Drop the job: neither its result nor its failure is delivered."""
        self.cancelled = True
        if self._cancel is not None:
            self._cancel()


class _Runnable(QRunnable):
    def __init__(self, job: Job, work: Callable[[Job], Any], runner: JobRunner) -> None:
        super().__init__()
        self._job, self._work, self._runner = job, work, runner

    def run(self) -> None:
        if self._job.cancelled:
            self._runner.finished.emit(self._job, None, None)
            return
        try:
            result = self._work(self._job)
        except Exception as error:  # noqa: BLE001 - handed to the GUI thread, which tells it
            self._runner.finished.emit(self._job, None, error)
        else:
            self._runner.finished.emit(self._job, result, None)


class _Slot:
    """What to call when a job ends."""

    def __init__(
        self,
        job: Job,
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
        progress: Callable[[Any], None] | None,
    ) -> None:
        self.job, self.done, self.failed, self.progress = job, done, failed, progress


class JobRunner(QObject):
    """Runs jobs on a pool and delivers their ends on the GUI thread."""

    finished = Signal(object, object, object)
    reported = Signal(object, object)
    idle = Signal()

    def __init__(self, parent: QObject | None = None, *, threads: int = 3) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._slots: dict[str, _Slot] = {}
        self._running = 0
        self._numbers = 0
        self.finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self.reported.connect(self._progress, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether any job, dropped ones included, has not ended."""
        return self._running > 0

    def run(
        self,
        lane: str,
        work: Callable[[Job], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        progress: Callable[[Any], None] | None = None,
    ) -> Job:
        """Start work in a lane, dropping the lane's older job."""
        self.cancel(lane)
        self._numbers += 1
        job = Job(self, lane, self._numbers)
        self._slots[lane] = _Slot(job, done, failed, progress)
        self._running += 1
        self._pool.start(_Runnable(job, work, self))
        return job

    def cancel(self, lane: str) -> None:
        """Drop the job of a lane, if there is one."""
        slot = self._slots.pop(lane, None)
        if slot is not None:
            slot.job.cancel()

    def stop(self) -> None:
        """Drop everything and wait for the threads; for closing the window."""
        for lane in list(self._slots):
            self.cancel(lane)
        self._pool.clear()
        self._pool.waitForDone()

    def _progress(self, job: Job, value: object) -> None:
        slot = self._slots.get(job.lane)
        if slot is not None and slot.job is job and slot.progress is not None:
            slot.progress(value)

    def _deliver(self, job: Job, result: object, error: Exception | None) -> None:
        self._running -= 1
        slot = self._slots.get(job.lane)
        if slot is not None and slot.job is job and not job.cancelled:
            del self._slots[job.lane]
            if error is None:
                slot.done(result)
            else:
                if isinstance(error, AccordError):
                    log.warning("job %s: %s", job.lane, error)
                else:
                    # Nobody expected this one: it is told as any error that nobody caught.
                    sys.excepthook(type(error), error, error.__traceback__)
                slot.failed(error)
        if not self._running:
            self.idle.emit()
