"""Out as a share file, into an empty library: equal to the entry, whatever a library holds."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from explorer import paths
from explorer.domain.entries import (
    Document,
    Entry,
    Evidence,
    Institution,
    Involvement,
    Misprint,
    Origin,
    Passage,
    Record,
    Relation,
)
from explorer.domain.messages import Message
from explorer.domain.passages import normalise
from explorer.domain.rules import is_state, supported_fields
from explorer.domain.structure import Gap, LineKind, Mark, Structure
from explorer.domain.vocabulary import Basis, Kind, RelationKind, Role, Standing
from explorer.services.children import finish
from explorer.services.merging import Choice, Merged, merge, plan
from explorer.services.opening_packs import opened
from explorer.services.packing import PackWork, pack_steps
from explorer.services.seeding import load_pack
from explorer.store import documents, entries, saving, shelving
from explorer.store.entries import table_of
from explorer.store.library import Library, Unit, create_library
from explorer.store.tables import PassageTable, RecordTable
from explorer.workspace import open_workspace
from tests.reading.makers import pdf
from tests.store.test_entries import TEXT, made_entries

STATED = st.sampled_from([Basis.STATED, Basis.CLASSIFIED, Basis.INFERRED])
BODY = Institution(
    "body", "The Body", "TB", ("Body",), {"ko": "기구"}, "IND", (Misprint("Bdoy", "Body"),), "n"
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A text as libraries hold them: in normal form, of several scripts."""
    words = draw(st.lists(TEXT, min_size=1, max_size=6))
    return normalise("India and 대한민국 और भारत 🛰 agreed.\n" + "\n".join(words) + "\nThe end.")


def document(name: str, text: str, original: bytes, **more: Any) -> Document:
    return Document(
        id=name,
        title=f"Title of {name}",
        short_title=name,
        standing=Standing.PRESS,
        filename=f"{name}.pdf",
        sha256=hashlib.sha256(original).hexdigest(),
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        reader="test-1",
        added="2026-04-20",
        **more,
    )


@st.composite
def libraries(draw: st.DrawFn) -> Callable[[Library], None]:
    """What fills a library: documents with versions, passages, cells, bodies, entries."""
    bodies = [draw(texts()) for _ in range(2)]
    originals = [b"%PDF one" + bodies[0].encode(), b"%PDF two"]
    first = document("one", bodies[0], originals[0], body=min(4, len(bodies[0])))
    second = document("two", bodies[1], originals[1], version_of="one", translation_of="one")
    structure = Structure(
        (Mark(0, LineKind.HEADING, 1),), (0, 5), (Gap(3, Message("gap-page", {"page": "2"})),)
    )
    passages = []
    for number in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, 1))
        text = bodies[place]
        start = draw(st.integers(0, len(text) - 2))
        end = draw(st.integers(start + 1, len(text)))
        orphaned = draw(st.booleans())
        exact = "nowhere" if orphaned else text[start:end]
        around = ("", "") if orphaned else (text[max(0, start - 8) : start], text[end : end + 8])
        passages.append(
            Passage(f"p{number}", ("one", "two")[place], start, end, exact, *around, orphaned)
        )
    cells = [
        Record(f"r{number}", "0" * 64, number + 1, "Título", draw(TEXT))
        for number in range(draw(st.integers(1, 3)))
    ]
    found: list[Entry] = []
    for made in draw(st.lists(made_entries(), min_size=1, max_size=4, unique_by=lambda e: e.id)):
        origin = Origin("table", draw(st.sampled_from([None, "one"])), None, "b")
        changes: dict[str, Any] = {"origin": origin, "title": f"{made.title} agreement"}
        if draw(st.booleans()):
            member = Involvement("body", Role.MEMBER, draw(TEXT))
            changes |= {"kind": Kind.INSTITUTION, "institution": "body"}
            changes["parties"] = (*made.parties, member)
        if found and bool(draw(st.booleans())):
            kind = draw(st.sampled_from(RelationKind))
            changes["relations"] = (Relation(kind, draw(st.sampled_from([e.id for e in found]))),)
        entry = replace(made, **changes)
        found.append(replace(entry, evidence=tuple(_evidence(draw, entry, passages, cells))))

    def fill(library: Library) -> None:
        with library.writing("made") as unit:
            for item, text, original in zip((first, second), bodies, originals, strict=True):
                documents.keep_original(library, item, original)
                shelving.add(unit, item, text, structure)
            documents.save_institutions(unit, [BODY])
            documents.save_passages(unit, passages)
            documents.save_records(unit, cells)
            saving.save(unit, found)

    return fill


def _evidence(
    draw: st.DrawFn, entry: Entry, passages: list[Passage], cells: list[Record]
) -> Iterator[Evidence]:
    places = st.lists(st.sampled_from([p.id for p in passages]), unique=True, max_size=2)
    rows = st.lists(st.sampled_from([c.id for c in cells]), unique=True, min_size=1, max_size=2)
    for field in supported_fields(entry):
        basis = draw(STATED)
        why = "as it follows" if basis is Basis.INFERRED else ""
        yield Evidence(field, basis, tuple(draw(places)), tuple(draw(rows)), why)


def content(library: Library) -> dict[str, Any]:
    """All that is in a library but its journal, and but what nothing rests on."""
    with library.reading() as unit:
        own = [entry for some in entries.load_all(unit) for entry in some]
        evidence = [item for entry in own for item in entry.evidence]
        used = {name for entry in own for name in [entry.institution, *_acting(entry)]}
        files = documents.documents(unit)
        return {
            "entries": own,
            "documents": files,
            "texts": {name: documents.text_of(unit, name) for name in files},
            "structures": shelving.structures(unit),
            "originals": {
                name: documents.original(library, item).read_bytes() for name, item in files.items()
            },
            "passages": documents.passages(unit, _sorted(p for i in evidence for p in i.passages)),
            "records": documents.records(unit, _sorted(r for i in evidence for r in i.records)),
            "bodies": {
                name: body for name, body in documents.institutions(unit).items() if name in used
            },
        }


def _acting(entry: Entry) -> list[str]:
    return [item.party for item in entry.parties if not is_state(item.party)]


def _sorted(names: Iterator[str]) -> list[str]:
    return sorted(set(names))


def sent(source: Library, target: Library, path: Path, choice: Choice = Choice.BOTH) -> Merged:
    """From library to library by a share file, in this process."""
    finish(pack_steps(PackWork(str(source.folder), str(path), "Shared")))
    return finish(merge(target, finish(opened(path)), {}, choice))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(fill=libraries())
def test_any_library_arrives_as_it_is(fill: Callable[[Library], None]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, target = create_library(folder / "a"), create_library(folder / "b")
        try:
            fill(source)
            done = sent(source, target, folder / "x.accord")
            before = content(source)
            assert content(target) == before
            assert done.added == len(before["entries"])
            with target.reading() as unit:
                found = finish(opened(folder / "x.accord"))
                assert not finish(plan(unit, found.pack, "", "b")).comparison.differs
            # What came can go on, and is the same again.
            third = create_library(folder / "c")
            sent(target, third, folder / "y.accord")
            assert content(third) == before
            third.close()
        finally:
            source.close()
            target.close()


def _counts(unit: Unit) -> tuple[int, int]:
    return tuple(  # type: ignore[return-value]
        len(unit.session.execute(table_of(table).select()).all())
        for table in (PassageTable, RecordTable)
    )


def test_the_built_in_library_arrives_as_it_is(tmp_path: Path) -> None:
    source, target = create_library(tmp_path / "a"), create_library(tmp_path / "b")
    load_pack(source, paths.seeds())
    sent(source, target, tmp_path / "x.accord")
    assert content(target) == content(source)
    with target.reading() as unit:
        before = _counts(unit)
    again = sent(source, target, tmp_path / "y.accord")
    assert (again.added, again.replaced, again.beside, again.documents) == (0, 0, 0, 0)
    with target.reading() as unit:  # nothing is doubled
        assert _counts(unit) == before
    source.close()
    target.close()


TABLE = """id,title,signed,party1,party2,topic
T1,Agreement on trade,1971-08-12,India,Republic of Korea,trade
T2,Протокол о торговле,13/45,Soviet Union,India,trade
T3,"Notes, with a comma",,Atlantis,India,unheard
"""


@pytest.fixture
def grown(tmp_path: Path) -> Iterator[Library]:
    """The built-in library with a document and a table of the user's own."""
    workspace = open_workspace(tmp_path / "grown")
    source = tmp_path / "statement.pdf"
    source.write_bytes(pdf("= A statement\n\nThe parties welcomed the quokka programme."))
    for _ in workspace.importing.run([source]):
        pass
    table = tmp_path / "table.csv"
    table.write_text(TABLE, encoding="utf-8")
    finish(workspace.tabling.run(table, None, None, index=False))
    yield workspace.library
    workspace.close()


def test_imported_documents_and_tables_arrive_as_they_are(grown: Library, tmp_path: Path) -> None:
    target = create_library(tmp_path / "b")
    sent(grown, target, tmp_path / "x.accord")
    found = content(target)
    assert found == content(grown)
    assert any(entry.origin.source == "table" for entry in found["entries"])
    assert len(found["documents"]) > 2
    target.close()


def test_what_bears_another_things_id_gets_its_own(tmp_path: Path) -> None:
    """Two colleagues name two bodies, two passages and two cells alike: neither is taken for it."""
    here, there = create_library(tmp_path / "a"), create_library(tmp_path / "b")
    for library, text in ((here, "One text, here."), (there, "Another text, there.")):
        fill_alike(library, text)
    before = content(here)
    sent(there, here, tmp_path / "x.accord")
    after = content(here)
    theirs = content(there)
    own = before["entries"][0]
    assert own in after["entries"]
    (new,) = [entry for entry in after["entries"] if entry != own]
    (sent_entry,) = theirs["entries"]
    assert new.title == sent_entry.title
    assert after["bodies"][new.institution].name == theirs["bodies"]["group"].name
    assert after["bodies"]["group"] == before["bodies"]["group"]
    quoted = [after["passages"][name].exact for name in new.evidence[0].passages]
    assert quoted == [theirs["passages"][name].exact for name in sent_entry.evidence[0].passages]
    printed = [after["records"][name].printed for name in new.evidence[0].records]
    assert printed == [theirs["records"][name].printed for name in sent_entry.evidence[0].records]
    here.close()
    there.close()


def fill_alike(library: Library, text: str) -> None:
    """A library whose things all bear the same ids as those of another text's."""
    item = document("d", text, text.encode())
    exact = text.split(maxsplit=1)[0]
    entry = Entry(
        id="e", title=f"Entry: {text}", short_title="", kind=Kind.MECHANISM, summary="",
        institution="group", parties=(Involvement("group", Role.LEAD),),
    )  # fmt: skip
    evidence = [Evidence(f, Basis.STATED, ("p",), ("r",)) for f in supported_fields(entry)]
    with library.writing("made") as unit:
        documents.keep_original(library, item, text.encode())
        shelving.add(unit, item, text, Structure())
        documents.save_institutions(unit, [Institution("group", f"Group of {text}")])
        documents.save_passages(unit, [Passage("p", "d", 0, len(exact), exact)])
        documents.save_records(unit, [Record("r", "0" * 64, 1, "c", text)])
        saving.save(unit, [replace(entry, evidence=tuple(evidence))])
