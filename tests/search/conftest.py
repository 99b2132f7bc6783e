"""Indexes that several test modules ask and none changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.search.index import Index
from explorer.search.lexicon import Lexicon
from tests.search import corpus


@pytest.fixture(scope="session")
def synonyms() -> Lexicon:
    """The table of synonyms as the program ships it."""
    return corpus.vocabulary()


@pytest.fixture(scope="session")
def random_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a generation of 400 entries of random words and 150 paragraphs."""
    folder = tmp_path_factory.mktemp("random") / "index"
    corpus.made(folder, corpus.random_entries(400), corpus.random_paragraphs(150))
    return folder


@pytest.fixture(scope="session")
def random_index(random_folder: Path) -> Index:
    """The index of `random_folder`."""
    return corpus.open_index(random_folder)
