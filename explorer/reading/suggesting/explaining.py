"""Why an entry is suggested: the words that each of its fields rests on."""

from __future__ import annotations

from typing import Final

from explorer.domain.messages import Message
from explorer.reading.suggesting.drafts import Context, Draft
from explorer.reading.suggesting.parties import TOGETHER, mentions
from explorer.reading.suggesting.tokens import Token, longest_match, text_of

_POINTING: Final = frozenset(["the", "our", "these", "all"])
_ALONE: Final = frozenset(["they", "we", "both", "sides", "leaders"])


def reasons(
    draft: Draft, context: Context, parties: tuple[str, ...], dated: str
) -> tuple[Message, ...]:
    """What speaks for a suggestion, each reason once.

    ``parties`` are the codes of its states; ``dated`` the words that give its date, or empty.
    """
    found = [Message(code, {"text": words}) for code, words in draft.why]
    noun = _noun(draft, context)
    if noun:
        found.append(Message("suggest-kind", {"text": noun}))
    found += [
        Message("suggest-acronym", {"text": token.bare, "meaning": context.acronyms[token.bare]})
        for token in draft.named
        if token.bare in context.acronyms
    ]
    if parties:
        found.append(_who(draft, context, frozenset(parties)))
    if dated:
        found.append(Message("suggest-date", {"text": dated}))
    return tuple({(item.code, *item.parameters.values()): item for item in found}.values())


def _noun(draft: Draft, context: Context) -> str:
    """The last word or words of the name that say what kind of thing it is."""
    noun = ""
    at = 0
    while at < len(draft.named):
        hit = longest_match(
            draft.named, at, context.lexicon.longest_head, context.lexicon.heads, fold=True
        )
        if hit is not None and hit[0] is draft.kind:
            noun = text_of(context.text, draft.named[at : at + hit[1]])
        at += 1 if hit is None else hit[1]
    return noun


def _who(draft: Draft, context: Context, parties: frozenset[str]) -> Message:
    """Where the parties come from: names, words that stand for them, or the whole document."""
    told = [item for item in mentions(draft.about, context.lexicon) if parties & {*item.codes}]
    names = dict.fromkeys(text_of(context.text, draft.about[at.start : at.end]) for at in told)
    if parties <= {code for item in told for code in item.codes}:
        return Message("suggest-parties", {"text": ", ".join(names)})
    together = _together(draft.about, context.text)
    if together:
        return Message("suggest-together", {"text": together})
    if names:
        return Message("suggest-some", {"text": ", ".join(names)})
    return Message("suggest-usual")


def _together(tokens: tuple[Token, ...], text: str) -> str:
    """“the two sides”: the first words that stand for the parties together."""
    for start, token in enumerate(tokens):
        if token.lower not in TOGETHER:
            continue
        end = start + 1
        while end < len(tokens) and tokens[end].lower in TOGETHER:
            end += 1
        if end - start > 1 or token.lower in _ALONE:
            pointed = start > 0 and tokens[start - 1].lower in _POINTING
            return text_of(text, tokens[start - pointed : end])
    return ""
