"""Sample values for the panels, cut from the two seed texts; made by hand, not by the services."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import msgspec
import numpy as np

from explorer import paths
from explorer.domain.entries import Document, Institution, Misprint
from explorer.domain.labels import Labels
from explorer.domain.passages import normalise, paragraphs
from explorer.domain.query import (
    Choice,
    EntryRow,
    Facet,
    Page,
    PassageHit,
    Query,
    Snippet,
    Timeline,
)
from explorer.domain.sectors import parse_sectors
from explorer.domain.vocabulary import (
    Standing,
)

RIS: Final = "ris"
FORGE: Final = "forge"
ISRO_KASA: Final = "isro-kasa"
KOREA: Final = Query(text="joint", choices=((Facet.PARTY, Choice(("KOR",), every=True)),))

_FILES: Final = {RIS: "003_57a565d1c41d2710.txt", FORGE: "000_eccb8dcb18c6c970.txt"}
_BODY: Final = {RIS: "The recent visit", FORGE: "In a major move"}


@lru_cache
def text(document: str) -> str:
    """The normalised text of a seed document."""
    file = paths.seeds() / "documents" / _FILES[document]
    return normalise(file.read_text(encoding="utf-8"))


@lru_cache
def labels() -> Labels:
    """Names for all ids used here."""
    table = (paths.resources() / "vocabulary" / "sectors.tsv").read_text(encoding="utf-8")
    return Labels(
        sectors=parse_sectors(table),
        states={
            "IND": {"en": "India", "hi": "भारत", "ko": "인도"},
            "KOR": {"en": "Republic of Korea", "hi": "कोरिया गणराज्य", "ko": "대한민국"},
        },
        institutions={item.id: item for item in (ISRO, KASA)},
        documents={name: document(name) for name in _FILES},
    )


ISRO: Final = Institution(
    id="isro",
    name="Indian Space Research Organisation",
    acronym="ISRO",
    names={"hi": "भारतीय अन्तरिक्ष अनुसन्धान संगठन"},
    state="IND",
)
KASA: Final = Institution(
    id="kasa",
    name="Korea AeroSpace Administration",
    acronym="KASA",
    names={"ko": "우주항공청"},
    state="KOR",
    misprints=(Misprint("Korea Aerospace Administration", "The agency writes AeroSpace."),),
)


@lru_cache
def document(name: str) -> Document:
    """A seed document's record."""
    if name == RIS:
        return Document(
            id=RIS,
            title="India-Republic of Korea Scientific Cooperation",
            short_title="Scientific Cooperation",
            standing=Standing.COMMENTARY,
            filename=_FILES[RIS],
            sha256="0" * 64,
            text_sha256="0" * 64,
            reader="text 1",
            author="Sanjeev K. Varshney",
            affiliation="RIS",
            accessed="2026-11-22",
            body=text(RIS).index(_BODY[RIS]),
        )
    return Document(
        id=FORGE,
        title="India and South Korea Forge High-Tech Industrial Collaboration",
        short_title="Industrial Collaboration",
        standing=Standing.PRESS,
        filename=_FILES[FORGE],
        sha256="1" * 64,
        text_sha256="1" * 64,
        reader="text 1",
        body=text(FORGE).index(_BODY[FORGE]),
    )


# One entry in two lines: id | title | short title | kind | stage | when |
# sector | source | paragraph,
# and its snippet with the searched words in brackets.
_ROWS: Final = """
isro-kasa | ISRO–KASA Joint Working Group | ISRO–KASA | working_group | agreed |  | space | RIS \
| 7
    … agreed to enhance the cooperation by establishing a [Joint] Working Group between Indian \
Space Research Organisation (ISRO) and Korea Aerospace Administration
vision | India–ROK Joint Strategic Vision | Strategic Vision | plan | unknown | 2026/2030 | \
politics-diplomacy | RIS | 4
    The India–ROK [Joint] Strategic Vision (2026–2030) marks a shift from economic ties to a \
comprehensive strategic partnership
committee | India Korea Joint Science & Technology Committee | S&T Committee | mechanism | \
operating |  | science-research | RIS | 3
    Besides the India Korea [Joint] Science & Technology Committee, co-chaired by two countries
chips | Task force on semiconductor design and fabrication | Chip task force | working_group | \
proposed |  | semiconductors | RIS | 6
    It establishes [joint] task forces focused on data governance, and semiconductor design and \
fabrication
data | Task force on data governance | Data task force | working_group | proposed |  | \
digital-ai | RIS | 6
    It establishes [joint] task forces focused on data governance
patents | Fast track for joint patent applications | Joint patents | commitment | negotiating | \
 | standards-ip | Forge | 3
    … intellectual property protections and fast-track [joint] patent applications
ventures | Incentives for joint ventures | Joint ventures | commitment | pledged |  | \
trade-investment | Forge | 2
    incentivise [joint] ventures with targeted subsidies and fast-track regulatory approvals
ikcri | India Korea Centre for Research & Innovation (IKCRI) | IKCRI centre | institution | \
operating |  | science-research | RIS | 3
    … focuses on technology transfer, innovation, and [joint] research projects
space-day | India–ROK Space Day | Space Day | event | completed | 2026-04-20 | space | RIS | 7
    … held in Bengaluru on 20th April 2026
hangul | 한·인도 우주협력 공동실무단 · संयुक्त कार्य समूह | 공동실무단 | programme | \
launched | 2026-02 |  |  | 0
    🚀 양국은 [공동] 실무단을 설치하기로 합의하였다 · दोनों देश [संयुक्त] कार्य समूह पर सहमत हुए
"""


def snippet(pattern: str) -> Snippet:
    """A snippet from a text with its marks in square brackets."""
    marks: list[tuple[int, int]] = []
    plain = ""
    for number, piece in enumerate(pattern.replace("]", "[").split("[")):
        if number % 2:
            marks.append((len(plain), len(plain) + len(piece)))
        plain += piece
    return Snippet(plain, tuple(marks))


@lru_cache
def rows() -> tuple[EntryRow, ...]:
    """Ten rows of a result, in order."""
    lines = _ROWS.strip().split("\n")
    return tuple(_row(*pair) for pair in zip(lines[::2], lines[1::2], strict=True))


def _row(line: str, pattern: str) -> EntryRow:
    cells = [cell.strip() for cell in line.split("|")]
    name, title, short, kind, stage, when, sector, source, paragraph = cells
    return EntryRow(
        id=name,
        title=title,
        short_title=short,
        kind=kind,
        stage=stage,
        when=when or None,
        when_source={"": "", "2026/2030": "period"}.get(when, "m1"),
        when_inferred=name == "hangul",
        sectors=(sector,) if sector else (),
        parties=("IND", "KOR"),
        snippet=snippet(pattern.strip()),
        source=source,
        paragraph=int(paragraph),
        why=("title: joint",),
    )


def many_rows(count: int) -> tuple[EntryRow, ...]:
    """As many rows as asked for, with ids ``e0``, ``e1``, …"""
    base = rows()
    return tuple(_with(base[place % len(base)], place) for place in range(count))


def _with(row: EntryRow, place: int) -> EntryRow:
    return msgspec.structs.replace(row, id=f"e{place}", title=f"{row.title} {place}")


def hits() -> tuple[PassageHit, ...]:
    """Two paragraphs that match and that no entry rests on."""
    whole = text(RIS)
    found = paragraphs(whole, document(RIS).body)
    last = found[-1]
    first = paragraphs(text(FORGE), document(FORGE).body)[-2]
    return (
        PassageHit(
            document=RIS,
            document_title="Scientific Cooperation",
            standing="commentary",
            paragraph=last.number,
            start=last.start,
            end=last.end,
            score=1.0,
            snippet=snippet(
                "… as envisioned in The India–Republic of Korea (ROK) [Joint] Strategic Vision"
            ),
        ),
        PassageHit(
            document=FORGE,
            document_title="Industrial Collaboration",
            standing="press",
            paragraph=first.number,
            start=first.start,
            end=first.end,
            score=0.5,
            snippet=snippet("Long-term, the collaboration is poised to cement shared leadership"),
        ),
    )


def timeline(count: int) -> Timeline:
    """Columns of a result in which nothing is dated."""
    return Timeline(
        start=np.full(count, -1, np.int32),
        end=np.full(count, -1, np.int32),
        flags=np.zeros(count, np.uint8),
        stage=np.zeros(count, np.int8),
        family=np.full(count, -1, np.int8),
        event=np.full(count, -1, np.int32),
        events=(),
    )


FACETS: Final[dict[Facet, tuple[tuple[str, int], ...]]] = {
    Facet.SECTOR: (
        ("clean-energy-climate", 4),
        ("mobility-ev", 3),
        ("science-research", 2),
        ("semiconductors", 2),
        ("space", 1),
        ("politics-diplomacy", 1),
        ("defence-security", 1),
        ("digital-ai", 1),
        ("standards-ip", 1),
        ("trade-investment", 1),
        ("biotech-health", 1),
    ),
    Facet.STAGE: (
        ("proposed", 6),
        ("agreed", 2),
        ("operating", 2),
        ("negotiating", 1),
        ("pledged", 1),
        ("unknown", 1),
    ),
    Facet.KIND: (("programme", 4), ("working_group", 3), ("commitment", 3), ("plan", 1)),
    Facet.PARTY: (("IND", 13), ("KOR", 13), ("isro", 1), ("kasa", 1)),
    Facet.INSTITUTION: (("isro", 1), ("kasa", 1)),
    Facet.DOCUMENT: ((FORGE, 7), (RIS, 6)),
    Facet.STANDING: (("press", 7), ("commentary", 6)),
    Facet.DECADE: (("2020", 1),),
}


def page(
    query: Query = KOREA,
    *,
    found: tuple[EntryRow, ...] | None = None,
    ids: tuple[str, ...] | None = None,
    passages: tuple[PassageHit, ...] = (),
    facets: dict[Facet, tuple[tuple[str, int], ...]] | None = None,
    hint: str = "",
    library_entries: int = 47,
) -> Page:
    """A page: all sample rows unless others are given; ``ids`` may go on beyond the rows."""
    known = rows() if found is None else found
    order = tuple(row.id for row in known) if ids is None else ids
    return Page(
        query=query,
        understood=query,
        ids=order,
        total=len(order),
        undated=len(order),
        library_entries=library_entries,
        library_documents=2,
        facets=FACETS if facets is None else facets,
        timeline=timeline(len(order)),
        rows=known,
        marks={},
        passages=passages,
        revision=1,
        elapsed_ms=1.0,
        hint=hint,
    )
