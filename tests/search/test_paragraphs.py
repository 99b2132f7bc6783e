"""All paragraphs that match, by document."""

from __future__ import annotations

from pathlib import Path

from explorer.domain.query import Query
from tests.search.corpus import NO_SYNONYMS, made, paragraphs_of


def test_paragraphs_by_document(tmp_path: Path) -> None:
    """The document with the best one first, in it in text order; all are counted."""
    rows = [
        *paragraphs_of("d1", ["solar " + "word " * 60, "nothing", "word solar word"]),
        *paragraphs_of("d2", ["solar", "rail"]),
    ]
    index = made(tmp_path, [], rows)
    found = index.paragraphs(Query(text="solar"), NO_SYNONYMS, limit=2)
    assert [(hit.document, hit.number) for hit in found.hits] == [("d2", 1), ("d1", 1)]
    assert found.total == 3
    assert found.documents == (("d2", "press", 1), ("d1", "press", 2))
    rest = index.paragraphs(Query(text="solar"), NO_SYNONYMS, limit=2, offset=2)
    assert [(hit.document, hit.number) for hit in rest.hits] == [("d1", 3)]
    start = rows[2].start
    resting = [("d1", start + 3, start + 4), ("d9", 0, 5)]
    only = index.paragraphs(Query(text="solar"), NO_SYNONYMS, limit=9, resting=resting)
    assert [(hit.document, hit.number) for hit in only.hits] == [("d1", 3)]
    every = index.paragraphs(Query(), NO_SYNONYMS, limit=9, resting=[("d1", 0, 9), ("d2", 0, 1)])
    assert [(hit.document, hit.number) for hit in every.hits] == [("d1", 1), ("d2", 1)]
