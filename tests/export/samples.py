"""Entries of a made-up library, opened: enough of every field to print."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec

from explorer.domain.detail import EntryDetail, Quotation, RelatedEntry, Support
from explorer.domain.entries import (
    Document,
    Entry,
    Figure,
    Institution,
    Involvement,
    Milestone,
    Misprint,
    Place,
    Record,
    Reference,
)
from explorer.domain.labels import Labels
from explorer.domain.sectors import parse_sectors
from explorer.domain.vocabulary import (
    Kind,
    PlaceRole,
    RelationKind,
    Role,
    Stage,
    Standing,
)
from explorer.export.report import BriefRequest

RESOURCES: Final = Path(__file__).parents[2] / "resources"

KOREAN: Final = "우주항공청"
HINDI: Final = "भारतीय अन्तरिक्ष अनुसन्धान संगठन"

LABELS: Final = Labels(
    sectors=parse_sectors((RESOURCES / "vocabulary/sectors.tsv").read_text(encoding="utf-8")),
    states={"IND": {"en": "India"}, "KOR": {"en": "Republic of Korea"}},
)

COMMENTARY: Final = Document(
    id="commentary",
    title="Cooperation in Space",
    short_title="Space",
    standing=Standing.COMMENTARY,
    filename="space.txt",
    sha256="",
    text_sha256="",
    reader="text-1",
    language="en",
    author="A. Author",
    url="https://example.org/space",
)
STATEMENT: Final = Document(
    id="statement",
    title="공동성명",
    short_title="Joint Statement",
    standing=Standing.OFFICIAL_STATEMENT,
    filename="statement.txt",
    sha256="",
    text_sha256="",
    reader="text-1",
    language="ko",
    published="2026-04-20",
    url="javascript:alert(1)",
)

AGREED: Final = Quotation(
    passage="p1",
    document="commentary",
    text="both agreed to set up a Joint Working Group",
    start=10,
    end=53,
    paragraph=7,
    sentence=1,
    before="In space, ",
    after=" of their agencies.",
)
BEGAN: Final = Quotation(
    passage="p2",
    document="commentary",
    text="it began with the Space Day",
    start=80,
    end=107,
    paragraph=7,
    sentence=2,
)
STATED: Final = Quotation(
    passage="p3",
    document="statement",
    text="양국은 공동작업반을 설립하기로 합의하였다.",
    start=0,
    end=23,
    paragraph=0,
    sentence=1,
)

GROUP: Final = EntryDetail(
    entry=Entry(
        id="group",
        title="Joint Working Group on Space",
        short_title="Working group",
        kind=Kind.WORKING_GROUP,
        summary="The agencies are to plan joint work.",
        instrument="Record of Discussions",
        parties=(
            Involvement("IND", Role.MEMBER),
            Involvement("KOR", Role.MEMBER, since="2026-04"),
            Involvement("kasa", Role.LEAD),
        ),
        sectors=("space",),
        institution="isro",
        milestones=(
            Milestone("m1", Stage.AGREED, as_of="2026-04"),
            Milestone("m2", Stage.LAUNCHED, when="2026-04-20"),
            Milestone("m3", Stage.OPERATING, due="2027"),
        ),
        places=(Place("bengaluru", "Bengaluru", PlaceRole.HELD_AT),),
        references=(Reference("unts", registration="I-1", series="UNTS", volume="2", page="3"),),
        figures=(Figure("money", "Budget", "5 crore rupees", by_when="2030"),),
        tags=("moon",),
        note="A remark.",
    ),
    stage=Stage.AGREED,
    stage_source="m1",
    when=None,
    when_source="",
    institutions={
        "isro": Institution(
            "isro", "Space Research Organisation", "ISRO", names={"hi": HINDI}, state="IND"
        ),
        "kasa": Institution(
            "kasa",
            "Korea AeroSpace Administration",
            "KASA",
            names={"ko": KOREAN},
            state="KOR",
            misprints=(Misprint("Korea Aerospace Agency", "the agency’s name is another"),),
        ),
    },
    documents={"commentary": COMMENTARY},
    quotations=(AGREED, BEGAN),
    records=(Record("r1", "ab" * 32, 12, "signed", "1999-10-05"),),
    supports={
        "title": Support("stated", (0,), (), ""),
        "party:IND": Support("stated", (0,), (), ""),
        "sector:space": Support("classified", (0,), (), ""),
        "milestone:m1/stage": Support("stated", (0,), (), ""),
        "milestone:m2/stage": Support("inferred", (0, 1), (0,), "“it” is the group"),
        "milestone:m2/when": Support("inferred", (1,), (), "the day of the Space Day"),
    },
    related=(
        RelatedEntry(RelationKind.SEE_ALSO, False, "day", "Space Day", "Day"),
        RelatedEntry(RelationKind.OUTCOME_OF, False, "visit", "Visit of the President", "Visit"),
    ),
    collections=("Space",),
)
DAY: Final = EntryDetail(
    entry=Entry(
        id="day",
        title="Space Day",
        short_title="Day",
        kind=Kind.EVENT,
        summary="A day on space.",
        parties=(Involvement("IND", Role.HOST),),
        sectors=("space", "science-research"),
        milestones=(Milestone("m1", Stage.COMPLETED, when="2026-04-20"),),
    ),
    stage=Stage.COMPLETED,
    stage_source="m1",
    when="2026-04-20",
    when_source="m1",
    institutions={},
    documents={"statement": STATEMENT},
    quotations=(STATED,),
    records=(),
    supports={"milestone:m1/when": Support("stated", (0,), (), "")},
    related=(RelatedEntry(RelationKind.SEE_ALSO, True, "group", "Working group", "Group"),),
    collections=(),
)


def renamed(detail: EntryDetail, **changes: object) -> EntryDetail:
    """The detail with other values in its entry."""
    entry = msgspec.structs.replace(detail.entry, **changes)
    return msgspec.structs.replace(detail, entry=entry)


def saying(text: str) -> EntryDetail:
    """An entry with one text wherever a user or a source can put one."""
    quotation = msgspec.structs.replace(AGREED, text=text, before=text, after=text)
    document = msgspec.structs.replace(COMMENTARY, title=text, author=text, url=text, note=text)
    return msgspec.structs.replace(
        renamed(GROUP, title=text, summary=text, instrument=text, tags=(text,), note=text),
        quotations=(quotation,),
        documents={"commentary": document},
        supports={},
    )


def request(*details: EntryDetail, title: str = "Space cooperation") -> BriefRequest:
    """A request for these entries out of a library of 47."""
    return BriefRequest(
        title=title,
        day="2026-11-22",
        library="Built-in library",
        total=47,
        details=details,
        labels=LABELS,
        query="joint group",
        filters=("Party: India",),
    )
