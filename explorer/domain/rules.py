"""The rules that answer from an entry: how firm, when, and on what each field rests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from explorer.domain.entries import Entry, Evidence, Institution, Milestone
from explorer.domain.vocabulary import OFFICIAL, STAGE_ORDER, Basis, Stage, Standing
from explorer.domain.when import When, parse_when

_OVERRIDING = frozenset({Stage.SUSPENDED, Stage.ENDED})


class EntryWhen(NamedTuple):
    """An entry's date and where it comes from: a milestone's id, or ``period``."""

    when: When
    source: str


def evidence_by_field(entry: Entry) -> dict[str, Evidence]:
    """The evidence of each field that has any."""
    return {item.field: item for item in entry.evidence}


def _stated(entry: Entry) -> list[Milestone]:
    fields = evidence_by_field(entry)
    reached = [item for item in entry.milestones if item.due is None]
    return [
        item
        for item in reached
        if (support := fields.get(f"milestone:{item.id}/stage")) is not None
        and support.basis is Basis.STATED
    ]


def _latest_day(milestone: Milestone) -> int:
    return parse_when(milestone.when).latest if milestone.when else -1


def _as_of(milestone: Milestone) -> int:
    return parse_when(milestone.as_of).earliest if milestone.as_of else -1


def stage_milestone(entry: Entry, standings: dict[str, Standing] | None = None) -> Milestone | None:
    """The milestone that gives the entry's stage, or None where no stage is stated.

    The furthest stage reached with a stated basis; ``suspended`` and ``ended`` override unless a
    later dated one follows; what is only due never counts. Where an official source speaks
    (``standings``: milestone id → standing of the document it rests on), the newest official
    one decides.
    """
    stated = _stated(entry)
    official = [m for m in stated if standings and standings.get(m.id) in OFFICIAL]
    if official:
        newest = max(_as_of(item) for item in official)
        stated = [item for item in official if _as_of(item) == newest]
    ordinary = [item for item in stated if item.stage not in _OVERRIDING]
    overriding = [item for item in stated if item.stage in _OVERRIDING]
    if overriding:
        last = max(overriding, key=_latest_day)
        followed = any(_latest_day(item) > _latest_day(last) >= 0 for item in ordinary)
        if not followed:
            return last
    return max(ordinary, key=lambda item: STAGE_ORDER[item.stage], default=None)


def entry_stage(entry: Entry, standings: dict[str, Standing] | None = None) -> Stage:
    """How firm the entry is."""
    milestone = stage_milestone(entry, standings)
    return Stage.UNKNOWN if milestone is None else milestone.stage


def entry_when(entry: Entry, standings: dict[str, Standing] | None = None) -> EntryWhen | None:
    """The entry's one date, for sort, filter, facet, timeline and command line.

    The date of the milestone that gives its stage, else its earliest dated milestone reached
    with a stated basis (a step that is only inferred dates nothing), else the period it covers,
    else None.
    """
    chosen = stage_milestone(entry, standings)
    if chosen is not None and chosen.when:
        return EntryWhen(parse_when(chosen.when), chosen.id)
    dated = [item for item in _stated(entry) if item.when]
    if dated:
        first = min(dated, key=lambda item: parse_when(item.when or "").sort_key)
        return EntryWhen(parse_when(first.when or ""), first.id)
    if entry.period:
        return EntryWhen(parse_when(entry.period), "period")
    return None


def supported_fields(entry: Entry) -> Iterator[str]:
    """The names of all fields of an entry that need a passage or a table cell to rest on."""
    yield "title"
    yield "kind"
    if entry.instrument:
        yield "instrument"
    if entry.period:
        yield "period"
    if entry.institution:
        yield f"institution:{entry.institution}"
    for party in entry.parties:
        yield f"party:{party.party}"
        yield f"role:{party.party}"
    for milestone in entry.milestones:
        yield f"milestone:{milestone.id}/stage"
        if milestone.when:
            yield f"milestone:{milestone.id}/when"
        if milestone.due:
            yield f"milestone:{milestone.id}/due"
    for name, ids in (
        ("sector", entry.sectors),
        ("place", [item.id for item in entry.places]),
        ("reference", [item.id for item in entry.references]),
        ("figure", [item.id for item in entry.figures]),
        ("relation", [item.target for item in entry.relations]),
    ):
        for identifier in ids:
            yield f"{name}:{identifier}"


def title_passages(entry: Entry) -> tuple[str, ...]:
    """The passages in which the entry is named."""
    support = evidence_by_field(entry).get("title")
    return () if support is None else support.passages


def is_state(party: str) -> bool:
    """Whether a party id is a state's alpha-3 code; institutions have lower-case slugs."""
    return len(party) == 3 and party.isascii() and party.isupper()


def institutions_of(entry: Entry) -> tuple[str, ...]:
    """The institutions an entry is about or that act in it, each once."""
    acting = [item.party for item in entry.parties if not is_state(item.party)]
    about = [entry.institution] if entry.institution else []
    return tuple(dict.fromkeys(about + acting))


def institution_terms(institution: Institution) -> tuple[str, ...]:
    """All names under which a search should find an institution."""
    names = (
        institution.name,
        institution.acronym,
        *institution.aliases,
        *institution.names.values(),
        *(item.printed for item in institution.misprints),
    )
    return tuple(dict.fromkeys(filter(None, names)))


def milestone_standings(entry: Entry, standing_of: Mapping[str, Standing]) -> dict[str, Standing]:
    """The standing each milestone's stage rests on: an official one where there is any.

    ``standing_of`` gives the standing of the document of each passage id.
    """
    found: dict[str, Standing] = {}
    for name, support in evidence_by_field(entry).items():
        if name.startswith("milestone:") and name.endswith("/stage"):
            own = [standing_of[p] for p in support.passages if p in standing_of]
            best = next((item for item in own if item in OFFICIAL), own[0] if own else None)
            if best is not None:
                found[name[len("milestone:") : -len("/stage")]] = best
    return found


class Position(NamedTuple):
    """Where an entry stands: its stage, the milestone that gives it, and its date."""

    stage: Stage
    milestone: str
    dated: EntryWhen | None


def position(entry: Entry, standing_of: Mapping[str, Standing]) -> Position:
    """Stage and date by all rules; ``standing_of`` as in `milestone_standings`."""
    standings = milestone_standings(entry, standing_of)
    milestone = stage_milestone(entry, standings)
    if milestone is None:
        return Position(Stage.UNKNOWN, "", entry_when(entry, standings))
    return Position(milestone.stage, milestone.id, entry_when(entry, standings))
