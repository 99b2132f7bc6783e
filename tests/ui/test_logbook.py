"""The log: it rotates, repeats nothing, keeps what came early, and never stops the program."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.ui.logbook import FILES, LOGGER, Logbook, log_file, log_folder

log = logging.getLogger(f"{LOGGER}.test")
MEGABYTE = 1_000_000


@pytest.fixture
def logbook() -> Iterator[Logbook]:
    """A log that listens, without a file yet."""
    made = Logbook()
    made.attach()
    yield made
    made.end()


def written(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_logs_lie_in_the_home_of_the_user(home: Path) -> None:
    assert log_folder().is_relative_to(home)
    assert log_file(1) != log_file(2)


def test_it_rotates_within_three_megabytes(logbook: Logbook, tmp_path: Path) -> None:
    logbook.begin(tmp_path / "log" / "accord.log")
    for number in range(6_000):
        log.warning("%s number %d", "गणराज्य " * 40, number)
    files = sorted((tmp_path / "log").iterdir())
    assert [path.name for path in files] == ["accord.log", "accord.log.1", "accord.log.2"]
    assert len(files) == FILES
    assert all(0 < path.stat().st_size <= MEGABYTE for path in files)
    assert "number 5999\n" in written(files[0])


def test_one_record_never_makes_a_file_too_large(logbook: Logbook, tmp_path: Path) -> None:
    logbook.begin(tmp_path / "accord.log")
    for number in range(60):
        log.error("%d %s", number, "\U0001f30d" * 300_000)
    assert all(path.stat().st_size <= MEGABYTE for path in tmp_path.iterdir())


def test_the_same_line_is_written_at_one_ten_hundred(logbook: Logbook, tmp_path: Path) -> None:
    logbook.begin(tmp_path / "accord.log")
    for _ in range(1_000):
        log.warning("again")
    lines = [line for line in written(tmp_path / "accord.log").splitlines() if "again" in line]
    assert [line.partition("again")[2] for line in lines] == [
        "", " [10 times by now]", " [100 times by now]", " [1000 times by now]",
    ]  # fmt: skip


def test_what_came_before_the_file_is_in_it_and_info_is_not(
    logbook: Logbook, tmp_path: Path
) -> None:
    log.warning("early")
    log.info("unimportant")
    assert not list(tmp_path.iterdir())
    logbook.begin(tmp_path / "accord.log")
    first, second = written(tmp_path / "accord.log").splitlines()
    assert "Accord" in first and "Python" in first and "Qt" in first
    assert second.endswith("WARNING explorer.test: early")


def test_nothing_wrong_makes_no_file(logbook: Logbook, tmp_path: Path) -> None:
    logbook.begin(tmp_path / "accord.log")
    log.info("all well")
    assert not list(tmp_path.iterdir())


def test_a_log_that_cannot_be_written_stops_nothing(
    logbook: Logbook, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    logbook.begin(tmp_path / "file" / "accord.log")
    log.warning("lost")
    logbook.close()
    assert "Traceback" not in capfd.readouterr().err


def test_a_full_disk_stops_nothing(logbook: Logbook, capfd: pytest.CaptureFixture[str]) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no device that is always full")
    logbook.begin(full)
    log.warning("lost")
    log.warning("lost as well")
    assert "Traceback" not in capfd.readouterr().err


def test_what_qt_says_is_logged(logbook: Logbook, tmp_path: Path) -> None:
    from PySide6.QtCore import qDebug, qWarning

    logbook.begin(tmp_path / "accord.log")
    logbook.listen_to_qt()
    qWarning("a warning of Qt")
    qDebug("chatter")
    logbook.end()
    qWarning("after the end")
    text = written(tmp_path / "accord.log")
    assert "WARNING explorer.qt.default: a warning of Qt" in text
    assert "chatter" not in text
    assert "after the end" not in text
