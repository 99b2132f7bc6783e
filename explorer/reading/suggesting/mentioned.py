"""What a sentence only mentions: bodies of the parties that are in being, and meetings."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from explorer.domain.vocabulary import Kind, Stage
from explorer.reading.suggesting.dates import dates_in
from explorer.reading.suggesting.drafts import Context, Draft
from explorer.reading.suggesting.objects import COMING
from explorer.reading.suggesting.parties import mentions
from explorer.reading.suggesting.things import Thing, first_phrase_end, is_stop, things_in
from explorer.reading.suggesting.tokens import Token, text_of, word_set

_BODIES: Final = frozenset([Kind.MECHANISM, Kind.WORKING_GROUP])
_SIGNED: Final = frozenset([Kind.AGREEMENT, Kind.MOU])
_NAMED: Final = _BODIES | {
    Kind.PLAN,
    Kind.AGREEMENT,
    Kind.MOU,
    Kind.INITIATIVE,
    Kind.PROGRAMME,
    Kind.INSTITUTION,
    Kind.PARTNERSHIP,
}
_UNDER: Final = frozenset(["under", "through", "via", "pursuant", "to", "per", "within", "of"])
_REGULAR: Final = frozenset(["annual", "regular", "ongoing", "periodic", "biannual", "biennial"])
_JOINT: Final = frozenset(["joint", "bilateral", "trilateral", "quadrilateral"])
_UNNAMED: Final = frozenset([Kind.COMMITMENT, Kind.EVENT, Kind.INITIATIVE])
_TOWARDS: Final = word_set("on for of towards toward about concluding finalizing finalising")
_NEGOTIATING: Final = word_set("negotiating negotiation negotiations negotiate discussions work")
_ORDINALS: Final = word_set(
    "inaugural first second third fourth fifth sixth seventh eighth ninth tenth recent",
    "latest last annual ",
)
_TIES: Final = word_set(
    "by of to between with hosted",
)
# Before these an event is only the occasion of something else.
_OCCASIONS: Final = word_set("at during following since after margins sidelines ahead before")
_FORMS_OF_MEETING: Final = frozenset(["talks", "discussions", "meetings", "meeting", "session"])
AFTER: Final = 8  # words after an event's head that may tie it to someone


def mentioned_bodies(tokens: tuple[Token, ...], context: Context) -> list[Draft]:
    """Bodies, texts and undertakings of the parties that a sentence names in passing."""
    found = []
    for thing in things_in(tokens, context.lexicon):
        lead = tokens[thing.start - 1].lower if thing.start else ""
        if lead == "by" or not thing.named or thing.kind not in _NAMED:
            continue  # “hosted by the Business Council”: who did something, not a thing done
        capitals = sum(token.is_capital for token in tokens[thing.start : thing.head])
        used = thing.kind in _BODIES and capitals > 1 and lead in _UNDER - {"to", "of"}
        own = thing.kind is Kind.WORKING_GROUP and capitals > 1  # no one else has working groups
        if used or own or _is_joint(tokens, thing, context):
            words = tokens[_name_start(tokens, thing) : thing.end]
            stage = _stage_in_passing(tokens, thing)
            why = (("suggest-named", text_of(context.text, words)),)
            found.append(Draft(words, words, words, thing.kind, stage, why, 0.5, mention=True))
    return found


def mentioned_negotiations(tokens: tuple[Token, ...], context: Context) -> list[Draft]:
    """“Progress in negotiating a … agreement”: the agreement, under negotiation."""
    found = []
    for thing in things_in(tokens, context.lexicon):
        tied = thing.start > 0 and tokens[thing.start - 1].lower in _TOWARDS
        reach = 7 if tied else 3
        near = {token.lower for token in tokens[max(0, thing.start - reach) : thing.start + 1]}
        if thing.kind is Kind.AGREEMENT and near & _NEGOTIATING:
            words = tokens[thing.start : thing.end]
            why = (("suggest-named", text_of(context.text, words)),)
            found.append(Draft(words, words, words, thing.kind, Stage.NEGOTIATING, why, 0.6))
    return found


def _stage_in_passing(tokens: tuple[Token, ...], thing: Thing) -> Stage:
    """What is named in passing works; a text under which something is done is in force."""
    before = tokens[thing.start - 1].lower if thing.start else ""
    if any(token.lower == "new" for token in tokens[thing.start : thing.head]):
        return Stage.SIGNED if thing.kind in _SIGNED else Stage.LAUNCHED
    if thing.kind is Kind.AGREEMENT and before in _UNDER:
        return Stage.IN_FORCE
    return Stage.UNKNOWN if thing.kind is Kind.PLAN else Stage.OPERATING


def mentioned_with_verb(tokens: tuple[Token, ...], context: Context) -> list[Draft]:
    """“The Memorandum on Cables signed last month”: a name with its own verb and date."""
    found = []
    for thing in things_in(tokens, context.lexicon):
        at = first_phrase_end(tokens, thing.end) if thing.end < len(tokens) else thing.end
        at = thing.end if thing.end < len(tokens) and is_stop(tokens, thing.end) else at
        if at < len(tokens) and tokens[at].lower in ("on", "for", "of"):
            at = first_phrase_end(tokens, at + 1)
        form = context.lexicon.verbs.get(tokens[at].lower) if at < len(tokens) else None
        if not thing.named or form is None or "participle" not in form.forms:
            continue
        stage = _OF_PARTICIPLE.get(form.verb_class)
        words = tokens[thing.start : min(at + AFTER, len(tokens))]
        dated = dates_in(text_of(context.text, tokens[at : at + AFTER]), context.published)
        if form.lemma == "conduct":
            stage = Stage.COMPLETED
        if stage is not None and dated:
            why = (("suggest-verb", tokens[at].text),)
            kind = Kind.EVENT if stage is Stage.COMPLETED else thing.kind
            named = tokens[thing.start : at]
            found.append(Draft(named, words, words, kind, stage, why, 0.6))
    return found


_OF_PARTICIPLE: Final = {
    "sign": Stage.SIGNED,
    "launch": Stage.LAUNCHED,
    "decide": Stage.AGREED,
    "hold": Stage.COMPLETED,
}


def _name_start(tokens: tuple[Token, ...], thing: Thing) -> int:
    start = thing.start
    while start < thing.head and not tokens[start].is_capital:
        start += 1
    return start


def _is_joint(tokens: tuple[Token, ...], thing: Thing, context: Context) -> bool:
    """Whether a name holds two of the parties, a group of states that is one, or “Joint”."""
    words = tokens[thing.start : thing.end]
    named = mentions(words, context.lexicon)
    codes = {code for item in named for code in item.codes if code in context.parties}
    if len(codes) > 1 or any(code in context.lexicon.groupings for code in codes):
        return True
    joint = any(token.lower in _JOINT for token in words)
    if any(token.lower in _JOINT and not token.is_capital for token in words):
        return True  # “the bilateral Shipping Agreement”
    return joint and (bool(codes) or bool(thing.acronym))


def mentioned_events(tokens: tuple[Token, ...], context: Context) -> list[Draft]:
    """Visits and meetings that a sentence tells of beside its main matter."""
    found = []
    for thing in things_in(tokens, context.lexicon):
        if thing.kind is not Kind.EVENT:
            continue
        end = _event_end(tokens, thing)
        words = tokens[thing.start : end]
        if not _is_particular(tokens, thing, context):
            continue
        coming = _is_coming(tokens, thing, context)
        if {token.lower for token in tokens[thing.start : thing.head]} & _REGULAR:
            why = (("suggest-named", text_of(context.text, words)),)
            found.append(Draft(words, words, words, Kind.MECHANISM, Stage.OPERATING, why, 0.5))
            continue
        found.append(
            Draft(
                words,
                words,
                words,
                Kind.EVENT,
                Stage.PROPOSED if coming else Stage.COMPLETED,
                (("suggest-event", tokens[thing.head].text),),
                0.6,
                coming,
            )
        )
    return found


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
    lead = {token.lower for token in tokens[max(0, thing.start - 2) : thing.start]}
    opening = tokens[thing.start].lower
    if lead & _OCCASIONS or opening in ("our", "this", "today", "today’s"):
        return False
    if before & COMING and not _looked_for(tokens, thing):
        return False
    if before & (_ORDINALS | COMING) or {"series"} & {
        t.lower for t in tokens[max(0, thing.start - 3) : thing.head]
    }:
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


def _is_coming(tokens: tuple[Token, ...], thing: Thing, context: Context) -> bool:
    words = {token.lower for token in tokens[max(0, thing.start - 4) : thing.head + 1]}
    if words & COMING or {"forward"} & words:
        return True
    after = " ".join(token.lower for token in tokens[thing.end : _event_end(tokens, thing)])
    if any(sign in after for sign in ("later in", "later this", "next year", "next month")):
        return True
    said = context.published
    near = text_of(context.text, tokens[thing.start : _event_end(tokens, thing)])
    found = dates_in(near, said, ahead=False)
    return bool(
        said and found and found[0].edtf[:4].isdigit() and int(found[0].edtf[:4]) > said.year
    )


def _looked_for(tokens: tuple[Token, ...], thing: Thing) -> bool:
    """“The next meeting” is one event where it has a name, or is looked forward to."""
    words = tokens[max(0, thing.start - 4) : _event_end(tokens, thing)]
    return any(token.lower == "forward" or token.is_capital for token in words)


def mentioned(tokens: tuple[Token, ...], context: Context) -> list[Draft]:
    """All that a sentence mentions beside what its clauses tell."""
    return [
        *mentioned_events(tokens, context),
        *mentioned_with_verb(tokens, context),
        *mentioned_negotiations(tokens, context),
        *mentioned_bodies(tokens, context),
    ]


def with_mentioned(main: list[Draft], others: list[Draft]) -> list[Draft]:
    """What the clauses of a sentence tell, and what it mentions beside that."""
    drafts = list(main)
    for draft in others:
        about = next((i for i, old in enumerate(drafts) if _same_thing(draft, old)), None)
        if about is None:
            drafts.append(draft)
        elif draft.stage is Stage.NEGOTIATING and drafts[about].kind in _UNNAMED:
            old = drafts[about]
            begun = old.stage in (Stage.LAUNCHED, Stage.COMPLETED)
            stage = draft.stage if begun else old.stage
            drafts[about] = old._replace(kind=draft.kind, named=draft.named, stage=stage)
    return drafts


def _head_end(draft: Draft) -> int:
    """Where what names a draft ends before “to”, “on”, “for”."""
    for before, token in pairwise(draft.named):
        if token.lower in _TIES or token.lower in ("on", "for", "in"):
            return before.end
    return draft.named[-1].end


def _same_thing(draft: Draft, other: Draft) -> bool:
    """Whether what is mentioned is what a clause of the sentence is about already."""
    first, last = draft.named[0], draft.named[-1]
    overlaps = first.start < other.named[-1].end and other.named[0].start < last.end
    inside = other.quoted[0].start <= first.start < other.quoted[-1].end
    if draft.kind is Kind.EVENT and other.kind is Kind.EVENT:
        return overlaps or inside
    if draft.stage is Stage.NEGOTIATING:
        return inside
    if last.end == other.named[-1].end or last.end == _head_end(other):
        return draft.mention or draft.kind is Kind.EVENT
    return overlaps and draft.kind is other.kind
