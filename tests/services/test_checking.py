"""The check finds each kind of damage, says where it is, and counts what it looked at."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from explorer.domain.messages import AccordError, Progress
from explorer.services.checking import (
    CheckReport,
    Problem,
    check,
    check_in_child,
    check_steps,
)
from explorer.store import documents, entries
from explorer.store.peek import DOCUMENTS, FILE, INDEX
from explorer.workspace import open_workspace


def flip(path: Path, place: int) -> None:
    """Change one byte of a file."""
    content = bytearray(path.read_bytes())
    content[place] ^= 0xFF
    path.write_bytes(content)


def change_a_character(folder: Path) -> None:
    with closing(sqlite3.connect(folder / FILE)) as connection, connection:
        connection.execute(
            "UPDATE document SET text = substr(text, 1, 400) || '#' || substr(text, 402)"
            " WHERE key = (SELECT min(key) FROM document)"
        )


def change_an_original(folder: Path) -> None:
    flip(next((folder / DOCUMENTS).iterdir()), 10)


def remove_an_original(folder: Path) -> None:
    next((folder / DOCUMENTS).iterdir()).unlink()


def change_an_index_byte(folder: Path) -> None:
    flip(next((folder / INDEX).glob("*/entries.arrays")), 1_000)


def remove_the_index(folder: Path) -> None:
    (folder / INDEX / "CURRENT").unlink()


def remove_evidence(folder: Path) -> None:
    with closing(sqlite3.connect(folder / FILE)) as connection, connection:
        connection.execute(
            "DELETE FROM evidence_passage WHERE evidence_key ="
            " (SELECT min(evidence_key) FROM evidence_passage)"
        )


def problems_after(folder: Path, damage: Callable[[Path], None]) -> tuple[Problem, ...]:
    damage(folder)
    workspace = open_workspace(folder)
    try:
        return check(workspace.library)
    finally:
        workspace.close()


@pytest.mark.parametrize(
    ("damage", "what", "code", "titled"),
    [
        (change_a_character, "document", "check-document-text", True),
        (change_an_original, "document", "check-original-changed", True),
        (remove_an_original, "document", "check-original-unread", True),
        (remove_evidence, "entry", "check-no-evidence", True),
        (change_an_index_byte, "index", "check-index", False),
        (remove_the_index, "index", "check-index-missing", False),
    ],
)
def test_each_damage_is_found(
    library_folder: Path, damage: Callable[[Path], None], what: str, code: str, titled: bool
) -> None:
    found = problems_after(library_folder, damage)
    assert (what, code) in {(problem.what, problem.reason.code) for problem in found}
    assert {problem.what for problem in found} <= {what, "passage"}
    for problem in found:
        assert problem.where
        assert problem.reason.english()
        assert bool(problem.title) == titled


def test_a_file_that_sqlite_cannot_read_on_is_a_problem_and_the_index_is_still_looked_at(
    library_folder: Path,
) -> None:
    workspace = open_workspace(library_folder)
    path = library_folder / FILE
    with path.open("rb+") as file:
        file.seek(path.stat().st_size // 3)
        file.write(b"\xff" * (path.stat().st_size // 2))
    change_an_index_byte(library_folder)
    found = check(workspace.library)
    workspace.close()
    assert {"library", "index"} <= {problem.what for problem in found}


def test_a_sound_library_is_counted(library_folder: Path) -> None:
    workspace = open_workspace(library_folder)
    steps = check_steps(workspace.library)
    seen: list[Progress] = []
    while True:
        try:
            seen.append(next(steps))
        except StopIteration as end:
            report: CheckReport = end.value
            break
    with workspace.library.reading() as unit:
        total, texts = entries.count(unit), documents.count(unit)
        passages = sum(len(documents.passages_of(unit, name)) for name in documents.documents(unit))
    workspace.close()
    assert report.problems == ()
    assert (report.checked.entries, report.checked.documents) == (total, texts)
    assert report.checked.passages == passages > 40
    assert report.checked.fields > total
    files = [path for path in (library_folder / INDEX).glob("*/**/*") if path.is_file()]
    assert report.checked.index_files == len(files) - 1  # all but the manifest, which names them
    assert list(dict.fromkeys(step.what for step in seen)) == [
        "library", "documents", "entries", "index",
    ]  # fmt: skip
    assert all(step.done <= step.total for step in seen)


def in_child(folder: Path) -> CheckReport:
    workspace = open_workspace(folder)
    steps = check_in_child(workspace.library)
    try:
        while True:
            next(steps)
    except StopIteration as end:
        report: CheckReport = end.value
        return report
    finally:
        workspace.close()


def test_a_check_in_a_child_finds_the_same(library_folder: Path) -> None:
    assert in_child(library_folder).found == 0
    found = problems_after(library_folder, change_a_character)
    report = in_child(library_folder)
    assert report.problems == found
    assert report.found == len(found)


def test_very_many_problems_are_counted_and_the_first_of_them_listed(library_folder: Path) -> None:
    with closing(sqlite3.connect(library_folder / FILE)) as connection, connection:
        connection.execute("UPDATE passage SET exact = exact || '#'")
        connection.execute("UPDATE document SET short_title = ?", ["long " * 10_000])
    report = in_child(library_folder)
    assert report.found > len(report.problems) > 1
    assert report.found == len(problems_after(library_folder, lambda _: None))


def test_a_check_in_a_child_that_is_killed_lets_go(library_folder: Path) -> None:
    workspace = open_workspace(library_folder)
    steps = check_in_child(workspace.library, lambda child: child.cancel())
    with pytest.raises(AccordError) as error:
        list(steps)
    assert error.value.message.code == "child-crashed"
    with workspace.library.writing("after") as unit:
        assert entries.count(unit)
    workspace.close()


def test_a_check_that_is_given_up_lets_go_of_the_library(library_folder: Path) -> None:
    workspace = open_workspace(library_folder)
    steps = check_steps(workspace.library)
    next(steps)
    next(steps)
    steps.close()
    with workspace.library.writing("after") as unit:
        assert entries.count(unit)
    workspace.close()
