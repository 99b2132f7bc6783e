"""Editions compared for who asks: the command's answer, and a report as a file."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from explorer.domain.differences import Comparison
from explorer.domain.labels import Labels
from explorer.export.difference_report import FORMATS, write_comparison
from explorer.export.report import ExportReport
from explorer.services import vocabularies

REPORT_FORMATS = tuple(FORMATS)


@lru_cache(maxsize=1)
def vocabulary_labels() -> Labels:
    """Names of sectors and states; what else a comparison names, it brings itself."""
    return Labels(
        sectors=vocabularies.sectors(),
        states={code: state.names for code, state in vocabularies.states().items()},
    )


def save_report(comparison: Comparison, target: Path) -> ExportReport:
    """Write a comparison as a web page, Markdown or JSON, by the name of ``target``.

    Raises:
        AccordError: ``export-format``, ``export-unwritable``.
    """
    return write_comparison(comparison, vocabulary_labels(), target)
