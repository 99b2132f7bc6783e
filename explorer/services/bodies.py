"""Bodies named in a text, found again among those of the library by name, acronym or alias."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from explorer.domain.entries import Institution
from explorer.domain.rules import institution_terms

_BRACKETED: Final = re.compile(r"^(.*\S)\s*[(\[]\s*([^()\[\]]{2,}?)\s*[)\]]$")
_ACRONYM: Final = re.compile(r"^[^\W_][\w&.\-–/]*$")
_POSSESSIVE: Final = re.compile(r"[’'](?:s|S)?$")
_WORD: Final = re.compile(r"[^\W_]+")
_LONGEST_ID: Final = 60
_LONGEST_ACRONYM: Final = 16


class Named(NamedTuple):
    """A body as printed: its name, and the acronym that stands in brackets behind it or alone."""

    name: str
    acronym: str


def named(printed: str) -> Named:
    """A printed name in its parts: “Korea Aerospace Administration (KASA)”, “KASA”."""
    text = _POSSESSIVE.sub("", _without_article(" ".join(printed.split()).strip(" ,;:")))
    match = _BRACKETED.match(text)
    if match is not None and is_acronym(match[2]):
        return Named(match[1], match[2])
    if match is not None and is_acronym(match[1]):  # “KFTC (Korea … Corporation)”
        return Named(_without_article(match[2]), match[1])
    return Named(text, text if is_acronym(text) else "")


def is_acronym(text: str) -> bool:
    """Whether a word is written like an acronym: two capitals at least, and no blank."""
    return (
        len(text) <= _LONGEST_ACRONYM
        and bool(_ACRONYM.match(text))
        and sum(sign.isupper() for sign in text) > 1
    )


def _without_article(text: str) -> str:
    return re.sub(r"^(?:the|The)\s+", "", text)


def folded(text: str) -> str:
    """A name in the form in which two of them are compared: words without case and accents."""
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ")).casefold()
    bare = "".join(sign for sign in plain if not "\u0300" <= sign <= "\u036f")
    words = _WORD.findall(unicodedata.normalize("NFC", bare))
    return " ".join(word for word in words if word != "the")


@lru_cache(maxsize=8_192)
def key(text: str) -> str:
    """A name in the form by which it is known again: also in American spelling, or the plural."""
    from explorer.search.analysis import stem

    return " ".join(stem(word) for word in folded(text).split())


class Bodies:
    """The bodies of the library, and those that become known; ``new`` are to be written."""

    def __init__(self, known: Mapping[str, Institution]) -> None:
        self._ids: dict[str, str] = {}
        self._by_acronym: dict[str, set[str]] = {}
        self._taken = set(known)
        self.new: dict[str, Institution] = {}
        for body in known.values():
            self._learn(body)

    def _learn(self, body: Institution) -> None:
        for term in institution_terms(body):
            self._ids.setdefault(key(term), body.id)
        for term in (body.acronym, *body.aliases):
            if is_acronym(term):
                self._by_acronym.setdefault(folded(term), set()).add(body.id)

    def find(self, printed: str) -> str | None:
        """The id of the body with this name; None where there is none, or more than one."""
        whole = self._ids.get(key(printed))
        if whole is not None:
            return whole
        name, acronym = named(printed)
        own = self._ids.get(key(name))
        if own is not None:
            return own
        # An acronym alone names the body that has it; beside a name of its own it may be another's.
        found = self._by_acronym.get(folded(acronym), set()) if acronym == name else set()
        return next(iter(found)) if len(found) == 1 else None

    def of(self, printed: str) -> str:
        """The id of the body with this name; a new body where there is none."""
        found = self.find(printed)
        if found is not None:
            return found
        name, acronym = named(printed)
        body = Institution(self._fresh(acronym or name), name, acronym)
        self._learn(body)
        self.new[body.id] = body
        return body.id

    def _fresh(self, name: str) -> str:
        slug = re.sub(r"[^a-z0-9]+", "-", folded(name))[:_LONGEST_ID].strip("-")
        if len(slug) < 2:  # a name in other letters
            slug = f"body-{hashlib.sha256(name.encode()).hexdigest()[:12]}"
        identifier, count = slug, 1
        while identifier in self._taken:
            count += 1
            identifier = f"{slug}-{count}"
        self._taken.add(identifier)
        return identifier
