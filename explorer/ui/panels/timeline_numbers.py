"""What the timeline says of counts: headings, columns, stacks, what goes on, what is undated."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from explorer.domain.vocabulary import Family, Stage
from explorer.ui import words
from explorer.ui.models.time_density import Parts
from explorer.ui.models.time_page import TimePage
from explorer.ui.models.time_scale import Unit
from explorer.ui.panels.timeline_geometry import Strip
from explorer.ui.panels.timeline_words import calendar_text, share_text

translate = QCoreApplication.translate
MAX: Final = date.max.toordinal()


def dated_heading(page: TimePage, unit: Unit | None, parts: Parts) -> str:
    """The counts behind "Dated"; ``unit``: of columns or stacks, where there are any."""
    if page.total == 0:
        return translate("Timeline", "nothing found")
    if page.dated == 0:
        said = [translate("Timeline", "none of {total}").format(total=words.number(page.total))]
    else:
        text = translate("Timeline", "{dated} of {total}")
        said = [text.format(dated=words.number(page.dated), total=words.number(page.total))]
    if unit is not None:
        said.append(unit_text(unit))
    for count, text in (
        (parts.earlier, translate("Timeline", "{count} earlier, not shown")),
        (parts.later, translate("Timeline", "{count} later, not shown")),
    ):
        if count:
            said.append(text.format(count=words.number(count)))
    if page.has_outside:
        said.append(translate("Timeline", "faint marks are outside this search"))
    return " · ".join(said)


def unit_text(unit: Unit) -> str:
    """What one column holds."""
    names = {
        (0, 1): translate("Timeline", "by day"),
        (1, 0): translate("Timeline", "by month"),
        (3, 0): translate("Timeline", "by quarter"),
        (12, 0): translate("Timeline", "by year"),
        (120, 0): translate("Timeline", "by decade"),
        (1200, 0): translate("Timeline", "by century"),
    }
    many = translate("Timeline", "by {count} years")
    return names.get((unit.months, unit.days)) or many.format(count=unit.months // 12)


def strip_text(strip: Strip) -> str:
    """What goes on since before the view."""
    count = words.number(strip.total)
    if strip.lasting:
        text = translate("Timeline", "+{count} continuing").format(count=count)
    else:
        text = translate("Timeline", "+{count} from before").format(count=count)
    if strip.opened and strip.total > strip.drawn:
        more = words.number(strip.drawn)
        return translate("Timeline", "{text}, the latest {count} of them drawn").format(
            text=text, count=more
        )
    return text


def known_heading(drawn: int, undated: int) -> str:
    """What the hollow marks below the dated ones are; none of them is counted as dated."""
    said = translate("Timeline", "Undated, at the day by which it was stated: {count}").format(
        count=words.number(drawn)
    )
    if undated > drawn:
        text = translate("Timeline", "{count} without such a day")
        said = f"{said} · {text.format(count=words.number(undated - drawn))}"
    return said


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


def colour_name(row: int, *, by_stage: bool) -> str:
    """What a row of colours stands for."""
    return words.stage_label(tuple(Stage)[row]) if by_stage else words.family_label(row - 1)


def short_family(place: int) -> str:
    """One word for the family at a place in `Family`, where its name has no room; -1: no sector."""
    short = {
        Family.SCIENCE: translate("Timeline", "Science"),
        Family.ENERGY: translate("Timeline", "Energy"),
        Family.POLITICS: translate("Timeline", "Politics"),
        Family.PEOPLE: translate("Timeline", "People"),
    }
    own = short.get(tuple(Family)[place]) if place >= 0 else None
    return own or words.family_label(place)


def column_lines(
    span: str, within: tuple[int, int], values: list[tuple[int, float]], *, by_stage: bool
) -> list[str]:
    """A column of counts: its time, what surely falls in it, what may, and by colour."""
    sure, maybe = within
    lines = [span, words.entries(sure)]
    if maybe:
        text = translate("Timeline", "{count} more may fall in this time")
        lines.append(text.format(count=words.number(maybe)))
    for row, value in values:
        lines.append(f"{colour_name(row, by_stage=by_stage)} {share_text(value)}")
    return lines


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


def period_of(first: int, last: int) -> tuple[str, str]:
    """First and last day as the two ends of a `Period`, no finer than they need be."""
    low, high = date.fromordinal(first), date.fromordinal(last)
    whole = last == MAX or date.fromordinal(last + 1).day == 1
    if low.day != 1 or not whole:
        return low.isoformat(), high.isoformat()
    if low.month != 1 or high.month != 12:
        return low.isoformat()[:7], high.isoformat()[:7]
    return low.isoformat()[:4], high.isoformat()[:4]


def period_span(unit: Unit, first: int, last: int) -> str:
    """A period in words, as short as its unit allows."""
    if unit.months >= 12:
        return span_text(unit, first, last)
    pattern = (
        translate("Timeline", "d MMM yyyy")
        if not unit.months
        else translate("Timeline", "MMM yyyy")
    )
    low, high = calendar_text(first, pattern), calendar_text(last, pattern)
    return low if low == high else f"{low} – {high}"
