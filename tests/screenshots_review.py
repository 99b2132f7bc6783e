"""States of the review desk, for pictures; each on a copy of the built-in library."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from explorer.ui.panels.review import ReviewPanel
from tests.screenshots_stage import Stage, until

RIS = "ris-scientific-cooperation"


def review(stage: Stage) -> None:
    """A document's suggestions, some of them decided."""
    panel = _desk(stage)
    for act in (panel.accept, panel.dismiss, panel.accept):
        act()
        _rest(stage)
    panel.list.choose(4)
    _rest(stage)


def review_editing(stage: Stage) -> None:
    """A suggestion that is corrected, with a date that is none."""
    panel = _desk(stage)
    panel.list.choose(4)
    panel.edit()
    panel.card.fields.when.edit.setFocus()
    QTest.keyClicks(panel.card.fields.when.edit, "next spring")
    _rest(stage)


def review_merging(stage: Stage) -> None:
    """Which entry a suggestion is merged into."""
    panel = _desk(stage)
    _rest(stage)
    panel.merge()
    _rest(stage)


def review_finding(stage: Stage) -> None:
    """Any entry is found by its words to merge into."""
    panel = _desk(stage)
    panel.merge()
    pane = panel.card.merge_pane
    pane.field.setText("working group")
    until(lambda: pane.answered == pane.text)
    _rest(stage)


def review_several(stage: Stage) -> None:
    """Accepting without reading one by one."""
    _desk(stage).several_wanted.emit()
    _rest(stage)


def review_done(stage: Stage) -> None:
    """All decided."""
    panel = _desk(stage)
    while panel.review is not None and panel.review.open:
        (panel.accept if panel.review.open % 5 else panel.dismiss)()
        _rest(stage)


def review_nothing(stage: Stage) -> None:
    """A text that suggests nothing."""
    _read_in(stage, "recipe.txt", "A recipe\n\nPeel the onions and wait for an hour.\n")


def review_scripts(stage: Stage) -> None:
    """Korean and Hindi text, read in a moment ago."""
    text = (
        "Joint Statement: India and the Republic of Korea · 공동성명 · संयुक्त वक्तव्य\n\n"
        "India and the Republic of Korea signed a Memorandum of Understanding on semiconductors"
        " (반도체 협력 양해각서). 양국은 반도체 분야에서 협력하기로 합의하였다. 한-인도 우주 공동"
        " 실무그룹을 설치한다.\n\nभारत और कोरिया गणराज्य ने अंतरिक्ष सहयोग पर समझौता ज्ञापन पर"
        " हस्ताक्षर किए। The two sides launched the अंतरिक्ष Space Dialogue in March 2026.\n"
    )
    _read_in(stage, "공동성명-संयुक्त.txt", text)


def _read_in(stage: Stage, name: str, text: str) -> None:
    _copied(stage)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text(text, encoding="utf-8")
        reports: list[object] = []
        stage.window.imports.finished.connect(reports.append)
        stage.window.arrivals.take([str(path)])
        until(lambda: bool(reports))
        stage.settle()
    stage.window.toasts.hide()
    stage.window.growing.review()
    _rest(stage)


def _desk(stage: Stage) -> ReviewPanel:
    _copied(stage)
    stage.window.reviewing.open(RIS)
    _rest(stage)
    return stage.window.parts.review


def _copied(stage: Stage) -> None:
    """What is decided in one picture must not be seen in the next."""
    folder = Path(tempfile.mkdtemp(dir=stage.libraries)) / "seeds"
    shutil.copytree(stage.libraries / "seeds", folder)
    stage.open(str(folder.relative_to(stage.libraries)))


def _rest(stage: Stage) -> None:
    window = stage.window
    until(lambda: window.parts.shows("review") and window.parts.review.review is not None)
    until(lambda: not (window.reviewing.is_reading or window.session.jobs.busy))
    for _ in range(4):
        QApplication.processEvents()


def documents(stage: Stage) -> None:
    """The documents of the library, one of them under review."""
    review(stage)
    stage.window.parts.review.leave()
    stage.settle()
    stage.window.documents.show()
    stage.settle()


REVIEWS = (
    review, review_editing, review_merging, review_finding, review_several, review_done,
    review_nothing, review_scripts, documents,
)  # fmt: skip
