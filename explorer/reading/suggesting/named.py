"""Things with a name that a sentence mentions in passing: bodies, texts, undertakings."""

from __future__ import annotations

from typing import Final

from explorer.domain.vocabulary import Kind, Stage
from explorer.reading.suggesting.belonging import (
    BODIES,
    SIGNED,
    is_bilateral,
    is_joint,
    name_start,
)
from explorer.reading.suggesting.dates import dates_in, is_month
from explorer.reading.suggesting.drafts import Context, Draft
from explorer.reading.suggesting.grammar import BE, CONJUNCTIONS, HAVE, MODALS, RELATIVES
from explorer.reading.suggesting.things import (
    Thing,
    bracket_at,
    first_phrase_end,
    is_stop,
    things_in,
)
from explorer.reading.suggesting.tokens import Token, text_of, word_set
from explorer.reading.suggesting.wholes import with_topic

_NAMED: Final = BODIES | {
    Kind.PLAN,
    Kind.AGREEMENT,
    Kind.MOU,
    Kind.INITIATIVE,
    Kind.PROGRAMME,
    Kind.INSTITUTION,
    Kind.PARTNERSHIP,
    Kind.DECLARATION,
}
_BEGUN: Final = BODIES | {Kind.INITIATIVE, Kind.PROGRAMME, Kind.PLAN}
_WORKING: Final = BODIES | {Kind.PROGRAMME, Kind.INITIATIVE, Kind.INSTITUTION}
NAMED: Final = 2  # capitals of which a name that is told first has more
_UNDER: Final = frozenset(["under", "through", "via", "pursuant", "per", "within"])
_TOWARDS: Final = word_set("on for of towards toward about concluding finalizing finalising")
_NEGOTIATING: Final = word_set("negotiating negotiation negotiations negotiate discussions work")
_OF_PARTICIPLE: Final = {
    "sign": Stage.SIGNED,
    "launch": Stage.LAUNCHED,
    "decide": Stage.AGREED,
    "hold": Stage.COMPLETED,
}
_WORDS_ONLY: Final = frozenset([Kind.PLAN, Kind.DECLARATION])
_PROGRESS: Final = frozenset(["implementation", "progress", "completion", "execution"])
_SINCE: Final = frozenset(["since", "after", "following", "upon"])
AFTER: Final = 8  # words behind a name in which its verb and date may stand
YEAR: Final = 4  # digits of a year
LONG_AGO: Final = 3  # years after which what is only mentioned is no news
FAR: Final = 16  # words of a “which was launched by … in …”


def mentioned_bodies(tokens: tuple[Token, ...], context: Context) -> list[Draft]:
    """Bodies, texts and undertakings of the parties that a sentence names in passing."""
    found = []
    used = -1  # where the last thing ends by which something is done
    for plain in things_in(tokens, context.lexicon):
        thing = _whole(tokens, plain)
        lead = tokens[thing.start - 1].lower if thing.start else ""
        if lead == "by" or thing.kind not in _NAMED:
            continue  # “hosted by the Business Council”: who did something, not a thing done
        past = _is_past_text(tokens, thing, context)
        if not (thing.named or past or is_bilateral(tokens, thing)):
            continue
        told, behind = _told_behind(tokens, thing, context)
        joined = 0 < used <= thing.start and all(
            token.text == "," or token.lower in CONJUNCTIONS for token in tokens[used : thing.start]
        )
        by = _is_used(tokens, thing, next(iter(_UNDER)) if joined else lead)
        used = thing.end if by else used
        if (
            by
            or _is_own(tokens, thing, told, context)
            or (thing.named and thing.kind in SIGNED | {Kind.DECLARATION} and behind)
            or past
        ):
            name = name_start(tokens, thing._replace(named=thing.named or past))
            words = tokens[name : thing.end]
            stage = told or _stage_in_passing(tokens, thing, context)
            why = (("suggest-named", text_of(context.text, words)),)
            words = (*words, *_origin(tokens, thing))
            about = (*_year_before(tokens[thing.start : name], context), *words, *behind)
            found.append(Draft(words, words, about, thing.kind, stage, why, mention=True))
    return found


def _year_before(tokens: tuple[Token, ...], context: Context) -> tuple[Token, ...]:
    """“The 2018 (Lyon Declaration)”: the words of the year before a name, where it is past."""
    year = tokens[-1].text if tokens else ""
    said = context.published
    if len(year) != YEAR or not year.isdigit() or not year.startswith(("19", "20")):
        return ()
    return tokens if said is None or int(year) <= said.year else ()


def _is_past_text(tokens: tuple[Token, ...], thing: Thing, context: Context) -> bool:
    """“The 2018 Lyon Declaration”, “the Declaration of the Reef Summit”: one that was made."""
    if thing.kind is not Kind.DECLARATION or not tokens[thing.head].is_capital:
        return False
    before = tokens[thing.start : name_start(tokens, thing._replace(named=True))]
    after = [token.lower for token in tokens[thing.end : thing.end + 2]]
    return bool(_year_before(before, context)) or after == ["of", "the"]


def _origin(tokens: tuple[Token, ...], thing: Thing) -> tuple[Token, ...]:
    """“(The Lyon Declaration) of the Reef Summit (2012)”: where a text was made."""
    if thing.kind is not Kind.DECLARATION or thing.end >= len(tokens):
        return ()
    if tokens[thing.end].lower != "of":
        return ()
    end = thing.end + 1
    while end < len(tokens) and tokens[end].text not in (",", ";", ".", ":"):
        if tokens[end].lower in RELATIVES or tokens[end].lower in MODALS | BE | HAVE:
            break
        end += 1
    return tokens[thing.end : end]


def _is_used(tokens: tuple[Token, ...], thing: Thing, lead: str) -> bool:
    """“Under the Trade Dialogue”, “through a new memorandum”: one works through one's own."""
    first = tokens[thing.start].lower if lead not in _UNDER else lead
    if first not in _UNDER:
        return False
    new = any(token.lower == "new" for token in tokens[thing.start : thing.head])
    if new and thing.kind in SIGNED | {Kind.INITIATIVE}:
        return True
    capitals = sum(token.is_capital for token in tokens[thing.start : thing.head])
    return thing.kind in _WORKING and capitals > 1


def _is_own(tokens: tuple[Token, ...], thing: Thing, told: Stage | None, context: Context) -> bool:
    """Whether a thing is the parties' own by its sort, its name, or what is told of it."""
    if not thing.named or is_joint(tokens, thing, context):
        return True
    capitals = sum(token.is_capital for token in tokens[thing.start : thing.end])
    if thing.kind in (Kind.WORKING_GROUP, Kind.PARTNERSHIP) and capitals > 1:
        return True  # no one else has working groups, or tiers of these relations
    if tokens[thing.start].lower in ("a", "an") and capitals > NAMED and thing.kind in _BEGUN:
        return True  # “a Reef Mobility Partnership will …”: told of for the first time
    if told is not None and thing.kind in SIGNED | {Kind.PARTNERSHIP}:
        return True
    return thing.kind is Kind.PROGRAMME and _is_worked_on(tokens, thing)


def _is_worked_on(tokens: tuple[Token, ...], thing: Thing) -> bool:
    """“Progress on the Reef Harbour project”: of whose progress one speaks it is one's own."""
    before = {token.lower for token in tokens[max(0, thing.start - 4) : thing.start]}
    return bool(before & _PROGRESS)


def _whole(tokens: tuple[Token, ...], thing: Thing) -> Thing:
    """With what of the name stands behind its head: “the Centre for Reef Care (CRC)”."""
    if not thing.named or thing.acronym:
        return thing
    behind = tokens[thing.end + 1 : thing.end + 3]
    if dates_in(" ".join(token.text for token in behind), None):
        return thing  # “the Plan of June 2022”
    end = with_topic(tokens, thing)
    acronym, after = bracket_at(tokens, end)
    return thing._replace(end=after, acronym=acronym)


def _told_behind(
    tokens: tuple[Token, ...], thing: Thing, context: Context
) -> tuple[Stage | None, tuple[Token, ...]]:
    """What is told right behind a name: “(2021-2025)”, “of June 2022”, “which was signed in …”."""
    at = thing.end
    after = tokens[at].lower if at < len(tokens) else ""
    if after == "(" and at + 1 < len(tokens) and tokens[at + 1].text[0].isdigit():
        return None, tokens[at + 1 : at + 2]
    if after in ("of", "from", "in") and at + 1 < len(tokens):
        least = at + (after == "of")
        dated = dates_in(text_of(context.text, tokens[least : at + 3]), context.published)
        began = tokens[at + 1].is_capital or tokens[at + 1].text[0].isdigit()
        if began and (dated or tokens[at + 1].text.isdigit()):
            return None, tokens[least if dated else at : at + 3]
    which = at + 1 if after == "," else at
    form = context.lexicon.verbs.get(tokens[which].lower) if which < len(tokens) else None
    if after == "," and form is not None and form.verb_class in ("launch", "sign"):
        if "participle" not in form.forms:
            return None, ()
        told, behind = _related(tokens, which, context)
        return (_by_now(told, behind, context, aside=True) if told else told), behind
    if [token.lower for token in tokens[which : which + 2]] == ["in", "force"]:
        return Stage.IN_FORCE, tokens[which : which + 5]
    if which < len(tokens) and tokens[which].lower in RELATIVES:
        return _related(tokens, which + 1, context)
    return None, ()


def _by_now(
    stage: Stage, words: tuple[Token, ...], context: Context, *, aside: bool = False
) -> Stage:
    """What long ago was signed, or is said beside to have been launched, works today.

    ``aside``: “the Reef Fund, launched in 2020, …” tells of its beginning in passing.
    """
    if aside and stage is Stage.LAUNCHED:
        return Stage.OPERATING
    if context.published is None or stage not in (Stage.SIGNED, Stage.LAUNCHED):
        return stage
    found = dates_in(text_of(context.text, words), context.published)
    past = bool(found) and int(found[0].edtf[:4]) <= context.published.year - LONG_AGO
    return Stage.OPERATING if past else stage


def _related(
    tokens: tuple[Token, ...], at: int, context: Context
) -> tuple[Stage | None, tuple[Token, ...]]:
    """“(…, which) was launched in May 2022”, “(…, which) entered into force in 2010”."""
    end = min(at + FAR, len(tokens))
    end = next((i for i in range(at, end) if tokens[i].text == ","), end)
    words = [token.lower for token in tokens[at : at + 4]]
    if words[:2] == ["took", "effect"] or (
        words[:1] in (["entered"], ["came"]) and "force" in words
    ):
        return Stage.IN_FORCE, tokens[at:end]
    for token in tokens[at : at + 3]:
        form = context.lexicon.verbs.get(token.lower)
        if form is None or not form.forms & {"past", "participle"}:
            continue
        set_up = words[1:3] == ["set", "up"] or words[:2] == ["set", "up"]
        if form.verb_class in ("sign", "launch") or set_up:
            stage = _OF_PARTICIPLE["launch" if set_up else form.verb_class]
            return _by_now(stage, tokens[at:end], context), tokens[at:end]
        return None, tokens[at:end] if form.verb_class in ("hold", "join") else ()
    return None, ()


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
            about = (*tokens[max(0, thing.start - reach) : thing.start], *words)
            found.append(Draft(words, words, about, thing.kind, Stage.NEGOTIATING, why))
    return found


def _stage_in_passing(tokens: tuple[Token, ...], thing: Thing, context: Context) -> Stage:
    """What is named in passing works; a text under which something is done is in force."""
    before = tokens[thing.start - 1].lower if thing.start else ""
    form = context.lexicon.verbs.get(before)
    if form is not None and "ing" in form.forms and form.verb_class == "launch":
        begun = thing.start > 1 and tokens[thing.start - 2].lower in _SINCE
        return Stage.OPERATING if begun else Stage.AGREED  # “by launching the Reef Dialogue”
    first = tokens[thing.start].lower in ("a", "an")
    if first or any(token.lower == "new" for token in tokens[thing.start : thing.head]):
        return Stage.SIGNED if thing.kind in SIGNED else Stage.LAUNCHED
    if thing.kind is Kind.AGREEMENT and before in _UNDER:
        return Stage.IN_FORCE
    if thing.kind in _WORDS_ONLY and thing.start == 0:
        return Stage.UNKNOWN  # “The Reef Vision marks a shift”: whether it was adopted is not said
    return Stage.OPERATING


def mentioned_with_verb(tokens: tuple[Token, ...], context: Context) -> list[Draft]:
    """“The Memorandum on Cables signed last month”: a name with its own verb and date."""
    found = []
    for thing in things_in(tokens, context.lexicon):
        at = first_phrase_end(tokens, thing.end) if thing.end < len(tokens) else thing.end
        at = thing.end if thing.end < len(tokens) and is_stop(tokens, thing.end) else at
        if at < len(tokens) and tokens[at].lower in ("on", "for", "of"):
            at = first_phrase_end(tokens, at + 1)
        form = context.lexicon.verbs.get(tokens[at].lower) if at < len(tokens) else None
        if at + 1 < len(tokens) and tokens[at].text == ",":
            at += 1  # “a memorandum on seeds, signed by …”
            form = context.lexicon.verbs.get(tokens[at].lower)
        text = thing.kind in _NAMED and tokens[thing.start].lower in ("the", "a", "an")
        if not (thing.named or text) or form is None or "participle" not in form.forms:
            continue
        stage = _OF_PARTICIPLE.get(form.verb_class)
        aside = tokens[at - 1].text == ","
        end = min(at + AFTER, len(tokens))
        while end < len(tokens) and (tokens[end].text.isdigit() or is_month(tokens[end].lower)):
            end += 1  # a date is not cut: “signed by the two of them on 11 July 1952”
        words = tokens[thing.start : end]
        dated = dates_in(text_of(context.text, tokens[at:end]), context.published)
        if form.lemma == "conduct":
            stage = Stage.COMPLETED
        by = tokens[at + 1].lower if at + 1 < len(tokens) else ""
        if stage is not None and (
            dated or (thing.kind in SIGNED and stage is Stage.SIGNED and by == "by")
        ):
            why = (("suggest-verb", tokens[at].text),)
            kind = Kind.EVENT if stage is Stage.COMPLETED else thing.kind
            named = tokens[thing.start : at - aside]
            if not (aside and stage is Stage.LAUNCHED and tokens[thing.start].lower in ("a", "an")):
                stage = _by_now(stage, tokens[at:end], context, aside=aside)
            about = (*named, *tokens[at:end])
            found.append(Draft(named, words, about, kind, stage, why))
    return found
