"""Nouns that tell a stage: “the launch of …”, “the signing of …”."""

from __future__ import annotations

from typing import Final

from explorer.domain.vocabulary import Stage
from explorer.reading.suggesting.governing import PLANNING
from explorer.reading.suggesting.grammar import PREPOSITIONS
from explorer.reading.suggesting.tokens import Token

#: “The launch of …”: nouns that tell the stage of what follows their “of”.
STAGE_NOUNS: Final = {
    "launch": Stage.LAUNCHED,
    "launching": Stage.LAUNCHED,
    "establishment": Stage.LAUNCHED,
    "establishing": Stage.LAUNCHED,
    "creation": Stage.LAUNCHED,
    "opening": Stage.LAUNCHED,
    "inauguration": Stage.LAUNCHED,
    "formation": Stage.LAUNCHED,
    "commencement": Stage.LAUNCHED,
    "start": Stage.LAUNCHED,
    "resumption": Stage.LAUNCHED,
    "operationalisation": Stage.OPERATING,
    "operationalization": Stage.OPERATING,
    "announcement": Stage.LAUNCHED,
    "elevation": Stage.LAUNCHED,
    "release": Stage.LAUNCHED,
    "formulation": Stage.LAUNCHED,
    "setting-up": Stage.LAUNCHED,
    "institution": Stage.LAUNCHED,
    "adoption": Stage.AGREED,
    "finalisation": Stage.AGREED,
    "finalization": Stage.AGREED,
    "renewal": Stage.AGREED,
    "extension": Stage.AGREED,
    "expansion": Stage.AGREED,
    "signing": Stage.SIGNED,
    "signature": Stage.SIGNED,
    "conclusion": Stage.SIGNED,
    "exchange": Stage.SIGNED,
    "convening": Stage.COMPLETED,
    "holding": Stage.COMPLETED,
    "hosting": Stage.COMPLETED,
    "completion": Stage.COMPLETED,
    "conduct": Stage.COMPLETED,
    "implementation": Stage.OPERATING,
    "utilisation": Stage.OPERATING,
    "utilization": Stage.OPERATING,
    "appointment": Stage.LAUNCHED,
    "inclusion": Stage.LAUNCHED,
    "designation": Stage.LAUNCHED,
    "ratification": Stage.IN_FORCE,
    "decision": Stage.AGREED,
    "resolution": Stage.AGREED,
    "re-launch": Stage.LAUNCHED,
    "relaunch": Stage.LAUNCHED,
    "initiation": Stage.LAUNCHED,
    "nomination": Stage.LAUNCHED,
    "introduction": Stage.LAUNCHED,
    "reconvening": Stage.COMPLETED,
    "concept": Stage.PROPOSED,
    "idea": Stage.PROPOSED,
    "intention": Stage.PROPOSED,
    "intent": Stage.PROPOSED,
    "plan": Stage.PROPOSED,
    "plans": Stage.PROPOSED,
    "delivery": Stage.COMPLETED,
    "arrival": Stage.COMPLETED,
    "participation": Stage.MENTIONED,
    "deepening": Stage.OPERATING,
    "proposal": Stage.PROPOSED,
}
_WITH_FOR: Final = frozenset(["intention", "intent", "plan", "plans"])
_LETTERS: Final = frozenset(["notes", "letters"])
_EXCHANGED: Final = (
    "memorand", "mou", "moc", "agreement", "note", "letter", "document", "instrument", "protocol"
)  # fmt: skip
STAGE_REACH: Final = 7  # words among which a noun of a stage stands


def stage_noun(tokens: tuple[Token, ...]) -> tuple[Stage, int] | None:
    """“The signing of …”: the stage, and where what it is said of begins."""
    for at in range(min(STAGE_REACH, len(tokens) - 1)):
        word, after = tokens[at].lower, tokens[at + 1].lower
        if tokens[at].text == "," or (word in PREPOSITIONS and after != "force"):
            return None
        if word == "entry" and after == "into":
            place = next((i for i in range(at, len(tokens)) if tokens[i].lower == "of"), at + 2)
            return Stage.IN_FORCE, min(place + 1, len(tokens))
        stage = STAGE_NOUNS.get(word)
        if word == "exchange" and tokens[at + 2 : at + 3] and tokens[at + 2].lower in _LETTERS:
            return Stage.SIGNED, at  # “the exchange of notes” is the name of a text
        if word == "exchange" and not _of_texts(tokens[at + 2 : at + 5]):
            return None  # “the exchange of students”
        if word in _WITH_FOR and (after != "for" or _is_text(tokens, at)):
            return None
        if stage is not None and after == "and" and _of_both(tokens, at):
            return stage, at + 4  # “the creation and development of …”
        if stage is not None and after in ("of", "by", "between", "for"):
            # “The decision of both agencies to …” governs what comes after its “to”.
            return None if (word, after) == ("decision", "of") else (stage, at + 2)
    return None


def _is_text(tokens: tuple[Token, ...], at: int) -> bool:
    """“A master plan for ferries” is a text, and not what is planned."""
    return at > 0 and tokens[at - 1].lower in PLANNING


def _of_texts(tokens: tuple[Token, ...]) -> bool:
    """Whether what is exchanged are texts: then they are signed."""
    return any(token.lower.startswith(_EXCHANGED) for token in tokens)


def _of_both(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether “A and B of” stands at a place."""
    return at + 4 < len(tokens) and tokens[at + 3].lower == "of"
