"""What is known about a document, to be corrected: its text and its file stay as they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec
from PySide6.QtCore import QCoreApplication, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from explorer.domain.entries import Document
from explorer.domain.messages import AccordError
from explorer.domain.vocabulary import Standing
from explorer.domain.when import parse_when
from explorer.ui import theme, words
from explorer.ui.widgets import plain_label
from explorer.ui.widgets_combo import Combo

WIDTH: Final = 600
# The languages offered by name; any other code can be typed.
LANGUAGES: Final = (
    *("en", "ko", "hi", "fr", "es", "de", "ja", "zh", "ru", "ar", "pt", "it", "nl", "id"),
    *("vi", "th", "tr", "bn", "ta", "te", "mr", "ur"),
)


def tr(text: str) -> str:
    """The dialog's words in the interface's language."""
    return QCoreApplication.translate("DocumentDetails", text)


class DetailsDialog(QDialog):
    """Asks; `described` tells the corrected document."""

    described = Signal(object)  # Document

    def __init__(self, document: Document, others: Sequence[Document], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Details of the document"))
        self.setMinimumWidth(WIDTH)
        self._document = document
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        self._form = form
        self.title = self._line(self.tr("Title"), document.title)
        self.short_title = self._line(self.tr("Short title"), document.short_title)
        self.standing = Combo()
        for standing in Standing:
            self.standing.addItem(words.standing_label(standing), standing.value)
        self.standing.setCurrentIndex(list(Standing).index(document.standing))
        self._add(self.tr("Standing"), self.standing)
        self.published = self._line(self.tr("Date"), document.published or "")
        self.published.setPlaceholderText(self.tr("2026-04-20, 2026-04 or 2026; empty: not known"))
        self.date_words = plain_label(size=theme.SECONDARY, role="soft", wrap=True)
        form.addRow("", self.date_words)
        self.language = Combo()
        self.language.setEditable(True)
        self.language.setInsertPolicy(Combo.InsertPolicy.NoInsert)
        codes = ["", *LANGUAGES]
        if document.language not in codes:
            codes.append(document.language)
        for code in codes:
            self.language.addItem(words.language_name(code), code)
        self.language.setCurrentIndex(codes.index(document.language))
        self._add(self.tr("Language"), self.language)
        self.author = self._line(self.tr("Author"), document.author)
        self.affiliation = self._line(self.tr("Affiliation"), document.affiliation)
        self.publisher = self._line(self.tr("Publisher"), document.publisher)
        self.url = self._line(self.tr("Address"), document.url)
        self.version_of = self._choice(self.tr("Version of"), others, document.version_of)
        self.translation_of = self._choice(
            self.tr("Translation of"), others, document.translation_of
        )
        self.note = self._line(self.tr("Note"), document.note)
        self.problem = plain_label(role="error", wrap=True)
        self.problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, theme.MARGIN)
        column.setSpacing(12)
        text = self.tr("Read from {name}. The text itself is not changed by this.")
        name = document.filename.encode(errors="replace").decode()
        column.addWidget(plain_label(text.format(name=name), role="soft", wrap=True))
        column.addLayout(form)
        column.addWidget(self.problem)
        column.addLayout(self._buttons())
        self.published.textChanged.connect(lambda _text: self._show_date())
        self.title.textChanged.connect(lambda _text: self._show_date())
        self._show_date()

    def _add(self, name: str, field: QWidget) -> None:
        field.setAccessibleName(name)
        self._form.addRow(name, field)

    def _line(self, name: str, text: str) -> QLineEdit:
        field = QLineEdit(text)
        field.setCursorPosition(0)
        self._add(name, field)
        return field

    def _choice(self, name: str, others: Sequence[Document], chosen: str | None) -> Combo:
        field = Combo()
        field.addItem(self.tr("None"), None)
        for other in others:
            if other.id != self._document.id:
                field.addItem(other.title, other.id)
        field.setCurrentIndex(max(0, field.findData(chosen)))
        field.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._add(name, field)
        return field

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        self.save = QPushButton(self.tr("Save"))
        self.save.setProperty("primary", True)
        self.save.setDefault(True)
        self.save.clicked.connect(self._save)
        leave = QPushButton(self.tr("Cancel"))
        leave.clicked.connect(self.reject)
        row.addWidget(self.save)
        row.addWidget(leave)
        return row

    def _show_date(self) -> None:
        """What a date means is shown while it is typed."""
        text = self.published.text().strip()
        valid = True
        try:
            said = words.when_text(parse_when(text).text) if text else self.tr("Not known")
        except AccordError:
            valid, said = False, self.tr("Write it as 2026-04-20, 2026-04 or 2026.")
        self.date_words.setText(said)
        self.save.setEnabled(valid and bool(self.title.text().strip()))

    def _language_code(self) -> str:
        """The chosen language, or the code or name that was typed."""
        typed = self.language.currentText().strip()
        place = self.language.findText(typed, Qt.MatchFlag.MatchFixedString)
        if place >= 0:
            return str(self.language.itemData(place))
        known = QLocale.codeToLanguage(typed) != QLocale.Language.AnyLanguage
        return typed.lower() if known else self._document.language

    def corrected(self) -> Document:
        """The document as it is described now."""
        from explorer.services.importing import shortened

        title = self.title.text().strip()
        return msgspec.structs.replace(
            self._document,
            title=title,
            short_title=self.short_title.text().strip() or shortened(title),
            standing=Standing(self.standing.currentData()),
            published=self.published.text().strip() or None,
            language=self._language_code(),
            author=self.author.text().strip(),
            affiliation=self.affiliation.text().strip(),
            publisher=self.publisher.text().strip(),
            url=self.url.text().strip(),
            version_of=self.version_of.currentData(),
            translation_of=self.translation_of.currentData(),
            note=self.note.text().strip(),
        )

    def _save(self) -> None:
        self.save.setEnabled(False)
        self.described.emit(self.corrected())

    def refuse(self, text: str) -> None:
        """It could not be written: say why, and let it be changed."""
        self.problem.setText(text)
        self.problem.show()
        self.save.setEnabled(True)
