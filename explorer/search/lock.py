"""One builder per index folder, through processes and after crashes.

The lock is held by the operating system on an open file, so that it ends with its process
however that ends; the file itself stays and means nothing.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType
from typing import IO, Final

from explorer.domain.messages import AccordError

_NAME: Final = "LOCK"

if sys.platform == "win32":
    import msvcrt

    def _acquire(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

    def _release(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _acquire(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _release(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


class BuildLock:
    """Held while an index is being built; entering raises ``index-busy`` when another has it."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _NAME

    def __enter__(self) -> None:
        self._file = self._path.open("ab")
        try:
            self._file.seek(0)
            _acquire(self._file)
        except OSError as error:
            self._file.close()
            raise AccordError("index-busy", path=self._path.parent) from error

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        _release(self._file)
        self._file.close()
