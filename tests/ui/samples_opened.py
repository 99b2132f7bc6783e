"""A sample entry opened, and a sample document opened: what reader and document view show."""

from __future__ import annotations

from typing import Final

from explorer.domain.detail import (
    DocumentText,
    EntryDetail,
    Footing,
    Quotation,
    RelatedEntry,
    Support,
)
from explorer.domain.entries import Entry, Figure, Involvement, Milestone, Place, Relation
from explorer.domain.labels import family_place
from explorer.domain.passages import Span, paragraph_at, paragraphs, sentences
from explorer.domain.vocabulary import Kind, PlaceRole, RelationKind, Role, Stage
from tests.ui.samples import ISRO, ISRO_KASA, KASA, RIS, document, text


def quotation(name: str, exact: str, identifier: str, *, orphaned: bool = False) -> Quotation:
    """The place of an exact text in a seed document, with its paragraph and sentence."""
    whole = text(name)
    start = whole.index(exact)
    end = start + len(exact)
    found = paragraph_at(paragraphs(whole, document(name).body), start)
    assert found is not None
    spans = sentences(whole, found.start, found.end)
    number = next(place for place, span in enumerate(spans, 1) if span.start <= start < span.end)
    span = spans[number - 1]
    return Quotation(
        passage=identifier,
        document=name,
        text=exact,
        start=start,
        end=end,
        paragraph=found.number,
        sentence=number,
        before=whole[span.start : start],
        after=whole[end : max(end, span.end)],
        orphaned=orphaned,
    )


# id, title, short title, kind, stage, when, sectors, document, paragraph, snippet (searched in [])
AGREED: Final = (
    "both countries have agreed to enhance the cooperation by establishing a Joint Working Group"
    " between Indian Space Research Organisation (ISRO) and Korea Aerospace Administration (KASA)"
)
BEGAN: Final = "it began with marking the India–ROK Space Day held in Bengaluru on 20th April 2026"


def detail(*, orphaned: bool = False) -> EntryDetail:
    """The working group of the two space agencies, opened."""
    entry = Entry(
        id=ISRO_KASA,
        title="ISRO–KASA Joint Working Group",
        short_title="ISRO–KASA",
        kind=Kind.WORKING_GROUP,
        summary=(
            "India and Korea agreed to set up a group in which their space agencies plan joint"
            " work. Its members and first meeting are not stated."
        ),
        parties=(
            Involvement("IND", Role.SIGNATORY),
            Involvement("KOR", Role.SIGNATORY, printed="ROK"),
            Involvement("isro", Role.IMPLEMENTING),
            Involvement("kasa", Role.IMPLEMENTING),
        ),
        sectors=("space",),
        places=(Place("bengaluru", "Bengaluru", PlaceRole.HELD_AT, printed="Bangalore"),),
        milestones=(
            Milestone("m1", Stage.AGREED),
            Milestone("m2", Stage.LAUNCHED, when="2026-04-20"),
            Milestone("m3", Stage.COMPLETED, due="2030", note="with the Strategic Vision"),
        ),
        relations=(
            Relation(RelationKind.OUTCOME_OF, "visit"),
            Relation(RelationKind.SEE_ALSO, "space-day"),
        ),
        figures=(Figure("f1", "Trade by 2030", "50 billion dollars", 50e9, "USD", "2030"),),
        note="The text gives Bangalore in ¶2 and Bengaluru in ¶7.",
    )

    def said(*places: int, basis: str = "stated", why: str = "") -> Support:
        return Support(basis, places, (), why)

    return EntryDetail(
        entry=entry,
        stage=Stage.AGREED,
        stage_source="m1",
        when=None,
        when_source="",
        institutions={item.id: item for item in (ISRO, KASA)},
        documents={RIS: document(RIS)},
        quotations=(
            quotation(RIS, AGREED, "p1", orphaned=orphaned),
            quotation(RIS, BEGAN, "p2"),
        ),
        records=(),
        supports={
            "title": said(0),
            "kind": said(0, basis="classified"),
            "party:IND": said(0),
            "party:KOR": said(0),
            "party:isro": said(0),
            "party:kasa": said(0),
            "role:isro": said(0, basis="inferred", why="The group is between the two agencies."),
            "sector:space": said(0, basis="classified"),
            "place:bengaluru": said(1),
            "figure:f1": said(1),
            "milestone:m1/stage": said(0),
            "milestone:m2/stage": said(1, basis="inferred", why="“it began with” a Space Day."),
            "milestone:m2/when": said(1, basis="inferred", why="The date of the Space Day."),
            "relation:visit": said(0, basis="inferred", why="The visit is the text's subject."),
            "relation:space-day": said(1),
        },
        related=(
            _related(RelationKind.OUTCOME_OF, "visit", "Visit of President Lee Jae Myung to India"),
            _related(RelationKind.SEE_ALSO, "space-day", "India–ROK Space Day"),
        ),
        collections=(),
    )


def _related(kind: RelationKind, name: str, title: str) -> RelatedEntry:
    return RelatedEntry(kind, back=False, id=name, title=title, short_title=title)


_FOOTINGS: Final = (
    ("visit", "President Lee’s visit", "politics-diplomacy", "The recent visit of the Republic"),
    ("ssp", "Special Strategic Partnership", "politics-diplomacy", "‘Special Strategic Partner"),
    ("climate", "Climate-related actions", "clean-energy-climate", "agreed to work on climate"),
    ("arctic", "Arctic research", "space", "Arctic research and the blue economy"),
    ("committee", "S&T Committee", "science-research", "India Korea Joint Science & Technology"),
    ("ikcri", "IKCRI centre", "science-research", "India Korea Centre for Research & Innovation"),
    ("vision", "India–ROK Joint Strategic Vision", "politics-diplomacy", "The India–ROK Joint St"),
    ("mobility", "Green mobility", "mobility-ev", "The present bilateral cooperation focuses on"),
    ("gks", "Global Korea Scholarships", "education-skills", "the Global Korea Scholarships (GKS)"),
    ("bridge", "India–Korea Digital Bridge", "digital-ai", "it is proposed to establish an India"),
    ("chips", "Chip task force", "semiconductors", "semiconductor design and fabrication guided"),
    ("link", "Cross-Border Financial Linkage", "finance-payments", "A Cross-Border Financial Li"),
    (ISRO_KASA, "ISRO–KASA Joint Working Group", "space", AGREED),
    ("space-day", "India–ROK Space Day", "space", "India–ROK Space Day held in Bengaluru"),
    ("pax", "India in the Pax Silica initiative", "trade-investment", "ROK welcomed India’s parti"),
    ("forge", "FORGE", "critical-minerals-supply-chains", "the FORGE is a United States-led"),
)


def document_text(*, prefix: str = "") -> DocumentText:
    """The commentary with the entries that rest on it; ``prefix`` goes before its first line."""
    shift = len(prefix)
    whole = prefix + text(RIS)
    record = document(RIS)
    found = paragraphs(whole, record.body + shift)
    footings = []
    for identifier, title, sector, exact in _FOOTINGS:
        start = whole.index(exact)
        place = paragraph_at(found, start)
        assert place is not None
        spans = [Span(start, start + len(exact))]
        if identifier == ISRO_KASA:
            began = whole.index(BEGAN)
            spans.append(Span(began, began + len(BEGAN)))
        footings.append(
            Footing(
                entry=identifier,
                title=title,
                short_title=title,
                family=family_place((sector,)),
                paragraph=place.number,
                spans=tuple(spans),
            )
        )
    return DocumentText(record, whole, found, tuple(footings))
