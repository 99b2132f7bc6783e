"""Handing entries over: a selection becomes a file, made in a child so that it can be cancelled."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from explorer import disk, paths
from explorer.domain.labels import Labels
from explorer.domain.messages import AccordError, Progress
from explorer.domain.query import FACET_LABELS, Facet, Query
from explorer.domain.vocabulary import (
    KIND_LABELS,
    STAGE_LABELS,
    STANDING_LABELS,
    Kind,
    Stage,
    Standing,
)
from explorer.domain.wording import date_in_words
from explorer.export.formats import export, export_formats
from explorer.export.report import BriefRequest, ExportReport, Picture
from explorer.services.children import EXPORT, Child, run_child

if TYPE_CHECKING:
    from explorer.services.browsing import Browsing


class ExportWork(msgspec.Struct, frozen=True):
    """What the child is asked."""

    request: BriefRequest
    target: str


def value_in_words(facet: Facet, value: str, labels: Labels) -> str:
    """A facet's value as an English reader calls it."""
    match facet:
        case Facet.SECTOR:
            return labels.sector(value)
        case Facet.STAGE:
            return STAGE_LABELS[Stage(value)]
        case Facet.KIND:
            return KIND_LABELS[Kind(value)]
        case Facet.PARTY | Facet.INSTITUTION:
            return labels.party(value)
        case Facet.DOCUMENT:
            return labels.document(value)
        case Facet.STANDING:
            return STANDING_LABELS[Standing(value)]
        case Facet.DECADE:
            return f"{value}s"
        case Facet.TAG:
            return value


def filters_in_words(query: Query, labels: Labels) -> tuple[str, ...]:
    """The filters of a query, one line each, for the title page."""
    lines = []
    for facet, choice in query.choices:
        joint = " and " if choice.every else " or "
        words = joint.join(value_in_words(facet, value, labels) for value in choice.values)
        lines.append(f"{FACET_LABELS[facet]}: {words}")
    if query.period is not None:
        sure = "surely in" if query.period.certain else "may fall in"
        ends = [
            date_in_words(side) if side else "…" for side in (query.period.start, query.period.end)
        ]
        lines.append(f"Date: {sure} {ends[0]} to {ends[1]}")
    return tuple(lines)


class Exporting:
    """Writes selections of one library to files."""

    def __init__(self, browsing: Browsing, title: str) -> None:
        self._browsing = browsing
        self._title = title

    def request(
        self,
        ids: Sequence[str],
        query: Query,
        *,
        total: int,
        day: str,
        title: str,
        timeline: Picture | None = None,
    ) -> BriefRequest:
        """All that is printed of these entries; ``day`` (EDTF) is the date on it.

        ``timeline``: a picture of them over time, where that is wanted.

        Raises:
            AccordError: ``entry-unknown``, ``export-empty``.
        """
        if not ids:
            raise AccordError("export-empty")
        labels = self._browsing.labels()
        details = self._browsing.details(ids)
        states = {p.party for d in details for p in d.entry.parties}
        states |= {i.state for d in details for i in d.institutions.values() if i.state}
        return BriefRequest(
            title=title,
            day=day,
            library=self._title,
            total=total,
            details=details,
            labels=msgspec.structs.replace(
                labels, states={code: labels.states[code] for code in states & set(labels.states)}
            ),
            query=query.wording,
            filters=filters_in_words(query, labels),
            timeline=timeline,
        )

    def export(
        self,
        request: BriefRequest,
        target: Path,
        started: Callable[[Child], None] | None = None,
    ) -> Generator[Progress, None, ExportReport]:
        """Write the file in a child: whole, or not at all.

        Raises:
            AccordError: ``export-format``, ``export-unwritable``, ``export-failed``,
                ``child-crashed``.
        """
        if target.suffix.lower() not in export_formats:
            known = ", ".join(export_formats)
            raise AccordError("export-format", suffix=target.suffix or target.name, known=known)
        work = ExportWork(request, str(target.absolute()))
        try:
            report: ExportReport = yield from run_child(EXPORT, work, ExportReport, started)
        finally:
            disk.sweep(target.parent)  # a child that was killed has not cleaned up
        return report


def export_steps(work: ExportWork) -> Generator[Progress, None, ExportReport]:
    """The child's work."""
    count = len(work.request.details)
    yield Progress("writing", 0, count)
    report = export(work.request, Path(work.target), resources=paths.resources())
    yield Progress("writing", count, count)
    return report
