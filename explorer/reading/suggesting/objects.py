"""What a clause is about: whether it says anything particular, and the thing within it."""

from __future__ import annotations

from typing import Final

from explorer.domain.vocabulary import Kind, Stage
from explorer.reading.suggesting.bodies import ORGANISED
from explorer.reading.suggesting.clauses import Clause
from explorer.reading.suggesting.drafts import Context, Draft
from explorer.reading.suggesting.grammar import CONJUNCTIONS, DETERMINERS, RELATIVES
from explorer.reading.suggesting.lexicon import Lexicon
from explorer.reading.suggesting.parties import TOGETHER, mentions
from explorer.reading.suggesting.sectors import weigh
from explorer.reading.suggesting.things import (
    Thing,
    into_empty,
    is_unnamed_many,
    object_thing,
    stage_noun,
    things_in,
)
from explorer.reading.suggesting.tokens import Token, word_set

SPELT_OUT: Final = 3  # politics alone is in every statement: less than a cue of its own is none
PARTICULAR: Final = 2  # what the words of a sector must weigh in a clause that is an entry
_THROUGH: Final = word_set(
    "through via including by under with establishing",
)
_NEW_THINGS: Final = frozenset(
    {
        Kind.MECHANISM,
        Kind.WORKING_GROUP,
        Kind.INSTITUTION,
        Kind.MOU,
        Kind.AGREEMENT,
        Kind.PLAN,
        Kind.INITIATIVE,
        Kind.PROGRAMME,
    }
)
_MADE_BY: Final = frozenset(["launch", "act", "sign", "hold"])
_MEMBERS: Final = word_set(
    "member participant supporter signatory party co-chair partner observer",
)
_JOINING: Final = frozenset(["participation", "membership", "joining", "accession", "leadership"])
_OFFICES: Final = word_set(
    "government governments ministry ministries department agency agencies president",
    "presidents minister ministers leaders sides countries nations officials advisors",
    "principals firms companies partners we they administration delegations parties states",
    "members both leader secretary secretaries union two organization organisation",
    "corporation",
)
_GENERIC: Final = word_set(
    "benefits challenges citizens closely common coordination democracy efforts engagements",
    "friendship future goals growth interests issue issues livelihoods matters momentum",
    "mutual objectives order peace principles progress prosperity region regional relations",
    "relationship stability talents ties trust understanding values views world",
)
_PERSONS: Final = word_set(
    "president minister secretary chancellor king premier ambassador queen",
)
FEWEST_WORDS: Final = 3
COMING: Final = frozenset(["next", "upcoming", "forthcoming", "future"])


def is_specific(tokens: tuple[Token, ...], context: Context) -> bool:
    """Whether words name a field, a thing, a body or an amount, and not relations in general."""
    weights = weigh(tokens, context.lexicon)
    if weights["politics-diplomacy"] < SPELT_OUT:
        weights.pop("politics-diplomacy", None)
    if weights and max(weights.values()) >= PARTICULAR:
        return True
    if any(
        thing.kind in _NEW_THINGS and thing.named for thing in things_in(tokens, context.lexicon)
    ):
        return True
    return any(token.text[0].isdigit() or token.text in "$€£¥₹" for token in tokens) and not any(
        token.lower in _GENERIC for token in tokens
    )


def is_general(tokens: tuple[Token, ...]) -> bool:
    """Whether words speak of relations, trust or matters at large, or say next to nothing."""
    words = [token for token in tokens if token.is_word]
    return len(words) < FEWEST_WORDS or any(token.lower in _GENERIC for token in words)


def subject_acts(clause: Clause) -> bool:
    """Whether who acts is a party, its office, or a body with a name."""
    words = [token for token in clause.subject if token.is_word]
    if not words:
        return True
    if any(token.lower in _OFFICES or token.lower in TOGETHER for token in words):
        return True
    first = words[0]
    if first.lower in ("our", "their"):
        return True
    if first.lower in DETERMINERS:
        return any(token.is_capital for token in words[1:])
    return first.is_capital or len(words) > 1


def inner_thing(
    tokens: tuple[Token, ...], lexicon: Lexicon, *, joint: bool = False
) -> Thing | None:
    """The body or text by which something is done: “…, including through a new initiative”.

    ``joint``: the verb is one of working together, and “on a study” names what is worked on.
    """
    for thing in things_in(tokens, lexicon):
        if thing.kind not in _NEW_THINGS or thing.start == 0 or is_unnamed_many(tokens, thing):
            continue
        lead = tokens[thing.start - 1].lower
        before = tokens[thing.start - 2].lower if thing.start > 1 else ""
        opening = tokens[thing.start].lower
        form = lexicon.verbs.get(lead)
        made = form is not None and "ing" in form.forms and form.verb_class in _MADE_BY
        if made and lead.endswith("ing") and (before in _THROUGH or before in (",", "and", "of")):
            return thing
        if (lead in _THROUGH or (joint and lead == "on")) and opening in ("a", "an", "new"):
            return thing
    return None


def raised_tier(tokens: tuple[Token, ...], lexicon: Lexicon) -> Thing | None:
    """“Elevated their ties to a Strategic Partnership”: the tier that relations are raised to."""
    for thing in things_in(tokens, lexicon):
        if thing.kind is Kind.PARTNERSHIP and thing.start and tokens[thing.start - 1].lower == "to":
            return thing
    return None


def made_name(tokens: tuple[Token, ...], lexicon: Lexicon) -> tuple[Token, ...]:
    """“The value of establishing …”: what is to be made, whatever its noun is."""
    for at in range(1, len(tokens) - 1):
        form = lexicon.verbs.get(tokens[at].lower)
        if form is None or form.verb_class != "launch" or not tokens[at].lower.endswith("ing"):
            continue
        if tokens[at - 1].lower in ("of", "by", "through", "including"):
            return tokens[at + 1 :]
    return ()


def parts_of_object(tokens: tuple[Token, ...], lexicon: Lexicon) -> tuple[tuple[Token, ...], ...]:
    """The objects of one verb: “the launch of A and the signing of B”, “a hub and a fund”."""
    parts = []
    start = 0
    for at, token in enumerate(tokens[:-1]):
        if token.lower in RELATIVES:
            break  # what is listed after “which” tells of the thing before
        joins = token.lower in CONJUNCTIONS or token.text in (",", ";")
        as_well = token.lower == "as" and tokens[at + 1].lower == "well"
        if not (joins or as_well) or at <= start:
            continue
        after = at + (3 if as_well else 1)
        if after < len(tokens) and tokens[after].lower in CONJUNCTIONS:
            continue
        left, rest = _trimmed(tokens[start:at]), tokens[after:]
        if not as_well and _within_a_name(tokens, at, lexicon):
            continue
        if rest and left and _stands_alone(left, lexicon) and _begins_thing(rest, lexicon):
            parts.append(left)
            start = after
    parts.append(_trimmed(tokens[start:]))
    return tuple(part for part in parts if part)


def _within_a_name(tokens: tuple[Token, ...], at: int, lexicon: Lexicon) -> bool:
    """Whether “and” stands within a name: “Engineer and Scientist Exchange Program”."""
    if tokens[at].text == "," or not tokens[at - 1].is_capital or not tokens[at + 1].is_capital:
        return False
    word = tokens[at - 1].lower
    return word not in lexicon.heads and word not in ORGANISED


def _stands_alone(tokens: tuple[Token, ...], lexicon: Lexicon) -> bool:
    """Whether words up to an “and” are a whole thing, and not half of a name."""
    told = stage_noun(tokens)
    if told is not None and told[1] < len(tokens):
        return True
    return object_thing(tokens, lexicon) is not None


def _trimmed(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    while tokens and (tokens[-1].text in (",", ";", ".") or tokens[-1].lower in CONJUNCTIONS):
        tokens = tokens[:-1]
    return tokens


def _begins_thing(tokens: tuple[Token, ...], lexicon: Lexicon) -> bool:
    """Whether words begin with a thing of its own: a stage noun with “of”, or a head in sight."""
    if tokens[0].lower not in DETERMINERS and not tokens[0].is_capital:
        thing = object_thing(tokens, lexicon)
        return thing is not None and thing.start == 0 and thing.kind is not Kind.MEMBERSHIP
    return stage_noun(tokens) is not None or object_thing(tokens, lexicon) is not None


def membership(clause: Clause, context: Context) -> str | None:
    """“India is a participant of …”: who belongs."""
    words = [token.lower for token in clause.object[:6]]
    if not set(words) & _MEMBERS or not {"of", "in", "to"} & set(words):
        return None
    found = mentions(clause.subject, context.lexicon)
    return found[0].codes[0] if found else None


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
    why = (("suggest-verb", clause.tokens[clause.verb].text),)
    return Draft(
        clause.tokens[clause.verb :],
        clause.tokens,
        clause.tokens,
        Kind.EVENT,
        Stage.COMPLETED,
        why,
        0.6,
    )


def _place(clause: Clause, part: tuple[Token, ...]) -> int:
    return next(i for i, token in enumerate(clause.tokens) if token.start == part[0].start)


def _one_welcomed(
    clause: Clause, context: Context, part: tuple[Token, ...], quoted: tuple[Token, ...]
) -> Draft | None:
    verb = clause.tokens[clause.verb].text
    why = (("suggest-verb", verb),)
    if _is_joining(part):
        return Draft(part, quoted, quoted, Kind.MEMBERSHIP, Stage.MENTIONED, why, 0.7)
    told = stage_noun(part)
    if told is not None and told[1] < len(part):
        rest = part[told[1] :]
        thing = object_thing(rest, context.lexicon)
        if thing is None and not is_specific(rest, context):
            return None
        kind = thing.kind if thing is not None else Kind.INITIATIVE
        named = rest[: thing.end] if thing is not None else rest
        return Draft(named, quoted, quoted, kind, told[0], why, 0.8)
    inner = inner_thing(part, context.lexicon)
    thing = object_thing(part, context.lexicon)
    if thing is None and clause.governor != "will":
        tier = raised_tier(part, context.lexicon)
        made = part[inner.start :] if inner is not None else made_name(part, context.lexicon)
        if tier is not None:
            named = part[tier.start : tier.end]
            return Draft(named, quoted, quoted, tier.kind, Stage.LAUNCHED, why, 0.7)
        if made:
            kind = inner.kind if inner is not None else Kind.INITIATIVE
            return Draft(made, quoted, quoted, kind, Stage.PROPOSED, why, 0.5)
    if thing is None or thing.kind is Kind.MEMBERSHIP:
        return None
    coming = any(token.lower in COMING for token in part) or _later(part)
    if thing.kind is Kind.EVENT:
        stage = Stage.PROPOSED if coming else Stage.COMPLETED
    elif part[thing.start].lower in ("a", "an", "new") or _is_new(part, thing):
        stage = Stage.LAUNCHED
    elif thing.named and thing.kind in _NEW_THINGS:
        stage = Stage.MENTIONED
    else:
        return None
    return Draft(part[: thing.end], quoted, quoted, thing.kind, stage, why, 0.6, coming)


def _is_new(part: tuple[Token, ...], thing: Thing) -> bool:
    return any(token.lower == "new" for token in part[thing.start : thing.head])


def _later(part: tuple[Token, ...]) -> bool:
    words = " ".join(token.lower for token in part)
    return any(sign in words for sign in ("later in", "later this", "next year", "next month"))


def _is_joining(part: tuple[Token, ...]) -> bool:
    """“India’s participation in the Forum”: someone's part in something with a name."""
    at = next((i for i, token in enumerate(part[:4]) if token.lower in _JOINING), None)
    if at is None or any(token.lower == "for" for token in part[:at]):
        return False
    return any(token.is_capital for token in part[at + 1 :])
