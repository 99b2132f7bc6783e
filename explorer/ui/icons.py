"""Lucide icons, tinted from the palette. Painted at the device's own resolution."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from explorer import paths
from explorer.domain.vocabulary import Kind
from explorer.ui.theme import theme

STROKE = "1.75"

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


def icon(name: str, role: str = "soft", size: int = 18) -> QIcon:
    """An icon in the colour of a palette role, for buttons and menus."""
    colours = theme.colours
    result = QIcon()
    for ratio in (1.0, 1.5, 2.0):
        result.addPixmap(pixmap(name, getattr(colours, role), size, ratio))
        disabled = pixmap(name, colours.strong, size, ratio)
        result.addPixmap(disabled, QIcon.Mode.Disabled)
    return result


def draw(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    """Paint an icon into a square of a painter."""
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    size = QSize(round(rect.width()), round(rect.height()))
    painter.drawPixmap(rect.topLeft(), pixmap(name, colour.name(), size.width(), ratio))
