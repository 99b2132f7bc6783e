"""One row becomes an entry, each of its fields with the cells that it rests on."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING, Final

from explorer.domain.entries import (
    Entry,
    Evidence,
    Involvement,
    Milestone,
    Origin,
    Place,
    Record,
    Reference,
)
from explorer.domain.mapping import split
from explorer.domain.messages import Message
from explorer.domain.tabling import Miss
from explorer.domain.vocabulary import Basis, Kind, PlaceRole, Role, Stage
from explorer.domain.when import parse_when
from explorer.reading.tables.dates import date_of
from explorer.reading.tables.tallies import LONGEST_LISTED, SPACE, Made, Tally
from explorer.reading.tables.words import kind_of_title

if TYPE_CHECKING:
    from explorer.reading.tables.making import Making

_STEPS: Final = (("signed", Stage.SIGNED), ("in_force", Stage.IN_FORCE), ("ended", Stage.ENDED))
_LONGEST_TITLE: Final = 1_000


class Row:
    """One row on its way to an entry."""

    def __init__(self, making: Making, number: int, cells: tuple[str, ...]) -> None:
        self._making, self._number, self._cells = making, number, cells
        self._mapping = making.mapping
        self._used: dict[int, Record] = {}
        self._evidence: dict[str, Evidence] = {}
        self.misses: list[Miss] = []  # what of it was not understood
        self.refused: Message | None = None  # why it gives no entry

    @property
    def number(self) -> int:
        """Which row of the table it is."""
        return self._number

    def _miss(self, field: str, printed: str, tally: Tally) -> None:
        """Count what was not understood."""
        self.misses.append(Miss(field, printed))
        tally.note(printed, self._number)

    def _refuse(self, code: str, **parameters: str) -> None:
        self.refused = Message(code, {"row": str(self._number), **parameters})
        self._making.refuse(self.refused)

    def _has(self, field: str) -> list[tuple[int, str]]:
        """The cells of a field that say something: place and text."""
        found = []
        for place in self._making.at[field]:
            text = self._cells[place]
            if text and text.casefold() not in self._making.empty:
                found.append((place, text))
        return found

    def _text(self, field: str) -> str:
        return " ".join(text for _, text in self._has(field))

    def _record(self, place: int) -> str:
        """The id of the record of a cell."""
        record = self._used.get(place)
        if record is None:
            making = self._making
            record = self._used[place] = Record(
                id=f"{making.sha256[:16]}-{self._number}-{place + 1}",
                file_sha256=making.sha256,
                row=self._number,
                column=making.table.columns[place],
                printed=self._cells[place],
            )
        return record.id

    def _rests(self, field: str, places: list[int], basis: Basis = Basis.STATED) -> None:
        """Note on which cells a field rests; more cells for a field that has some."""
        records = tuple(map(self._record, places))
        before = self._evidence.get(field)
        if before is not None:
            records = tuple(dict.fromkeys((*before.records, *records)))
            basis = before.basis
        self._evidence[field] = Evidence(field, basis, records=records)

    def made(self) -> Made | None:
        """The entry; None where the row is refused."""
        titles = self._has("title")
        title = " ".join(" ".join(text.split()) for _, text in titles)[:_LONGEST_TITLE]
        if not any(sign.isalnum() for sign in title):
            self._refuse("row-title")
            return None
        self._rests("title", [place for place, _ in titles])
        milestones = self._milestones()
        year = _year(milestones)
        parties = self._parties(year)
        external = self._external(title, milestones, parties)
        if external is None:
            return None
        kind, instrument = self._kind(title)
        if not any(step.when for step in milestones):
            self._making.undated += 1
        entry = Entry(
            id=str(uuid.uuid5(SPACE, external)),
            title=title,
            short_title="",
            kind=kind,
            summary=self._text("summary"),
            instrument=instrument,
            parties=parties,
            sectors=self._sectors(),
            milestones=milestones,
            places=self._places(),
            references=self._references(),
            note=self._note(),
            origin=Origin("table", None, external, self._making.batch),
            evidence=tuple(self._evidence.values()),
        )
        return Made(entry, tuple(self._used.values()))

    def _external(
        self, title: str, milestones: tuple[Milestone, ...], parties: tuple[Involvement, ...]
    ) -> str | None:
        """Source and id of the row; without an id, what it says. None for one that is there."""
        making, own = self._making, self._text("id")
        if own:
            external = f"{self._mapping.source}:{own}"
            first = making.rows_of.setdefault(external, self._number)
            if first != self._number:
                self._refuse("row-twice", id=own[:LONGEST_LISTED], first=str(first))
                return None
            return external
        dates = ",".join(step.when or step.due or "" for step in milestones)
        content = "\n".join((title, dates, *(party.printed for party in parties)))
        digest = uuid.uuid5(SPACE, content).hex
        external, count = f"{self._mapping.source}:={digest}", 1
        while external in making.rows_of:
            count += 1
            external = f"{self._mapping.source}:={digest}-{count}"
        making.rows_of[external] = self._number
        return external

    def _kind(self, title: str) -> tuple[Kind, str]:
        """The kind and the printed instrument; without one, the kind that the title names."""
        found = self._has("instrument")
        printed = " ".join(text for _, text in found)
        kind = None
        if printed:
            self._rests("instrument", [place for place, _ in found])
            kind = self._making.kinds.get(printed.casefold())
            if kind is None:
                self._miss("instrument", printed, self._making.values)
        if kind is not None:
            self._rests("kind", [place for place, _ in found], Basis.CLASSIFIED)
            return kind, printed
        kind = kind_of_title(title) or self._mapping.default_kind
        places = [place for place, _ in (*self._has("title"), *found)]
        self._rests("kind", places, Basis.CLASSIFIED)
        return kind, printed

    def _milestones(self) -> tuple[Milestone, ...]:
        """The steps that the row dates, then the one that its status names."""
        steps: dict[Stage, Milestone] = {}
        for field, stage in _STEPS:
            for place, printed in self._has(field)[:1]:
                when = date_of(printed, self._mapping.date_order)
                if when is None:
                    self._miss(field, printed, self._making.dates)
                    continue
                due = parse_when(when).earliest > self._making.today
                steps[stage] = Milestone(
                    stage.value, stage, when=None if due else when, due=when if due else None
                )
                self._rests(f"milestone:{stage}/stage", [place])
                self._rests(f"milestone:{stage}/{'due' if due else 'when'}", [place])
        for place, printed in self._has("stage")[:1]:
            said = self._making.stages.get(printed.casefold())
            if said is None:
                self._miss("stage", printed, self._making.values)
                continue
            steps.setdefault(said, Milestone(said.value, said))
            self._rests(f"milestone:{said}/stage", [place])
        return tuple(steps.values())

    def _parties(self, year: int | None) -> tuple[Involvement, ...]:
        making = self._making
        found: dict[str, Involvement] = {}
        codes = making.at["codes"]
        for order, place in enumerate(making.at["parties"]):
            text = self._cells[place]
            code = self._cells[codes[order]].strip().upper() if order < len(codes) else ""
            for printed in split(text, self._mapping.separator):
                if printed.casefold() in making.empty:
                    continue
                party = self._party(printed, code, year)
                found.setdefault(party, Involvement(party, Role.SIGNATORY, printed))
                places = [place]
                if code and party == code:
                    places.append(codes[order])
                self._rests(f"party:{party}", places)
                self._rests(f"role:{party}", places)
        return tuple(found.values())

    def _party(self, printed: str, code: str, year: int | None) -> str:
        """The code of a state, or the id of a body that bears the printed name."""
        making = self._making
        found = making.names.find(printed, code, year)
        if found.code is not None:
            making.resolved += 1
            return found.code
        if found.is_body:
            making.organisations.note(printed, self._number)
        else:
            self._miss("parties", printed, making.unresolved)
        return making.bodies.of(printed)

    def _sectors(self) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for place, text in self._has("sectors"):
            for printed in split(text, self._mapping.sector_separator):
                ids = self._making.sectors.get(printed.casefold())
                if ids is None:
                    self._miss("sectors", printed, self._making.values)
                    continue
                for sector in ids:
                    found[sector] = None
                    self._rests(f"sector:{sector}", [place], Basis.CLASSIFIED)
        return tuple(found)

    def _places(self) -> tuple[Place, ...]:
        found = []
        for number, (place, printed) in enumerate(self._has("place"), start=1):
            found.append(Place(f"p{number}", printed, PlaceRole.SIGNED_AT, printed))
            self._rests(f"place:p{number}", [place])
        return tuple(found)

    def _references(self) -> tuple[Reference, ...]:
        fields = ("registration", "series", "volume", "page")
        cells = {field: self._has(field) for field in fields}
        values = {field: " ".join(text for _, text in found) for field, found in cells.items()}
        if values["volume"] == values["page"] == "0":  # a catalogue's way to say "not known"
            values["volume"] = values["page"] = ""
        if not any(values.values()):
            return ()
        places = [place for field in fields if values[field] for place, _ in cells[field]]
        self._rests("reference:r1", places)
        return (Reference("r1", **values),)

    def _note(self) -> str:
        return "\n".join(text for field in ("source", "url") for _, text in self._has(field))


def _year(milestones: tuple[Milestone, ...]) -> int | None:
    """The year of a row, for names that meant another state at another time."""
    years = [int(match[0]) for s in milestones if (match := re.search(r"\d{4}", s.when or ""))]
    return min(years, default=None)
