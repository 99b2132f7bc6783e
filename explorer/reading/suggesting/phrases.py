"""Verbs of several words, by the verb that means the same: “set up”, “express support for”."""

from __future__ import annotations

from typing import Final

from explorer.reading.suggesting.grammar import DETERMINERS, Group, is_adverb
from explorer.reading.suggesting.lexicon import Lexicon
from explorer.reading.suggesting.tokens import Token, word_set

_PHRASAL: Final = {
    ("set", "up"): "establish",
    ("roll", "out"): "launch",
    ("kick", "off"): "launch",
    ("carry", "out"): "conduct",
    ("firm", "up"): "decide",
    ("put", "in"): "establish",
    ("step", "up"): "increase",
    ("scale", "up"): "increase",
    ("ramp", "up"): "increase",
    ("speed", "up"): "accelerate",
    ("draw", "up"): "develop",
    ("hand", "over"): "transfer",
    ("break", "ground"): "start",
    ("take", "place"): "hold",
    ("take", "part"): "join",
    ("call", "for"): "propose",
    ("build", "on"): "advance",
    ("build", "upon"): "advance",
}
# A light verb with a noun that holds the meaning, before “of”, “for”, “at” …
_LIGHT: Final = {
    "express": {
        "satisfaction": "welcome",
        "appreciation": "welcome",
        "gratitude": "thank",
        "pleasure": "welcome",
        "happiness": "welcome",
        "hope": "hope",
        "expectation": "hope",
        "interest": "consider",
        "support": "pledge",
        "readiness": "intend",
    },
    "voice": {"support": "pledge"},
    "set": {"stage": "affirm"},
    "maintain": {"focus": "affirm", "momentum": "affirm"},
    "pave": {"way": "affirm"},
    "lay": {"foundation": "affirm", "groundwork": "affirm", "basis": "affirm"},
    "play": {"role": "affirm", "part": "affirm"},
    "extend": {"support": "pledge"},
    "reaffirm": {"support": "pledge"},
    "reiterate": {"support": "pledge"},
    "take": {"note": "note"},
    "reach": {"agreement": "agree", "consensus": "agree", "understanding": "agree"},
    "come": {"agreement": "agree"},
    "enter": {"negotiations": "negotiate", "talks": "negotiate"},
}
_REACH: Final = 5  # words between a light verb and its noun
_AFTER: Final = word_set("of for at over on in with about regarding towards to")
_BETWEEN: Final = DETERMINERS | word_set(
    "deep strong great full firm continued active common shared high profound keen mutual into an",
    "sincere warm",
)


def phrasal(tokens: tuple[Token, ...], group: Group, lexicon: Lexicon) -> Group:
    """The group with a verb of several words taken together: “set up”, “took note of”."""
    if group.form is None or group.verb + 1 >= len(tokens):
        return group
    words = [token.lower for token in tokens[group.verb + 1 : group.verb + 3]]
    if words[:1] == ["effect"] and group.form.lemma == "take":
        return group._replace(verb=group.verb + 1, form=lexicon.verbs["enter-into-force"])
    if words == ["into", "force"] and group.form.lemma in ("enter", "come"):
        return group._replace(verb=group.verb + 2, form=lexicon.verbs["enter-into-force"])
    meant = _PHRASAL.get((group.form.lemma, tokens[group.verb + 1].lower))
    form = lexicon.verbs.get(meant) if meant is not None else None
    if form is None:
        return _light(tokens, group, lexicon)
    after = group.verb + 2
    longer = after < len(tokens) and tokens[after].lower == "place"  # “put in place”
    return group._replace(verb=group.verb + (2 if longer else 1), form=form)


def _light(tokens: tuple[Token, ...], group: Group, lexicon: Lexicon) -> Group:
    """“Expressed their full support for”: the verb ends with the small word behind the noun."""
    nouns = _LIGHT.get(group.form.lemma if group.form is not None else "")
    if nouns is None:
        return group
    for at in range(group.verb + 1, min(group.verb + _REACH, len(tokens) - 1)):
        meant = nouns.get(tokens[at].lower)
        following = tokens[at + 1].lower
        if meant is not None and following == "that":
            return group._replace(verb=at, form=lexicon.verbs[meant])
        if meant is not None and following in _AFTER:
            if following == "to" and lexicon.verbs.get(tokens[min(at + 2, len(tokens) - 1)].lower):
                return group  # “their readiness to join”: the noun governs what follows
            return group._replace(verb=at + 1, form=lexicon.verbs[meant])
        if tokens[at].lower not in _BETWEEN and not is_adverb(tokens[at]):
            return group
    return group
