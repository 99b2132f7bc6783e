"""How far a suggestion may be trusted, by what it is and how firm it is said to be.

Measured on 19 annotated statements, reports and commentaries that the rules were tried on (741
suggestions): of each sort the mean of two shares, that of suggestions which are entries, and that
of those whose type and stage are right as well. On a text of another kind it is less.
"""

from __future__ import annotations

from typing import Final

from explorer.domain.vocabulary import Kind, Stage
from explorer.reading.suggesting.drafts import Draft

_TEXTS: Final = frozenset([Kind.MOU, Kind.AGREEMENT, Kind.DECLARATION])
_OF_UNDERTAKINGS: Final = {
    Stage.AGREED: 0.8,
    Stage.NEGOTIATING: 0.8,
    Stage.PLEDGED: 0.65,
    Stage.PROPOSED: 0.65,
    Stage.LAUNCHED: 0.4,
}
_OF_THINGS: Final = {
    Stage.SIGNED: 0.95,
    Stage.COMPLETED: 0.8,
    Stage.AGREED: 0.8,
    Stage.NEGOTIATING: 0.8,
    Stage.LAUNCHED: 0.75,
    Stage.OPERATING: 0.75,
    Stage.PROPOSED: 0.75,
    Stage.PLEDGED: 0.65,
}
_OF_KINDS: Final = {
    Kind.WORKING_GROUP: 0.9,
    Kind.PARTNERSHIP: 0.85,
    Kind.INITIATIVE: 0.65,
    Kind.INSTITUTION: 0.65,
    Kind.MEMBERSHIP: 0.7,
}
OTHER: Final = 0.5


def confidence_of(draft: Draft, kind: Kind) -> float:
    """From 0 to 1: the share of such suggestions that proved right."""
    if kind is Kind.COMMITMENT:
        return _OF_UNDERTAKINGS.get(draft.stage, OTHER)
    if draft.stage is Stage.SIGNED:
        return _OF_THINGS[Stage.SIGNED]
    if kind in _OF_KINDS:
        return _OF_KINDS[kind]
    if kind in _TEXTS and draft.mention:
        return OTHER
    return _OF_THINGS.get(draft.stage, OTHER)
