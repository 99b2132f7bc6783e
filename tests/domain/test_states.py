"""The table of states: complete, in three languages, and no name of two states."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from explorer.domain.rules import is_state
from explorer.domain.states import codes_by_name, parse_states, state_name

TABLE: Final = Path(__file__).parents[2] / "resources/vocabulary/states.tsv"
STATES: Final = parse_states(TABLE.read_text(encoding="utf-8"))


def test_every_state_has_its_names() -> None:
    assert len(STATES) > 249
    for state in STATES.values():
        assert is_state(state.id)
        assert re.fullmatch(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’() ,-]+", state.names["en"])
        assert re.search(r"[가-힣]", state.names["ko"])
        assert re.search(r"[\u0900-\u097f]", state.names["hi"])
        assert state.until is None or re.fullmatch(r"(19|20)[0-9]{2}", state.until)


def test_no_name_means_two_states() -> None:
    owners: dict[str, set[str]] = {}
    for state in STATES.values():
        for name in (state.id, *state.names.values(), *sum(state.aliases.values(), ())):
            owners.setdefault(name.casefold(), set()).add(state.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        *(("ROK", "KOR"), ("South Korea", "KOR"), ("대한민국", "KOR"), ("कोरिया गणराज्य", "KOR")),
        *(("DPRK", "PRK"), ("북한", "PRK"), ("भारत", "IND"), ("USA", "USA"), ("Turkey", "TUR")),
        *(("Soviet Union", "SUN"), ("East Germany", "DDR"), ("GDR", "DDR"), ("동독", "DDR")),
        *(("Zaire", "COD"), ("ZAR", "COD"), ("Burma", "MMR"), ("Yugoslavia", "YUG")),
        *(("czechoslovakia", "CSK"), ("KAN", "KNA"), ("vietnam", "VNM"), ("Côte d'Ivoire", "CIV")),
    ],
)
def test_names_and_old_names_find_their_state(name: str, code: str) -> None:
    assert codes_by_name(STATES)[name.casefold()] == code


def test_names_are_those_that_ministries_use() -> None:
    assert state_name(STATES, "KOR") == "Republic of Korea"
    assert state_name(STATES, "PRK") == "Democratic People's Republic of Korea"
    assert state_name(STATES, "KOR", "hi") == "कोरिया गणराज्य"
    assert state_name(STATES, "IND", "fr") == "India"
    assert state_name(STATES, "QQQ") == "QQQ"
    assert STATES["SUN"].until == "1991"
