"""The comparison as a tree and as text: groups, counts, choices, marks, thousands of rows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from explorer.domain.differences import Comparison, Edition, EntryChange, FieldChange, Group, How
from explorer.services.merging import Choice
from explorer.ui.models.comparison import CHOICE, ComparisonModel
from explorer.ui.panels.comparison import ComparisonView
from explorer.ui.panels.comparison_text import entry_html
from explorer.ui.theme_colours import DARK, LIGHT, Colours


def change(name: str, group: Group, *changes: FieldChange) -> EntryChange:
    return EntryChange(
        name,
        group,
        "mou",
        f"Title {name}",
        (None, None),
        ("agreed", "signed"),
        (None, None),
        changes,
    )


def comparison(*changes: EntryChange) -> Comparison:
    edition = Edition("Desk", 1, len(changes))
    return Comparison(edition, edition, 0, changes)


SOME = comparison(
    change("n", Group.NEW),
    change("s", Group.STAGE, FieldChange("stage", How.CHANGED, "agreed", "signed")),
    change("r", Group.REWORDED, FieldChange("title", How.CHANGED, "old <b>", "new <b>")),
    change("g", Group.GONE),
)


def test_the_tree_holds_groups_and_entries() -> None:
    model = ComparisonModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.show_comparison(SOME, choosing=True)
    model.choose(Choice.KEEP)
    tops = [model.index(row, 0) for row in range(model.rowCount())]
    assert [model.data(top) for top in tops] == [
        *("New (1)", "How firm: changed (1)", "Reworded (1)", "Gone (1)"),
    ]
    assert [model.data(model.index(0, 0, top)) for top in tops] == [
        *("Title n", "Title s", "Title r", "Title g"),
    ]


def test_only_what_differs_has_a_choice() -> None:
    model = ComparisonModel()
    model.show_comparison(SOME, choosing=True)
    assert model.choices() == {"s": Choice.BOTH, "r": Choice.BOTH}
    row = model.index(0, 0, model.index(2, 0))
    model.choose(Choice.TAKE, row)
    assert model.choices() == {"s": Choice.BOTH, "r": Choice.TAKE}
    assert model.data(row.siblingAtColumn(CHOICE)) == "Take theirs"
    model.choose(Choice.KEEP)
    assert set(model.choices().values()) == {Choice.KEEP}
    new = model.index(0, 0, model.index(0, 0))
    model.choose(Choice.TAKE, new)
    assert "n" not in model.choices()
    model.show_comparison(SOME, choosing=False)
    assert model.choices() == {}
    assert model.columnCount() == CHOICE


def test_the_view_shows_what_is_chosen(qtbot: QtBot) -> None:
    view = ComparisonView(("Here", "There"))
    qtbot.addWidget(view)
    view.resize(900, 500)
    view.show()
    view.show_comparison(SOME, choosing=True)
    assert "Title s" in view.text.toPlainText()
    assert view.becomes.isVisible()
    QTest.keyClick(view.tree, Qt.Key.Key_End)
    assert "Title g" in view.text.toPlainText()
    assert not view.becomes.isVisible()
    view.choose_for_all(Choice.TAKE)
    view.tree.setCurrentIndex(view.model.first_differing())
    assert view.becomes.currentData() == Choice.TAKE


def test_a_group_of_thousands_is_shut_at_first(qtbot: QtBot) -> None:
    view = ComparisonView(("Before", "Now"))
    qtbot.addWidget(view)
    new = [change(f"n{number}", Group.NEW) for number in range(60_000)]
    view.show_comparison(comparison(*new, *SOME.of(Group.REWORDED)))
    assert not view.tree.isExpanded(view.model.index(0, 0))
    assert view.tree.isExpanded(view.model.index(1, 0))
    assert view.model.rowCount(view.model.index(0, 0)) == 60_000
    view.tree.expand(view.model.index(0, 0))
    last = view.model.index(59_999, 0, view.model.index(0, 0))
    view.tree.setCurrentIndex(last)
    assert "Title n59999" in view.text.toPlainText()
    assert view.model.parent(last) == view.model.index(0, 0, QModelIndex())


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_marks_do_not_rest_on_colour(colours: Colours) -> None:
    model = ComparisonModel()
    (reworded,) = SOME.of(Group.REWORDED)
    page = entry_html(reworded, model.teller, colours, ("Here", "There"))
    assert "line-through" in page
    assert "underline" in page
    assert "&lt;b&gt;" in page
    assert "<b>" not in page
