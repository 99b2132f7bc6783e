"""Past searches: kept, bounded, deleted, and lost without harm."""

from __future__ import annotations

from pathlib import Path

from explorer.services.past import LONGEST, MOST, PastSearches


def test_the_latest_comes_first_and_once(tmp_path: Path) -> None:
    """Also for another window, and after a new start."""
    past = PastSearches(tmp_path / "a" / "past.json")
    assert past.texts() == ()
    for text in ("solar", "space", " solar \n alliance ", "solar"):
        past.remember(text)
    assert past.texts() == ("solar", "solar alliance", "space")
    other = PastSearches(tmp_path / "a" / "past.json")
    assert other.texts() == past.texts()
    other.remember("rail")
    past.remember("port")
    assert past.texts() == ("port", "rail", "solar", "solar alliance", "space")


def test_there_is_a_limit(tmp_path: Path) -> None:
    """To how many, and to how long one is; nothing is kept of an empty one."""
    past = PastSearches(tmp_path / "past.json")
    for number in range(MOST + 20):
        past.remember(f"search {number}")
    past.remember("x" * (LONGEST + 1))
    past.remember("  ")
    assert len(past.texts()) == MOST
    assert past.texts()[0] == f"search {MOST + 19}"


def test_they_can_be_deleted(tmp_path: Path) -> None:
    """One, or all of them with their file."""
    file = tmp_path / "past.json"
    past = PastSearches(file)
    for text in ("one", "two"):
        past.remember(text)
    past.forget("one")
    past.forget("never there")
    assert PastSearches(file).texts() == ("two",)
    past.forget_all()
    past.forget_all()
    assert past.texts() == ()
    assert not file.exists()


def test_a_damaged_file_is_no_trouble(tmp_path: Path) -> None:
    """Nor a place that cannot be written to, nor half a character."""
    file = tmp_path / "past.json"
    file.write_bytes(b'["one", 2')
    past = PastSearches(file)
    assert past.texts() == ()
    past.remember("two")
    past.remember("broken \ud800")
    assert past.texts()[0] == "broken \ud800"
    assert PastSearches(file).texts() == ("two",)
    in_a_file = PastSearches(file / "below.json")
    in_a_file.remember("three")
    assert in_a_file.texts() == ("three",)
