"""From what the rules suggest to what is reviewed: proposals with their dates told apart."""

from __future__ import annotations

import hashlib
import re
import textwrap
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec.structs import replace

from explorer.domain.messages import AccordError, Message
from explorer.domain.passages import Span
from explorer.domain.review import Proposal, ReviewItem
from explorer.domain.vocabulary import Kind, Role, Stage
from explorer.domain.when import When, parse_when
from explorer.reading.suggesting.bodies import ORGANISED
from explorer.reading.suggestions import Suggestion
from explorer.services import vocabularies
from explorer.services.bodies import named
from explorer.services.suggesting import lexicon

# What has come to this stage has come to it by now: its date is no appointment.
_REACHED: Final = frozenset(
    {Stage.SIGNED, Stage.IN_FORCE, Stage.LAUNCHED, Stage.OPERATING, Stage.COMPLETED}
    | {Stage.SUSPENDED, Stage.ENDED}
)
_LONGEST_TITLE: Final = 120  # letters of a title that is the selected words themselves
_MUCH: Final = 0.5  # of the shorter stretch: with as much in common two are about the same words
_WORD: Final = re.compile(r"[^\W_]+(?:[-’'&.][^\W_]+)*")


def proposal_of(found: Suggestion, published: str | None) -> Proposal:
    """What an entry made of a suggestion would say.

    ``published``: the document's date, before which a date is reached and after which it is due.
    """
    when, due, period = _dates(found, published)
    return Proposal(
        title=found.title,
        kind=found.kind,
        stage=found.stage,
        start=found.start,
        end=found.end,
        quote=found.quote,
        when=when,
        due=due,
        period=period,
        parties=found.parties,
        sectors=found.sectors,
        institutions=tuple(name for name in found.institutions if _is_body(name, found.title)),
    )


def _dates(found: Suggestion, published: str | None) -> tuple[str | None, str | None, str | None]:
    """The date as when, due or period."""
    if found.date is None:
        return None, None, None
    day = parse_when(found.date)
    if day.lasting and found.kind is not Kind.EVENT:
        return None, None, found.date
    if found.stage not in _REACHED and _is_to_come(day, found.stage, published):
        return None, found.date, None
    return found.date, None, None


def _is_to_come(day: When, stage: Stage, published: str | None) -> bool:
    """Whether a date lies behind the document's; where that has none, as the stage says.

    What is only proposed is to be “later this year”, or over the year that begins that day.
    """
    if published is None:
        return stage is Stage.PROPOSED
    spoken = parse_when(published)
    by = spoken.earliest if spoken.open_end else spoken.latest
    return (day.latest if stage is Stage.PROPOSED else day.earliest) > by


def _is_body(name: str, title: str) -> bool:
    """Whether a name is that of a body: not of a state, nor of a field (“R&D”, “AI”), nor of what
    the entry itself is, by a word of its title that names no organisation."""
    if states_named(name) or name in lexicon().cues:
        return False
    words = words_of(named(name).name)
    itself = len(words) > 1 and set(words) <= set(words_of(title))
    return not itself or bool(ORGANISED & set(words))


def states_named(name: str) -> tuple[str, ...]:
    """The states that a name is of: one, a group's, or none for the name of a body."""
    known = lexicon()
    for part in (name, *re.split(r"[()]", name)):
        plain = part.strip().removeprefix("the ").removeprefix("The ")
        if plain in known.groupings:  # of a group without members, as the EU, it is the name
            codes = vocabularies.states()
            return tuple(code for code in known.groupings[plain] if code in codes)
        if known.states.get(plain):
            return (known.states[plain],)
    return ()


def items_of(found: Iterable[Suggestion], published: str | None) -> tuple[ReviewItem, ...]:
    """The suggestions of a document as items of its review; equal ones get equal keys."""
    items: dict[str, ReviewItem] = {}
    for one in found:
        proposal = proposal_of(one, published)
        said = "\n".join((str(one.start), str(one.end), one.kind, one.title))
        digest = hashlib.sha256(said.encode()).hexdigest()
        key = next(k for n in range(8, 64) if (k := digest[:n]) not in items)
        confidence = min(1.0, max(0.0, one.confidence))
        items[key] = ReviewItem(key, proposal, proposal, one.why, confidence)
    return tuple(items.values())


def without_known(
    found: Sequence[ReviewItem], kept: Sequence[ReviewItem]
) -> tuple[ReviewItem, ...]:
    """Those of the new items that are about nothing that is kept."""
    keys = {item.key for item in kept}
    return tuple(
        item
        for item in found
        if item.key not in keys and not any(_is_same(item, old) for old in kept)
    )


def _is_same(new: ReviewItem, old: ReviewItem) -> bool:
    """Whether two items are the same thing in the same words, as the rules made or left them."""
    one = new.proposal
    for other in (old.suggested, old.proposal):
        if other is None or not _overlap(one, Span(other.start, other.end)):
            continue
        if words_of(one.title) == words_of(other.title):
            return True
        if one.kind is other.kind and (one.start, one.end) == (other.start, other.end):
            return True
    return False


def _overlap(one: Proposal | Suggestion, other: Span) -> int:
    """How many code points are in both."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, small."""
    return tuple(word.casefold() for word in _WORD.findall(text))


def selected(text: str, start: int, end: int) -> Span:
    """What of a selection is words.

    Raises:
        AccordError: ``review-selection``: there is none in it.
    """
    start, end = max(0, start), min(end, len(text))
    quote = text[start:end]
    if start >= end or not any(sign.isalnum() for sign in quote):
        raise AccordError("review-selection")
    return Span(start + len(quote) - len(quote.lstrip()), start + len(quote.rstrip()))


def own_item(
    text: str,
    chosen: Span,
    found: Sequence[Suggestion],
    published: str | None,
    taken: Iterable[str],
) -> ReviewItem:
    """An item for words that the user selected, with what the rules read in their place.

    ``found``: the suggestions of the paragraphs around; ``taken``: keys that there are.
    """
    quote = text[chosen.start : chosen.end]
    best = max(found, key=lambda one: _overlap(one, chosen), default=None)
    shorter = 0 if best is None else min(best.end - best.start, chosen.end - chosen.start)
    own_words = Message("review-own")
    if best is not None and _overlap(best, chosen) >= _MUCH * shorter > 0:
        proposal = replace(
            proposal_of(best, published), start=chosen.start, end=chosen.end, quote=quote
        )
        if not set(words_of(best.title)) <= set(words_of(quote)):
            proposal = replace(proposal, title=_title(quote))
        why = (own_words, *best.why)
    else:
        proposal = _unread(quote, chosen)
        why = (own_words, Message("review-no-rule"))
    count, known = 1, set(taken)
    while (key := f"own-{count}") in known:
        count += 1
    return ReviewItem(key, proposal, None, why)


def _title(quote: str) -> str:
    words = " ".join(quote.split()).strip(" ,;:.–-")
    return (
        words
        if len(words) <= _LONGEST_TITLE
        else textwrap.shorten(words, _LONGEST_TITLE, placeholder="…")
    )


def _unread(quote: str, chosen: Span) -> Proposal:
    """What can be said of words that no rule reads: the thing they name, and the states."""
    names = tuple(_WORD.findall(quote))
    known = lexicon()
    stretches = [
        " ".join(names[at:end])
        for end in range(len(names), 0, -1)
        for at in range(max(0, end - known.longest_head), end)
    ]
    kinds = (known.heads.get(part) or known.heads.get(part.lower()) for part in stretches)
    kind = next((kind for kind in kinds if kind is not None), Kind.INITIATIVE)
    states: dict[str, Role] = {}
    for at in range(len(names)):
        for end in range(at + known.longest_name, at, -1):
            for code in states_named(" ".join(names[at:end])):
                states[code] = Role.CONCERNED
    return Proposal(
        title=_title(quote),
        kind=kind,
        stage=Stage.UNKNOWN,
        start=chosen.start,
        end=chosen.end,
        quote=quote,
        parties=tuple(states.items()),
    )
