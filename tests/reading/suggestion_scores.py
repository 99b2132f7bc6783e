"""Scores of suggestions against gold annotations, by the tool that outside tests use.

Gold are the annotated documents of the test material, and the built-in library: its entries were
made by hand from two texts. Tool and material are not ours to ship; without them nothing is scored.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from explorer import paths
from explorer.domain.entries import Pack
from explorer.domain.passages import normalise
from explorer.services.suggesting import suggestion_json, suggestions_of
from tests.conftest import SHARED
from tests.seeds.gold import GOLD

TOOL = SHARED / "tools" / "score_suggestions.py"
MATERIAL = SHARED / "data" / "extraction"


class Annotated(NamedTuple):
    """A document with its gold: rows as the tool reads them."""

    name: str
    text: str
    gold: list[dict[str, Any]]


def annotated() -> Iterator[Annotated]:
    """The annotated documents that there are: the test material's, then the built-in library's."""
    for path in sorted(MATERIAL.glob("*.jsonl")):
        text = normalise(path.with_suffix(".txt").read_text(encoding="utf-8"))
        lines = path.read_text(encoding="utf-8").splitlines()
        yield Annotated(path.stem, text, [json.loads(line) for line in lines if line.strip()])
    yield from built_in()


def built_in() -> Iterator[Annotated]:
    """The two seeds: kind, stage and date as `tests.seeds.gold` has them, quotes of the title."""
    pack = msgspec.json.decode((paths.seeds() / "pack.json").read_bytes(), type=Pack)
    passages = {item.id: item for item in pack.passages}
    names = {item.id: item.name for item in pack.institutions}
    for item in pack.documents:
        document = item.document
        file = paths.seeds() / "documents" / item.file
        gold = []
        for entry in pack.entries:
            if entry.origin.document != document.id:
                continue
            kind, stage, date = GOLD[entry.id]
            titled = next(field for field in entry.evidence if field.field == "title")
            quotes = [
                passages[name].exact
                for name in titled.passages
                if passages[name].document == document.id
            ]
            gold.append(
                {
                    "title": entry.title,
                    "kind": kind,
                    "stage": stage,
                    "date": date,
                    "parties": [names.get(party.party, party.party) for party in entry.parties],
                    "sectors": list(entry.sectors),
                    "quote": quotes[0],
                    "alt_quotes": quotes[1:],
                }
            )
        yield Annotated(document.id, normalise(file.read_text(encoding="utf-8")), gold)


def scored(document: Annotated) -> dict[str, float]:
    """What the tool says of our suggestions for a document."""
    found = [suggestion_json(item) for item in suggestions_of(document.text)]
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("gold.jsonl", "found.jsonl", "text.txt")]
        for file, rows in zip(files, (document.gold, found), strict=False):
            file.write_bytes(b"\n".join(msgspec.json.encode(row) for row in rows))
        files[2].write_text(document.text, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, str(TOOL), *map(str, files)],
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
    scores: dict[str, float] = json.loads(done.stdout)
    return scores
