"""States of share files: what one would bring, and two compared; few differences and hundreds."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from explorer.domain.entries import Entry
from explorer.domain.vocabulary import Stage as HowFirm
from explorer.services.children import finish
from explorer.store import entries, saving
from explorer.store.library import Unit
from explorer.workspace import open_workspace

if TYPE_CHECKING:
    from tests.screenshots_states import Stage

LONG = (
    "The two sides reviewed the work of the past year and agreed that it would go on. They noted"
    " that the programme rests on contributions of both sides, and that none of them was late. "
)
KOREAN = "양국은 반도체와 조선 분야에서 협력을 강화하기로 했다. 실무단은 해마다 한 번 만난다."


def reworded(entry: Entry) -> Entry:
    """With other words: a title, a long summary, a note in Korean."""
    summary = entry.summary.replace("India", "The Republic of India", 1)
    return replace(
        entry,
        title=f"{entry.title}, as reviewed in 2027",
        summary=f"{summary} {LONG * 3}",
        note=KOREAN,
    )


def edited(unit: Unit) -> None:
    """One of each: reworded, another stage, other sectors and tags, new, gone."""
    own = [entry for some in entries.load_all(unit) for entry in some]
    staged = next(entry for entry in own if entry.milestones)
    first = replace(staged.milestones[0], stage=HowFirm.ENDED, when="2027-02")
    sectors = next(entry for entry in own if len(entry.sectors) > 1 and entry is not staged)
    rest = {f"sector:{name}" for name in sectors.sectors[1:]}
    words = next(entry for entry in own if entry not in (staged, sectors))
    evidence = tuple(item for item in sectors.evidence if item.field not in rest)
    dated = f"milestone:{first.id}/when"
    more = () if any(i.field == dated for i in staged.evidence) else (
        replace(staged.evidence[0], field=dated),
    )  # fmt: skip
    saving.save(
        unit,
        [
            replace(
                staged,
                milestones=(first, *staged.milestones[1:]),
                evidence=(*staged.evidence, *more),
            ),
            replace(sectors, sectors=sectors.sectors[:1], evidence=evidence, tags=("watch",)),
            reworded(words),
            replace(words, id="new-one", title="반도체 협력 실무단 (Semiconductor working group)"),
        ],
    )
    named = {item.target for entry in own for item in entry.relations}
    saving.remove(unit, [next(entry.id for entry in reversed(own) if entry.id not in named)])


def edited_much(unit: Unit) -> None:
    """Hundreds reworded, hundreds tagged."""
    own = [entry for some in entries.load_all(unit) for entry in some]
    changed = [reworded(entry) for entry in own[:250]]
    saving.save(unit, [*changed, *(replace(entry, tags=("watch",)) for entry in own[250:600])])


def _copies(own: list[Entry], count: int) -> Iterator[Entry]:
    for number in range(count):
        entry = own[number % len(own)]
        title = f"{entry.title}, year {2 + number // len(own)}"
        yield replace(entry, id=f"{entry.id}-{number}", title=title)


@contextmanager
def share_files(edit: Callable[[Unit], None], more: int = 0) -> Iterator[tuple[Path, Path, Path]]:
    """A library's folder, a share file of it, and one of it as edited."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workspace = open_workspace(folder / "desk")
        with workspace.library.writing("more") as unit:
            own = [entry for some in entries.load_all(unit) for entry in some]
            saving.save(unit, _copies(own, more))
        old, new = folder / "spring.accord", folder / "summer.accord"
        finish(workspace.packs.write(None, old, title="Asia desk"))
        with workspace.library.writing("edit") as unit:
            edit(unit)
        finish(workspace.packs.write(None, new, title="Asia desk"))
        workspace.close()
        yield folder / "desk", old, new


def merge(stage: Stage) -> None:
    """A share file with a few entries that differ."""
    with share_files(edited) as (_, _, new):
        stage.window.growing.merges.take([new])
        stage.settle()


def merge_nothing(stage: Stage) -> None:
    """One that holds nothing new."""
    with share_files(edited) as (_, old, _):
        stage.window.growing.merges.take([old])
        stage.settle()


def merge_refused(stage: Stage) -> None:
    """One that is none."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "holiday.accord"
        path.write_bytes(b"no share file")
        stage.window.growing.merges.take([path])
        stage.settle()


def compare_many(stage: Stage) -> None:
    """Hundreds that differ."""
    with share_files(edited_much, 1_000) as (_, old, new):
        stage.window.growing.comparisons.compare(old, new)
        stage.settle()


def compare(stage: Stage) -> None:
    """Two editions side by side."""
    with share_files(edited) as (_, old, new):
        stage.window.growing.comparisons.compare(old, new)
        stage.settle()


PACK_STATES: tuple[Callable[[Stage], None], ...] = (
    merge,
    merge_nothing,
    merge_refused,
    compare,
    compare_many,
)
