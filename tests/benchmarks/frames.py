"""Frames of the timeline while it is panned and zoomed, beside a QGraphicsScene that does less.

A frame: another view, its layout, and its painting on a surface of 1200 × 500, in a process of its
own, so that the growth of memory is its own too.

usage: frames.py                          the whole table
       frames.py ours|scene|pyqtgraph COUNT    one cell: JSON on stdout
"""

from __future__ import annotations

import importlib.util
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from explorer.domain.query import Page

COUNTS: Final = (100, 10_000, 100_000)
SIZE: Final = (1200, 500)
FRAMES: Final = 120
BUDGET: Final = {10_000: 8.0, 100_000: 12.0}
PATIENCE: Final = 600
# QGraphicsScene takes 3 s a frame for these: a few say it all.
FEW: Final = 4
VIEWS: Final = (("full", None), ("decades", 30 * 365.25), ("months", 300.0))


def days(count: int) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], npt.NDArray[np.uint8]]:
    """First days, last days and flags of made-up treaties from 1900 to 2025.

    One in ten has only a year, one in twenty-five goes on for decades.
    """
    import numpy as np

    rng = np.random.default_rng(11)
    start = (693_596 + rng.beta(3, 1.5, count) * 45_600).astype(np.int32)
    year = rng.random(count) < 0.1
    lasting = rng.random(count) < 0.04
    length = np.where(year, 365, np.where(lasting, rng.integers(3_000, 14_000, count), 0))
    return start, (start + length).astype(np.int32), np.where(lasting, 2, 0).astype(np.uint8)


def page(count: int) -> Page:
    """An answer with so many dated entries, and the rows that would come with it."""
    import numpy as np

    from explorer.domain.query import Page, Query, Timeline

    start, end, flags = days(count)
    rng = np.random.default_rng(5)
    return Page(
        query=Query(),
        ids=[f"t{number:06d}" for number in range(count)],
        total=count,
        undated=0,
        library_entries=count,
        library_documents=0,
        facets={},
        timeline=Timeline(
            start=start,
            end=end,
            flags=flags,
            stage=rng.choice(np.array([1, 4, 5, 6, 8, 11], np.int8), count),
            family=rng.integers(-1, 6, count).astype(np.int8),
            event=np.full(count, -1, np.int32),
            events=(),
        ),
        rows=(),
        marks={},
        passages=(),
        revision=1,
        elapsed_ms=0.0,
    )


def memory() -> float:
    """Megabytes in use now."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize() / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def p95(values: list[float]) -> float:
    """All but one in twenty are below."""
    return sorted(values)[int(0.95 * (len(values) - 1))]


def timed_frames(show: Callable[[float, float], None], first: float, last: float) -> dict[str, Any]:
    """Frames in each view, panned and zoomed: median, p95, and p95 of the processor's own time.

    The last tells what a frame costs where other programs keep the machine busy.
    """
    found = {}
    for name, wide in VIEWS:
        span = last - first if wide is None else min(wide, last - first)
        middle = first + 0.72 * (last - first)
        start = min(middle, last - span)
        taken: list[float] = []
        own: list[float] = []
        for number in range(FRAMES):
            step = (number % 40) / 40
            if number % 2:
                at, days_seen = start + span * 0.3 * (step - 0.5), span
            else:
                days_seen = span * (1 + 0.4 * step)
                at = start + span / 2 - days_seen / 2
            began, used = time.perf_counter(), time.thread_time()
            show(at, at + days_seen)
            taken.append((time.perf_counter() - began) * 1_000)
            own.append((time.thread_time() - used) * 1_000)
            if taken[0] > 500 and number >= FEW:
                break
        found[name] = (statistics.median(taken), p95(taken), p95(own))
    return found


def ours(count: int) -> dict[str, Any]:
    """Accord's own axis."""
    from PySide6.QtWidgets import QApplication

    from explorer.domain.query import EntryRow, Snippet
    from explorer.domain.timeline import TimeRow
    from explorer.ui.models.time_book import Book
    from explorer.ui.models.time_page import time_page
    from explorer.ui.models.time_scale import View
    from explorer.ui.panels.timeline_axis import AxisView
    from explorer.ui.panels.timeline_fitting import Around
    from explorer.ui.theme import theme

    application = QApplication([])
    theme.start("light")
    answer = page(count)
    start, end = answer.timeline.start, answer.timeline.end
    axis = AxisView()
    axis.resize(*SIZE)
    axis.show()
    application.processEvents()
    before, began = memory(), time.perf_counter()
    axis.show_page(time_page(answer), Book({}, {}), Around())
    axis.viewport().repaint()
    built = time.perf_counter() - began

    def rows(names: tuple[str, ...]) -> tuple[TimeRow, ...]:
        return tuple(TimeRow(row(name)) for name in names)

    def row(name: str) -> EntryRow:
        return EntryRow(
            id=name,
            title=f"Agreement {name} on air services and customs",
            short_title=f"Agreement {name}",
            kind="agreement",
            stage="signed",
            when="1999",
            when_source="m1",
            when_inferred=False,
            sectors=(),
            parties=(),
            snippet=Snippet(""),
        )

    def show(first: float, last: float) -> None:
        axis.set_view(View(first, last))
        axis.viewport().repaint()

    # As in the window: records come for what is drawn, once it rests.
    for _, wide in VIEWS:
        for share in (0.55, 0.72, 0.8):
            middle = float(start.min()) + share * float(end.max() - start.min())
            if wide is not None:
                show(middle, middle + wide)
                axis.add_rows(rows(axis.wanted()))
    found = timed_frames(show, float(start.min()), float(end.max()))
    return {"build": built * 1_000, "memory": memory() - before, "frames": found}


def scene(count: int) -> dict[str, Any]:
    """Rectangles and labels in a QGraphicsScene: what one would write first."""
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QColor
    from PySide6.QtWidgets import QApplication, QGraphicsItem, QGraphicsScene, QGraphicsView

    application = QApplication([])
    start, end, _ = days(count)
    view = QGraphicsView()
    view.resize(*SIZE)
    view.show()
    application.processEvents()
    before, began = memory(), time.perf_counter()
    content = QGraphicsScene()
    for number, (first, last) in enumerate(zip(start.tolist(), end.tolist(), strict=True)):
        y = number % 18 * 24
        content.addRect(QRectF(first, y, max(1, last - first), 18), brush=QColor("teal"))
        label = content.addSimpleText(f"Agreement {number}")
        label.setPos(first, y)
        label.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
    view.setScene(content)
    view.viewport().repaint()
    built = time.perf_counter() - began

    def show(first: float, last: float) -> None:
        view.resetTransform()
        view.scale(SIZE[0] / (last - first), 1)
        view.centerOn((first + last) / 2, 216)
        view.viewport().repaint()

    found = timed_frames(show, float(start.min()), float(end.max()))
    return {"build": built * 1_000, "memory": memory() - before, "frames": found}


def pyqtgraph(count: int) -> dict[str, Any]:
    """Bars in a pyqtgraph plot, without labels; only where it is installed."""
    graph = importlib.import_module("pyqtgraph")
    from PySide6.QtWidgets import QApplication

    application = QApplication([])
    start, end, _ = days(count)
    view = graph.PlotWidget()
    view.resize(*SIZE)
    view.show()
    application.processEvents()
    before, began = memory(), time.perf_counter()
    import numpy as np

    lanes = np.arange(count) % 18
    width = np.maximum(1, end - start)
    view.addItem(graph.BarGraphItem(x0=start, y0=lanes, width=width, height=0.8))
    view.repaint()
    built = time.perf_counter() - began

    def show(first: float, last: float) -> None:
        view.setXRange(first, last, padding=0)
        view.repaint()

    found = timed_frames(show, float(start.min()), float(end.max()))
    return {"build": built * 1_000, "memory": memory() - before, "frames": found}


WAYS: Final = {"ours": ours, "scene": scene, "pyqtgraph": pyqtgraph}


def table() -> None:
    """All ways and counts, each in a process of its own."""
    print(f"{'':12}{'entries':>9}{'build ms':>10}{'MB':>7}", end="")
    print("".join(f"{name + ' p50/p95/own':>24}" for name, _ in VIEWS), "  p95 own, budget")
    ways = ["ours", "scene", *(["pyqtgraph"] if importlib.util.find_spec("pyqtgraph") else [])]
    for way in ways:
        for count in COUNTS:
            command = [sys.executable, "-m", "tests.benchmarks.frames", way, str(count)]
            done = subprocess.run(
                command, capture_output=True, text=True, timeout=PATIENCE, check=False
            )
            if done.returncode:
                print(f"{way:12}{count:>9}  failed: {done.stderr.strip().splitlines()[-1:]}")
                continue
            found = json.loads(done.stdout)
            line = f"{way:12}{count:>9}{found['build']:>10.0f}{found['memory']:>7.0f}"
            for median, high, own in found["frames"].values():
                line += f"{median:>10.1f} /{high:>5.1f} /{own:>5.1f}"
            high = max(high for _, high, _ in found["frames"].values())
            own = max(own for _, _, own in found["frames"].values())
            if way == "ours" and count in BUDGET:
                line += f"   {high:.1f} {own:.1f} of {BUDGET[count]:.0f}"
            print(line, flush=True)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if len(sys.argv) > 1:
        print(json.dumps(WAYS[sys.argv[1]](int(sys.argv[2]))))
    else:
        table()
