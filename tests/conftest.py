"""What all tests share: a home of their own, and the built-in library opened once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

# Before Qt is imported anywhere: tests need no display.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from explorer import paths
from explorer.workspace import Workspace, open_workspace

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home for each test: no test sees the user's library, or another test's."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(folder))
    for name, part in (
        ("XDG_DATA_HOME", "data"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_STATE_HOME", "state"),
    ):
        monkeypatch.setenv(name, str(folder / part))
    return folder


@pytest.fixture(scope="session")
def _built_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built-in library with its index, made once."""
    folder = tmp_path_factory.mktemp("built") / "library"
    workspace = open_workspace(folder)
    for _ in workspace.indexing.rebuild():
        pass
    workspace.close()
    return folder


@pytest.fixture
def library_folder(_built_library: Path, tmp_path: Path) -> Path:
    """A copy of the built-in library with its index, to do anything to."""
    return Path(shutil.copytree(_built_library, tmp_path / "library"))


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    """The built-in library, opened."""
    opened = open_workspace(library_folder)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared material; tests that need it are skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("no shared test material beside the checkout")
    return SHARED


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The built-in pack."""
    return paths.seeds()
