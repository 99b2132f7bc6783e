"""What a parser gives back beside the text, and what reading a file gives at last."""

from __future__ import annotations

import msgspec

from explorer.domain.messages import Message
from explorer.domain.structure import NO_STRUCTURE, Structure
from explorer.domain.vocabulary import Standing


class Said(msgspec.Struct, frozen=True):
    """What a file says about itself, as far as that can be believed; empty for what it does not.

    ``published`` is EDTF text; ``standing`` what its words show it to be.
    """

    title: str = ""
    author: str = ""
    affiliation: str = ""
    publisher: str = ""
    published: str | None = None
    language: str = ""
    url: str = ""
    standing: Standing = Standing.UNKNOWN


class ReadText(msgspec.Struct, frozen=True):
    """A file that was read.

    ``said`` holds guesses, to be corrected. ``body``: where the numbered paragraphs begin (code
    points). ``reader`` names the parser and its version. ``encoding`` is empty where a form has its
    own. ``notes``: what a reader should know of how it was read.
    """

    text: str
    said: Said
    reader: str
    form: str
    structure: Structure = NO_STRUCTURE
    body: int = 0
    encoding: str = ""
    notes: tuple[Message, ...] = ()
