"""What a Linux desktop reads: menu entry, metainfo, file type, icons, manual page."""

from __future__ import annotations

import gzip
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import contents
import icons

HERE: Final = Path(__file__).parent / "linux"


def filled(template: str, version: str, moment: int) -> str:
    """A file of ``linux/`` with version and day (of ``moment``, seconds since 1970) in place."""
    day = datetime.fromtimestamp(moment, UTC).date().isoformat()
    text = (HERE / template).read_text(encoding="utf-8")
    return text.replace("@VERSION@", version).replace("@DATE@", day)


def write_share(share: Path, logo: Path, version: str, moment: int) -> None:
    """Write what goes into /usr/share, or into ~/.local/share."""
    shutil.rmtree(share, ignore_errors=True)
    texts = {
        "applications/accord.desktop": "accord.desktop",
        f"metainfo/{contents.COMPONENT}.metainfo.xml": "accord.metainfo.xml",
        "mime/packages/accord.xml": "accord-mime.xml",
    }
    for target, template in texts.items():
        (share / target).parent.mkdir(parents=True, exist_ok=True)
        (share / target).write_text(filled(template, version, moment), encoding="utf-8")
    icons.write_hicolor(logo, share / "icons" / "hicolor", contents.MIME_TYPE)
    page = share / "man" / "man1" / "accord.1.gz"
    page.parent.mkdir(parents=True)
    page.write_bytes(packed(filled("accord.1", version, moment)))


def packed(text: str) -> bytes:
    """A text as gzip, without a moment in it: the same each time."""
    return gzip.compress(text.encode(), 9, mtime=0)
