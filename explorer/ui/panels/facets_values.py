"""What the rows of a filter say, and in which order: plain functions from `Page` and `Labels`."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from explorer.domain.labels import Labels, family_place
from explorer.domain.query import Choice, Facet, Page, Query
from explorer.domain.vocabulary import Kind, Stage, Standing
from explorer.ui import words
from explorer.ui.panels.facets_list import FacetValue

# Filters whose values have an order of their own, which counts do not disturb.
_OWN_ORDER: dict[Facet, dict[str, int]] = {
    Facet.STAGE: {stage: place for place, stage in enumerate(Stage)},
    Facet.STANDING: {standing: place for place, standing in enumerate(Standing)},
}
_KNOWN: dict[Facet, frozenset[str]] = {
    Facet.STAGE: frozenset(Stage),
    Facet.KIND: frozenset(Kind),
    Facet.STANDING: frozenset(Standing),
}


def facet_values(facet: Facet, page: Page, labels: Labels) -> tuple[FacetValue, ...]:
    """All values of a filter, in order: those with hits, those chosen, and sectors without any."""
    counts = dict(page.facets.get(facet, ()))
    chosen = page.query.choice(facet).values
    every_value = dict.fromkeys([*counts, *chosen])
    if facet is Facet.SECTOR:
        every_value |= dict.fromkeys(labels.sectors)
    rows = [
        FacetValue(
            value=value,
            label=value_label(facet, value, labels),
            count=counts.get(value, 0),
            chosen=value in chosen,
            family=family_place((value,)) if facet is Facet.SECTOR else None,
            full=_full_label(facet, value, labels),
        )
        for value in every_value
    ]
    order = _OWN_ORDER.get(facet)
    if order is not None:
        rows.sort(key=lambda row: order.get(row.value, len(order)))
    elif facet is Facet.DECADE:
        rows.sort(key=lambda row: row.value)
    else:
        rows.sort(key=lambda row: (-row.count, row.label.casefold()))
    return tuple(rows)


def value_label(facet: Facet, value: str, labels: Labels) -> str:
    """What a value of a filter is called on screen."""
    known = _KNOWN.get(facet)
    if known is not None and value not in known:
        return value  # a word of a newer library: shown as it is rather than not at all
    if facet is Facet.STAGE:
        return words.stage_label(value)
    if facet is Facet.KIND:
        return words.kind_label(value)
    if facet is Facet.STANDING:
        return words.standing_label(value)
    if facet is Facet.SECTOR:
        return labels.sector(value)
    if facet in (Facet.PARTY, Facet.INSTITUTION):
        return labels.party_short(value)
    if facet is Facet.DOCUMENT:
        return labels.document(value)
    if facet is Facet.DECADE:
        return QCoreApplication.translate("FacetSection", "{year}s").format(year=value)
    return value


def _full_label(facet: Facet, value: str, labels: Labels) -> str:
    if facet in (Facet.PARTY, Facet.INSTITUTION):
        return labels.party(value)
    if facet is Facet.DOCUMENT and value in labels.documents:
        return labels.documents[value].title
    return ""


def only_differs_in(facet: Facet, old: Query, new: Query) -> bool:
    """Whether two queries are the same but for what is chosen of one filter."""
    nothing = Choice(())
    return old.choosing(facet, nothing) == new.choosing(facet, nothing)
