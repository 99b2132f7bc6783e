"""From a clause and its object to drafts: what is made, by what name, of which kind."""

from __future__ import annotations

from typing import Final

from explorer.domain.vocabulary import Kind, Stage
from explorer.reading.suggesting.clauses import Clause
from explorer.reading.suggesting.drafts import Context, Draft
from explorer.reading.suggesting.firmness import is_to_come
from explorer.reading.suggesting.grammar import DETERMINERS, RELATIVES
from explorer.reading.suggesting.lists import list_items
from explorer.reading.suggesting.objects import (
    inner_thing,
    is_general,
    is_specific,
    parts_of_object,
    raised_tier,
)
from explorer.reading.suggesting.things import (
    Thing,
    first_phrase_end,
    into_empty,
    is_stop,
    is_unnamed_many,
    object_thing,
    stage_noun,
    things_in,
)
from explorer.reading.suggesting.tokens import Token, word_set

SURE, LIKELY, UNSURE = 0.9, 0.7, 0.5

_WEAK_KINDS: Final = frozenset([Kind.EVENT, Kind.MEMBERSHIP])
MAKING: Final = frozenset(["launch", "sign", "hold", "negotiate"])
# Of these verbs what they are done to is made or begun by them, also where the class is softer.
_MAKERS: Final = word_set(
    "develop build organise organize provide fund conduct expand offer award convene deploy",
    "construct implement join extend finance",
)
_TOGETHER: Final = word_set(
    "partner work cooperate collaborate engage team",
)
_CALLED: Final = {"meet": "Meeting", "visit": "Visit to"}
_MEETING: Final = frozenset(["meet", "visit", "host", "convene"])
_HELD: Final = frozenset(["past", "perfect", "passive"])
_SUMS: Final = frozenset(["million", "billion", "crore", "lakh", "trillion"])
_MEASURES: Final = frozenset(["actions", "measures", "activities", "steps"])
_LISTED_AFTER: Final = frozenset(["on", "in", "for", "focused", "covering"])
_PLURAL_ENDINGS: Final = ("s", "memoranda")


def new_draft(
    clause: Clause,
    named: tuple[Token, ...],
    kind: Kind,
    stage: Stage,
    *,
    quoted: tuple[Token, ...] = (),
    confidence: float = LIKELY,
    why: tuple[tuple[str, str], ...] = (),
) -> Draft:
    verb = clause.tokens[clause.verb].text if clause.verb >= 0 else ""
    reasons = [("suggest-verb", clause.governing_word)] if clause.governing_word else []
    if verb:
        reasons.append(("suggest-verb", verb))
    return Draft(
        named,
        quoted or clause.tokens,
        quoted or clause.tokens,
        kind,
        stage,
        (*reasons, *why),
        confidence,
        is_to_come(clause),
    )


def active(clause: Clause, context: Context, stage: Stage, *, is_item: bool) -> list[Draft]:
    """“The two sides agreed to launch …”: the object decides what it is."""
    whole = into_empty(clause.object)
    if whole and whole[0].lower == "of":
        whole = whole[1:]  # “Opening of a consulate”
    drafts: list[Draft] = []
    parts = parts_of_object(whole, context.lexicon)
    for number, part in enumerate(parts):
        quoted = clause.tokens if number == 0 and len(parts) == 1 else part
        if number == 0 and len(parts) > 1:
            quoted = clause.tokens[: len(clause.tokens) - len(whole) + len(part)]
        drafts += _one_object(clause, context, stage, part, quoted, is_item=is_item)
    return drafts


def _one_object(
    clause: Clause,
    context: Context,
    stage: Stage,
    part: tuple[Token, ...],
    quoted: tuple[Token, ...],
    *,
    is_item: bool,
) -> list[Draft]:
    told = stage_noun(part)
    part = _exemplified(part)
    if told is not None and not is_to_come(clause) and clause.verb_class not in ("soft", "act"):
        stage, part = told[0], part[told[1] :]
    elif told is not None:
        part = part[told[1] :]
    thing = object_thing(part, context.lexicon)
    if thing is not None and is_unnamed_many(part, thing) and thing.kind is not Kind.EVENT:
        return []
    if thing is not None and (several := _several(part, thing)):
        return [
            new_draft(clause, part[thing.start : thing.end] + item, thing.kind, stage, quoted=item)
            for item in several
        ]
    if clause.verb_class == "join" and any(token.is_capital for token in part):
        return [
            new_draft(clause, clause.tokens[clause.verb :], Kind.MEMBERSHIP, stage, quoted=quoted)
        ]
    if thing is not None and (_makes(clause) or _is_one(part, thing)):
        confidence = SURE if thing.named or clause.verb_class in MAKING else LIKELY
        end = _with_topic(part, thing)
        named = part[thing.start : end]
        kind = Kind.EVENT if clause.verb_class == "hold" else thing.kind
        return [new_draft(clause, named, kind, stage, quoted=quoted, confidence=confidence)]
    tier = raised_tier(part, context.lexicon) if clause.verb_class == "launch" else None
    if tier is not None:
        named = part[tier.start : tier.end]
        return [new_draft(clause, named, tier.kind, stage, quoted=quoted, confidence=SURE)]
    joint = clause.form is not None and clause.form.lemma in _TOGETHER
    inner = inner_thing(part, context.lexicon, joint=joint)
    if inner is not None and clause.verb_class in ("soft", "act", "launch"):
        new = is_item and part[inner.start].lower in ("a", "an") and _has_new(part, inner)
        firm = Stage.LAUNCHED if new and clause.mode == "ing" else stage
        named = part[inner.start : _with_topic(part, inner)]
        if _is_held(part, inner, context):
            held = part[inner.start - 1 :]
            meeting = new_draft(clause, named, Kind.EVENT, firm, quoted=held)
            return [_plain(clause, part[: inner.start - 1], stage, quoted), meeting]
        return [new_draft(clause, named, inner.kind, firm, quoted=quoted)]
    if not part or not _says_enough(clause, part, context):
        return []
    financed = _financed(part, context)
    draft = _plain(clause, part, stage, quoted)
    if financed is not None and financed.kind not in _WEAK_KINDS:
        named = part[financed.start : _with_topic(part, financed)]
        return [draft._replace(kind=financed.kind, named=named)]
    return [draft, *_included(clause, part, stage)]


def _says_enough(clause: Clause, part: tuple[Token, ...], context: Context) -> bool:
    """A field or a thing is named; or who promises something names what, and not at large."""
    if is_specific(part, context):
        return True
    if clause.form is not None and clause.form.lemma in _MEETING and clause.mode in _HELD:
        return True
    if is_general(part):
        return False
    firm = clause.governor in ("decide", "pledge") or clause.verb_class in ("decide", "pledge")
    if clause.verb_class in ("hold", "sign", "launch", "act", "join"):
        return firm or bool(clause.governor)
    return firm


def _financed(part: tuple[Token, ...], context: Context) -> Thing | None:
    """“$8 million to expand the Youth Initiative”: what a sum is for, where it has a name."""
    if not any(token.lower in _SUMS for token in part[:6]):
        return None
    things = things_in(part, context.lexicon)
    return next((thing for thing in things if thing.named and thing.start > 0), None)


def _plain(
    clause: Clause, part: tuple[Token, ...], stage: Stage, quoted: tuple[Token, ...]
) -> Draft:
    kind = Kind.COMMITMENT
    words = {token.lower for token in part}
    if clause.verb_class == "hold" or ("invitation" in words and "visit" in words):
        kind = Kind.EVENT
    elif clause.verb_class == "join":
        kind = Kind.MEMBERSHIP
    elif clause.verb_class == "launch" and (_is_name(part) or part[0].lower in ("a", "an")):
        kind = Kind.INITIATIVE
    named = (clause.tokens[clause.verb], *part) if clause.verb >= 0 else part
    if clause.verb_class in ("soft", "launch", "hold", "decide", "intend"):
        named = part
    draft = new_draft(clause, named, kind, stage, quoted=quoted)
    called = _CALLED.get(clause.form.lemma, "") if clause.form is not None else ""
    return draft._replace(called=called, named=part) if called else draft


def _is_name(part: tuple[Token, ...]) -> bool:
    words = [token for token in part[:4] if token.lower not in DETERMINERS and token.lower != "new"]
    return bool(words) and (words[0].is_capital or words[0].text in '“‘"')


def _makes(clause: Clause) -> bool:
    verb = clause.form.lemma if clause.form is not None else ""
    return clause.verb_class in MAKING | {"join", "decide", "intend"} or verb in _MAKERS


def _is_held(part: tuple[Token, ...], inner: Thing, context: Context) -> bool:
    """“…, including by convening a dialogue”: a meeting beside the main matter."""
    form = context.lexicon.verbs.get(part[inner.start - 1].lower) if inner.start > 1 else None
    return form is not None and form.verb_class == "hold"


def _is_one(part: tuple[Token, ...], thing: Thing) -> bool:
    """“Support a feasibility study”: one thing, that is not there yet."""
    return thing.kind not in _WEAK_KINDS and part[thing.start].lower in ("a", "an")


def _has_new(part: tuple[Token, ...], thing: Thing) -> bool:
    return any(token.lower == "new" for token in part[thing.start : thing.head])


def _with_topic(part: tuple[Token, ...], thing: Thing) -> int:
    """A title takes “on semiconductors” in, a name only what is of it: “for Energy”."""
    if thing.end >= len(part) or part[thing.end].lower not in ("on", "for", "of", "in"):
        return thing.end
    after = part[thing.end + 1 : thing.end + 2]
    if thing.named and not (after and after[0].is_capital and part[thing.end].lower != "in"):
        return thing.end
    return first_phrase_end(part, thing.end + 1)


def _several(part: tuple[Token, ...], thing: Thing) -> list[tuple[Token, ...]]:
    """“Task forces on A and B”, “memoranda in A, B and C”: one each."""
    head = part[thing.head : thing.end][-1] if thing.end > thing.head else None
    if head is None or not head.lower.endswith(_PLURAL_ENDINGS) or thing.kind in _WEAK_KINDS:
        return []
    if thing.kind in (Kind.PROGRAMME, Kind.INITIATIVE):
        return []
    after = thing.end
    if after >= len(part) or part[after].lower not in _LISTED_AFTER:
        return []
    while after < len(part) and part[after].lower in _LISTED_AFTER:
        after += 1
    items = [_bare_item(item) for item in list_items(part[after:])]
    return items if len(items) > 1 else []


def _bare_item(item: tuple[Token, ...]) -> tuple[Token, ...]:
    """An item of a list without “guided by …”, “to …”, “which …”."""
    for at in range(1, len(item)):
        if item[at].lower in RELATIVES or item[at].lower == "to":
            return item[:at]
        if item[at].lower.endswith("ed") and is_stop(item, at):
            return item[:at]
    return item


def _exemplified(part: tuple[Token, ...]) -> tuple[Token, ...]:
    """“Several mechanisms, like the Centre for …”: the one that is named."""
    for at in range(1, min(len(part) - 1, 8)):
        like = part[at].lower in ("like", "namely")
        such = part[at].lower == "such" and part[at + 1].lower == "as"
        if (like or such) and any(token.is_capital for token in part[at + 1 : at + 4]):
            return part[at + (1 if like else 2) :]
        if part[at].is_capital:
            return part
    return part


def _included(clause: Clause, part: tuple[Token, ...], stage: Stage) -> list[Draft]:
    """“Actions, including A and B”: each measure of the list as well."""
    at = next((i for i, token in enumerate(part) if token.lower == "including"), None)
    if at is None or at < 1:
        return []
    head = next((token.lower for token in reversed(part[:at]) if token.is_word), "")
    if head not in _MEASURES:
        return []
    items = list_items(part[at + 1 :])
    return [new_draft(clause, item, Kind.COMMITMENT, stage, quoted=item) for item in items]
