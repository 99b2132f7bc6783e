"""Arrays on disk: many numpy arrays in one file that is opened by mapping it into memory.

One file rather than one ``.npy`` each: it opens in a millisecond and needs one fsync. The layout
(type, shape, offset of each array) stands in the generation's manifest.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, overload

import msgspec
import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Ints = npt.NDArray[np.int32]

_ALIGNMENT: Final = 64
_MOST_LOOKED_UP: Final = 64
_TYPES: Final = frozenset({"int32", "int64", "uint8", "int8", "uint16", "float64"})


class Layout(msgspec.Struct, frozen=True):
    """Where one array lies in the file: ``offset`` in bytes, ``length`` in items."""

    type: str
    length: int
    offset: int


def write_arrays(path: Path, arrays: Mapping[str, Array]) -> dict[str, Layout]:
    """Write one-dimensional arrays to a new file; returns their layout."""
    layout = {}
    with path.open("xb") as file:
        for name, array in arrays.items():
            file.write(b"\0" * (-file.tell() % _ALIGNMENT))
            layout[name] = Layout(array.dtype.name, len(array), file.tell())
            file.write(np.ascontiguousarray(array).data)
    return layout


def map_arrays(path: Path, layout: Mapping[str, Layout]) -> dict[str, Array]:
    """Open the arrays of a file, read-only and without reading them.

    Raises:
        ValueError: a type is not known, or an array does not lie within the file.
    """
    if not path.stat().st_size:
        return {name: np.empty(0, item.type) for name, item in layout.items()}
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    arrays = {}
    for name, item in layout.items():
        if item.type not in _TYPES:
            raise ValueError(item.type)
        arrays[name] = np.frombuffer(mapped, item.type, item.length, item.offset)
    return arrays


class Strings(Sequence[str]):
    """Strings in one block of UTF-8 and their offsets; each is decoded when it is asked for."""

    __slots__ = ("_block", "_looked_up", "_offsets", "_places", "_view")

    def __init__(self, block: npt.NDArray[np.uint8], offsets: npt.NDArray[np.int64]) -> None:
        self._block = block
        self._offsets = offsets
        # Items of a memoryview are plain integers and bytes: faster one by one than an array's.
        self._places = offsets.data
        self._view = block.data
        self._looked_up: dict[str, Ints] = {}

    @classmethod
    def of(cls, texts: Iterable[str]) -> Strings:
        """Pack texts; lone surrogates, which UTF-8 has not, become question marks."""
        encoded = [text.encode(errors="replace") for text in texts]
        offsets = np.zeros(len(encoded) + 1, np.int64)
        np.cumsum([len(item) for item in encoded], out=offsets[1:])
        return cls(np.frombuffer(b"".join(encoded), np.uint8), offsets)

    @classmethod
    def load(cls, arrays: Mapping[str, Array], name: str) -> Strings:
        """Take what `save` gave."""
        return cls(arrays[f"{name}.block"], arrays[f"{name}.offsets"])

    def save(self, name: str) -> dict[str, Array]:
        """Its two arrays, by name."""
        return {f"{name}.block": self._block, f"{name}.offsets": self._offsets}

    def __len__(self) -> int:
        return len(self._offsets) - 1

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        if place < 0:
            place += len(self)
        return str(self._view[self._places[place] : self._places[place + 1]], "utf-8")

    def __iter__(self) -> Iterator[str]:
        return (self[number] for number in range(len(self)))

    def numbers(self, text: str) -> Ints:
        """Where a string stands, rising: 1 ms among 100,000, and nothing for one asked before.

        The window asks with each letter for the entry that is chosen.
        """
        known = self._looked_up.get(text)
        if known is None:
            known = self._scanned(text.encode(errors="replace"))
            if len(self._looked_up) >= _MOST_LOOKED_UP:
                self._looked_up.clear()
            self._looked_up[text] = known
        return known

    def _scanned(self, wanted: bytes) -> Ints:
        places = np.flatnonzero(np.diff(self._offsets) == len(wanted))
        ends = self._offsets[places + 1]
        # Ids often begin alike: from their ends fewer are left after each byte.
        for back, byte in enumerate(reversed(wanted), start=1):
            alike = self._block[ends - back] == byte
            places, ends = places[alike], ends[alike]
            if not len(places):
                break
        return places.astype(np.int32)

    def joined(self, other: Strings) -> Strings:
        """These strings and then the others."""
        block = np.concatenate((self._block, other._block))
        return Strings(
            block, np.concatenate((self._offsets, other._offsets[1:] + len(self._block)))
        )


class ResultIds(Sequence[str]):
    """The ids of a result in its order, decoded when they are asked for."""

    __slots__ = ("_ids", "_order")

    def __init__(self, ids: Strings, order: Ints) -> None:
        self._ids = ids
        self._order = order

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> ResultIds: ...
    def __getitem__(self, place: int | slice) -> str | ResultIds:
        if isinstance(place, slice):
            return ResultIds(self._ids, self._order[place])
        return self._ids[int(self._order[place])]

    @property
    def order(self) -> Ints:
        """The numbers of the entries, in the order of the result."""
        return self._order

    def __contains__(self, value: object) -> bool:
        return isinstance(value, str) and len(self._found(value)) > 0

    def index(self, value: str, start: int = 0, stop: int | None = None) -> int:
        """The place of an id in the result.

        Raises:
            ValueError: it is not there.
        """
        inside = range(len(self))[start:stop]
        for place in self._found(value).tolist():
            if place in inside:
                return int(place)
        raise ValueError(value)

    def _found(self, value: str) -> npt.NDArray[np.intp]:
        """The places of an id, rising: at most one but in tests."""
        numbers = self._ids.numbers(value)
        if not len(numbers):
            return np.empty(0, np.intp)
        return np.flatnonzero(np.isin(self._order, numbers, kind="sort"))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, ResultIds) and other._ids is self._ids:
            return np.array_equal(self._order, other._order)
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(map(str.__eq__, self, other))

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"ResultIds({list(self[:10])!r}, {len(self)} in all)"
