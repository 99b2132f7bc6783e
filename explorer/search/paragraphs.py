"""Where the paragraphs of the documents stand, a column of arrays each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec
import numpy as np

from explorer.search.columns import renumbered
from explorer.search.sources import ParagraphText
from explorer.search.storage import Array, Ints, Strings


class ParagraphColumns(msgspec.Struct, frozen=True):
    """One item a paragraph: places in ``documents`` and ``standings``, and where it stands."""

    documents: tuple[str, ...]
    standings: tuple[str, ...]
    document: Ints
    standing: Ints
    number: Ints
    start: Ints
    end: Ints

    def save(self) -> dict[str, Array]:
        """Its arrays, by name."""
        arrays: dict[str, Array] = Strings.of(self.documents).save("documents")
        arrays |= Strings.of(self.standings).save("standings")
        return arrays | {name: getattr(self, name) for name in _PLACES}

    @classmethod
    def load(cls, arrays: Mapping[str, Array]) -> ParagraphColumns:
        """Take what `save` gave."""
        return cls(
            documents=tuple(Strings.load(arrays, "documents")),
            standings=tuple(Strings.load(arrays, "standings")),
            **{name: arrays[name] for name in _PLACES},
        )

    @classmethod
    def of(cls, rows: Sequence[ParagraphText]) -> ParagraphColumns:
        """The columns of these paragraphs (their texts are not used), numbered as they come."""
        documents = tuple(sorted({row.document for row in rows}))
        standings = tuple(sorted({row.standing for row in rows}))
        document = {value: place for place, value in enumerate(documents)}
        standing = {value: place for place, value in enumerate(standings)}
        return cls(
            documents=documents,
            standings=standings,
            document=np.array([document[row.document] for row in rows], np.int32),
            standing=np.array([standing[row.standing] for row in rows], np.int32),
            number=np.array([row.number for row in rows], np.int32),
            start=np.array([row.start for row in rows], np.int32),
            end=np.array([row.end for row in rows], np.int32),
        )

    def joined(self, other: ParagraphColumns) -> ParagraphColumns:
        """These paragraphs and then the others."""
        documents = tuple(sorted({*self.documents, *other.documents}))
        standings = tuple(sorted({*self.standings, *other.standings}))
        both = (self, other)
        return ParagraphColumns(
            documents=documents,
            standings=standings,
            document=np.concatenate(
                [renumbered(part.document, part.documents, documents) for part in both]
            ),
            standing=np.concatenate(
                [renumbered(part.standing, part.standings, standings) for part in both]
            ),
            number=np.concatenate([part.number for part in both]),
            start=np.concatenate([part.start for part in both]),
            end=np.concatenate([part.end for part in both]),
        )


_PLACES: Final = ("document", "standing", "number", "start", "end")
