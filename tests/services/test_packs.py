"""Share files: out of one library and into another, with what differs, and hostile ones."""

from __future__ import annotations

import json
import stat
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from explorer import paths
from explorer.domain.differences import Group
from explorer.domain.entries import Entry, Pack
from explorer.domain.messages import AccordError
from explorer.export.packfile import MOST_FILES
from explorer.services.checking import check
from explorer.services.children import finish
from explorer.services.merging import Choice, Merged, PackPlan, merge
from explorer.services.opening_packs import opened
from explorer.services.packing import PackWork, compose, pack_steps
from explorer.services.seeding import load_pack
from explorer.store import documents, entries, saving, shelving
from explorer.store.library import create_library
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


def _packed(source: Path, target: Path, way: int) -> None:
    """The same files, packed as the program in its package cannot unpack them."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", way) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))


def _many(_: Path, target: Path) -> None:
    with zipfile.ZipFile(target, "w") as out:
        for number in range(MOST_FILES + 1):
            out.writestr(f"documents/{number}.txt", b"")


def _alike(source: Path, target: Path) -> None:
    """Two names that are one where the file system knows no capitals."""
    _added(source, target, "documents/a.txt", b"x")
    _added(target, target, "documents/A.txt", b"x")


def _said_large(source: Path, target: Path) -> None:
    """A small file that is said to be five gigabytes when unpacked."""
    data = bytearray(source.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = (0xFFFFFFF0).to_bytes(4, "little")
    next_one = data.index(b"PK\x01\x02", at + 4)
    data[next_one + 24 : next_one + 28] = (0xFFFFFFF0).to_bytes(4, "little")
    target.write_bytes(data)


def _overlapping(source: Path, target: Path) -> None:
    """A list of contents in which two files are one stretch of bytes, as in a bomb that is flat."""
    data = bytearray(source.read_bytes())
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 4)
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    target.write_bytes(data)


HOSTILE: dict[str, tuple[Callable[[Path, Path], object], str]] = {
    "up": (lambda s, t: _added(s, t, "../evil.txt", b"x"), "which no share file has"),
    "deep": (lambda s, t: _added(s, t, "documents/../../evil.txt", b"x"), "no share file has"),
    "folder": (lambda s, t: _added(s, t, "documents/in/evil.txt", b"x"), "no share file has"),
    "Windows": (lambda s, t: _added(s, t, "documents\\..\\evil.txt", b"x"), "no share file has"),
    "hidden": (lambda s, t: _added(s, t, "documents/.evil", b"x"), "no share file has"),
    "absolute": (lambda s, t: _added(s, t, "/tmp/evil.txt", b"x"), "no share file has"),
    "drive": (lambda s, t: _added(s, t, "documents/c:evil.txt", b"x"), "no share file has"),
    "stray": (lambda s, t: _added(s, t, "index/CURRENT", b"x"), "no share file has"),
    "unnamed": (lambda s, t: _added(s, t, "documents/x.zip", s.read_bytes()), "does not name"),
    "link": (lambda s, t: _added(s, t, _link(), b"/etc/passwd"), "is a link"),
    "twice": (lambda s, t: _added(s, t, "PACK.json", b"{}"), "no share file has"),
    "letters": (_alike, "twice"),
    "nothing": (lambda s, t: _renamed(s, t, "pack.json", "documents/p.json"), "no pack.json"),
    "locked": (_locked, "encrypted"),
    "LZMA": (lambda s, t: _packed(s, t, zipfile.ZIP_LZMA), "packed in a way"),
    "bzip2": (lambda s, t: _packed(s, t, zipfile.ZIP_BZIP2), "packed in a way"),
    "many": (_many, f"more than {MOST_FILES}"),
    "said large": (_said_large, "too large when unpacked"),
    "overlapping": (_overlapping, "damaged"),
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
        finish(opened(path))
    told = refused.value.message.english()
    assert str(path) in told
    assert reason in told
    assert told.count("\n") == 0
    assert not (tmp_path / "evil.txt").exists()


def test_a_name_with_a_nul_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    """Python's reader would take it for the part before it."""
    good, path = written(workspace, tmp_path / "good.accord"), tmp_path / "bad.accord"
    _added(good, path, "documents/evilXtxt", b"x")
    path.write_bytes(path.read_bytes().replace(b"documents/evilXtxt", b"documents/evil\0txt"))
    with pytest.raises(AccordError, match="a name in it is none"):
        finish(opened(path))


def test_what_is_refused_while_it_is_merged_leaves_nothing(
    workspace: Workspace, other: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk fails after documents were put in place."""
    source = tmp_path / "statement.pdf"
    source.write_bytes(pdf("= A statement\n\nThe parties welcomed the quokka programme."))
    for _ in workspace.importing.run([source]):
        pass
    path = written(workspace, tmp_path / "all.accord")
    files = set((other.library.folder / "documents").iterdir())
    before = other.revision()

    def fail(*_: object) -> None:
        raise AccordError("disk-full", path=tmp_path)

    monkeypatch.setattr(shelving, "add", fail)
    with pytest.raises(AccordError):
        finish(merge(other.library, finish(opened(path)), {}, Choice.BOTH))
    assert set((other.library.folder / "documents").iterdir()) == files
    assert other.revision() == before


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(places=st.lists(st.tuples(st.integers(0), st.integers(0, 255)), min_size=1, max_size=8))
def test_any_damage_is_refused_or_harmless(
    shared_file: bytes, places: list[tuple[int, int]]
) -> None:
    """Some bytes changed anywhere: either it says so in one line, or the pack is still sound."""
    data = bytearray(shared_file)
    for place, value in places:
        data[place % len(data)] = value
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.accord"
        path.write_bytes(data)
        try:
            found = finish(opened(path))
        except AccordError as error:
            assert error.message.english().count("\n") == 0
        else:
            assert found.pack.entries


@pytest.fixture(scope="module")
def shared_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The built-in library as a share file."""
    folder = tmp_path_factory.mktemp("shared")
    library = create_library(folder / "library")
    load_pack(library, paths.seeds())
    library.close()
    finish(pack_steps(PackWork(str(folder / "library"), str(folder / "x.accord"), "Shared")))
    return (folder / "x.accord").read_bytes()


def test_a_bomb_is_stopped_by_what_comes_out(tmp_path: Path) -> None:
    """A gigabyte of blanks in a pack.json of a megabyte."""
    path = tmp_path / "bomb.accord"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out, out.open("pack.json", "w") as to:
        for _ in range(600):
            to.write(b" " * (1 << 20))
    with pytest.raises(AccordError) as refused:
        finish(opened(path))
    assert "too large" in refused.value.message.english()


def test_the_schema_is_the_one_that_is_published() -> None:
    published = json.loads((paths.resources() / "pack.schema.json").read_text("utf-8"))
    assert published == msgspec.json.decode(msgspec.json.encode(msgspec.json.schema(Pack)))


def test_a_merge_that_is_left_leaves_the_library_as_it_was(
    workspace: Workspace, other: Workspace, tmp_path: Path
) -> None:
    """After documents and cells were written, before the entries are."""
    source = tmp_path / "statement.pdf"
    source.write_bytes(pdf("= A statement\n\nThe parties welcomed the quokka programme."))
    for _ in workspace.importing.run([source]):
        pass
    found = finish(opened(written(workspace, tmp_path / "x.accord")))
    before, files = other.revision(), set((other.library.folder / "documents").iterdir())
    steps = merge(other.library, found, {}, Choice.BOTH)
    assert next(steps).what == "merging"
    assert set((other.library.folder / "documents").iterdir()) > files
    steps.close()
    assert set((other.library.folder / "documents").iterdir()) == files
    assert other.revision() == before
    assert {problem.what for problem in check(other.library)} == {"index"}  # none was built yet
