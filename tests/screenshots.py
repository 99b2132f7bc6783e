"""`make screenshots`: pictures of every state, in light and dark, at two sizes and two scales.

usage: python -m tests.screenshots FOLDER [STATE…]

One process a theme, size and scale, for a scale is chosen at the start. The pictures are for
looking at: `FOLDER/THEME-SIZE-SCALE/STATE.png`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from explorer import paths
from explorer.services.seeding import load_pack
from explorer.store.library import create_library
from explorer.workspace import Workspace, open_workspace
from tests.benchmarks import treaties

THEMES = ("light", "dark")
SIZES = ("1280x800", "1024x640")
SCALES = ("1", "1.5")
MANY = 10_000


def main(folder: Path, states: Sequence[str] = ()) -> int:
    """Draw the states, or those that are named; how many processes failed."""
    folder.mkdir(parents=True, exist_ok=True)
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        libraries = Path(name)
        make_libraries(libraries)
        looks = [(theme, size, scale) for theme in THEMES for size in SIZES for scale in SCALES]
        for theme, size, scale in [*looks, ("contrast", SIZES[0], "1")]:
            target = folder / f"{theme}-{size}-{round(100 * float(scale))}"
            command = [sys.executable, "-m", "tests.screenshots_states"]
            done = subprocess.run(
                [*command, str(libraries), str(target), theme, size, *states],
                check=False,
                env={**os.environ, "QT_SCALE_FACTOR": scale},
            )
            failed += done.returncode != 0
    return failed


def make_libraries(folder: Path) -> None:
    """The libraries that the states are drawn of."""
    for name in ("seeds", "many", "unindexed", "empty"):
        library = create_library(folder / name)
        workspace = Workspace(library)
        if name == "empty":
            workspace.binding.put(())  # one that was never written to gets the built-in entries
        else:
            load_pack(library, paths.seeds())
        if name in ("many", "unindexed"):
            treaties.fill(library, MANY)
        if name != "unindexed":
            for _ in workspace.indexing.rebuild():
                pass
        workspace.close()
    damaged = folder / "damaged"
    open_workspace(damaged).close()
    (damaged / "library.db").write_bytes(b"This is no library." * 200)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
