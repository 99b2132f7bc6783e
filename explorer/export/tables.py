"""Tables for a spreadsheet (CSV) and for programs (JSON)."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Final

from explorer.domain.detail import EntryDetail, Quotation
from explorer.domain.labels import Labels
from explorer.domain.vocabulary import KIND_LABELS, STANDING_LABELS, stage_label
from explorer.domain.wording import date_in_words
from explorer.export.files import write_whole
from explorer.export.report import BriefRequest, ExportReport
from explorer.export.show import entry_json

COLUMNS: Final = (
    *("id", "title", "type", "how_firm", "date", "date_in_words", "sectors", "parties"),
    *("bodies", "summary", "quotations"),
)

# Cells that a spreadsheet would take for a formula; a leading tab or line break hides one.
_FORMULA: Final = re.compile(r"\s*[=+\-@＝＋－＠]")
_NUMBER: Final = re.compile(r"[+-]?[0-9][0-9.,]*")


def harmless(cell: str) -> str:
    """A cell that no spreadsheet computes: an apostrophe before what looks like a formula.

    Plain numbers ("-5") stay as they are.
    """
    clean = cell.replace("\0", "")
    if _FORMULA.match(clean) and not _NUMBER.fullmatch(clean):
        return f"'{clean}"
    return clean


def _quotation(detail: EntryDetail, quotation: Quotation) -> str:
    document = detail.documents[quotation.document]
    title = document.short_title or document.title
    standing = STANDING_LABELS[document.standing].lower()
    return f"“{quotation.text}” ({title}, {standing}, ¶{quotation.paragraph})"


def csv_row(detail: EntryDetail, labels: Labels) -> tuple[str, ...]:
    """The cells of one entry, as `COLUMNS`; several values of a cell are parted by "; "."""
    entry = detail.entry
    acting = [item.party for item in entry.parties]
    states = [labels.party(item) for item in acting if item not in detail.institutions]
    cells = (
        entry.id,
        entry.title,
        KIND_LABELS[entry.kind],
        stage_label(entry.kind, detail.stage),
        detail.when or "",
        date_in_words(detail.when),
        "; ".join(labels.sector(item) for item in entry.sectors),
        "; ".join(states),
        "; ".join(item.name for item in detail.institutions.values()),
        entry.summary,
        "\n".join(_quotation(detail, item) for item in detail.quotations),
    )
    return tuple(harmless(cell) for cell in cells)


def _encoded(text: str) -> bytes:
    """UTF-8; a lone surrogate, which UTF-8 cannot hold, becomes U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()


def write_csv(request: BriefRequest, target: Path, *, resources: Path) -> ExportReport:
    """Write one row an entry: RFC 4180, UTF-8 with a byte-order mark (Excel needs it).

    Raises:
        AccordError: ``export-unwritable``.
    """
    del resources  # the writers of all formats are called alike
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(csv_row(detail, request.labels) for detail in request.details)
    content = b"\xef\xbb\xbf" + _encoded(text.getvalue())
    write_whole(target, content)
    return ExportReport(path=str(target), entries=len(request.details), size=len(content))


def write_json(request: BriefRequest, target: Path, *, resources: Path) -> ExportReport:
    """Write {title, day, library, query, filters, total, entries: [as ``accord show --json``]}.

    Raises:
        AccordError: ``export-unwritable``.
    """
    del resources
    value = {
        "title": request.title,
        "day": request.day,
        "library": request.library,
        "query": request.query,
        "filters": list(request.filters),
        "total": request.total,
        "entries": [entry_json(detail) for detail in request.details],
    }
    # Not msgspec, which refuses lone surrogates.
    content = _encoded(json.dumps(value, ensure_ascii=False, indent=1) + "\n")
    write_whole(target, content)
    return ExportReport(path=str(target), entries=len(request.details), size=len(content))
