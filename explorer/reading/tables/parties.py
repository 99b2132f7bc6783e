"""Printed names of parties to codes of states: by names, aliases, old names and the row's year.

Catalogues print a state as "Korea, Republic of (South)" or "KOREA REPUBLIC OF": words in any
order, a hint in brackets, forms of state. What is left after these have been taken off decides
only where one state has it: "Korea" alone stays as it is printed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final, NamedTuple

from explorer.domain.states import State

_BRACKET: Final = re.compile(r"\(([^()]*)\)")
_WORD: Final = re.compile(r"[^\W_]+")
_JOINED: Final = re.compile(r"(?<=\w)['’`´](?=\w)")
_SMALL: Final = frozenset({"the", "of", "and", "de", "la", "du", "des", "aka"})
# Words for the form of a state: not what tells one state from another, unless two share a name.
_FORMS: Final = frozenset(
    [
        "republic",
        "republics",
        "kingdom",
        "state",
        "states",
        "peoples",
        "people",
        "democratic",
        "federal",
        "federative",
        "socialist",
        "islamic",
        "united",
        "union",
        "principality",
        "sultanate",
        "commonwealth",
        "independent",
        "arab",
        "hashemite",
        "grand",
        "duchy",
        "federation",
        "revolutionary",
        "cooperative",
        "plurinational",
        "confederation",
        "city",
        "sovereign",
        "government",
        "republica",
        "republique",
        "rep",
        "govt",
        "empire",
        "royal",
        "imperial",
    ]
)
_SPELLINGS: Final = {
    "st": "saint",
    "dem": "democratic",
    "is": "islands",
    "brit": "british",
    "fr": "french",
    "port": "portuguese",
    "belg": "belgian",
    "span": "spanish",
    "peopless": "peoples",
}
# Both Chinas have called themselves a republic: the year tells which one a name without more means.
_CHINA: Final = frozenset({"china", "republic", "nationalist", "national", "government"})
_TAIWAN_SINCE: Final = 1949
_HINT: Final = re.compile(
    r"\b(?:before|after|pre|post|until|since|see|use|for|cf)\b.*", re.IGNORECASE
)
_BODIES: Final = re.compile(
    r"\b(?:banks?|funds?|organi[sz]ations?|organisation|union|communit(?:y|ies)|commissions?|agency"
    r"|council|committee|association|nations|programme?|program|institut(?:e|ion)|cent(?:re|er)"
    r"|authority|bureaux?|office|league|conference|secretariat|company|corporation|forum|pact"
    r"|university|laboratory|court|board|foundation|society|alliance|forces?|tribunal|un|eu|ec|eec"
    r"|european|international|inter-american|group|system|entente|conf|red cross|territories"
    r"|company|ltd|inc|ministry|department|faculty|interpol|order of|facility|network|observatory"
    r"|academy|academies"
    r"|기구|은행|연합|위원회|협회|संगठन|बैंक|आयोग)\b",
    re.IGNORECASE,
)
_ALIKE: Final = 0.8  # how alike a misspelt name and a state's name must be, if the code agrees


class Found(NamedTuple):
    """What a printed name is: a state's ``code``; or none, and whether it ``is_body``.

    ``by_code``: a misspelt name that only the code beside it made clear.
    """

    code: str | None
    is_body: bool = False
    by_code: bool = False


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, folded: no accents, marks, articles or capitals."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign) or sign > "\u0500")
    plain = unicodedata.normalize("NFC", _JOINED.sub("", plain))
    found = (_SPELLINGS.get(word, word) for word in _WORD.findall(plain))
    return tuple(word for word in found if word not in _SMALL)


class Names:
    """The names of all states, ready to be asked; safe to be asked from one thread."""

    def __init__(self, states: Mapping[str, State]) -> None:
        self._states = states
        self._whole: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        self._core: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        self._stem: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for state in states.values():
            for name in (state.id, *state.names.values(), *sum(state.aliases.values(), ())):
                self._note(name, state.id)
        self._cached = lru_cache(maxsize=65_536)(self._find)

    def _note(self, name: str, code: str) -> None:
        # "Korea, Republic of (South)" is an alias too: its bracket is one of its words.
        keys = (self._whole, _key(name)), (self._core, _core(name)), (self._stem, _stem(name))
        for table, key in keys:
            if key and code not in table[key]:
                table[key].append(code)
        bare = _key(_BRACKET.sub(" ", name))
        if bare and code not in self._whole[bare]:
            self._whole[bare].append(code)

    def find(self, printed: str, code: str = "", year: int | None = None) -> Found:
        """What a printed name means in a year; ``code`` is the one beside it, if any."""
        return self._cached(printed, code, year)

    def _find(self, printed: str, code: str, year: int | None) -> Found:
        words = frozenset(words_of(printed))
        if words <= _CHINA and "china" in words and len(words) > 1:
            return Found(_china(code, year))
        if {"china", "taiwan"} <= words and "TWN" in self._states:
            return Found("TWN")
        found = self._named(printed, year)
        if found is not None:
            return Found(found)
        if _BODIES.search(printed):
            return Found(None, is_body=True)
        found = self._within(printed, year)
        if found is not None:
            return Found(found)
        if code in self._states and self._is_like(printed, code):
            return Found(code, by_code=True)
        return Found(None)

    def _named(self, printed: str, year: int | None) -> str | None:
        """A name as a whole, without its brackets, or by what is left of it."""
        outer = _BRACKET.sub(" ", printed)
        for name in dict.fromkeys((printed, outer)):
            found = self._one(self._whole.get(_key(name), ()), _core(name), year)
            if found is not None:
                return found
        return self._left(outer, year)

    def _left(self, name: str, year: int | None) -> str | None:
        """By the words that are no form of a state: "Benin, Peoples Republic of"."""
        head, comma, tail = name.partition(",")
        tail = _HINT.sub("", tail)
        name = f"{head} {tail}"
        words = words_of(name)
        if comma and any(word not in _FORMS for word in words_of(tail)):
            # "Russia, Russian Federation": the rest says the same once more.
            first = words_of(head)[:1]
            same = [w for w in words_of(tail) if w not in _FORMS]
            if not first or not all(word[:5] == first[0][:5] for word in same):
                return None
            name = head
        core = _core(name)
        if not core or (len(words) == len(core) and not comma):
            return None  # nothing was taken off: it is no known name
        # "German Federal Republic": the adjective, with the form of one state of that name.
        codes = self._stem.get(_stem(name), ())
        return self._one(codes or self._whole.get(core, ()), core, year)

    def _one(self, codes: Iterable[str], core: tuple[str, ...], year: int | None) -> str | None:
        """The one state among these; of those that share a name the one that was there then."""
        found = list(dict.fromkeys(codes))
        if year is not None:
            found = [code for code in found if self._was(code, year)] or found
        if len(found) != 1:
            return None
        if year is not None and not self._was(found[0], year):
            # Its name went on with another: Yugoslavia after 1992.
            later = [code for code in self._core.get(core, ()) if self._was(code, year)]
            return later[0] if len(later) == 1 else found[0]
        return found[0]

    def _was(self, code: str, year: int) -> bool:
        until = self._states[code].until
        return until is None or year <= int(until)

    def _within(self, printed: str, year: int | None) -> str | None:
        """By what stands in brackets: "Republic of Belau (Palau)"; codes there are too short."""
        for inner in _BRACKET.findall(printed):
            if len(inner) > 3:
                name = re.sub(r"^\s*aka\b", "", inner, flags=re.IGNORECASE)
                found = self._one(self._whole.get(_key(name), ()), _core(name), year)
                if found is not None:
                    return found
        return None

    def _is_like(self, printed: str, code: str) -> bool:
        """Whether a name is one of the state's, but for misspelling."""
        bare = " ".join(_core(_HINT.sub("", _BRACKET.sub(" ", printed))))
        state = self._states[code]
        names = (state.id, *state.names.values(), *sum(state.aliases.values(), ()))
        return bool(bare) and any(
            SequenceMatcher(None, bare, " ".join(_core(name))).ratio() >= _ALIKE for name in names
        )


def _china(code: str, year: int | None) -> str | None:
    """Who "China, Republic of" is: by the code beside it, else by the year; never by a guess."""
    if code in ("CHN", "TWN"):
        return code
    if year is None or year == _TAIWAN_SINCE:
        return None
    return "TWN" if year > _TAIWAN_SINCE else "CHN"


def _key(name: str) -> tuple[str, ...]:
    return tuple(sorted(words_of(name)))


def _core(name: str) -> tuple[str, ...]:
    bare = words_of(_BRACKET.sub(" ", name))
    return tuple(sorted(word for word in bare if word not in _FORMS))


def _stem(name: str) -> tuple[str, ...]:
    """The first letters of what names a state, and all the words for its form."""
    words = words_of(_BRACKET.sub(" ", name))
    forms = [word for word in words if word in _FORMS]
    if not forms:
        return ()
    return tuple(sorted([*(word[:5] for word in words if word not in _FORMS), *forms]))
