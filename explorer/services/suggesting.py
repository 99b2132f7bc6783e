"""Suggestions of a document: the word lists that the program ships, the rules of `reading`."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import msgspec

from explorer import paths
from explorer.domain.messages import AccordError, Message, Progress
from explorer.domain.passages import Span, normalise
from explorer.domain.structure import NO_STRUCTURE, Structure
from explorer.reading.found import ReadText
from explorer.reading.suggesting.lexicon import TABLES, Lexicon, make_lexicon
from explorer.reading.suggestions import LONGEST_TEXT, Suggestion, suggest, suggest_steps
from explorer.services import children
from explorer.services.children import Child, run_child
from explorer.services.reading_files import MEMORY_MB, ReadRequest, limit_memory, taken

#: Plain text is taken as it stands in the file, so that a quote is found in it as it is.
_PLAIN: Final = frozenset({".txt", ".text"})
_TOLD: Final = 200  # how often, at most, it is told how far the reading of a text is


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The word lists, read once."""
    folder = paths.resources() / "vocabulary"
    tables = {name: (folder / f"{name}.tsv").read_text(encoding="utf-8") for name in TABLES}
    return make_lexicon(tables)


def suggestions_of(text: str, structure: Structure = NO_STRUCTURE) -> tuple[Suggestion, ...]:
    """What a document's normalised text suggests, in its order."""
    return suggest(text, lexicon(), structure)


class SuggestWork(msgspec.Struct, frozen=True):
    """What the child is asked: read a text, and leave its suggestions as JSON in ``target``.

    ``within``: only what this stretch touches, in code points; None for all.
    """

    text: str
    target: bytes
    structure: Structure = NO_STRUCTURE
    within: tuple[int, int] | None = None


def suggest_work(work: SuggestWork) -> Generator[Progress, None, int]:
    """The child's work; how many there are."""
    limit_memory(MEMORY_MB)
    within = None if work.within is None else Span(*work.within)
    steps = suggest_steps(work.text, lexicon(), work.structure, within)
    told = -1.0
    while True:
        try:
            done, total = next(steps)
        except StopIteration as end:
            found: tuple[Suggestion, ...] = end.value
            break
        if done - told >= total / _TOLD:
            told = done
            yield Progress("suggestions", done, total)
    # A file, not a line to the parent: a long document has megabytes of them.
    Path(os.fsdecode(work.target)).write_bytes(msgspec.json.encode(found))
    return len(found)


def suggest_in_child(
    text: str,
    structure: Structure = NO_STRUCTURE,
    *,
    within: tuple[int, int] | None = None,
    started: Callable[[Child], None] | None = None,
) -> Generator[Progress, None, tuple[Suggestion, ...]]:
    """What a normalised text suggests, read by a child: rules in this process hold up the window.

    Raises:
        AccordError: ``child-…``.
    """
    with TemporaryDirectory() as folder:
        target = Path(folder) / "suggestions.json"
        work = SuggestWork(text[:LONGEST_TEXT], os.fsencode(target), structure, within)
        yield from run_child(children.SUGGEST, work, int, started)
        return msgspec.json.decode(target.read_bytes(), type=tuple[Suggestion, ...])


def suggestions_of_file(path: Path) -> tuple[Suggestion, ...]:
    """What a file suggests; nothing is stored.

    Raises:
        AccordError: ``reading-…`` when the file cannot be read.
    """
    if path.suffix.lower() in _PLAIN:
        try:
            return suggestions_of(normalise(_beginning(path).decode("utf-8")))
        except UnicodeDecodeError:
            pass  # another encoding: the reader finds out which
    found = _read(path)
    return suggestions_of(found.text, found.structure)


def _beginning(path: Path) -> bytes:
    """The bytes of a plain text, as many as are read for suggestions."""
    try:
        with path.open("rb") as file:
            return file.read(LONGEST_TEXT)
    except FileNotFoundError:
        raise AccordError("reading-missing") from None
    except OSError as error:
        raise AccordError("reading-unreadable", reason=error.strerror or error) from None


def _read(path: Path) -> ReadText:
    """A file's text, read by a child: what comes from outside is opened nowhere else."""
    with TemporaryDirectory() as folder:
        request = ReadRequest(paths=(os.fsencode(path),), scratch=os.fsencode(folder))
        child = Child(children.READ, request)
        try:
            for _ in child:
                pass
        except AccordError as error:
            if not error.message.code.startswith("child-"):
                raise
            reason = error.message.parameters.get("reason", "")
            raise AccordError("reading-crashed", reason=reason) from error
        finally:
            child.cancel()
        found = taken(Path(folder), 0)
    if found.text is None:
        refused = found.refused or Message("reading-no-text")
        raise AccordError(refused.code, **refused.parameters)
    return found.text


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
