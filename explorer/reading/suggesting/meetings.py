"""Visits and meetings that a sentence tells of beside its main matter."""

from __future__ import annotations

import re
from typing import Final

from explorer.domain.vocabulary import Kind, Stage
from explorer.reading.suggesting.belonging import DEFINITE, is_joint, name_start
from explorer.reading.suggesting.dates import dates_in, is_month
from explorer.reading.suggesting.drafts import Context, Draft
from explorer.reading.suggesting.objects import COMING
from explorer.reading.suggesting.things import Thing, things_in
from explorer.reading.suggesting.tokens import Token, text_of, word_set

_REGULAR: Final = frozenset(["annual", "regular", "ongoing", "periodic", "biannual", "biennial"])
_ORDINALS: Final = word_set(
    "inaugural first second third fourth fifth sixth seventh eighth ninth tenth recent",
    "latest last annual ",
)
_NUMBERED: Final = re.compile(r"\d+(?:st|nd|rd|th)")
_TIES: Final = word_set(
    "by of to between with hosted",
)
# Before these an event is only the occasion of something else.
_OCCASIONS: Final = word_set("at during following since after margins sidelines ahead before")
_OF_STATE: Final = frozenset(["state", "official", "working"])
_MEETINGS: Final = frozenset(["meeting", "meetings", "consultation", "consultations"])
AFTER: Final = 8  # words after an event's head that may tie it to someone


def mentioned_events(tokens: tuple[Token, ...], context: Context) -> list[Draft]:
    """Visits and meetings that a sentence tells of beside its main matter."""
    found = []
    for thing in things_in(tokens, context.lexicon):
        if thing.kind is not Kind.EVENT or _is_a_date(tokens, thing):
            continue
        if _has_said(tokens, thing, context):
            continue
        end = _event_end(tokens, thing)
        words = tokens[thing.start : end]
        if not _is_particular(tokens, thing, context):
            if thing.named and _recurs(tokens, thing, context):
                found.append(_channel(tokens[name_start(tokens, thing) : thing.end], context))
            continue
        coming = _is_coming(tokens, thing, context)
        named = {token.lower for token in tokens[thing.start : thing.head]}
        if named & _REGULAR and not any(
            w in _ORDINALS or _NUMBERED.fullmatch(w) for w in named - _REGULAR
        ):
            found.append(_channel(words, context))
            continue
        found.append(
            Draft(
                words,
                words,
                words,
                Kind.EVENT,
                Stage.PROPOSED if coming else Stage.COMPLETED,
                (("suggest-event", tokens[thing.head].text),),
                coming,
                mention=thing.named or _is_occasion(tokens, thing),
            )
        )
    return found


def _is_a_date(tokens: tuple[Token, ...], thing: Thing) -> bool:
    """“The Twelfth Day of November”: no event, but when one was."""
    after = tokens[thing.end + 1 : thing.end + 2]
    return tokens[thing.head].lower == "day" and bool(after) and is_month(after[0].lower)


def _has_said(tokens: tuple[Token, ...], thing: Thing, context: Context) -> bool:
    """“The Declaration of the Reef Summit”: the text is told of, not where it was made."""
    if thing.start < 2 or tokens[thing.start - 1].lower != "of":
        return False
    texts = things_in(tokens[: thing.start - 1], context.lexicon)
    last = texts[-1] if texts else None
    return last is not None and last.kind is Kind.DECLARATION and last.end == thing.start - 1


def _channel(words: tuple[Token, ...], context: Context) -> Draft:
    """A meeting that recurs is a standing channel."""
    why = (("suggest-named", text_of(context.text, words)),)
    return Draft(words, words, words, Kind.MECHANISM, Stage.OPERATING, why, mention=True)


def _recurs(tokens: tuple[Token, ...], thing: Thing, context: Context) -> bool:
    """“Through the Kenya-France Ministers’ Meeting”: a name without number or date."""
    words = tokens[thing.start : thing.end]
    if words[0].lower not in DEFINITE or tokens[thing.head].lower not in _MEETINGS:
        return False
    return is_joint(tokens, thing._replace(end=thing.end), context)


def _event_end(tokens: tuple[Token, ...], thing: Thing) -> int:
    """An event goes on over who, where and when, to the next mark."""
    end = thing.end
    while end < len(tokens) and end < thing.end + 2 * AFTER:
        token = tokens[end]
        if token.text in (",", ";", ".", ":") or token.lower in ("and", "which", "that", "while"):
            break
        if token.lower.endswith("ed") and token.lower not in ("hosted", "held", "united"):
            break
        end += 1
    return end


def _is_particular(tokens: tuple[Token, ...], thing: Thing, context: Context) -> bool:
    """Whether it is one event: numbered, dated, or tied to who met or came."""
    before = {token.lower for token in tokens[max(0, thing.start - 1) : thing.head]}
    opening = tokens[thing.start].lower
    near_head = tokens[thing.head].lower
    numbered = before & _ORDINALS or any(_NUMBERED.fullmatch(word) for word in before)
    if numbered and thing.named and is_joint(tokens, thing, context):
        return True  # also “on the occasion of the 5th Kenya-France Summit”
    if _is_occasion(tokens, thing) and not _is_told_of(tokens, thing, context):
        return False
    if opening in ("our", "this", "today", "today’s"):
        return False
    lasting = any(t.lower.endswith("-day") for t in tokens[thing.start : thing.head])
    stated = {t.lower for t in tokens[thing.start : thing.head]} & _OF_STATE
    if (stated or lasting) and "visit" in near_head:
        return True
    if before & COMING and not _looked_for(tokens, thing):
        return False
    if (
        numbered
        or before & COMING
        or {"series"} & {t.lower for t in tokens[max(0, thing.start - 3) : thing.head]}
    ):
        return True
    near = tokens[thing.start : _event_end(tokens, thing)]
    if not near:
        return False
    if dates_in(text_of(context.text, near), context.published):
        return True
    after = tokens[thing.end : thing.end + 1]
    if not after or after[0].lower not in _TIES:
        return False
    tied = tokens[thing.end : _event_end(tokens, thing)]
    return any(token.is_capital for token in tied)


def _is_occasion(tokens: tuple[Token, ...], thing: Thing) -> bool:
    """“At the summit, …”: when or where something else was done."""
    lead = {token.lower for token in tokens[max(0, thing.start - 2) : thing.start]}
    return bool(lead & _OCCASIONS)


def _is_told_of(tokens: tuple[Token, ...], thing: Thing, context: Context) -> bool:
    """“During the President's visit to Lyon”: the occasion is an event of its own if it is dated,
    or a visit of someone to somewhere.
    """
    near = tokens[thing.end : _event_end(tokens, thing)]
    if thing.named and dates_in(text_of(context.text, near), context.published):
        return True
    whose = any(t.text.endswith(("’s", "'s")) for t in tokens[thing.start : thing.head])
    to = "to" in {token.lower for token in near}
    return tokens[thing.head].lower == "visit" and to and (whose or "of" in {t.lower for t in near})


def _is_coming(tokens: tuple[Token, ...], thing: Thing, context: Context) -> bool:
    words = {token.lower for token in tokens[max(0, thing.start - 4) : thing.head + 1]}
    if words & COMING or {"forward"} & words:
        return True
    end = _event_end(tokens, thing)
    if {token.lower for token in tokens[end - 2 : end + 3]} & {"will", "shall"}:
        return True  # “a summit, the first round of which will …”
    after = " ".join(token.lower for token in tokens[thing.end : _event_end(tokens, thing)])
    if any(sign in after for sign in ("later in", "later this", "next year", "next month")):
        return True
    said = context.published
    near = text_of(context.text, tokens[thing.start : _event_end(tokens, thing)])
    found = dates_in(near, said, ahead=False)
    if not said or not found or not found[0].edtf[:4].isdigit():
        return False
    told = found[0].edtf.split("/")[0].rstrip("~")
    return told > said.isoformat()[: len(told)]


def _looked_for(tokens: tuple[Token, ...], thing: Thing) -> bool:
    """“The next meeting” is one event where it has a name, or is looked forward to."""
    words = tokens[max(0, thing.start - 4) : _event_end(tokens, thing)]
    return any(token.lower == "forward" or token.is_capital for token in words)


def visits_in(tokens: tuple[Token, ...], context: Context) -> list[Draft]:
    """The visits of a title: “Outcomes of the State Visit of the King to Kenya”."""
    found = mentioned_events(tokens, context)
    return [draft for draft in found if any(token.lower == "visit" for token in draft.named)]
