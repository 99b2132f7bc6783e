"""One builder per index folder, through processes and after crashes."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Final

from explorer import disk
from explorer.domain.messages import AccordError

_NAME: Final = "LOCK"


class BuildLock:
    """Held while an index is being built.

    Entering raises ``index-busy`` when another has it, OSError when the folder takes no lock.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / _NAME

    def __enter__(self) -> None:
        lock = disk.take_lock(self._path)
        if lock is None:
            raise AccordError("index-busy", path=self._path.parent)
        self._lock = lock

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._lock.release()
