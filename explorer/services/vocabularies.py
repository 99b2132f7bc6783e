"""The vocabulary as the program ships it: sectors, states, synonym groups."""

from __future__ import annotations

from functools import lru_cache

from explorer import paths
from explorer.domain.messages import AccordError
from explorer.domain.sectors import Sector, parse_sectors
from explorer.domain.states import State, codes_by_name, parse_states


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


def party_code(name: str) -> str:
    """The code of a state by its code, name or alias; any other party's id as it is.

    Raises:
        AccordError: ``value-unknown`` for what is neither a state nor written like an id.
    """
    code = _codes().get(name.casefold())
    if code is not None:
        return code
    if not name.replace("-", "").isalnum() or name != name.lower():
        raise AccordError(
            "value-unknown", value=name, facet="party", known="states' codes and names, and bodies"
        )
    return name


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    return codes_by_name(states())


def sector_cues() -> str:
    """The text of the table of words that speak for a sector."""
    return _table("sector_cues.tsv")


def sector_subjects() -> str:
    """The text of the table of subjects, as catalogues of treaties print them, by sector."""
    return _table("sector_subjects.tsv")


@lru_cache(maxsize=1)
def synonym_groups() -> str:
    """The text of the table of synonym groups."""
    return _table("synonyms.tsv")


@lru_cache(maxsize=1)
def value_names() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Facet, id and names in Korean and Hindi of types, stages and standings."""
    found = []
    for line in _table("values.tsv").strip("\n").split("\n")[1:]:
        facet, value, *labels = line.split("\t")
        found.append((facet, value, tuple(name for cell in labels for name in cell.split("; "))))
    return tuple(found)
