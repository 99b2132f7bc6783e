"""What leaves the library as a file: written off the GUI thread, by a child that can be killed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from explorer.domain.query import Query
from explorer.services.arrivals import PACK_SUFFIX
from explorer.ui.jobs import Job

if TYPE_CHECKING:
    from explorer.export.report import ExportReport, Picture
    from explorer.workspace import Workspace


class Wanted(NamedTuple):
    """Which entries, found by which query of how many, leave for which file.

    ``day`` is the date that is printed (EDTF); ``timeline`` a picture for the first page.
    """

    ids: Sequence[str]
    query: Query
    target: Path
    total: int
    day: str
    title: str
    timeline: Picture | None = None


def write(wanted: Wanted, workspace: Workspace, job: Job) -> ExportReport:
    """Write the file, telling the job of the progress; a cancelled one leaves no file.

    Raises:
        AccordError: the file could not be written; nothing is left of it.
    """
    from explorer.services.children import Child, finish

    def started(child: Child) -> None:
        job.on_cancel(child.cancel)

    if wanted.target.suffix.lower() == PACK_SUFFIX:
        steps = workspace.packs.write(
            wanted.ids, wanted.target, title=wanted.title, started=started
        )
    else:
        request = workspace.exporting.request(
            wanted.ids,
            wanted.query,
            total=wanted.total,
            day=wanted.day,
            title=wanted.title,
            timeline=wanted.timeline,
        )
        steps = workspace.exporting.export(request, wanted.target, started)
    return finish(steps, job.report)
