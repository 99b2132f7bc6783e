"""Completions of a search that is being typed: past searches, conditions, institutions, titles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec.structs import replace

from explorer.domain.answers import Completion, CompletionGroup
from explorer.domain.query import Facet, Query
from explorer.domain.syntax import FACET_OF_FIELD, FIELD_OF_FACET, TITLE
from explorer.services.past import PastSearches
from explorer.store import collections, entries

if TYPE_CHECKING:
    from explorer.search.lexicon import Lexicon
    from explorer.search.names import Name
    from explorer.search.outlook import Outlook
    from explorer.services.indexing import Indexing
    from explorer.store.library import Library

# How many of each group are offered; of conditions more where a field was typed.
PAST: Final = 3
CONDITIONS: Final = 4
VALUES: Final = 12
INSTITUTIONS: Final = 3
TITLES: Final = 5

LONGEST: Final = 200  # code points of a text: a longer one was pasted
_WORDS: Final = 5  # words at the end that may be the beginning of one name
_FIELD: Final = re.compile(
    rf"(?<![^\s(-])(?P<field>{TITLE}|{'|'.join(FACET_OF_FIELD)}):"
    r'(?:"(?P<quoted>[^"]*)|(?P<plain>[^\s()"]*))$',
    re.IGNORECASE,
)
_LAST_WORDS: Final = re.compile(r"[^\s()\"]+")
_BARE: Final = re.compile(r"[\w-]+")
# Facets whose values a reader knows by their names rather than their ids.
_BY_NAME: Final = frozenset({Facet.PARTY, Facet.INSTITUTION, Facet.DOCUMENT})
_OPERATORS: Final = frozenset({"AND", "OR", "NOT"})


class _Typed(NamedTuple):
    """The half-typed end of a text: where it begins, what it is, and the field before it."""

    start: int
    text: str
    field: str = ""


class _Rank(NamedTuple):
    """How well a name fits: ``later`` within it than at its beginning, and another one than the
    usual; the lowest is the best."""

    later: bool
    other: bool
    label: str


_Group = Callable[[_Typed, "Lexicon", "Outlook"], Iterator[Completion]]


class Completing:
    """Completes search texts; every method is safe off the GUI thread."""

    def __init__(self, library: Library, indexing: Indexing, past: PastSearches) -> None:
        self._library = library
        self._indexing = indexing
        self.past = past

    def complete(self, query: Query, cursor: int | None = None) -> tuple[Completion, ...]:
        """How the text may go on at the cursor (a code point; None: its end), group by group.

        The order does not depend on what else is offered, so what stays keeps its place while
        more is typed.
        """
        if len(query.text) > LONGEST:
            return ()
        text = query.text if cursor is None else query.text[:cursor]
        behind = query.text[len(text) :]
        found = [] if behind.strip() else list(self._past(text))
        ends = list(_ends(text))
        if ends:
            found += self._going_on(query, text, behind, ends)
        order = list(CompletionGroup)
        return tuple(sorted(found, key=lambda item: order.index(item.group)))

    def _going_on(
        self, query: Query, text: str, behind: str, ends: Sequence[_Typed]
    ) -> Iterator[Completion]:
        """Of each group what the longest possible end of the text begins."""
        index, lexicon, _ = self._indexing.current()
        lexicon = index.knowing(lexicon)
        within = self._within(query)
        waiting: list[_Group] = [_conditions, _institutions, self._titles]
        for typed in ends:
            before = text[: typed.start]
            rest = replace(query, text=f"{before} {behind}")
            outlook = index.outlook(rest, lexicon, within=within)
            for group in tuple(waiting):
                offered = list(group(typed, lexicon, outlook))
                if offered:
                    waiting.remove(group)
                for item in offered:
                    yield replace(item, text=before + item.text + behind)

    def _past(self, text: str) -> Iterator[Completion]:
        wanted = " ".join(text.casefold().split())
        kept = [
            old
            for old in self.past.texts()
            if old.casefold().startswith(wanted) and old.casefold() != wanted
        ]
        for old in kept[:PAST]:
            yield Completion(CompletionGroup.PAST, old, old, marks=_marks(old, wanted))

    def _within(self, query: Query) -> Sequence[str] | None:
        if query.collection is None:
            return None
        with self._library.reading() as unit:
            kept = collections.load(unit, query.collection)
        return () if kept is None else kept.entries

    def _titles(self, typed: _Typed, lexicon: Lexicon, outlook: Outlook) -> Iterator[Completion]:  # noqa: ARG002
        if typed.field not in ("", TITLE):
            return
        ids = outlook.titles(typed.text, TITLES)
        if not ids:
            return
        with self._library.reading() as unit:
            titles = entries.titles(unit, ids)
        for name in ids:
            if name in titles:
                title = titles[name][0]
                text = f"{TITLE}:{_quoted(title)}"
                marks = _marks(title, typed.text)
                yield Completion(CompletionGroup.TITLE, text, title, marks=marks, id=name)


def _ends(text: str) -> Iterator[_Typed]:
    """What at the end of a text may be half typed: a field's value, or its last words.

    More words before fewer: "solar all" rather means the Solar Alliance than All.
    """
    field = _FIELD.search(text)
    if field:
        quoted = field["quoted"]
        value = field["plain"] if quoted is None else quoted
        yield _Typed(field.start(), value, field["field"].lower())
        return
    if text.count('"') % 2 or not text or text[-1] in '()"':
        return
    words = list(_LAST_WORDS.finditer(text))[-_WORDS:]
    if words and words[-1].group() in _OPERATORS:
        return
    for place, word in enumerate(words):
        rest = {other.group() for other in words[place:]}
        if word.group()[0] != "-" and not rest & _OPERATORS and not any(":" in w for w in rest):
            yield _Typed(word.start(), text[word.start() :])


def _conditions(typed: _Typed, lexicon: Lexicon, outlook: Outlook) -> Iterator[Completion]:
    """Values with a name that is half typed, those that begin so first, then the most frequent."""
    only = FACET_OF_FIELD.get(typed.field)
    if only is None and (typed.field or not _enough(typed.text)):
        return
    best: dict[tuple[Facet, str], _Rank] = {}
    for name in (*lexicon.names.within(typed.text), *lexicon.own.within(typed.text)):
        facet, value = name.facet, name.value
        offered = facet is only if only else facet is not Facet.INSTITUTION
        if offered and value in outlook.counts[facet]:
            rank = _rank(name, typed, lexicon)
            best[facet, value] = min(rank, best.get((facet, value), rank))
    order = list(Facet)

    def rank_of(item: tuple[tuple[Facet, str], _Rank]) -> tuple[bool, int, int, str]:
        (facet, value), rank = item
        return rank.later, -outlook.counts[facet][value], order.index(facet), value

    ranked = sorted(best.items(), key=rank_of)
    for (facet, value), (*_, label) in ranked[: VALUES if only else CONDITIONS]:
        main = lexicon.main(facet, value)
        written = value
        if facet in _BY_NAME and lexicon.called(facet, label) == (value,):
            written = label  # an id of these tells a reader nothing
        yield Completion(
            CompletionGroup.CONDITION,
            f"{FIELD_OF_FACET[facet]}:{_quoted(written)}",
            label,
            "" if label == main else main,
            _marks(label, typed.text),
            facet,
            outlook.counts[facet][value],
        )


def _institutions(typed: _Typed, lexicon: Lexicon, outlook: Outlook) -> Iterator[Completion]:  # noqa: ARG001
    """Institutions as words: these also find what is about them without resting on their id."""
    if typed.field or not _enough(typed.text):
        return
    best: dict[str, _Rank] = {}
    for name in lexicon.names.within(typed.text):
        if name.facet is Facet.INSTITUTION and name.label != name.value:
            rank = _rank(name, typed, lexicon)
            best[name.value] = min(rank, best.get(name.value, rank))
    # An acronym before a long name that begins with it.
    ranked = sorted(best.items(), key=lambda item: (item[1].later, len(item[1].label), item[0]))
    for value, (*_, label) in ranked[:INSTITUTIONS]:
        main = lexicon.main(Facet.INSTITUTION, value)
        yield Completion(
            CompletionGroup.INSTITUTION,
            label,
            label,
            "" if label == main else main,
            _marks(label, typed.text),
            id=value,
        )


def _rank(name: Name, typed: _Typed, lexicon: Lexicon) -> _Rank:
    """How well a name fits what is typed; an id is listed under its usual name."""
    main = lexicon.main(name.facet, name.value)
    label = main if name.label == name.value else name.label
    return _Rank(not _begins(label, typed.text), label != main, label)


def _enough(typed: str) -> bool:
    """Whether what is typed is more than one letter, with which anything may begin."""
    return len(typed.strip()) > 1 or not typed.isascii()


def _begins(label: str, typed: str) -> bool:
    return label.casefold().startswith(typed.casefold().strip())


def _quoted(value: str) -> str:
    """A value as it is written behind a field."""
    return value if _BARE.fullmatch(value) else '"' + value.replace('"', "") + '"'


def _marks(label: str, typed: str) -> tuple[tuple[int, int], ...]:
    """Where in a label the typed text stands, at the beginning of a word."""
    folded, wanted = label.casefold(), typed.casefold().strip()
    if not wanted or len(folded) != len(label):
        return ()
    match = re.search(rf"(?<!\w){re.escape(wanted)}", folded)
    return (match.span(),) if match else ()
