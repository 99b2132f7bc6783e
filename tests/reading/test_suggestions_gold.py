"""Quality is measured: the scores that were reached do not get worse."""

from __future__ import annotations

import pytest

from tests.reading.suggestion_scores import MATERIAL, TOOL, annotated, built_in, scored

pytestmark = pytest.mark.skipif(not TOOL.is_file(), reason="the scoring tool is not here")

# A little below what is reached, so that a better rule may cost a document something.
LEAST = {
    "us-india-icet-2023": {
        "f1": 0.93,
        "kind": 0.89,
        "stage": 0.93,
        "date": 0.96,
        "parties": 0.97,
        "sectors": 0.72,
    },
    "forge-high-tech": {
        "f1": 0.85,
        "kind": 0.8,
        "stage": 0.95,
        "date": 0.95,
        "parties": 0.95,
        "sectors": 0.7,
    },
    "ris-scientific-cooperation": {
        "f1": 0.89,
        "kind": 0.95,
        "stage": 0.9,
        "date": 0.88,
        "parties": 0.9,
        "sectors": 0.67,
    },
}


@pytest.mark.skipif(not MATERIAL.is_dir(), reason="the test material is not here")
def test_the_scores_stay() -> None:
    for document in annotated():
        scores = scored(document)
        assert scores["quotes_not_in_document"] == 0
        low = {
            name: (scores[name], least)
            for name, least in LEAST.get(document.name, {"f1": 0.7}).items()
            if scores[name] < least
        }
        assert not low, (document.name, low)


def test_the_built_in_library_is_gold_for_both_its_texts() -> None:
    counted = {document.name: len(document.gold) for document in built_in()}
    assert counted == {"forge-high-tech": 22, "ris-scientific-cooperation": 37}
