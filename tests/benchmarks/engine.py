"""The engine alone at a size, beside FTS5 and tantivy in the same run.

usage: engine.py build SIZE FOLDER | open FOLDER | ask SIZE FOLDER
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from explorer.domain.query import Query
from explorer.search.building import build
from explorer.search.index import Index
from explorer.search.lexicon import Lexicon
from explorer.search.opening import open_index
from explorer.services.naming import Lexicons
from tests.benchmarks import corpus
from tests.benchmarks.peers import Fts5, Tantivy

ROUNDS = 4
_BAD = (
    "x" * 100_000,
    "agreement " * 10_000,
    "(" * 100_000,
    "a*b*c*" * 10_000,
    "agrement~ " * 10_000,
    '"a b"~9 ' * 10_000,
    "반도체" * 30_000,
    "-" * 100_000,
    "sector:" * 10_000,
)


def _memory() -> float:
    """Most megabytes that this process had so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000


def _timed(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1_000


def _line(name: str, found: dict[str, list[float]]) -> str:
    cells = []
    for values in found.values():
        ordered = sorted(values)
        high = ordered[int(0.95 * (len(ordered) - 1))] if ordered else 0.0
        cells.append(f"{statistics.median(ordered):9.2f}/{high:<8.2f}" if ordered else f"{'–':>18}")
    ours, *others = (statistics.median(own) if own else 0.0 for own in found.values())
    ratios = "".join(f"{ours / other:7.2f}" if other else f"{'–':>7}" for other in others)
    return f"{name:16}{''.join(cells)}{ratios}"


def make(size: int, folder: Path) -> None:
    """Build an index in this one process."""
    texts = list(corpus.entries(size))
    start = time.perf_counter()
    steps = sum(1 for _ in build(folder, texts, (), revision=1, totals=(size, 0)))
    taken = time.perf_counter() - start
    mb = corpus.size_of(folder)
    print(
        f"built in {taken:.1f} s by one process, {steps} reports of progress, {mb:.0f} MB on disk,"
        f" at most {_memory():.0f} MB in memory with the texts"
    )


def opened(folder: Path) -> None:
    """Open it, and what that takes; then the first words."""
    before = _memory()
    taken = min(_timed(lambda: open_index(folder)) for _ in range(5))
    index = open_index(folder)
    lexicon = Lexicons().of({}, {})
    for text in ("agreement", "trade OR air", "agr*", '"double taxation"'):
        index.answer(Query(text=text), lexicon)
    print(f"opened in {taken:.1f} ms; {_memory() - before:.0f} MB more after four searches")


def ask(size: int, folder: Path) -> None:
    """Each question of each class in turn to all three; then what else is done while typing."""
    texts = list(corpus.entries(size))
    index, lexicon = open_index(folder), Lexicons().of({}, {})
    fts5, tantivy = Fts5(texts), Tantivy(texts)
    pooled: dict[str, list[float]] = {"ours": [], "FTS5": [], "tantivy": []}
    print(f"{'ms p50/p95':16}{'ours':>18}{'FTS5':>18}{'tantivy':>18}{'÷FTS5':>7}{'÷tant':>7}")
    for name, asked in corpus.questions(texts).items():
        found: dict[str, list[float]] = {"ours": [], "FTS5": [], "tantivy": []}
        for turn in range(ROUNDS + 1):
            for question in asked:
                own = _timed(lambda q=question: index.answer(q.query, lexicon))  # type: ignore[misc]
                last = _timed(lambda q=question: tantivy.answer(q.kind, q.words))  # type: ignore[misc]
                narrow = question.kind == "narrow"
                match = question.words[0] if narrow else question.fts5
                if turn:  # the first round warms all three
                    found["ours"].append(own)
                    found["tantivy"].append(last)
                if match is not None:
                    other = _timed(lambda m=match, n=narrow: fts5.answer(m, narrow=n))  # type: ignore[misc]
                    if turn:
                        found["FTS5"].append(other)
        print(_line(name, found), flush=True)
        for engine, values in found.items():
            pooled[engine] += values if found["FTS5"] else []
    print(_line("pooled", pooled))
    _while_typing(index, lexicon, texts[7].id)
    change = replace(texts[7], title="A brand new zebra treaty")
    later = index.with_changes(2, [change])
    taken = [_timed(lambda: _changed(index, change, lexicon)) for _ in range(9)]
    print(f"a changed entry is found after {statistics.median(taken):.0f} ms")
    assert later.answer(Query(text="zebra"), lexicon).total == 1
    bad = [_timed(lambda t=text: index.answer(Query(text=t), lexicon)) for text in _BAD]  # type: ignore[misc]
    print(f"bad input of 100 kB: at most {max(bad):.0f} ms")


def _changed(index: Index, change: corpus.EntryText, lexicon: Lexicon) -> None:
    index.with_changes(2, [change]).answer(Query(text="zebra"), lexicon)


def _while_typing(index: Index, lexicon: Lexicon, _: str) -> None:
    """Completions without the store, corrections and loosening."""
    typed = ("agr", "agreement on tr", "co", "trade and", "air tra", "protocol", "in", "jap", "com")
    times: dict[str, list[float]] = {"outlook": [], "meant": [], "loosened": []}
    lexicon.names.within("ab")
    for _turn in range(3):
        for text in typed:
            for end in range(2, len(text) + 1):
                rest, _, last = text[:end].rpartition(" ")

                def complete(rest: str = rest, last: str = last) -> None:
                    outlook = index.outlook(Query(text=rest), lexicon)
                    assert outlook.counts
                    lexicon.names.within(last)
                    outlook.titles(last, 5)

                times["outlook"].append(_timed(complete))
        for text in ("agrement", "protocl on fishries", "convension zebra", "traed"):
            query = Query(text=text)
            times["meant"].append(_timed(lambda q=query: index.correction(q, lexicon)))  # type: ignore[misc]
            query = Query(text=f"{text} zebra agreement sector:space")
            times["loosened"].append(_timed(lambda q=query: index.loosened(q, lexicon)))  # type: ignore[misc]
    for name, values in times.items():
        ordered = sorted(values)
        print(f"{name}: p95 {ordered[int(0.95 * (len(ordered) - 1))]:.1f} ms")


if __name__ == "__main__":
    if sys.argv[1] == "build":
        make(int(sys.argv[2]), Path(sys.argv[3]))
    elif sys.argv[1] == "open":
        opened(Path(sys.argv[2]))
    else:
        ask(int(sys.argv[2]), Path(sys.argv[3]))
