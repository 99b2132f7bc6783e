"""How a table was read in is remembered by its columns, for the next edition of it."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from pathlib import Path

import msgspec

from explorer import disk, paths
from explorer.domain.mapping import Mapping, check_mapping, decode_mapping, encode_mapping
from explorer.domain.messages import AccordError
from explorer.services import vocabularies

log = logging.getLogger(__name__)


def remembered(columns: Sequence[str]) -> Mapping | None:
    """The mapping that was used last for a table with these columns, in whatever order."""
    path = _file(columns)
    try:
        found = decode_mapping(path.read_bytes(), path)
        check_mapping(found, columns, vocabularies.sectors())
    except FileNotFoundError:
        return None
    except (OSError, AccordError) as error:
        log.warning("mapping not remembered: %s", error)
        return None
    return found


def remember(columns: Sequence[str], mapping: Mapping) -> None:
    """Keep a mapping for tables with these columns; that it cannot be kept is only logged."""
    path = _file(columns)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        disk.write_whole(path, encode_mapping(mapping))
    except OSError as error:
        log.warning("mapping not kept: %s", error)


def _file(columns: Sequence[str]) -> Path:
    names = msgspec.json.encode(sorted(columns))
    return paths.kept_mappings() / f"{hashlib.sha256(names).hexdigest()[:32]}.json"
