"""What the timeline says: headings, labels, ticks, tooltips and spoken descriptions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from explorer.domain.query import EntryRow
from explorer.domain.vocabulary import Stage
from explorer.domain.when import Precision, When, parse_when
from explorer.ui import words
from explorer.ui.models.time_bars import Piece
from explorer.ui.models.time_density import Density
from explorer.ui.models.time_labels import LabelText
from explorer.ui.models.time_page import Item, TimePage
from explorer.ui.models.time_scale import Unit, Window

translate = QCoreApplication.translate


def calendar_text(day: int, pattern: str) -> str:
    """A day ordinal by a pattern of QLocale."""
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


def short_when(text: str, window: Window) -> str:
    """A date in words, without the year where the axis shows only one."""
    when = parse_when(text)
    patterns = {
        Precision.DAY: translate("Timeline", "d MMMM"),
        Precision.MONTH: "MMMM",
    }
    if window.one_year is None or when.precision not in patterns:
        return words.when_text(text)
    short = calendar_text(when.earliest, patterns[when.precision])
    if when.approximate:
        short = translate("Dates", "about {date}").format(date=short)
    if when.uncertain:
        short = translate("Dates", "{date}, uncertain").format(date=short)
    return short


Notes = dict[tuple[str, bool, bool], str]


def label_text(item: Item, window: Window, notes: Notes) -> LabelText:
    """What stands beside or in a mark. A plain month or year has no date: its width shows it.

    ``notes``: dates in words that were made before, and from now on these too.
    """
    row = item.row
    if row is None or not row.when:
        return LabelText("", "", "", ())
    period = row.when_source == "period"
    key = row.when, period, window.one_year is None
    note = notes.get(key)
    if note is None:
        note = notes[key] = _note(row.when, window, period=period)
    short = row.short_title or row.title
    role = "text" if item.inside else "faint"
    return LabelText(row.title, short, note, outcome_counts(*item.counts), role)


def _note(text: str, window: Window, *, period: bool) -> str:
    """The date beside a mark, where its place and width do not tell it."""
    when = parse_when(text)
    if period:
        return translate("Timeline", "covers {period}").format(period=words.when_text(text))
    if when.precision is Precision.DAY or when.approximate or when.uncertain:
        return short_when(text, window)
    if when.open_end or when.open_start:
        return words.when_text(text)
    return ""


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


def dated_heading(page: TimePage, counts: Density | None, hidden: tuple[int, int]) -> str:
    """The counts behind "Dated". ``hidden``: how many lie before and behind the window."""
    if page.total == 0:
        parts = [translate("Timeline", "nothing found")]
    elif page.dated == 0:
        parts = [translate("Timeline", "none of {total}").format(total=words.number(page.total))]
    else:
        text = translate("Timeline", "{dated} of {total}")
        parts = [text.format(dated=words.number(page.dated), total=words.number(page.total))]
    if counts is not None:
        parts.append(unit_text(counts.unit))
    if counts is not None and counts.continuing:
        text = translate("Timeline", "{count} going on since before")
        parts.append(text.format(count=words.number(counts.continuing)))
    for count, text in (
        (hidden[0], translate("Timeline", "{count} earlier, not shown")),
        (hidden[1], translate("Timeline", "{count} later, not shown")),
    ):
        if count:
            parts.append(text.format(count=words.number(count)))
    if page.outside:
        parts.append(translate("Timeline", "faint marks are outside this search"))
    return " · ".join(parts)


def unit_text(unit: Unit) -> str:
    """What one column counts."""
    names = {
        (0, 1): translate("Timeline", "counted by day"),
        (1, 0): translate("Timeline", "counted by month"),
        (3, 0): translate("Timeline", "counted by quarter"),
        (12, 0): translate("Timeline", "counted by year"),
        (120, 0): translate("Timeline", "counted by decade"),
        (1200, 0): translate("Timeline", "counted by century"),
    }
    many = translate("Timeline", "counted by {count} years")
    return names.get((unit.months, unit.days)) or many.format(count=unit.months // 12)


def undated_heading(page: TimePage) -> str:
    """The counts behind "Undated"."""
    if not page.undated:
        return translate("Timeline", "none of {total}").format(total=words.number(page.total))
    return translate("Timeline", "{undated} of {total}, by how firm and sector").format(
        undated=words.number(page.undated), total=words.number(page.total)
    )


def absent_stages(present: set[int], fits: int) -> str:
    """ "None mentioned, signed or launched": ordinary stages without an undated entry.

    Up to ``fits`` are named; the others are counted.
    """
    ladder = [stage for number, stage in enumerate(Stage) if number <= 9 and number not in present]
    if not ladder or fits < 1:
        return ""
    names = [words.stage_label(stage).lower() for stage in ladder[:fits]]
    rest = len(ladder) - len(names)
    if rest:
        last = translate("Timeline", "{count} more").format(count=words.number(rest))
        names.append(last)
    if len(names) == 1:
        listed = names[0]
    else:
        listed = translate("Timeline", "{list} or {last}").format(
            list=", ".join(names[:-1]), last=names[-1]
        )
    return translate("Timeline", "None {stages}").format(stages=listed)


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


def when_lines(row: EntryRow) -> str:
    """Date in words, its basis and what it means, in one line."""
    if not row.when:
        return words.when_text(None)
    period = row.when_source == "period"
    text = words.when_text(row.when)
    if period:
        text = translate("Timeline", "covers {period}").format(period=text)
    parts = [text]
    if row.when_inferred:
        parts.append(translate("Timeline", "inferred"))
    parts.append(meaning(parse_when(row.when), period=period))
    return " · ".join(filter(None, parts))


def spoken(row: EntryRow, *, inside: bool = True) -> str:
    """An entry in one sentence, for tools that read the screen."""
    parts = [row.title, words.stage_label(row.stage, row.kind), when_lines(row)]
    if not inside:
        parts.append(translate("Timeline", "outside this search"))
    return ". ".join(parts)


def tooltip(row: EntryRow, more: Sequence[str] = ()) -> str:
    """An entry as a tooltip: rich text, everything from the library escaped."""
    kind = f"{words.kind_label(row.kind)} · {words.stage_label(row.stage, row.kind)}"
    lines = "<br>".join(escape(line) for line in (kind, when_lines(row), *more) if line)
    return f"<qt><b>{escape(row.title)}</b><br>{lines}</qt>"


def column_lines(counts: Density, column: int) -> list[str]:
    """A column of counts: its time, what surely falls in it, what may, and by family."""
    first, behind = counts.edges[column], counts.edges[column + 1]
    sure, maybe = counts.within(column)
    lines = [span_text(counts.unit, first, behind - 1)]
    lines.append(
        translate("Timeline", "1 entry")
        if sure == 1
        else translate("Timeline", "{count} entries").format(count=words.number(sure))
    )
    if maybe:
        text = translate("Timeline", "{count} more may fall in this time")
        lines.append(text.format(count=words.number(maybe)))
    order = [*range(1, len(counts.counts)), 0]
    for row in order:
        value = float(counts.counts[row, column])
        if value:
            lines.append(f"{words.family_label(row - 1)} {share_text(value)}")
    return lines


def share_text(value: float) -> str:
    """A count; with "≈" where dates were spread over several columns."""
    whole = round(value)
    exact = abs(value - whole) < 1e-6
    return words.number(whole) if exact else f"≈{words.number(whole)}"


def span_text(unit: Unit, first: int, last: int) -> str:
    """The time of one column."""
    if unit.days == 1:
        return calendar_text(first, translate("Timeline", "d MMMM yyyy"))
    if unit.months == 1:
        return calendar_text(first, translate("Timeline", "MMMM yyyy"))
    if unit.months < 12:
        pattern = translate("Timeline", "MMMM yyyy")
        return f"{calendar_text(first, 'MMMM')} – {calendar_text(last, pattern)}"
    low, high = date.fromordinal(first).year, date.fromordinal(last).year
    return str(low) if low == high else f"{low}–{high}"
