"""What a clause is about: whether it says anything particular, and the thing within it."""

from __future__ import annotations

from typing import Final

from explorer.domain.vocabulary import Kind
from explorer.reading.suggesting.bodies import ORGANISED
from explorer.reading.suggesting.clauses import Clause
from explorer.reading.suggesting.drafts import Context
from explorer.reading.suggesting.grammar import CONJUNCTIONS, DETERMINERS, RELATIVES
from explorer.reading.suggesting.lexicon import Lexicon
from explorer.reading.suggesting.parties import TOGETHER, mentions
from explorer.reading.suggesting.sectors import weigh
from explorer.reading.suggesting.things import Thing, things_in
from explorer.reading.suggesting.tokens import Token, word_set
from explorer.reading.suggesting.told import stage_noun
from explorer.reading.suggesting.wholes import is_unnamed_many, object_thing

SPELT_OUT: Final = 3  # politics alone is in every statement: less than a cue of its own is none
PARTICULAR: Final = 2  # what the words of a sector must weigh in a clause that is an entry
_THROUGH: Final = word_set(
    "through via including by under with establishing",
)
NEW_THINGS: Final = frozenset(
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
_BEFORE_NOUNS: Final = word_set(
    "ongoing existing current present new joint bilateral regional global future concrete",
    "practical",
)
_MEMBERS: Final = word_set(
    "member participant supporter signatory party co-chair partner observer",
)
_OFFICES: Final = word_set(
    "government governments ministry ministries department agency agencies president",
    "presidents minister ministers leaders sides countries nations officials advisors",
    "principals firms companies partners we they administration delegations parties states",
    "members both leader secretary secretaries union two organization organisation",
    "corporation alliance",
)
_GENERIC: Final = word_set(
    "benefits challenges citizens closely common complementarities complementarity",
    "coordination democracy efforts engagements friendship future goals growth interests",
    "issue issues livelihoods matters momentum mutual objectives order peace potential",
    "principles progress prosperity region relations relationship stability",
    "strengths talents ties trust understanding values views world",
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
        thing.kind in NEW_THINGS and thing.named for thing in things_in(tokens, context.lexicon)
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


def party_acts(clause: Clause, lexicon: Lexicon) -> bool:
    """Whether who acts is a party, an office or an organisation: only they further things."""
    words = [token for token in clause.subject if token.is_word]
    if not words or any(token.lower in _OFFICES or token.lower in TOGETHER for token in words):
        return True
    if any(token.bare.lower() in ORGANISED for token in words):
        return True
    if mentions(clause.subject, lexicon) or words[0].lower in ("our", "their"):
        return True
    acronyms = (token.text for token in words if len(token.text) > 1)
    return any(text.isupper() and text.isalpha() for text in acronyms)


def inner_thing(
    tokens: tuple[Token, ...], lexicon: Lexicon, *, joint: bool = False
) -> Thing | None:
    """The body or text by which something is done: “…, including through a new initiative”.

    ``joint``: the verb is one of working together, and “on a study” names what is worked on.
    """
    for thing in things_in(tokens, lexicon):
        if thing.kind not in NEW_THINGS or thing.start == 0 or is_unnamed_many(tokens, thing):
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
    purpose = False  # after “to promote …” only what is new by its article is another object
    for at, token in enumerate(tokens[:-1]):
        if token.lower in RELATIVES:
            break  # what is listed after “which” tells of the thing before
        form = lexicon.verbs.get(tokens[at + 1].lower) if token.lower == "to" else None
        purpose = purpose or (form is not None and "base" in form.forms)
        joins = token.lower in CONJUNCTIONS or token.text in (",", ";")
        as_well = token.lower == "as" and tokens[at + 1].lower == "well"
        if not (joins or as_well) or at <= start:
            continue
        after = at + (3 if as_well else 1)
        if after < len(tokens) and tokens[after].lower in CONJUNCTIONS:
            continue
        left, rest = _trimmed(tokens[start:at]), tokens[after:]
        if left and rest and rest[0].lower in DETERMINERS and stage_noun(rest) is not None:
            parts.append(left)
            start = after
            continue
        if purpose and rest[:1] and rest[0].lower not in ("a", "an"):
            continue
        if not as_well and _within_a_name(tokens, at, lexicon):
            continue
        if rest and left and _stands_alone(left, rest, lexicon) and _begins_thing(rest, lexicon):
            parts.append(left)
            start = after
    parts.append(_trimmed(tokens[start:]))
    return tuple(part for part in parts if part)


def _in_compound(tokens: tuple[Token, ...], lexicon: Lexicon) -> bool:
    """Whether the last word is no head: “joint research (and development projects)”."""
    last = next((token for token in reversed(tokens) if token.is_word), None)
    if last is None or last.is_capital or len(tokens) < 2:
        return False
    after_gerund = any(token.lower.endswith("ing") for token in tokens[-4:-1])
    if last.lower in lexicon.heads:
        return len(tokens) > 1 and not last.lower.endswith("s")
    return after_gerund


def _within_a_name(tokens: tuple[Token, ...], at: int, lexicon: Lexicon) -> bool:
    """Whether “and” stands within a name: “Nurse and Midwife Exchange Scheme”."""
    if tokens[at].text == "," or not tokens[at - 1].is_capital or not tokens[at + 1].is_capital:
        return False
    word = tokens[at - 1].lower
    return word not in lexicon.heads and word not in ORGANISED


def _stands_alone(tokens: tuple[Token, ...], rest: tuple[Token, ...], lexicon: Lexicon) -> bool:
    """Whether words up to an “and” are a whole thing, and not half of a name."""
    told = stage_noun(tokens)
    new = rest[0].lower in DETERMINERS or rest[0].is_capital
    if tokens[-1].lower in _BEFORE_NOUNS or (not new and _in_compound(tokens, lexicon)):
        return False
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


def membership(clause: Clause, context: Context, within: tuple[Token, ...] = ()) -> str | None:
    """“Kenya is a participant of …”: who belongs; ``within``: said of it in other words."""
    if within and not any(token.lower == "being" for token in within[:4]):
        return None
    words = [token.lower for token in within[:8] or clause.object[:6]]
    if not set(words) & _MEMBERS or not {"of", "in", "to"} & set(words):
        return None
    found = mentions(within or clause.subject, context.lexicon)
    return found[0].codes[0] if found else None
