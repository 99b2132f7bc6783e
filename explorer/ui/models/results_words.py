"""What a row of the list says in words: date, source, tooltip, and for a screen reader."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QCoreApplication

from explorer.domain.query import EntryRow, PassageHit
from explorer.ui import words


def _tr(text: str) -> str:
    return QCoreApplication.translate("ResultsModel", text)


def date_words(row: EntryRow) -> str:
    """The date of a row: "Undated", "20 April 2026", "Covers 2026–2030"."""
    if row.when_source == "period":
        return _tr("Covers {period}").format(period=words.when_text(row.when))
    return words.when_text(row.when)


def source_words(row: EntryRow) -> str:
    """Where the snippet stands: "RIS ¶7"; empty where it is of no document."""
    return place_words(row.source, row.paragraph) if row.source else ""


def place_words(document: str, paragraph: int) -> str:
    """A document and a paragraph of it; title lines before the body have no number."""
    return f"{document} ¶{words.number(paragraph)}" if paragraph else document


def entry_accessible(row: EntryRow, *, in_binder: bool) -> str:
    """A row read aloud: title, how firm, date."""
    parts = [row.title, words.stage_label(row.stage, row.kind), date_words(row)]
    if row.when_inferred:
        parts.append(_tr("date inferred"))
    if in_binder:
        parts.append(_tr("in brief"))
    return ", ".join(parts)


def passage_accessible(hit: PassageHit) -> str:
    """A paragraph of a document read aloud."""
    place = place_words(hit.document_title, hit.paragraph)
    return f"{place}, {words.standing_label(hit.standing)}: {hit.snippet.text}"


def entry_tooltip(row: EntryRow) -> str:
    """The whole title, type and date, and why the row is here. Escaped: it stays text."""
    kind = words.kind_label(row.kind)
    date = date_words(row)
    if row.when_inferred:
        date = _tr("{date} (inferred)").format(date=date)
    lines = [f"<b>{escape(row.title)}</b>", escape(f"{kind} · {date}")]
    if row.why:
        lines.append(escape(_tr("matched: {reasons}").format(reasons="; ".join(row.why))))
    return "<qt>" + "<br>".join(lines) + "</qt>"
