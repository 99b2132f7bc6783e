"""What a child of this program can do. Each work imports its own: a briefing needs no store."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Final

import msgspec

from explorer.domain.messages import Progress
from explorer.services import children

Work = Callable[[bytes], Generator[Progress, None, object]]


def _index(request: bytes) -> Generator[Progress, None, object]:
    from explorer.services.index_texts import IndexRequest, build_steps

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


def _table(request: bytes) -> Generator[Progress, None, object]:
    from explorer.services.tabling import TableWork, table_steps

    return table_steps(msgspec.json.decode(request, type=TableWork))


def _pack(request: bytes) -> Generator[Progress, None, object]:
    from explorer.services.packing import PackWork, pack_steps

    return pack_steps(msgspec.json.decode(request, type=PackWork))


def _merge(request: bytes) -> Generator[Progress, None, object]:
    from explorer.services.merging import MergeWork, merge_steps

    return merge_steps(msgspec.json.decode(request, type=MergeWork))


def _suggest(request: bytes) -> Generator[Progress, None, object]:
    from explorer.services.suggesting import SuggestWork, suggest_work

    return suggest_work(msgspec.json.decode(request, type=SuggestWork))


def _revert(request: bytes) -> Generator[Progress, None, object]:
    from explorer.services.undoing import RevertWork, revert_steps

    return revert_steps(msgspec.json.decode(request, type=RevertWork))


WORKS: Final[dict[str, Work]] = {
    children.INDEX: _index,
    children.EXPORT: _export,
    children.CHECK: _check,
    children.READ: _read,
    children.TABLE: _table,
    children.PACK: _pack,
    children.MERGE: _merge,
    children.SUGGEST: _suggest,
    children.REVERT: _revert,
}
