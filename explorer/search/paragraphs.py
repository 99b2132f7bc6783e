"""Where the paragraphs of the documents stand, a column of arrays each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec
import numpy as np
import numpy.typing as npt

from explorer.domain.query import Facet
from explorer.search.columns import renumbered
from explorer.search.sources import ParagraphText
from explorer.search.storage import Array, Ints, Strings
from explorer.search.tree import Condition, Dated

# A stretch of a document: its id, start and end (code points).
Stretch = tuple[str, int, int]
_LINE: Final = 1 << 40  # longer than any document


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

    def holds(self, condition: Condition | Dated) -> npt.NDArray[np.bool_]:
        """The paragraphs for which a condition holds; they have no date, sector and so on."""
        if isinstance(condition, Condition):
            for facet, values, column in (
                (Facet.DOCUMENT, self.documents, self.document),
                (Facet.STANDING, self.standings, self.standing),
            ):
                if condition.facet is facet:
                    return np.array([v in condition.values for v in values], bool)[column]
        return np.zeros(len(self.number), bool)

    def touched(self, stretches: Iterable[Stretch]) -> npt.NDArray[np.bool_]:
        """The paragraphs within which some of these stretches lie, or a part of one."""
        places = {name: place for place, name in enumerate(self.documents)}
        known = [(places[name], low, high) for name, low, high in stretches if name in places]
        if not known:
            return np.zeros(len(self.number), bool)
        rows = np.array(sorted(known), np.int64)
        # Document and place as one number: the stretches of all documents lie on one line.
        starts, ends = rows[:, 0] * _LINE + rows[:, 1], rows[:, 0] * _LINE + rows[:, 2]
        furthest = np.maximum.accumulate(ends)
        line = self.document.astype(np.int64) * _LINE
        before = np.searchsorted(starts, line + self.end) - 1
        return np.asarray((before >= 0) & (furthest[before] > line + self.start))

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
