"""Helpers for tests of reviews: a library with a statement in it, and one suggestion of many."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from explorer.domain.entries import Entry, Passage
from explorer.domain.review import Proposal, Review, ReviewItem
from explorer.services.checking import check
from explorer.services.children import finish
from explorer.store import documents, entries
from explorer.workspace import Workspace

FORGE: Final = "forge-high-tech"
RIS: Final = "ris-scientific-cooperation"
STATEMENT: Final = """Joint Statement of Norway and Chile

Oslo, 14 March 2025

1. The two countries agreed to establish a Joint Committee on Ocean Research (JCOR). 🐟
2. Norway and Chile signed a Memorandum of Understanding on lithium recycling on 12 March 2025.
3. Both sides launched the Fjord and Andes Digital Programme (2025-2029).
4. They will hold the first Norway-Chile Space Dialogue in Santiago in 2026.
"""


def added(workspace: Workspace, folder: Path, text: str, name: str = "statement.txt") -> str:
    """A document of this text, read in as a user's file is."""
    (folder / name).write_text(text, encoding="utf-8")
    (identifier,) = finish(workspace.importing.run([folder / name])).added()
    return identifier


def entry_in(workspace: Workspace, identifier: str) -> Entry:
    """An entry as the store has it."""
    with workspace.library.reading() as unit:
        return entries.load(unit, [identifier])[identifier]


def is_there(workspace: Workspace, identifier: str) -> bool:
    """Whether the store has an entry."""
    with workspace.library.reading() as unit:
        return bool(entries.load(unit, [identifier]))


def all_entries(workspace: Workspace) -> dict[str, Entry]:
    """All entries of a library."""
    with workspace.library.reading() as unit:
        return {entry.id: entry for batch in entries.load_all(unit) for entry in batch}


def passages_in(workspace: Workspace, document: str) -> tuple[Passage, ...]:
    """The passages of a document."""
    with workspace.library.reading() as unit:
        return documents.passages_of(unit, document)


def is_sound(workspace: Workspace) -> None:
    """Nothing is wrong with a library; an index that is behind is none of its faults."""
    assert [one for one in check(workspace.library) if one.what != "index"] == []


def about(review: Review, words: str) -> ReviewItem:
    """The one suggestion whose title has these words."""
    (found,) = [item for item in review.items if words.lower() in item.proposal.title.lower()]
    return found


def selection(text: str, words: str) -> tuple[int, int]:
    """Where these words stand, once."""
    assert text.count(words) == 1, words
    start = text.index(words)
    return start, start + len(words)


def text_of(workspace: Workspace, document: str) -> str:
    """The text that a document has in the library."""
    with workspace.library.reading() as unit:
        return documents.text_of(unit, document) or ""


def typed(text: str, words: str, **fields: object) -> Proposal:
    """A proposal about these words, as a user types one."""
    from explorer.domain.vocabulary import Kind, Stage

    start, end = selection(text, words)
    values = {"title": words, "kind": Kind.INITIATIVE, "stage": Stage.UNKNOWN, **fields}
    return Proposal(start=start, end=end, quote=words, **values)  # type: ignore[arg-type]
