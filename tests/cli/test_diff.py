"""``accord diff``: two editions, an edition and the library, and what cannot be compared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from explorer.cli import run
from explorer.domain.vocabulary import Stage
from explorer.services.children import finish
from explorer.store import entries, saving
from explorer.workspace import Workspace

GROUP = "isro-kasa-joint-working-group"


@pytest.fixture
def editions(workspace: Workspace, tmp_path: Path) -> tuple[Path, Path]:
    """Two share files of the built-in library: before and after one of each change."""
    old, new = tmp_path / "1.accord", tmp_path / "2.accord"
    finish(workspace.packs.write(None, old, title="Desk"))
    with workspace.library.writing("test") as unit:
        own = [entry for some in entries.load_all(unit) for entry in some]
        staged = next(entry for entry in own if entry.milestones and entry.id != GROUP)
        milestones = (replace(staged.milestones[0], stage=Stage.ENDED), *staged.milestones[1:])
        group = next(entry for entry in own if entry.id == GROUP)
        named = {item.target for entry in own for item in entry.relations}
        left = next(entry.id for entry in own if entry.id not in {*named, GROUP, staged.id})
        saving.save(
            unit,
            [
                replace(staged, milestones=milestones),
                replace(group, summary="They meet each year."),
                replace(group, id="new-one", title="새 실무단"),
            ],
        )
        saving.remove(unit, [left])
    finish(workspace.packs.write(None, new, title="Desk"))
    return old, new


def test_two_editions(editions: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", *map(str, editions), "--json"]) == 1
    value = json.loads(capsys.readouterr().out)
    assert value["counts"] == {
        "new": 1,
        "stage": 1,
        "reworded": 1,
        "changed": 0,
        "gone": 1,
        "same": 56,
    }
    assert [entry["group"] for entry in value["entries"]] == ["new", "stage", "reworded", "gone"]
    reworded = value["entries"][2]
    assert reworded["id"] == GROUP
    assert [item["field"] for item in reworded["changes"]] == ["summary"]
    assert value["entries"][1]["stages"][1] == "ended"
    assert value["documents"] == {"new": [], "gone": []}
    assert run(["diff", *map(str, editions)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "New: 1" in lines
    assert any(line.startswith("  새 실무단 (new-one): ") for line in lines)
    assert lines[-1] == "The same: 56"


def test_the_same_edition_does_not_differ(
    editions: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["diff", str(editions[0]), str(editions[0]), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["entries"] == []


def test_an_edition_and_the_library(
    editions: tuple[Path, Path],
    workspace: Workspace,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    library = str(workspace.library.folder)
    report = tmp_path / "report.html"
    assert run(["--library", library, "diff", str(editions[1])]) == 0
    command = ["--library", library, "diff", str(editions[0]), "--json", "--to", str(report)]
    before = workspace.revision()
    capsys.readouterr()
    assert run(command) == 1
    counts = json.loads(capsys.readouterr().out)["counts"]
    assert (counts["new"], counts["stage"], counts["reworded"], counts["gone"]) == (1, 1, 1, 0)
    assert "<del>" in report.read_text("utf-8")
    assert workspace.revision() == before  # nothing was taken in


def test_what_cannot_be_compared(
    editions: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.accord"
    bad.write_bytes(b"no share file")
    for names in (
        [str(editions[0]), str(bad)],
        [str(editions[0])] * 3,
        [str(tmp_path / "no"), "x"],
    ):
        assert run(["diff", *names]) == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert told.err.count("\n") == 1


def test_a_comparison_of_thousands_is_told(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """More than fits in one line from the child."""
    old, new = tmp_path / "1.accord", tmp_path / "2.accord"
    finish(workspace.packs.write(None, old, title="Desk"))
    with workspace.library.writing("test") as unit:
        group = entries.load(unit, [GROUP])[GROUP]
        saving.save(
            unit, [replace(group, id=f"g-{n}", title=f"{n} " + "협력 " * 200) for n in range(3_000)]
        )
    finish(workspace.packs.write(None, new, title="Desk"))
    assert run(["diff", str(old), str(new), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["counts"]["new"] == 3_000
