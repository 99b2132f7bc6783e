"""A query from what a command names: words of its own for values that are not there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from explorer.domain.messages import AccordError
from explorer.domain.query import EVERY_BY_DEFAULT, Choice, Facet, Period, Query
from explorer.domain.vocabulary import Kind, Stage
from explorer.services import vocabularies


def query_of(text: str, chosen: Mapping[Facet, Sequence[str]], period: Period | None) -> Query:
    """The query of a command; parties by code, name or alias of a state, or an institution's id.

    Raises:
        AccordError: ``value-unknown``: a misspelt filter must not look like an empty answer.
    """
    query = Query(text=text, period=period)
    known: dict[Facet, Iterable[str]] = {
        Facet.SECTOR: vocabularies.sectors(),
        Facet.KIND: [kind.value for kind in Kind],
        Facet.STAGE: [stage.value for stage in Stage],
    }
    for facet, values in chosen.items():
        if facet in known:
            _check(facet, values, sorted(known[facet]))
        ids = map(vocabularies.party_code, values) if facet is Facet.PARTY else values
        choice = Choice(tuple(dict.fromkeys(ids)), facet in EVERY_BY_DEFAULT)
        query = query.choosing(facet, choice)
    return query


def _check(facet: Facet, values: Iterable[str], allowed: Sequence[str]) -> None:
    for value in values:
        if value not in allowed:
            raise AccordError(
                "value-unknown", value=value, facet=facet.value, known=", ".join(allowed)
            )
