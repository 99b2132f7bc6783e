"""A review: how long its user waits for suggestions, likely duplicates and a decision."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from explorer.domain.query import Query
from explorer.workspace import Workspace

DOCUMENT = "ris-scientific-cooperation"


def _ms(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1_000


def line(workspace: Workspace, name: str) -> None:
    """Print one line for a library that holds the built-in documents; it is left as it was."""
    reviewing = workspace.reviewing
    opened = _ms(lambda: reviewing.open(DOCUMENT))
    items = reviewing.open(DOCUMENT).above(0.0)
    likely = [_ms(lambda i=i: reviewing.likely(DOCUMENT, i.key, i.proposal)) for i in items * 3]  # type: ignore[misc]
    likely = sorted(likely[len(items) :])  # what is read first is kept
    accepted, undone = [], []
    for item in items:
        start = time.perf_counter()
        change = reviewing.accept(DOCUMENT, item.key, item.proposal)
        accepted.append((time.perf_counter() - start) * 1_000)
        workspace.browsing.search(Query())
        assert change.batch is not None
        batch = change.batch
        undone.append(_ms(lambda batch=batch: workspace.keeping.revert(batch)))  # type: ignore[misc]
    middle = statistics.median
    print(
        f"{name}: {len(items)} suggestions after {opened:.0f} ms; likely duplicates p50"
        f" {middle(likely):.1f} ms, p95 {likely[int(0.95 * (len(likely) - 1))]:.1f} ms;"
        f" accepted {middle(accepted):.0f} ms, undone {middle(undone):.0f} ms"
    )
