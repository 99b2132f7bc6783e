"""The states of the world, now and once, read from ``resources/vocabulary/states.tsv``.

English names are those that ministries use ("Republic of Korea"); the Korean and Hindi ones need
a native reader's eye. A state that only took another name is one state: the old name, and the
old code, are aliases (Burma, Zaire). A state that ended has a row of its own, with the year.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec

_LANGUAGES: Final = ("en", "ko", "hi")


class State(msgspec.Struct, frozen=True):
    """A state by its ISO 3166-1 alpha-3 code, or its code of ISO 3166-3 where it has ended.

    ``names`` and ``aliases`` are by language code; ``until`` is the year in which it ended.
    """

    id: str
    names: dict[str, str]
    aliases: dict[str, tuple[str, ...]]
    until: str | None = None

    def name(self, language: str = "en") -> str:
        """The name in a language; the English one where there is none."""
        return self.names.get(language) or self.names["en"]


def parse_states(table: str) -> dict[str, State]:
    """Read the text of ``states.tsv``: alpha-3 code → state, in the order of the table."""
    header, *lines = table.strip("\n").split("\n")
    columns = header.split("\t")
    states = {}
    for line in lines:
        row = dict(zip(columns, line.split("\t"), strict=True))
        states[row["id"]] = State(
            id=row["id"],
            names={code: row[f"prefLabel@{code}"] for code in _LANGUAGES},
            aliases={
                code: tuple(filter(None, row[f"altLabel@{code}"].split("; ")))
                for code in _LANGUAGES
            },
            until=row["until"] or None,
        )
    return states


def state_name(states: Mapping[str, State], code: str, language: str = "en") -> str:
    """A state's name; the code itself where the table has no such state."""
    state = states.get(code)
    return code if state is None else state.name(language)


def codes_by_name(states: Mapping[str, State]) -> dict[str, str]:
    """Every code, name and alias, case-folded, with the code of its state."""
    return {
        name.casefold(): state.id
        for state in states.values()
        for name in (state.id, *state.names.values(), *sum(state.aliases.values(), ()))
    }
