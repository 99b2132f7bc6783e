"""Names for the codes and ids of one library: sectors, states, institutions, documents."""

from __future__ import annotations

import msgspec

from explorer.domain.entries import Document, Institution
from explorer.domain.rules import is_state
from explorer.domain.sectors import FAMILY_OF_SECTOR, Sector
from explorer.domain.vocabulary import (
    Family,
)

_FAMILIES = {family: place for place, family in enumerate(Family)}


class Labels(msgspec.Struct, frozen=True):
    """What the ids of a library mean; ``states`` gives names by alpha-3 code, then language."""

    sectors: dict[str, Sector] = {}
    states: dict[str, dict[str, str]] = {}
    institutions: dict[str, Institution] = {}
    documents: dict[str, Document] = {}

    def sector(self, identifier: str, language: str = "en") -> str:
        """A sector's label; the id itself where it is not in the vocabulary."""
        sector = self.sectors.get(identifier)
        return identifier if sector is None else sector.labels.get(language, sector.label)

    def party(self, identifier: str, language: str = "en") -> str:
        """A state's or an institution's full name."""
        if is_state(identifier):
            names = self.states.get(identifier, {})
            return names.get(language) or names.get("en") or identifier
        return self.institution(identifier)

    def party_short(self, identifier: str, language: str = "en") -> str:
        """As `party`, with an institution's acronym where it has one."""
        institution = self.institutions.get(identifier)
        if institution is not None and institution.acronym:
            return institution.acronym
        return self.party(identifier, language)

    def institution(self, identifier: str) -> str:
        """An institution's name as registered."""
        institution = self.institutions.get(identifier)
        return identifier if institution is None else institution.name

    def document(self, identifier: str) -> str:
        """A document's short title."""
        document = self.documents.get(identifier)
        return identifier if document is None else document.short_title or document.title


def family_place(sectors: tuple[str, ...]) -> int:
    """The place in `Family` of the first sector that has one; -1 for none."""
    for sector in sectors:
        family = FAMILY_OF_SECTOR.get(sector)
        if family is not None:
            return _FAMILIES[family]
    return -1
