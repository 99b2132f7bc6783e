"""What a file is, told by its content; its name decides only among kinds of plain text."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum
from typing import Final

from explorer.domain.messages import AccordError


class Form(StrEnum):
    """A kind of file that Accord reads; the value is also what messages call it."""

    PDF = "PDF"
    WORD = "a Word document"
    WEB_PAGE = "a web page"
    MAIL = "an e-mail"
    MARKDOWN = "Markdown"
    TEXT = "plain text"


SUFFIXES: Final = {
    ".pdf": Form.PDF,
    ".docx": Form.WORD,
    ".html": Form.WEB_PAGE,
    ".htm": Form.WEB_PAGE,
    ".xhtml": Form.WEB_PAGE,
    ".md": Form.MARKDOWN,
    ".markdown": Form.MARKDOWN,
    ".txt": Form.TEXT,
    ".eml": Form.MAIL,
}

_HEAD: Final = 4_096  # bytes that are looked at
_PICTURES: Final = (
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM"),
    *(b"\0\0\0\x0cjP  ", b"8BPS"),
)
_ARCHIVES: Final = (
    b"\x1f\x8b",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!",
    b"BZh",
    b"\xfd7zXZ\0",
    b"\x28\xb5\x2f\xfd",
)
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PAGE: Final = re.compile(
    rb"<(!doctype\s+html|html[\s>]|head[\s>]|body[\s>]|(?:div|p|h1|article|table|meta|title)[\s>])",
    re.IGNORECASE,
)
_FIELD: Final = re.compile(rb"[!-9;-~]+:[ \t]")
_FIELDS: Final = re.compile(
    rb"^(?:from|to|subject|date|received|message-id|mime-version|return-path|delivered-to"
    rb"|content-type|x-[\w-]+):",
    re.IGNORECASE | re.MULTILINE,
)


def form_of(data: bytes, suffix: str) -> Form:
    """What these bytes are; ``suffix`` with its dot, in lower case.

    Raises:
        AccordError: ``reading-…`` for what Accord does not read.
    """
    head = data[:_HEAD]
    named = SUFFIXES.get(suffix)
    if b"%PDF-" in head[:1024]:
        return Form.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data)
    if head.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise AccordError("reading-encrypted" if locked else "reading-old-word")
    for begins, code in (
        (_PICTURES, "reading-picture"),
        (_ARCHIVES, "reading-archive"),
        ((b"{\\rtf",), "reading-rtf"),
    ):
        if head.startswith(begins):
            raise AccordError(code)
    # What was cut off or damaged at its very beginning is told as that by its own reader.
    if named in (Form.PDF, Form.WORD) and not _is_plain(head):
        return named
    return _plain(head, named)


def _zipped(data: bytes) -> Form:
    """A Word document is a zip file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError):
        return Form.WORD  # its reader tells what is wrong
    if any(name.startswith("word/") for name in names):
        return Form.WORD
    if {"[Content_Types].xml", "mimetype"} & names:
        raise AccordError("reading-office")
    raise AccordError("reading-archive")


def _is_plain(head: bytes) -> bool:
    """Whether these bytes may be text in some encoding."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    control = sum(head.count(bytes([sign])) for sign in (*range(1, 9), 11, *range(14, 27)))
    zeros = head.count(0)
    wide = zeros and (head[1::2].count(0) in (0, zeros))  # UTF-16 without its mark
    return control <= 0.01 * len(head) and (not zeros or bool(wide))


def _plain(head: bytes, named: Form | None) -> Form:
    if not _is_plain(head):
        raise AccordError("reading-unknown")
    narrow = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if named in (Form.MARKDOWN, Form.WEB_PAGE):
        # Markdown may have tags in it, and a piece of a page may begin with any of them.
        return (
            Form.WEB_PAGE if named is Form.WEB_PAGE and _PAGE.search(narrow) else named_text(named)
        )
    if _PAGE.match(narrow) or (narrow.startswith(b"<?xml") and _PAGE.search(narrow)):
        return Form.WEB_PAGE
    if narrow.startswith(b"<!--") and re.search(rb"<(!doctype|html)", narrow, re.IGNORECASE):
        return Form.WEB_PAGE
    if _is_mail(narrow, sure=named is Form.MAIL):
        return Form.MAIL
    return Form.TEXT


def named_text(named: Form) -> Form:
    """A page without tags is plain text; Markdown is what it says."""
    return Form.MARKDOWN if named is Form.MARKDOWN else Form.TEXT


def _is_mail(head: bytes, *, sure: bool) -> bool:
    """Whether a text begins with the fields of a mail: a few of them, one after the other."""
    if not _FIELD.match(head):
        return False
    top = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    return len({field.lower() for field in _FIELDS.findall(top)}) >= (1 if sure else 3)
