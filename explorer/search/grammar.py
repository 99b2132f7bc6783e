# mypy: disable-error-code="no-untyped-call"
"""The grammar of queries: Whoosh's parser, and what is done to a text before it gets it.

What a query that is still being typed leaves open is closed here as a reader would: an open quote
ends with the text, an operator without its word is not there yet.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, Final

import regex  # type: ignore[import-untyped]
from whoosh import query as whoosh_query
from whoosh.qparser import (
    GroupPlugin,
    OperatorsPlugin,
    PhrasePlugin,
    Plugin,
    PrefixPlugin,
    QueryParser,
    syntax,
)

from explorer.domain.messages import Message

LONGEST: Final = 1000  # code points of a query that are searched
_DEEPEST: Final = 20  # parentheses within parentheses

_NOISE: Final = regex.compile(r"[\p{Cc}\p{Cs}\p{Cn}\p{Co}\s]+")
_SIGNS: Final = str.maketrans(dict.fromkeys("“”„‟«»「」『』＂", '"') | {"（": "(", "）": ")"})
_FIELD: Final = regex.compile(
    r"(?<![^\s(-])(?:sector|kind|type|stage|party|institution|document|standing|decade|tag|title)"
    r":(?=\S)",
    regex.IGNORECASE,
)
# What other search engines understand and this one does not: ranges, ~2, ^2, single-letter ?.
_FOREIGN: Final = regex.compile(
    r"[\[{][^\]}]*\sTO\s[^\]}]*[\]}]"
    r"|(?<=[\p{L}\p{M}\p{N}\")])(?:~\d*|\^\d+(?:\.\d+)?)(?=[\s)]|$)"
    r"|(?<=[\p{L}\p{M}\p{N}])\?(?=[\p{L}\p{N}])"
)
_FOREIGN_SIGNS: Final = regex.compile(r"[~^]\d*|[\[\]{}]|(?<=\d)\s+TO(?=\s)")
_STAR_WITHIN: Final = regex.compile(r"(?<=[\p{L}\p{M}\p{N}])\*+[\p{L}\p{M}\p{N}*]+")
_STAR_BEFORE: Final = regex.compile(r"(?<![\p{L}\p{M}\p{N}])\*+(?=[\p{L}\p{N}])")
_STAR_ALONE: Final = regex.compile(r"(?<![\p{L}\p{M}\p{N}*])\*+|(?<=\*)\*+")


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
    if type(node) is syntax.WordNode and nodes and type(nodes[-1]) is syntax.WordNode and free:
        nodes[-1].text += f" {node.text}"
        nodes[-1].endchar = node.endchar
    elif isinstance(node, syntax.PrefixOperator) and nodes and type(nodes[-1]) is type(node):
        return
    else:
        nodes.append(node)


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
        PhrasePlugin(r'"(?P<text>[^"]*)"(?P<slop>(?!))?'),
        GroupPlugin(),
        operators,
        PrefixPlugin(),
        _WordsTogether(),
    ]
    return QueryParser("text", None, plugins=plugins)


@lru_cache(maxsize=256)
def whoosh_tree(text: str) -> whoosh_query.Query:
    """Whoosh's tree of a cleaned text; its words are raw, a run of words is one term."""
    return _parser().parse(_closed(text), normalize=False)


def clean(text: str) -> tuple[str, Message | None]:
    """The text with plain quotes and spaces, without what is not understood; and what to tell."""
    hint = None
    if len(text) > LONGEST:
        text, hint = text[:LONGEST], Message("hint-long", {"count": str(LONGEST)})
    text = _NOISE.sub(" ", text).translate(_SIGNS)
    field = _FIELD.search(text)
    if field:
        hint = hint or Message("hint-field", {"text": field.group()})
        text = _FIELD.sub(lambda match: match.group()[:-1] + " ", text)
    foreign = _FOREIGN.search(text)
    if foreign:
        hint = hint or Message("hint-syntax", {"text": foreign.group()})
        text = _FOREIGN.sub(lambda match: " " if match.group() == "?" else match.group(), text)
        text = _FOREIGN_SIGNS.sub(" ", text)
    if _STAR_WITHIN.search(text) or _STAR_BEFORE.search(text):
        hint = hint or Message("hint-star")
        text = _STAR_BEFORE.sub("", _STAR_WITHIN.sub("*", text))
    return _STAR_ALONE.sub("", text).lstrip(), hint


def _closed(text: str) -> str:
    """Quotes and parentheses closed, those that close nothing and too deep ones left out."""
    kept, depth, quoted = [], 0, False
    for sign in text:
        if sign == '"':
            quoted = not quoted
        elif sign == "(" and not quoted:
            if depth == _DEEPEST:
                continue
            depth += 1
        elif sign == ")" and not quoted:
            if not depth:
                continue
            depth -= 1
        kept.append(sign)
    return "".join(kept) + '"' * quoted + ")" * depth
