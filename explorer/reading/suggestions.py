"""From a document to the entries that a careful analyst would record, each with its sentence.

Rules and word lists of our own: no model, no network. `suggest` is pure: a text and a lexicon in,
suggestions out, in the order of the text. The quote of a suggestion is ``text[start:end]``.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Final

import msgspec

from explorer.domain.messages import Message
from explorer.domain.passages import Span, sentences
from explorer.domain.structure import NO_STRUCTURE, Structure
from explorer.domain.vocabulary import Kind, Role, Stage
from explorer.reading.suggesting.asides import without_asides
from explorer.reading.suggesting.bodies import acronyms_of, bodies_in
from explorer.reading.suggesting.clauses import Clause, clauses_of
from explorer.reading.suggesting.dating import date_of
from explorer.reading.suggesting.drafts import Context, Draft
from explorer.reading.suggesting.explaining import reasons
from explorer.reading.suggesting.gathering import Gathering
from explorer.reading.suggesting.judging import judge
from explorer.reading.suggesting.layout import Block, read_layout
from explorer.reading.suggesting.lexicon import Lexicon
from explorer.reading.suggesting.listing import listed_item
from explorer.reading.suggesting.meetings import visits_in
from explorer.reading.suggesting.mentioned import mentioned, with_mentioned
from explorer.reading.suggesting.naming import full_title
from explorer.reading.suggesting.parties import clause_parties, document_parties
from explorer.reading.suggesting.roles import roles_of
from explorer.reading.suggesting.sectors import Matter
from explorer.reading.suggesting.tokens import Token, tokens_of
from explorer.reading.suggesting.trusting import confidence_of

LONGEST_TEXT: Final = 2_000_000  # code points that are read; what follows is left out


_HELD: Final = frozenset(["exercise", "exercises", "mission", "tour"])


class Suggestion(msgspec.Struct, frozen=True):
    """One entry that a document suggests, and nothing that was reviewed.

    ``parties`` are states (alpha-3) and names of bodies as printed, each with its role. ``date``
    is EDTF, or None. ``start`` and ``end`` are code points. ``confidence`` is from 0 to 1: see
    `explorer.reading.suggesting.trusting`.
    """

    title: str
    kind: Kind
    stage: Stage
    date: str | None
    parties: tuple[tuple[str, Role], ...]
    sectors: tuple[str, ...]
    institutions: tuple[str, ...]
    quote: str
    start: int
    end: int
    why: tuple[Message, ...]
    confidence: float


def suggest(
    text: str, lexicon: Lexicon, structure: Structure = NO_STRUCTURE
) -> tuple[Suggestion, ...]:
    """The suggestions of a normalised text, in its order; none for a text that has none.

    ``structure`` tells which lines are headings and items, where a reader knew; otherwise the
    text itself is asked.
    """
    steps = suggest_steps(text, lexicon, structure)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            made: tuple[Suggestion, ...] = end.value
            return made


def suggest_steps(
    text: str,
    lexicon: Lexicon,
    structure: Structure = NO_STRUCTURE,
    within: Span | None = None,
) -> Generator[tuple[int, int], None, tuple[Suggestion, ...]]:
    """As `suggest`; yields how many of how many code points have been read.

    ``within``: only the paragraphs that this stretch touches are read, with what is known of the
    document as a whole.
    """
    text = text[:LONGEST_TEXT]
    yield 0, len(text)
    layout = read_layout(text, structure)
    context = Context(
        text=text,
        lexicon=lexicon,
        parties=document_parties(text, layout.title.end, lexicon),
        published=layout.published,
        acronyms=acronyms_of(text),
    )
    gathered = Gathering(context)
    for draft in visits_in(tokens_of(text, *layout.title), context):
        gathered.add(draft, Block(layout.title.start, layout.title.end))
    for block in layout.blocks:
        if within is not None and not (block.start < within.end and within.start < block.end):
            continue
        for draft in _of_block(block, context):
            gathered.add(draft, block)
        yield block.end, len(text)
    found = gathered.entries
    matter = Matter(layout.title, context)
    made = [_suggestion(draft, block, context, matter) for draft, block in found]
    return tuple(sorted(made, key=lambda item: (item.start, item.end)))


def _of_block(block: Block, context: Context) -> list[Draft]:
    drafts: list[Draft] = []
    for span in sentences(context.text, block.start, block.end):
        tokens = without_asides(tokens_of(context.text, *span))
        if not tokens:
            continue
        introduces = tokens[-1].text == ":"  # the list below
        if (introduces or _is_preamble(tokens)) and not block.is_item:
            drafts += mentioned(tokens, context)
            continue
        main: list[Draft] = []
        for clause in clauses_of(tokens, context.lexicon, is_item=block.is_item):
            last = next(reversed(main or drafts), None)
            if block.is_item and _explains(clause, main, drafts):
                continue
            main += judge(clause, context, is_item=block.is_item, last=last)
        if block.is_item and not main and not drafts and clause.verb < 0:
            main = listed_item(tokens, block, context)
        drafts += with_mentioned(main, mentioned(tokens, context))
    return drafts


def _is_preamble(tokens: tuple[Token, ...]) -> bool:
    """“RECALLING …,”: the first words of a declaration, before it declares anything."""
    first = tokens[0].text
    return first.isupper() and first.endswith("ING") and tokens[-1].text in (",", ";")


def _explains(clause: Clause, main: list[Draft], earlier: list[Draft]) -> bool:
    """An item of a list is one measure: what it furthers and supports only explains it."""
    if not (main or earlier) or clause.verb_class not in ("soft", "list", "value"):
        return False
    if clause.mode == "base" and any(token.is_capital for token in clause.object):
        return False  # “…, and support the Reef Treaty”: a measure of its own
    return bool(main) or clause.governor not in ("decide", "pledge", "intend")


def _suggestion(draft: Draft, block: Block, context: Context, matter: Matter) -> Suggestion:
    text = context.text
    start, end = draft.quoted[0].start, draft.quoted[-1].end
    date = date_of(draft, context)
    named = clause_parties(draft.about, context.lexicon, context.parties)
    bodies = bodies_in(draft.about, text, context.lexicon)
    kind = _held(draft, dated=date is not None)
    draft = draft._replace(kind=kind)
    return Suggestion(
        title=full_title(draft, context),
        kind=kind,
        stage=draft.stage,
        date=None if date is None else date.edtf,
        parties=roles_of(draft, named, context),
        sectors=matter.sectors(draft, block),
        institutions=bodies,
        quote=text[start:end],
        start=start,
        end=end,
        why=reasons(draft, context, named, "" if date is None else date.words),
        confidence=confidence_of(draft, kind),
    )


def _held(draft: Draft, *, dated: bool) -> Kind:
    """An exercise with a date is an event, one without is something that recurs."""
    words = {token.lower for token in draft.named}
    if dated and draft.kind is Kind.PROGRAMME and words & _HELD:
        return Kind.EVENT
    return draft.kind
