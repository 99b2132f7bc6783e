"""Whether the object of a clause says enough to be an entry, and what it says at the least."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from explorer.domain.vocabulary import Kind
from explorer.reading.suggesting.clauses import Clause
from explorer.reading.suggesting.drafts import Context
from explorer.reading.suggesting.objects import is_general, is_specific, party_acts
from explorer.reading.suggesting.things import Thing, things_in
from explorer.reading.suggesting.tokens import Token

_WEAK_KINDS: Final = frozenset([Kind.EVENT, Kind.MEMBERSHIP])
_MEETING: Final = frozenset(["meet", "visit", "host", "convene"])
_HELD: Final = frozenset(["past", "perfect", "passive"])
_SUMS: Final = frozenset(["million", "billion", "crore", "lakh", "trillion"])
_FIRM: Final = frozenset(["decide", "pledge", "intend"])
_OFTEN: Final = frozenset(["every", "each", "a", "per", "twice"])
_SPANS: Final = frozenset(["year", "month", "quarter", "years"])
_REGULAR: Final = frozenset(["annual", "annually", "regular", "regularly", "biannual", "biennial"])


def recurs(words: tuple[Token, ...]) -> bool:
    """“Talks every year”, “an annual dialogue”: a channel, and no single meeting."""
    said = [token.lower for token in words]
    often = any(one in _OFTEN and two in _SPANS for one, two in pairwise(said))
    return often or bool(set(said) & _REGULAR)


def says_before(words: tuple[Token, ...]) -> bool:
    """“The following work”, “$2 billion to this effort”: what it is stands elsewhere."""
    first = [token.lower for token in words[:4]]
    if "following" in first:
        return True
    small = {token.lower for token in words if token.is_word and not token.text[0].isdigit()}
    return sum_in(words) and (not small - _SUMS or bool(small & {"this", "these", "it"}))


def says_enough(clause: Clause, part: tuple[Token, ...], context: Context) -> bool:
    """A field or a thing is named; or who promises something names what, and not at large."""
    if is_specific(part, context):
        return True
    if all(token.is_capital or token.lower == "the" for token in part):
        return clause.verb_class == "hold"  # “visit France”, but not “support France”
    if clause.form is not None and clause.form.lemma in _MEETING and clause.mode in _HELD:
        return True
    if is_general(part):
        return False
    firm = clause.governor in _FIRM or clause.verb_class in ("decide", "pledge")
    promised = clause.governor == "will" and clause.governing_word in ("will", "shall")
    if promised and party_acts(clause, context.lexicon) and clause.subject:
        return True
    if clause.verb_class in ("hold", "sign", "launch", "act", "join"):
        return firm or bool(clause.governor)
    return firm


def sum_in(words: tuple[Token, ...]) -> bool:
    """“A grant of 15 million euros”: announcing money gives none yet."""
    return any(token.lower in _SUMS for token in words[:10])


def financed(part: tuple[Token, ...], context: Context) -> Thing | None:
    """“$8 million to expand the Youth Initiative”: what a sum is for, where it has a name."""
    if not any(token.lower in _SUMS for token in part[:6]):
        return None
    things = things_in(part, context.lexicon)
    for thing in things:
        verb = context.lexicon.verbs.get(part[thing.start - 1].lower) if thing.start else None
        built = verb is not None and part[thing.start].lower in ("a", "an")
        if thing.start > 0 and (thing.named or built):
            return thing
    return None


def has_new(part: tuple[Token, ...], thing: Thing) -> bool:
    return any(token.lower == "new" for token in part[thing.start : thing.head])


def is_one(part: tuple[Token, ...], thing: Thing) -> bool:
    """“Support a feasibility study”: one thing, that is not there yet."""
    many = thing.kind is Kind.PROGRAMME and part[thing.end - 1].lower.endswith("s")
    return thing.kind not in _WEAK_KINDS and (many or part[thing.start].lower in ("a", "an"))
