"""The query language as data, and dates as they are typed behind ``date:``."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.messages import AccordError
from explorer.domain.query import Facet, Period
from explorer.domain.syntax import FACET_OF_FIELD, FIELD_OF_FACET, FORMS, period_of

PERIODS = {
    "2026": Period("2026", "2026"),
    "=2026": Period("2026", "2026", certain=True),
    "2026-04": Period("2026-04", "2026-04"),
    "2026-02..2026-04": Period("2026-02", "2026-04"),
    "..2020": Period(None, "2020"),
    "2020..": Period("2020", None),
    "=2020..": Period("2020", None, certain=True),
    "2026/2030": Period("2026", "2030"),
    "2026-02/..": Period("2026-02", None),
    "[2026-04-20..]": Period("2026-04-20", None),
    "2026~": Period("2026~", "2026~"),
    "202X": Period("202X", "202X"),
    # still being typed
    "": None,
    "2": None,
    "..": None,
    "=": None,
    "20": Period("20XX", "20XX"),
    "20..": Period("20XX", None),
    "202": Period("202X", "202X"),
    "2026-": Period("2026", "2026"),
    "2026-0": Period("2026", "2026"),
    "2026-02..20": Period("2026-02", "20XX"),
    "2026-02-1": Period("2026-02", "2026-02"),
}


@pytest.mark.parametrize(("typed", "period"), PERIODS.items())
def test_periods(typed: str, period: Period | None) -> None:
    """Dates and ranges; a date that is still being typed is the date so far."""
    assert period_of(typed) == period


@pytest.mark.parametrize("typed", ["soon", "2026-13", "2026..1990", "20.26", "12/13/2026"])
def test_no_periods(typed: str) -> None:
    """What is no date is told, and never guessed."""
    with pytest.raises(AccordError, match="not a date"):
        period_of(typed)


@given(st.text(alphabet="0123456789-./[]=~?XT ", max_size=16))
def test_any_period(typed: str) -> None:
    """A period has a first day not after its last, or there is an error that tells why."""
    try:
        period = period_of(typed)
    except AccordError as error:
        assert error.message.code == "date-not-edtf"
        return
    if period is not None:
        low, high = period.days()
        assert low <= high


def test_every_facet_has_a_field_and_a_form() -> None:
    """What can be narrowed can be typed, and is explained."""
    assert set(FACET_OF_FIELD.values()) == set(Facet) == set(FIELD_OF_FACET)
    assert FIELD_OF_FACET[Facet.KIND] == "type"
    shown = {form.typed.partition(":")[0] for form in FORMS}
    assert shown >= {*FIELD_OF_FACET.values(), "title", "date"}


def test_the_readme_shows_the_same(pytestconfig: pytest.Config) -> None:
    """Each example stands in its table."""
    readme = (pytestconfig.rootpath / "README.md").read_text("utf-8")
    for form in FORMS:
        assert f"| `{form.typed}` |" in readme
