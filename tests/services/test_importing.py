"""Documents in: what a library holds after an import, whatever the files, and after any end of it.

The children are real ones. A ``sitecustomize`` in their path lets some hang or die at a file.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
import pytest

from explorer.domain.entries import Evidence, Passage
from explorer.domain.messages import AccordError
from explorer.domain.passages import make_passage
from explorer.domain.query import Facet, Query
from explorer.domain.structure import LineKind
from explorer.domain.vocabulary import Basis, Standing
from explorer.services import indexing, kinship, reverting
from explorer.services.checking import check
from explorer.services.children import Child, finish
from explorer.services.importing import ImportReport, Outcome, Step, shortened
from explorer.store import documents, entries, saving, shelving
from explorer.store.library import open_library
from explorer.workspace import Workspace, open_workspace
from tests.reading.makers import SENTENCE, locked_pdf, paragraph, pdf, scan, word

posix = pytest.mark.skipif(os.name != "posix", reason="limits and signals are those of POSIX")

TEXTS = {
    "one.txt": "First text\nThe parties welcomed the quokka programme of the zoos.\n",
    "two.txt": "Second text\nA wombat treaty was signed, and nothing else was agreed on.\n",
}


def written(folder: Path, files: Mapping[str, str | bytes]) -> list[Path]:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (folder / name).write_bytes(data)
    return [folder / name for name in files]


@pytest.fixture
def take(workspace: Workspace, tmp_path: Path) -> Callable[..., ImportReport]:
    """Import files that are made for it."""

    def run(files: Mapping[str, str | bytes], **others: object) -> ImportReport:
        paths = written(tmp_path / "files", files)
        return finish(workspace.importing.run(paths, **others))  # type: ignore[arg-type]

    return run


def found(workspace: Workspace, text: str) -> int:
    return workspace.browsing.passages(Query(text=text), limit=5).total


def only(report: ImportReport) -> Outcome:
    (outcome,) = report.outcomes
    return outcome


def code(outcome: Outcome) -> str:
    return "" if outcome.reason is None else outcome.reason.code


def files_of(workspace: Workspace) -> set[str]:
    return {path.name for path in (workspace.library.folder / "documents").iterdir()}


# What goes in


def test_a_pdf_is_kept_read_and_searchable_at_once(
    workspace: Workspace, take: Callable[..., ImportReport]
) -> None:
    before = files_of(workspace)
    data = pdf()
    outcome = only(take({"agreement.pdf": data}))
    assert (outcome.status, outcome.title) == ("added", "Agreement on Cooperation in Electronics")
    assert outcome.pages > 3
    assert outcome.document is not None
    assert found(workspace, f'"{SENTENCE}"') == 1
    opened = workspace.browsing.document(outcome.document)
    assert opened.document.reader.startswith("accord-pdf")
    (added,) = files_of(workspace) - before
    assert (workspace.library.folder / "documents" / added).read_bytes() == data
    with workspace.library.reading() as unit:
        structure = shelving.structure_of(unit, outcome.document)
    assert any(mark.kind is LineKind.HEADING for mark in structure.marks)
    assert structure.page_at(opened.text.index(SENTENCE)) == 1
    assert check(workspace.library) == ()


def test_all_go_in_that_can_and_each_other_has_its_reason(
    workspace: Workspace, take: Callable[..., ImportReport]
) -> None:
    whole = pdf()
    report = take(
        {
            "good.txt": TEXTS["one.txt"],
            "empty.txt": b"",
            "scan.pdf": scan(),
            "locked.pdf": locked_pdf(),
            "cut.docx": word(paragraph("Words " * 900))[:300],
            "noise.pdf": b"%PDF-1.4\n" + bytes(range(256)) * 9,
            "bomb.docx": word(paragraph("&a;"), head='<!DOCTYPE a [<!ENTITY a "b">]>'),
            "mislabelled.txt": whole,
            "last.md": "# Last\n\nThe kakapo committee.",
        }
    )
    told = {Path(one.path).name: (one.status, code(one)) for one in report.outcomes}
    assert told == {
        "good.txt": ("added", ""),
        "empty.txt": ("refused", "reading-empty"),
        "scan.pdf": ("refused", "reading-textless"),
        "locked.pdf": ("refused", "reading-encrypted"),
        "cut.docx": ("refused", "reading-damaged"),
        "noise.pdf": ("refused", "reading-damaged"),
        "bomb.docx": ("refused", "reading-entities"),
        "mislabelled.txt": ("added", ""),
        "last.md": ("added", ""),
    }
    assert [note.code for note in report.outcomes[7].notes] == ["note-extension"]
    assert found(workspace, "quokka") == found(workspace, "kakapo") == 1
    assert check(workspace.library) == ()


def test_the_same_file_is_recognised_also_within_one_import(
    workspace: Workspace, take: Callable[..., ImportReport]
) -> None:
    text = TEXTS["one.txt"]
    report = take({"a.txt": text, "b.txt": text, "c.txt": f"\n{text}\n\n"})
    assert [one.status for one in report.outcomes] == ["added", "known", "known"]
    assert [code(one) for one in report.outcomes] == ["", "note-known", "note-same-text"]
    assert len({one.document for one in report.outcomes}) == 1
    again = take({"a.txt": text})
    assert (only(again).status, again.batch) == ("known", "")
    assert found(workspace, "quokka") == 1


def test_steps_tell_files_and_pages(workspace: Workspace, tmp_path: Path) -> None:
    source = "#set page(width: 5cm, height: 5cm)\n" + "\n#pagebreak()\n".join(["words"] * 25)
    paths = written(tmp_path / "files", {"a.pdf": pdf(source), "b.txt": "Some words\nand more."})
    steps = [step for step in workspace.importing.run(paths) if isinstance(step, Step)]
    assert {(step.page, step.pages) for step in steps} >= {(0, 25), (10, 25), (20, 25)}
    assert [step.done for step in steps if step.outcome] == [1, 2]
    assert {step.total for step in steps} == {2}


def test_the_users_encoding_is_taken(
    workspace: Workspace, take: Callable[..., ImportReport], tmp_path: Path
) -> None:
    data = "반도체 협력에 관한 합의\n양국은 위원회를 둔다.".encode("cp949")
    path = tmp_path / "files" / "a.txt"
    take({"a.txt": data}, encodings={path: "cp949"})
    assert found(workspace, "반도체") >= 1


def test_text_from_the_clipboard(workspace: Workspace) -> None:
    report = finish(workspace.importing.paste("A note\nOf the numbat working group.", "A note"))
    assert only(report).status == "added"
    assert found(workspace, "numbat") == 1


def test_a_name_that_is_no_text_and_a_file_that_is_none(
    workspace: Workspace, tmp_path: Path
) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/od\xffd.txt"))
    odd.write_text("A text\nof the bilby agreement, which is here.")
    (tmp_path / "folder.txt").mkdir()
    paths = [odd, tmp_path / "gone.txt", tmp_path / "folder.txt"]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.txt")
        paths.append(tmp_path / "pipe.txt")
    report = finish(workspace.importing.run(paths))
    assert [one.status for one in report.outcomes] == ["added", *["refused"] * (len(paths) - 1)]
    assert code(report.outcomes[1]) == "reading-missing"
    assert found(workspace, "bilby") == 1


def test_a_read_only_library_takes_nothing(
    library_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from explorer.store import library as store

    monkeypatch.setattr(store, "_is_writable", lambda _folder: False)
    opened = open_workspace(library_folder)
    with pytest.raises(AccordError, match="cannot be written"):
        finish(opened.importing.run(written(tmp_path / "files", {"a.txt": "words"})))
    opened.close()


def test_many_letters_wait_for_the_next_generation_and_are_told_as_behind(
    workspace: Workspace, take: Callable[..., ImportReport], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "FROM_MEMORY_LETTERS", 100)
    take({"small.txt": TEXTS["one.txt"], "large.txt": "Large\n" + "The dingo clause. " * 200})
    assert found(workspace, "quokka") == 1
    assert found(workspace, "dingo") == 0
    assert workspace.browsing.search(Query()).coverage.behind == 1
    assert workspace.indexing.wants_rebuild
    for _ in workspace.indexing.rebuild():
        pass
    assert found(workspace, "dingo") == 1
    assert workspace.browsing.search(Query()).coverage.behind == 0
    assert not workspace.indexing.wants_rebuild


def test_while_files_are_added_little_is_indexed_and_at_the_end_all_of_it(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "WHILE_ADDING_LETTERS", 100)
    files = {"a.txt": TEXTS["one.txt"], "b.txt": "Large\n" + "The dingo clause. " * 20, **TEXTS}
    steps = workspace.importing.run(written(tmp_path / "files", files))
    behind = []
    for step in steps:
        if step.outcome is not None:
            behind.append(workspace.browsing.search(Query()).coverage.behind)
            assert not workspace.indexing.wants_rebuild
    assert behind[:2] == [0, 1]  # a search meanwhile tells what it has not looked through
    assert workspace.browsing.search(Query()).coverage.behind == 0
    assert found(workspace, "quokka") == found(workspace, "wombat") == 1
    assert found(workspace, "dingo") == 1


# Versions, translations, and evidence that moves


def test_another_version_is_kept_beside_and_evidence_moves_only_where_it_stands_once(
    workspace: Workspace, take: Callable[..., ImportReport]
) -> None:
    lines = [f"Line {n} of the text says what number {n} has to say." for n in range(12)]
    twice = "The parties will meet again next year."
    old = "\n".join(["Joint text on marsupials", *lines, twice])
    first = only(take({"joint-v1.txt": old})).document
    assert first is not None
    text = open_text(workspace, first)
    passages = []
    for number, exact in enumerate((lines[2], lines[9], twice)):
        start = text.index(exact)
        passages.append(make_passage(f"p{number}", first, text, start, start + len(exact)))
    new_lines = [line for line in lines if "number 9 " not in line]
    second = only(
        take({"joint-v2.txt": "\n".join(["Joint text on marsupials", *new_lines, twice])})
    )
    assert [note.code for note in second.notes] == ["note-version"]
    assert second.kin == first
    assert second.document is not None
    entry = rest_on(workspace, passages)
    moved = kinship.move_evidence(workspace.library, first, second.document)
    with workspace.library.reading() as unit:
        there = documents.passages(unit, ["p0", "p1", "p2"])
    new_text = open_text(workspace, second.document)
    for passage in there.values():
        own = new_text if passage.document == second.document else text
        assert own[passage.start : passage.end] == passage.exact
    assert there["p0"].document == second.document
    assert there["p1"].document == first
    assert moved.moved + moved.stayed == 3
    counts = dict(workspace.browsing.search(Query()).facets[Facet.DOCUMENT])
    assert counts[second.document] == 1  # the index knows that the entry rests on it now
    reverting.revert(workspace.library, moved.batch)
    with workspace.library.reading() as unit:
        back = documents.passages(unit, ["p0", "p1", "p2"])
    assert back == {passage.id: passage for passage in passages}
    assert second.document not in dict(workspace.browsing.search(Query()).facets[Facet.DOCUMENT])
    assert entry in workspace.browsing.search(Query()).ids


def open_text(workspace: Workspace, document: str) -> str:
    with workspace.library.reading() as unit:
        return documents.text_of(unit, document) or ""


def rest_on(workspace: Workspace, passages: Sequence[Passage]) -> str:
    """An entry that rests on these passages."""
    with workspace.library.writing("test") as unit:
        documents.save_passages(unit, passages)
        (sample, *_), *_ = entries.load_all(unit)
        new = msgspec.structs.replace(
            sample,
            id="on-them",
            relations=(),
            evidence=tuple(
                msgspec.structs.replace(item, passages=tuple(p.id for p in passages))
                for item in sample.evidence
                if not item.field.startswith("relation")
            ),
        )
        saving.save(unit, [new])
    return "on-them"


def test_a_translation_is_known_by_its_name_and_language(
    take: Callable[..., ImportReport],
) -> None:
    english = "Statement\nThe parties of this statement agreed on the things that are in it. " * 4
    korean = (
        "공동 성명\n양국은 반도체와 우주 분야에서 협력하기로 합의하였다. 위원회를 설치한다.\n" * 4
    )
    report = take({"statement-en.txt": english, "statement-ko.txt": korean, "other.txt": "x y z"})
    first, second, third = report.outcomes
    assert (first.kin, third.kin) == (None, None)
    assert second.kin == first.document
    assert [note.code for note in second.notes] == ["note-translation"]


def test_texts_that_only_have_a_title_in_common_are_no_versions(
    take: Callable[..., ImportReport],
) -> None:
    report = take(
        {
            f"minutes {n}.txt": "Minutes of the meeting\n"
            + "\n".join(f"In meeting {n} we spoke of matter {n} and {m}." for m in range(9))
            for n in ("a", "b")
        }
    )
    assert [one.kin for one in report.outcomes] == [None, None]


# Undo


def test_a_whole_import_is_undone_and_redone(
    workspace: Workspace, take: Callable[..., ImportReport]
) -> None:
    before = len(workspace.browsing.search(Query()).ids)
    report = take({**TEXTS, "agreement.pdf": pdf()})
    assert len(report.added()) == 3
    undone = reverting.revert(workspace.library, report.batch)
    assert found(workspace, "quokka") == found(workspace, "wombat") == 0
    with workspace.library.reading() as unit:
        assert not set(report.added()) & set(documents.documents(unit))
    assert check(workspace.library) == ()
    reverting.revert(workspace.library, undone)
    assert found(workspace, "quokka") == found(workspace, "wombat") == 1
    with workspace.library.reading() as unit:
        for name in report.added():
            assert shelving.document(unit, name) is not None
        assert shelving.structure_of(unit, report.added()[2]).pages
    assert len(workspace.browsing.search(Query()).ids) == before
    assert check(workspace.library) == ()


def test_what_entries_rest_on_is_not_taken_away(
    workspace: Workspace, take: Callable[..., ImportReport]
) -> None:
    report = take(TEXTS)
    name = report.added()[0]
    text = open_text(workspace, name)
    start = text.index("The parties")
    rest_on(workspace, [make_passage("p", name, text, start, start + 20)])
    with pytest.raises(AccordError) as raised:
        reverting.revert(workspace.library, report.batch)
    assert raised.value.message.code == "undo-in-use"
    assert found(workspace, "wombat") == 1  # nothing was changed


def test_what_was_changed_since_is_not_lost(
    workspace: Workspace, take: Callable[..., ImportReport]
) -> None:
    report = take({"one.txt": TEXTS["one.txt"]})
    with workspace.library.writing("edit") as unit:
        own = shelving.document(unit, report.added()[0])
        assert own is not None
        shelving.change(unit, msgspec.structs.replace(own, standing=Standing.PRESS))
    with pytest.raises(AccordError) as raised:
        reverting.revert(workspace.library, report.batch)
    assert raised.value.message.code == "undo-changed"
    page = workspace.browsing.passages(Query(text="quokka"), limit=5)
    assert [item.standing for item in page.documents] == ["press"]  # the index has heard of it


# Limits, cancelling, killing

GUARD = """
import os, sys, time
def act(event, arguments):
    if event == "open" and str(arguments[0]).endswith({name!r}):
        {what}
if "_worker" in sys.orig_argv and "read" in sys.orig_argv:
    sys.addaudithook(act)
"""


@pytest.fixture
def guard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Let children do something as they open the file of a name."""

    def choose(name: str, what: str) -> None:
        folder = tmp_path / "guard"
        folder.mkdir(exist_ok=True)
        (folder / "sitecustomize.py").write_text(GUARD.format(name=name, what=what))
        monkeypatch.setenv("PYTHONPATH", str(folder))

    return choose


FILES = {
    "a.txt": TEXTS["one.txt"],
    "bad.txt": "It is bad\nfor its reader.",
    "c.txt": TEXTS["two.txt"],
}


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ("os.kill(os.getpid(), 9)", "reading-crashed"),
        ("os.kill(os.getpid(), 11)", "reading-crashed"),
        ("bytearray(1 << 62)", "reading-memory"),
        ("raise ZeroDivisionError('of all things')", "reading-crashed"),
        ("(lambda f: f(f))(lambda f: f(f))", "reading-deep"),
    ],
)
@posix
def test_a_file_that_kills_its_reader_is_told_and_the_others_go_in(
    workspace: Workspace,
    take: Callable[..., ImportReport],
    guard: Callable[[str, str], None],
    what: str,
    reason: str,
) -> None:
    guard("bad.txt", what)
    report = take(FILES)
    assert [(one.status, code(one)) for one in report.outcomes] == [
        ("added", ""),
        ("refused", reason),
        ("added", ""),
    ]
    assert found(workspace, "quokka") == found(workspace, "wombat") == 1


def test_a_file_that_takes_too_long_is_stopped_and_the_others_go_in(
    workspace: Workspace, take: Callable[..., ImportReport], guard: Callable[[str, str], None]
) -> None:
    guard("bad.txt", "time.sleep(600)")
    workspace.importing.seconds = 4
    report = take(FILES)
    assert [code(one) for one in report.outcomes] == ["", "reading-time", ""]
    assert report.outcomes[1].reason is not None
    assert "4 seconds" in report.outcomes[1].reason.english()


@posix
def test_a_reader_has_no_more_memory_than_it_is_given(
    workspace: Workspace, take: Callable[..., ImportReport]
) -> None:
    workspace.importing.memory_mb = 350
    large = b"A line of words that goes on and on.\n" * 1_500_000
    report = take({"large.txt": large, "small.txt": TEXTS["one.txt"]})
    assert code(report.outcomes[0]) in ("reading-memory", "reading-crashed")
    assert report.outcomes[1].status == "added"


def test_cancelling_keeps_what_is_done_and_names_the_rest(
    workspace: Workspace, tmp_path: Path, guard: Callable[[str, str], None]
) -> None:
    guard("bad.txt", "time.sleep(600)")
    children: list[Child] = []
    stopped: list[bool] = []
    steps = workspace.importing.run(
        written(tmp_path / "files", FILES),
        cancelled=lambda: bool(stopped),
        started=children.append,
    )
    report = None
    while report is None:
        try:
            step = next(steps)
        except StopIteration as end:
            report = end.value
            break
        if isinstance(step, Step) and step.done == 1 and step.outcome is None and not stopped:
            stopped.append(True)
            children[-1].cancel()
    assert [one.status for one in report.outcomes] == ["added", "cancelled", "cancelled"]
    assert found(workspace, "quokka") == 1
    assert found(workspace, "wombat") == 0
    assert not list(tmp_path.glob("accord-scratch-*"))


@posix
def test_killed_at_any_moment_nothing_that_was_told_is_lost(
    library_folder: Path, tmp_path: Path
) -> None:
    files = {f"{n}.txt": f"Text number {n}\nIt is about the numbat{n} only." for n in range(40)}
    folder = tmp_path / "files"
    written(folder, files)
    command = [sys.executable, "-m", "explorer", "--library", str(library_folder)]
    for after in (1, 7, 15):
        process = subprocess.Popen(
            [*command, "import", "--json", str(folder)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        told = [json.loads(process.stdout.readline()) for _ in range(after)]
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read().splitlines()
        process.wait()
        told += [json.loads(line) for line in rest if line.endswith("}")]
        library = open_library(library_folder)
        with library.reading() as unit:
            known = documents.documents(unit)
            for line in told:
                assert line["document"] in known
        assert check(library) == ()
        library.close()
    done = subprocess.run(
        [*command, "import", "--json", str(folder)], capture_output=True, text=True
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert {line["status"] for line in lines} == {"added", "known"}
    asked = subprocess.run(
        [*command, "search", "--documents", "numbat39", "--json"], capture_output=True, text=True
    )
    assert json.loads(asked.stdout)["total"] == 1


def test_a_long_title_is_shortened_between_words() -> None:
    assert shortened("Short enough") == "Short enough"
    long = "Agreement on Comprehensive Economic Partnership between India and Korea"
    assert shortened(long) == "Agreement on Comprehensive Economic Partnership…"
    assert len(shortened("x" * 200)) <= 49
    assert Evidence("title", Basis.STATED).passages == ()


# The command


@pytest.fixture
def accord(library_folder: Path) -> Iterator[Callable[..., subprocess.CompletedProcess[str]]]:
    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "explorer", "--library", str(library_folder)]
        return subprocess.run(
            [*command, *map(str, arguments)], capture_output=True, text=True, timeout=100
        )

    yield run


def test_the_command_goes_through_folders_and_prints_a_line_a_file(
    accord: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    written(tmp_path / "files", {**TEXTS, "empty.md": b""})
    written(tmp_path / "files" / "deep", {"agreement.pdf": pdf(), ".hidden.txt": "hidden words"})
    table = written(tmp_path, {"table.csv": "a,b\n1,2\n"})[0]
    done = accord("import", "--json", tmp_path / "files", table, tmp_path / "gone.pdf")
    assert (done.returncode, done.stderr) == (0, "")
    lines = {Path(line["path"]).name: line for line in map(json.loads, done.stdout.splitlines())}
    assert {name: line["status"] for name, line in lines.items()} == {
        "one.txt": "added",
        "two.txt": "added",
        "empty.md": "refused",
        "agreement.pdf": "added",
        "table.csv": "refused",
        "gone.pdf": "refused",
    }
    assert lines["empty.md"]["reason"] == "The file is empty."
    assert set(lines["one.txt"]) == {"path", "status", "document"}
    assert "not there" in lines["gone.pdf"]["reason"]
    asked = accord("search", "--documents", "quokka", "--json")
    assert json.loads(asked.stdout)["total"] == 1
    plain = accord("import", tmp_path / "files" / "one.txt")
    assert plain.stdout.startswith("known: ")
    assert plain.returncode == 0
    odd = os.fsencode(tmp_path) + b"/od\xffd.txt"
    Path(os.fsdecode(odd)).write_text("A name\nthat is no text.")
    done = accord("import", "--json", os.fsdecode(odd))
    assert json.loads(done.stdout)["status"] == "added", done.stderr
    nothing = accord("import", tmp_path / "gone.pdf")
    assert nothing.returncode == 1


def test_the_command_takes_an_encoding(
    accord: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    path = written(tmp_path, {"a.txt": "반도체 협력".encode("cp949")})[0]
    wrong = accord("import", "--encoding", "klingon", path)
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert "klingon" in wrong.stderr
    accord("import", "--encoding", "euc-kr", path)
    assert json.loads(accord("search", "--documents", "반도체", "--json").stdout)["total"] >= 1
