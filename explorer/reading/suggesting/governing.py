"""What governs a verb: the words of deciding, promising, hoping, and where clauses break."""

from __future__ import annotations

from typing import Final, NamedTuple

from explorer.reading.suggesting.grammar import Group
from explorer.reading.suggesting.tokens import word_set

GOVERNING: Final = word_set(
    "decide pledge intend negotiate value welcome",
)
# Nouns and adjectives that govern an infinitive as the verb of the class would.
GOVERNING_WORDS: Final = {
    "decision": "decide",
    "agreement": "decide",
    "resolve": "decide",
    "committed": "decide",
    "commitment": "pledge",
    "commitments": "pledge",
    "pledge": "pledge",
    "determination": "value",
    "desire": "intend",
    "intention": "intend",
    "intent": "intend",
    "plan": "intend",
    "plans": "intend",
    "proposal": "intend",
    "willingness": "intend",
    "readiness": "intend",
    "ready": "intend",
    "pleased": "own",
    "proud": "own",
    "delighted": "own",
    "honored": "own",
    "honoured": "own",
    "happy": "own",
    "invitation": "intend",
    "poised": "expect",
    "expected": "expect",
    "likely": "expect",
    "underway": "negotiate",
    "aiming": "intend",
    "seeking": "intend",
    "intending": "intend",
    "negotiations": "negotiate",
}
PLANNING: Final = frozenset(["action", "work", "master", "development", "implementation"])
# With a capital these are parts of names, and govern nothing.
NAMES: Final = frozenset(["Plan", "Plans", "Agreement", "Commitment", "Proposal", "Pledge"])
COMMITMENTS: Final = frozenset(["commitment", "commitments", "pledge"])
SUBORDINATE: Final = word_set("when if because once until unless since so after before as")
BREAKS: Final = frozenset(["while", "whereas", "but"])
NEAR: Final = 4  # words between a governing verb and its infinitive
CHAINS: Final = {
    "modal": "base",
    "past": "past",
    "ing": "ing",
    "progressive": "ing",
    "perfect": "participle",
    "passive": "participle",
}
#: Verbs that carry over to the next: “will continue to support”, “look forward to”, “work to”.
CARRIERS: Final = word_set(
    "continue work help need call",
)
MODE_GOVERNOR: Final = {
    "modal": "will",
    "ing": "",
    "base": "",
    "infinitive": "",
    "past": "operate",
    "progressive": "negotiate",
}


# What is affirmed once more is no new promise.
_REPEATING: Final = word_set(
    "reaffirm reiterate underscore underline emphasise emphasize highlight recall stress recommit",
)


class Frame(NamedTuple):
    """A verb group in its sentence: ``cut`` is where its clause begins."""

    group: Group
    cut: int
    governor: str
    word: str
    subject: tuple[int, int]


def promised(governor: str, last: Frame | None) -> str:
    """The class of “their commitment to”: ``repeat`` where the verb before it only repeats one."""
    if last is not None and last.group.form is not None and governor == "pledge":
        return "repeat" if last.group.form.lemma in _REPEATING else governor
    return governor
