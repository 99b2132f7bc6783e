"""Lucide icons, tinted from the palette. Painted at the device's own resolution."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from typing_extensions import override

from explorer import paths
from explorer.domain.vocabulary import Kind
from explorer.ui.theme import theme

STROKE = "1.75"

_NORMAL: Final = QIcon.Mode.Normal
_OFF: Final = QIcon.State.Off

KIND_ICONS = {
    Kind.AGREEMENT: "file-signature",
    Kind.MOU: "handshake",
    Kind.DECLARATION: "megaphone",
    Kind.PLAN: "map",
    Kind.PARTNERSHIP: "link",
    Kind.INSTITUTION: "landmark",
    Kind.MECHANISM: "repeat",
    Kind.WORKING_GROUP: "users",
    Kind.PROGRAMME: "layers",
    Kind.INITIATIVE: "sparkles",
    Kind.MEMBERSHIP: "user-plus",
    Kind.EVENT: "calendar",
    Kind.COMMITMENT: "goal",
}


@lru_cache(maxsize=64)
def _source(name: str) -> str:
    file = paths.resources() / "icons" / f"{name}.svg"
    return file.read_text(encoding="utf-8").replace('stroke-width="2"', f'stroke-width="{STROKE}"')


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """An icon in a colour (``#RRGGBB``), ``size`` logical pixels wide."""
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, size * ratio, size * ratio))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


class _Engine(QIconEngine):
    """Draws an icon when it is shown: the window has dozens, most of them in one mode and size."""

    def __init__(self, name: str, colour: str, disabled: str, size: int) -> None:
        super().__init__()
        self._own = name, colour, disabled, size

    @override
    def clone(self) -> QIconEngine:
        return _Engine(*self._own)

    @override
    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        own = self._own[3]
        return size.boundedTo(QSize(own, own))

    @override
    def availableSizes(self, mode: QIcon.Mode = _NORMAL, state: QIcon.State = _OFF) -> list[QSize]:
        own = self._own[3]
        return [QSize(own, own)]

    @override
    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        name, colour, disabled, own = self._own
        picture = pixmap(name, disabled if mode == QIcon.Mode.Disabled else colour, own, scale)
        side = min(size.width(), size.height())
        if side >= own:
            return picture
        pixels = round(side * scale)
        smaller = picture.scaled(pixels, pixels, mode=Qt.TransformationMode.SmoothTransformation)
        smaller.setDevicePixelRatio(scale)
        return smaller

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        picture = self.scaledPixmap(rect.size(), mode, state, _ratio(painter))
        side = round(picture.width() / picture.devicePixelRatio())
        corner = rect.center() - QPoint((side - 1) // 2, (side - 1) // 2)
        painter.drawPixmap(corner, picture)


def icon(name: str, role: str = "soft", size: int = 18) -> QIcon:
    """An icon in the colour of a palette role, for buttons and menus."""
    colours = theme.colours
    return QIcon(_Engine(name, getattr(colours, role), colours.disabled, size))


def draw(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    """Paint an icon into a square of a painter."""
    painter.drawPixmap(
        rect.topLeft(), pixmap(name, colour.name(), round(rect.width()), _ratio(painter))
    )


def _ratio(painter: QPainter) -> float:
    device = painter.device()
    return device.devicePixelRatioF() if device is not None else 1.0
