"""Items of a list that name a thing and have no verb: what became of it stands above."""

from __future__ import annotations

from typing import Final

from explorer.domain.vocabulary import Kind, Stage
from explorer.reading.suggesting.drafts import Context, Draft
from explorer.reading.suggesting.layout import Block
from explorer.reading.suggesting.lexicon import Lexicon
from explorer.reading.suggesting.objects import is_specific
from explorer.reading.suggesting.tokens import Token, text_of, tokens_of, word_set
from explorer.reading.suggesting.told import stage_noun
from explorer.reading.suggesting.wholes import object_thing

_STAGES: Final = {
    "sign": Stage.SIGNED,
    "launch": Stage.LAUNCHED,
    "decide": Stage.AGREED,
    "pledge": Stage.PLEDGED,
    "intend": Stage.PROPOSED,
    "hold": Stage.COMPLETED,
    "negotiate": Stage.NEGOTIATING,
}
# What an item is that nothing else tells of: a text in a list of outcomes was signed.
_USUAL: Final = {
    Kind.MOU: Stage.SIGNED,
    Kind.AGREEMENT: Stage.SIGNED,
    Kind.DECLARATION: Stage.AGREED,
    Kind.PLAN: Stage.AGREED,
    Kind.EVENT: Stage.COMPLETED,
}
# Headings that say that what follows was decided.
_ANNOUNCING: Final = word_set(
    "announcements outcomes deliverables decisions commitments actions initiatives",
)
LONG: Final = 4  # letters of a word that a heading writes with a capital
_NOT_LISTED: Final = frozenset([Kind.MEMBERSHIP])


def stage_told(
    tokens: tuple[Token, ...], lexicon: Lexicon, *, name: bool = False
) -> tuple[Stage, str] | None:
    """The stage that a heading, a lead or a participle tells: “Memoranda signed”.

    ``name``: the words stand behind a name, and those with a capital may belong to it.
    """
    for token in tokens:
        form = lexicon.verbs.get(token.lower)
        if name and token.is_capital:
            continue  # “the Upgraded Agreement”: part of a name
        if form is None or form.verb_class not in _STAGES or form.forms == {"base"}:
            continue
        if form.forms & {"past", "participle", "ing", "s"} or not form.also_noun:
            return _STAGES[form.verb_class], token.text
    return None


def listed_item(tokens: tuple[Token, ...], block: Block, context: Context) -> list[Draft]:
    """The entry of an item without a verb: a thing, what became of one, or a measure."""
    noun = stage_noun(tokens)
    rest = tokens[noun[1] :] if noun is not None else tokens
    thing = object_thing(rest, context.lexicon)
    above = _stage_above(block, context)
    if thing is None or thing.kind in _NOT_LISTED or thing.start > 0:
        return _measure(tokens, rest, noun, above, context, cell=block.is_cell)
    told = stage_told(tokens[thing.end :], context.lexicon, name=True) if noun is None else None
    told = told or above
    stage = noun[0] if noun is not None else None
    if told is not None and told[1].lower() in _ANNOUNCING and thing.kind in _USUAL:
        told = None  # an agreement among the outcomes was signed
    if stage is None:
        stage = told[0] if told is not None else _USUAL.get(thing.kind, Stage.AGREED)
    why = (("suggest-lead", told[1]),) if told is not None and noun is None else ()
    named = (("suggest-named", text_of(context.text, rest[thing.start : thing.end])),)
    return [Draft(rest, tokens, tokens, thing.kind, stage, (*why, *named))]


def _stage_above(block: Block, context: Context) -> tuple[Stage, str] | None:
    """What the lead, the label or the heading tells of the items below it."""
    for span in (block.lead, block.label, block.heading):
        if span is not None:
            told = stage_told(tokens_of(context.text, *span), context.lexicon)
            if told is not None:
                return told
            words = tokens_of(context.text, *span)
            if [token.lower for token in words[-2:]] == ["will", ":"]:
                return Stage.PLEDGED, words[-2].text
            found = next((token for token in words if token.lower in _ANNOUNCING), None)
            if found is not None:
                return Stage.AGREED, found.text
    return None


def _measure(
    tokens: tuple[Token, ...],
    rest: tuple[Token, ...],
    noun: tuple[Stage, int] | None,
    above: tuple[Stage, str] | None,
    context: Context,
    *,
    cell: bool,
) -> list[Draft]:
    """“Launch of the second phase of …”, “Visas for nurses”: no thing, but said in a list."""
    if (noun is None and above is None) or cell or not is_specific(tokens, context):
        return []
    if noun is None and all(t.is_capital or not t.is_word or len(t.text) < LONG for t in tokens):
        return []  # “Defence, Security and Trade”: a heading
    stage = noun[0] if noun is not None else Stage.AGREED
    if noun is None and above is not None and above[0] is Stage.PLEDGED:
        stage = above[0]
    kind = Kind.INITIATIVE if stage is Stage.LAUNCHED else Kind.COMMITMENT
    word = tokens[noun[1] - 2].text if noun is not None else above[1] if above is not None else ""
    return [Draft(rest, tokens, tokens, kind, stage, (("suggest-lead", word),))]
