"""Every word and number on screen: translation through Qt, dates and counts through QLocale.

Labels of the domain are English; here they pass through Qt's translation in the context
``Vocabulary`` (or ``Messages``), so that a translator finds each word once.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from explorer.domain import vocabulary
from explorer.domain.messages import TEMPLATES, Message
from explorer.domain.query import FACET_LABELS, Facet
from explorer.domain.vocabulary import Family, Kind, RelationKind, Role, Stage, Standing
from explorer.domain.when import Precision, When, parse_when


def vocabulary_word(text: str) -> str:
    """A label of the vocabulary in the interface's language."""
    return QCoreApplication.translate("Vocabulary", text)


def facet_label(facet: Facet) -> str:
    """The heading of a facet."""
    return vocabulary_word(FACET_LABELS[facet])


def kind_label(kind: str) -> str:
    """The word for a kind."""
    return vocabulary_word(vocabulary.KIND_LABELS[Kind(kind)])


def stage_label(stage: str, kind: str | None = None) -> str:
    """The word for a stage, as printed for an entry of that kind when one is given."""
    if kind is None:
        return vocabulary_word(vocabulary.STAGE_LABELS[Stage(stage)])
    return vocabulary_word(vocabulary.stage_label(Kind(kind), Stage(stage)))


def role_label(role: str) -> str:
    """The word for a party's role."""
    return vocabulary_word(vocabulary.ROLE_LABELS[Role(role)])


def standing_label(standing: str) -> str:
    """The word for a document's standing."""
    return vocabulary_word(vocabulary.STANDING_LABELS[Standing(standing)])


def relation_label(kind: str, *, back: bool) -> str:
    """The word for a relation, from either end."""
    table = vocabulary.RELATION_LABELS_BACK if back else vocabulary.RELATION_LABELS
    return vocabulary_word(table[RelationKind(kind)])


def family_label(place: int) -> str:
    """The word for the family at a place in `Family`; -1: no sector."""
    if place < 0:
        return QCoreApplication.translate("Vocabulary", "No sector")
    return vocabulary_word(vocabulary.FAMILY_LABELS[tuple(Family)[place]])


def message_text(message: Message) -> str:
    """A message in the interface's language."""
    template = QCoreApplication.translate("Messages", TEMPLATES[message.code])
    return template.format_map(message.parameters)


def language_name(code: str) -> str:
    """The name of a language by its code (ISO 639); a code that Qt does not know stays."""
    if not code:
        return QCoreApplication.translate("Vocabulary", "Not known")
    language = QLocale.codeToLanguage(code)
    if language == QLocale.Language.AnyLanguage:
        return code
    return vocabulary_word(QLocale.languageToString(language))


def documents(count: int) -> str:
    """A number of documents, with the word in its right form."""
    if count == 1:
        return QCoreApplication.translate("Counts", "1 document")
    return QCoreApplication.translate("Counts", "{count} documents").format(count=number(count))


def files(count: int) -> str:
    """A number of files, with the word in its right form."""
    if count == 1:
        return QCoreApplication.translate("Counts", "1 file")
    return QCoreApplication.translate("Counts", "{count} files").format(count=number(count))


_INNER = str.maketrans("“”„«»", "‘’‚‹›")


def quoted(text: str) -> str:
    """A title in quotation marks; those that it has itself become the inner ones."""
    return f"“{text.translate(_INNER)}”"


def shortened(text: str, most: int) -> str:
    """At the most so many letters, whole words of them."""
    if len(text) <= most:
        return text
    cut = text.rfind(" ", most // 2, most)
    return f"{text[: cut if cut > 0 else most - 1].rstrip(' ,;:-–')}…"


def number(value: int) -> str:
    """A count with the locale's digits and grouping."""
    return QLocale().toString(value)


def size(count: int) -> str:
    """A number of bytes in the unit that fits it."""
    known = QLocale.DataSizeFormat.DataSizeTraditionalFormat
    return QLocale().formattedDataSize(count, 0 if count < 1 << 20 else 1, known)


def entries(count: int) -> str:
    """A number of entries, with the word in its right form."""
    if count == 1:
        return QCoreApplication.translate("Counts", "1 entry")
    return QCoreApplication.translate("Counts", "{count} entries").format(count=number(count))


def paragraphs(count: int) -> str:
    """A number of paragraphs, with the word in its right form."""
    if count == 1:
        return QCoreApplication.translate("Counts", "1 paragraph")
    return QCoreApplication.translate("Counts", "{count} paragraphs").format(count=number(count))


def _day(ordinal: int, pattern: str) -> str:
    day = date.fromordinal(ordinal)
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)


def _point(when: When, *, last: bool = False) -> str:
    """One end of a date, no finer than it was written."""
    ordinal = when.latest if last else when.earliest
    if when.precision is Precision.DAY:
        return _day(ordinal, "d MMMM yyyy")
    if when.precision is Precision.MONTH:
        return _day(ordinal, "MMMM yyyy")
    if when.precision is Precision.SEASON:
        first = _day(when.earliest, "MMMM")
        return f"{first} – {_day(when.latest, 'MMMM yyyy')}"
    year = date.fromordinal(ordinal).year
    if when.precision in (Precision.DECADE, Precision.CENTURY):
        return f"{date.fromordinal(when.earliest).year}–{date.fromordinal(when.latest).year}"
    return str(year)


def when_text(text: str | None) -> str:
    """A date in words: a month is a month, what is open is said to be, undated says so."""

    def tr(source: str) -> str:
        return QCoreApplication.translate("Dates", source)

    if not text:
        return tr("Undated")
    when = parse_when(text)
    if when.precision is Precision.INTERVAL:
        words = _interval_text(when, tr)
    else:
        words = _point(when)
    if when.approximate:
        words = tr("about {date}").format(date=words)
    if when.uncertain:
        words = tr("{date}, uncertain").format(date=words)
    return words


def _interval_text(when: When, tr: object) -> str:
    assert callable(tr)
    body = when.text.strip("[]")
    start, _, end = body.partition("/" if when.lasting else "..")
    low = "" if start.strip() in ("", "..") else _point(parse_when(start.strip()))
    high = "" if end.strip() in ("", "..") else _point(parse_when(end.strip()), last=True)
    if when.lasting:
        pattern = (
            tr("{start}–{end}")
            if low and high
            else tr("since {start}")
            if low
            else tr("until {end}")
        )
    elif low and high:
        pattern = tr("some day from {start} to {end}")
    else:
        pattern = tr("{start} or later") if low else tr("{end} or earlier")
    return str(pattern).format(start=low, end=high)
