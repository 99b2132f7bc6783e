"""The verb by which an item, a heading or a declaration begins: “Expand the …”, “ENCOURAGE …”."""

from __future__ import annotations

from typing import Final, NamedTuple

from explorer.reading.suggesting.governing import LEADING_IN
from explorer.reading.suggesting.grammar import (
    PREPOSITIONS,
    Group,
    form_at,
    group_at,
    skip_adverbs,
)
from explorer.reading.suggesting.lexicon import Form, Lexicon
from explorer.reading.suggesting.tokens import Token

SHORTEST_SHOUT = 4  # letters of a verb in capitals: “TASK”; shorter ones are acronyms
NEAR_FINITE: Final = 9  # words in which “To ease this, France has …” tells who acts


class Opening(NamedTuple):
    """A verb without a subject at the beginning; ``chain`` is the form in which a list goes on."""

    group: Group
    chain: str


def opening_of(tokens: tuple[Token, ...], lexicon: Lexicon, *, is_item: bool) -> Opening | None:
    """The verb with which a sentence begins, where it has no subject: Launching, Expand, Signed."""
    first = skip_adverbs(tokens, 0)
    if tokens[0].lower == "further" and _furthers(tokens, lexicon) and is_item:
        first = 0
    to = is_item and tokens[0].lower == "to" and form_at(tokens, 1, lexicon, "base") is not None
    if to and not _subject_follows(tokens) and not _has_finite(tokens[:NEAR_FINITE], 2, lexicon):
        first = 1  # “(they decided) to expand …”, one item each
    if _is_name(tokens, first, lexicon) or (first == 0 and _leads_in(tokens)):
        return None
    form = form_at(tokens, first, lexicon, "ing")
    if form is not None and (is_item or not _has_finite(tokens, first, lexicon)):
        return Opening(Group(0, first, "ing", form), "ing")
    form = form_at(tokens, first, lexicon, "base")
    told = is_item or _is_shouted(tokens, first)
    if form is not None and told and _imperative(tokens, first, form):
        return Opening(Group(0, first, "base", form), "base")
    form = form_at(tokens, first, lexicon, "past")
    following = tokens[first + 1].lower if first + 1 < len(tokens) else "by"
    if form is not None and is_item and following not in PREPOSITIONS:
        return Opening(Group(0, first, "past", form), "past")
    return None


def _furthers(tokens: tuple[Token, ...], lexicon: Lexicon) -> bool:
    """“Further cooperation in …”: a verb, where no other one follows."""
    return len(tokens) > 1 and form_at(tokens, 1, lexicon, "base") is None


def _is_shouted(tokens: tuple[Token, ...], first: int) -> bool:
    """“ENCOURAGE the ministers to …”: a declaration prints its verbs in capitals."""
    word = tokens[first].text if first < len(tokens) else ""
    return len(word) >= SHORTEST_SHOUT and word.isupper() and word.isalpha()


def _leads_in(tokens: tuple[Token, ...]) -> bool:
    """“Building on the …, we intend to …”: also in an item what comes after tells."""
    return tokens[0].lower in LEADING_IN and _subject_follows(tokens)


def _subject_follows(tokens: tuple[Token, ...]) -> bool:
    """“…, we intend to”: who acts comes behind a comma."""
    commas = (i for i in range(1, len(tokens) - 1) if tokens[i].text == ",")
    return any(tokens[i + 1].lower in ("we", "the", "both", "they") for i in commas)


def _is_name(tokens: tuple[Token, ...], first: int, lexicon: Lexicon) -> bool:
    """“Implementing Arrangement”, “Working Group”: no verb, but the first word of a name."""
    following = tokens[first + 1] if first + 1 < len(tokens) else None
    return following is not None and following.is_capital and following.lower in lexicon.heads


def _imperative(tokens: tuple[Token, ...], first: int, form: Form) -> bool:
    following = tokens[first + 1] if first + 1 < len(tokens) else None
    if following is None or not following.is_word:
        return False
    return not form.also_noun or following.lower not in ("of", "for", "in", "on", "between")


def _has_finite(tokens: tuple[Token, ...], start: int, lexicon: Lexicon) -> bool:
    return any(
        (group := group_at(tokens, i, lexicon)) is not None and group.mode != "infinitive"
        for i in range(start, len(tokens))
    )
