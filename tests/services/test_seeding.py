"""Packs are loaded whole, once, or refused with the place named."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from explorer.domain.messages import AccordError
from explorer.services.seeding import Loaded, load_pack
from explorer.store import documents, entries
from explorer.store.library import Library, create_library, revision


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return create_library(tmp_path / "library")


@pytest.fixture
def pack(tmp_path: Path, seeds: Path) -> Path:
    """A copy of the built-in pack, to break."""
    return Path(shutil.copytree(seeds, tmp_path / "pack"))


def test_loading_twice_changes_nothing(library: Library, seeds: Path) -> None:
    first = load_pack(library, seeds)
    assert first.entries > 40
    assert first.documents == 2
    with library.reading() as unit:
        before = revision(unit)
    assert load_pack(library, seeds) == Loaded(0, 0)
    with library.reading() as unit:
        assert revision(unit) == before


def test_the_originals_are_kept_byte_for_byte(library: Library, seeds: Path) -> None:
    load_pack(library, seeds)
    kept = {path.read_bytes() for path in (library.folder / "documents").iterdir()}
    assert kept == {path.read_bytes() for path in (seeds / "documents").iterdir()}


def test_a_second_state_of_a_pack_replaces_the_first(library: Library, pack: Path) -> None:
    load_pack(library, pack)
    change(pack, lambda data: data["entries"][0].update(title="Another title"))
    load_pack(library, pack)
    with library.reading() as unit:
        first = json.loads((pack / "pack.json").read_text("utf-8"))["entries"][0]["id"]
        assert entries.load(unit, [first])[first].title == "Another title"
        assert documents.count(unit) == 2


def change(pack: Path, edit: Callable[[Any], object]) -> None:
    path = pack / "pack.json"
    data = json.loads(path.read_text("utf-8"))
    edit(data)
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (
            lambda data: data["passages"][0].update(start=data["passages"][0]["start"] + 1),
            "pack-passage",
        ),
        (lambda data: data["passages"][0].update(exact="never written"), "pack-passage"),
        (lambda data: data["entries"][3]["evidence"].pop(0), "pack-field"),
        (lambda data: data["entries"][3].update(sectors=["nonsense"]), "pack-field"),
        (lambda data: data["entries"][3].update(surprise=1), "pack-unreadable"),
        (lambda data: data["documents"][0]["document"].update(sha256="0" * 64), "pack-document"),
    ],
)
def test_a_faulty_pack_is_refused_whole(
    library: Library, pack: Path, edit: Callable[[Any], object], code: str
) -> None:
    change(pack, edit)
    with pytest.raises(AccordError) as error:
        load_pack(library, pack)
    assert error.value.message.code == code
    assert "Nothing was loaded" in str(error.value)
    with library.reading() as unit:
        assert entries.count(unit) == documents.count(unit) == revision(unit) == 0


def test_a_changed_document_is_refused(library: Library, pack: Path) -> None:
    path = next((pack / "documents").iterdir())
    path.write_bytes(path.read_bytes().replace(b"India", b"Indja", 1))
    with pytest.raises(AccordError) as error:
        load_pack(library, pack)
    assert error.value.message.code == "pack-document"


def test_a_missing_pack_is_one_line(library: Library, tmp_path: Path) -> None:
    with pytest.raises(AccordError) as error:
        load_pack(library, tmp_path / "nowhere")
    assert error.value.message.code == "pack-unreadable"
