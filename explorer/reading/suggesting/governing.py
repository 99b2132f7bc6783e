"""What governs a verb: the words of deciding, promising, hoping, and where clauses break."""

from __future__ import annotations

from typing import Final, NamedTuple

from explorer.reading.suggesting.grammar import Group, before, is_adverb
from explorer.reading.suggesting.tokens import Token, word_set

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
    "announcement": "intend",
    "need": "wish",
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
    "aims": "intend",
    "intends": "intend",
    "seeks": "intend",
    "seeking": "intend",
    "intending": "intend",
    "negotiations": "negotiate",
}
PLANNING: Final = frozenset(["action", "work", "master", "development", "implementation"])
_WILLED: Final = frozenset(
    ["decision", "announcement", "intention", "intent", "plan", "plans", "proposal", "commitment"]
)
# With a capital these are parts of names, and govern nothing.
# “Take steps to …”, “initiate the process to …”: what is done comes after the “to”.
_LIGHT_NOUNS: Final = frozenset(["steps", "process", "action", "measures", "efforts"])
_LIGHT_VERBS: Final = frozenset(["take", "initiate", "make", "undertake", "begin", "start"])
# What is looked into does not govern what it is looked into for.
_LOOKING: Final = word_set("identify explore consider study examine assess contemplate forecast")
_TALKING: Final = frozenset(["discuss", "review", "reflect", "debate"])
_URGING: Final = frozenset(["urge", "call", "demand", "ask", "encourage", "request"])
# Whom leaders may charge with a task: their own people.
_OWN: Final = word_set(
    "ministers officials ministries agencies teams delegations negotiators authorities experts our",
    "their sides businesses companies universities committee group councils secretaries bodies",
)
_WHOSE: Final = frozenset(["of", "by", "from", "under"])
NAMES: Final = frozenset(["Plan", "Plans", "Agreement", "Commitment", "Proposal", "Pledge"])
# Participles that stand before nouns in lists: “…, advanced textiles and …”.
QUALIFYING: Final = word_set(
    "advanced enhanced increased expanded improved shared integrated renewed proposed planned",
    "developed combined coordinated strengthened sustained",
)
LEADING_IN: Final = word_set("building drawing following recognizing recognising acknowledging")
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
#: With whom and where these are done tells less than what for: “work with the ports to reduce …”.
JOINTLY: Final = frozenset(["work", "partner", "cooperate", "collaborate", "coordinate", "engage"])
FAR: Final = 12  # words between such a verb and its “to”
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


def governor_of(
    tokens: tuple[Token, ...], group: Group, frames: tuple[Frame, ...], *, is_item: bool
) -> tuple[str, str, int]:
    """What governs an infinitive: its class, the word, and where the noun stands, or -1.

    “The plan to …”, “the decision of both agencies to …”, “agreed to …”; else ("", "", -1).
    """
    leading = before(tokens, group.start)
    word = tokens[leading].lower if leading >= 0 else ""
    if leading > 0 and is_item and tokens[leading].text in NAMES:
        return "", "", -1  # “… Exchange Plan to …”: a name and its purpose
    if not frames:
        named = all(t.is_capital or t.lower == "and" for t in tokens[: group.start])
        if leading >= 0 and word not in GOVERNING_WORDS and named:
            return "decide", "to", -1  # “Kenya to open an office”: a headline
        return GOVERNING_WORDS.get(word, ""), word, -1
    last = frames[-1]
    before_it = tokens[leading - 1].lower
    if (word, before_it) in (("way", "under"), ("talks", "in")):
        return "negotiate", f"{before_it} {word}", -1
    if word in ("plan", "plans") and before_it in PLANNING:
        return "", "", -1  # “an action plan to …”: a text, with its purpose
    if word == "need" and last.group.form is not None and last.group.form.verb_class == "decide":
        return "decide", word, leading  # “concurred on the need to …”
    lemma = last.group.form.lemma if last.group.form is not None else ""
    if word in _LIGHT_NOUNS and lemma in _LIGHT_VERBS:
        return last.governor or MODE_GOVERNOR.get(last.group.mode, "operate"), lemma, -1
    if word == "committed" and (last.group.mode == "passive" or lemma == "remain"):
        return "repeat", word, -1  # “we are committed to”: what they are, not what they do
    if word in GOVERNING_WORDS:
        return promised(GOVERNING_WORDS[word], last), word, leading
    noun = _noun_of_will(tokens, last.group.verb + 1, group.start)
    if noun is not None:
        return promised(GOVERNING_WORDS[tokens[noun].lower], last), tokens[noun].lower, noun
    verb = _verb_of_will(tokens, last, group)
    return (*verb, -1)


def _noun_of_will(tokens: tuple[Token, ...], start: int, end: int) -> int | None:
    """“The decision of the agencies to …”, “an announcement by the company to …”."""
    for at in range(end - 2, start - 1, -1):
        if tokens[at].text in _WILLED and tokens[at + 1].lower in _WHOSE:
            return at
    return None


def _verb_of_will(tokens: tuple[Token, ...], last: Frame, group: Group) -> tuple[str, str]:
    verb = last.group
    if verb.form is None or _is_planned(tokens, last):
        return "", ""
    between = tokens[verb.verb + 1 : group.start]
    if verb.form.lemma in JOINTLY and _with_whom(between):
        item = verb.mode in ("base", "ing")
        governor = "decide" if item else MODE_GOVERNOR.get(verb.mode, "operate")
        return last.governor or governor, verb.form.lemma
    words = sum(not is_adverb(token) for token in between)
    if words > NEAR or any(token.text == "," for token in between):
        return "", ""
    if last.word in ("should", "could", "may", "might", "can"):
        return "", ""  # “should continue to …” is advice
    if verb.form.lemma in CARRIERS and words == 0:
        return last.governor or MODE_GOVERNOR.get(verb.mode, "operate"), verb.form.lemma
    if verb.form.lemma in _LOOKING and words:
        return "", ""
    if verb.form.lemma in _TALKING:
        return "", ""  # “discussed ways to …”
    if verb.form.lemma == "encourage" and {token.lower for token in between} & _OWN:
        return "intend", verb.form.lemma
    if verb.form.lemma in _URGING and not {token.lower for token in between} & _OWN:
        return "", ""  # “urged all states to …”: others are asked
    if verb.form.verb_class in GOVERNING:
        return verb.form.verb_class, verb.form.lemma
    return "", ""


def _with_whom(between: tuple[Token, ...]) -> bool:
    """“Work with the ports, together at the Forum (to reduce …)”: only who works, and where."""
    first = next((token.lower for token in between if not is_adverb(token)), "")
    if len(between) > FAR or any(token.text in (",", ";", ":") for token in between):
        return False
    return first in ("", "with", "alongside", "at", "in", "within", "under")


def _is_planned(tokens: tuple[Token, ...], last: Frame) -> bool:
    """“Exchanges are planned to …”: what is planned is the subject, the rest its purpose."""
    form = last.group.form
    if last.group.mode != "passive" or form is None or form.verb_class != "intend":
        return False
    words = [token.lower for token in tokens[slice(*last.subject)] if token.is_word]
    return bool(words) and words[-1] != "it" and not last.governor
