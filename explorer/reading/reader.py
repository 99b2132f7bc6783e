"""A file read: its form told, its text and structure taken, its source guessed."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import PurePath
from typing import Final

from explorer.domain.messages import AccordError, Message, Progress
from explorer.domain.structure import LineKind, Structure
from explorer.reading.blocks import Builder
from explorer.reading.encodings import Decoded, decode
from explorer.reading.forms import SUFFIXES, Form, form_of
from explorer.reading.found import ReadText, Said
from explorer.reading.guessing import guessed

# Raise it when a reader gives another text than before for the same file.
VERSION: Final = 1
# Bytes of a file, by its form: what is larger is no document of words.
MOST_BYTES: Final = {
    Form.PDF: 400_000_000,
    Form.WORD: 200_000_000,
    Form.WEB_PAGE: 60_000_000,
    Form.MAIL: 60_000_000,
    Form.MARKDOWN: 60_000_000,
    Form.TEXT: 60_000_000,
}
LARGEST: Final = max(MOST_BYTES.values())
_READERS: Final = {
    Form.PDF: "pdf",
    Form.WORD: "docx",
    Form.WEB_PAGE: "html",
    Form.MAIL: "eml",
    Form.MARKDOWN: "markdown",
    Form.TEXT: "text",
}
_MEGABYTE: Final = 1_000_000


def read(
    data: bytes, name: str, encoding: str | None = None
) -> Generator[Progress, None, ReadText]:
    """Read the bytes of a file called ``name``; ``encoding``: the user's choice.

    Raises:
        AccordError: ``reading-…`` when there is nothing to be had of it, ``encoding-unknown``.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise AccordError("reading-empty")
    suffix = PurePath(name).suffix.lower()
    form = form_of(data, suffix)
    if len(data) > MOST_BYTES[form]:
        size, most = len(data) // _MEGABYTE, MOST_BYTES[form] // _MEGABYTE
        raise AccordError("reading-large", size=size, most=most)
    builder = Builder()
    notes: list[Message] = []
    if SUFFIXES.get(suffix, form) is not form and not {form, SUFFIXES[suffix]} <= _ALIKE:
        notes.append(Message("note-extension", {"suffix": suffix, "form": form.value}))
    said, used = yield from _parsed(data, form, builder, notes, encoding)
    text, structure = builder.build()
    if not any(sign.isalnum() for sign in text):
        raise AccordError("reading-no-text")
    said = guessed(said, text, structure, mail=form is Form.MAIL)
    return ReadText(
        text=text,
        said=said,
        reader=f"accord-{_READERS[form]} {VERSION}",
        form=form.value,
        structure=structure,
        body=_body(text, structure, said.title),
        encoding=used,
        notes=tuple(notes),
    )


_ALIKE: Final = frozenset({Form.MARKDOWN, Form.TEXT})


def _parsed(
    data: bytes, form: Form, builder: Builder, notes: list[Message], chosen: str | None
) -> Generator[Progress, None, tuple[Said, str]]:
    """What a file says, and the encoding it was read with; the parsers load their libraries."""
    if form is Form.PDF:
        from explorer.reading.pdf import read_pdf

        said, told = yield from read_pdf(data, builder)
        notes += told
        return said, ""
    if form is Form.WORD:
        from explorer.reading.word import read_word

        return read_word(data, builder), ""
    if form is Form.MAIL:
        from explorer.reading.mail import read_mail

        return read_mail(data, builder, chosen)
    found = decode(data, chosen=chosen)
    if not found.sure:
        notes.append(Message("note-encoding", {"encoding": found.encoding}))
    return _of_text(found, form, builder), found.encoding


def _of_text(found: Decoded, form: Form, builder: Builder) -> Said:
    if form is Form.WEB_PAGE:
        from explorer.reading.webpage import read_page

        return read_page(found.text, builder)
    if form is Form.MARKDOWN:
        from explorer.reading.markdown import read_markdown

        return read_markdown(found.text, builder)
    from explorer.reading.plain import read_plain

    return read_plain(found.text, builder)


def _body(text: str, structure: Structure, title: str) -> int:
    """Where the numbered paragraphs begin: behind the title, where the text begins with it."""
    first, _, rest = text.partition("\n")
    heads = (
        not structure.marks
        or structure.marks[0].start
        or (structure.marks[0].kind is LineKind.HEADING)
    )
    return len(first) + 1 if rest and first == title and heads else 0
