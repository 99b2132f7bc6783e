"""Layouts of the axis for the tests, without a widget: any page, any view, any size."""

from __future__ import annotations

from itertools import pairwise

from explorer.domain.query import Page
from explorer.domain.timeline import Lanes, TimeRow
from explorer.ui.models.time_book import Book
from explorer.ui.models.time_groups import Groups, groups_of
from explorer.ui.models.time_labels import LabelText
from explorer.ui.models.time_page import Item, TimePage, known_page, time_page
from explorer.ui.models.time_scale import View, Window
from explorer.ui.panels.timeline_bands import Layer
from explorer.ui.panels.timeline_geometry import AxisLayout, Fonts, Level, TimeOptions
from explorer.ui.panels.timeline_layout import Asked, Scene
from explorer.ui.panels.timeline_words import label_text

LETTER = 6.0
FONTS = Fonts(
    lambda text: LETTER * len(text),
    lambda text, room: text[: max(0, int(room / LETTER) - 1)] + "…",
    lambda text: (LETTER - 1) * len(text),
)


def scene_of(
    page: Page,
    options: TimeOptions | None = None,
    *,
    lanes: Lanes | None = None,
    known: TimePage | None = None,
    rows: tuple[TimeRow, ...] = (),
    today: int | None = None,
) -> Scene:
    """A scene of a page; every letter is so wide as `LETTER`."""
    shown = time_page(page)
    book = Book(page.marks, {own.row.id: own for own in rows})
    chosen = options or TimeOptions()

    def label(item: Item, window: Window) -> LabelText:
        return label_text(item, book.row(item.id), window)

    def layer(of: TimePage) -> Layer:
        return Layer(of, book, FONTS, label, by_stage=chosen.by_stage)

    groups: Groups | None = None
    if lanes is not None:
        groups = groups_of(shown, lanes, lambda value: value or "–", by_name=chosen.by_name)
    return Scene(
        layer(shown),
        today,
        chosen,
        groups=groups,
        known=layer(known) if known is not None else None,
    )


def laid_out(
    scene: Scene, view: View | Window, size: tuple[float, float] = (832, 360), scroll: float = 0
) -> AxisLayout:
    """The layout of a view in a size."""
    shown = View.of(view) if isinstance(view, Window) else view
    return scene.lay_out(Asked(shown, *size, scroll))


def drawn(layout: AxisLayout, *, hollow: bool = False) -> int:
    """How many entries of the result are drawn one by one, or stand in the strip."""
    names: set[str] = set()
    dots = 0
    for band in layout.bands:
        if band.hollow is not hollow:
            continue
        names.update(bar.item.id for bar in band.bars if bar.item.inside)
        dots += sum(len(pillar.stack.members) for pillar in band.pillars)
    strip = layout.strip
    undrawn = strip.total - strip.drawn if strip is not None and not hollow else 0
    return len(names) + dots + undrawn


def assert_clear(layout: AxisLayout) -> None:
    """No label lies over another, over a mark that is not its own, or beyond the axis."""
    assert layout.scale is not None
    boxes: list[tuple[float, float, float, str]] = []
    for band in layout.bands:
        if band.level is not Level.BARS:
            assert all(bar.label is None for bar in band.bars)
            continue
        for bar in band.bars:
            y = band.bars_top + bar.lane * band.pitch
            boxes.append((y, bar.low, bar.high, bar.item.id))
            if bar.label is not None:
                low, high = bar.label.x, bar.label.x + bar.label.width
                assert bar.low - 1e-6 <= low
                assert high <= bar.high + 1e-6 or bar.label.inside
                assert layout.scale.left - 20 <= low
                assert high <= layout.width
                written = sum(LETTER * len(piece.text) for piece in bar.label.pieces)
                assert written <= bar.label.width + 1e-6
    boxes.sort()
    for one, two in pairwise(boxes):
        if one[0] == two[0]:
            assert one[2] < two[1], (one, two)
    counts = [(p.box.left(), p.box.right(), p.box.top()) for b in layout.bands for p in b.pillars]
    for one_count, two_count in pairwise(counts):
        apart = one_count[1] <= two_count[0] + 1 or abs(one_count[2] - two_count[2]) >= 15
        assert apart or one_count[0] > two_count[0]  # of two bands


__all__ = ["assert_clear", "drawn", "known_page", "laid_out", "scene_of"]
