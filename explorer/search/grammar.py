# mypy: disable-error-code="no-untyped-call"
"""The grammar of queries: Whoosh's parser, and what is done to a text before it gets it.

What a query that is still being typed leaves open is closed here as a reader would: an open quote
ends with the text, an operator without its word is not there yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any, Final

import regex  # type: ignore[import-untyped]
from whoosh.qparser import (
    FieldsPlugin,
    FuzzyTermPlugin,
    GroupPlugin,
    OperatorsPlugin,
    PhrasePlugin,
    Plugin,
    PrefixPlugin,
    QueryParser,
    TaggingPlugin,
    syntax,
)

from explorer.domain.messages import Message
from explorer.domain.syntax import DATE, FIELDS

LONGEST: Final = 1000  # code points of a query that are searched
_DEEPEST: Final = 20  # parentheses within parentheses
AUTOMATIC: Final = -1  # the distance of a fuzzy word that gives none

_NOISE: Final = regex.compile(r"[\p{Cc}\p{Cs}\p{Cn}\p{Co}\s]+")
_SIGNS: Final = str.maketrans(dict.fromkeys("“”„‟«»「」『』＂", '"') | {"（": "(", "）": ")"})
# A field begins a word, or stands behind a parenthesis or a minus.
_BEGINS: Final = r"(?<![^\s(-])"
_NAMES: Final = "|".join(FIELDS)
_FIELD: Final = rf"(?i:{_BEGINS}(?P<text>{_NAMES}):)"
_FIELD_EMPTY: Final = regex.compile(rf"{_FIELD}(?:\s+(?=(?:AND|OR|NOT)\b)|\s*(?=$|\)))")
_FIELD_APART: Final = regex.compile(rf"({_FIELD})\s+")
_FIELD_BEFORE: Final = regex.compile(rf"{_FIELD}\"?$")
_NOT_BEFORE: Final = regex.compile(rf"{_BEGINS}(?:NOT\s*|-)$")
_OPEN_BEFORE: Final = regex.compile(r"\(\s*$")
_CLOSED_BEHIND: Final = regex.compile(r"\s*\)")
_DISTANCE: Final = regex.compile(r"(?:~[0-9]*)?")
_NO_FIELD: Final = regex.compile(rf"{_BEGINS}(?!(?i:{_NAMES}):)(\p{{L}}+):(?=[\p{{L}}\p{{N}}\"(])")
# What a stretch that is cut out leaves behind.
_LEFT_OVER: Final = (
    (regex.compile(r"\(\s*\)"), ""),
    (regex.compile(r"\s+"), " "),
    (regex.compile(r"^ ?(?:(?:AND|OR) )+|(?: (?:AND|OR|NOT))+ ?$"), ""),
    (regex.compile(r"\b(AND|OR)(?: (?:AND|OR))+\b"), r"\1"),
)
# What other search engines understand and this one does not: ranges, ^2, single-letter ?.
_FOREIGN: Final = regex.compile(
    r"[\[{](?P<low>[^\]}]*)\sTO\s(?P<high>[^\]}]*)[\]}]"
    r"|(?<=[\p{L}\p{M}\p{N}\")])\^\d+(?:\.\d+)?(?=[\s)]|$)"
    r"|(?<=[\p{L}\p{M}])\?(?=\p{L})"
)
_STAR_WITHIN: Final = regex.compile(r"(?<=[\p{L}\p{M}\p{N}])\*+[\p{L}\p{M}\p{N}*]+")
_STAR_BEFORE: Final = regex.compile(r"(?<![\p{L}\p{M}\p{N}])\*+(?=[\p{L}\p{N}])")
_STAR_ALONE: Final = regex.compile(r"(?<![\p{L}\p{M}\p{N}*])\*+|(?<=\*)\*+")


class DateNode(syntax.TextNode):
    """A date condition: all that stands behind ``date:``, with signs that mean else elsewhere."""


class _Dates(TaggingPlugin):
    """Takes a date condition whole, before other plugins see its dots, tildes and brackets."""

    priority = -1
    expr = re.compile(
        rf'{_BEGINS}{DATE}:(?:"(?P<quoted>[^"]*)"|(?P<plain>[^\s()"]+))', re.IGNORECASE
    )

    def create(self, parser: QueryParser, match: re.Match[str]) -> DateNode:  # noqa: ARG002
        """The condition, with its value as text."""
        return DateNode(match["quoted"] or match["plain"] or "")


class _Fuzzy(FuzzyTermPlugin):
    """``word~`` and ``word~2``; the distance is 0 where none is given."""

    expr = re.compile(r"(?<=[^\s()\"])~(?P<maxdist>[0-9])?(?=[\s)]|$)")

    def create(self, parser: QueryParser, match: re.Match[str]) -> Any:  # noqa: ARG002
        """What Whoosh's own plugin puts on the word before."""
        given = match["maxdist"]
        return self.FuzzinessNode(int(given) if given else AUTOMATIC, 0, match.group())


class _WordsTogether(Plugin):
    """Makes neighbouring words one run, and neighbours bind closer than operators.

    ``electric vehicles OR hydrogen`` is (electric vehicles) or (hydrogen). Operators without
    something on either side are dropped.
    """

    def filters(self, parser: QueryParser) -> list[tuple[Any, int]]:  # noqa: ARG002
        """After white space is gone (500), before operators are applied (600)."""
        return [(self._group, 550)]

    def _group(self, parser: QueryParser, group: syntax.GroupNode) -> syntax.GroupNode:
        parts: list[Any] = [[]]
        for node in group:
            if isinstance(node, syntax.InfixOperator):
                parts += [node, []]
            elif isinstance(node, syntax.GroupNode):
                parts[-1].append(self._group(parser, node))
            else:
                _append(parts[-1], node)
        result: syntax.GroupNode = group.empty_copy()
        operator = None
        for part in parts:
            if not isinstance(part, list):
                operator = part
                continue
            while part and isinstance(part[-1], syntax.PrefixOperator):
                part.pop()
            if part:
                if len(result) and operator is not None:
                    result.append(operator)
                operator = None
                result.append(part[0] if len(part) == 1 else syntax.AndGroup(part))
        return result


def _append(nodes: list[Any], node: Any) -> None:
    """Add a node; a word to the words before it, unless these are under a NOT."""
    free = len(nodes) < 2 or not isinstance(nodes[-2], syntax.PrefixOperator)
    if nodes and free and _is_plain(node) and _is_plain(nodes[-1]):
        nodes[-1].endchar = node.endchar
    elif isinstance(node, syntax.PrefixOperator) and nodes and type(nodes[-1]) is type(node):
        return
    else:
        nodes.append(node)


def _is_plain(node: Any) -> bool:
    return type(node) is syntax.WordNode and node.fieldname is None


@cache
def _parser() -> QueryParser:
    operators = OperatorsPlugin(
        And=r"(?<![^\s()\"])AND(?![^\s()\"])",
        Or=r"(?<![^\s()\"])OR(?![^\s()\"])",
        Not=r"(?<![^\s(])(?:NOT(?![^\s()\"])|-(?=[^\s-]))",
        AndNot=None,
        AndMaybe=None,
        Require=None,
    )
    plugins: list[Any] = [
        PhrasePlugin(r'"(?P<text>[^"]*)"(?:~(?P<slop>[0-9]{0,3})(?=[\s)]|$))?'),
        GroupPlugin(),
        operators,
        _Dates(),
        FieldsPlugin(re.compile(_FIELD), remove_unknown=False),
        PrefixPlugin(),
        _Fuzzy(),
        _WordsTogether(),
    ]
    return QueryParser("text", None, plugins=plugins)


@lru_cache(maxsize=256)
def syntax_tree(text: str) -> syntax.GroupNode:
    """Whoosh's syntax nodes of a cleaned text, with their places in it (``startchar``, ``endchar``;
    what is closed here may end behind the text). Neighbouring words are one node from the first
    to the last.
    """
    return _parser().process(_closed(text))


def whole(text: str, start: int, end: int, *, excluded: bool = False) -> tuple[int, int]:
    """A stretch of a cleaned text with what belongs to it: parentheses around it, the field or
    (``excluded``) the NOT before it, the distance behind it."""
    end += len(_DISTANCE.match(text, end).group())
    while (opened := _OPEN_BEFORE.search(text, 0, start)) and (
        closed := _CLOSED_BEHIND.match(text, end)
    ):
        start, end = opened.start(), closed.end()
    before = (_NOT_BEFORE if excluded else _FIELD_BEFORE).search(text, 0, start)
    return before.start() if before else start, min(end, len(text))


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """A cleaned text without some stretches, and without the operators that stood between."""
    kept, place = [], 0
    for start, end in sorted(spans):
        kept.append(text[place : max(place, start)])
        place = max(place, end)
    left = " ".join((*kept, text[place:]))
    for untidy, tidy in _LEFT_OVER:
        left = untidy.sub(tidy, left)
    return left.strip()


def clean(text: str) -> tuple[str, Message | None]:
    """The text with plain quotes and spaces, without what is not understood; and what to tell."""
    hint = None
    if len(text) > LONGEST:
        text, hint = text[:LONGEST], Message("hint-long", {"count": str(LONGEST)})
    text = _NOISE.sub(" ", text).translate(_SIGNS)
    text = _FIELD_APART.sub(r"\1", _FIELD_EMPTY.sub("", text))
    unknown = _NO_FIELD.search(text)
    if unknown:
        hint = hint or Message("hint-field", {"text": unknown.group()})
        text = _NO_FIELD.sub(r"\1 ", text)
    foreign = _FOREIGN.search(text)
    if foreign:
        hint = hint or Message("hint-syntax", {"text": foreign.group()})
        text = _FOREIGN.sub(r" \g<low> \g<high> ", text)
    if _STAR_WITHIN.search(text) or _STAR_BEFORE.search(text):
        hint = hint or Message("hint-star")
        text = _STAR_BEFORE.sub("", _STAR_WITHIN.sub("*", text))
    return _STAR_ALONE.sub("", text).lstrip(), hint


def _closed(text: str) -> str:
    """Quotes and parentheses closed; blanks for those that close nothing and that are too deep."""
    kept, depth, quoted = [], 0, False
    for sign in text:
        if sign == '"':
            quoted = not quoted
        elif sign == "(" and not quoted:
            if depth == _DEEPEST:
                kept.append(" ")
                continue
            depth += 1
        elif sign == ")" and not quoted:
            if not depth:
                kept.append(" ")
                continue
            depth -= 1
        kept.append(sign)
    return "".join(kept) + '"' * quoted + ")" * depth
