"""The query language as data: the help in the window, the command line and the README show this.

The fields of a query and the words for them, and what each thing that can be typed finds.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

import msgspec

from explorer.domain.messages import AccordError
from explorer.domain.query import Facet, Period
from explorer.domain.when import parse_when

TITLE: Final = "title"
DATE: Final = "date"

#: The facet behind each field, by every word for the field; the first word of a facet is its own.
FACET_OF_FIELD: Final = MappingProxyType(
    {
        "sector": Facet.SECTOR,
        "type": Facet.KIND,
        "kind": Facet.KIND,
        "firm": Facet.STAGE,
        "stage": Facet.STAGE,
        "party": Facet.PARTY,
        "institution": Facet.INSTITUTION,
        "body": Facet.INSTITUTION,
        "document": Facet.DOCUMENT,
        "standing": Facet.STANDING,
        "decade": Facet.DECADE,
        "tag": Facet.TAG,
    }
)
FIELD_OF_FACET: Final = MappingProxyType(
    {facet: name for name, facet in reversed(list(FACET_OF_FIELD.items()))}
)
FIELDS: Final = (TITLE, DATE, *FACET_OF_FIELD)


class Form(msgspec.Struct, frozen=True):
    """One thing that can be typed, by an example, and what it finds."""

    typed: str
    finds: str


FORMS: Final = (
    Form("solar alliance", "both words, in all forms and spellings, and names that mean the same"),
    Form('"solar alliance"', "exactly as written: no other forms, no other names"),
    Form("solar OR wind", "one of them, or both; AND need not be written"),
    Form("solar -wind", "without the second word; the same: solar NOT wind"),
    Form("(solar OR wind) power", "parentheses hold together what belongs together"),
    Form("semicon*", "words that begin so; in the window the last word may go on without a star"),
    Form("semiconducter~", "words spelled nearly so: one letter off, two from eight letters on"),
    Form('"solar alliance"~5', "in this order, the second within five words of the first"),
    Form("title:space", "in the title only"),
    Form("sector:space", 'in this sector; names of several words in quotes: sector:"clean energy"'),
    Form("type:agreement", "of this type; the same: kind:"),
    Form("firm:signed", "as firm as this; the same: stage:"),
    Form("party:India", "with this party, by name, code or acronym, in English, Korean or Hindi"),
    Form("institution:ISRO", "about this institution; the same: body:"),
    Form('document:"Scientific Cooperation"', "resting on this document"),
    Form("standing:press", "resting on words of this standing"),
    Form("tag:urgent", "with this tag"),
    Form("decade:2020", "dated in this decade"),
    Form("date:2026-02..2026-04", "may fall in these months; also date:2026, date:..2020"),
    Form("date:=2026", "surely in this year, whatever its date means"),
)  # fmt: skip

_CERTAIN: Final = "="
_DOTS: Final = ".."
_YEAR_BEGUN: Final = re.compile(r"[0-9]{2,3}")
_PART_BEGUN: Final = re.compile(r"([0-9]{4}(?:-[0-9]{2})?)-[0-9]?")


def period_of(typed: str) -> Period | None:
    """What stands behind ``date:`` as a period; None where no year has been typed yet.

    A date that is still being typed is the date so far: ``20`` is 2000 to 2099, ``2026-0`` 2026.

    Raises:
        AccordError: ``date-not-edtf``.
    """
    certain = typed.startswith(_CERTAIN)
    text = typed.removeprefix(_CERTAIN).strip().removeprefix("[").removesuffix("]")
    if "/" in text:
        start, _, end = (side.removeprefix(_DOTS) for side in text.partition("/"))
    elif _DOTS in text:
        start, _, end = text.partition(_DOTS)
    else:
        start = end = text
    first, last = _so_far(start), _so_far(end)
    if first is None and last is None:
        return None
    period = Period(first, last, certain)
    low, high = period.days()
    if low > high:
        raise AccordError("date-not-edtf", text=typed, reason="it ends before it begins")
    return period


def _so_far(text: str) -> str | None:
    text = text.strip()
    if len(text) < 2:
        return None
    if _YEAR_BEGUN.fullmatch(text):
        text = text.ljust(4, "X")
    elif begun := _PART_BEGUN.fullmatch(text):
        text = begun.group(1)
    return parse_when(text).text
