"""How the columns of a table become the fields of entries: a mapping, kept as a readable file."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from enum import StrEnum
from typing import Final

import msgspec

from explorer.domain.entries import Value
from explorer.domain.messages import AccordError
from explorer.domain.vocabulary import Kind, Stage

FORMAT: Final = 1
# What stands in a cell that says nothing.
EMPTY_WORDS: Final = (
    *("-", "--", "–", "—", "?", ".", "n/a", "na", "n.a.", "nan", "nil", "none", "null", "#n/a"),
    *("not known", "not applicable", "not available", "unknown", "tbd", "tbc"),
)


class DateOrder(StrEnum):
    """In which order day and month stand where a date has only numbers."""

    YMD = "ymd"
    DMY = "dmy"
    MDY = "mdy"


class Columns(Value, frozen=True):
    """The columns of each field by their names in the head; none for a field that has none.

    ``parties``: one column a party, or one with all of them. ``codes``: columns with the codes of
    those parties, in the same order; a printed name counts more. ``instrument`` gives the kind.
    """

    title: tuple[str, ...] = ()
    id: tuple[str, ...] = ()
    instrument: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    in_force: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    registration: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    volume: tuple[str, ...] = ()
    page: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    url: tuple[str, ...] = ()

    def all(self) -> Iterator[tuple[str, str]]:
        """Field and column, for each column that is used."""
        for field in self.__struct_fields__:
            for column in getattr(self, field):
                yield field, column

    def fields_of(self, column: str) -> tuple[str, ...]:
        """The fields that a column gives; none for one that is not taken."""
        return tuple(field for field, used in self.all() if used == column)

    def assigned(self, column: str, field: str, order: Sequence[str]) -> Columns:
        """The same with a column for another field, or for none (``""``).

        ``order``: all columns of the table, in which those of one field stand.
        """
        found = {name: {used for used in getattr(self, name) if used != column} for name in FIELDS}
        if field:
            found[field].add(column)
        return Columns(
            **{name: tuple(one for one in order if one in used) for name, used in found.items()}
        )


FIELDS: Final = Columns.__struct_fields__
# Fields whose printed words have a meaning, and where a mapping gives it.
MEANT: Final = {"sectors": "sectors", "instrument": "kinds", "stage": "stages"}


class Mapping(Value, frozen=True):
    """A mapping of one sort of table.

    ``source`` names where the rows come from: a row with the same id of the same source is the
    same entry. ``separator`` and ``sector_separator`` part the values within one cell; empty: a
    cell holds one. ``kinds``, ``sectors`` and ``stages`` say what printed values mean, whatever
    their case. ``empty``: words that say nothing, beside the empty cell.
    """

    source: str
    columns: Columns
    format: int = FORMAT
    separator: str = ""
    sector_separator: str = ""
    date_order: DateOrder = DateOrder.YMD
    kinds: dict[str, Kind] = msgspec.field(default_factory=dict)
    sectors: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    stages: dict[str, Stage] = msgspec.field(default_factory=dict)
    default_kind: Kind = Kind.AGREEMENT
    empty: tuple[str, ...] = EMPTY_WORDS

    def meaning(self, field: str, printed: str, meant: object) -> Mapping:
        """The same with another meaning for a printed word, whatever its case; None: not known.

        ``field``: ``sectors`` (ids, which may be none), ``instrument`` (a kind), ``stage``.
        """
        name = MEANT[field]
        folded = printed.casefold()
        table = {word: m for word, m in getattr(self, name).items() if word.casefold() != folded}
        if meant is not None:
            table[printed] = meant
        return msgspec.structs.replace(self, **{name: table})


def split(value: str, separator: str) -> list[str]:
    """The values within a cell."""
    if not separator:
        return [value] if value else []
    return [part for piece in value.split(separator) if (part := piece.strip())]


def decode_mapping(data: bytes, path: object) -> Mapping:
    """A mapping from the bytes of its file.

    Raises:
        AccordError: ``mapping-unreadable``, ``mapping-newer``.
    """
    try:
        found = msgspec.json.decode(data, type=Mapping)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise AccordError("mapping-unreadable", path=path, reason=error) from error
    if found.format != FORMAT:
        raise AccordError("mapping-newer", path=path, found=found.format, known=FORMAT)
    return found


def encode_mapping(mapping: Mapping) -> bytes:
    """A mapping as its file holds it: JSON that a person can read and change."""
    whole = {**msgspec.to_builtins(mapping), "format": FORMAT}
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"


def check_mapping(mapping: Mapping, columns: Sequence[str], sectors: Container[str]) -> None:
    """Make sure that a mapping fits a table with these columns.

    Raises:
        AccordError: ``mapping-title``, ``mapping-column``, ``mapping-sector``, ``mapping-source``.
    """
    if not mapping.columns.title:
        raise AccordError("mapping-title")
    if not mapping.source.strip():
        raise AccordError("mapping-source")
    for field, column in mapping.columns.all():
        if column not in columns:
            known = ", ".join(columns[:12])
            raise AccordError("mapping-column", field=field, column=column, known=known)
    for value, meant in mapping.sectors.items():
        for sector in meant:
            if sector not in sectors:
                raise AccordError("mapping-sector", value=value, sector=sector)
