"""Whether a clause only describes a thing already told, and texts that speak for themselves."""

from __future__ import annotations

from typing import Final

from explorer.domain.vocabulary import Kind, Stage
from explorer.reading.suggesting.bodies import ORGANISED
from explorer.reading.suggesting.clauses import Clause
from explorer.reading.suggesting.doings import new_draft
from explorer.reading.suggesting.drafts import Context, Draft
from explorer.reading.suggesting.firmness import is_passive
from explorer.reading.suggesting.making import MAKING
from explorer.reading.suggesting.objects import party_acts, subject_acts
from explorer.reading.suggesting.saying import sum_in
from explorer.reading.suggesting.things import things_in
from explorer.reading.suggesting.tokens import Token
from explorer.reading.suggesting.wholes import object_thing, with_topic

DESCRIPTIVE: Final = frozenset(["this", "these", "it", "such", "its"])
_SAYING: Final = frozenset(["said", "says", "announced", "added", "confirmed"])
FEW_WORDS: Final = 6  # before the head of a text that is told of first
_UNFINISHED: Final = frozenset(["development", "negotiation", "drafting"])


def describes(clause: Clause, context: Context) -> bool:
    """“This working group will …”: said of a thing already told, unless it makes another."""
    told = clause.verb_class in MAKING | {"force"} and clause.governor != "will"
    if told or not clause.subject:
        return False
    first = next((token for token in clause.subject if token.is_word), None)
    if first is None:
        return False
    if first.lower == "it" and clause.governing_word == "would":
        return False  # “the firm said it would …”
    if first.lower in DESCRIPTIVE:
        return clause.verb_class not in MAKING
    if clause.subject[-1].lower in ("it", "they") and _is_said(clause.subject):
        return False
    furthers = clause.verb_class in ("soft", "act") and clause.governor == "will"
    if furthers and not (party_acts(clause, context.lexicon) or _is_firm(clause, context)):
        return True
    if clause.verb_class == "soft" and _is_acronym(clause.subject[-1], context):
        return True
    if first.lower == "the" and _is_thing(clause.subject, context):
        return True
    if is_passive(clause):
        return False
    return clause.governor in ("will", "", "intend") and not subject_acts(clause)


def _is_said(subject: tuple[Token, ...]) -> bool:
    """“The firm said it (will …)”: what someone says of himself."""
    return any(token.lower in _SAYING for token in subject)


def _is_firm(clause: Clause, context: Context) -> bool:
    """“Reef Motors will invest 3 million …”: a name that is of no thing, and money of its own."""
    named = all(token.is_capital for token in clause.subject if token.is_word)
    return named and sum_in(clause.object) and not things_in(clause.subject, context.lexicon)


def text_that_acts(clause: Clause, context: Context) -> list[Draft]:
    """“A new memorandum between A and B aims to …”: the entry is who acts, told of first here."""
    if clause.verb_class not in ("soft", "act") or clause.governor not in ("intend", "will"):
        return []
    things = things_in(clause.subject, context.lexicon)
    if not things or things[0].kind not in (Kind.MOU, Kind.AGREEMENT):
        return []
    thing = things[0]
    lead = [token.lower for token in clause.subject[: thing.head]]
    if not {"a", "an"} & set(lead) or len(lead) > FEW_WORDS:
        return []
    stage = (
        Stage.PROPOSED if {"development", "negotiation", "drafting"} & set(lead) else Stage.SIGNED
    )
    named = clause.subject[thing.start : with_topic(clause.subject, thing)]
    return [new_draft(clause, named, thing.kind, stage)]


def _is_acronym(token: Token, context: Context) -> bool:
    """Whether who acts is the acronym of a thing that is no organisation: “INNO-X will …”."""
    meaning = context.acronyms.get(token.bare)
    known = context.lexicon
    if meaning is None or token.bare in known.states or token.bare in known.groupings:
        return False  # “the Republic of Korea (ROK)” acts
    return not any(word.lower() in ORGANISED for word in meaning.split())


def _is_thing(subject: tuple[Token, ...], context: Context) -> bool:
    """“The new memorandum (intends to) …”: who acts is no one, but a thing told before."""
    thing = object_thing(subject, context.lexicon)
    if thing is None or thing.kind in (Kind.EVENT, Kind.PARTNERSHIP):
        return False
    return thing.end == len(subject) and not any(t.is_capital for t in subject[1 : thing.head])
