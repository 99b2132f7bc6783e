"""Which clauses are entries, of which kind, how firm, and how many."""

from __future__ import annotations

from typing import Final

from explorer.domain.vocabulary import Kind, Stage
from explorer.reading.suggesting.clauses import Clause
from explorer.reading.suggesting.dates import dates_in
from explorer.reading.suggesting.describing import DESCRIPTIVE, describes, text_that_acts
from explorer.reading.suggesting.doings import new_draft
from explorer.reading.suggesting.drafts import Context, Draft
from explorer.reading.suggesting.enumerating import listing, through
from explorer.reading.suggesting.firmness import (
    goes_on,
    happens,
    is_passive,
    stage_of,
    stage_of_governor,
    under_way,
    weaker,
)
from explorer.reading.suggesting.governing import CARRIERS, JOINTLY
from explorer.reading.suggesting.grammar import DETERMINERS, PREPOSITIONS
from explorer.reading.suggesting.lists import list_items
from explorer.reading.suggesting.making import MAKING, active
from explorer.reading.suggesting.objects import (
    inner_thing,
    is_specific,
    membership,
    party_acts,
    raised_tier,
)
from explorer.reading.suggesting.saying import recurs
from explorer.reading.suggesting.things import things_in
from explorer.reading.suggesting.tokens import Token, text_of
from explorer.reading.suggesting.told import stage_noun
from explorer.reading.suggesting.welcoming import welcomed
from explorer.reading.suggesting.wholes import object_thing, with_topic

_WEAK_KINDS: Final = frozenset([Kind.EVENT, Kind.MEMBERSHIP])
# Who is committed to these does something; who is to fostering and upholding goes on being so.
_BEGUN: Final = frozenset(
    ["pursue", "accelerate", "mobilise", "mobilize", "cooperate", "collaborate", "coordinate"]
)
_IN_TALKS: Final = {("in", "talks"), ("in", "negotiations"), ("in", "discussions")}
_RENEWING: Final = frozenset(["renew", "develop", "extend", "build", "organise", "organize"])
# Of these what has been done is told as an entry: “has provided two ships”.
_GIVING: Final = frozenset(
    [
        "provide",
        "donate",
        "deliver",
        "transfer",
        "map",
        "train",
        "grant",
        "supply",
        "contribute",
        "offer",
    ]
)
_PROMISING: Final = JOINTLY | CARRIERS | {"will", "shall"}
_UNDERTAKINGS: Final = frozenset(["soft", "act", "launch", "end"])
_WISHES: Final = frozenset(["importance", "need", "value", "possibility", "desirability"])


def judge(clause: Clause, context: Context, *, is_item: bool, last: Draft | None) -> list[Draft]:
    """The entries that one clause tells; none for values, background and descriptions."""
    if clause.form is None:
        return _without_verb(clause, context)
    if clause.verb_class == "welcome":
        return welcomed(clause, context)
    stage = _undertaken(clause, context, stage_of(clause))
    if clause.governor == "wish" and clause.verb_class not in MAKING | {"soft", "act"}:
        return []
    repeated = clause.governor == "repeat" and clause.verb_class not in MAKING | {"act", "join"}
    repeated = repeated and (clause.form is None or clause.form.lemma not in _BEGUN)
    if clause.form.lemma == "become":
        joined = membership(clause, context)
        stage = stage or Stage.OPERATING
        return [new_draft(clause, clause.tokens, Kind.MEMBERSHIP, stage)] if joined else []
    if stage is None and clause.mode in ("past", "perfect") and clause.form.lemma in _RENEWING:
        first = clause.object[0].lower if clause.object else ""
        thing = object_thing(clause.object, context.lexicon)
        if thing is not None and first in ("a", "an"):
            text = thing.kind in (Kind.MOU, Kind.AGREEMENT)
            stage = Stage.SIGNED if text else Stage.LAUNCHED
    if stage is None and clause.mode == "present" and clause.verb_class == "hold":
        held = bool(clause.subject) and recurs(clause.object)
        return [new_draft(clause, clause.object, Kind.MECHANISM, Stage.OPERATING)] if held else []
    if stage is None and clause.verb_class == "list":
        return listing(clause, context, Stage.SIGNED) if clause.mode == "past" else []
    if stage is None or repeated:
        return _inner_only(clause, context)
    if clause.verb_class == "list":
        return listing(clause, context, stage)
    if clause.verb_class == "operate":
        return _of_subject(clause, context, stage)
    return _told(clause, context, stage, is_item=is_item, last=last)


def _undertaken(clause: Clause, context: Context, stage: Stage | None) -> Stage | None:
    """“We will expand …”: what a party will do is promised; what it will hold is planned."""
    lemma = clause.form.lemma if clause.form is not None else ""
    if clause.governing_word == "invitation" and any(t.lower == "accepted" for t in clause.tokens):
        return Stage.AGREED
    if stage is None and lemma in _GIVING and clause.mode == "perfect" and clause.subject:
        done = Stage.PLEDGED if lemma == "offer" else Stage.COMPLETED
        return done if party_acts(clause, context.lexicon) else None
    if stage is None and lemma == "support" and clause.mode in ("past", "present"):
        named = bool(clause.subject) and not clause.governor
        return Stage.PLEDGED if named and party_acts(clause, context.lexicon) else None
    if is_passive(clause) and clause.governing_word == "shall" and stage is Stage.PROPOSED:
        return Stage.AGREED  # “hackathons shall be held”: laid down, not only planned
    if stage is not Stage.PROPOSED or clause.governor != "will" or is_passive(clause):
        return stage
    if goes_on(clause):
        return Stage.OPERATING
    said = clause.governing_word in _PROMISING and clause.verb_class in _UNDERTAKINGS
    named = any(token.is_word for token in clause.subject)
    if said and named and not describes(clause, context) and party_acts(clause, context.lexicon):
        return Stage.PLEDGED
    return stage


def _told(
    clause: Clause, context: Context, stage: Stage, *, is_item: bool, last: Draft | None
) -> list[Draft]:
    """What a clause with a stage tells, unless it describes a thing already told."""
    if text := text_that_acts(clause, context):
        return text
    if describes(clause, context):
        return []
    if clause.form is not None and clause.form.lemma == "look":
        return _looked_for(clause, context, stage)
    if last is not None and clause.subject and clause.subject[0].lower == "it":
        stage = weaker(stage, last.stage)
    if is_passive(clause) or happens(clause):
        return _passive(clause, context, stage)
    return active(clause, context, stage, is_item=is_item)


def _looked_for(clause: Clause, context: Context, stage: Stage) -> list[Draft]:
    """“Look forward to the …”: what comes after the “to”, where it is a thing or a membership."""
    at = next((i for i, token in enumerate(clause.object[:3]) if token.lower == "to"), -1)
    held = _gerund(clause.object[at + 1 :], context)
    after = clause._replace(verb=clause.verb + at + 1 + held)
    told = stage_noun(after.object)
    if told is not None and (thing := object_thing(after.object[told[1] :], context.lexicon)):
        rest = after.object[told[1] :]
        draft = new_draft(after, rest[: with_topic(rest, thing)], thing.kind, stage)
        return [draft._replace(about=after.object)]
    if membership(after, context, within=after.object) is not None:
        return [new_draft(after, after.object, Kind.MEMBERSHIP, stage)]
    dated = dates_in(text_of(context.text, after.object), context.published, ahead=True)
    if object_thing(after.object, context.lexicon) is None:
        named = any(token.is_capital for token in after.object[:2])
        return [new_draft(after, after.object, Kind.EVENT, stage)] if dated and named else []
    return active(after, context, stage, is_item=False)


def _gerund(tokens: tuple[Token, ...], context: Context) -> int:
    """How many words “our governments holding” has, before what is held; 0 where there is none."""
    for at, token in enumerate(tokens[:4]):
        form = context.lexicon.verbs.get(token.lower)
        if form is not None and token.lower.endswith("ing") and form.verb_class in MAKING:
            of_it = [following.lower for following in tokens[at + 1 : at + 2]] == ["of"]
            return 0 if of_it else at + 1
    return 0


def _without_verb(clause: Clause, context: Context) -> list[Draft]:
    """“There is a centre …”, “Kenya is a participant of …”; else nothing."""
    if clause.verb < 0:
        return []
    subject = [token.lower for token in clause.subject if token.is_word]
    if clause.mode == "copula" and tuple(t.lower for t in clause.object[:2]) in _IN_TALKS:
        after = clause._replace(verb=clause.verb + 3)
        return active(after, context, Stage.NEGOTIATING, is_item=False)
    going_on = under_way(clause)
    if going_on is not None:
        return _passive(clause, context, going_on)
    found = membership(clause, context)
    if found is not None:
        return [new_draft(clause, clause.tokens, Kind.MEMBERSHIP, Stage.OPERATING)]
    if subject[-1:] == ["there"]:
        thing = object_thing(clause.object, context.lexicon)
        if thing is not None:
            named = clause.object[thing.start : thing.end]
            return [new_draft(clause, named, thing.kind, Stage.OPERATING)]
    stage = stage_of_governor(clause.governor)
    if stage is not None and clause.subject and clause.governor in ("will", "decide", "intend"):
        return through(clause) or _of_subject(clause, context, stage)
    return _is_a(clause, context)


def _is_a(clause: Clause, context: Context) -> list[Draft]:
    """“The Forum is an initiative launched in …”: the name is the subject's, the rest is told."""
    thing = object_thing(clause.object, context.lexicon)
    named = clause.subject
    if named and named[0].lower in ("ours", "here", "what", "there"):
        return []
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
    return [new_draft(clause, named, thing.kind, stage)]


def _of_subject(clause: Clause, context: Context, stage: Stage) -> list[Draft]:
    """“Investment funds will back …”: the thing is who acts."""
    things = things_in(clause.subject, context.lexicon)
    first = next((token.lower for token in clause.subject if token.is_word), "")
    if not things or first in DESCRIPTIVE:
        return []
    if first == "the" and not things[0].named and clause.governor != "decide":
        return []
    thing = things[0]
    if thing.start > 1:
        return []  # “achieving the goals of the Agreement will …”: not the Agreement
    named = clause.subject[thing.start : thing.end]
    return [new_draft(clause, named, thing.kind, stage)]


def _inner_only(clause: Clause, context: Context) -> list[Draft]:
    """A clause of values or background may still tell of a body that is to serve them."""
    if (tier := raised_tier(clause.object, context.lexicon)) and clause.mode in ("past", "passive"):
        named = clause.object[tier.start : tier.end]
        return [new_draft(clause, named, tier.kind, Stage.LAUNCHED)]
    told = stage_noun(clause.subject) if not clause.governor else None
    if told is not None and told[0] is not Stage.MENTIONED:
        rest = clause.subject[told[1] :]
        thing = object_thing(rest, context.lexicon)
        if thing is not None and thing.named:
            named = rest[: with_topic(rest, thing)]
            return [new_draft(clause, named, thing.kind, told[0], quoted=clause.subject)]
    if clause.governor in ("", "repeat") and clause.verb_class not in ("list", "hold"):
        inner = inner_thing(clause.object, context.lexicon)
        if inner is not None and inner.kind not in _WEAK_KINDS | {Kind.PROGRAMME}:
            named = clause.object[inner.start : inner.end]
            wished = any(token.lower in _WISHES for token in clause.object[: inner.start])
            stage = Stage.PROPOSED if wished else Stage.AGREED
            form = context.lexicon.verbs.get(clause.object[inner.start - 1].lower)
            held = form is not None and form.verb_class == "hold"
            kind = Kind.EVENT if held else inner.kind
            return [new_draft(clause, named, kind, stage)]
    return []


def _passive(clause: Clause, context: Context, stage: Stage) -> list[Draft]:
    """“A memorandum was signed”, “exchanges and transfers are planned”."""
    subject = clause.subject
    while subject and (subject[0].lower in ("and", "now") or subject[0].text == ","):
        subject = subject[1:]
    comma = next((i for i, token in enumerate(subject) if token.text == ","), 0)
    if subject and subject[0].lower in PREPOSITIONS and 0 < comma < len(subject) - 1:
        subject = subject[comma + 1 :]  # “Under the treaty, a school will be set up”
    if not subject:
        return []
    if subject[0].lower in ("our", "their", "its", *DESCRIPTIVE):
        return []  # “our partnership is founded on …”
    tier = raised_tier(clause.object, context.lexicon) if clause.verb_class == "launch" else None
    if tier is not None:
        named = clause.object[tier.start : tier.end]
        return [new_draft(clause, named, tier.kind, stage)]
    items = list_items(subject) if clause.verb_class == "intend" else (subject,)
    drafts = []
    for item in items:
        thing = object_thing(item, context.lexicon)
        if thing is None and not is_specific(item, context):
            continue
        kind = thing.kind if thing is not None else _kind_of_verb(clause)
        if clause.verb_class == "hold":
            kind = Kind.EVENT
        if clause.verb_class == "sign" and kind is Kind.INITIATIVE:
            kind = Kind.AGREEMENT  # what is signed is a text
        quoted = clause.tokens if len(items) == 1 else item
        end = with_topic(item, thing) if thing is not None else len(item)
        drafts.append(new_draft(clause, item[:end], kind, stage, quoted=quoted))
    return drafts


def _kind_of_verb(clause: Clause) -> Kind:
    if clause.verb_class == "launch":
        return Kind.INITIATIVE
    return Kind.EVENT if clause.verb_class == "hold" else Kind.COMMITMENT
