"""What was searched for before, on this computer: a small file of one's own for each library.

It is not in the library, which may be handed on; lost without harm, and deleted when asked.
"""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from typing import Final

import msgspec

from explorer import disk

log = logging.getLogger(__name__)

MOST: Final = 100
LONGEST: Final = 300  # code points; what is longer was hardly typed


class PastSearches:
    """Search texts, the latest first; safe to use from several threads."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._texts: tuple[str, ...] | None = None

    def texts(self) -> tuple[str, ...]:
        """All of them, the latest first."""
        with self._lock:
            if self._texts is None:
                self._texts = self._read()
            return self._texts

    def remember(self, text: str) -> None:
        """Put a text first; what is empty or longer than `LONGEST` is not kept."""
        text = " ".join(text.split())
        if text and len(text) <= LONGEST:
            with self._lock:  # read anew: another window may have written
                self._write((text, *(old for old in self._read() if old != text))[:MOST])

    def forget(self, text: str) -> None:
        """Remove one text."""
        with self._lock:
            self._write(tuple(old for old in self._read() if old != text))

    def forget_all(self) -> None:
        """Remove the file."""
        with self._lock:
            self._texts = ()
            try:
                self._file.unlink(missing_ok=True)
            except OSError as error:
                log.warning("past searches not removed: %s", error)

    def _read(self) -> tuple[str, ...]:
        try:
            return msgspec.json.decode(self._file.read_bytes(), type=tuple[str, ...])[:MOST]
        except FileNotFoundError:
            return ()
        except (OSError, ValueError) as error:
            log.warning("past searches not read: %s", error)
            return ()

    def _write(self, texts: tuple[str, ...]) -> None:
        self._texts = texts
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            disk.write_whole(self._file, msgspec.json.encode(texts), lasting=False)
        except (OSError, ValueError) as error:  # a lone surrogate is no JSON
            log.warning("past searches not kept: %s", error)
