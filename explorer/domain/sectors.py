"""The sectors, read from ``sectors.tsv``, and the family of each."""

from __future__ import annotations

from typing import Final

import msgspec

from explorer.domain.vocabulary import Family

FAMILY_OF_SECTOR: Final = {
    "semiconductors": Family.TECHNOLOGY,
    "digital-ai": Family.TECHNOLOGY,
    "robotics-manufacturing": Family.TECHNOLOGY,
    "space": Family.SCIENCE,
    "science-research": Family.SCIENCE,
    "biotech-health": Family.SCIENCE,
    "clean-energy-climate": Family.ENERGY,
    "mobility-ev": Family.ENERGY,
    "environment-water": Family.ENERGY,
    "critical-minerals-supply-chains": Family.ECONOMY,
    "finance-payments": Family.ECONOMY,
    "trade-investment": Family.ECONOMY,
    "standards-ip": Family.ECONOMY,
    "maritime-blue-economy": Family.ECONOMY,
    "agriculture-food": Family.ECONOMY,
    "transport-infrastructure": Family.ECONOMY,
    "development-cooperation": Family.ECONOMY,
    "defence-security": Family.POLITICS,
    "politics-diplomacy": Family.POLITICS,
    "law-consular": Family.POLITICS,
    "education-skills": Family.PEOPLE,
    "people-culture": Family.PEOPLE,
    "labour-social": Family.PEOPLE,
    "other": Family.PEOPLE,
}


class Sector(msgspec.Struct, frozen=True):
    """One row of ``sectors.tsv``; labels by language code, alternative labels likewise."""

    id: str
    labels: dict[str, str]
    alternatives: dict[str, tuple[str, ...]]
    topics: tuple[str, ...]

    @property
    def label(self) -> str:
        """The English label."""
        return self.labels["en"]

    @property
    def family(self) -> Family:
        """The family whose hue it is drawn in."""
        return FAMILY_OF_SECTOR[self.id]


LANGUAGES: Final = ("en", "ko", "hi")


def parse_sectors(table: str) -> dict[str, Sector]:
    """Read the text of ``sectors.tsv``: id → sector, in the order of the table."""
    header, *lines = table.strip("\n").split("\n")
    columns = header.split("\t")
    sectors = {}
    for line in lines:
        row = dict(zip(columns, line.split("\t"), strict=False))
        sectors[row["id"]] = Sector(
            id=row["id"],
            labels={code: row[f"prefLabel@{code}"] for code in LANGUAGES},
            alternatives={
                code: tuple(filter(None, row.get(f"altLabel@{code}", "").split("; ")))
                for code in LANGUAGES
            },
            topics=tuple(row.get("wti_topics", "").split()),
        )
    return sectors
