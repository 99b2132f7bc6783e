"""When an entry was or is to be: the dates that its words print, or that are told elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from explorer.domain.vocabulary import Kind, Stage
from explorer.reading.suggesting.dates import Found, dates_in
from explorer.reading.suggesting.drafts import Context, Draft
from explorer.reading.suggesting.grammar import RELATIVES
from explorer.reading.suggesting.tokens import Token, find_word, text_of

_WHEN: Final = r"(?P<when>(?:[A-Z][a-z]+ )?(?:19|20)\d\d)\b"
_BY: Final = re.compile(rf"\b(?:by|before)(?: the)?(?: end of)? {_WHEN}")
_SINCE: Final = re.compile(rf"\bsince {_WHEN}")
_AHEAD: Final = frozenset([Stage.AGREED, Stage.PLEDGED, Stage.PROPOSED, Stage.NEGOTIATING])
_WORKING: Final = frozenset([Stage.OPERATING, Stage.IN_FORCE])
# Behind these a date is of something else: “part in efforts to reach the goal of … by 2030”.
_OTHERS: Final = re.compile(
    r"\b(?:goal|goals|aim|aiming|aims|effort|efforts|which|target|targets)\b"
)
_BRACKETED: Final = re.compile(r"[^,.;:()]*\((?P<when>(?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d)\)")
_HELD: Final = re.compile(
    r",?\s(?:of |for )?(?:which |that )?"
    r"(?:(?P<past>was|were|will be|is to be) (?:held|convened|hosted|organi[sz]ed)"
    r"|(?P<took>took|will take) place)\b"
)
FAR: Final = 110  # code points after a name in which it may be told when it was held
NEAR: Final = 80  # code points after a name in which its date may stand


class Dated(NamedTuple):
    """A date as EDTF, and the words that print it."""

    edtf: str
    words: str


def date_of(draft: Draft, context: Context) -> Dated | None:
    """The date, or that by which it is to be or since which it works; None where none is told."""
    found = _printed(draft, context)
    if found:
        return found[0]
    return (
        _bounded(draft, context) or _told_behind(draft, context) or _told_elsewhere(draft, context)
    )


def _bounded(draft: Draft, context: Context) -> Dated | None:
    """“By June 2016” of what is to be done, “since 2010” of what works: the date that is known."""
    pattern = _SINCE if draft.stage in _WORKING else _BY if draft.stage in _AHEAD else None
    if pattern is None:
        return None
    own = tuple(token for token in draft.about if token.start >= draft.named[0].start)
    for run in _runs(_told_of_it(own)):
        printed = text_of(context.text, run)
        for match in pattern.finditer(printed):
            if _OTHERS.search(printed[: match.start()]):
                break
            found = dates_in("in " + match["when"], context.published, ahead=True)
            if found:
                return Dated(found[0].edtf, match.group())
    return None


def _told_behind(draft: Draft, context: Context) -> Dated | None:
    """“(A project …) (2024-2028)”, “(the first round) of which will take place in May”."""
    behind = context.text[draft.named[-1].end : draft.named[-1].end + FAR]
    behind = re.split(r"[.;](?:\s|$)|\n", behind)[0]
    years = _BRACKETED.match(behind)
    if years:
        return next(iter(_dated(years["when"], dates_in(years["when"], context.published))), None)
    if held := _HELD.match(behind) if draft.kind is Kind.EVENT else None:
        ahead = (held["past"] or held["took"]) not in ("was", "were", "took")
        return next(
            iter(_dated(behind, dates_in(behind, context.published, ahead=ahead))),
            None,
        )
    return None


def _printed(draft: Draft, context: Context) -> list[Dated]:
    """The dates of the words: first those after what is named, none of what only explains it."""
    own = [token for token in draft.about if token.start >= draft.named[0].start]
    lead = [token for token in draft.about if token.start < draft.named[0].start]
    found: list[Dated] = []
    ahead = draft.to_come or draft.stage is Stage.PROPOSED
    first, second = _told_of_it(tuple(own)), tuple(lead)
    if lead and lead[0].lower in ("in", "on", "during", "at"):
        first, second = second, first  # “In June 2023, our ministers met …”
    for tokens in (first, second):
        for run in _runs(tokens):
            printed = text_of(context.text, run)
            found += _dated(printed, dates_in(printed, context.published, ahead=ahead))
    return found


def _dated(text: str, found: Iterable[Found]) -> list[Dated]:
    return [Dated(item.edtf, text[item.start : item.end].strip()) for item in found]


def _runs(tokens: tuple[Token, ...]) -> list[tuple[Token, ...]]:
    """Words that do not follow one another in the text are read apart."""
    runs: list[list[Token]] = []
    for token in tokens:
        if runs and 0 <= token.start - runs[-1][-1].end <= 2:
            runs[-1].append(token)
        else:
            runs.append([token])
    return [tuple(run) for run in runs]


def _told_of_it(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words up to “, announced in …” or “which …”: dates behind are of something else."""
    for at in range(1, len(tokens)):
        if tokens[at].lower in RELATIVES and tokens[at].lower != "that":
            return tokens[:at]
        if tokens[at - 1].text == "," and tokens[at].lower.endswith("ed"):
            rest = find_word(tokens, (",",), at)
            return tokens[:at] if rest is None else (*tokens[:at], *_told_of_it(tokens[rest:]))
    return tokens


def _told_elsewhere(draft: Draft, context: Context) -> Dated | None:
    """The date that stands beside another mention of an event with a name."""
    name = [token for token in draft.named if token.is_word]
    if draft.kind is not Kind.EVENT or sum(token.is_capital for token in name) < 2:
        return None
    for match in re.finditer(_pattern(name), context.text):
        if match.start() == name[0].start:
            continue
        after = context.text[match.end() : match.end() + NEAR].split(". ")[0]
        found = _dated(after, dates_in(after, context.published))
        if found:
            return found[0]
    return None


def _pattern(name: list[Token]) -> str:
    """The words of a name with any blanks, hyphens or dashes between them."""
    parts = [part for token in name for part in re.split(r"[-–]", token.text) if part]
    return r"[\s–-]+".join(re.escape(part) for part in parts)
