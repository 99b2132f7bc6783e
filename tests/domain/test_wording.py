"""Dates in English, and that none is more exact in words than in its source."""

from __future__ import annotations

import pytest

from explorer.domain.messages import AccordError
from explorer.domain.when import parse_when
from explorer.domain.wording import date_in_words, when_in_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026-04-20", "20 April 2026"),
        ("2026-04-05", "5 April 2026"),
        ("2026-04", "April 2026"),
        ("2026-04-XX", "April 2026"),
        ("2026", "2026"),
        ("2026-XX-XX", "2026"),
        ("0476", "476"),
        ("202X", "2020s"),
        ("19XX", "1900 to 1999"),
        ("2026-21", "spring 2026"),
        ("2026-24", "winter 2026–2027"),
        ("2026~", "about 2026"),
        ("2026-04~", "about April 2026"),
        ("2026?", "2026, uncertain"),
        ("2026-04%", "about April 2026, uncertain"),
        ("2026/2030", "2026–2030"),
        ("2026-04/2026-06", "April–June 2026"),
        ("2026-04/2027-06", "April 2026 – June 2027"),
        ("2026-04-20/2026-04-22", "20–22 April 2026"),
        ("2026-04-20/2026-05-03", "20 April – 3 May 2026"),
        ("2026-04-20/2027-05-03", "20 April 2026 – 3 May 2027"),
        ("2026-04/2026-05-03", "April 2026 – 3 May 2026"),
        ("2026/2026", "2026"),
        ("2026-21/2026-23", "spring–autumn 2026"),
        ("2026/2027-05", "2026 – May 2027"),
        ("2026~/2030", "from about 2026 to 2030"),
        ("2026/2030?", "from 2026 to 2030, uncertain"),
        ("2026-02/..", "since February 2026"),
        ("2026-02~/", "since about February 2026"),
        ("../2026", "until 2026"),
        ("[2026-04-20..]", "20 April 2026 or later"),
        ("[..2026]", "2026 or earlier"),
        ("[2026-04..2026-06]", "some day from April 2026 to June 2026"),
        ("[ 2026 .. 2028~ ]", "some day from 2026 to about 2028"),
    ],
)
def test_words(text: str, words: str) -> None:
    assert when_in_words(parse_when(text)) == words


def test_undated_and_unreadable() -> None:
    assert date_in_words(None) == "undated"
    assert date_in_words("") == "undated"
    with pytest.raises(AccordError):
        date_in_words("some day")
