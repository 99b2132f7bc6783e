"""Share files: out of one library and into another, with what differs, and hostile ones."""

from __future__ import annotations

import json
import stat
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from explorer import paths
from explorer.domain.differences import Group
from explorer.domain.entries import Entry, Pack
from explorer.domain.messages import AccordError
from explorer.services.checking import check
from explorer.services.children import finish
from explorer.services.merging import Choice, Merged, PackPlan
from explorer.services.packing import compose
from explorer.store import documents, entries, saving, shelving
from explorer.workspace import Workspace, open_workspace
from tests.reading.makers import pdf

ENTRY = "isro-kasa-joint-working-group"


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Workspace]:
    """A colleague's library: at first the built-in one."""
    opened = open_workspace(tmp_path / "other")
    yield opened
    opened.close()


def entry_of(workspace: Workspace, name: str = ENTRY) -> Entry | None:
    with workspace.library.reading() as unit:
        return entries.load(unit, [name]).get(name)


def retitled(workspace: Workspace, title: str, name: str = ENTRY) -> None:
    old = entry_of(workspace, name)
    assert old is not None
    with workspace.library.writing("test") as unit:
        saving.save(unit, [replace(old, title=title)])


def written(workspace: Workspace, target: Path, *ids: str) -> Path:
    finish(workspace.packs.write(ids or None, target, title="Shared"))
    return target


def merged(workspace: Workspace, path: Path, **choices: Choice) -> tuple[PackPlan, Merged]:
    plan = finish(workspace.packs.look(path))
    chosen = {name.replace("_", "-"): choice for name, choice in choices.items()}
    return plan, finish(workspace.packs.merge(path, plan, chosen))


def test_entries_come_as_they_went(workspace: Workspace, other: Workspace, tmp_path: Path) -> None:
    """With a document of the user's own: its text, its original and how it is built."""
    source = tmp_path / "statement.pdf"
    source.write_bytes(pdf("= A statement\n\nThe parties welcomed the quokka programme."))
    for _ in workspace.importing.run([source]):
        pass
    retitled(workspace, "A group with another title")
    path = written(workspace, tmp_path / "all.accord")
    plan, done = merged(other, path, isro_kasa_joint_working_group=Choice.TAKE)
    assert [item.id for item in plan.different] == [ENTRY]
    assert plan.different[0].fields == ("title",)
    assert (done.replaced, done.added, done.documents) == (1, 0, 1)
    with workspace.library.reading() as here, other.library.reading() as there:
        assert list(entries.load_all(here)) == list(entries.load_all(there))
        name = next(d.id for d in documents.documents(here).values() if ".pdf" in d.filename)
        assert documents.text_of(there, name) == documents.text_of(here, name)
        assert shelving.structure_of(there, name) == shelving.structure_of(here, name)
        kept = documents.original(other.library, documents.documents(there)[name])
        assert kept.read_bytes() == source.read_bytes()
    assert {problem.what for problem in check(other.library)} == {"index"}  # none was built yet


def test_equal_libraries_give_equal_bytes(workspace: Workspace, tmp_path: Path) -> None:
    one, two = (written(workspace, tmp_path / name).read_bytes() for name in ("a", "b"))
    assert one == two


def test_a_selection_takes_what_it_rests_on(workspace: Workspace) -> None:
    """Relations to what is left out are left out with their evidence; nothing else changes."""
    with workspace.library.reading() as unit:
        whole = entries.load(unit, [ENTRY])[ENTRY]
        pack = compose(unit, [ENTRY], title="One")
    assert whole.relations
    (entry,) = pack.entries
    assert entry.relations == ()
    assert not [item for item in entry.evidence if item.field.startswith("relation:")]
    assert replace(entry, relations=whole.relations, evidence=whole.evidence) == whole
    assert {item.document.id for item in pack.documents} == {p.document for p in pack.passages}
    with workspace.library.reading() as unit, pytest.raises(AccordError) as refused:
        compose(unit, ["nothing"], title="")
    assert refused.value.message.code == "entry-unknown"


@pytest.mark.parametrize("choice", list(Choice))
def test_what_differs_is_for_the_user_to_choose(
    workspace: Workspace, other: Workspace, tmp_path: Path, choice: Choice
) -> None:
    retitled(workspace, "Their title")
    retitled(other, "Own title")
    path = written(workspace, tmp_path / "x.accord", ENTRY)
    plan, _ = merged(other, path, isro_kasa_joint_working_group=choice)
    (found,) = plan.different
    assert found.titles == ("Own title", "Their title")
    own = entry_of(other)
    assert own is not None
    assert own.title == ("Their title" if choice is Choice.TAKE else "Own title")
    with other.library.reading() as unit:
        titles = [entry.title for some in entries.load_all(unit) for entry in some]
    assert titles.count("Their title") == (choice is not Choice.KEEP)
    _, again = merged(other, path, isro_kasa_joint_working_group=choice)
    assert (again.added, again.replaced, again.beside) == (0, 0, 0)


def test_a_merge_is_undone_in_one_step(
    workspace: Workspace, other: Workspace, tmp_path: Path
) -> None:
    with other.library.reading() as unit:
        before = list(entries.load_all(unit))
    with workspace.library.writing("test") as unit:
        old = entries.load(unit, [ENTRY])[ENTRY]
        saving.save(unit, [replace(old, id="new-one"), replace(old, title="Changed")])
    _, done = merged(other, written(workspace, tmp_path / "x.accord"),
                     isro_kasa_joint_working_group=Choice.TAKE)  # fmt: skip
    assert (done.added, done.replaced) == (1, 1)
    assert entry_of(other, "new-one") is not None
    back = other.packs.undo(done)
    with other.library.reading() as unit:
        assert list(entries.load_all(unit)) == before
    other.packs.undo(replace(done, batch=back))
    assert entry_of(other, "new-one") is not None


def test_a_later_edition_tells_what_has_gone(
    workspace: Workspace, other: Workspace, tmp_path: Path
) -> None:
    with workspace.library.writing("test") as unit:
        old = entries.load(unit, [ENTRY])[ENTRY]
        saving.save(unit, [replace(old, id="short-lived", title="Short-lived")])
    merged(other, written(workspace, tmp_path / "1.accord"))
    with workspace.library.writing("test") as unit:
        saving.remove(unit, ["short-lived"])
    plan = finish(other.packs.look(written(workspace, tmp_path / "2.accord")))
    assert [(item.id, item.title) for item in plan.comparison.of(Group.GONE)] == [
        ("short-lived", "Short-lived")
    ]
    assert entry_of(other, "short-lived") is not None  # that is told, not done


def test_a_file_that_changed_meanwhile_is_not_merged(workspace: Workspace, tmp_path: Path) -> None:
    path = written(workspace, tmp_path / "x.accord")
    plan = finish(workspace.packs.look(path))
    written(workspace, path, ENTRY)
    with pytest.raises(AccordError) as refused:
        finish(workspace.packs.merge(path, plan, {}))
    assert refused.value.message.code == "pack-changed"


def _renamed(source: Path, target: Path, old: str, new: str) -> None:
    with zipfile.ZipFile(source) as read, zipfile.ZipFile(target, "w") as out:
        for item in read.infolist():
            out.writestr(new if item.filename == old else item.filename, read.read(item))


def _added(source: Path, target: Path, item: zipfile.ZipInfo | str, content: bytes) -> None:
    target.write_bytes(source.read_bytes())
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as out:
        out.writestr(item, content)


def _link() -> zipfile.ZipInfo:
    item = zipfile.ZipInfo("documents/link.txt")
    item.external_attr = (stat.S_IFLNK | 0o777) << 16
    return item


def _locked(source: Path, target: Path) -> None:
    data = bytearray(source.read_bytes())
    at = data.index(b"PK\x01\x02")  # the list of contents: its first file is said to be encrypted
    data[at + 8] |= 1
    target.write_bytes(data)


HOSTILE: dict[str, tuple[Callable[[Path, Path], object], str]] = {
    "up": (lambda s, t: _added(s, t, "../evil.txt", b"x"), "which no share file has"),
    "deep": (lambda s, t: _added(s, t, "documents/../../evil.txt", b"x"), "no share file has"),
    "absolute": (lambda s, t: _added(s, t, "/tmp/evil.txt", b"x"), "no share file has"),
    "drive": (lambda s, t: _added(s, t, "documents/c:evil.txt", b"x"), "no share file has"),
    "stray": (lambda s, t: _added(s, t, "index/CURRENT", b"x"), "no share file has"),
    "link": (lambda s, t: _added(s, t, _link(), b"/etc/passwd"), "is a link"),
    "twice": (lambda s, t: _added(s, t, "PACK.json", b"{}"), "no share file has"),
    "nothing": (lambda s, t: _renamed(s, t, "pack.json", "documents/p.json"), "no pack.json"),
    "locked": (_locked, "encrypted"),
    "cut": (lambda s, t: t.write_bytes(s.read_bytes()[:-200]), "damaged"),
    "no zip": (lambda _, t: t.write_bytes(b"hello"), "damaged"),
    "empty": (lambda _, t: t.write_bytes(b""), "damaged"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused(workspace: Workspace, tmp_path: Path, name: str) -> None:
    make, reason = HOSTILE[name]
    good, path = written(workspace, tmp_path / "good.accord"), tmp_path / "bad.accord"
    make(good, path)
    with pytest.raises(AccordError) as refused:
        finish(workspace.packs.look(path))
    told = refused.value.message.english()
    assert str(path) in told
    assert reason in told
    assert told.count("\n") == 0
    assert not (tmp_path / "evil.txt").exists()


def test_a_bomb_is_stopped_by_what_comes_out(workspace: Workspace, tmp_path: Path) -> None:
    """A gigabyte of blanks in a pack.json of a megabyte."""
    path = tmp_path / "bomb.accord"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out, out.open("pack.json", "w") as to:
        for _ in range(600):
            to.write(b" " * (1 << 20))
    with pytest.raises(AccordError) as refused:
        finish(workspace.packs.look(path))
    assert "too large" in refused.value.message.english()


def test_the_schema_is_the_one_that_is_published() -> None:
    published = json.loads((paths.resources() / "pack.schema.json").read_text("utf-8"))
    assert published == msgspec.json.decode(msgspec.json.encode(msgspec.json.schema(Pack)))
