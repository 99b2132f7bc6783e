"""Copying and saving the timeline as a picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QMimeData
from PySide6.QtWidgets import QApplication, QFileDialog

from explorer import disk
from explorer.domain.messages import AccordError
from explorer.ui import words
from explorer.ui.panels.timeline_poster import Poster, query_lines, query_title

if TYPE_CHECKING:
    from explorer.ui.panels.timeline import TimelinePanel


def poster_of(panel: TimelinePanel) -> Poster:
    """The picture of what a panel shows."""
    scene, page = panel.axis.scene, panel.page
    assert scene is not None
    assert page is not None
    query = page.page.query
    return Poster(
        scene, panel.axis.view_shown, query_title(query), query_lines(query, panel.labels)
    )


def copy_picture(panel: TimelinePanel) -> None:
    """Put the picture on the clipboard: as pixels, and as SVG for programs that take it."""
    poster = poster_of(panel)
    data = QMimeData()
    data.setImageData(poster.image())
    data.setData("image/svg+xml", poster.svg())
    QApplication.clipboard().setMimeData(data)
    panel.told.emit(QCoreApplication.translate("Timeline", "Copied as a picture"))


def save_picture(panel: TimelinePanel) -> None:
    """Ask where to, and write the picture there, as SVG or PNG by its name."""
    title = QCoreApplication.translate("Timeline", "Save the timeline as a picture")
    dialog = QFileDialog(panel, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(["SVG (*.svg)", "PNG (*.png)"])
    dialog.setDefaultSuffix("svg")
    dialog.filterSelected.connect(
        lambda chosen: dialog.setDefaultSuffix("png" if "png" in chosen else "svg")
    )
    dialog.selectFile(QCoreApplication.translate("Timeline", "timeline"))
    dialog.fileSelected.connect(lambda path: write_picture(panel, Path(path)))
    dialog.open()


def write_picture(panel: TimelinePanel, target: Path) -> None:
    """Write the picture, whole or not at all, and tell it."""
    poster = poster_of(panel)
    if target.suffix.lower() == ".png":
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        poster.image().save(buffer, "PNG")  # type: ignore[call-overload]
        content = bytes(buffer.data().data())
    else:
        content = poster.svg()
    try:
        with disk.replacing(target) as stream:
            stream.write(content)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = AccordError("export-unwritable", path=target, reason=reason).message
        panel.told.emit(words.message_text(message))
        return
    text = QCoreApplication.translate("Timeline", "Written: {path}").format(path=target)
    panel.told.emit(text)
