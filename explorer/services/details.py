"""Opening entries: every id that a field names is resolved, every passage placed for citing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from explorer.domain.detail import EntryDetail, Quotation, RelatedEntry, Support
from explorer.domain.entries import Document, Entry, Passage
from explorer.domain.messages import AccordError
from explorer.domain.passages import Paragraph, paragraph_at, paragraphs, sentences
from explorer.domain.rules import institutions_of, position, title_passages
from explorer.store import documents, entries, shelving
from explorer.store.holding import collections_holding
from explorer.store.library import Unit


class _Place:
    """A document's text cut into paragraphs, to say where a passage stands."""

    def __init__(self, unit: Unit, document: Document) -> None:
        self.text = documents.text_of(unit, document.id) or ""
        self.structure = shelving.structure_of(unit, document.id)
        self.paragraphs = paragraphs(self.text, document.body)

    def quotation(self, passage: Passage) -> Quotation:
        paragraph = paragraph_at(self.paragraphs, passage.start)
        if paragraph is None or passage.orphaned:
            return Quotation(
                passage=passage.id,
                document=passage.document,
                text=passage.exact,
                start=passage.start,
                end=passage.end,
                paragraph=0,
                sentence=0,
                orphaned=passage.orphaned,
            )
        return self._placed(passage, paragraph)

    def _placed(self, passage: Passage, paragraph: Paragraph) -> Quotation:
        spans = sentences(self.text, paragraph.start, paragraph.end)
        touched = [
            (number, span)
            for number, span in enumerate(spans, start=1)
            if span.start < passage.end and span.end > passage.start
        ]
        number, first = touched[0]
        last = touched[-1][1]
        return Quotation(
            passage=passage.id,
            document=passage.document,
            text=passage.exact,
            start=passage.start,
            end=passage.end,
            paragraph=paragraph.number,
            sentence=number,
            page=self.structure.page_at(passage.start),
            before=self.text[first.start : passage.start],
            after=self.text[passage.end : last.end],
        )


def load(unit: Unit, ids: Sequence[str]) -> tuple[EntryDetail, ...]:
    """Entries, opened, in this order.

    Raises:
        AccordError: ``entry-unknown`` for the first id that is not there.
    """
    found = entries.load(unit, ids)
    for identifier in ids:
        if identifier not in found:
            raise AccordError("entry-unknown", id=identifier)
    known_documents = documents.documents(unit)
    known_institutions = documents.institutions(unit)
    evidence = [item for entry in found.values() for item in entry.evidence]
    passages = documents.passages(unit, sorted({p for item in evidence for p in item.passages}))
    records = documents.records(unit, sorted({r for item in evidence for r in item.records}))
    places = {
        name: _Place(unit, known_documents[name])
        for name in sorted({passage.document for passage in passages.values()})
    }
    order = {name: number for number, name in enumerate(known_documents)}
    related = _related(unit, found)
    holding = collections_holding(unit, ids)
    details = []
    for identifier in ids:
        entry = found[identifier]
        own = _own_passages(entry, passages, order)
        cells = tuple(dict.fromkeys(r for item in entry.evidence for r in item.records))
        number_of = {passage.id: number for number, passage in enumerate(own)}
        stage, milestone, dated = position(
            entry, {p.id: known_documents[p.document].standing for p in own}
        )
        details.append(
            EntryDetail(
                entry=entry,
                stage=stage,
                stage_source=milestone,
                when=None if dated is None else dated.when.text,
                when_source="" if dated is None else dated.source,
                institutions={n: known_institutions[n] for n in institutions_of(entry)},
                documents={p.document: known_documents[p.document] for p in own},
                quotations=tuple(places[p.document].quotation(p) for p in own),
                records=tuple(records[name] for name in cells),
                supports={
                    item.field: Support(
                        basis=item.basis.value,
                        quotations=tuple(sorted(number_of[p] for p in item.passages)),
                        records=tuple(cells.index(r) for r in item.records),
                        why=item.why,
                    )
                    for item in entry.evidence
                },
                related=tuple(related[identifier]),
                collections=holding.get(identifier, ()),
            )
        )
    return tuple(details)


def _own_passages(
    entry: Entry, passages: dict[str, Passage], order: dict[str, int]
) -> list[Passage]:
    """An entry's passages: what gives its title first, then in the order of the texts."""
    titled = title_passages(entry)
    own = {p: passages[p] for item in entry.evidence for p in item.passages}
    return sorted(
        own.values(), key=lambda p: (p.id not in titled, order[p.document], p.start, p.end)
    )


def _related(unit: Unit, found: dict[str, Entry]) -> dict[str, list[RelatedEntry]]:
    forward = {name: [(r.kind, r.target) for r in entry.relations] for name, entry in found.items()}
    back = entries.relating_to(unit, list(found))
    others = {target for pairs in forward.values() for _, target in pairs}
    others |= {source for pairs in back.values() for _, source in pairs}
    titles = entries.titles(unit, sorted(others))
    related: dict[str, list[RelatedEntry]] = defaultdict(list)
    for name in found:
        for is_back, pairs in ((False, forward[name]), (True, back.get(name, []))):
            for kind, other in pairs:
                title, short_title = titles[other]
                related[name].append(RelatedEntry(kind, is_back, other, title, short_title))
    return related
