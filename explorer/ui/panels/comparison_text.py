"""One entry of a comparison as text: its fields before and now, side by side, word by word.

What went is struck through, what came is underlined: the marks do not rest on colour.
"""

from __future__ import annotations

import html
from typing import Final

from PySide6.QtGui import QColor

from explorer.domain.difference_words import HOW_LABELS, TEXTS, Teller
from explorer.domain.differences import EntryChange, FieldChange, Group, How
from explorer.domain.rewording import reworded
from explorer.ui import words
from explorer.ui.models.comparison import tr
from explorer.ui.theme import BODY, CARD, SECONDARY
from explorer.ui.theme_colours import Colours

_SHARE: Final = 0.22  # of a hue in the ground behind what went or came
_CAME: Final = 2  # the family whose hue lies behind what came: green


def entry_html(
    change: EntryChange, teller: Teller, colours: Colours, sides: tuple[str, str]
) -> str:
    """The entry for a text view; ``sides`` are the headings of before and now."""
    say = html.escape
    head = (
        f"<div style='font-size:{CARD}px; font-weight:600'>{say(change.title)}</div>"
        f"<div style='color:{colours.soft}; font-size:{SECONDARY}px'>{say(_below(change, teller))}"
        "</div>"
    )
    if not change.changes:
        return head
    rows = "".join(_row(item, teller, colours) for item in change.changes)
    names = "".join(
        f"<td width='50%' style='color:{colours.soft}; font-size:{SECONDARY}px'>{say(name)}</td>"
        for name in sides
    )
    return f"{head}<br><table width='100%' cellpadding='4'><tr>{names}</tr>{rows}</table>"


def _below(change: EntryChange, teller: Teller) -> str:
    if change.group is Group.NEW:
        return f"{tr('New')}: {teller.short(change)}"
    if change.group is Group.GONE:
        return f"{tr('Gone')}: {teller.short(change)}"
    return teller.short(change)


def _row(item: FieldChange, teller: Teller, colours: Colours) -> str:
    """Two rows of the table: the field's name over both sides, then these."""
    name = html.escape(teller.what(item))
    if item.how is not How.CHANGED:
        how = words.vocabulary_word(HOW_LABELS[item.how])
        style = f"color:{colours.soft}; font-size:{SECONDARY}px; font-weight:400"
        name += f" <span style='{style}'>· {html.escape(how)}</span>"
    old, new = _sides(item, teller, colours)
    cell = f"<td width='50%' style='background-color:{colours.window}'>"
    return (
        f"<tr><td colspan='2' style='font-size:{SECONDARY}px; font-weight:600'>{name}</td></tr>"
        f"<tr>{cell}{old}</td>{cell}{new}</td></tr>"
    )


def _sides(item: FieldChange, teller: Teller, colours: Colours) -> tuple[str, str]:
    nothing = f"<span style='color:{colours.faint}'>–</span>"
    old, new = (teller.value(item, value) for value in (item.old, item.new))
    if item.field.partition(":")[0] not in TEXTS or item.how is not How.CHANGED:
        return _lines(old) or nothing, _lines(new) or nothing
    went, came = "", ""
    for piece in reworded(old, new):
        if piece.same:
            went, came = went + _lines(piece.old), came + _lines(piece.new)
        else:
            went += _marked(piece.old, _went(colours)) if piece.old else ""
            came += _marked(piece.new, _come(colours)) if piece.new else ""
    return went or nothing, came or nothing


def _lines(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")


def _marked(text: str, style: str) -> str:
    """A stretch with its mark; the blanks behind it stay without."""
    inner = text.rstrip()
    tail = _lines(text[len(inner) :])
    return f"<span style='{style}'>{_lines(inner)}</span>{tail}" if inner else tail


def _went(colours: Colours) -> str:
    ground = colours.tint(QColor(colours.error), _SHARE).name()
    return f"text-decoration:line-through; background-color:{ground}"


def _come(colours: Colours) -> str:
    ground = colours.tint(colours.family(_CAME), _SHARE).name()
    return f"text-decoration:underline; background-color:{ground}"


def page_style(colours: Colours) -> str:
    """The style of the text view's document."""
    return f"body {{ color:{colours.text}; font-size:{BODY}px }}"
