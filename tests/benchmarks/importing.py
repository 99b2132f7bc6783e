"""Documents in: from the file to the sentence that is found, alone and by the hundred."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from explorer.domain.query import Query
from explorer.services.children import finish
from explorer.workspace import Workspace, open_workspace

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
PDF = DATA / "formats/pdf/RCEP_Agreement_(All_Chapters).pdf"  # 510 pages
SENTENCE = '"measure on the importation of any good of another Party"'
TEXTS = DATA / "agreements/tota"  # 450 texts, 47 MB
RUNS = 3


def _finds(workspace: Workspace, text: str) -> bool:
    return workspace.browsing.passages(Query(text=text), limit=1).total > 0


def _timed(workspace: Workspace, paths: list[Path], text: str) -> tuple[float, float, int]:
    """Seconds until all files are in the library, and until their words are found; how many."""
    start = time.perf_counter()
    report = finish(workspace.importing.run(paths))
    added = time.perf_counter() - start
    found = _finds(workspace, text)
    if not found or workspace.browsing.search(Query()).coverage.behind:
        for _ in workspace.indexing.rebuild():
            pass
        assert _finds(workspace, text)
    return added, time.perf_counter() - start, len(report.added())


def table(folder: Path) -> None:
    """The large PDF, its parts of time the median of several runs; then the 450 texts at once."""
    if not PDF.is_file():
        print("the real documents are not here: nothing measured")
        return
    taken = []
    for number in range(RUNS):
        workspace = open_workspace(folder / f"pdf-{number}")
        for _ in workspace.indexing.rebuild():
            pass
        taken.append(_timed(workspace, [PDF], SENTENCE))
        workspace.close()
    added, found = (statistics.median(column) for column in list(zip(*taken, strict=True))[:2])
    print(f"PDF of 510 pages: in the library after {added:.1f} s, found after {found:.1f} s")
    workspace = open_workspace(folder / "texts")
    added, found, count = _timed(workspace, sorted(TEXTS.glob("*.txt")), "originating goods")
    print(f"{count} texts: in the library after {added:.0f} s, all found after {found:.0f} s")
    workspace.close()


def treaties(folder: Path) -> None:
    """Both treaty tables into one library, then one index, as `accord import` does it."""
    files = [DATA / "agreements" / f"{name}_treaties.csv" for name in ("wti", "uk")]
    if not all(file.is_file() for file in files):
        print("the treaty tables are not here: nothing measured")
        return
    workspace = open_workspace(folder / "treaties")
    start = time.perf_counter()
    for file in files:
        begun = time.perf_counter()
        report = finish(workspace.tabling.run(file, index=False))
        taken = time.perf_counter() - begun
        told = f"{report.new} new, {report.refused} refused, {report.unresolved_count} unresolved"
        print(f"{file.name}: {report.rows} rows in {taken:.1f} s: {told}")
    finish(workspace.indexing.rebuild())
    size = workspace.library.path.stat().st_size / 1e6
    print(f"both with the index: {time.perf_counter() - start:.1f} s; library {size:.0f} MB")
    workspace.close()


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        table(Path(name))
        treaties(Path(name))
