"""The command line as scripts use it: the shapes, the exit codes, one line for an error."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from explorer.store.library import FILE, open_library


def accord(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "explorer", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=90,
        env={**os.environ, **environment},
    )


def asked(*arguments: str | Path) -> Any:
    """The JSON value that a command prints, which is all that it prints."""
    done = accord(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") == 1
    return json.loads(done.stdout)


def refused(*arguments: str | Path, code: int = 1) -> str:
    """The one line that a command ends with when it cannot do what it was asked."""
    done = accord(*arguments)
    assert done.returncode == code, done.stdout + done.stderr
    assert done.stdout == ""
    lines = done.stderr.strip().splitlines()
    assert code == 2 or len(lines) == 1, done.stderr
    return lines[-1]


def test_the_first_start_makes_the_built_in_library(home: Path) -> None:
    info = asked("info")
    assert set(info) >= {
        "library",
        "schema",
        "revision",
        "entries",
        "documents",
        "index",
        "versions",
    }
    assert info["library"].startswith(str(home))
    assert info["documents"] == 2
    assert info["index"]["state"] == "current"
    assert asked("search")["total"] == info["entries"] > 40
    assert accord("check").returncode == 0


def test_a_search_has_the_shape_of_the_contract(library_folder: Path) -> None:
    found = asked("--library", library_folder, "search", "joint working group")
    assert set(found) >= {"total", "undated", "hits", "passages", "facets", "elapsed_ms"}
    first = found["hits"][0]
    assert first["id"] == "isro-kasa-joint-working-group"
    assert set(first) == {
        "id", "title", "kind", "stage", "when", "sectors", "parties", "score", "snippet", "why"
    }  # fmt: skip
    assert (first["kind"], first["stage"], first["when"]) == ("working_group", "agreed", None)
    assert "Joint Working Group" in first["snippet"]
    assert ["space", 1] in found["facets"]["sector"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("semiconductor", "반도체"), ("defense", "defence"), ("반도체를", "सेमीकंडक्टर")],
)
def test_two_words_for_one_thing_find_the_same(library_folder: Path, one: str, other: str) -> None:
    answers = [asked("--library", library_folder, "search", word) for word in (one, other)]
    ids = [{hit["id"] for hit in answer["hits"]} for answer in answers]
    assert ids[0] == ids[1]
    assert ids[0]


def test_filters_and_periods_narrow(library_folder: Path) -> None:
    base = ("--library", library_folder, "search")
    everything = asked(*base)["total"]
    space = asked(*base, "--sector", "space")
    assert 0 < space["total"] < everything
    both = asked(*base, "--party", "IND", "--party", "Republic of Korea")
    assert both["total"] < everything
    april = asked(*base, "--from", "2026-04", "--to", "2026-04")
    assert {hit["id"] for hit in april["hits"]} >= {"india-rok-space-day", "president-lee-visit"}
    assert april["undated"] == 0
    surely = asked(*base, "--from", "2026-04-20", "--to", "2026-04-20", "--certain")
    assert [hit["id"] for hit in surely["hits"]] == ["india-rok-space-day"]
    assert len(asked(*base, "--limit", "3")["hits"]) == 3


def test_passages_that_no_entry_rests_on_are_found_as_such(library_folder: Path) -> None:
    found = asked("--library", library_folder, "search", "trade imbalances")
    assert found["passages"]
    passage = found["passages"][0]
    assert set(passage) == {"document", "paragraph", "start", "end", "score", "snippet"}
    assert "trade imbalances" in passage["snippet"]


def test_show_gives_the_entry_with_its_evidence(library_folder: Path) -> None:
    entry = asked("--library", library_folder, "show", "isro-kasa-joint-working-group")
    assert entry["id"] == "isro-kasa-joint-working-group"
    assert entry["milestones"]
    assert entry["relations"]
    by_field = {item["field"]: item for item in entry["evidence"]}
    assert by_field["title"]["quotes"][0]["exact"] in open_text(library_folder)


def open_text(folder: Path) -> str:
    from explorer.store import documents

    library = open_library(folder)
    with library.reading() as unit:
        return "\n".join(documents.text_of(unit, name) or "" for name in documents.documents(unit))


def test_export_writes_each_format(library_folder: Path, tmp_path: Path) -> None:
    base = ("--library", library_folder, "export", "--date", "2026-11-22")
    pdf, again = tmp_path / "x.pdf", tmp_path / "y.pdf"
    assert accord(*base, "--query", "space", "--to", pdf).returncode == 0
    assert pdf.read_bytes().startswith(b"%PDF")
    assert accord(*base, "--query", "space", "--to", again).returncode == 0
    assert pdf.read_bytes() == again.read_bytes()
    chosen = tmp_path / "x.csv"
    assert accord(*base, "--ids", "forge,kind-x", "--to", chosen).returncode == 0
    assert chosen.read_bytes().startswith(b"\xef\xbb\xbf")
    assert len(chosen.read_text("utf-8-sig").strip().splitlines()) >= 3
    data = tmp_path / "x.json"
    report = asked(*base, "--sector", "space", "--to", data)
    assert (
        report["entries"]
        == asked("--library", library_folder, "search", "--sector", "space")["total"]
    )
    json.loads(data.read_text("utf-8"))


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["show", "no-such-entry"], "no-such-entry"),
        (["search", "--sector", "nonsense"], "nonsense"),
        (["export", "--ids", "no-such-entry", "--to", "x.pdf"], "no-such-entry"),
        (["export", "--query", "zzzzqqq", "--to", "x.pdf"], "Nothing to export"),
        (["export", "--to", "x.exe"], ".exe"),
        (["export", "--collection", "none", "--to", "x.pdf"], "none"),
        (["export", "--to", "/no/such/folder/x.pdf"], "/no/such/folder/x.pdf"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    library_folder: Path, arguments: list[str], part: str
) -> None:
    assert part in refused("--library", library_folder, *arguments)


@pytest.mark.parametrize("arguments", [["nonsense"], ["search", "--from", "April"], ["show"]])
def test_wrong_usage_is_2(library_folder: Path, arguments: list[str]) -> None:
    refused("--library", library_folder, *arguments, code=2)


def test_a_library_on_a_missing_drive_is_told(tmp_path: Path) -> None:
    target = tmp_path / "unplugged" / "library"
    assert str(target) in refused("--library", target, "info")
    assert not target.parent.exists()


def test_a_damaged_library_is_told_and_kept(library_folder: Path) -> None:
    path = library_folder / FILE
    path.write_bytes(b"rubbish" * 1000)
    assert "damaged" in refused("--library", library_folder, "info")
    assert path.read_bytes() == b"rubbish" * 1000


def test_check_finds_a_changed_original(library_folder: Path) -> None:
    assert accord("--library", library_folder, "check").returncode == 0
    original = next((library_folder / "documents").iterdir())
    data = original.read_bytes()
    original.write_bytes(data.replace(b"semiconductor", b"semiconductoR", 1))
    done = accord("--library", library_folder, "check", "--json")
    assert done.returncode == 1
    problems = json.loads(done.stdout)["problems"]
    assert [set(problem) for problem in problems] == [{"what", "where", "reason"}]
    assert original.name in problems[0]["where"]


def test_check_finds_a_changed_text(library_folder: Path) -> None:
    import sqlite3

    with sqlite3.connect(library_folder / FILE) as connection:
        connection.execute(
            "UPDATE document SET text = replace(text, 'Joint Working', 'Joint working')"
        )
    done = accord("--library", library_folder, "check", "--json")
    assert done.returncode == 1
    whats = {problem["what"] for problem in json.loads(done.stdout)["problems"]}
    assert whats == {"document", "passage"}


def test_check_finds_one_wrong_byte_in_any_file_of_the_index(library_folder: Path) -> None:
    from explorer.services.checking import check

    library = open_library(library_folder)
    files = [path for path in (library_folder / "index").rglob("*") if path.is_file()]
    assert len(files) > 5
    for path in files:
        data = path.read_bytes()
        if not data or path.name.endswith((".lock", "LOCK")):
            continue
        changed = bytearray(data)
        changed[len(data) // 2] ^= 1
        path.write_bytes(changed)
        assert [problem.what for problem in check(library)], path
        path.write_bytes(data)
    assert not list(check(library))


def test_a_damaged_index_mends_itself(library_folder: Path) -> None:
    manifest = next((library_folder / "index").rglob("manifest.json"))
    manifest.write_bytes(manifest.read_bytes()[:20])
    done = accord("--library", library_folder, "search", "space", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["total"] > 0
    assert "built again" in done.stderr
    assert accord("--library", library_folder, "check").returncode == 0


def test_a_missing_index_is_built(library_folder: Path) -> None:
    shutil.rmtree(library_folder / "index")
    assert asked("--library", library_folder, "search", "space")["total"] > 0
    assert asked("--library", library_folder, "reindex")["generation"] > 1


def test_a_reader_that_goes_away_is_no_error(library_folder: Path) -> None:
    command = f"{sys.executable} -m explorer --library {library_folder} search | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, timeout=60)
    assert "Traceback" not in done.stderr


def without_root_rights() -> list[str]:
    """What to put before a command so that root, too, is held to the rights of files."""
    if os.name != "posix":
        pytest.skip("rights of files are those of POSIX here")
    if os.geteuid() != 0:
        return []
    tool = shutil.which("setpriv")
    if tool is None:
        pytest.skip("root needs setpriv to be held to the rights of files")
    return [tool, "--bounding-set=-dac_override,-dac_read_search", "--"]


def test_a_read_only_library_is_searched_with_its_index_elsewhere(
    library_folder: Path, tmp_path: Path
) -> None:
    shutil.rmtree(library_folder / "index")
    for path in [*library_folder.rglob("*"), library_folder]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    command = [
        *without_root_rights(),
        sys.executable,
        "-m",
        "explorer",
        "--library",
        library_folder,
    ]
    cache = tmp_path / "cache"
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    for arguments in (["search", "space", "--json"], ["check"]):
        done = subprocess.run(
            [*map(str, command), *arguments],
            capture_output=True,
            text=True,
            timeout=90,
            env=environment,
        )
        assert done.returncode == 0, done.stderr
    assert list(cache.rglob("CURRENT"))
    assert not (library_folder / "index").exists()
