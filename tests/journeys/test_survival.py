"""What happens to a window when something is wrong with its library, its index or its child."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from explorer.services import children
from explorer.store.library import FILE
from explorer.ui.workbench import Workbench
from tests.journeys.windows import ids, open_window, settle


def shows_problem(window: Workbench) -> bool:
    return window.parts.pages.currentWidget() is window.parts.problem


def test_a_damaged_library_is_kept_and_a_fresh_one_offered(
    qtbot: QtBot, library_folder: Path
) -> None:
    (library_folder / FILE).write_bytes(b"rubbish" * 1000)
    window = open_window(qtbot, library_folder)
    qtbot.waitUntil(lambda: shows_problem(window))
    problem = window.parts.problem
    assert problem.fresh.isVisible()
    problem.fresh.click()
    settle(qtbot, window)
    assert len(ids(window)) > 40
    kept = [path for path in library_folder.iterdir() if ".damaged-" in path.name]
    assert [path.read_bytes() for path in kept] == [b"rubbish" * 1000]
    window.frame.close()


def test_a_missing_library_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(qtbot, tmp_path / "unplugged" / "library")
    qtbot.waitUntil(lambda: shows_problem(window))
    assert window.parts.problem.built_in.isVisible()
    window.parts.problem.built_in.click()
    settle(qtbot, window)
    assert len(ids(window)) > 40
    window.frame.close()


def test_a_missing_index_is_built_while_the_window_answers(
    qtbot: QtBot, library_folder: Path
) -> None:
    shutil.rmtree(library_folder / "index")
    window = open_window(qtbot, library_folder)
    with qtbot.waitSignal(window.session.page_ready, timeout=20_000):
        pass
    assert len(ids(window)) > 40  # answered from memory
    qtbot.waitUntil((library_folder / "index" / "CURRENT").exists, timeout=20_000)
    settle(qtbot, window)
    assert window.page is not None
    assert window.page.notice is None
    window.frame.close()


def test_a_child_that_crashes_is_one_line_and_not_the_end(
    qtbot: QtBot, library_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(qtbot, library_folder)
    settle(qtbot, window)
    monkeypatch.setattr(children, "_command", lambda: ["/bin/false"])
    with qtbot.waitSignal(window.session.index_state, timeout=20_000) as told:
        window.session.rebuild_index()
    assert isinstance(told.args[0], Exception)
    settle(qtbot, window)
    assert len(ids(window)) > 40
    # With a missing index it is not tried again with each letter.
    shutil.rmtree(library_folder / "index")
    window.open_library(library_folder)
    with qtbot.waitSignal(window.session.index_state, timeout=20_000):
        pass
    settle(qtbot, window)
    with qtbot.assertNotEmitted(window.session.index_state):
        window.parts.bar.search.edit.setText("space")
        settle(qtbot, window)
    assert ids(window)
    window.frame.close()


def test_what_another_program_writes_appears(qtbot: QtBot, library_folder: Path) -> None:
    import msgspec

    from explorer.store import entries, saving
    from explorer.store.library import open_library

    window = open_window(qtbot, library_folder)
    settle(qtbot, window)
    other = open_library(library_folder)
    with other.writing("elsewhere") as unit:
        forge = entries.load(unit, ["forge"])["forge"]
        saving.save(unit, [msgspec.structs.replace(forge, title="Zebra forum")])
    with qtbot.waitSignal(window.session.changed_outside, timeout=20_000):
        pass
    settle(qtbot, window)
    window.parts.bar.search.edit.setText("zebra")
    settle(qtbot, window)
    assert ids(window) == ["forge"]
    window.frame.close()


def test_a_read_only_library_opens_with_editing_off(
    qtbot: QtBot, library_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from explorer.store import library

    # Root writes anywhere; the command line's test runs without that right.
    monkeypatch.setattr(library, "_is_writable", lambda folder: folder != library_folder)
    before = (library_folder / FILE).read_bytes()
    window = open_window(qtbot, library_folder)
    settle(qtbot, window)
    assert window.session.read_only
    assert len(ids(window)) > 40
    window.binder.toggle("forge")
    settle(qtbot, window)
    assert window.binder.ids == ("forge",)
    window.frame.close()
    assert (library_folder / FILE).read_bytes() == before


def test_an_export_to_a_place_that_cannot_be_written_says_why_and_leaves_nothing(
    qtbot: QtBot, library_folder: Path, tmp_path: Path
) -> None:
    from explorer.ui.dialogs.export import ExportDialog

    window = open_window(qtbot, library_folder)
    settle(qtbot, window)
    window.briefing.export()
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    dialog.start(tmp_path / "no" / "such" / "folder" / "x.pdf")
    assert not dialog.go.isEnabled()
    qtbot.waitUntil(dialog.go.isEnabled, timeout=30_000)
    assert "no such file or directory" in dialog.note.text()
    assert dialog.isVisible()
    assert not list(tmp_path.rglob("*.part"))
    dialog.reject()
    window.frame.close()


def test_a_cancelled_export_leaves_nothing(
    qtbot: QtBot, library_folder: Path, tmp_path: Path
) -> None:
    from explorer.ui.dialogs.export import ExportDialog

    window = open_window(qtbot, library_folder)
    settle(qtbot, window)
    window.briefing.export()
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    folder = tmp_path / "out"
    folder.mkdir()
    with qtbot.waitSignal(dialog.progressed, timeout=30_000):
        dialog.start(folder / "x.pdf")
    dialog.reject()
    qtbot.waitUntil(lambda: not window.session.jobs.busy, timeout=20_000)
    assert not list(folder.iterdir())
    assert dialog.go.isEnabled()
    dialog.reject()
    window.frame.close()
