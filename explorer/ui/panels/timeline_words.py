"""What the timeline says of entries and days: labels, ticks, tooltips, spoken descriptions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from html import escape

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from explorer.domain.query import EntryRow
from explorer.domain.timeline import Step
from explorer.domain.when import Precision, When, parse_when
from explorer.ui import words
from explorer.ui.models.time_labels import LabelText, Piece
from explorer.ui.models.time_page import KNOWN, Item
from explorer.ui.models.time_scale import Unit, Window

translate = QCoreApplication.translate


def calendar_text(day: int, pattern: str) -> str:
    """A day ordinal by a pattern of QLocale."""
    return _calendar_text(day, pattern, QLocale().name())


@lru_cache(maxsize=4_096)
def _calendar_text(day: int, pattern: str, _locale: str) -> str:
    when = date.fromordinal(day)
    return QLocale().toString(QDate(when.year, when.month, when.day), pattern)


def tick_text(day: int, unit: Unit, *, with_year: bool) -> str:
    """The label of a tick; years stand only at the first tick and at each new year."""
    if unit.months >= 12:
        return str(date.fromordinal(day).year)
    if unit.months:
        pattern = translate("Timeline", "MMM yyyy") if with_year else "MMM"
    else:
        pattern = translate("Timeline", "d MMM yyyy") if with_year else translate(
            "Timeline", "d MMM"
        )  # fmt: skip
    return calendar_text(day, pattern)


def today_text(day: int, window: Window) -> str:
    """The label of the line at today."""
    pattern = (
        translate("Timeline", "d MMM") if window.one_year else translate("Timeline", "d MMM yyyy")
    )
    return translate("Timeline", "Today, {date}").format(date=calendar_text(day, pattern))


@lru_cache(maxsize=4_096)
def _note(text: str, period: bool, one_year: bool, _locale: str) -> str:
    """The date beside a mark, where its place and width do not tell it."""
    when = parse_when(text)
    if period:
        return translate("Timeline", "covers {period}").format(period=words.when_text(text))
    if when.precision is Precision.DAY or when.approximate or when.uncertain:
        return short_when(text, one_year=one_year)
    if when.open_end or when.open_start:
        return words.when_text(text)
    return ""


def short_when(text: str, *, one_year: bool) -> str:
    """A date in words; without the year where the axis shows only one."""
    when = parse_when(text)
    patterns = {
        Precision.DAY: translate("Timeline", "d MMMM"),
        Precision.MONTH: "MMMM",
    }
    if not one_year or when.precision not in patterns:
        return words.when_text(text)
    short = calendar_text(when.earliest, patterns[when.precision])
    if when.approximate:
        short = translate("Dates", "about {date}").format(date=short)
    if when.uncertain:
        short = translate("Dates", "{date}, uncertain").format(date=short)
    return short


def label_text(item: Item, row: EntryRow | None, window: Window) -> LabelText:
    """What stands beside or in a mark. A plain month or year has no date: its width shows it."""
    if row is None:
        return LabelText("", "", "", ())
    if item.has(KNOWN) or not row.when:
        return LabelText(row.title, row.short_title or row.title, "", (), "soft")
    period = row.when_source == "period"
    note = _note(row.when, period, window.one_year is not None, QLocale().name())
    short = row.short_title or row.title
    role = "text" if item.inside else "faint"
    return LabelText(row.title, short, note, outcome_counts(*item.counts), role)


def outcome_counts(inside: int, outside: int) -> tuple[Piece, ...]:
    """ "1 outcome, 7 outside": what an undated outcome of an event adds to its label."""
    if not inside and not outside:
        return ()
    if inside == 1:
        here = translate("Timeline", "1 outcome")
    elif inside:
        here = translate("Timeline", "{count} outcomes").format(count=words.number(inside))
    elif outside == 1:
        return (Piece(translate("Timeline", "1 outcome outside"), "soft"),)
    else:
        text = translate("Timeline", "{count} outcomes outside")
        return (Piece(text.format(count=words.number(outside)), "soft"),)
    if not outside:
        return (Piece(here, "text"),)
    away = translate("Timeline", "{count} outside").format(count=words.number(outside))
    return (Piece(here, "text"), Piece(away, "soft"))


def meaning(when: When, *, period: bool) -> str:
    """What a date says about the day, where it does not name it."""
    if period or when.lasting:
        if when.open_end:
            return translate("Timeline", "goes on; no end is given")
        return translate("Timeline", "lasts from start to end")
    if when.open_end or when.open_start:
        return translate("Timeline", "one day, with one side open")
    if when.approximate:
        return translate("Timeline", "near that time; the day is not given")
    if when.precision is not Precision.DAY:
        return translate("Timeline", "some day in that time; which one is not given")
    return ""


def when_lines(row: EntryRow, why: str = "") -> str:
    """Date in words, its basis and what it means, in one line.

    ``why``: from what it was inferred, where that is known.
    """
    if not row.when:
        return words.when_text(None)
    period = row.when_source == "period"
    text = words.when_text(row.when)
    if period:
        text = translate("Timeline", "covers {period}").format(period=text)
    parts = [text]
    if row.when_inferred and why:
        parts.append(translate("Timeline", "inferred from: {reason}").format(reason=why))
    elif row.when_inferred:
        parts.append(translate("Timeline", "inferred"))
    parts.append(meaning(parse_when(row.when), period=period))
    return " · ".join(filter(None, parts))


def known_text(day: int) -> str:
    """What a hollow mark of an undated entry says."""
    when = calendar_text(day, translate("Timeline", "d MMMM yyyy"))
    return translate("Timeline", "undated; stated by {date} at the latest").format(date=when)


def step_text(step: Step) -> str:
    """A milestone in words: its stage and its date, and what is to be known of it."""
    parts = [words.stage_label(step.stage), words.when_text(step.when)]
    if step.due:
        parts.append(translate("Timeline", "still to come"))
    if step.inferred:
        parts.append(translate("Timeline", "inferred"))
    return f"{parts[0]} " + ", ".join(parts[1:])


def spoken(row: EntryRow, *, inside: bool = True, known: int | None = None) -> str:
    """An entry in one sentence, for tools that read the screen."""
    dated = when_lines(row) if known is None else known_text(known)
    parts = [row.title, words.stage_label(row.stage, row.kind), dated]
    if not inside:
        parts.append(translate("Timeline", "outside this search"))
    return ". ".join(parts)


def tooltip(row: EntryRow, more: Sequence[str] = (), *, why: str = "") -> str:
    """An entry as a tooltip: rich text, everything from the library escaped."""
    kind = f"{words.kind_label(row.kind)} · {words.stage_label(row.stage, row.kind)}"
    lines = "<br>".join(escape(line) for line in (kind, when_lines(row, why), *more) if line)
    return f"<qt><b>{escape(row.title)}</b><br>{lines}</qt>"


def share_text(value: float) -> str:
    """A count; with "≈" where dates were spread over several columns."""
    whole = round(value)
    exact = abs(value - whole) < 1e-6
    return words.number(whole) if exact else f"≈{words.number(whole)}"
