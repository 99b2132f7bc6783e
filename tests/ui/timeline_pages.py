"""Pages for the tests of the timeline, made by hand: no store, no index."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

import numpy as np

from explorer.domain.labels import family_place
from explorer.domain.query import EntryRow, Page, Query, Snippet, Timeline
from explorer.domain.vocabulary import STAGE_ORDER, Stage
from explorer.domain.when import parse_when
from explorer.services.marks import marks_wanted, outside_wanted

SECTORS = (
    "semiconductors",
    "space",
    "clean-energy-climate",
    "trade-investment",
    "politics-diplomacy",
    "education-skills",
)


def row(
    name: str,
    title: str,
    short: str = "",
    *,
    stage: str = "agreed",
    sector: str | None = "space",
    when: str | None = None,
    kind: str = "programme",
    period: bool = False,
    inferred: bool = False,
    event: str | None = None,
) -> EntryRow:
    """An entry's row; ``period`` tells that its date is what it covers."""
    return EntryRow(
        id=name,
        title=title,
        short_title=short,
        kind=kind,
        stage=stage,
        when=when,
        when_source=("period" if period else "m1") if when else "",
        when_inferred=inferred,
        sectors=(sector,) if sector else (),
        parties=("IND", "KOR"),
        snippet=Snippet(""),
        event=event,
    )


def columns(rows: Sequence[EntryRow]) -> Timeline:
    """The timeline arrays of some rows."""
    events = sorted({r.event for r in rows if r.event and not r.when})
    start, end, flags = [], [], []
    for item in rows:
        when = parse_when(item.when) if item.when else None
        start.append(when.earliest if when else -1)
        end.append(when.latest if when else -1)
        flags.append(
            0
            if when is None
            else when.approximate
            | when.lasting << 1
            | when.open_end << 2
            | when.open_start << 3
            | item.when_inferred << 4
        )
    places = {name: number for number, name in enumerate(events)}
    return Timeline(
        start=np.array(start, np.int32),
        end=np.array(end, np.int32),
        flags=np.array(flags, np.uint8),
        stage=np.array([STAGE_ORDER[Stage(r.stage)] for r in rows], np.int8),
        family=np.array([family_place(r.sectors) for r in rows], np.int8),
        event=np.array([places.get(r.event or "", -1) for r in rows], np.int32),
        events=tuple(events),
    )


def page(library: Sequence[EntryRow], found: Collection[str] | None = None, **query: Any) -> Page:
    """The page that finds some entries of a library; None: all of them."""
    rows = [r for r in library if found is None or r.id in found]
    ids = [r.id for r in rows]
    timeline = columns(rows)
    by_id = {r.id: r for r in library}
    wanted = (
        *marks_wanted(ids, timeline),
        *outside_wanted(ids, [r.id for r in library], columns(library)),
    )
    return Page(
        query=Query(**query),
        ids=ids,
        total=len(rows),
        undated=int((timeline.start < 0).sum()),
        library_entries=len(library),
        library_documents=2,
        facets={},
        timeline=timeline,
        rows=tuple(rows[:50]),
        marks={name: by_id[name] for name in wanted if name in by_id},
        passages=(),
        revision=1,
        elapsed_ms=1.0,
    )


_SECTORS = {
    "chips": "semiconductors",
    "ai": "digital-ai",
    "robots": "robotics-manufacturing",
    "rd": "science-research",
    "health": "biotech-health",
    "energy": "clean-energy-climate",
    "ev": "mobility-ev",
    "water": "environment-water",
    "trade": "trade-investment",
    "ip": "standards-ip",
    "minerals": "critical-minerals-supply-chains",
    "finance": "finance-payments",
    "sea": "maritime-blue-economy",
    "defence": "defence-security",
    "politics": "politics-diplomacy",
    "skills": "education-skills",
    "space": "space",
}
# id | title | short title | stage, with * for an outcome of the visit | sector
_SEEDS = """\
chip-task-force|Task force on semiconductor design and fabrication|Chip task force|proposed|chips
data-task-force|Task force on data governance|Data task force|proposed|ai
tech-ambition|Industrial ambition in advanced technologies|Tech ambition|agreed*|ai
digital-bridge|India-Korea Digital Bridge|Digital Bridge|proposed|ai
chip-manufacturing|Korean expertise in chip manufacturing|Chip expertise|mentioned|chips
semiconductor-hub|Global semiconductor hub|Semiconductor hub|mentioned|chips
ict-convergence|ICT convergence|ICT convergence|operating|ai
robotics|Joint investment in robotics|Robotics|agreed|robots
joint-patents|Fast track for joint patent applications|Joint patents|negotiating|rd
isro-kasa|ISRO–KASA Joint Working Group|ISRO–KASA|agreed*|space
st-committee|India Korea Joint Science & Technology Committee|S&T Committee|operating|rd
ikcri|India Korea Centre for Research & Innovation (IKCRI)|IKCRI centre|operating|rd
ikstc|India Korea Science & Technology Centre (IKSTC)|IKSTC centre|operating|rd
arctic|Arctic research|Arctic research|agreed*|rd
biomedical|Biomedical devices|Biomedical|operating|health
hydrogen|Hydrogen mobility pilots|Hydrogen pilots|proposed|energy
battery|Battery recycling|Battery recycling|proposed|ev
green-zones|Green industrial zones|Green zones|proposed|energy
smart-grid|Smart grid management|Smart grid|proposed|energy
isa|International Solar Alliance: Korea joins|Solar Alliance|agreed*|energy
green-mobility|Green mobility|Green mobility|operating|ev
renewables|Renewable energy|Renewable energy|operating|energy
clean-water|Clean water|Clean water|operating|water
climate|Climate related actions|Climate actions|agreed*|energy
joint-ventures|Incentives for joint ventures|Joint ventures|pledged|trade
trade-procedures|Simpler trade procedures|Trade procedures|pledged|trade
rd-exchanges|Technological R&D exchanges|R&D exchanges|pledged|rd
funds|Multilateral investment funds for startups|Investment funds|proposed|trade
ip|Synchronised intellectual property protection|IP protection|negotiating|ip
standards|Shared leadership in technology standards|Tech standards|mentioned|ip
minerals|Mapping of critical minerals using AI|Critical minerals|agreed*|minerals
naphtha|Critical materials such as naphtha|Naphtha supply|agreed*|minerals
pax-silica|Pax Silica initiative|Pax Silica|mentioned|minerals
payments|Cross-Border Financial Linkage|Payment link|launched|finance
npcil-kftc|MoU of NPCIL and KFTC|NPCIL–KFTC MoU|signed|finance
blue-economy|Blue economy|Blue economy|agreed*|sea
kind-x|Korea India Defense Accelerator (KIND-X)|KIND-X|launched|defence
ssp|Special Strategic Partnership|Strategic partners|operating|politics
gks|Global Korea Scholarships|GKS grants|operating|skills
iccr|Scholarships of the ICCR|ICCR grants|operating|skills
engineers|Engineer transfer programmes|Engineer transfer|proposed|skills
exchanges|Educational exchanges|Study exchanges|proposed|skills
cultural|Exchange without a sector|Other exchange|mentioned|-
"""
SEED_SEARCH = (
    "vision", "chip-task-force", "data-task-force", "tech-ambition", "joint-patents", "isro-kasa",
    "st-committee", "ikcri", "hydrogen", "battery", "green-zones", "smart-grid", "joint-ventures",
)  # fmt: skip


def seeds() -> list[EntryRow]:
    """47 entries like those of the built-in library."""
    rows = [
        row("vision", "India–ROK Joint Strategic Vision", "Strategic Vision", stage="unknown",
            sector="politics-diplomacy", when="2026/2030", kind="plan", period=True),
        row("forge", "Forum on Resource Geostrategic Engagement (FORGE)", "FORGE",
            stage="launched", sector="critical-minerals-supply-chains", when="2026-02",
            kind="initiative"),
        row("space-day", "India–ROK Space Day", "Space Day", stage="completed", sector="space",
            when="2026-04-20", kind="event"),
        row("visit", "Visit of President Lee Jae Myung", "President Lee’s visit",
            stage="completed", sector="politics-diplomacy", when="2026-04~", kind="event",
            inferred=True),
    ]  # fmt: skip
    for line in _SEEDS.splitlines():
        name, title, short, stage, sector = line.split("|")
        event = "visit" if stage.endswith("*") else None
        field = _SECTORS.get(sector)
        rows.append(row(name, title, short, stage=stage.rstrip("*"), sector=field, event=event))
    return rows


def many(count: int, *, dated: float = 1.0, coarse: float = 0.1, seed: int = 7) -> Page:
    """A page of so many entries from 1945 to 2025, like a table of treaties."""
    rng = np.random.default_rng(seed)
    start = (710_000 + rng.beta(2, 1.4, count) * 29_200).astype(np.int32)
    length = np.where(rng.random(count) < coarse, 365, 0).astype(np.int32)
    undated = rng.random(count) >= dated
    ids = [f"t{number:06d}" for number in range(count)]
    timeline = Timeline(
        start=np.where(undated, -1, start).astype(np.int32),
        end=np.where(undated, -1, start + length).astype(np.int32),
        flags=np.zeros(count, np.uint8),
        stage=rng.choice(np.array([1, 4, 5, 6, 8, 11], np.int8), count),
        family=rng.choice(
            np.arange(-1, 6, dtype=np.int8), count, p=[0.05, 0.2, 0.15, 0.1, 0.3, 0.15, 0.05]
        ),
        event=np.full(count, -1, np.int32),
        events=(),
    )
    wanted = marks_wanted(ids, timeline)
    stages = tuple(Stage)
    marks = {}
    for name in wanted:
        place = int(name[1:])
        family = int(timeline.family[place])
        first = int(timeline.start[place])
        marks[name] = row(
            name,
            f"Agreement no. {place} on something of substance",
            f"Agreement {place}",
            stage=stages[int(timeline.stage[place])].value,
            sector=SECTORS[family] if family >= 0 else None,
            when=None if first < 0 else _iso(first),
        )
    return Page(
        query=Query(),
        ids=ids,
        total=count,
        undated=int(undated.sum()),
        library_entries=count,
        library_documents=0,
        facets={},
        timeline=timeline,
        rows=(),
        marks=marks,
        passages=(),
        revision=1,
        elapsed_ms=1.0,
    )


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()
