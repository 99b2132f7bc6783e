"""Word documents (.docx): paragraphs, headings, lists, tables and footnotes of the zip's XML.

What was deleted with changes tracked is left out, what was inserted is taken. Entities, a document
type and the network are off.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from explorer.domain.messages import AccordError
from explorer.domain.structure import LineKind
from explorer.reading.blocks import Builder, clean
from explorer.reading.found import Said
from explorer.reading.heads import heading_level

MOST_UNPACKED: Final = 200_000_000  # bytes of all parts that are read
MOST_PARTS: Final = 20_000  # files in the zip
DEEPEST: Final = 250  # elements within elements

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# The strict form of the standard has another name for the same.
_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_SKIPPED: Final = frozenset(
    _W + name for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sectPr")
)
_CHUNK: Final = 1 << 16


class _Styles:
    """What the names of styles mean."""

    def __init__(self, root: Any | None) -> None:
        self.headings: dict[str, int] = {}
        self.lists: set[str] = set()
        self.titles: set[str] = set()
        if root is None:
            return
        for style in root.iter(f"{_W}style"):
            identifier = style.get(f"{_W}styleId") or ""
            named = style.find(f"{_W}name")
            name = (named.get(f"{_W}val") if named is not None else identifier) or ""
            level = style.find(f"{_W}pPr/{_W}outlineLvl")
            match = re.match(r"heading (\d)", name, re.IGNORECASE)
            if match:
                self.headings[identifier] = int(match[1])
            elif name.lower() == "title":
                self.titles.add(identifier)
            elif level is not None and (level.get(f"{_W}val") or "9").isdecimal():
                outline = int(level.get(f"{_W}val") or "9") + 1
                if outline <= 9:
                    self.headings[identifier] = outline
            if style.find(f"{_W}pPr/{_W}numPr") is not None or name.lower().startswith("list"):
                self.lists.add(identifier)


def read_word(data: bytes, builder: Builder) -> Said:
    """Read a Word document.

    Raises:
        AccordError: ``reading-damaged``, ``reading-bomb``, ``reading-parts``,
            ``reading-entities``, ``reading-deep``, ``reading-encrypted``.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = _Parts(archive)
            body = parts.tree("word/document.xml")
            if body is None:
                raise AccordError("reading-damaged", reason="word/document.xml is missing")
            styles = _Styles(parts.tree("word/styles.xml"))
            notes = parts.tree("word/footnotes.xml"), parts.tree("word/endnotes.xml")
            said = _said(parts.tree("docProps/core.xml"))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise AccordError("reading-damaged", reason=str(error).rstrip(".")) from error
    title = _Body(builder, styles).read(body)
    for root in notes:
        _notes(root, builder)
    return msgspec.structs.replace(said, title=title) if title else said


class _Parts:
    """The parts of the zip, none larger than it may be."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._left = MOST_UNPACKED
        if len(archive.infolist()) > MOST_PARTS:
            raise AccordError("reading-parts", most=MOST_PARTS)

    def tree(self, name: str) -> Any | None:
        """The root element of a part; None where there is no such part."""
        from lxml import etree

        try:
            info = self._archive.getinfo(name)
        except KeyError:
            return None
        if info.flag_bits & 1:
            raise AccordError("reading-encrypted")
        content = self._content(info)
        head = content[:4_096].lstrip(b"\xef\xbb\xbf")
        if b"<!DOCTYPE" in head or b"<!ENTITY" in content:
            raise AccordError("reading-entities")
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        try:
            root = etree.fromstring(content.replace(_STRICT, _W.strip("{}").encode()), parser)
        except etree.XMLSyntaxError as error:
            if "depth" in str(error).lower():
                raise AccordError("reading-deep", most=DEEPEST) from error
            reason = f"{name}: {error.msg}".rstrip(".")
            raise AccordError("reading-damaged", reason=reason) from error
        if root.getroottree().docinfo.internalDTD is not None:  # in an encoding of its own
            raise AccordError("reading-entities")
        return root

    def _content(self, info: zipfile.ZipInfo) -> bytes:
        """A part, unpacked piece by piece: what the zip says of its size need not be true."""
        pieces = []
        with self._archive.open(info) as stream:
            while piece := stream.read(_CHUNK):
                self._left -= len(piece)
                if self._left < 0:
                    raise AccordError("reading-bomb", most=MOST_UNPACKED // 1_000_000)
                pieces.append(piece)
        return b"".join(pieces)


class _Body:
    """Goes through the paragraphs and tables of a document in their order."""

    def __init__(self, builder: Builder, styles: _Styles) -> None:
        self._builder = builder
        self._styles = styles
        self._title = ""

    def read(self, root: Any) -> str:
        """Take all of it; the line in the style of a title, if there is one."""
        for element in _blocks(root):
            if element.tag == f"{_W}tbl":
                self._table(element)
            else:
                self._paragraph(element)
        return self._title

    def _paragraph(self, element: Any) -> None:
        kind, level = self._kind(element)
        text = _text(element)
        if level == 0 and kind is LineKind.HEADING:
            self._title = self._title or clean(text)
            level = 1
        for piece in text.split("\n") if kind is not LineKind.HEADING else [text]:
            own = kind, level
            if kind is None and (found := heading_level(clean(piece))):
                own = LineKind.HEADING, found
            self._builder.add(piece, *own)

    def _kind(self, element: Any) -> tuple[LineKind | None, int]:
        style = element.find(f"{_W}pPr/{_W}pStyle")
        name = style.get(f"{_W}val") or "" if style is not None else ""
        if name in self._styles.titles:
            return LineKind.HEADING, 0
        if name in self._styles.headings:
            return LineKind.HEADING, self._styles.headings[name]
        outline = element.find(f"{_W}pPr/{_W}outlineLvl")
        if outline is not None and (outline.get(f"{_W}val") or "9") in "012345678":
            return LineKind.HEADING, int(outline.get(f"{_W}val")) + 1
        numbered = element.find(f"{_W}pPr/{_W}numPr")
        if numbered is not None:
            depth = numbered.find(f"{_W}ilvl")
            value = (depth.get(f"{_W}val") if depth is not None else "0") or "0"
            return LineKind.ITEM, 1 + (int(value) if value.isdecimal() else 0)
        return (LineKind.ITEM, 1) if name in self._styles.lists else (None, 0)

    def _table(self, table: Any) -> None:
        for place, row in enumerate(table.iterfind(f"{_W}tr")):
            cells = [
                " ".join(filter(None, (clean(_text(p)) for p in cell.iter(f"{_W}p"))))
                for cell in row.iterfind(f"{_W}tc")
            ]
            head = row.find(f"{_W}trPr/{_W}tblHeader") is not None
            self._builder.row(cells, head=head and place < 3)


def _blocks(root: Any) -> Iterator[Any]:
    """The paragraphs and tables, those within content controls and insertions too."""
    wanted = (f"{_W}p", f"{_W}tbl")
    stack = [iter(root)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif element.tag in wanted:
            yield element
        elif isinstance(element.tag, str) and element.tag not in _SKIPPED:
            stack.append(iter(element))


def _text(paragraph: Any) -> str:
    """The text of a paragraph; footnotes are named by their number in brackets."""
    pieces: list[str] = []
    stack = [iter(paragraph)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
            continue
        tag = element.tag
        if not isinstance(tag, str) or tag in _SKIPPED:
            continue
        if tag == f"{_W}t":
            pieces.append(element.text or "")
        elif tag in (f"{_W}tab", f"{_W}ptab"):
            pieces.append(" ")
        elif tag in (f"{_W}br", f"{_W}cr"):
            pieces.append("\n" if element.get(f"{_W}type") is None else " ")
        elif tag == f"{_W}noBreakHyphen":
            pieces.append("-")
        elif tag in (f"{_W}footnoteReference", f"{_W}endnoteReference"):
            pieces.append(f"[{element.get(f'{_W}id')}]")
        elif tag.endswith("}Choice"):
            continue  # the same again, for other programs, stands in the Fallback beside it
        else:
            stack.append(iter(element))
    return "".join(pieces)


def _notes(root: Any | None, builder: Builder) -> None:
    for note in () if root is None else root:
        if note.get(f"{_W}type") in (None, "normal"):
            text = " ".join(filter(None, (clean(_text(p)) for p in note.iter(f"{_W}p"))))
            if text:
                builder.add(f"[{note.get(f'{_W}id')}] {text}", LineKind.NOTE)


def _said(root: Any | None) -> Said:
    def value(name: str) -> str:
        found = None if root is None else root.find(name)
        return clean(found.text or "") if found is not None else ""

    language = value(f"{_DC}language").lower().partition("-")[0]
    return Said(
        title=value(f"{_DC}title"),
        author=value(f"{_DC}creator"),
        publisher=value(f"{_DC}publisher"),
        language=language,
    )
