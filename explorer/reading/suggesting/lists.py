"""Lists of things: “A, B, and C”."""

from __future__ import annotations

from explorer.reading.suggesting.grammar import CONJUNCTIONS, RELATIVES
from explorer.reading.suggesting.things import is_stop
from explorer.reading.suggesting.tokens import Token


def _as_well(tokens: tuple[Token, ...]) -> int | None:
    """Where “as well as” stands, with something on both sides."""
    for at in range(1, len(tokens) - 3):
        if [token.lower for token in tokens[at : at + 3]] == ["as", "well", "as"]:
            return at
    return None


def list_items(tokens: tuple[Token, ...]) -> tuple[tuple[Token, ...], ...]:
    """The items of “A, B, and C”; the whole as one item where it is no list."""
    if not tokens:
        return ()
    cuts = [i for i, token in enumerate(tokens) if token.text in (",", ";")]
    well = _as_well(tokens)
    if well is not None and not cuts:
        return (*list_items(tokens[:well]), *list_items(tokens[well + 3 :]))
    joined = [i for i in cuts if i + 1 < len(tokens) and tokens[i + 1].lower in CONJUNCTIONS]
    if joined:
        cuts = [i for i in cuts if i <= joined[-1]]
    else:
        last = cuts[-1] if cuts else -1
        pair = [i for i in range(last + 1, len(tokens)) if tokens[i].lower in CONJUNCTIONS]
        if not pair:
            return (tokens,)
        cuts.append(pair[-1] if cuts else pair[0])
    items = []
    start = 0
    for cut in [*cuts, len(tokens)]:
        item = tokens[start:cut]
        while item and (item[0].lower in CONJUNCTIONS or item[0].text == ","):
            item = item[1:]
        if item:
            items.append(item)
        start = cut + 1
    return tuple(items)


def bare_item(item: tuple[Token, ...]) -> tuple[Token, ...]:
    """An item of a list without “guided by …”, “to …”, “which …”."""
    for at in range(1, len(item)):
        if item[at].lower in RELATIVES or item[at].lower == "to":
            return item[:at]
        if item[at].lower.endswith("ed") and is_stop(item, at):
            return item[:at]
    return item


def exemplified(part: tuple[Token, ...]) -> tuple[Token, ...]:
    """“Several mechanisms, like the Centre for …”: the one that is named."""
    for at in range(1, min(len(part) - 1, 8)):
        like = part[at].lower in ("like", "namely")
        such = part[at].lower == "such" and part[at + 1].lower == "as"
        if (like or such) and any(token.is_capital for token in part[at + 1 : at + 4]):
            return part[at + (1 if like else 2) :]
        if part[at].is_capital:
            return part
    return part
