"""Dates in running text, reckoned from the day of the document."""

from __future__ import annotations

from datetime import date

import pytest

from explorer.reading.suggesting.dates import dates_in, day_in
from tests.reading.test_suggestions import of

SAID = date(2025, 3, 14)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("on 20th April 2026", ["2026-04-20"]),
        ("on April 20, 2026", ["2026-04-20"]),
        ("on 2026-04-20", ["2026-04-20"]),
        ("in April 2026", ["2026-04"]),
        ("in February this year", ["2025-02"]),
        ("in November last year", ["2024-11"]),
        ("on January 30", ["2025-01-30"]),
        ("on 30 November", ["2024-11-30"]),
        ("in September", ["2024-09"]),
        ("next month", ["2025-04"]),
        ("last month", ["2025-02"]),
        ("this week", ["2025-03-14~"]),
        ("next week", ["2025-03-21~"]),
        ("within the next year", ["2025-03-14/2026-03-14"]),
        ("later this year", ["2025"]),
        ("in 2024", ["2024"]),
        ("(2026–2030)", ["2026/2030"]),
        ("for 2024-25", ["2024/2025"]),
        ("from 9 to 12 April 2017", ["2017-04-09/2017-04-12"]),
        ("yesterday and tomorrow", ["2025-03-13", "2025-03-15"]),
    ],
)
def test_a_date_is_read_as_the_document_means_it(text: str, edtf: list[str]) -> None:
    assert [item.edtf for item in dates_in(text, SAID)] == edtf


@pytest.mark.parametrize(
    "text",
    [
        "by 2030",
        "by the end of 2026",
        "since 2011",
        "until May 2026",
        "more than 2,000 people",
        "They may agree",
        "Resolution 1540",
    ],
)
def test_limits_and_other_numbers_are_no_dates(text: str) -> None:
    assert [item.edtf for item in dates_in(text, SAID)] == []


def test_a_day_that_never_was_leaves_its_month() -> None:
    assert [item.edtf for item in dates_in("on 31 February 2020", SAID)] == ["2020-02"]


def test_what_is_to_come_is_ahead() -> None:
    assert [item.edtf for item in dates_in("in January", SAID, ahead=True)] == ["2026-01"]
    assert [item.edtf for item in dates_in("on 3 May", SAID, ahead=True)] == ["2025-05-03"]


def test_without_the_day_of_the_document_words_mean_nothing() -> None:
    assert dates_in("today, last year, in May", None) == ()


def test_the_day_of_a_line() -> None:
    assert day_in("New Delhi, 14 March 2025") == SAID
    assert day_in("12-14 March 2025") == date(2025, 3, 12)
    assert day_in("March 2025") is None


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("They agreed to open talks on seeds by June 2026.", "2026-06"),
        ("They agreed to finish the reef map before the end of 2027.", "2027"),
        ("The Kenya-France Treaty has been in force since 1985.", "1985"),
        (
            "They agreed to expand solar research in line with the goal of clean ports by 2030.",
            None,
        ),
        ("They named the Treaty of Friendship of 1961, their oldest one.", "1961"),
        ("The Kenya-France Reef Fund of 9 million euros (2024-2028) grew.", "2024/2028"),
        ("The third meeting of port masters was held in Mombasa in August 2023.", "2023-08"),
        ("France will host a roundtable of mayors on 11 March.", "2025-03-11"),
    ],
)
def test_dates_of_what_is_to_be_and_of_what_was(sentence: str, date: str | None) -> None:
    assert [item.date for item in of(sentence)] == [date]
