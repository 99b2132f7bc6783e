"""The timeline as a picture to hand on: title, counts, axis, legend and tray, on light ground."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from explorer.domain.labels import Labels
from explorer.domain.query import Page, Query
from explorer.domain.timeline import TimeRow
from explorer.export.report import Picture
from explorer.ui import words
from explorer.ui.inks import Inks
from explorer.ui.models.time_book import Book
from explorer.ui.models.time_labels import LabelText
from explorer.ui.models.time_page import Item, TimePage, time_page
from explorer.ui.models.time_scale import View, Window
from explorer.ui.models.time_window import fit_window
from explorer.ui.panels import timeline_numbers as say
from explorer.ui.panels import timeline_pen as pen
from explorer.ui.panels.chips import span_text
from explorer.ui.panels.facets_values import value_label
from explorer.ui.panels.timeline_bands import Layer
from explorer.ui.panels.timeline_canvas import screen_fonts
from explorer.ui.panels.timeline_geometry import FOOT, TICKS, AxisLayout, TimeOptions, height_of
from explorer.ui.panels.timeline_hues import draw_sign, hues_of
from explorer.ui.panels.timeline_layout import Asked, Scene
from explorer.ui.panels.timeline_picture import AxisPicture, Chosen
from explorer.ui.panels.timeline_words import label_text
from explorer.ui.panels.tray_picture import SIDE, TrayPicture, best_layout
from explorer.ui.theme import CARD, PILL, SECONDARY
from explorer.ui.theme_colours import LIGHT

WIDTH: Final = 960
PRINT_WIDTH: Final = 640
"""Its letters are as large as those of a briefing when it takes the width of a page."""
TITLE: Final = 30.0
LINE: Final = 19.0
LEGEND_LINE: Final = 20.0
SCALE: Final = 2
"""Pixels of a PNG for each of the picture."""

translate = QCoreApplication.translate


def query_title(query: Query) -> str:
    """What was searched for, as a title."""
    text = query.wording
    return f"“{text}”" if text else translate("Timeline", "All entries")


def query_lines(query: Query, labels: Labels) -> list[str]:
    """The filters in force, one line each."""
    lines = []
    for facet, choice in query.choices:
        names = [value_label(facet, value, labels) for value in choice.values]
        lines.append(f"{words.facet_label(facet)}: {', '.join(names)}")
    if query.period is not None:
        sure = translate("Timeline", "surely in") if query.period.certain else ""
        span = f"{sure} {span_text(query.period)}".strip()
        lines.append(f"{translate('Timeline', 'Date')}: {span}")
    return lines


def counts_line(page: TimePage) -> str:
    """How many entries, and how many of them have a date."""
    return translate("Timeline", "{entries}: {dated} dated, {undated} undated").format(
        entries=words.entries(page.total),
        dated=words.number(page.dated),
        undated=words.number(page.undated),
    )


def picture_of(page: Page, rows: Sequence[TimeRow], today: int | None) -> Picture:
    """A page as a picture for print: equal entries make equal pictures."""
    shown = time_page(page)
    book = Book(page.marks, {own.row.id: own for own in rows})

    def label(item: Item, window: Window) -> LabelText:
        return label_text(item, book.row(item.id), window)

    layer = Layer(shown, book, screen_fonts(), label, by_stage=False)
    scene = Scene(layer, today, TimeOptions())
    view = View.of(fit_window(shown.columns, shown.outside, today))
    poster = Poster(scene, view, "", [], PRINT_WIDTH)
    return Picture(poster.svg().decode(), poster.alternative)


class Poster:
    """One picture, laid out for a width; always on light ground, whatever the window looks like."""

    def __init__(
        self, scene: Scene, view: View | None, title: str, lines: list[str], width: int = WIDTH
    ) -> None:
        self._scene, self._width = scene, float(width)
        self._title, self._lines = title, [*lines, counts_line(scene.page)]
        self._colours = Inks(LIGHT)
        self._hues = hues_of(self._colours, by_stage=scene.options.by_stage)
        self._text_top = TITLE + 2 if title else 2.0
        self._axis_top = self._text_top + LINE * len(self._lines) + 10
        tall = 0.0
        self._layout: AxisLayout | None = None
        if view is not None and not scene.empty:
            tall = scene.preferred_height(view, self._width)
            layout = scene.lay_out(Asked(view, self._width, tall))
            if scene.groups is not None or layout.strip is not None:
                # All lanes, not only as many as a window shows.
                tall = max(height_of(2), TICKS + layout.content + FOOT)
                layout = scene.lay_out(Asked(view, self._width, tall))
            self._layout = layout
        self._legend_top = self._axis_top + tall
        self._legend = self._legend_lines()
        self._tray_top = self._legend_top + LEGEND_LINE * len(self._legend) + 10
        self._tray = None
        self.height = self._tray_top
        cells = scene.page.cells
        if cells:
            grid, sizes = best_layout(cells, self._width - 2 * SIDE)
            self._tray = TrayPicture(grid, sizes, self._colours), grid
            self.height += LINE + 8 + self._tray[0].head + grid.height + 12

    @property
    def alternative(self) -> str:
        """The picture in words, for who cannot see it."""
        title = translate("Timeline", "Timeline")
        if self._title:
            title = translate("Timeline", "Timeline of {title}").format(title=self._title)
        first = translate("Timeline", "Families of sectors by colour and texture")
        return ". ".join([title, *self._lines, *([first] if self._legend else [])])

    def _legend_lines(self) -> list[list[tuple[int, str, float]]]:
        """The rows of colours with their words, over as many lines as they need."""
        if self._layout is None:
            return []
        from explorer.ui.panels.timeline_asking import meanings

        by_stage = self._scene.options.by_stage
        lines: list[list[tuple[int, str, float]]] = [[]]
        x = SIDE
        for meaning in meanings(self._scene.page, by_stage=by_stage):
            name = say.colour_name(meaning.row, by_stage=by_stage)
            text = f"{name} {words.number(round(meaning.total))}"
            wide = 19 + pen.text_width(text, PILL)
            if lines[-1] and x + wide > self._width - SIDE:
                lines.append([])
                x = SIDE
            lines[-1].append((meaning.row, text, x))
            x += wide + 16
        return lines if lines[0] else []

    # ---- painting

    def paint(self, painter: QPainter) -> None:
        """All of it."""
        colours = self._colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, 0, self._width, self.height), colours.qcolor("base"))
        painter.setPen(colours.qcolor("text"))
        room = self._width - 2 * SIDE
        if self._title:
            title = pen.elided(self._title, room - 40, CARD)
            pen.write(painter, QRectF(SIDE, 4, 0, TITLE), title, CARD, bold=True)
        painter.setPen(colours.qcolor("soft"))
        for number, line in enumerate(self._lines):
            text = pen.elided(line, room, SECONDARY)
            place = QRectF(SIDE, self._text_top + number * LINE, 0, LINE)
            pen.write(painter, place, text, SECONDARY)
        if self._layout is not None:
            painter.save()
            painter.translate(0, self._axis_top)
            AxisPicture(self._scene, self._layout, self._hues, TICKS, Chosen()).paint(painter)
            painter.restore()
            self._paint_legend(painter)
        if self._tray is not None:
            self._paint_tray(painter)

    def _paint_legend(self, painter: QPainter) -> None:
        hues, colours = self._hues, self._colours
        for number, line in enumerate(self._legend):
            top = self._legend_top + number * LEGEND_LINE
            for row, text, x in line:
                swatch = QRectF(x, top + 5, 12, 10)
                painter.setPen(Qt.PenStyle.NoPen)
                if hues.by_stage:
                    draw_sign(painter, row, swatch.center(), 9.0, hues.rows[row], hollow=False)
                else:
                    for brush in hues.fills[row]:
                        painter.setBrush(brush)
                        painter.drawRect(swatch)
                painter.setPen(colours.qcolor("soft"))
                pen.write(painter, QRectF(x + 18, top, 0, LEGEND_LINE), text, PILL)

    def _paint_tray(self, painter: QPainter) -> None:
        assert self._tray is not None
        picture, layout = self._tray
        top = self._tray_top
        painter.setPen(self._colours.qcolor("line"))
        painter.drawLine(QPointF(SIDE, top), QPointF(self._width - SIDE, top))
        box = QRectF(SIDE, top + 6, self._width - 2 * SIDE, LINE)
        text = say.undated_heading(self._scene.page)
        pen.heading(painter, translate("Timeline", "Undated"), text, box, self._colours)
        painter.save()
        painter.translate(0, top + LINE + 8)
        view = QRectF(0, 0, self._width, picture.head + layout.height + 8)
        origin = QPointF(SIDE, picture.head)
        picture.paint_cells(painter, view, origin)
        picture.paint_names(painter, view, origin)
        painter.restore()

    # ---- files

    def svg(self) -> bytes:
        """As SVG, with its text as text; equal pictures are equal bytes."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
        generator.setOutputDevice(buffer)
        size = QSize(round(self._width), round(self.height))
        generator.setSize(size)
        generator.setViewBox(QRect(0, 0, size.width(), size.height()))
        generator.setTitle(self._title)
        generator.setDescription(self.alternative)
        with QPainter(generator) as painter:
            self.paint(painter)
        buffer.close()
        return bytes(buffer.data().data())

    def image(self) -> QImage:
        """As pixels, twice as fine as on an ordinary screen."""
        size = QSize(round(self._width) * SCALE, round(self.height) * SCALE)
        image = QImage(size, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(SCALE)
        image.fill(self._colours.qcolor("base"))
        with QPainter(image) as painter:
            self.paint(painter)
        return image
