"""What the values of facets are called, in English, Korean and Hindi, by id, label and alias."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING

from explorer.domain.entries import Document, Institution
from explorer.domain.query import Facet
from explorer.domain.rules import institution_terms
from explorer.domain.vocabulary import (
    KIND_LABELS,
    STAGE_LABELS,
    STAGE_LABELS_BY_KIND,
    STANDING_LABELS,
)
from explorer.services import vocabularies

if TYPE_CHECKING:
    from explorer.search.lexicon import Lexicon

#: A facet, the id of a value, and one of its names.
Row = tuple[Facet, str, str]


def fixed_names() -> Iterator[Row]:
    """Those that come with the program, of each value its English label first."""
    for sector in vocabularies.sectors().values():
        for name in (*sector.labels.values(), sector.id, *sum(sector.alternatives.values(), ())):
            yield Facet.SECTOR, sector.id, name
    for facet, labels in (
        (Facet.KIND, KIND_LABELS),
        (Facet.STAGE, STAGE_LABELS),
        (Facet.STANDING, STANDING_LABELS),
    ):
        for value, label in labels.items():
            yield facet, value.value, label
            yield facet, value.value, value.value
    for (_, stage), label in STAGE_LABELS_BY_KIND.items():
        yield Facet.STAGE, stage.value, label
    for named, identifier, names in vocabularies.value_names():
        for name in names:
            yield Facet(named), identifier, name
    for state in vocabularies.states().values():
        for name in (*state.names.values(), state.id, *sum(state.aliases.values(), ())):
            yield Facet.PARTY, state.id, name


def library_names(
    institutions: Mapping[str, Institution], documents: Mapping[str, Document]
) -> Iterator[Row]:
    """Those of one library: its institutions, which may be parties too, and its documents."""
    for institution in institutions.values():
        for name in (*institution_terms(institution), institution.id):
            yield Facet.INSTITUTION, institution.id, name
            yield Facet.PARTY, institution.id, name
    for document in documents.values():
        for name in (document.short_title, document.title, document.id):
            yield Facet.DOCUMENT, document.id, name


class Lexicons:
    """The lexicon of a library, made anew only when its institutions or documents have changed."""

    def __init__(self) -> None:
        self._kept: tuple[dict[str, Institution], dict[str, Document], Lexicon] | None = None

    def of(self, institutions: dict[str, Institution], documents: dict[str, Document]) -> Lexicon:
        """What words mean where these are; nothing is read before the first text is asked."""
        if self._kept is None or self._kept[:2] != (institutions, documents):
            self._kept = institutions, documents, _lexicon(institutions, documents)
        return self._kept[2]


def _lexicon(institutions: dict[str, Institution], documents: dict[str, Document]) -> Lexicon:
    from explorer.search.lexicon import Lexicon
    from explorer.search.names import Names
    from explorer.search.synonyms import Synonyms

    return Lexicon(
        Synonyms.from_tables(
            vocabularies.synonym_groups(),
            vocabularies.sectors(),
            [institution_terms(item) for item in institutions.values()],
            vocabularies.states(),
        ),
        Names(lambda: chain(fixed_names(), library_names(institutions, documents))),
    )
