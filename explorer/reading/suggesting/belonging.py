"""Whether a named thing is the parties’ own: by their names in it, or by “joint”."""

from __future__ import annotations

import re
from typing import Final

from explorer.domain.vocabulary import Kind
from explorer.reading.suggesting.drafts import Context
from explorer.reading.suggesting.parties import mentions
from explorer.reading.suggesting.things import Thing
from explorer.reading.suggesting.tokens import Token

BODIES: Final = frozenset([Kind.MECHANISM, Kind.WORKING_GROUP])
SIGNED: Final = frozenset([Kind.AGREEMENT, Kind.MOU])
DEFINITE: Final = frozenset(["the", "their", "our", "its"])
# What a group of states sets up is its partners' matter too; its councils and plans are its own.
_OF_A_GROUP: Final = frozenset([Kind.PROGRAMME, Kind.INITIATIVE, Kind.INSTITUTION])
_JOINT: Final = frozenset(["joint", "bilateral", "trilateral", "quadrilateral"])
_FEWEST: Final = 3  # words before its head that make a thing without a name one of its own
_AFTER: Final = 8  # words behind “between” among which the parties stand


def name_start(tokens: tuple[Token, ...], thing: Thing) -> int:
    """Where a name begins within its phrase; the phrase itself where it is no name."""
    start = thing.start
    if not thing.named:
        return start
    while start < thing.head and not tokens[start].is_capital:
        start += 1
    return start


def is_joint(tokens: tuple[Token, ...], thing: Thing, context: Context) -> bool:
    """Whether a name holds two of the parties, a group of states that is one, or “Joint”.

    “The Strategic Partnership between Kenya and France” counts as “the Kenya-France Partnership”.
    """
    words = tokens[thing.start : thing.end]
    after = tokens[thing.end : thing.end + 1]
    if after and after[0].lower in ("between", "among"):
        words = tokens[thing.start : thing.end + _AFTER]
    named = [item for item in mentions(words, context.lexicon) if not _owns(words[item.end - 1])]
    codes = {code for item in named for code in item.codes if code in context.parties}
    group = any(code in context.lexicon.groupings for code in codes)
    if len(codes) > 1 or (group and thing.kind in _OF_A_GROUP):
        return True
    if codes and any(_is_chain(token) for token in words):
        return True  # “the Nile-Kenya Partnership”
    if any(token.lower in _JOINT and not token.is_capital for token in words):
        return True  # “the bilateral Shipping Agreement”
    joint = any(token.lower in _JOINT for token in words)
    if joint and thing.named and sum(token.is_capital for token in words) > _FEWEST:
        return True  # “the Trilateral Reef Security Framework”
    return joint and (bool(codes) or bool(thing.acronym))


def _owns(token: Token) -> bool:
    """“Kenya’s Institute and France’s Academy”: each has its own."""
    return token.text != token.bare


def _is_chain(token: Token) -> bool:
    """“Kenya-France”: two names with a hyphen."""
    parts = re.split(r"[-–]", token.bare)
    return len(parts) > 1 and all(part[:1].isupper() and len(part) > 1 for part in parts)


def is_bilateral(tokens: tuple[Token, ...], thing: Thing) -> bool:
    """“The bilateral fisheries dialogue”: no name, but one and the parties' own."""
    words = tokens[thing.start : thing.end]
    if thing.kind not in BODIES | SIGNED or words[0].lower not in DEFINITE:
        return False
    if words[-1].lower.endswith("s") or thing.head - thing.start < _FEWEST:
        return False
    return any(token.lower in _JOINT for token in words)
