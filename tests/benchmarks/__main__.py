"""`make bench`: search, start and export, on the built-in library and on treaties."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from explorer.domain.query import Query
from explorer.workspace import Workspace, open_workspace
from tests.benchmarks import frames, importing, reviewing, suggesting, treaties
from tests.benchmarks.keystrokes import painted_after

HERE = Path(__file__).parent
COUNT = int(os.environ.get("ACCORD_BENCH_TREATIES", "10000"))
STARTS = 7
CALLS = 60

# What is asked of a whole library; the engine beside its peers is asked more (engine.py).
QUESTIONS = {
    "rare": Query(text="tonnage"),
    "common": Query(text="agreement"),
    "phrase": Query(text='"double taxation"'),
    "prefix": Query(text="agr*"),
    "fuzzy": Query(text="fishries~"),
    "conditions": Query(text="sector:trade-investment date:1950..1969 agreement"),
    "nothing": Query(text="convension zebra sector:space"),
    "everything": Query(),
}
SIZES = os.environ.get("ACCORD_BENCH_ENGINE", "10000")  # "10000,100000": with the large one


def timed(call: Callable[[], object], calls: int = CALLS) -> list[float]:
    """Milliseconds of each call, after two that do not count."""
    for _ in range(2):
        call()
    found = []
    for _ in range(calls):
        start = time.perf_counter()
        call()
        found.append((time.perf_counter() - start) * 1_000)
    return found


def p95(values: Iterable[float]) -> float:
    ordered = sorted(values)
    return ordered[int(0.95 * (len(ordered) - 1))]


def heading(text: str) -> None:
    print(f"\n{text}\n{'-' * len(text)}", flush=True)


def bench_search(workspace: Workspace) -> None:
    """What an index answers, and the whole page with its rows; then completions by letter."""
    index, lexicon, _ = workspace.indexing.current()
    print(f"{'':16}{'hits':>8}{'index ms p50/p95':>20}{'page ms p50/p95':>20}")
    for name, query in QUESTIONS.items():
        hits = index.answer(query, lexicon).total
        own = timed(lambda query=query: index.answer(query, lexicon))  # type: ignore[misc]
        page = timed(lambda query=query: workspace.browsing.search(query), 20)  # type: ignore[misc]
        cells = (f"{statistics.median(v):.2f}/{p95(v):.2f}" for v in (own, page))
        print(f"{name:16}{hits:>8}{next(cells):>20}{next(cells):>20}")
    typed = ("agreement on tr", "semicond", "sector:sp", "trade india", "japan fish", "co", "도")
    letters = [Query(text=text[:end]) for text in typed for end in range(1, len(text) + 1)]
    found = []
    for query in letters:
        found += timed(lambda query=query: workspace.completing.complete(query), 3)  # type: ignore[misc]
    print(f"completions: p50 {statistics.median(found):.1f} ms, p95 {p95(found):.1f} ms")


def bench_engine(folder: Path, size: int) -> None:
    """The engine alone at a size, each step in a process of its own."""
    heading(f"The engine at {size} entries")
    index = folder / f"engine-{size}"
    for arguments in (("build", size, index), ("open", index), ("ask", size, index)):
        command = [sys.executable, "-m", "tests.benchmarks.engine", *map(str, arguments)]
        subprocess.run(command, check=True, timeout=1_800)


def bench_start(library: Path, name: str) -> None:
    """From the process's start to what `first_paint` tells, beside a bare window."""

    def run(*arguments: object) -> dict[str, float]:
        command = [sys.executable, HERE / "first_paint.py", *arguments]
        done = subprocess.run(
            list(map(str, command)), capture_output=True, text=True, timeout=60, check=True
        )
        return {k: float(v) for k, v in (line.split() for line in done.stdout.splitlines())}

    found: dict[str, list[float]] = {"bare": [], "paint": [], "usable": [], "answered": []}
    run("accord", time.time(), library)  # the first one keeps what the next one shows at once
    for _ in range(STARTS):
        found["bare"].append(run("bare", time.time())["paint"])
        for what, after in run("accord", time.time(), library).items():
            found[what].append(after)
    median = {key: statistics.median(values) for key, values in found.items()}
    bare = median.pop("bare")
    ours = (f"{what} {after:.0f} (+{after - bare:.0f})" for what, after in median.items())
    print(f"{name}: bare window {bare:.0f} ms; {'; '.join(ours)}")


def bench_export(workspace: Workspace, folder: Path, count: int) -> None:
    """A PDF briefing, in its child process and with the child's own start."""
    ids = list(workspace.browsing.search(Query()).ids[:count])
    target = folder / "bench.pdf"

    def export() -> None:
        request = workspace.exporting.request(ids, Query(), total=count, day="2026", title="Bench")
        for _ in workspace.exporting.export(request, target):
            pass

    found = timed(export, 3)
    size = target.stat().st_size / 1e6
    print(f"{len(ids)} entries: {statistics.median(found) / 1_000:.2f} s, {size:.1f} MB")


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # An installed Accord is compiled: a start must not contain compiling.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_CONFIG_HOME"] = name
        seeds = open_workspace(folder / "seeds")
        start = time.perf_counter()
        list(seeds.indexing.rebuild())
        heading(f"Built-in library (index built in {time.perf_counter() - start:.1f} s)")
        bench_search(seeds)
        many = open_workspace(folder / "many")
        start = time.perf_counter()
        treaties.fill(many.library, COUNT)
        written = time.perf_counter() - start
        start = time.perf_counter()
        list(many.indexing.rebuild())
        built = time.perf_counter() - start
        kind = "treaties" if treaties.CSV.is_file() else "made-up treaties"
        heading(f"{COUNT} {kind} (written in {written:.1f} s, index built in {built:.1f} s)")
        bench_search(many)
        for size in filter(None, SIZES.split(",")):
            bench_engine(folder, int(size))
        heading("Start")
        bench_start(seeds.library.folder, "built-in library")
        bench_start(many.library.folder, f"{COUNT} {kind}")
        heading("Letter typed → list, filters and timeline painted")
        for name_of, workspace in (("built-in library", seeds), (f"{COUNT} {kind}", many)):
            found = painted_after(workspace.library.folder)
            print(f"{name_of}: p50 {statistics.median(found):.1f} ms, p95 {p95(found):.1f} ms")
        heading("Timeline: frames while panned and zoomed, ms")
        frames.table()
        heading("Suggestions against gold annotations")
        suggesting.table()
        heading("Reviewing")
        for name_of, workspace in (("built-in library", seeds), (f"{COUNT} {kind}", many)):
            reviewing.line(workspace, name_of)
        heading("Documents in")
        importing.table(folder)
        importing.treaties(folder)
        heading("Export to PDF")
        bench_export(seeds, folder, 10)
        bench_export(seeds, folder, 59)
        bench_export(many, folder, 1_000)
        seeds.close()
        many.close()


if __name__ == "__main__":
    main()
