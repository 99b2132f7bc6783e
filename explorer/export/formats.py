"""The formats of an export by suffix: one list for the window and the command line."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import Final, Protocol

from explorer.domain.messages import AccordError
from explorer.export.brief import write_pdf
from explorer.export.report import BriefRequest, ExportReport
from explorer.export.tables import write_csv, write_json


class Writer(Protocol):
    """Writes a selection to a file, whole or not at all."""

    def __call__(self, request: BriefRequest, target: Path, *, resources: Path) -> ExportReport:
        """Write ``target``; ``resources`` is Accord's folder of that name."""


export_formats: Final = MappingProxyType[str, Writer](
    {".pdf": write_pdf, ".csv": write_csv, ".json": write_json}
)


def export(request: BriefRequest, target: Path, *, resources: Path) -> ExportReport:
    """Write a selection in the format that the name of ``target`` asks for.

    Raises:
        AccordError: ``export-format``, ``export-empty``, ``export-unwritable``, ``export-failed``.
    """
    writer = export_formats.get(target.suffix.lower())
    if writer is None:
        known = ", ".join(export_formats)
        raise AccordError("export-format", suffix=target.suffix or target.name, known=known)
    if not request.details:
        raise AccordError("export-empty")
    return writer(request, target, resources=resources)
