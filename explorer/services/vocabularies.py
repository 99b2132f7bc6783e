"""The vocabulary as the program ships it: sectors, states, synonym groups."""

from __future__ import annotations

from functools import lru_cache

from explorer import paths
from explorer.domain.states import State, parse_states
from explorer.domain.vocabulary import Sector, parse_sectors


def _table(name: str) -> str:
    return (paths.resources() / "vocabulary" / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def sectors() -> dict[str, Sector]:
    """The sectors by id, in the order of the table."""
    return parse_sectors(_table("sectors.tsv"))


@lru_cache(maxsize=1)
def states() -> dict[str, State]:
    """The states by alpha-3 code."""
    return parse_states(_table("states.tsv"))


@lru_cache(maxsize=1)
def synonym_groups() -> str:
    """The text of the table of synonym groups."""
    return _table("synonyms.tsv")
