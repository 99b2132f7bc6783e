"""What every export is asked, and what it answers; both travel to and from a child as JSON."""

from __future__ import annotations

import msgspec

from explorer.domain.detail import EntryDetail
from explorer.domain.labels import Labels


class Picture(msgspec.Struct, frozen=True):
    """A picture to print: SVG, and what it shows in words, for who cannot see it."""

    svg: str
    words: str


class BriefRequest(msgspec.Struct, frozen=True):
    """A selection to export, with all that is printed: equal requests make equal files.

    ``day`` is the date printed on it (EDTF). ``query`` is the searched text as typed, ``filters``
    one line each ("Party: Republic of Korea"). Of the library's ``total`` entries the details
    are those shown; how many of them are undated is counted here. ``labels`` needs the sectors
    and states that occur. ``timeline`` is a picture of the same entries over time, if wanted.
    """

    title: str
    day: str
    library: str
    total: int
    details: tuple[EntryDetail, ...]
    labels: Labels = Labels()
    query: str = ""
    filters: tuple[str, ...] = ()
    timeline: Picture | None = None


class ExportReport(msgspec.Struct, frozen=True):
    """What was written: entries, bytes, and for a PDF its pages.

    ``missing`` are the characters that no font had, printed as codes ("U+8C05"); ``fonts`` the
    names of the system fonts that stood in for the bundled ones.
    """

    path: str
    entries: int
    size: int
    pages: int = 0
    missing: tuple[str, ...] = ()
    fonts: tuple[str, ...] = ()
