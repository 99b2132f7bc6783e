"""The review desk's parts by themselves: chips, dates, words, rows, fields."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from explorer.domain.detail import DocumentText
from explorer.domain.entries import Document
from explorer.domain.labels import Labels
from explorer.domain.messages import AccordError, Message
from explorer.domain.passages import paragraphs
from explorer.domain.review import Decision, Likeness, Proposal, Review, ReviewItem
from explorer.domain.vocabulary import Kind, Role, Stage, Standing
from explorer.ui.dialogs.accept_several import AcceptDialog, levels
from explorer.ui.models.review import ReviewModel
from explorer.ui.models.review_dates import understood, written
from explorer.ui.models.review_words import (
    decided_text,
    likeness_about,
    quote_of,
    waiting_text,
    why_in_a_line,
    why_text,
)
from explorer.ui.panels.review import ReviewPanel
from explorer.ui.panels.review_chips import GAP, Anchor, placed
from explorer.ui.panels.review_rows import DONE_HEIGHT, OPEN_HEIGHT
from explorer.ui.panels.review_rows import GAP as ROW_GAP
from tests.ui.samples_checks import start_look

SENTENCE = "India and Korea agreed to build bridge number {n}."


@pytest.fixture(autouse=True)
def _look(qapp: object) -> None:
    start_look()


def sample(count: int, decisions: dict[int, Decision] | None = None) -> tuple[Review, DocumentText]:
    """A document with as many sentences as suggestions, five a paragraph; an emoji before all."""
    decided = decisions or {}
    items: list[ReviewItem] = []
    text = "Notes 🌉\n"
    for number in range(count):
        sentence = SENTENCE.format(n=number)
        start = len(text)
        text += sentence + ("\n" if number % 5 == 4 else " ")
        proposal = Proposal(
            title=f"Bridge {number}",
            kind=Kind.COMMITMENT,
            stage=Stage.AGREED,
            start=start,
            end=start + len(sentence) - 1,
            quote=sentence[:-1],
            parties=(("IND", Role.CONCERNED), ("KOR", Role.CONCERNED)),
        )
        items.append(
            ReviewItem(
                f"k{number}",
                proposal,
                proposal,
                (Message("suggest-verb", {"text": "agree"}),),
                (0.9, 0.7, 0.6)[number % 3],
                decided.get(number, Decision.OPEN),
                entry_id=f"e{number}" if decided.get(number) is Decision.ACCEPTED else None,
            )
        )
    about = Document(
        "d", "Notes", "Notes", Standing.OWN_NOTE, "notes.txt", "0" * 64, "0" * 64, "plain 1", body=8
    )
    found = DocumentText(about, text, paragraphs(text, 8), ())
    return Review("d", "Notes", tuple(items)), found


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[ReviewPanel]:
    panel = ReviewPanel()
    qtbot.addWidget(panel)
    panel.resize(1280, 800)
    panel.show()
    qtbot.waitExposed(panel)
    yield panel


def shown(desk: ReviewPanel, count: int, decided: dict[int, Decision] | None = None) -> Review:
    review, text = sample(count, decided)
    desk.show_document(text, Labels())
    desk.show_review(review)
    return review


@given(
    st.lists(st.integers(0, 400), min_size=1, max_size=60),
    st.integers(26, 40),
    st.integers(26, 140),
)
def test_chips_never_lie_on_each_other_and_keep_the_order(
    tops: list[int], width: int, room: int
) -> None:
    anchors = [Anchor(place, float(top), 26.0) for place, top in enumerate(sorted(tops))]
    chips = placed(anchors, 100.0, float(room), float(width))
    assert [chip.place for chip in chips] == list(range(len(tops)))
    for chip, anchor in zip(chips, anchors, strict=True):
        assert chip.box.top() >= anchor.top - anchor.height  # never a line above its own
        assert chip.box.left() >= 100
    for before, after in pairwise(chips):
        beside = after.box.left() >= before.box.right() + GAP - 0.01
        below = after.box.top() >= before.box.bottom()
        assert beside or below


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", None),
        ("  ", None),
        ("2026", "2026"),
        ("2026-04", "2026-04"),
        ("April 2026", "2026-04"),
        ("apr. 2026", "2026-04"),
        ("20 April 2026", "2026-04-20"),
        ("20th April, 2026", "2026-04-20"),
        ("April 20, 2026", "2026-04-20"),
        ("20.4.2026", "2026-04-20"),
        ("2026–2030", "2026/2030"),
        ("2026 - 2030", "2026/2030"),
        ("April 2026 – June 2027", "2026-04/2027-06"),
        ("about 2026", "2026~"),
        ("since April 2026", "2026-04/.."),
        ("[2026-04..2026-06]", "[2026-04..2026-06]"),
    ],
)
def test_a_date_is_understood_as_people_write_it(typed: str, kept: str | None) -> None:
    assert understood(typed) == kept


@pytest.mark.parametrize("typed", ["soon", "31 April 2026", "13.13.2026", "2030-2026", "Avril 26"])
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(AccordError):
        understood(typed)


@pytest.mark.parametrize(
    "when", ["2026", "2026-04", "2026-04-20", "2026/2030", "2026~", "2026?", "202X", "2026-02/.."]
)
def test_a_kept_date_is_shown_so_that_it_is_read_back_as_it_was(when: str) -> None:
    assert understood(written(when)) == when


def test_the_model_is_sound_and_changes_only_what_has_changed(qtbot: QtBot) -> None:
    review, _ = sample(6)
    model = ReviewModel()
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal, model
    )
    model.show_review(review)
    assert tester.model() is model
    items = list(review.items)
    items[2] = replace(items[2], decision=Decision.DISMISSED)
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.show_review(replace(review, items=tuple(items)))
    assert changed.args is not None
    assert changed.args[0].row() == changed.args[1].row() == 2
    assert model.next_open(1) == 3
    assert model.next_open(5) == 0


def test_what_is_said_of_a_review() -> None:
    review, text = sample(4, {0: Decision.ACCEPTED, 1: Decision.MERGED, 2: Decision.DISMISSED})
    assert decided_text(review) == "1 accepted, 1 merged, 1 dismissed"
    assert waiting_text(19, 31) == "19 of 31 to review"
    assert waiting_text(0, 31) == "31 reviewed"
    assert waiting_text(0, 0) == "Nothing suggested"
    item = review.items[3]
    assert why_text(item) == "The text says “agree”."
    many = replace(
        item, why=(*item.why, Message("suggest-verb", {"text": "build"}), Message("review-no-rule"))
    )
    assert why_text(many).startswith("The text says “agree” and “build”. No rule reads")
    assert "yourself" in why_text(replace(item, suggested=None))
    reasons = (
        Message("suggest-event", {"text": "roundtable"}),
        Message("suggest-kind", {"text": "roundtable"}),
        Message("suggest-some", {"text": "U.S., Indian"}),
        Message("suggest-date", {"text": "January 30"}),
        Message("suggest-acronym", {"text": "JWG", "meaning": "Joint Working Group"}),
    )
    told = replace(item, why=reasons)
    assert why_text(told) == (
        "It is told of as “roundtable”. Parties from “U.S.” and “Indian” and the document, date"
        " from “January 30”. “JWG” is short for Joint Working Group."
    )
    assert why_in_a_line(told) == "It is told of as “roundtable”."
    assert why_in_a_line(replace(item, why=reasons[1:3])) == (
        "Type from “roundtable”, parties from “U.S.” and “Indian” and the document."
    )
    quote = quote_of(item.proposal, text)
    start, end = quote.marks[0]
    assert quote.text[start:end] == item.proposal.quote
    assert quote.place == "¶1, sentence 4"
    likely = Likeness("e", "Bridge", Kind.EVENT, Stage.COMPLETED, None, 0.9, (), "Notes")
    assert likeness_about(likely) == "Event · Held · undated · Notes"


def test_levels_tell_how_many_each_would_take(qtbot: QtBot) -> None:
    review, _ = sample(9, {0: Decision.ACCEPTED})
    assert levels(review) == ((0.9, 2), (0.7, 5), (0.6, 8))
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = AcceptDialog(review, parent)
    dialog.options[1].setChecked(True)
    assert dialog.go.text() == "Accept 5 suggestions"
    with qtbot.waitSignal(dialog.chosen) as chosen:
        dialog.go.click()
    assert chosen.args == [0.7]


def test_hundreds_of_suggestions_have_one_card(qtbot: QtBot, desk: ReviewPanel) -> None:
    shown(desk, 8)
    few = len(desk.findChildren(QWidget))
    review = shown(desk, 900, dict.fromkeys(range(300), Decision.ACCEPTED))
    assert len(desk.findChildren(QWidget)) <= few + 4  # no widget for a row
    assert desk.list.place() == 300
    assert desk.card.isVisible()
    assert desk.list.viewport().rect().intersects(desk.card.geometry())
    assert desk.list.top_of(300) >= 300 * (DONE_HEIGHT + ROW_GAP)
    assert desk.list.top_of(900) - desk.list.top_of(899) == OPEN_HEIGHT + ROW_GAP
    for _ in range(5):
        desk.walk(1)
    item = desk.list.item()
    assert item is not None
    assert item.key == review.items[305].key
    assert desk.view.caret() == item.proposal.start
    desk.list.choose(899)
    assert {chip.place for chip in desk.view.chips()} >= {899}
    assert len(desk.view.chips()) < 200  # only those in view are looked at


def test_letters_are_orders_only_where_nothing_is_typed(qtbot: QtBot, desk: ReviewPanel) -> None:
    shown(desk, 4)
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)
    told: list[str] = []
    desk.dismissed.connect(lambda key: told.append(f"d{key}"))
    desk.accepted.connect(lambda key, _proposal: told.append(f"a{key}"))
    desk.list.setFocus()
    QTest.keyClick(desk.list, Qt.Key.Key_D)
    assert told == ["dk0"]
    desk.edit()
    QTest.keyClicks(desk.card.title_edit, "add")
    QTest.keyClick(desk.card.fields.kind, Qt.Key.Key_D)
    desk.card.fields.parties.begin()
    QTest.keyClicks(desk.card.fields.parties.adder, "aD")
    token = desk.card.fields.parties.tokens[0]
    token.setFocus()
    QTest.keyClick(token, Qt.Key.Key_D)
    assert told == ["dk0"]
    QTest.keyClick(token, Qt.Key.Key_Escape)
    button = desk.card.buttons.dismiss
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)  # Enter on a button is that button
    assert told == ["dk0", "dk0"]
    desk.view.setFocus()
    QTest.keyClick(desk.view, Qt.Key.Key_A)
    assert told[-1] == "ak0"


def test_parties_are_completed_added_and_turned(qtbot: QtBot, desk: ReviewPanel) -> None:
    review, text = sample(2)
    names = {"IND": {"en": "India"}, "KOR": {"en": "Republic of Korea"}, "JPN": {"en": "Japan"}}
    desk.show_document(text, Labels(states=names))
    desk.show_review(review)
    row = desk.card.fields.parties
    assert [token.shown.text for token in row.tokens] == ["India", "Republic of Korea"]
    row.begin()
    QTest.keyClicks(row.adder, "jap")
    assert row.adder.first() == "Japan"
    row.adder.setText("Japan")
    QTest.keyClick(row.adder, Qt.Key.Key_Return)
    assert row.values[-1] == ("JPN", Role.CONCERNED)
    row.adder.setText("Bridge Board")
    QTest.keyClick(row.adder, Qt.Key.Key_Return)
    assert row.values[-1] == ("Bridge Board", Role.CONCERNED)
    menu = row.tokens[0].menu()
    host = next(action for action in menu.actions() if action.text() == "Host")
    host.trigger()
    assert row.values[0] == ("IND", Role.HOST)
    assert row.tokens[0].shown.soft == "host"
    proposal = desk.card.proposal()
    assert proposal is not None
    assert proposal.parties[0] == ("IND", Role.HOST)
    assert desk.size() == QSize(1280, 800)
