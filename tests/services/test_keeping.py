"""The documents of a library: listed, described anew, removed with what depends on them."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from explorer.domain.messages import AccordError
from explorer.domain.query import Query
from explorer.domain.vocabulary import Standing
from explorer.services.checking import check
from explorer.services.children import finish
from explorer.services.keeping import DocumentRow
from explorer.workspace import Workspace
from tests.reading.makers import pdf


def added(workspace: Workspace, folder: Path, name: str, data: bytes) -> str:
    (folder / name).write_bytes(data)
    (identifier,) = finish(workspace.importing.run([folder / name])).added()
    return identifier


def row(workspace: Workspace, identifier: str) -> DocumentRow:
    (found,) = [one for one in workspace.keeping.rows() if one.document.id == identifier]
    return found


def test_the_list_counts_pages_gaps_and_entries(workspace: Workspace, tmp_path: Path) -> None:
    before = workspace.keeping.rows()
    assert all(one.entries > 0 and one.letters > 0 for one in before)
    made = pdf("#set page(height: 8cm)\nWords of it.\n#pagebreak()\n#rect(fill: red)")
    identifier = added(workspace, tmp_path, "a.pdf", made)
    assert workspace.keeping.rows()[0].document.id == identifier  # the newest first
    found = row(workspace, identifier)
    assert (found.pages, found.gaps, found.entries) == (2, 1, 0)
    assert workspace.keeping.original(identifier).read_bytes() == made


def test_a_description_is_corrected_and_that_is_undone(
    workspace: Workspace, tmp_path: Path
) -> None:
    identifier = added(workspace, tmp_path, "a.txt", b"A title\nThe pangolin programme begins.")
    before = workspace.keeping.document(identifier)
    new = msgspec.structs.replace(
        before, title="Better", standing=Standing.PRESS, published="2026-04", text_sha256="not this"
    )
    batch = workspace.keeping.describe(new)
    after = workspace.keeping.document(identifier)
    assert (after.title, after.standing, after.published) == ("Better", Standing.PRESS, "2026-04")
    assert after.text_sha256 == before.text_sha256  # what was read is not described away
    page = workspace.browsing.passages(Query(text="pangolin standing:press"), limit=5)
    assert page.total == 1
    workspace.keeping.revert(batch)
    assert workspace.keeping.document(identifier) == before
    assert workspace.browsing.passages(Query(text="pangolin standing:press"), limit=5).total == 0
    assert check(workspace.library) == ()


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("title", " ", "document-untitled"),
        ("published", "last week", "date-not-edtf"),
        ("version_of", "itself", "document-circle"),
        ("translation_of", "nobody", "document-circle"),
    ],
)
def test_what_cannot_be_is_refused(
    workspace: Workspace, tmp_path: Path, field: str, value: str, code: str
) -> None:
    identifier = added(workspace, tmp_path, "a.txt", b"A title\nand some words of it.")
    before = workspace.keeping.document(identifier)
    value = identifier if value == "itself" else value
    with pytest.raises(AccordError) as raised:
        workspace.keeping.describe(msgspec.structs.replace(before, **{field: value}))
    assert raised.value.message.code == code
    assert workspace.keeping.document(identifier) == before


def test_a_document_goes_with_what_rests_on_it_alone_and_comes_back(workspace: Workspace) -> None:
    rows = workspace.keeping.rows()
    entries = set(workspace.browsing.search(Query()).ids)
    details = {name: workspace.browsing.detail(name) for name in entries}
    own = rows[0].document.id
    told = workspace.keeping.dependents([own])
    alone = {name for name, one in details.items() if set(one.documents) == {own}}
    assert len(told.gone) >= len(alone)
    assert len(told.gone) + len(told.kept) == rows[0].entries
    batch = workspace.keeping.remove([own])
    left = set(workspace.browsing.search(Query()).ids)
    assert len(entries - left) == len(told.gone)
    assert alone <= entries - left
    with pytest.raises(AccordError):
        workspace.keeping.document(own)
    problems = [one for one in check(workspace.library) if one.reason.code != "check-no-evidence"]
    assert not problems
    workspace.keeping.revert(batch)
    assert set(workspace.browsing.search(Query()).ids) == entries
    for name, before in details.items():
        after = workspace.browsing.detail(name)
        assert after.entry == before.entry
        # A document that comes back stands behind the others.
        assert set(after.quotations) == set(before.quotations)
    assert check(workspace.library) == ()


def test_all_documents_can_go_and_come_back(workspace: Workspace) -> None:
    ids = [one.document.id for one in workspace.keeping.rows()]
    entries = set(workspace.browsing.search(Query()).ids)
    batch = workspace.keeping.remove(ids)
    assert workspace.keeping.rows() == ()
    assert workspace.browsing.search(Query()).total == 0
    assert workspace.browsing.passages(Query(text="the"), limit=3).total == 0
    workspace.keeping.revert(batch)
    assert set(workspace.browsing.search(Query()).ids) == entries
    assert check(workspace.library) == ()


def test_a_version_outlives_what_it_was_a_version_of(workspace: Workspace, tmp_path: Path) -> None:
    first = added(workspace, tmp_path, "a.txt", b"A title\nand some words of it.")
    second = added(workspace, tmp_path, "b.txt", b"Another title\nwith quite other words in it.")
    both = msgspec.structs.replace(workspace.keeping.document(second), version_of=first)
    workspace.keeping.describe(both)
    assert workspace.keeping.dependents([first]).versions == 1
    batch = workspace.keeping.remove([first])
    assert workspace.keeping.document(second).version_of is None
    workspace.keeping.revert(batch)
    assert workspace.keeping.document(second).version_of == first
