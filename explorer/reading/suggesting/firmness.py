"""How firm a clause is: the stage that its verb, and what governs the verb, tell."""

from __future__ import annotations

from typing import Final

from explorer.domain.vocabulary import Stage
from explorer.reading.suggesting.clauses import Clause
from explorer.reading.suggesting.grammar import PREPOSITIONS
from explorer.reading.suggesting.tokens import word_set

_OF_GOVERNOR: Final = {
    "decide": Stage.AGREED,
    "pledge": Stage.PLEDGED,
    "intend": Stage.PROPOSED,
    "will": Stage.PROPOSED,
    "expect": Stage.MENTIONED,
    "negotiate": Stage.NEGOTIATING,
    "value": Stage.AGREED,
    "repeat": Stage.PLEDGED,
    "operate": Stage.OPERATING,
    "wish": Stage.PROPOSED,
}
_OF_CLASS: Final = {
    "sign": Stage.SIGNED,
    "launch": Stage.LAUNCHED,
    "hold": Stage.COMPLETED,
    "decide": Stage.AGREED,
    "pledge": Stage.PLEDGED,
    "intend": Stage.PROPOSED,
    "negotiate": Stage.NEGOTIATING,
    "end": Stage.ENDED,
    "force": Stage.IN_FORCE,
    "join": Stage.OPERATING,
}
_OF_ITEM: Final = {
    "sign": Stage.SIGNED,
    "launch": Stage.LAUNCHED,
    "negotiate": Stage.NEGOTIATING,
    "pledge": Stage.PLEDGED,
    "intend": Stage.PROPOSED,
    "soft": Stage.AGREED,
    "act": Stage.AGREED,
    "hold": Stage.AGREED,
    "join": Stage.AGREED,
    "decide": Stage.AGREED,
    "list": Stage.AGREED,
    "end": Stage.AGREED,
    "operate": Stage.AGREED,
}
_BEGINNING: Final = frozenset(["resume", "start", "begin", "commence", "open"])
_DONE: Final = frozenset(["past", "perfect", "passive"])
_PASSIVE: Final = frozenset(["passive", "modal_passive"])
# What could be is an opinion, not a plan.
_POSSIBLE: Final = frozenset(["could", "may", "might", "can", "should"])
# Under these, “establish” and “sign” are only to come.
_NOT_YET: Final = word_set(
    "decide pledge intend will expect negotiate value repeat wish",
)


_OWN: Final = frozenset(["its", "their", "our"])
# Who “is financing” or “is cooperating” goes on doing so; who “is expanding” begins something.
_GOING_ON: Final = word_set(
    "finance fund support help train cooperate collaborate implement operate sponsor",
    "participate assist supply",
)


def stage_of_governor(governor: str) -> Stage | None:
    """The stage that governs a verb that the word lists do not know."""
    return _OF_GOVERNOR.get(governor)


def stage_of(clause: Clause) -> Stage | None:
    """The stage that a clause tells, or None where it tells none (values, background)."""
    verb_class = clause.verb_class
    if clause.mode.startswith("modal") and clause.governing_word in _POSSIBLE:
        return None
    if clause.governor:
        return _governed(clause)
    if clause.mode == "ing":
        return _OF_ITEM.get(verb_class)
    if clause.mode == "base":
        if verb_class == "intend":
            return Stage.PROPOSED  # “Explore the …”: looked into, and no more
        return Stage.AGREED if verb_class in _OF_ITEM else None
    if clause.mode in _DONE:
        return _OF_CLASS.get(verb_class)
    if clause.mode == "progressive":
        lemma = clause.form.lemma if clause.form is not None else ""
        return Stage.OPERATING if lemma in _GOING_ON else _progressive(verb_class)
    if clause.mode == "present":
        return _present(verb_class)
    return None


def _governed(clause: Clause) -> Stage | None:
    """The stage of a verb on which another one, or a modal, has a say."""
    verb_class = clause.verb_class
    if clause.governor == "own":
        return _OF_CLASS.get(verb_class)
    if clause.governor == "operate" and clause.governing_word == "continue":
        return None  # “continues to deliver”: what has long been so
    if clause.governor == "value" and verb_class in ("value", "welcome", ""):
        return None
    if verb_class in ("value", "welcome") and clause.governor in ("will", "operate"):
        return None
    return _OF_GOVERNOR.get(clause.governor)


def _progressive(verb_class: str) -> Stage | None:
    if verb_class == "launch":
        return Stage.LAUNCHED
    if verb_class in ("act", "soft"):
        return Stage.LAUNCHED
    if verb_class in ("join", "decide"):
        return Stage.AGREED
    if verb_class == "pledge":
        return Stage.PLEDGED
    if verb_class in ("negotiate", "sign"):
        return Stage.NEGOTIATING
    return Stage.PROPOSED if verb_class == "intend" else None


def _present(verb_class: str) -> Stage | None:
    if verb_class in ("decide", "pledge", "launch", "sign", "intend"):
        return _OF_CLASS[verb_class]
    return Stage.OPERATING if verb_class in ("list", "operate", "join") else None


def is_passive(clause: Clause) -> bool:
    """Whether the subject is what something is done to."""
    return clause.mode in _PASSIVE and clause.form is not None


def is_to_come(clause: Clause) -> bool:
    """Whether the clause speaks of what is still to happen."""
    return clause.governor in _NOT_YET or clause.mode.startswith("modal")


def goes_on(clause: Clause) -> bool:
    """“Will continue to use”, “will continue its support”: what is done now, and later too."""
    lemma = clause.form.lemma if clause.form is not None else ""
    if clause.governing_word == "continue":
        return lemma in _GOING_ON | {"use", "provide", "work"}
    return lemma == "continue" and bool(clause.object) and clause.object[0].lower in _OWN


def under_way(clause: Clause) -> Stage | None:
    """“Talks on a treaty are under way”, “a bridge is under construction”."""
    words = tuple(token.lower for token in clause.object[:2])
    if clause.mode != "copula":
        return None
    if words[:1] == ("underway",) or words in (("under", "way"), ("under", "negotiation")):
        return Stage.NEGOTIATING
    if words in (("under", "construction"), ("under", "implementation"), ("in", "operation")):
        return Stage.OPERATING
    if words in (("under", "consideration"), ("under", "discussion"), ("under", "study")):
        return Stage.PROPOSED
    return Stage.IN_FORCE if words == ("in", "force") else None


def happens(clause: Clause) -> bool:
    """“Flights are expected to resume”, “the talks took place in …”: who acts is what begins."""
    lemma = clause.form.lemma if clause.form is not None else ""
    after = clause.object[0] if clause.object else None
    if clause.verb_class == "force":
        return bool(clause.subject)
    took_place = lemma == "hold" and clause.tokens[clause.verb].lower == "place"
    if took_place:
        return True
    if not clause.subject or not (lemma in _BEGINNING or took_place):
        return False
    return after is None or not after.is_word or after.lower in PREPOSITIONS


def weaker(stage: Stage, other: Stage) -> Stage:
    order = list(Stage)
    return min(stage, other, key=order.index)
