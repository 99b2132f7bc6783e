"""Items of a list that name a thing and have no verb: what became of it stands above."""

from __future__ import annotations

from typing import Final

from explorer.domain.vocabulary import Kind, Stage
from explorer.reading.suggesting.drafts import Context, Draft
from explorer.reading.suggesting.layout import Block
from explorer.reading.suggesting.lexicon import Lexicon
from explorer.reading.suggesting.things import object_thing
from explorer.reading.suggesting.tokens import Token, text_of, tokens_of

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
_NOT_LISTED: Final = frozenset([Kind.MEMBERSHIP])


def stage_told(tokens: tuple[Token, ...], lexicon: Lexicon) -> tuple[Stage, str] | None:
    """The stage that a heading, a lead or a participle tells: “Memoranda signed”."""
    for token in tokens:
        form = lexicon.verbs.get(token.lower)
        if form is None or form.verb_class not in _STAGES or form.forms == {"base"}:
            continue
        if form.forms & {"past", "participle", "ing", "s"} or not form.also_noun:
            return _STAGES[form.verb_class], token.text
    return None


def listed_item(tokens: tuple[Token, ...], block: Block, context: Context) -> list[Draft]:
    """The entry of an item without a verb, where it begins with a thing."""
    thing = object_thing(tokens, context.lexicon)
    if thing is None or thing.kind in _NOT_LISTED or thing.start > 0:
        return []
    told = stage_told(tokens[thing.end :], context.lexicon)
    for span in (block.lead, block.label, block.heading):
        if told is None and span is not None:
            told = stage_told(tokens_of(context.text, *span), context.lexicon)
    stage = told[0] if told is not None else _USUAL.get(thing.kind, Stage.AGREED)
    why = (("suggest-lead", told[1]),) if told is not None else ()
    named = (("suggest-named", text_of(context.text, tokens[thing.start : thing.end])),)
    return [Draft(tokens, tokens, tokens, thing.kind, stage, (*why, *named), 0.6)]
