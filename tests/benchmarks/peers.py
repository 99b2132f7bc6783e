"""The same answer from SQLite's FTS5 and from tantivy: top 50, exact count, all facets."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from explorer.domain.query import Period
from explorer.search.sources import EntryText

_FIELDS = ("title", "names", "body")
_SECTOR = "trade-investment"
_FACETS = ("sector", "stage", "kind", "party", "document", "standing")


def _fields(text: EntryText) -> tuple[str, str, str]:
    return text.title, "\n".join(text.names), "\n".join((text.summary, *text.passages))


class Fts5:
    """A contentless FTS5 index of the same texts; facets by numpy, in (row, value) pairs."""

    def __init__(self, texts: Iterable[EntryText]) -> None:
        self._db = sqlite3.connect(":memory:")
        self._db.execute(
            "CREATE VIRTUAL TABLE t USING fts5(title, names, body, content='', "
            "tokenize='porter unicode61', prefix='2 3')"
        )
        pairs: dict[str, tuple[list[int], list[int]]] = {}
        self._names: dict[str, dict[str, int]] = {}
        days: list[tuple[int, int]] = []
        for number, text in enumerate(texts):
            self._db.execute(
                "INSERT INTO t(rowid, title, names, body) VALUES (?, ?, ?, ?)",
                (number, *_fields(text)),
            )
            days.append((text.earliest, text.latest))
            for facet, values in text.facets.items():
                known = self._names.setdefault(facet, {})
                rows, codes = pairs.setdefault(facet, ([], []))
                for value in values:
                    rows.append(number)
                    codes.append(known.setdefault(value, len(known)))
        self._count = len(days)
        self._days = np.array(days)
        self._pairs = {name: (np.array(r), np.array(c)) for name, (r, c) in pairs.items()}

    def answer(self, match: str, *, narrow: bool = False) -> tuple[Sequence[Any], int, Any]:
        """Top 50 by BM25, the exact count, and the counts of all facets.

        ``narrow``: only of one sector and twenty years; then all hits are fetched in their order.
        """
        ranked = "SELECT rowid FROM t WHERE t MATCH ? ORDER BY bm25(t, 3, 1.5, 1)"
        if narrow:
            ids = [row for (row,) in self._db.execute(ranked, (match,))]
            mask = self._narrowed()
            top = [row for row in ids if mask[row]]
            ids = top
        else:
            top = self._db.execute(f"{ranked} LIMIT 50", (match,)).fetchall()
            matching = self._db.execute("SELECT rowid FROM t WHERE t MATCH ?", (match,))
            ids = [row for (row,) in matching]
        chosen = np.zeros(self._count, bool)
        chosen[ids] = True
        counts = {
            name: np.bincount(codes[chosen[rows]], minlength=len(self._names[name]))
            for name, (rows, codes) in self._pairs.items()
            if len(rows)
        }
        return top[:50], len(ids), counts

    def _narrowed(self) -> Any:
        low, high = Period("1950", "1969").days()
        mask = (self._days[:, 0] <= high) & (self._days[:, 1] >= low) & (self._days[:, 0] > 0)
        rows, codes = self._pairs["sector"]
        having = np.zeros(self._count, bool)
        having[rows[codes == self._names["sector"].get(_SECTOR, -1)]] = True
        return mask & having


class Tantivy:
    """A tantivy index of the same texts; facets by its own aggregations."""

    def __init__(self, texts: Iterable[EntryText]) -> None:
        import tantivy

        self._tantivy = tantivy
        builder = tantivy.SchemaBuilder()
        for name in _FIELDS:
            builder.add_text_field(name, stored=False, tokenizer_name="en_stem")
        for name in _FACETS:
            builder.add_text_field(name, stored=False, tokenizer_name="raw", fast=True)
        for name in ("earliest", "latest"):
            builder.add_integer_field(name, fast=True, indexed=True)
        self._schema = builder.build()
        self._folder = tempfile.TemporaryDirectory()
        self._index = tantivy.Index(self._schema, path=self._folder.name)
        writer = self._index.writer(heap_size=200_000_000, num_threads=1)
        for text in texts:
            values: dict[str, Any] = dict(zip(_FIELDS, ([v] for v in _fields(text)), strict=True))
            values |= {name: list(text.facets.get(name, ())) for name in _FACETS}
            values |= {"earliest": text.earliest, "latest": text.latest}
            writer.add_document(tantivy.Document(**values))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def answer(self, kind: str, words: Sequence[str]) -> int:
        """Top 50, the exact count, and the counts of all facets; returns the count."""
        query = self._query(kind, words)
        found: Any = self._searcher.search(query, 50, count=True)
        wanted = {name: {"terms": {"field": name, "size": 1000}} for name in _FACETS}
        self._searcher.aggregate(query, wanted)
        return int(found.count)

    def _query(self, kind: str, words: Sequence[str]) -> Any:
        tantivy, either = self._tantivy, self._tantivy.Occur.Should
        if kind in ("prefix", "fuzzy"):
            word = words[0]
            parts = [
                tantivy.Query.regex_query(self._schema, name, f"{word}.*")
                if kind == "prefix"
                else tantivy.Query.fuzzy_term_query(self._schema, name, word, distance=1)
                for name in _FIELDS
            ]
            return tantivy.Query.boolean_query([(either, part) for part in parts])
        between = {"and": " AND ", "or": " OR "}.get(kind, " ")
        text = between.join(words)
        text = f'"{text}"' if kind == "phrase" else text
        query = self._index.parse_query(text, list(_FIELDS))
        if kind != "narrow":
            return query
        low, high = Period("1950", "1969").days()
        whole = tantivy.FieldType.Integer
        return tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Must, query),
                (tantivy.Occur.Must, tantivy.Query.term_query(self._schema, "sector", _SECTOR)),
                *(
                    (
                        tantivy.Occur.Must,
                        tantivy.Query.range_query(self._schema, name, whole, first, last),
                    )
                    for name, first, last in (("earliest", 1, high), ("latest", low, 4_000_000))
                ),
            ]
        )
