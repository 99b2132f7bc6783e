"""A suggestion in the making, and what all that is made from a document shares."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from explorer.domain.vocabulary import Kind, Stage
from explorer.reading.suggesting.lexicon import Lexicon
from explorer.reading.suggesting.tokens import Token


class Context(NamedTuple):
    """What is known of the document as a whole."""

    text: str
    lexicon: Lexicon
    parties: tuple[str, ...]
    published: date | None
    acronyms: Mapping[str, str]


class Draft(NamedTuple):
    """One thing found: the words it is called by, the words it is quoted with, and why.

    ``named`` are the words of its title; ``quoted`` the passage; ``about`` what its date, sectors
    and bodies are looked for in. ``why`` are codes of messages with the words they rest on.
    ``called`` begins the title where a verb tells what it was: “met in …” is a “Meeting in …”.
    """

    named: tuple[Token, ...]
    quoted: tuple[Token, ...]
    about: tuple[Token, ...]
    kind: Kind
    stage: Stage
    why: tuple[tuple[str, str], ...]
    to_come: bool = False
    mention: bool = False
    called: str = ""
