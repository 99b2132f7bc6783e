"""Which clauses are entries, of which kind, how firm, and how many."""

from __future__ import annotations

from typing import Final

from explorer.domain.vocabulary import Kind, Stage
from explorer.reading.suggesting.clauses import Clause
from explorer.reading.suggesting.drafts import Context, Draft
from explorer.reading.suggesting.firmness import is_passive, is_to_come, stage_of
from explorer.reading.suggesting.grammar import DETERMINERS, RELATIVES
from explorer.reading.suggesting.objects import (
    inner_thing,
    is_general,
    is_specific,
    membership,
    parts_of_object,
    raised_tier,
    subject_acts,
    welcomed,
)
from explorer.reading.suggesting.things import (
    Thing,
    first_phrase_end,
    into_empty,
    is_stop,
    list_items,
    object_thing,
    stage_noun,
    things_in,
)
from explorer.reading.suggesting.tokens import Token, word_set

SURE, LIKELY, UNSURE = 0.9, 0.7, 0.5

_WEAK_KINDS: Final = frozenset([Kind.EVENT, Kind.MEMBERSHIP])
_MAKING: Final = frozenset(["launch", "sign", "hold", "negotiate"])
_MADE_BY: Final = frozenset(["act", "decide", "pledge", "intend", "join"])
_DESCRIPTIVE: Final = frozenset(["this", "these", "it", "such", "its"])
# Of these verbs what they are done to is made or begun by them, also where the class is softer.
_MAKERS: Final = word_set(
    "develop build organise organize provide fund conduct expand offer award convene deploy",
    "construct implement join extend finance",
)
_TOGETHER: Final = word_set(
    "partner work cooperate collaborate engage team",
)
_MEASURES: Final = frozenset(["actions", "measures", "activities", "projects", "steps", "works"])
_COOPERATION: Final = frozenset(
    ["cooperation", "projects", "programmes", "programs", "activities", "project", "collaboration"]
)
_LISTED_AFTER: Final = frozenset(["on", "in", "for", "focused", "covering"])
_PLURAL_ENDINGS: Final = ("s", "memoranda")


def judge(clause: Clause, context: Context, *, is_item: bool, last: Draft | None) -> list[Draft]:
    """The entries that one clause tells; none for values, background and descriptions."""
    if clause.form is None:
        return _without_verb(clause, context)
    if clause.verb_class == "welcome":
        return welcomed(clause, context)
    stage = stage_of(clause)
    if stage is None:
        return _inner_only(clause, context)
    if clause.governor == "repeat" and clause.verb_class not in _MAKING | {"act", "join"}:
        return _inner_only(clause, context)
    if clause.verb_class == "list":
        return _listing(clause, stage)
    if _describes(clause):
        return []
    if last is not None and clause.subject and clause.subject[0].lower == "it":
        stage = _weaker(stage, last.stage)
    if is_passive(clause):
        return _passive(clause, context, stage)
    return _active(clause, context, stage, is_item=is_item)


def _weaker(stage: Stage, other: Stage) -> Stage:
    order = list(Stage)
    return min(stage, other, key=order.index)


def _describes(clause: Clause) -> bool:
    """“This working group will …”: said of a thing already told, unless it makes another."""
    if clause.verb_class in _MAKING or not clause.subject:
        return False
    first = next((token for token in clause.subject if token.is_word), None)
    if first is None:
        return False
    if first.lower in _DESCRIPTIVE:
        return True
    return clause.governor in ("will", "", "intend") and not subject_acts(clause)


def _draft(
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


def _without_verb(clause: Clause, context: Context) -> list[Draft]:
    """“There is a centre …”, “India is a participant of …”; else nothing."""
    if clause.verb < 0:
        return []
    subject = [token.lower for token in clause.subject if token.is_word]
    found = membership(clause, context)
    if found is not None:
        return [_draft(clause, clause.tokens, Kind.MEMBERSHIP, Stage.OPERATING)]
    if subject[-1:] == ["there"]:
        thing = object_thing(clause.object, context.lexicon)
        if thing is not None:
            named = clause.object[thing.start : thing.end]
            return [_draft(clause, named, thing.kind, Stage.OPERATING)]
    if clause.governor == "will" and clause.subject:
        return _through(clause) or _of_subject(clause, context, Stage.PROPOSED)
    return _is_a(clause, context)


def _is_a(clause: Clause, context: Context) -> list[Draft]:
    """“The Forum is an initiative launched in …”: the name is the subject's, the rest is told."""
    thing = object_thing(clause.object, context.lexicon)
    named = clause.subject
    while named and (named[0].lower in DETERMINERS or named[0].lower == "that"):
        named = named[1:]
    if thing is None or not named or not named[-1].is_capital or clause.governor:
        return []
    if clause.object[thing.start].lower not in ("a", "an"):
        return []
    stage = Stage.OPERATING
    after = clause.object[thing.end] if thing.end < len(clause.object) else None
    form = context.lexicon.verbs.get(after.lower) if after is not None else None
    if form is not None and "participle" in form.forms:
        stage = {"launch": Stage.LAUNCHED, "sign": Stage.SIGNED}.get(form.verb_class, stage)
    return [_draft(clause, named, thing.kind, stage)]


def _through(clause: Clause) -> list[Draft]:
    """“Cooperation would be effected through A as well as B”: one each."""
    about = {token.lower for token in clause.subject}
    at = next((i for i, token in enumerate(clause.object[:3]) if token.lower == "through"), None)
    if at is None or not about & _COOPERATION:
        return []
    return [
        _draft(clause, item[: first_phrase_end(item)], Kind.PROGRAMME, Stage.PROPOSED, quoted=item)
        for item in list_items(clause.object[at + 1 :])
    ]


def _of_subject(clause: Clause, context: Context, stage: Stage) -> list[Draft]:
    """“Investment funds will back …”: the thing is who acts."""
    things = things_in(clause.subject, context.lexicon)
    first = next((token.lower for token in clause.subject if token.is_word), "")
    if not things or first in _DESCRIPTIVE or first == "the":
        return []
    thing = things[0]
    named = clause.subject[thing.start : thing.end]
    return [_draft(clause, named, thing.kind, stage)]


def _inner_only(clause: Clause, context: Context) -> list[Draft]:
    """A clause of values or background may still tell of a body that is to serve them."""
    if clause.governor in ("", "repeat") and clause.verb_class not in ("list", "hold"):
        inner = inner_thing(clause.object, context.lexicon)
        if inner is not None and inner.kind not in _WEAK_KINDS | {Kind.PROGRAMME}:
            named = clause.object[inner.start : inner.end]
            return [_draft(clause, named, inner.kind, Stage.AGREED, confidence=UNSURE)]
    return []


def _listing(clause: Clause, stage: Stage) -> list[Draft]:
    """“Projects will include A, B and C”, “cooperation focuses on A, B and C”: one each."""
    listed = clause.object
    while listed and listed[0].lower in ("on", "upon"):
        listed = listed[1:]
    items = [item for item in list_items(listed) if not _is_aside(item)]
    about = {token.lower for token in clause.subject}
    if not about & _COOPERATION:
        return []
    return [
        _draft(clause, item[: first_phrase_end(item)], Kind.PROGRAMME, stage, quoted=item)
        for item in items
    ]


def _is_aside(item: tuple[Token, ...]) -> bool:
    return item[0].lower.endswith("ing") and len(item) > 4


def _passive(clause: Clause, context: Context, stage: Stage) -> list[Draft]:
    """“A memorandum was signed”, “exchanges and transfers are planned”."""
    subject = clause.subject
    while subject and (subject[0].lower in ("and", "now") or subject[0].text == ","):
        subject = subject[1:]
    if not subject:
        return []
    items = list_items(subject) if clause.verb_class == "intend" else (subject,)
    drafts = []
    for item in items:
        thing = object_thing(item, context.lexicon)
        if thing is None and not is_specific(item, context):
            continue
        kind = thing.kind if thing is not None else _kind_of_verb(clause)
        quoted = clause.tokens if len(items) == 1 else item
        end = thing.end if thing is not None else len(item)
        drafts.append(_draft(clause, item[:end], kind, stage, quoted=quoted, confidence=SURE))
    return drafts


def _kind_of_verb(clause: Clause) -> Kind:
    if clause.verb_class == "launch":
        return Kind.INITIATIVE
    return Kind.EVENT if clause.verb_class == "hold" else Kind.COMMITMENT


def _active(clause: Clause, context: Context, stage: Stage, *, is_item: bool) -> list[Draft]:
    """“The two sides agreed to launch …”: the object decides what it is."""
    whole = into_empty(clause.object)
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
    if thing is not None and (several := _several(part, thing)):
        return [
            _draft(clause, part[thing.start : thing.end] + item, thing.kind, stage, quoted=item)
            for item in several
        ]
    if clause.verb_class == "join" and any(token.is_capital for token in part):
        return [_draft(clause, clause.tokens[clause.verb :], Kind.MEMBERSHIP, stage, quoted=quoted)]
    if thing is not None and (_makes(clause) or _is_one(part, thing)):
        confidence = SURE if thing.named or clause.verb_class in _MAKING else LIKELY
        end = _with_topic(part, thing)
        named = part[thing.start : end]
        return [_draft(clause, named, thing.kind, stage, quoted=quoted, confidence=confidence)]
    tier = raised_tier(part, context.lexicon) if clause.verb_class == "launch" else None
    if tier is not None:
        named = part[tier.start : tier.end]
        return [_draft(clause, named, tier.kind, stage, quoted=quoted, confidence=SURE)]
    joint = clause.form is not None and clause.form.lemma in _TOGETHER
    inner = inner_thing(part, context.lexicon, joint=joint)
    if inner is not None and clause.verb_class in ("soft", "act", "launch"):
        new = is_item and part[inner.start].lower in ("a", "an") and _has_new(part, inner)
        firm = Stage.LAUNCHED if new and clause.mode == "ing" else stage
        named = part[inner.start : _with_topic(part, inner)]
        return [_draft(clause, named, inner.kind, firm, quoted=quoted)]
    if not part or not _says_enough(clause, part, context):
        return []
    return [_plain(clause, part, stage, quoted), *_included(clause, part, stage)]


def _says_enough(clause: Clause, part: tuple[Token, ...], context: Context) -> bool:
    """A field or a thing is named; or who promises something names what, and not at large."""
    if is_specific(part, context):
        return True
    if is_general(part):
        return False
    firm = clause.governor in ("decide", "pledge") or clause.verb_class in ("decide", "pledge")
    if clause.verb_class in ("hold", "sign", "launch", "act", "join"):
        return firm or bool(clause.governor)
    return firm


def _plain(
    clause: Clause, part: tuple[Token, ...], stage: Stage, quoted: tuple[Token, ...]
) -> Draft:
    kind = Kind.COMMITMENT
    if clause.verb_class == "hold":
        kind = Kind.EVENT
    elif clause.verb_class == "join":
        kind = Kind.MEMBERSHIP
    elif clause.verb_class == "launch" and _is_name(part):
        kind = Kind.INITIATIVE
    named = (clause.tokens[clause.verb], *part)
    if clause.verb_class in ("soft", "launch", "hold", "decide", "intend"):
        named = part
    return _draft(clause, named, kind, stage, quoted=quoted)


def _is_name(part: tuple[Token, ...]) -> bool:
    words = [token for token in part[:4] if token.lower not in DETERMINERS and token.lower != "new"]
    return bool(words) and (words[0].is_capital or words[0].text in '“‘"')


def _makes(clause: Clause) -> bool:
    verb = clause.form.lemma if clause.form is not None else ""
    return clause.verb_class in _MAKING | {"join", "decide", "intend"} or verb in _MAKERS


def _is_one(part: tuple[Token, ...], thing: Thing) -> bool:
    """“Support a feasibility study”: one thing, that is not there yet."""
    return thing.kind in (Kind.PROGRAMME, Kind.INSTITUTION) and part[thing.start].lower in (
        "a",
        "an",
    )


def _has_new(part: tuple[Token, ...], thing: Thing) -> bool:
    return any(token.lower == "new" for token in part[thing.start : thing.head])


def _with_topic(part: tuple[Token, ...], thing: Thing) -> int:
    """A title takes “on semiconductors” in, where the thing has no name of its own."""
    if (
        thing.named
        or thing.end >= len(part)
        or part[thing.end].lower not in ("on", "for", "of", "in")
    ):
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
    return [_draft(clause, item, Kind.COMMITMENT, stage, quoted=item) for item in items]
