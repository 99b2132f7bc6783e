"""A pack as text, a line an item: what is large is never in memory whole, and editions can be read.

The lists are taken one after the other, each when the ones before it are written: what entries
rest on is known when they are out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

import msgspec

_PIECE: Final = 1 << 16  # items are handed on by so many bytes, or a little more


def pack_text(
    head: dict[str, int | str], lists: Iterable[tuple[str, Callable[[], Iterable[object]]]]
) -> Iterator[bytes]:
    """The bytes of ``pack.json`` in pieces, from its plain fields and its lists by name."""
    encoder = msgspec.json.Encoder()
    plain = (encoder.encode(name) + b": " + encoder.encode(value) for name, value in head.items())
    out = bytearray(b"{\n" + b",\n".join(plain))
    for name, items in lists:
        out += b",\n" + encoder.encode(name) + b": ["
        between = b"\n"
        for item in items():
            out += between
            out += encoder.encode(item)
            between = b",\n"
            if len(out) > _PIECE:
                yield bytes(out)
                out.clear()
        out += b"\n]"
    yield bytes(out) + b"\n}\n"
