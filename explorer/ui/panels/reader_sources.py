"""Whose word it is, where it stands, and how it is cited: for reader and document view."""

from __future__ import annotations

from explorer.domain.detail import EntryDetail, Quotation
from explorer.domain.entries import Document
from explorer.domain.labels import Labels
from explorer.domain.vocabulary import OFFICIAL
from explorer.ui import words
from explorer.ui.panels.reader_words import fields, tr


def standing_lines(detail: EntryDetail) -> tuple[str, ...]:
    """Whose word it is: a line for each document quoted."""
    quoted = dict.fromkeys(item.document for item in detail.quotations)
    lines = [standing_line(detail.documents[name]) for name in quoted]
    if detail.records:
        lines.append(tr("Rows of a table"))
    return tuple(dict.fromkeys(lines)) or (tr("No source is given"),)


def lacks_official(detail: EntryDetail) -> bool:
    """Whether no quotation is from an official text."""
    standings = {detail.documents[item.document].standing for item in detail.quotations}
    return not standings & OFFICIAL


def standing_line(document: Document) -> str:
    """A document's standing, whose it is, and its date: "Commentary · RIS · undated"."""
    date = words.when_text(document.published) if document.published else tr("undated")
    whose = document.affiliation or document.publisher or document.author
    standing = words.standing_label(document.standing)
    return " · ".join(filter(None, (standing, whose, date)))


def place_line(quotation: Quotation) -> str:
    """Where in its document a quotation stands: "p. 12, ¶7, sentence 1"."""
    if quotation.paragraph:
        place = tr("¶{paragraph}, sentence {sentence}").format(
            paragraph=words.number(quotation.paragraph), sentence=words.number(quotation.sentence)
        )
    else:
        place = tr("title lines")
    return on_page(quotation.page, place)


def on_page(page: int, place: str) -> str:
    """A place with the number of its page, where its document has pages."""
    return f"{tr('p. {page}').format(page=words.number(page))}, {place}" if page else place


def quoted(quotation: Quotation) -> str:
    """The passage in quotation marks, with "…" where its sentence goes on at either side."""
    before = "…" if quotation.before.strip() else ""
    rest = quotation.after.strip()
    after = "…" if any(sign.isalnum() for sign in rest) else rest
    return f"“{before}{quotation.text}{after}”"


def footnote(document: Document, place: str) -> str:
    """A citation of a place in a document."""
    author = document.author
    if author and document.affiliation:
        author = f"{author} ({document.affiliation})"
    parts = [author or document.affiliation, f"“{document.title}”", document.publisher]
    parts.append(words.when_text(document.published) if document.published else tr("undated"))
    parts += [words.standing_label(document.standing).lower(), place]
    text = ", ".join(filter(None, parts)) + "."
    if document.url:
        text += f" {document.url}"
    if document.accessed:
        text += " " + tr("Accessed {date}.").format(date=words.when_text(document.accessed))
    return text


def source_of(detail: EntryDetail, item: Quotation) -> str:
    """A quotation with its footnote, to paste elsewhere."""
    place = tr("source text changed") if item.orphaned else place_line(item)
    return f"{quoted(item)}\n– {footnote(detail.documents[item.document], place)}"


def plain_text(detail: EntryDetail, labels: Labels) -> str:
    """An entry as lines of text: title, type, how firm and when, its fields, its quotations."""
    entry = detail.entry
    date = words.when_text(detail.when) if detail.when else tr("undated")
    stage = words.stage_label(detail.stage, entry.kind)
    lines = [entry.title, f"{words.kind_label(entry.kind)} · {stage} · {date}"]
    lines += [
        f"{field.name}: {'; '.join(value.text for value in field.values)}"
        for field in fields(detail, labels)
    ]
    lines += [quoted(item) for item in detail.quotations]
    return "\n".join(lines)


def citation(detail: EntryDetail) -> str:
    """An entry to paste elsewhere: title, how firm, each quotation with its source."""
    entry = detail.entry
    date = words.when_text(detail.when) if detail.when else tr("undated")
    lines = [f"{entry.title} ({words.stage_label(detail.stage, entry.kind)}, {date})"]
    lines += [source_of(detail, item) for item in detail.quotations]
    return "\n\n".join(lines)
