"""E-mails (.eml): the body, as text or as the page that it is; attachments are named, not read."""

from __future__ import annotations

from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime

from explorer.domain.messages import AccordError
from explorer.domain.structure import LineKind
from explorer.reading.blocks import Builder, clean
from explorer.reading.encodings import decode
from explorer.reading.found import Said
from explorer.reading.plain import read_plain
from explorer.reading.webpage import read_page

DEEPEST = 50  # parts within parts


def read_mail(data: bytes, builder: Builder, chosen: str | None = None) -> tuple[Said, str]:
    """Read a mail; what it says, and the encoding of its body.

    Raises:
        AccordError: ``reading-damaged``, ``reading-deep``, ``reading-encoding``.
    """
    _refuse_deep(data)
    message = BytesParser(policy=policy.default).parsebytes(data)
    if not isinstance(message, EmailMessage):
        raise AccordError("reading-damaged", reason="no mail")
    title = _field(message, "subject")
    builder.add(title, LineKind.HEADING, 1)
    try:
        part = message.get_body(("plain", "html"))
    except (KeyError, AttributeError, LookupError, ValueError) as error:
        raise AccordError("reading-damaged", reason=error) from error
    encoding = ""
    if isinstance(part, EmailMessage):
        content = part.get_payload(decode=True)
        content = content if isinstance(content, bytes) else b""
        found = decode(content, chosen=chosen, said=part.get_content_charset())
        encoding = found.encoding
        if part.get_content_subtype() == "html":
            read_page(found.text, builder)
        else:
            read_plain(_unwrapped(found.text, part), builder)
    for attached in message.iter_attachments():
        name = attached.get_filename() or attached.get_content_type()
        builder.gap("gap-attachment", name=clean(name))
    name, address = parseaddr(_field(message, "from"))
    said = Said(
        title=title,
        author=clean(name) or address,
        publisher=_field(message, "organization"),
        published=_day(message),
    )
    return said, encoding


def _refuse_deep(data: bytes) -> None:
    """The parser goes into parts by calling itself; and no letter has fifty parts in parts."""
    if data.lower().count(b"boundary=") > DEEPEST:
        raise AccordError("reading-deep", most=DEEPEST)


def _field(message: EmailMessage, name: str) -> str:
    try:
        return clean(str(message.get(name, "")))
    except (ValueError, LookupError, AttributeError, IndexError, TypeError):
        return ""  # the head of a forged or broken mail; the standard parser stumbles over some


def _day(message: EmailMessage) -> str | None:
    try:
        return parsedate_to_datetime(_field(message, "date")).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _unwrapped(text: str, part: EmailMessage) -> str:
    """Lines that end in a blank go on, where the mail says so (RFC 3676)."""
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    lines: list[str] = []
    goes_on = False
    for line in text.splitlines():
        own = line.removeprefix(" ")
        if goes_on and lines:
            lines[-1] += own
        else:
            lines.append(own)
        goes_on = own.endswith(" ") and own != "-- "
    return "\n".join(lines)
