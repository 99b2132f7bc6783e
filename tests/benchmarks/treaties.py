"""A library of many entries: rows of the World Treaty Index where they are, else made-up ones.

Written through the store itself, as an import will do it: each field rests on a table cell.
"""

from __future__ import annotations

import csv
import hashlib
import random
from collections.abc import Iterator
from pathlib import Path

from explorer.domain.entries import Entry, Evidence, Involvement, Milestone, Origin, Record
from explorer.domain.vocabulary import Basis, Kind, Role, Stage
from explorer.services import vocabularies
from explorer.store import documents, saving
from explorer.store.library import Library

CSV = Path(__file__).resolve().parents[3] / "shared/data/agreements/wti_treaties.csv"

_NOUNS = ["trade", "shipping", "space", "research", "visas", "customs", "energy", "fisheries"]
_FORMS = ["agreement on", "convention on", "protocol on", "exchange of notes on", "programme for"]


def rows(count: int) -> Iterator[dict[str, str]]:
    """``count`` treaties."""
    if CSV.is_file():
        with CSV.open(encoding="utf-8", newline="") as lines:
            for number, row in enumerate(csv.DictReader(lines)):
                if number == count:
                    return
                yield row
        return
    states = sorted(vocabularies.states())
    chance = random.Random(7)
    for number in range(count):
        one, two = chance.sample(states, 2)
        words = " and ".join(chance.sample(_NOUNS, 2))
        yield {
            "treaty_id": str(number),
            "title": f"{chance.choice(_FORMS)} {words} {number % 97}",
            "date_signed": f"{chance.randint(1900, 2003)}-{chance.randint(1, 12):02}-11",
            "date_in_force": "",
            "party1": one,
            "party1_iso3": one,
            "party2": two,
            "party2_iso3": two,
            "topic": chance.choice(["3TRADE", "7SPACE", "8FISH", "9VISAS"]),
        }


def fill(library: Library, count: int) -> None:
    """Put ``count`` treaties into a library, in one batch."""
    sectors = {
        topic: sector.id for sector in vocabularies.sectors().values() for topic in sector.topics
    }
    digest = hashlib.sha256(b"treaties").hexdigest()
    found = [_entry(number, row, sectors) for number, row in enumerate(rows(count), start=1)]
    cells = [
        Record(f"r{number}", digest, number, "title", entry.title)
        for number, entry in enumerate(found, start=1)
    ]
    with library.writing("bench") as unit:
        documents.save_records(unit, cells)
        saving.save(unit, found)


def _entry(number: int, row: dict[str, str], sectors: dict[str, str]) -> Entry:
    codes = dict.fromkeys(filter(None, (row["party1_iso3"], row["party2_iso3"])))
    parties = tuple(
        Involvement(code, Role.SIGNATORY) for code in codes if len(code) == 3 and code.isupper()
    )
    sector = sectors.get(row["topic"], "other")
    steps = [(Stage.SIGNED, row["date_signed"]), (Stage.IN_FORCE, row["date_in_force"])]
    milestones = tuple(
        Milestone(f"m{place}", stage, when) for place, (stage, when) in enumerate(steps) if when
    )
    fields = ["title", "kind", f"sector:{sector}"]
    fields += [f"{name}:{p.party}" for p in parties for name in ("party", "role")]
    fields += [f"milestone:{m.id}/{part}" for m in milestones for part in ("stage", "when")]
    return Entry(
        id=f"wti-{number}",
        title=row["title"].strip(". ") or "Treaty",
        short_title="",
        kind=Kind.AGREEMENT,
        summary="",
        parties=parties,
        sectors=(sector,),
        milestones=milestones,
        origin=Origin("table", None, row["treaty_id"], "bench"),
        evidence=tuple(Evidence(f, Basis.STATED, records=(f"r{number}",)) for f in fields),
    )
