"""Bytes become text: by their mark, by what they say, then by a guess that is told as one."""

from __future__ import annotations

import codecs
import re
from typing import Final, NamedTuple

from explorer.domain.messages import AccordError

# What a user is offered, the likely ones for our languages first.
OFFERED: Final = (
    *("utf-8", "windows-1252", "euc-kr", "cp949", "utf-16", "gb18030", "big5", "shift_jis"),
    *("iso-8859-15", "windows-1251", "windows-1250", "windows-1254", "koi8-r", "windows-1256"),
    *("euc-jp", "iso-8859-1", "mac-roman", "cp850"),
)
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Where a page says what it is written in; it is ASCII up to there, or has a mark.
_SAID: Final = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,80}encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_SAID_WITHIN: Final = 4_096  # bytes
_GUESSED_FROM: Final = 200_000  # bytes; enough to tell
# As browsers do: what calls itself Latin-1 is what Windows made of it.
_MEANT: Final = {
    "iso8859-1": "windows-1252",
    "ascii": "windows-1252",
    "euc_kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
_WESTERN: Final = frozenset(
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜßàáâãäåæçèéêëìíîïñòóôõöøùúûüŒœŠšŽžŸÿ"
    "‘’“”„‚«»‹›–—…•·°ºª§¶©®™€£¢¥½¼¾²³×±¡¿\u00a0\u00ad"
)
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd]")
_MOST_CONTROL: Final = 0.002  # of the letters: more than that is no text


class Decoded(NamedTuple):
    """A text and its encoding; ``sure``: it was said or chosen, or is beyond doubt."""

    text: str
    encoding: str
    sure: bool


def known(name: str) -> str | None:
    """What Python calls an encoding; None for one that it does not know, or that is no text."""
    try:
        info = codecs.lookup(name.strip())
    except (LookupError, ValueError):
        return None
    # Not rot13, base64 and the like: they are codecs, but not encodings of text.
    return info.name if getattr(info, "_is_text_encoding", True) else None


def decode(data: bytes, *, chosen: str | None = None, said: str | None = None) -> Decoded:
    """Bytes as text.

    ``chosen``: by the user, and taken as it is, with a sign for what does not fit. ``said``: by
    what came with the file, as an e-mail's head. Then: a byte-order mark, what the page itself
    says, UTF-8, and at last a guess.

    Raises:
        AccordError: ``reading-encoding``, with what may be tried.
    """
    if chosen is not None:
        name = known(chosen)
        if name is None:
            raise AccordError("encoding-unknown", name=chosen)
        return Decoded(data.decode(name, "replace"), chosen, sure=True)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(_strict(data, name) or data.decode(name, "replace"), name, sure=True)
    for name in filter(None, (said, _said(data))):
        found = known(name)
        text = None if found is None else _strict(data, _MEANT.get(found, found))
        if found is not None and text is not None and _is_text(text):
            return Decoded(text, _MEANT.get(found, found), sure=True)
    text = _strict(data, "utf-8")
    if text is not None and _is_text(text):
        return Decoded(text, "utf-8", sure=True)
    return _guessed(data)


def _said(data: bytes) -> str | None:
    match = _SAID.search(data[:_SAID_WITHIN])
    return (match[1] or match[2]).decode("ascii") if match else None


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _is_text(text: str) -> bool:
    return len(_CONTROL.findall(text)) <= _MOST_CONTROL * len(text)


def _guessed(data: bytes) -> Decoded:
    wide = _without_mark(data)
    if wide is not None:
        return wide
    western = _strict(data, "windows-1252")
    if western is not None and _is_western(western):
        return Decoded(western, "windows-1252", sure=False)
    from charset_normalizer import from_bytes

    for match in from_bytes(data[:_GUESSED_FROM], cp_exclusion=["utf_7"]):
        name = _MEANT.get(known(match.encoding) or "", match.encoding)
        text = _strict(data, name)
        if text is None and len(data) > _GUESSED_FROM:
            text = data.decode(name, "replace")  # a sign deep in a long text does not spoil it
        if text is not None and _is_text(text):
            return Decoded(text, name, sure=False)
    fitting = [name for name in OFFERED if _strict(data, name) is not None]
    raise AccordError("reading-encoding", tried=", ".join(fitting[:6]) or "–")


def _is_western(text: str) -> bool:
    """Whether a text reads well as what Windows writes in the west of Europe.

    charset-normalizer takes such texts for Baltic ones: in few letters most pages fit.
    """
    strange = [sign for sign in text if sign > "\x7f"]
    return len(strange) < 0.12 * len(text) and all(sign in _WESTERN for sign in strange)


def _without_mark(data: bytes) -> Decoded | None:
    """UTF-16 whose mark was lost: every other byte of a Latin text is zero."""
    head = data[:_SAID_WITHIN]
    if len(head) < 4 or len(data) % 2:
        return None
    for place, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = head[place::2].count(0)
        if zeros > 0.4 * (len(head) // 2) and head[1 - place :: 2].count(0) < 0.05 * len(head):
            text = _strict(data, name)
            if text is not None and _is_text(text):
                return Decoded(text, name, sure=False)
    return None


def preview(data: bytes, encoding: str, length: int = 600) -> str:
    """The beginning of a file as it reads in an encoding, with a sign for what does not fit.

    Raises:
        AccordError: ``encoding-unknown``.
    """
    return decode(data[: length * 4], chosen=encoding).text[:length]
