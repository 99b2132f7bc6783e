"""What the rows of a filter say, and in which order: plain functions from `Page` and `Labels`."""

from __future__ import annotations

from collections.abc import Mapping
from heapq import nlargest
from operator import itemgetter
from typing import NamedTuple

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from explorer.domain.labels import Labels, family_place
from explorer.domain.query import Facet, Page, Query
from explorer.domain.vocabulary import Kind, Stage, Standing
from explorer.ui import words
from explorer.ui.models.facets import FacetValue

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


class Named(NamedTuple):
    """What a value is called, whole where that is longer, and where it stands among equals."""

    label: str
    full: str
    key: tuple[int | str, ...]
    family: int | None


class FacetNames:
    """What the values of filters are called in one library; each is looked up once."""

    def __init__(self, labels: Labels) -> None:
        self.labels = labels
        self._known: dict[tuple[Facet, str], Named] = {}

    def of(self, facet: Facet, value: str) -> Named:
        """The names of a value."""
        known = self._known.get((facet, value))
        if known is None:
            known = self._known[facet, value] = self._named(facet, value)
        return known

    def _named(self, facet: Facet, value: str) -> Named:
        label = value_label(facet, value, self.labels)
        order = _OWN_ORDER.get(facet)
        key: tuple[int | str, ...]
        if order is not None:
            key = (order.get(value, len(order)),)
        else:
            key = (value,) if facet is Facet.DECADE else (label.casefold(),)
        family = family_place((value,)) if facet is Facet.SECTOR else None
        return Named(label, _full_label(facet, value, self.labels), key, family)


class FacetRows:
    """The values of one filter in an answer, in order: by count, or in an order of their own.

    ``found``: how many have hits or are chosen; ``empty``: how many sectors have neither. Values
    are sorted and named only as far as they are shown: a library has hundreds of parties.
    """

    def __init__(self, facet: Facet, page: Page, names: FacetNames) -> None:
        self._facet, self._names = facet, names
        self.choice = page.understood.choice(facet)
        self.counts = page.facets.get(facet, ())
        self._by_count = facet not in _OWN_ORDER and facet is not Facet.DECADE
        self._found = {value: count for value, count in self.counts if count}
        self._found |= {value: 0 for value in self.choice.values if value not in self._found}
        known = {value for value, _ in self.counts}
        if facet is Facet.SECTOR:
            known.update(names.labels.sectors)
        self._empty = known.difference(self._found)
        self.found, self.empty = len(self._found), len(self._empty)

    def same(self, other: FacetRows | None) -> bool:
        """Whether another answer has the same values, counts, choice and names."""
        return (
            other is not None
            and self.counts == other.counts
            and self.choice == other.choice
            and self._names is other._names
        )

    def first(self, most: int) -> list[FacetValue]:
        """The first values that have hits, and behind them all that are chosen."""
        found = self._found
        if self._by_count and self.found > 2 * most:
            # Only these can be among the first: names decide between equal counts alone.
            least = nlargest(most, found.values())[-1]
            found = {value: count for value, count in found.items() if count >= least}
            found |= {value: self._found[value] for value in self.choice.values}
        ordered = self._ordered(found)
        return [*ordered[:most], *(row for row in ordered[most:] if row.chosen)]

    def every(self) -> list[FacetValue]:
        """All values, those without hits at the end."""
        return [*self._ordered(self._found), *self._ordered(dict.fromkeys(self._empty, 0))]

    def _ordered(self, counts: Mapping[str, int]) -> list[FacetValue]:
        facet, names, chosen = self._facet, self._names, self.choice.values
        rows = []
        for value, count in counts.items():
            named = names.of(facet, value)
            key = (-count, *named.key, value) if self._by_count else (*named.key, value)
            rows.append((key, value, count, named))
        rows.sort(key=itemgetter(0))
        return [
            FacetValue(
                value=value,
                label=named.label,
                count=count,
                chosen=value in chosen,
                family=named.family,
                full=named.full,
            )
            for _, value, count, named in rows
        ]


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


def changed_choices(old: Query, new: Query) -> frozenset[Facet] | None:
    """The filters of which two queries choose differently; None where more than that differs."""
    if replace(old, choices=()) != replace(new, choices=()):
        return None
    one, other = dict(old.choices), dict(new.choices)
    return frozenset(facet for facet in Facet if one.get(facet) != other.get(facet))
