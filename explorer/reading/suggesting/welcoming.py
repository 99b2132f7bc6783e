"""What is welcomed, noted or appreciated: a thing, a visit, someone's part in something."""

from __future__ import annotations

from typing import Final

from explorer.domain.vocabulary import Kind, Stage
from explorer.reading.suggesting.bodies import ORGANISED
from explorer.reading.suggesting.clauses import Clause
from explorer.reading.suggesting.drafts import Context, Draft
from explorer.reading.suggesting.objects import (
    COMING,
    FEWEST_WORDS,
    NEW_THINGS,
    inner_thing,
    is_specific,
    made_name,
    parts_of_object,
    raised_tier,
)
from explorer.reading.suggesting.things import Thing
from explorer.reading.suggesting.tokens import Token, word_set
from explorer.reading.suggesting.told import stage_noun
from explorer.reading.suggesting.wholes import into_empty, object_thing, with_topic

_JOINING: Final = frozenset(["participation", "membership", "joining", "accession", "leadership"])
_WITHOUT_NAME: Final = {Stage.COMPLETED: Kind.EVENT, Stage.AGREED: Kind.COMMITMENT}
_TEXTS: Final = frozenset([Kind.MOU, Kind.AGREEMENT])
_TALKS: Final = frozenset(["negotiations", "discussion", "discussions"])
_BELONGING: Final = frozenset(["partner", "member", "participant", "observer"])
_RECEIVING: Final = frozenset(["welcome", "receive"])
_DONE_TOGETHER: Final = frozenset(["cooperation", "collaboration", "support", "assistance"])
_PERSONS: Final = word_set("president minister secretary chancellor king premier ambassador queen")


def welcomed(clause: Clause, context: Context) -> list[Draft]:
    """What is welcomed, noted or appreciated, where it is a thing and not a state of affairs."""
    drafts = []
    visit = _visit(clause)
    if visit is not None:
        return [visit]
    parts = parts_of_object(into_empty(clause.object), context.lexicon)
    for number, part in enumerate(parts):
        quoted = part if number else clause.tokens[: _place(clause, part) + len(part)]
        draft = _one_welcomed(clause, context, part, quoted)
        if draft is not None:
            drafts.append(draft)
    return drafts


def _visit(clause: Clause) -> Draft | None:
    """“The President welcomed the Prime Minister to …”: a visit."""
    if (
        not (clause.mode == "past" or clause.governor == "own")
        or not clause.object
        or not clause.object[0].is_capital
    ):
        return None
    to = next((i for i, token in enumerate(clause.object) if token.lower == "to"), None)
    who = clause.object[:to]
    if to is None or to > FEWEST_WORDS * 4 or not {t.lower for t in who} & _PERSONS:
        return None
    if clause.form is None or clause.form.lemma not in _RECEIVING:
        return None
    if any(token.text.endswith(("’s", "'s")) for token in who):
        return None  # “welcomed the President’s invitation to …”
    why = (("suggest-verb", clause.tokens[clause.verb].text),)
    return Draft(
        clause.tokens[clause.verb :],
        clause.tokens,
        clause.tokens,
        Kind.EVENT,
        Stage.COMPLETED,
        why,
    )


def _place(clause: Clause, part: tuple[Token, ...]) -> int:
    return next(i for i, token in enumerate(clause.tokens) if token.start == part[0].start)


def _one_welcomed(
    clause: Clause, context: Context, part: tuple[Token, ...], quoted: tuple[Token, ...]
) -> Draft | None:
    verb = clause.tokens[clause.verb].text
    why = (("suggest-verb", verb),)
    if any(token.lower == "following" for token in part[:5]):
        return None  # it stands below
    if _is_joining(part):
        return Draft(part, quoted, quoted, Kind.MEMBERSHIP, Stage.MENTIONED, why)
    told = stage_noun(part)
    if told is not None and told[1] < len(part):
        return _told(part, quoted, context, told, why)
    inner = inner_thing(part, context.lexicon)
    thing = object_thing(part, context.lexicon)
    if thing is None and clause.governor != "will":
        tier = raised_tier(part, context.lexicon)
        made = part[inner.start :] if inner is not None else made_name(part, context.lexicon)
        if tier is not None:
            named = part[tier.start : tier.end]
            return Draft(named, quoted, quoted, tier.kind, Stage.LAUNCHED, why)
        if made:
            kind = inner.kind if inner is not None else Kind.INITIATIVE
            return Draft(made, quoted, quoted, kind, Stage.PROPOSED, why)
    talks = {token.lower for token in part[:4]} & _TALKS
    if thing is None and talks and is_specific(part, context):
        kind = Kind.AGREEMENT if "negotiations" in talks else Kind.COMMITMENT
        return Draft(part, quoted, quoted, kind, Stage.NEGOTIATING, why)
    if thing is None and _is_running(part) and is_specific(part, context):
        backed = any(token.lower == "support" for token in part[:8])
        kind = Kind.COMMITMENT if backed else Kind.PROGRAMME
        return Draft(part, quoted, quoted, kind, Stage.OPERATING, why)
    if thing is None or thing.kind is Kind.MEMBERSHIP:
        return None
    coming = any(token.lower in COMING for token in part) or _later(part)
    if any(token.lower in ("conducted", "held") for token in part[thing.end : thing.end + 1]):
        return Draft(part[: thing.end], quoted, quoted, Kind.EVENT, Stage.COMPLETED, why)
    stage = _stage_of(part, thing, coming=coming)
    if stage is None:
        return None
    return Draft(part[: thing.end], quoted, quoted, thing.kind, stage, why, coming)


def _stage_of(part: tuple[Token, ...], thing: Thing, *, coming: bool) -> Stage | None:
    """How firm a thing is that is welcomed; None where it may be anything."""
    after = part[thing.end].lower if thing.end < len(part) else ""
    if thing.kind is Kind.EVENT:
        return Stage.PROPOSED if coming else Stage.COMPLETED
    if part[thing.start].lower in ("a", "an", "new") or _is_new(part, thing):
        return Stage.LAUNCHED
    if thing.kind in _TEXTS and after == "with":
        return Stage.SIGNED  # “the company’s agreement with …”
    bodies = any(
        token.bare.lower() in ORGANISED or token.bare.isupper() or token.lower == "governments"
        for token in part[thing.end :]
    )
    if after == "between" and bodies:
        return Stage.OPERATING  # “the close partnership between the two agencies”
    return Stage.MENTIONED if thing.named and thing.kind in NEW_THINGS else None


def _told(
    part: tuple[Token, ...],
    quoted: tuple[Token, ...],
    context: Context,
    told: tuple[Stage, int],
    why: tuple[tuple[str, str], ...],
) -> Draft | None:
    """“The signing of …”: what is signed, or whose signing of a text that others have too."""
    stage, at = told
    rest = part[at:]
    again = stage_noun(rest)  # “the announcement of its completion of a …”
    if again is not None and again[1] < len(rest):
        stage, rest = again[0], rest[again[1] :]
    thing = object_thing(rest, context.lexicon)
    if thing is None and not is_specific(rest, context):
        return None
    if stage is Stage.SIGNED and part[0].text.endswith(("’s", "'s")):
        return Draft(part, quoted, quoted, Kind.MEMBERSHIP, stage, why)
    kind = _WITHOUT_NAME.get(stage, Kind.INITIATIVE)
    if thing is not None and (stage is not Stage.COMPLETED or thing.kind is Kind.INSTITUTION):
        kind = thing.kind
    named = rest[: with_topic(rest, thing)] if thing is not None else rest
    return Draft(named, quoted, quoted, kind, stage, why)


def _is_running(part: tuple[Token, ...]) -> bool:
    """“The ongoing collaboration on …”, “their support for …”: what goes on in a field."""
    for at, token in enumerate(part[:8]):
        if token.lower in _DONE_TOGETHER:
            return any(
                after.lower in ("in", "on", "for", "between") for after in part[at + 1 : at + 3]
            )
    return False


def _is_new(part: tuple[Token, ...], thing: Thing) -> bool:
    words = part[thing.start : thing.head]
    return any(token.lower == "new" or token.text.isdigit() for token in words)


def _later(part: tuple[Token, ...]) -> bool:
    words = " ".join(token.lower for token in part)
    return any(sign in words for sign in ("later in", "later this", "next year", "next month"))


def _is_joining(part: tuple[Token, ...]) -> bool:
    """“Kenya’s participation in the Forum”: someone's part in something with a name."""
    words = [token.lower for token in part[:7]]
    if "as" in words and set(words) & _BELONGING and part[0].is_capital:
        return any(token.is_capital for token in part[1:])  # “the state as the newest partner in”
    at = next((i for i, token in enumerate(part[:4]) if token.lower in _JOINING), None)
    if at is None or any(token.lower == "for" for token in part[:at]):
        return False
    return any(token.is_capital for token in part[at + 1 :])
