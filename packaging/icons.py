"""Icons in the forms that desktops want, drawn from our own SVG files when the package is built."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES: Final = (16, 24, 32, 48, 64, 128, 256, 512)
# macOS: the kind of each picture, by its side in pixels; some sizes stand twice, the second time
# as that of half the size on a display of double density.
_ICNS: Final = (
    *(("icp4", 16), ("icp5", 32), ("ic07", 128), ("ic08", 256), ("ic09", 512), ("ic10", 1024)),
    *(("ic11", 32), ("ic12", 64), ("ic13", 256), ("ic14", 512)),
)
_ICO: Final = (16, 24, 32, 48, 64, 128, 256)


def png(svg: Path, size: int) -> bytes:
    """A drawing, ``size`` pixels wide and high, as PNG."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(svg)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def ico(svg: Path) -> bytes:
    """A Windows icon: a directory of pictures, each a PNG."""
    pictures = [png(svg, size) for size in _ICO]
    head = struct.pack("<HHH", 0, 1, len(pictures))
    offset = len(head) + 16 * len(pictures)
    entries = b""
    for size, picture in zip(_ICO, pictures, strict=True):
        side = size % 256  # 0 stands for 256
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), offset)
        offset += len(picture)
    return head + entries + b"".join(pictures)


def icns(svg: Path) -> bytes:
    """A macOS icon: named pictures, each a PNG."""
    body = b""
    for kind, size in _ICNS:
        picture = png(svg, size)
        body += kind.encode() + struct.pack(">I", len(picture) + 8) + picture
    return b"icns" + struct.pack(">I", len(body) + 8) + body


def write_icons(logo: Path, folder: Path) -> None:
    """All forms of the program's icon and of its share files'."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("accord", "pack"):
        svg = logo / f"{name}.svg"
        (folder / f"{name}.ico").write_bytes(ico(svg))
        (folder / f"{name}.icns").write_bytes(icns(svg))


def write_hicolor(logo: Path, folder: Path, mime_type: str) -> None:
    """The icons of a Linux desktop: ``folder`` becomes ``icons/hicolor``."""
    names = {"accord": ("apps", "accord"), "pack": ("mimetypes", mime_type.replace("/", "-"))}
    for source, (place, name) in names.items():
        svg = logo / f"{source}.svg"
        for size in SIZES:
            target = folder / f"{size}x{size}" / place / f"{name}.png"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(png(svg, size))
        target = folder / "scalable" / place / f"{name}.svg"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(svg, target)
