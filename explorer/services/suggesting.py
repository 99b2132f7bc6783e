"""Suggestions of a document: the word lists that the program ships, the rules of `reading`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

from explorer import paths
from explorer.domain.messages import AccordError
from explorer.domain.passages import normalise
from explorer.domain.structure import NO_STRUCTURE, Structure
from explorer.reading.reader import LARGEST, read
from explorer.reading.suggesting.lexicon import TABLES, Lexicon, make_lexicon
from explorer.reading.suggestions import Suggestion, suggest

#: Plain text is taken as it stands in the file, so that a quote is found in it as it is.
_PLAIN: Final = frozenset({".txt", ".text"})


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The word lists, read once."""
    folder = paths.resources() / "vocabulary"
    tables = {name: (folder / f"{name}.tsv").read_text(encoding="utf-8") for name in TABLES}
    return make_lexicon(tables)


def suggestions_of(text: str, structure: Structure = NO_STRUCTURE) -> tuple[Suggestion, ...]:
    """What a document's normalised text suggests, in its order."""
    return suggest(text, lexicon(), structure)


def suggestions_of_file(path: Path) -> tuple[Suggestion, ...]:
    """What a file suggests; nothing is stored.

    Raises:
        AccordError: ``reading-…`` when the file cannot be read.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise AccordError(
                "reading-large", size=path.stat().st_size // 1_000_000, most=LARGEST // 1_000_000
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise AccordError("reading-missing") from None
    except OSError as error:
        raise AccordError("reading-unreadable", reason=error.strerror or error) from None
    if path.suffix.lower() in _PLAIN:
        try:
            return suggestions_of(normalise(data.decode("utf-8")))
        except UnicodeDecodeError:
            pass  # another encoding: the reader finds out which
    steps = read(data, path.name)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found = end.value
            return suggestions_of(found.text, found.structure)


def suggestion_json(suggestion: Suggestion) -> dict[str, object]:
    """One line of ``accord suggest --json`` (design, "Command line")."""
    return {
        "title": suggestion.title,
        "kind": suggestion.kind,
        "stage": suggestion.stage,
        "date": suggestion.date,
        "parties": [party for party, _ in suggestion.parties],
        "roles": dict(suggestion.parties),
        "sectors": suggestion.sectors,
        "institutions": suggestion.institutions,
        "quote": suggestion.quote,
        "start": suggestion.start,
        "end": suggestion.end,
        "why": [reason.english() for reason in suggestion.why],
        "confidence": suggestion.confidence,
    }
