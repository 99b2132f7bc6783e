"""A mapping guessed from a table's head and values, by rules that hold for any table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from explorer.domain.mapping import EMPTY_WORDS, Columns, DateOrder, Mapping, split
from explorer.domain.messages import Message
from explorer.domain.vocabulary import Kind, Stage
from explorer.reading.tables.dates import date_of, order_of
from explorer.reading.tables.parties import Names
from explorer.reading.tables.rows import Table
from explorer.reading.tables.words import SectorWords, kind_of, stage_of

_LOOKED_AT: Final = 2_000  # rows, spread over the whole table
_MOST_VALUES: Final = 600  # different words of a column that may be given a meaning
_SEPARATORS: Final = (" ; ", ";", "|", "\n", " / ", "/", ",", " and ", " & ", " - ", " – ")
_CLEAR: Final = _SEPARATORS[:4]  # a subject such as "Loans, credits and grants" is one
_TOKEN: Final = re.compile(r"[^\W\d_]+")
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")

# Words of a head for each field, the telling ones first: all words of a set must be there.
_HEADS: Final[dict[str, tuple[str, ...]]] = {
    "title": ("title", "name", "agreement name", "agreement", "treaty", "제목", "명칭", "शीर्षक"),
    "id": ("id", "identifier", "uuid", "key", "ref", "번호"),
    "signed": (
        *("signed", "signature", "signing", "conclusion", "concluded", "adoption", "adopted"),
        *("done", "서명일", "서명", "हस्ताक्षर", "date"),
    ),
    "in_force": ("force", "effective", "entry", "eif", "발효일", "발효"),
    "ended": (
        *("terminated", "termination", "ended", "end", "inactive", "expiry", "expired", "expires"),
        *("denounced", "denunciation", "until", "종료일"),
    ),
    "parties": (
        *("parties", "party", "countries", "country", "states", "state", "signatories", "partners"),
        *("signatory", "partner", "participants", "contracting", "당사국", "국가", "पक्ष", "देश"),
    ),
    "sectors": (
        *("sector", "sectors", "topic", "topics", "subject", "subjects", "field", "area"),
        *("theme", "themes", "category", "분야", "क्षेत्र"),
    ),
    "instrument": ("instrument", "type", "kind", "form", "종류", "유형", "प्रकार"),
    "stage": ("status", "stage", "상태", "स्थिति"),
    "summary": ("summary", "abstract", "description", "purpose", "요약", "सारांश"),
    "place": ("place", "city", "location", "venue", "장소", "स्थान"),
    "registration": ("registration", "registered", "regno", "reg", "등록번호"),
    "series": ("series", "collection", "treatyseries"),
    "volume": ("volume", "vol", "권"),
    "page": ("page", "pages", "pp", "쪽"),
    "source": ("source", "publication", "출처", "स्रोत"),
    "url": ("url", "link", "href", "web", "website", "uri"),
}
_DATES: Final = ("in_force", "ended", "signed")
_CODES: Final = frozenset({"iso", "code", "codes", "alpha", "cow", "iso3", "iso2"})
# Words of a head that make a column another thing than its other words say.
_NOT: Final[dict[str, frozenset[str]]] = {
    "title": frozenset({"id", "code", "short", "date", "file", "url", "type", "number", "no"}),
    "id": frozenset({"party", "country", "state"}),
    "signed": frozenset({"place", "by", "force", "city"}),
    "place": frozenset({"date"}),
    "parties": frozenset({"number", "count", "date", "no", "type", "status", "id", "signed"}),
    "sectors": frozenset({"code"}),
}


class Guess:
    """The guess for one table: `mapping`, `notes`, and for each column `why` it is used so."""

    def __init__(self, table: Table, source: str, names: Names, sectors: SectorWords) -> None:
        self._table, self._names, self._sectors = table, names, sectors
        step = max(1, len(table.rows) // _LOOKED_AT)
        looked = [cells for _, cells in table.rows[::step]]
        self._values = {
            column: [
                cells[place]
                for cells in looked
                if cells[place] and cells[place].casefold() not in EMPTY_WORDS
            ]
            for place, column in enumerate(table.columns)
        }
        self._tokens = {column: _tokens(column) for column in table.columns}
        self._used: set[str] = set()
        self.notes: tuple[Message, ...] = ()
        self.why: dict[str, Message] = {}
        self.mapping = self._guessed(source)

    def _guessed(self, source: str) -> Mapping:
        found: dict[str, tuple[str, ...]] = {}
        found["url"] = self._take("url", lambda c: self._share(c, _is_url) > 0.5)
        order, clear = self._order()
        dated: Callable[[str], bool] = lambda c: self._share(c, lambda v: _is_date(v, order)) > 0.5  # noqa: E731
        for field in _DATES:
            found[field] = self._take(field, dated)
        found["id"] = self._take("id", self._is_id)
        parties, codes, separator = self._parties()
        found["parties"], found["codes"] = parties, codes
        found["title"] = self._take("title", self._is_words) or self._longest()
        for field in ("summary", "place", "stage", "instrument", "sectors"):
            found[field] = self._take(field, self._fits(field))
        for field in ("volume", "page", "registration"):
            found[field] = self._take(field, lambda c: bool(self._values[c]))
        in_series = bool(found["volume"] or found["page"])
        found["series"] = self._take("series", self._is_words)
        if in_series and not found["series"]:
            found["series"] = self._take("source", self._is_words)
            self.why.update((column, Message("guess-series")) for column in found["series"])
        found["source"] = self._take("source", self._is_words)
        if not clear:
            self.notes = (Message("note-table-order", {"order": order.value}),)
        parted = self._separator(found["sectors"], lambda v: bool(self._sectors.of(v)), _CLEAR)
        return Mapping(
            source=source,
            columns=Columns(**found),
            separator=separator,
            sector_separator=parted,
            date_order=order,
            kinds=self._kinds(found["instrument"]),
            sectors=self._sector_map(found["sectors"], parted),
            stages=self._stages(found["stage"]),
        )

    def _share(self, column: str, fits: Callable[[str], bool]) -> float:
        values = self._values[column]
        return sum(map(fits, values)) / len(values) if values else 0.0

    def _take(self, field: str, fits: Callable[[str], bool]) -> tuple[str, ...]:
        """The free column whose head says it is this field, if its values do not say otherwise."""
        refused = _NOT.get(field, frozenset())
        for word in _HEADS[field]:
            for column, tokens in self._tokens.items():
                free = column not in self._used and not refused.intersection(tokens)
                if free and set(word.split()) <= set(tokens) and fits(column):
                    self._used.add(column)
                    code = "guess-dates" if field in _DATES else "guess-head"
                    self.why[column] = Message(code, {"word": word})
                    return (column,)
        return ()

    def _is_words(self, column: str) -> bool:
        return self._share(column, lambda value: any(sign.isalpha() for sign in value)) > 0.5

    def _is_id(self, column: str) -> bool:
        place = self._table.columns.index(column)
        values = [cells[place] for _, cells in self._table.rows]
        return len(set(values)) > 0.8 * len(values) and all(len(v) <= 80 for v in values[:100])

    def _fits(self, field: str) -> Callable[[str], bool]:
        def fits(column: str) -> bool:
            values = self._values[column]
            if field == "sectors":
                return self._is_words(column) and len(set(values)) <= _MOST_VALUES
            if field in ("stage", "instrument"):
                few = len(set(values)) <= max(20, len(values) // 4)
                return self._is_words(column) and few
            return self._is_words(column)

        return fits

    def _longest(self) -> tuple[str, ...]:
        """The free column with the longest words, hardly any of them twice."""
        best, length = "", 0.0
        for column, values in self._values.items():
            if column in self._used or not values or not self._is_words(column):
                continue
            mean = sum(map(len, values)) / len(values)
            if mean > length and len(set(values)) > 0.5 * len(values):
                best, length = column, mean
        if best:
            self._used.add(best)
            self.why[best] = Message("guess-longest")
        return (best,) if best else ()

    def _order(self) -> tuple[DateOrder, bool]:
        words = {word for field in _DATES for word in _HEADS[field]} | {"date"}
        values = [
            value
            for column, found in self._values.items()
            if words.intersection(self._tokens[column])
            for value in found
        ]
        return order_of(values)

    # Parties

    def _parties(self) -> tuple[tuple[str, ...], tuple[str, ...], str]:
        """Columns of names, columns of codes beside them, and what parts names in one cell."""
        words = set(_HEADS["parties"])
        named, codes = [], []
        for column, tokens in self._tokens.items():
            if column in self._used or not words.intersection(tokens):
                continue
            if _NOT["parties"].intersection(tokens):
                continue
            if _CODES.intersection(tokens) or self._share(column, _is_code) > 0.9:
                codes.append(column)
            elif self._is_words(column) and self._known(column, "") + self._known_split(column) > 0:
                named.append(column)
        if not named:
            named, codes = codes, []
        if not named:
            named = self._by_values()
        codes = codes if len(codes) == len(named) else []
        self._used.update(named, codes)
        separator = self._separator(tuple(named), self._is_state)
        for column in named:
            share = str(round(100 * self._known(column, separator)))
            self.why[column] = Message("guess-states", {"share": share})
        self.why.update((column, Message("guess-codes")) for column in codes)
        return tuple(named), tuple(codes), separator

    def _is_state(self, value: str) -> bool:
        return self._names.find(value).code is not None

    def _known(self, column: str, separator: str) -> float:
        parts = [part for value in self._values[column] for part in split(value, separator)]
        return sum(map(self._is_state, parts)) / len(parts) if parts else 0.0

    def _known_split(self, column: str) -> float:
        return max(self._known(column, separator) for separator in _SEPARATORS)

    def _by_values(self) -> list[str]:
        """Columns without a telling head that hold names of states almost everywhere."""
        found = []
        for column in self._values:
            free = column not in self._used and self._is_words(column)
            if free and max(self._known(column, ""), self._known_split(column)) > 0.7:
                found.append(column)
        return found

    def _separator(
        self,
        columns: Sequence[str],
        known: Callable[[str], bool],
        tried: Sequence[str] = _SEPARATORS,
    ) -> str:
        """What parts the values within a cell: what gives the most known ones, if any does."""
        values = [value for column in columns for value in self._values[column]]
        best, most = "", sum(map(known, values))
        whole = most / len(values) if values else 0.0
        for separator in tried:
            if not any(separator in value for value in values):
                continue
            parts = [part for value in values for part in split(value, separator)]
            hits = sum(map(known, parts))
            # More known ones than before, and no names torn apart: "Korea, Republic of".
            if hits > 1.02 * most and hits > max(0.3, whole - 0.02) * len(parts):
                best, most = separator, hits
        return best

    # What values mean

    def _distinct(self, columns: Sequence[str], separator: str = "") -> list[str]:
        places = [self._table.columns.index(column) for column in columns]
        parts = (
            part
            for _, cells in self._table.rows
            for place in places
            for part in split(cells[place], separator)
        )
        return list(dict.fromkeys(parts))[:_MOST_VALUES]

    def _kinds(self, columns: Sequence[str]) -> dict[str, Kind]:
        pairs = ((value, kind_of(value)) for value in self._distinct(columns))
        return {value: kind for value, kind in pairs if kind is not None}

    def _stages(self, columns: Sequence[str]) -> dict[str, Stage]:
        pairs = ((value, stage_of(value)) for value in self._distinct(columns))
        return {value: stage for value, stage in pairs if stage is not None}

    def _sector_map(self, columns: Sequence[str], separator: str) -> dict[str, tuple[str, ...]]:
        pairs = ((value, self._sectors.of(value)) for value in self._distinct(columns, separator))
        return {value: sectors for value, sectors in pairs if sectors}


def _tokens(column: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in _TOKEN.findall(_CAMEL.sub(" ", column)))


def _is_url(value: str) -> bool:
    return value.casefold().startswith(("http://", "https://", "www."))


def _is_date(value: str, order: DateOrder) -> bool:
    return date_of(value, order) is not None


def _is_code(value: str) -> bool:
    return len(value) == 3 and value.isascii() and value.isupper() and value.isalpha()


def guessed(
    table: Table, source: str, names: Names, sectors: SectorWords
) -> tuple[Mapping, tuple[Message, ...]]:
    """A mapping for a table and what is to be told of it; ``source``: what to call its rows."""
    guess = Guess(table, source, names, sectors)
    return guess.mapping, guess.notes


def unused(table: Table, mapping: Mapping) -> tuple[str, ...]:
    """The columns that a mapping leaves out."""
    used: Iterable[str] = {column for _, column in mapping.columns.all()}
    return tuple(column for column in table.columns if column not in set(used))
