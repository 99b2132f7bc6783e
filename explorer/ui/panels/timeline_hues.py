"""The colours of the timeline, each with a second sign: a texture for areas, a shape for stages.

A row of colours is a family of sectors (0: no sector, else its place in `Family` + 1) or, where
colours tell stages, a place in `Stage`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap

from explorer.domain.vocabulary import FIRMNESS, Firmness, Stage
from explorer.services.marks import FAMILIES
from explorer.ui.inks import Inks

STAGES: Final = tuple(Stage)
_LADDER: Final = STAGES.index(Stage.COMPLETED) + 1
_AREA: Final = 0.72
_TEXTURE: Final = 0.5
STAMP: Final = 8
"""Marks that are drawn from pictures reach so far from their middle."""
_TILE: Final = 8
"""Qt's patterns repeat after so many pixels."""

_Style = Qt.BrushStyle
_FAMILY_TEXTURES: Final = (
    _Style.DiagCrossPattern,
    _Style.NoBrush,
    _Style.BDiagPattern,
    _Style.HorPattern,
    _Style.FDiagPattern,
    _Style.VerPattern,
    _Style.Dense6Pattern,
)
_STAGE_TEXTURES: Final = {
    Firmness.WORDS: _Style.BDiagPattern,
    Firmness.UNDERTAKEN: _Style.HorPattern,
    Firmness.DONE: _Style.NoBrush,
}


def firmness(stage: int) -> Firmness:
    """How the stage at that place in `Stage` is outlined."""
    return FIRMNESS[STAGES[stage]]


class Hues:
    """The colours of rows on one palette, made once: see `hues_of`.

    ``ratio``: device pixels of the screen to a logical one; 0 for files, where areas are drawn as
    lines instead of as pixels.
    """

    def __init__(self, colours: Inks, *, by_stage: bool, ratio: float) -> None:
        self.colours = colours
        self.by_stage = by_stage
        self._ratio = ratio
        self._pens: dict[tuple[int, Firmness, float], QPen] = {}
        self._stamps: dict[tuple[object, ...], QPixmap] = {}

    def role(self, name: str) -> QColor:
        """A colour of the palette."""
        return self.colours.qcolor(name)

    @cached_property
    def rows(self) -> list[QColor]:
        """The hue of each row: marks, signs, edges."""
        colours = self.colours
        if not self.by_stage:
            return [colours.family(row - 1) for row in range(FAMILIES)]
        accent, aside = colours.qcolor("accent"), colours.qcolor("faint")
        rising = [
            colours.tint(accent, 0.55 + 0.45 * place / (_LADDER - 1)) for place in range(_LADDER)
        ]
        return [*rising, *[aside] * (len(STAGES) - _LADDER)]

    @cached_property
    def areas(self) -> list[QColor]:
        """The same, for columns."""
        return [self.colours.tint(hue, _AREA) for hue in self.rows]

    @cached_property
    def fills(self) -> list[tuple[QBrush, ...]]:
        """How the area of a row is filled, so that its colour is not its only sign.

        One brush after the other: colour, and texture where it has one.
        """
        ink = QColor(self.colours.qcolor("base"))
        ink.setAlphaF(_TEXTURE)
        if self.by_stage:
            styles = [_STAGE_TEXTURES[firmness(place)] for place in range(len(STAGES))]
        else:
            styles = list(_FAMILY_TEXTURES)
        found = []
        for area, style in zip(self.areas, styles, strict=True):
            brushes: tuple[QBrush, ...] = (QBrush(area), QBrush(ink, style))
            if style is _Style.NoBrush:
                brushes = brushes[:1]
            elif self._ratio:
                # A brush of pixels takes a tenth of the time of one of lines.
                brushes = (_tile(brushes, self._ratio),)
            found.append(brushes)
        return found

    def of(self, stage: int, family: int) -> QColor:
        """The hue of an entry, by its places in `Stage` and `Family`."""
        return self.rows[stage if self.by_stage else family + 1]

    def pen(self, hue: QColor, firm: Firmness, width: float) -> QPen:
        """The outline of a firmness: dashed where there are only words."""
        key = int(hue.rgb()), firm, width
        found = self._pens.get(key)
        if found is None:
            found = QPen(hue, width)
            if firm is Firmness.WORDS:
                found.setDashPattern([3.0 / width, 2.4 / width])
                found.setCapStyle(Qt.PenCapStyle.FlatCap)
            self._pens[key] = found
        return found

    def stamp(
        self, painter: QPainter, key: tuple[object, ...], x: float, y: float, draw: Draw
    ) -> None:
        """Draw a small mark around a place; on screens from a picture of it that is made once.

        ``draw(painter)`` paints it around the origin, within `STAMP` pixels.
        """
        if not self._ratio:
            painter.save()
            painter.translate(x, y)
            draw(painter)
            painter.restore()
            return
        picture = self._stamps.get(key)
        if picture is None:
            picture = self._stamps[key] = _picture(draw, self._ratio)
        half = picture.width() / self._ratio / 2
        painter.drawPixmap(QPointF(x - half, y - half), picture)


Draw = Callable[[QPainter], None]


def _picture(draw: Draw, ratio: float) -> QPixmap:
    size = math.ceil(2 * STAMP * ratio)
    picture = QPixmap(size, size)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(size / ratio / 2, size / ratio / 2)
        draw(painter)
    return picture


@lru_cache(maxsize=16)
def hues_of(colours: Inks, *, by_stage: bool, ratio: float = 0.0) -> Hues:
    """The colours on a palette; ``ratio`` as in `Hues`."""
    return Hues(colours, by_stage=by_stage, ratio=ratio)


def _tile(brushes: tuple[QBrush, ...], ratio: float) -> QBrush:
    """The brushes one over the other as a picture that repeats without a seam."""
    size = math.ceil(_TILE * ratio / _TILE) * _TILE
    picture = QPixmap(size, size)
    with QPainter(picture) as painter:
        for brush in brushes:
            painter.fillRect(0, 0, size, size, brush)
    return QBrush(picture)


def draw_sign(
    painter: QPainter, stage: int, middle: QPointF, size: float, hue: QColor, *, hollow: bool
) -> None:
    """The shape of a stage: filled where it was reached, hollow where it is still to come."""
    path = _sign(stage)
    painter.save()
    painter.translate(middle)
    painter.scale(size, size)
    painter.setPen(QPen(hue, 1.4 / size))
    painter.setBrush(Qt.BrushStyle.NoBrush if hollow else QBrush(hue))
    painter.drawPath(path)
    painter.restore()


# Corners within a square of 1 around the origin; each stage has a shape that no other has.
_CORNERS: Final[dict[Stage, tuple[tuple[float, float], ...]]] = {
    Stage.PROPOSED: ((0, -0.5), (0.5, 0.42), (-0.5, 0.42)),
    Stage.NEGOTIATING: ((-0.45, -0.5), (0.45, -0.5), (-0.45, 0.5), (0.45, 0.5)),
    Stage.PLEDGED: ((0, -0.5), (0.5, -0.08), (0.5, 0.45), (-0.5, 0.45), (-0.5, -0.08)),
    Stage.SIGNED: ((-0.5, -0.42), (0.5, -0.42), (0, 0.5)),
    Stage.IN_FORCE: ((-0.42, -0.42), (0.42, -0.42), (0.42, 0.42), (-0.42, 0.42)),
    Stage.LAUNCHED: ((-0.42, -0.5), (0.5, 0), (-0.42, 0.5)),
    Stage.OPERATING: (
        (-0.17, -0.5), (0.17, -0.5), (0.17, -0.17), (0.5, -0.17), (0.5, 0.17), (0.17, 0.17),
        (0.17, 0.5), (-0.17, 0.5), (-0.17, 0.17), (-0.5, 0.17), (-0.5, -0.17), (-0.17, -0.17),
    ),
    Stage.COMPLETED: ((0, -0.55), (0.55, 0), (0, 0.55), (-0.55, 0)),
    Stage.ENDED: (
        (-0.5, -0.3), (-0.3, -0.5), (0, -0.2), (0.3, -0.5), (0.5, -0.3), (0.2, 0),
        (0.5, 0.3), (0.3, 0.5), (0, 0.2), (-0.3, 0.5), (-0.5, 0.3), (-0.2, 0),
    ),
    Stage.UNKNOWN: ((-0.5, -0.16), (0.5, -0.16), (0.5, 0.16), (-0.5, 0.16)),
}  # fmt: skip


@lru_cache(maxsize=len(STAGES))
def _sign(stage: int) -> QPainterPath:
    path = QPainterPath()
    corners = _CORNERS.get(STAGES[stage])
    if corners is not None:
        path.moveTo(*corners[0])
        for corner in corners[1:]:
            path.lineTo(*corner)
        path.closeSubpath()
    elif STAGES[stage] is Stage.SUSPENDED:
        path.addRect(-0.45, -0.5, 0.3, 1)
        path.addRect(0.15, -0.5, 0.3, 1)
    else:
        radius = 0.3 if STAGES[stage] is Stage.MENTIONED else 0.48
        path.addEllipse(QPointF(0, 0), radius, radius)
    return path
