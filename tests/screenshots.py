"""`make screenshots`: pictures of the main states, light and dark, for looking at.

usage: python -m tests.screenshots FOLDER
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from explorer.workspace import open_workspace
from tests.benchmarks import treaties

GROUP = "isro-kasa-joint-working-group"
STATES: dict[str, tuple[str, ...]] = {
    "start": (),
    "first": ("--first-steps",),
    "first-small": ("--first-steps", "--size", "1024x640"),
    "search": ("--query", "joint"),
    "entry": ("--query", "joint working group", "--select", GROUP),
    "document": ("--query", "space", "--select", GROUP, "--document", "ris-scientific-cooperation"),
    "korean": ("--query", "반도체"),
    "hindi": ("--query", "अंतरिक्ष"),
    "nothing": ("--query", "zeppelin"),
    "small": ("--size", "1024x640"),
}


def picture(target: Path, library: Path, *arguments: str, **environment: str) -> None:
    """Draw one state."""
    command = [sys.executable, "-m", "explorer", "--library", str(library), "gui"]
    subprocess.run(
        [*command, "--screenshot", str(target), *arguments],
        check=True,
        env={**os.environ, **environment},
    )
    sys.stdout.write(f"{target}\n")


def main(folder: Path) -> None:
    """Draw all states in both themes, the start at 150 %, and a library of 10,000 entries."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        seeds, many = Path(name) / "Built-in library", Path(name) / "Treaties"
        for path in (seeds, many):
            workspace = open_workspace(path)
            if path is many:
                treaties.fill(workspace.library, 10_000)
            list(workspace.indexing.rebuild())
            workspace.close()
        for theme in ("light", "dark"):
            for state, arguments in STATES.items():
                picture(folder / f"{state}-{theme}.png", seeds, "--theme", theme, *arguments)
            picture(folder / f"many-{theme}.png", many, "--theme", theme)
        picture(folder / "start-150.png", seeds, QT_SCALE_FACTOR="1.5")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
