"""What became of a table's rows: the report that can be read, saved and handed on."""

from __future__ import annotations

import msgspec

from explorer.domain.mapping import Mapping
from explorer.domain.messages import Message


class Counted(msgspec.Struct, frozen=True):
    """A printed value and how often it stood in the table; ``row``: where it stood first."""

    printed: str
    count: int
    row: int


class TableReport(msgspec.Struct, frozen=True):
    """What an import of a table did.

    Each row that was read is one of ``new``, ``changed``, ``same`` or ``refused``; ``why`` tells
    of the refused ones, as many as are listed. ``bodies``: parties that are organisations.
    ``unresolved``: parties that are neither known as states nor look like organisations, kept as
    printed. ``dates``: those that were not understood. ``values``: words that the mapping gives no
    meaning. Lists are cut at a length and longest first; ``left_out`` counts what they lack.
    ``batch`` names the import for undo, and is empty where nothing was written.
    """

    path: str
    sha256: str
    form: str
    batch: str
    rows: int
    new: int
    changed: int
    same: int
    refused: int
    why: tuple[Message, ...]
    bodies: tuple[Counted, ...]
    unresolved: tuple[Counted, ...]
    dates: tuple[Counted, ...]
    values: tuple[Counted, ...]
    unused: tuple[str, ...]
    notes: tuple[Message, ...]
    mapping: Mapping
    resolved: int = 0
    unresolved_count: int = 0
    undated: int = 0
    left_out: int = 0
