"""In what part each party stands to an entry, and which bodies sign or belong to it."""

from __future__ import annotations

from typing import Final

from explorer.domain.vocabulary import Kind, Role, Stage
from explorer.reading.suggesting.bodies import ORGANISED, bodies_in
from explorer.reading.suggesting.drafts import Context, Draft
from explorer.reading.suggesting.tokens import Token, find_word, text_of

_OF_KIND: Final = {
    Kind.AGREEMENT: Role.SIGNATORY,
    Kind.MOU: Role.SIGNATORY,
    Kind.MEMBERSHIP: Role.CONCERNED,
    Kind.PARTNERSHIP: Role.MEMBER,
}
_FIRM: Final = frozenset([Stage.AGREED, Stage.PLEDGED, Stage.OPERATING, Stage.LAUNCHED])
_WITH_BODIES: Final = frozenset([Kind.AGREEMENT, Kind.MOU, Kind.WORKING_GROUP])
MOST_WORDS: Final = 24  # behind “between”, among which its “and” stands
FEW_WORDS: Final = 4
_GROUPS: Final = frozenset(["force", "forces", "group", "groups", "taskforce"])
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
    if not bodies and draft.stage is Stage.SIGNED and draft.kind in (Kind.AGREEMENT, Kind.MOU):
        lead = tuple(token for token in draft.about if token.start < draft.named[0].start)
        found = bodies_in(lead, context.text, context.lexicon)
        names = [name.split(" (")[0].removeprefix("The ") for name in found[:2]]
        bodies = tuple(name for name in names if name not in codes_of_names(names, context))
    if bodies and role is Role.SIGNATORY:
        role = Role.CONCERNED
    own = Role.SIGNATORY if draft.kind in (Kind.AGREEMENT, Kind.MOU) else Role.MEMBER
    return (*((state, role) for state in states), *((body, own) for body in bodies))


def _joined(tokens: tuple[Token, ...], context: Context) -> tuple[str, ...]:
    """The bodies after “between”, “by … in partnership with”, “of”: names as printed."""
    group = find_word(tokens, _GROUPS)
    if group is not None:
        tokens = tokens[group + 1 :]
    between = find_word(tokens, {"between"})
    if between is not None and (pair := _pair(tokens[between + 1 :], context)):
        return pair
    joining = _JOINING if group is not None else _JOINING - {"of"}  # “in the field of …”
    places = (i for i, token in enumerate(tokens) if token.lower in joining)
    at = next((i for i in places if _names(tokens, i)), None)
    if at is None:
        return ()
    found = bodies_in(tokens[at + 1 :], context.text, context.lexicon)
    return tuple(dict.fromkeys(name.split(" (")[0] for name in found[:2]))


def _pair(tokens: tuple[Token, ...], context: Context) -> tuple[str, ...]:
    """The two names of “between A and B”; an “and” within a name is passed over."""
    joints = [i for i, token in enumerate(tokens[:MOST_WORDS]) if token.lower == "and" and i]
    joints.sort(key=lambda at: not _is_whole(tokens[at - 1]))
    for at in joints:
        left, right = _name(tokens[:at]), _name(tokens[at + 1 :])
        if not left or not right or left[-1].end < _without_bracket(tokens[:at])[-1].end:
            continue
        if any(_is_other(part) for part in (left, right)) and _begins_name(tokens[at + 1 :]):
            names = [_own_name(part, context) for part in (left, right) if _is_other(part)]
            states = codes_of_names(names, context)
            return tuple(name for name in names if name not in states)
    return ()


def _is_whole(last: Token) -> bool:
    """Whether a name may end with a word: “… Organisation (ORG)”, “… Ministry”."""
    return last.text == ")" or last.bare.lower() in ORGANISED


def _without_bracket(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Without the acronym in brackets, and what is behind a comma."""
    comma = next((i for i, token in enumerate(tokens) if token.text == "," and i > 1), len(tokens))
    tokens = tokens[:comma]
    short = len(tokens) > 3 and tokens[-1].text == ")" and tokens[-3].text == "("
    return tokens[:-3] if short else tokens


def _own_name(name: tuple[Token, ...], context: Context) -> str:
    """“Kenya’s Ministry of Water”: the ministry, without whose it is."""
    of_state = name[0].text != name[0].bare and name[0].bare in context.lexicon.states
    return text_of(context.text, name[1:] if of_state and len(name) > 1 else name)


def codes_of_names(names: list[str], context: Context) -> set[str]:
    """Those of the names that are states or groups of states themselves."""
    return {
        name
        for name in names
        if name in context.lexicon.states or name in context.lexicon.groupings
    }


def _name(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The capitalised words that a stretch begins with, over “of”, “and”, “the”."""
    start = 1 if tokens and tokens[0].lower in ("the", "its") else 0
    end = start
    for at in range(start, len(tokens)):
        if tokens[at].is_word and tokens[at].is_capital:
            end = at + 1
        elif tokens[at].lower not in ("of", "and", "for", "&", "the"):
            break
    return tokens[start:end]


def _begins_name(tokens: tuple[Token, ...]) -> bool:
    """Whether a name of its own begins: “the Agency”, “India’s Ministry”, “Northern Railways”."""
    first = tokens[0]
    if first.lower == "the" or first.text.endswith(("’s", "'s")) or first.text.isupper():
        return True
    return any(token.bare.lower() in ORGANISED for token in tokens[:5]) or len(tokens) < FEW_WORDS


def _is_other(name: tuple[Token, ...]) -> bool:
    """Whether a name is one of several words, or an acronym."""
    return len(name) > 1 or name[0].text.isupper()


def _names(tokens: tuple[Token, ...], at: int) -> bool:
    return any(token.is_capital for token in tokens[at + 1 : at + 4])
