"""The same answer from SQLite's FTS5: top 50, exact count, all facets; facets by numpy as ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from explorer.search.sources import EntryText


class Fts5:
    """A contentless FTS5 index of the same texts, with facet columns as (row, value) pairs."""

    def __init__(self, texts: Iterable[EntryText]) -> None:
        import numpy as np

        self._db = sqlite3.connect(":memory:")
        self._db.execute(
            "CREATE VIRTUAL TABLE t USING fts5(title, names, body, content='', "
            "tokenize='porter unicode61', prefix='2 3')"
        )
        pairs: dict[str, tuple[list[int], list[int]]] = {}
        self._names: dict[str, dict[str, int]] = {}
        count = 0
        for number, text in enumerate(texts):
            body = "\n".join((text.summary, *text.passages))
            self._db.execute(
                "INSERT INTO t(rowid, title, names, body) VALUES (?, ?, ?, ?)",
                (number, text.title, "\n".join(text.names), body),
            )
            for facet, values in text.facets.items():
                known = self._names.setdefault(facet, {})
                rows, codes = pairs.setdefault(facet, ([], []))
                for value in values:
                    rows.append(number)
                    codes.append(known.setdefault(value, len(known)))
            count = number + 1
        self._count = count
        self._pairs = {name: (np.array(r), np.array(c)) for name, (r, c) in pairs.items()}

    def answer(self, match: str) -> tuple[Sequence[Any], int, dict[str, Any]]:
        """Top 50 by BM25, the exact count, and the counts of all facets."""
        import numpy as np

        top = self._db.execute(
            "SELECT rowid FROM t WHERE t MATCH ? ORDER BY bm25(t, 3, 1.5, 1) LIMIT 50", (match,)
        ).fetchall()
        ids = [row for (row,) in self._db.execute("SELECT rowid FROM t WHERE t MATCH ?", (match,))]
        mask = np.zeros(self._count, bool)
        mask[ids] = True
        counts = {
            name: np.bincount(codes[mask[rows]], minlength=len(self._names[name]))
            for name, (rows, codes) in self._pairs.items()
            if len(rows)
        }
        return top, len(ids), counts
