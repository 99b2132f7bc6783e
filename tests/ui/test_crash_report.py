"""A report holds versions and places in the program, and nothing of the library or the user."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.domain.messages import AccordError
from explorer.store.library import open_library
from explorer.ui.crash_report import place_of, report, trace_text

SECRET = "Republic of Elbonia"


def raised(action: object) -> Exception:
    assert callable(action)
    try:
        action()
    except Exception as error:  # noqa: BLE001 - whatever it is
        return error
    raise AssertionError("nothing was raised")


def content_as_key() -> None:
    found: dict[str, int] = {}
    found[SECRET.lower()]


def content_in_a_value() -> None:
    int(SECRET)


def content_in_a_cause() -> None:
    try:
        content_in_a_value()
    except ValueError as error:
        raise RuntimeError(f"not a year: {SECRET}") from error


@pytest.mark.parametrize("action", [content_as_key, content_in_a_value, content_in_a_cause])
def test_no_message_that_may_quote_the_library(action: object) -> None:
    text = trace_text(raised(action))
    assert SECRET.casefold() not in text.casefold()
    assert "test_crash_report.py" in text


def test_what_python_says_of_the_program_is_kept() -> None:
    text = trace_text(raised(lambda: None.gone))  # type: ignore[attr-defined]
    assert "AttributeError: 'NoneType' object has no attribute 'gone'" in text


def test_the_causes_come_first_to_last() -> None:
    text = trace_text(raised(content_in_a_cause))
    assert text.index("ValueError") < text.index("RuntimeError")


def test_no_folder_of_the_user(tmp_path: Path) -> None:
    error = raised(lambda: open_library(tmp_path / "nobody" / "library"))
    assert isinstance(error, AccordError)
    text = report(trace_text(error))
    assert "AccordError: library-missing" in text
    assert "explorer/store/library.py:" in text
    assert str(tmp_path) not in text
    assert str(Path.home()) not in text
    error = raised((tmp_path / "none").read_text)
    assert "FileNotFoundError: [2] No such file or directory" in trace_text(error)
    assert str(tmp_path) not in trace_text(error)


def test_versions_are_told() -> None:
    text = report("")
    for name in ("Accord ", "Python 3.", "PySide 6.", "Qt 6.", "sqlite 3.", "SQLAlchemy".lower()):
        assert name in text


def test_an_endless_recursion_makes_a_short_report() -> None:
    def again(number: int) -> int:
        return again(number + 1)

    text = trace_text(raised(lambda: again(0)))
    assert "RecursionError" in text
    assert len(text.splitlines()) < 80


def test_the_same_line_is_the_same_place() -> None:
    first, second = raised(content_as_key), raised(content_as_key)
    assert place_of(first) == place_of(second)
    assert place_of(first) != place_of(raised(content_in_a_value))
