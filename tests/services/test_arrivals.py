"""What a path is that is handed over, told by name and place."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer import paths
from explorer.domain.messages import AccordError
from explorer.services import arrivals
from explorer.services.arrivals import Arrival, What, sort_out


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def sorted_out(folder: Path, *names: str) -> dict[str, What]:
    found = sort_out([str(folder / name) for name in names])
    return {str(arrival.path.relative_to(folder)): arrival.what for arrival in found}


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("a.pdf", What.DOCUMENT), ("A.PDF", What.DOCUMENT), ("a.docx", What.DOCUMENT),
        ("a.html", What.DOCUMENT), ("a.txt", What.DOCUMENT), ("a.csv", What.TABLE),
        ("a.json", What.TABLE), ("a.accord", What.PACK), ("a.exe", What.OTHER),
        ("a", What.OTHER), (".pdf", What.OTHER),
    ],
)  # fmt: skip
def test_files(tmp_path: Path, name: str, what: What) -> None:
    make(tmp_path, name)
    assert sorted_out(tmp_path, name) == {name: what}


def test_what_is_not_there_is_missing(tmp_path: Path) -> None:
    (tmp_path / "link.pdf").symlink_to(tmp_path / "nowhere.pdf")
    assert sorted_out(tmp_path, "a.pdf", "link.pdf", "no/folder") == {
        "a.pdf": What.MISSING,
        "link.pdf": What.MISSING,
        "no/folder": What.MISSING,
    }


def test_a_library_is_its_folder_whatever_part_is_named(tmp_path: Path) -> None:
    make(tmp_path, "work/library.db", "work/documents/ab/original.pdf", "loose/library.db.pdf")
    assert sorted_out(tmp_path, "work") == {"work": What.LIBRARY}
    assert sorted_out(tmp_path, "work/library.db", "work") == {"work": What.LIBRARY}
    assert sorted_out(tmp_path, "loose") == {"loose/library.db.pdf": What.DOCUMENT}


def test_a_pack_in_a_folder_is_a_pack() -> None:
    assert sort_out([str(paths.seeds())]) == (Arrival(paths.seeds(), What.PACK),)


def test_a_folder_gives_the_documents_in_it_but_not_those_of_libraries(tmp_path: Path) -> None:
    make(
        tmp_path, "in/b.pdf", "in/a/z.csv", "in/a/y.accord", "in/picture.png", "in/.hidden/a.pdf",
        "in/.a.pdf", "in/library/library.db", "in/library/documents/x.pdf",
    )  # fmt: skip
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    assert sorted_out(tmp_path, "in") == {
        "in/b.pdf": What.DOCUMENT,
        "in/a/y.accord": What.PACK,
        "in/a/z.csv": What.TABLE,
    }


def test_a_folder_without_any_is_one_thing(tmp_path: Path) -> None:
    make(tmp_path, "in/picture.png", "in/more/picture.png")
    assert sorted_out(tmp_path, "in") == {"in": What.OTHER}


def test_each_thing_once_in_the_order_given(tmp_path: Path) -> None:
    make(tmp_path, "in/a.pdf", "b.pdf")
    assert list(sorted_out(tmp_path, "b.pdf", "in", "in/a.pdf", "b.pdf")) == ["b.pdf", "in/a.pdf"]


@pytest.mark.parametrize("limit", ["MOST", "MOST_SEEN"])
def test_a_whole_disk_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    make(tmp_path, *(f"in/{number}.pdf" for number in range(8)))
    monkeypatch.setattr(arrivals, limit, 8)
    assert len(sort_out([str(tmp_path / "in")])) == 8
    make(tmp_path, "in/one more.pdf")
    with pytest.raises(AccordError):
        sort_out([str(tmp_path / "in")])


def test_a_search_that_was_cancelled_stops(tmp_path: Path) -> None:
    make(tmp_path, "in/a.pdf")
    assert What.DOCUMENT not in {item.what for item in sort_out([str(tmp_path)], lambda: True)}
