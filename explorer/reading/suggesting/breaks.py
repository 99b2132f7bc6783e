"""Where a clause begins within its sentence."""

from __future__ import annotations

from typing import Final

from explorer.reading.suggesting.governing import BREAKS, SUBORDINATE
from explorer.reading.suggesting.grammar import CONJUNCTIONS, PREPOSITIONS, Group, before
from explorer.reading.suggesting.tokens import Token, word_set

_BEGINNING: Final = word_set("a an the it they we this president prime minister secretary")


def clause_start(tokens: tuple[Token, ...], floor: int | None, group: Group) -> int | None:
    """Where the clause of a finite verb begins: after the break before its subject.

    ``floor`` is where the words after the last verb begin, None for the first verb. None where
    there is no break: the verb stands within another's object.
    """
    if floor is None:
        return 0
    previous = before(tokens, group.start)
    if previous >= floor and tokens[previous].lower in CONJUNCTIONS:
        return group.start
    for i in range(group.start - 1, floor - 1, -1):
        token = tokens[i]
        if token.lower in SUBORDINATE:
            return i + 1 if token.lower == "when" and _is_done(group) else None
        if i == group.start - 1 and token.lower in ("they", "we", "it"):
            return _with_time(tokens, i, floor)
        if _breaks(tokens, i, group):
            return _with_time(tokens, i + 1, floor)
    return None


def _is_done(group: Group) -> bool:
    """“…, when a treaty was signed”: told in passing, and told all the same."""
    form = group.form
    return group.mode == "passive" and form is not None and form.verb_class in ("sign", "launch")


def _with_time(tokens: tuple[Token, ...], at: int, floor: int) -> int:
    """“… and in October, we signed”: the time before who acts belongs to the clause."""
    if at - 1 <= floor or tokens[at - 1].text != ",":
        return at
    for i in range(at - 2, max(floor, at - 7), -1):
        if tokens[i].lower in ("in", "on", "by") and tokens[i - 1].lower in CONJUNCTIONS:
            return i
    return at


def _breaks(tokens: tuple[Token, ...], at: int, group: Group) -> bool:
    token = tokens[at]
    if token.text in (";", ":") or token.lower in BREAKS or token.lower == "that":
        return True
    if token.lower == "which" and at and tokens[at - 1].lower in PREPOSITIONS:
        return True  # “…, to which France will add …”
    if token.lower in CONJUNCTIONS:
        return _joins(tokens, at)
    return token.text == "," and at + 1 < group.start and _begins_subject(tokens[at + 1])


def _begins_subject(token: Token) -> bool:
    return token.is_capital or token.lower in ("the", "both", "two", "they", "we", "it", "our")


def _joins(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether “and” begins a new clause here, and is not within its subject."""
    if tokens[at - 1].text == ",":
        return True
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return after is not None and after.lower in _BEGINNING
