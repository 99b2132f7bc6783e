"""Handing something of this computer to the program that the desktop has for it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_local(path: Path) -> bool:
    """Open a file or folder that is there; whether a program took it. Never an address."""
    return path.exists() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.absolute())))
