"""Searching in documents, what a search left out, and what a page tells beside its rows."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from explorer.domain.messages import AccordError
from explorer.domain.query import Choice, Coverage, Facet, Period, Query
from explorer.services import indexing
from explorer.store import collections, documents, saving
from explorer.workspace import Workspace, open_workspace

RIS = "ris-scientific-cooperation"


def test_all_paragraphs_that_match(workspace: Workspace) -> None:
    """Also those that entries rest on, with these entries; each stands where it says."""
    page = workspace.browsing.passages(Query(text="space"))
    assert page.total == len(page.hits) == sum(item.count for item in page.documents)
    assert page.total > 1
    for hit in page.hits:
        text = workspace.browsing.document(hit.document).text[hit.start : hit.end]
        assert "space" in text.lower()
        assert [hit.snippet.text[a:b].lower() for a, b in hit.snippet.marks]
        resting = {
            footing.entry
            for footing in workspace.browsing.document(hit.document).footings
            if any(span.start < hit.end and span.end > hit.start for span in footing.spans)
        }
        assert {entry.id for entry in hit.entries} == resting
        assert all(entry.short_title for entry in hit.entries)
    assert any(hit.entries for hit in page.hits)


def test_page_by_page(workspace: Workspace) -> None:
    """The same passages in the same order, however many at a time; totals are of all."""
    whole = workspace.browsing.passages(Query(text="cooperation"), limit=100)
    parts = [
        workspace.browsing.passages(Query(text="cooperation"), limit=2, offset=offset)
        for offset in range(0, whole.total, 2)
    ]
    assert [hit for part in parts for hit in part.hits] == list(whole.hits)
    assert {part.total for part in parts} == {whole.total}
    assert {part.documents for part in parts} == {whole.documents}
    order = [item.document for item in whole.documents]
    places = [(order.index(hit.document), hit.start) for hit in whole.hits]
    assert places == sorted(places)


def test_under_filters_of_entries(workspace: Workspace) -> None:
    """The paragraphs on which entries rest that pass them; of documents their own ones."""
    browsing = workspace.browsing
    space = set(browsing.search(Query(text="sector:space")).ids)
    typed = browsing.passages(Query(text="sector:space space"))
    chosen = browsing.passages(Query("space").choosing(Facet.SECTOR, Choice(("space",))))
    assert typed.hits == chosen.hits
    assert typed.hits
    for hit in typed.hits:
        assert space & {entry.id for entry in hit.entries}
    everything = browsing.passages(Query(text="sector:space"))
    assert {hit.paragraph for hit in everything.hits} >= {hit.paragraph for hit in typed.hits}
    assert not browsing.passages(Query("space", period=Period("1901", "1902"))).total
    assert not browsing.passages(Query()).total
    assert not browsing.passages(Query(text="-space")).total
    one = browsing.passages(Query(text=f"cooperation document:{RIS}"))
    assert [item.document for item in one.documents] == [RIS]


def test_within_a_collection(workspace: Workspace) -> None:
    """Those that its entries rest on; an unknown one is told."""
    with workspace.library.writing("keep") as unit:
        kept = collections.Collection("mine", "Mine", entries=("isro-kasa-joint-working-group",))
        collections.save(unit, kept)
    page = workspace.browsing.passages(Query("space", collection="mine"))
    assert page.hits
    for hit in page.hits:
        assert "isro-kasa-joint-working-group" in {entry.id for entry in hit.entries}
    with pytest.raises(AccordError, match="yours"):
        workspace.browsing.passages(Query("space", collection="yours"))


def test_what_was_left_out_is_told(workspace: Workspace) -> None:
    """A document without text; with an index that is only being built also what it lacks."""
    assert workspace.browsing.search(Query()).coverage == Coverage(documents=2)
    with workspace.library.writing("add") as unit:
        known = documents.documents(unit)[RIS]
        for name, text in (("scan", " \n\t "), ("empty", ""), ("told", "A zebra crossing.")):
            new = replace(known, id=name, sha256=name, text_sha256=name, filename=name, body=0)
            documents.save_documents(unit, [(new, text)])
    page = workspace.browsing.search(Query(text="zebra"))
    assert page.coverage == Coverage(documents=5, without_text=2)
    assert page.coverage.searched == 3
    assert [hit.document for hit in page.passages] == ["told"]
    assert workspace.browsing.passages(Query(text="zebra")).coverage == page.coverage


def test_entries_that_are_not_in_the_index_yet_are_told(
    library_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the first index is built only the newest are searched, from memory."""
    monkeypatch.setattr(indexing, "FROM_MEMORY", 10)
    shutil.rmtree(library_folder / "index")
    opened = open_workspace(library_folder)
    page = opened.browsing.search(Query())
    assert page.notice is not None
    assert page.coverage.entries_behind == page.library_entries - page.total > 0
    for _ in opened.indexing.rebuild():
        pass
    assert opened.browsing.search(Query()).coverage == Coverage(documents=2)
    opened.close()


def test_a_page_tells_what_was_understood(workspace: Workspace) -> None:
    """The typed condition among the choices, with the same rows as if it were chosen."""
    typed = workspace.browsing.search(Query(text="sector:우주 2026"))
    assert typed.understood == Query("2026").choosing(Facet.SECTOR, Choice(("space",)))
    chosen = workspace.browsing.search(typed.understood)
    assert (typed.ids, typed.rows, typed.facets) == (chosen.ids, chosen.rows, chosen.facets)
    assert chosen.understood == chosen.query


def test_a_page_tells_what_was_meant(workspace: Workspace) -> None:
    """Where little is found; and which condition to drop where nothing is."""
    page = workspace.browsing.search(Query(text="semiconducter"))
    assert page.did_you_mean is not None
    assert page.did_you_mean.text == "semiconductor"
    found = workspace.browsing.search(Query(text="semiconductor"))
    assert found.total == page.did_you_mean.total > 2
    assert found.did_you_mean is None
    page = workspace.browsing.search(Query(text="sector:space launch"))
    assert [(item.facet, item.text) for item in page.loosened] == [
        (Facet.SECTOR, ""),
        (None, "launch"),
    ]
    for item in page.loosened:
        assert workspace.browsing.search(item.query).total == item.total > 0
    assert workspace.browsing.search(Query(text="space")).loosened == ()


def test_why_an_entry_was_found(workspace: Workspace) -> None:
    """Fields and words, and the other name that was found for what was typed."""
    why = workspace.browsing.why(Query(text="대한민국"), "isro-kasa-joint-working-group")
    assert ("대한민국", "Republic of Korea") in why.synonyms
    assert "Republic of Korea" in dict(why.fields)["names"]
    why = workspace.browsing.why(Query(text="title:group space"), "isro-kasa-joint-working-group")
    words = dict(why.fields)
    assert {word.lower() for word in words["title"]} == {"group"}
    assert {word.lower() for word in words["passages"]} >= {"space"}
    with pytest.raises(AccordError, match="no-such-thing"):
        workspace.browsing.why(Query(text="space"), "no-such-thing")


def test_an_entry_that_changes_is_found_by_its_new_tag(workspace: Workspace) -> None:
    """Names of values follow the library without a rebuild."""
    with workspace.library.reading() as unit:
        from explorer.store import entries

        forge = entries.load(unit, ["forge"])["forge"]
    with workspace.library.writing("edit") as unit:
        saving.save(unit, [replace(forge, tags=("brand new",))])
    page = workspace.browsing.search(Query(text='tag:"brand new"'))
    assert list(page.ids) == ["forge"]
    assert page.understood.choice(Facet.TAG).values == ("brand new",)
    found = workspace.completing.complete(Query(text="tag:br"))
    assert [item.text for item in found] == ['tag:"brand new"']
