"""What the timeline makes of a query, and what it reads from one: plain functions."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from explorer.domain.labels import Labels
from explorer.domain.query import Choice, Facet, Page, Period, Query
from explorer.domain.sectors import FAMILY_OF_SECTOR
from explorer.domain.timeline import Lanes
from explorer.domain.vocabulary import Family, Stage
from explorer.services.marks import FAMILIES
from explorer.ui.models.time_groups import Groups, groups_of
from explorer.ui.models.time_page import TimePage
from explorer.ui.panels.facets_values import value_label
from explorer.ui.panels.timeline_legend import Meaning

translate = QCoreApplication.translate
_STAGES = tuple(Stage)
_FAMILIES = tuple(Family)


def question_of(page: Page) -> Query:
    """What a page answers, with the conditions of its text among the choices."""
    return page.query if page.understood == Query() else page.understood


def asked_anew(old: Query, new: Query) -> bool:
    """Whether another result is asked for: more than another period, or another order of it."""
    return replace(old, period=None, sort=new.sort) != replace(new, period=None)


def typed_on(old: Query, new: Query) -> bool:
    """Whether only the words are others, and there are some: a letter was typed, or taken back."""
    same = (old.choices, old.period, old.collection) == (new.choices, new.period, new.collection)
    return same and old.text != new.text and bool(new.text.strip())


def lane_groups(
    page: TimePage, lanes: Lanes | None, labels: Labels, *, by_name: bool
) -> Groups | None:
    """The lanes of a page, with their names; None without any."""
    if lanes is None:
        return None
    none = {
        Facet.SECTOR: translate("Timeline", "No sector"),
        Facet.INSTITUTION: translate("Timeline", "No body"),
        Facet.PARTY: translate("Timeline", "No party"),
        Facet.DOCUMENT: translate("Timeline", "No document"),
    }

    def name(value: str | None) -> str:
        if value is None:
            return none.get(lanes.facet, translate("Timeline", "Not stated"))
        if value == "":
            return translate("Timeline", "All others")
        return value_label(lanes.facet, value, labels)

    return groups_of(page, lanes, name, by_name=by_name)


def colour_choice(row: int, *, by_stage: bool) -> tuple[Facet, tuple[str, ...]]:
    """The filter that leaves one row of colours."""
    if by_stage:
        return Facet.STAGE, (_STAGES[row].value,)
    family = _FAMILIES[row - 1]
    own = tuple(name for name, of in FAMILY_OF_SECTOR.items() if of is family)
    return Facet.SECTOR, own


def with_colour(query: Query, row: int, *, by_stage: bool) -> Query | None:
    """The query narrowed to a row of colours; with all, where it is narrowed to that already.

    None for "no sector", which no filter can ask for.
    """
    if row == 0 and not by_stage:
        return None
    facet, values = colour_choice(row, by_stage=by_stage)
    old = query.choice(facet)
    if set(old.values) == set(values):
        return query.choosing(facet, Choice(()))
    return query.choosing(facet, Choice(values))


def with_cell(query: Query, stages: tuple[str, ...], family: str) -> Query:
    """The query narrowed to stages, and to the sectors of a family where it has one."""
    narrowed = query.choosing(Facet.STAGE, Choice(stages))
    if family:
        own = tuple(name for name, of in FAMILY_OF_SECTOR.items() if of == family)
        narrowed = narrowed.choosing(Facet.SECTOR, Choice(own))
    return narrowed


def with_period(page: TimePage | None, period: Period | None) -> Query | None:
    """The query of a page with another period, or none; also where its text asked for one."""
    if page is None:
        return None
    return replace(question_of(page.page), period=period)


def meanings(page: TimePage, *, by_stage: bool) -> list[Meaning]:
    """The rows of colours that the dated entries have, with their counts, in their order."""
    import numpy as np

    columns = page.columns
    rows = columns.stage if by_stage else columns.family + np.int8(1)
    size = len(_STAGES) if by_stage else FAMILIES
    counts = np.bincount(rows, minlength=size).tolist()
    order = range(size) if by_stage else [*range(1, size), 0]
    query = question_of(page.page)
    found = []
    for row in order:
        if not counts[row]:
            continue
        chosen = False
        if by_stage or row:
            facet, values = colour_choice(row, by_stage=by_stage)
            chosen = set(query.choice(facet).values) == set(values)
        found.append(Meaning(row, counts[row], chosen))
    return found
