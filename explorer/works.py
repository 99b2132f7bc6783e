"""What a child of this program can do. Each work imports its own: a briefing needs no store."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Final

import msgspec

from explorer.domain.messages import Progress
from explorer.services import children

Work = Callable[[bytes], Generator[Progress, None, object]]


def _index(request: bytes) -> Generator[Progress, None, object]:
    from explorer.services.indexing import IndexRequest, build_steps

    return build_steps(msgspec.json.decode(request, type=IndexRequest))


def _export(request: bytes) -> Generator[Progress, None, object]:
    from explorer.services.exporting import ExportWork, export_steps

    return export_steps(msgspec.json.decode(request, type=ExportWork))


def _check(request: bytes) -> Generator[Progress, None, object]:
    from explorer.services.checking import CheckRequest, check_for_parent

    return check_for_parent(msgspec.json.decode(request, type=CheckRequest))


def _read(request: bytes) -> Generator[Progress, None, object]:
    from explorer.services.reading_files import ReadRequest, read_steps

    return read_steps(msgspec.json.decode(request, type=ReadRequest))


WORKS: Final[dict[str, Work]] = {
    children.INDEX: _index,
    children.EXPORT: _export,
    children.CHECK: _check,
    children.READ: _read,
}
