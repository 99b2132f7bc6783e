"""The general word lists that suggestions rest on, read from ``resources/vocabulary``.

Nothing here names a document, an agreement or a body of any one text: verbs and how firm they
are, nouns that say what a thing is, words by sector, states and groups of states.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from explorer.domain.sectors import parse_sectors
from explorer.domain.states import parse_states
from explorer.domain.vocabulary import Kind

#: The tables that `make_lexicon` needs, by name without ending.
TABLES: Final = (
    "verbs",
    "heads",
    "sector_cues",
    "sectors",
    "states",
    "demonyms",
    "groupings",
)
ALTERNATIVE_WEIGHT: Final = 3  # what a sector's own alternative label counts
# Names of places that hold a state's name, and common words that are written like one.
_NOT_STATES: Final = (
    "Indo-Pacific",
    "Indian Ocean",
    "Korean Peninsula",
    "Gulf of Mexico",
    "Philippine Sea",
    "South China Sea",
    "East China Sea",
    "Sea of Japan",
)


class Form(msgspec.Struct, frozen=True):
    """One form of a verb: ``base``, ``s``, ``past``, ``participle`` or ``ing``.

    ``verb_class`` says what the verb does: decide, pledge, intend, negotiate, sign, launch,
    welcome, hold, operate, value, soft, act, list, join, end, force (enter into force).
    """

    lemma: str
    verb_class: str
    forms: frozenset[str]
    also_noun: bool = False


class Lexicon(msgspec.Struct, frozen=True):
    """All tables, made ready: forms of verbs, nouns → kind, cues → sectors, names → parties."""

    verbs: dict[str, Form]
    heads: dict[str, Kind]
    cues: dict[str, tuple[tuple[str, int], ...]]
    states: dict[str, str]
    groupings: dict[str, tuple[str, ...]]
    longest_cue: int
    longest_head: int
    longest_name: int


def _rows(table: str) -> list[list[str]]:
    return [line.split("\t") for line in table.strip("\n").split("\n")[1:]]


def _words(cell: str) -> list[str]:
    return [word for word in cell.split("; ") if word]


def _ends_doubled(lemma: str) -> bool:
    return lemma in {
        "plan",
        "commit",
        "map",
        "ship",
        "cut",
        "run",
        "set",
        "submit",
        "admit",
        "stop",
        "permit",
        "confer",
    }


def inflected(lemma: str, past: str = "", participle: str = "") -> dict[str, set[str]]:
    """The forms of a verb: written form → the grammatical forms it can be."""
    vowel_y = lemma.endswith("y") and lemma[-2:-1] not in "aeiou"
    stem = lemma + lemma[-1] if _ends_doubled(lemma) else lemma
    if vowel_y:
        third, regular = f"{lemma[:-1]}ies", f"{lemma[:-1]}ied"
    elif lemma.endswith(("s", "sh", "ch", "x", "z")):
        third, regular = f"{lemma}es", f"{stem}ed"
    elif lemma.endswith("e"):
        third, regular = f"{lemma}s", f"{lemma}d"
    else:
        third, regular = f"{lemma}s", f"{stem}ed"
    ing = f"{lemma[:-1]}ing" if lemma.endswith("e") and not lemma.endswith("ee") else f"{stem}ing"
    found: dict[str, set[str]] = {}
    for written, form in (
        (lemma, "base"),
        (third, "s"),
        (past or regular, "past"),
        (participle or past or regular, "participle"),
        (ing, "ing"),
    ):
        found.setdefault(written, set()).add(form)
    return found


def _verbs(table: str) -> dict[str, Form]:
    verbs: dict[str, Form] = {}
    for lemma, past, participle, verb_class, noun in _rows(table):
        for written, forms in inflected(lemma, past, participle).items():
            if written not in verbs:
                verbs[written] = Form(lemma, verb_class, frozenset(forms), noun == "yes")
    return verbs


def _cues(cues: str, sectors: str) -> dict[str, tuple[tuple[str, int], ...]]:
    found: dict[str, dict[str, int]] = {}
    for sector, cell in _rows(cues):
        for item in _words(cell):
            cue, _, weight = item.rpartition(":")
            found.setdefault(_cue_key(cue), {})[sector] = int(weight)
    for sector, row in parse_sectors(sectors).items():
        for cue in row.alternatives["en"]:
            found.setdefault(_cue_key(cue), {sector: ALTERNATIVE_WEIGHT})
    return {cue: tuple(weights.items()) for cue, weights in found.items()}


def _head_forms(noun: str) -> tuple[str, ...]:
    """A noun and its plural; “^Plan” is a head only with its capital: a “plan” is many things."""
    if noun.startswith("^"):
        return (noun[1:],)
    word = noun.lower()
    if word.endswith("s"):
        return (word,)
    many = f"{word[:-1]}ies" if word.endswith("y") and word[-2] not in "aeiou" else f"{word}s"
    return (word, many)


def _cue_key(cue: str) -> str:
    # "AI" and "IT" are cues as acronyms only; every other cue is found in any case.
    return cue if cue.isupper() and len(cue) <= 4 else cue.lower()


def _states(states: str, demonyms: str) -> dict[str, str]:
    names = {
        name: state.id
        for state in parse_states(states).values()
        for name in (state.names["en"], *state.aliases["en"])
        if len(name) > 2 and state.until is None
    }
    for code, cell in _rows(demonyms):
        names.update(dict.fromkeys(_words(cell), code))
    names.update(dict.fromkeys(_NOT_STATES, ""))
    return names


def _groupings(table: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in _rows(table):
        name, aliases, members = (*row, "", "")[:3]
        parties = tuple(members.split()) or (name,)
        found.update(dict.fromkeys((name, *_words(aliases)), parties))
    return found


def _longest(keys: Iterable[str]) -> int:
    return max(len(key.split()) for key in keys)


def make_lexicon(tables: Mapping[str, str]) -> Lexicon:
    """Make the word lists ready from the texts of `TABLES`."""
    heads = {
        form: Kind(kind)
        for kind, cell in _rows(tables["heads"])
        for noun in _words(cell)
        for form in _head_forms(noun)
    }
    cues = _cues(tables["sector_cues"], tables["sectors"])
    states = _states(tables["states"], tables["demonyms"])
    groupings = _groupings(tables["groupings"])
    return Lexicon(
        verbs=_verbs(tables["verbs"]),
        heads=heads,
        cues=cues,
        states=states,
        groupings=groupings,
        longest_cue=_longest(cues),
        longest_head=_longest(heads),
        longest_name=_longest([*states, *groupings]),
    )
