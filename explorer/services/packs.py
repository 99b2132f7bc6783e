"""Share files of one library: written, looked at and merged, each by a child."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from pathlib import Path

from explorer.domain.differences import Comparison
from explorer.domain.messages import Progress
from explorer.export.report import ExportReport
from explorer.services.children import MERGE, PACK, Child, run_child
from explorer.services.merging import Choice, Merged, MergeWork, PackPlan
from explorer.services.packing import PackWork
from explorer.services.reverting import revert
from explorer.store.library import Library

Started = Callable[[Child], None]


def compare(
    old: Path, new: Path, started: Started | None = None
) -> Generator[Progress, None, Comparison]:
    """What became of the entries of one share file in another; no library is opened.

    Raises:
        AccordError: ``pack-…``, ``child-crashed``.
    """
    work = MergeWork("", str(new), against=str(old))
    comparison: Comparison = yield from run_child(MERGE, work, Comparison, started)
    return comparison


class Packs:
    """The way of whole entries, with all that they rest on, from library to library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._folder = str(library.folder)

    def write(
        self, ids: Sequence[str] | None, target: Path, *, title: str, started: Started | None = None
    ) -> Generator[Progress, None, ExportReport]:
        """Write entries (None: all) as a share file, whole or not at all.

        Raises:
            AccordError: ``entry-unknown``, ``export-…``, ``child-crashed``.
        """
        work = PackWork(self._folder, str(target), title, None if ids is None else tuple(ids))
        report: ExportReport = yield from run_child(PACK, work, ExportReport, started)
        return report

    def look(
        self, path: Path, started: Started | None = None
    ) -> Generator[Progress, None, PackPlan]:
        """What a share file would bring; nothing is written.

        Raises:
            AccordError: ``pack-…``, ``child-crashed``.
        """
        work = MergeWork(self._folder, str(path))
        plan: PackPlan = yield from run_child(MERGE, work, PackPlan, started)
        return plan

    def merge(
        self,
        path: Path,
        plan: PackPlan,
        choices: Mapping[str, Choice],
        *,
        rest: Choice = Choice.BOTH,
        started: Started | None = None,
    ) -> Generator[Progress, None, Merged]:
        """Take in what was looked at; of each entry that differs as chosen, else as ``rest`` says.

        Raises:
            AccordError: ``pack-…`` (``pack-changed``: it is another file now), ``library-…``.
        """
        work = MergeWork(self._folder, str(path), plan.sha256, dict(choices), rest)
        merged: Merged = yield from run_child(MERGE, work, Merged, started)
        return merged

    def undo(self, merged: Merged) -> str:
        """Take a merge back in one step; the batch that undoes that.

        Raises:
            AccordError: ``undo-…``, ``library-…``.
        """
        return revert(self._library, merged.batch)
