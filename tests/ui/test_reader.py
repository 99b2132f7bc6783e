"""The reader: what it says of an entry, and what its marks and links ask for."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible, QEnterEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from explorer.domain.detail import Support
from explorer.domain.entries import Involvement, Record
from explorer.domain.vocabulary import Basis, Role, Stage, Standing
from explorer.ui.panels.reader import ReaderPanel
from explorer.ui.panels.reader_marks import MarkButton
from explorer.ui.panels.reader_parts import QuotationView
from explorer.ui.panels.reader_sources import citation, quoted, standing_line
from explorer.ui.panels.reader_words import fields, stage_value, steps
from explorer.ui.theme import theme
from explorer.ui.widgets import LinkButton
from tests.ui import samples, samples_opened
from tests.ui.samples_checks import click, press, show_active, start_look, unnamed


@pytest.fixture(autouse=True)
def _look(qapp: object) -> None:
    start_look()


@pytest.fixture
def panel(qtbot: QtBot) -> ReaderPanel:
    found = ReaderPanel()
    show_active(qtbot, found, 376, 1200)
    found.show_detail(samples_opened.detail(), samples.labels(), in_binder=False, marks=joint)
    return found


def joint(text: str) -> list[tuple[int, int]]:
    """Where "Joint" stands in a text."""
    start = text.find("Joint")
    return [(start, start + 5)] if start >= 0 else []


def read_aloud(panel: ReaderPanel) -> str:
    """All that labels and links say, as a screen reader hears it."""
    parts = [*panel.findChildren(QLabel), *panel.findChildren(LinkButton)]
    interfaces = [QAccessible.queryAccessibleInterface(part) for part in parts]
    return "\n".join(item.text(QAccessible.Text.Name) for item in interfaces)


def marks_for(panel: ReaderPanel, field: str) -> list[MarkButton]:
    """The marks of a field."""
    marks = panel.findChildren(MarkButton)
    return [mark for mark in marks if f"for {field}" in mark.accessibleName()]


def link(panel: ReaderPanel, words: str) -> LinkButton:
    """A link by its text."""
    return next(item for item in panel.findChildren(LinkButton) if words in item.text())


def test_all_of_the_entry_is_said(panel: ReaderPanel) -> None:
    said = read_aloud(panel)
    for part in (
        "Working group",
        "ISRO–KASA Joint Working Group",
        "as an outcome of Visit of President Lee Jae Myung to India, undated",
        "Commentary · RIS · undated",
        "No official text in the library says this yet",
        "India, Republic of Korea",
        "Indian Space Research Organisation (ISRO)",
        "भारतीय अन्तरिक्ष अनुसन्धान संगठन",
        "우주항공청",
        "printed as “Korea Aerospace Administration”",
        "Space",
        "held at",
        "Trade by 2030: 50 billion dollars, by 2030",
        "date not stated",
        "not counted, inferred",
        "due 2030",
        "“…both countries have agreed",
        "Scientific Cooperation, ¶7, sentence 1: show in document",
        "Outcome of: Visit of President Lee Jae Myung to India",
        "The text gives Bangalore in ¶2 and Bengaluru in ¶7.",
        "India and Korea agreed to set up a group",
    ):
        assert part in said
    assert said.index("Quotations") < said.index("In our words")


def test_roles_and_bases() -> None:
    detail = samples_opened.detail()
    found = {field.name: field.values for field in fields(detail, samples.labels())}
    (states,) = found["Parties"]
    assert (states.text, states.soft) == ("India, Republic of Korea", "signatory")
    isro, kasa = found["Bodies"]
    assert isro.basis == Basis.INFERRED
    assert isro.why == "The group is between the two agencies."
    assert kasa.basis == Basis.STATED
    assert found["Sector"][0].basis == Basis.CLASSIFIED
    assert found["Sector"][0].family == 1


def test_parties_in_different_roles_stand_apart() -> None:
    detail = samples_opened.detail()
    parties = (
        Involvement("IND", Role.HOST, since="1996", until="2004-05"),
        Involvement("KOR", Role.CONCERNED),
    )
    entry = msgspec.structs.replace(detail.entry, parties=parties)
    detail = msgspec.structs.replace(detail, entry=entry, institutions={})
    values = fields(detail, samples.labels())[0].values
    assert [(value.text, value.soft) for value in values] == [
        ("India", "host, from 1996, until May 2004"),
        ("Republic of Korea", ""),
    ]


def test_steps_reached_inferred_and_due() -> None:
    agreed, launched, completed = steps(samples_opened.detail())
    assert (agreed.reached, launched.reached, completed.reached) == (True, False, False)
    assert (launched.value.text, launched.value.soft) == ("20 April 2026", "not counted")
    assert completed.value.text == "due 2030"


def test_an_entry_without_a_stage_says_so() -> None:
    detail = samples_opened.detail()
    detail = msgspec.structs.replace(
        detail, stage=Stage.UNKNOWN, stage_source="", when="2026/2030", when_source="period"
    )
    assert stage_value(detail).text.startswith("no source says how firm, as an outcome of")
    assert stage_value(detail).text.endswith("covers 2026–2030")


def test_a_mark_opens_its_sentence(panel: ReaderPanel, qtbot: QtBot) -> None:
    first, second = samples_opened.detail().quotations
    (mark,) = marks_for(panel, "Parties")
    assert mark.accessibleName() == "Sentence 1 for Parties"
    with qtbot.waitSignal(panel.quotation_activated) as signal:
        click(mark)
    assert signal.args == [samples.RIS, first.start, first.end]
    (mark,) = marks_for(panel, "Launched")
    assert mark.accessibleName() == "Sentence 2 for Launched, inferred"
    assert "“it began with” a Space Day." in mark.toolTip()
    with qtbot.waitSignal(panel.quotation_activated) as signal:
        press(mark, Qt.Key.Key_Space)
    assert signal.args == [samples.RIS, second.start, second.end]


def test_pointing_at_a_mark_lights_its_quotation(panel: ReaderPanel, qtbot: QtBot) -> None:
    (mark,) = marks_for(panel, "Launched")
    first, second = panel.findChildren(QuotationView)
    selection = theme.colours.qcolor("selection")

    def lit(view: QuotationView) -> bool:
        return view.grab().toImage().pixelColor(view.width() // 2, 1) == selection

    assert not lit(second)
    centre = QPointF(mark.rect().center())
    QApplication.sendEvent(mark, QEnterEvent(centre, centre, centre))
    assert lit(second)
    assert not lit(first)
    (other,) = marks_for(panel, "Parties")
    other.setFocus()
    assert lit(first)
    assert not lit(second)
    with qtbot.waitSignal(panel.quotation_activated) as signal:
        panel.show_in_document()  # opens the sentence last pointed at
    assert signal.args[1] == samples_opened.detail().quotations[0].start


def test_three_bases_look_different(panel: ReaderPanel) -> None:
    pictures = []
    for field in ("Parties", "Sector", "Launched"):
        (mark,) = marks_for(panel, field)
        mark.setText("1")
        picture = mark.grab().toImage()
        pictures.append(bytes(picture.constBits()))
    assert len(set(pictures)) == 3


def test_searched_words_are_marked_and_markup_is_text(qtbot: QtBot) -> None:
    detail = samples_opened.detail()
    first = msgspec.structs.replace(detail.quotations[0], text="<b>Joint</b> & 🚀", before="")
    entry = msgspec.structs.replace(detail.entry, title="<i>Title</i> &amp;")
    detail = msgspec.structs.replace(detail, quotations=(first,), supports={}, entry=entry)
    panel = ReaderPanel()
    show_active(qtbot, panel, 376, 900)
    panel.show_detail(detail, samples.labels(), in_binder=False, marks=joint)
    view = panel.findChildren(QuotationView)[0]
    assert "&lt;b&gt;<span" in view.label.text()
    assert ">Joint</span>&lt;/b&gt; &amp; 🚀" in view.label.text()
    said = read_aloud(panel)
    assert "<i>Title</i> &amp;" in said
    assert "<b>Joint</b> & 🚀" in said


def test_relations_lead_on(panel: ReaderPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.entry_wanted) as signal:
        click(link(panel, "Visit of President"))
    assert signal.args == ["visit"]


def test_the_brief_button(panel: ReaderPanel, qtbot: QtBot) -> None:
    content = panel.widget()
    button = content.head.binder_button  # type: ignore[union-attr]
    assert button.accessibleName() == "Add to brief"
    with qtbot.waitSignal(panel.binder_toggled) as signal:
        click(button)
    assert signal.args == [samples.ISRO_KASA]
    # Another function that finds the same words is no reason to build it anew.
    again = samples_opened.detail()
    panel.show_detail(
        again, samples.labels(), in_binder=True, marks=lambda words: joint(words + "")
    )
    assert panel.widget() is content  # the same entry: only the button changes
    assert button.accessibleName() == "In brief"


def test_copying_brings_quotations_and_sources(panel: ReaderPanel, qtbot: QtBot) -> None:
    button = panel.widget().head.copy_button  # type: ignore[union-attr]
    with qtbot.waitSignal(panel.copied):
        click(button)
    text = QApplication.clipboard().text()
    assert text == citation(samples_opened.detail())
    assert text.startswith("ISRO–KASA Joint Working Group (Agreed, undated)")
    assert (
        "– Sanjeev K. Varshney (RIS), “India-Republic of Korea Scientific Cooperation”, undated,"
        " commentary, ¶7, sentence 1. Accessed 22 November 2026."
    ) in text


def test_quotation_marks_and_dots() -> None:
    first = samples_opened.detail().quotations[0]
    assert quoted(first).startswith("“…both")
    assert quoted(first).endswith("(KASA).”")
    cut = msgspec.structs.replace(first, before="", after=" and more.")
    assert quoted(cut).startswith("“both")
    assert quoted(cut).endswith("(KASA)…”")


def test_an_orphaned_quotation_is_flagged_and_not_opened(qtbot: QtBot) -> None:
    panel = ReaderPanel()
    show_active(qtbot, panel, 376, 900)
    detail = samples_opened.detail(orphaned=True)
    panel.show_detail(detail, samples.labels(), in_binder=False, marks=None)
    assert "Source text changed" in read_aloud(panel)
    assert not panel.findChildren(QuotationView)[0].badge.isEnabled()
    with qtbot.waitSignal(panel.quotation_activated) as signal:
        panel.show_in_document()
    assert signal.args[1] == detail.quotations[1].start


def test_cells_of_a_table_are_evidence_too(qtbot: QtBot) -> None:
    detail = samples_opened.detail()
    detail = msgspec.structs.replace(
        detail,
        quotations=(),
        records=(Record("r1", "0" * 64, 12, "Title", "Space MoU"),),
        supports={"party:IND": Support("stated", (), (0,), "")},
    )
    panel = ReaderPanel()
    show_active(qtbot, panel, 376, 900)
    panel.show_detail(detail, samples.labels(), in_binder=False, marks=None)
    said = read_aloud(panel)
    assert "“Space MoU”" in said
    assert "Table row 12, column “Title”" in said
    assert "Rows of a table" in said
    assert marks_for(panel, "Parties")[0].text() == "T1"
    with qtbot.assertNotEmitted(panel.quotation_activated):
        panel.show_in_document()


def test_an_official_source_is_not_called_lacking(panel: ReaderPanel) -> None:
    detail = samples_opened.detail()
    official = msgspec.structs.replace(
        samples.document(samples.RIS), standing=Standing.OFFICIAL_STATEMENT, published="2026-04"
    )
    assert standing_line(official) == "Official statement · RIS · April 2026"
    detail = msgspec.structs.replace(detail, documents={samples.RIS: official})
    panel.show_detail(detail, samples.labels(), in_binder=False, marks=joint)
    assert "No official text" not in read_aloud(panel)


def test_every_stop_of_the_keyboard_has_a_name(panel: ReaderPanel) -> None:
    assert unnamed(panel) == []
    names = [mark.accessibleName() for mark in panel.findChildren(MarkButton)]
    assert len(names) == len(set(names))


def test_nothing_loading_and_the_theme(panel: ReaderPanel) -> None:
    light = panel.grab().toImage()
    start_look("dark")
    assert panel.grab().toImage() != light
    panel.show_loading()
    assert panel.detail is not None  # stays until the next is there
    panel.show_nothing()
    assert "Choose an entry to read it" in read_aloud(panel)
    panel.show_loading()
    assert "Opening…" in read_aloud(panel)
    panel.show_detail(samples_opened.detail(), samples.labels(), in_binder=False)
    assert panel.verticalScrollBar().value() == 0
