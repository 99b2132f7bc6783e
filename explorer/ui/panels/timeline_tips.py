"""What hovering over the axis tells, and what tools that read the screen are told."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from explorer.ui.models.time_page import Item, TimePage
from explorer.ui.panels import timeline_numbers as numbers
from explorer.ui.panels import timeline_words as say
from explorer.ui.panels.timeline_geometry import AxisLayout, Band
from explorer.ui.panels.timeline_layout import Scene
from explorer.ui.panels.timeline_targets import Target, heap_days

translate = QCoreApplication.translate


def heap_lines(scene: Scene, layout: AxisLayout, target: Target) -> list[str]:
    """A column or a stack: its time, how many entries, and which."""
    band = layout.bands[target.band]
    layer = scene.known if band.hollow and scene.known is not None else scene.layer
    first, last = heap_days(layout, target)
    assert target.heap is not None
    if band.counts is not None:
        unit = band.counts.density.unit
        column = band.counts.density.counts[:, target.heap].tolist()
        values = [(row, value) for row, value in enumerate(column) if value > 0]
        within = _within(scene, band, first, last)
    else:
        assert band.dots is not None
        unit = band.dots.unit
        members = band.pillars[target.heap].stack.members
        rows = [int(layer.rows[number]) for number in members]
        values = [(row, float(rows.count(row))) for row in sorted(set(rows))]
        within = (len(members), 0)
    if not layer.by_stage:
        values.sort(key=lambda pair: (pair[0] == 0, pair[0]))
    span = numbers.span_text(unit, first, last)
    lines = numbers.column_lines(span, within, values, by_stage=layer.by_stage)
    if band.name:
        lines.insert(0, band.name)
    if band.hollow:
        lines.append(translate("Timeline", "undated, stated by then at the latest"))
    return lines


def _within(scene: Scene, band: Band, first: int, last: int) -> tuple[int, int]:
    layer = scene.known if band.hollow and scene.known is not None else scene.layer
    own = None
    if scene.groups is not None and not band.hollow:
        values = [group.value for group in scene.groups.groups]
        own = scene.groups.members(values.index(band.value))
    return layer.dates.within(first, last, own)


def tooltip_of(scene: Scene, layout: AxisLayout, target: Target, known: TimePage | None) -> str:
    """Rich text on an entry, a stack, a column, a lane or the strip."""
    if target.strip:
        return translate("Timeline", "Entries that began earlier and reach into this time")
    if target.name:
        band = layout.bands[target.band]
        return f"{band.name} · {say.words.entries(band.total)}"
    if target.heap is not None:
        head, *lines = heap_lines(scene, layout, target)
        return f"<qt><b>{say.escape(head)}</b><br>{'<br>'.join(map(say.escape, lines))}</qt>"
    if target.entry is None:
        return ""
    return _entry_tip(scene, target, known)


def _entry_tip(scene: Scene, target: Target, known: TimePage | None) -> str:
    assert target.entry is not None
    book = scene.layer.book
    row = book.row(target.entry)
    if row is None:
        return ""
    more = []
    item: Item | None = None
    if target.hollow and known is not None and (place := known.number(target.entry)) >= 0:
        more.append(say.known_text(int(known.columns.start[place])))
    elif row.when:
        item = scene.page.find(target.entry)
    if item is not None and item.id == target.entry:
        more.append(", ".join(piece.text for piece in say.outcome_counts(*item.counts)))
    more += [say.step_text(step) for step in book.steps(target.entry)]
    event = book.row(row.event) if row.event else None
    if event is not None:
        more.append(translate("Timeline", "outcome of {event}").format(event=event.title))
    if not target.inside:
        more.append(translate("Timeline", "outside this search"))
    return say.tooltip(row, more, why=book.why(target.entry))
