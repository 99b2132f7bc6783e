"""How reports tell of what statements declare: what a firm said, what goes on, what is weighed."""

from __future__ import annotations

import pytest

from explorer.domain.vocabulary import Kind, Stage
from tests.reading.test_suggestions import of, one


@pytest.mark.parametrize(
    ("sentence", "kind", "stage"),
    [
        (
            "Reefline said it would invest 1 billion euros in a tyre plant in Kisumu.",
            Kind.PROGRAMME,
            Stage.PROPOSED,
        ),
        (
            "Reefline Motors will put 90 million euros into battery research.",
            Kind.COMMITMENT,
            Stage.PROPOSED,
        ),
        (
            "A new loan for the Lamu railway is under consideration.",
            Kind.PROGRAMME,
            Stage.PROPOSED,
        ),
        (
            "The two countries hold regular naval consultations.",
            Kind.MECHANISM,
            Stage.OPERATING,
        ),
        (
            "The chambers of commerce of France have offered 500 internships.",
            Kind.PROGRAMME,
            Stage.PLEDGED,
        ),
    ],
)
def test_what_reports_tell(sentence: str, kind: Kind, stage: Stage) -> None:
    found = one(sentence)
    assert (found.kind, found.stage) == (kind, stage)


def test_a_name_without_money_of_its_own_still_only_describes() -> None:
    assert not of("Reefline will bring hope to many towns on the coast.")
    assert not of("They hold talks that few people ever read about.")
