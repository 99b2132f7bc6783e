"""How good suggestions are, a row a document, and how long a document takes."""

from __future__ import annotations

import statistics
import time

from explorer.services.suggesting import lexicon, suggestions_of
from tests.reading.suggestion_scores import TOOL, annotated, scored

CALLS = 5
COLUMNS = ("precision", "recall", "f1", "kind", "stage", "date", "parties", "sectors")


def table() -> None:
    """Print the scores, or that what they are made with is not here."""
    if not TOOL.is_file():
        print(f"not scored: {TOOL} is not here")
        return
    lexicon()
    print(f"{'':28}{'gold':>6}{'found':>6}" + "".join(f"{name:>10}" for name in COLUMNS) + "    ms")
    for document in annotated():
        scores = scored(document)
        took = []
        for _ in range(CALLS):
            start = time.perf_counter()
            suggestions_of(document.text)
            took.append((time.perf_counter() - start) * 1_000)
        cells = "".join(f"{scores[name]:>10.3f}" for name in COLUMNS)
        counts = f"{scores['gold_core']:>6}{scores['suggested']:>6}"
        print(f"{document.name:28}{counts}{cells}{statistics.median(took):>6.0f}")


if __name__ == "__main__":
    table()
