"""The tools that look at the program from outside: pictures, and moments of a start."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from PySide6.QtGui import QImage

import build
import contents
import measure_start
import screen
import smoke
import smoke_steps


def picture(value: int) -> screen.Picture:
    return np.full((30, 40), value, np.uint32)


def test_a_picture_is_written_as_it_is() -> None:
    drawn = picture(0x123456)
    drawn[3, 7] = 0xFF8001
    image = QImage.fromData(screen.png(drawn))
    assert (image.width(), image.height()) == (40, 30)
    assert image.pixel(0, 0) & 0xFFFFFF == 0x123456
    assert image.pixel(7, 3) & 0xFFFFFF == 0xFF8001


def test_a_window_is_ready_when_it_looks_as_it_does_at_rest() -> None:
    cursor = picture(3)
    cursor[0, 0] = 0
    seen = [(0.1, picture(1)), (0.2, picture(2)), (0.3, picture(3)), (0.9, cursor)]
    assert screen.differing(picture(3), cursor) < screen.SAME
    assert measure_start.looks_final(seen) == 0.3
    seen.append((1.2, picture(4)))
    assert measure_start.looks_final(seen) == 1.2


def test_a_missed_budget_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    bare = [(100.0, 100.0, 100.0)] * 3
    quick = {"bare": bare, "built-in": [(150.0, 400.0, 900.0)] * 3,
             "treaties": [(150.0, 700.0, 900.0)] * 3}  # fmt: skip
    assert measure_start.within_budget(quick)
    assert not capsys.readouterr().out
    slow = {**quick, "treaties": [(150.0, 900.0, 900.0)] * 3}
    assert not measure_start.within_budget(slow)
    assert "treaties, usable: +800 ms" in capsys.readouterr().out


def test_the_first_failed_step_ends_the_smoke_run(capsys: pytest.CaptureFixture[str]) -> None:
    taken = []

    def good() -> str:
        taken.append("good")
        return "as it should be"

    def bad() -> str:
        smoke_steps.expect(len(taken) == 2, "something else")
        return ""

    assert smoke.run([("one", good)]) == 0
    assert smoke.run([("one", good), ("two", bad), ("three", good)]) == 0
    assert smoke.run([("one", good), ("two", bad), ("three", good)]) == 1
    assert "FAIL  two: something else" in capsys.readouterr().out
    assert len(taken) == 4


def test_there_is_nothing_to_run_where_nothing_is_built(tmp_path: object) -> None:
    with pytest.raises(RuntimeError, match="make package"):
        smoke.prepare(None, contents.ROOT / "no such folder")


def test_the_hook_gives_the_library_path_back() -> None:
    """As the loader of PyInstaller leaves it, and as a started browser has to find it."""
    code = (
        "import os, runpy; "
        f"runpy.run_path({str(contents.ROOT / 'packaging/runtime_hook.py')!r}); "
        "print(os.environ.get('LD_LIBRARY_PATH'), [n for n in os.environ if '_PYI' in n])"
    )
    environment = {"LD_LIBRARY_PATH": "/package", "_PYI_ARCHIVE_FILE": "/package/accord"}

    def left(**more: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", code], env={**environment, **more},
            capture_output=True, text=True, check=True,
        ).stdout.strip()  # fmt: skip

    if sys.platform == "linux":
        assert left() == "None []"
        assert left(LD_LIBRARY_PATH_ORIG="/mine") == "/mine []"


def test_equal_sources_give_packages_of_the_same_moment() -> None:
    assert build.last_change() == build.last_change() > 1_700_000_000
