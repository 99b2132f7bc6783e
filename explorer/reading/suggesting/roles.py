"""In what part each party stands to an entry, and which bodies sign or belong to it."""

from __future__ import annotations

from typing import Final

from explorer.domain.vocabulary import Kind, Role, Stage
from explorer.reading.suggesting.bodies import bodies_in
from explorer.reading.suggesting.drafts import Context, Draft
from explorer.reading.suggesting.tokens import Token

_OF_KIND: Final = {
    Kind.AGREEMENT: Role.SIGNATORY,
    Kind.MOU: Role.SIGNATORY,
    Kind.MEMBERSHIP: Role.CONCERNED,
    Kind.PARTNERSHIP: Role.MEMBER,
}
_FIRM: Final = frozenset([Stage.AGREED, Stage.PLEDGED, Stage.OPERATING, Stage.LAUNCHED])
_WITH_BODIES: Final = frozenset([Kind.AGREEMENT, Kind.MOU, Kind.WORKING_GROUP])
_JOINING: Final = frozenset(["between", "among", "by", "with", "of"])


def roles_of(
    draft: Draft, states: tuple[str, ...], context: Context
) -> tuple[tuple[str, Role], ...]:
    """The parties of a draft with their roles: states first, then the bodies that it joins."""
    role = _OF_KIND.get(draft.kind, Role.CONCERNED)
    if draft.kind is Kind.COMMITMENT and draft.stage in _FIRM:
        role = Role.IMPLEMENTING
    bodies: tuple[str, ...] = ()
    if draft.kind in _WITH_BODIES and not draft.mention:
        bodies = _joined(draft.about, context)
    if bodies and role is Role.SIGNATORY:
        role = Role.CONCERNED
    own = Role.SIGNATORY if draft.kind in (Kind.AGREEMENT, Kind.MOU) else Role.MEMBER
    return (*((state, role) for state in states), *((body, own) for body in bodies))


def _joined(tokens: tuple[Token, ...], context: Context) -> tuple[str, ...]:
    """The bodies after “between”, “by … in partnership with”, “of”."""
    at = next(
        (i for i, token in enumerate(tokens) if token.lower in _JOINING and _names(tokens, i)), None
    )
    if at is None:
        return ()
    found = bodies_in(tokens[at + 1 :], context.text, context.lexicon)
    return tuple(dict.fromkeys(name.split(" (")[0] for name in found[:2]))


def _names(tokens: tuple[Token, ...], at: int) -> bool:
    return any(token.is_capital for token in tokens[at + 1 : at + 4])
