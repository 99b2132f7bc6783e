"""The fixed words: kinds, stages, roles, standings, relations, families of sectors.

Each word is a code; its English label stands beside it and is what ``ui`` translates.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What an entry is; ``resources/vocabulary/kinds.md`` is the decision table."""

    AGREEMENT = "agreement"
    MOU = "mou"
    DECLARATION = "declaration"
    PLAN = "plan"
    PARTNERSHIP = "partnership"
    INSTITUTION = "institution"
    MECHANISM = "mechanism"
    WORKING_GROUP = "working_group"
    PROGRAMME = "programme"
    INITIATIVE = "initiative"
    MEMBERSHIP = "membership"
    EVENT = "event"
    COMMITMENT = "commitment"


class Stage(StrEnum):
    """How firm an entry is, in rising order up to ``completed``; the last three stand aside."""

    MENTIONED = "mentioned"
    PROPOSED = "proposed"
    NEGOTIATING = "negotiating"
    PLEDGED = "pledged"
    AGREED = "agreed"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    LAUNCHED = "launched"
    OPERATING = "operating"
    COMPLETED = "completed"
    SUSPENDED = "suspended"
    ENDED = "ended"
    UNKNOWN = "unknown"


STAGE_ORDER: Final = {stage: number for number, stage in enumerate(Stage)}


class Firmness(StrEnum):
    """The three outlines in which stages are drawn."""

    WORDS = "words"
    UNDERTAKEN = "undertaken"
    DONE = "done"


FIRMNESS: Final = {
    Stage.MENTIONED: Firmness.WORDS,
    Stage.PROPOSED: Firmness.WORDS,
    Stage.NEGOTIATING: Firmness.UNDERTAKEN,
    Stage.PLEDGED: Firmness.UNDERTAKEN,
    Stage.AGREED: Firmness.UNDERTAKEN,
    Stage.SIGNED: Firmness.UNDERTAKEN,
    Stage.IN_FORCE: Firmness.DONE,
    Stage.LAUNCHED: Firmness.DONE,
    Stage.OPERATING: Firmness.DONE,
    Stage.COMPLETED: Firmness.DONE,
    Stage.SUSPENDED: Firmness.WORDS,
    Stage.ENDED: Firmness.WORDS,
    Stage.UNKNOWN: Firmness.WORDS,
}


class Role(StrEnum):
    """In what way a party acts in an entry."""

    SIGNATORY = "signatory"
    MEMBER = "member"
    HOST = "host"
    LEAD = "lead"
    CO_CHAIR = "co_chair"
    IMPLEMENTING = "implementing"
    BENEFICIARY = "beneficiary"
    WELCOMING = "welcoming"
    CONCERNED = "concerned"


class Standing(StrEnum):
    """What the word of a document is worth."""

    TREATY_TEXT = "treaty_text"
    OFFICIAL_STATEMENT = "official_statement"
    OFFICIAL_REPORT = "official_report"
    PRESS = "press"
    COMMENTARY = "commentary"
    DATASET = "dataset"
    OWN_NOTE = "own_note"
    UNKNOWN = "unknown"  # not said, and not to be told from the text


OFFICIAL: Final = frozenset(
    {Standing.TREATY_TEXT, Standing.OFFICIAL_STATEMENT, Standing.OFFICIAL_REPORT}
)


class RelationKind(StrEnum):
    """How one entry stands to another."""

    PART_OF = "part_of"
    OUTCOME_OF = "outcome_of"
    IMPLEMENTS = "implements"
    AMENDS = "amends"
    EXTENDS = "extends"
    REPLACES = "replaces"
    FOLLOWS = "follows"
    SEE_ALSO = "see_also"


class Basis(StrEnum):
    """On what a field rests: said outright, concluded, or sorted under a heading."""

    STATED = "stated"
    INFERRED = "inferred"
    CLASSIFIED = "classified"


class PlaceRole(StrEnum):
    """What happened, or is, at a place."""

    SIGNED_AT = "signed_at"
    HELD_AT = "held_at"
    SEAT = "seat"


class Family(StrEnum):
    """The six families of sectors, each with a hue of its own."""

    TECHNOLOGY = "technology"
    SCIENCE = "science"
    ENERGY = "energy"
    ECONOMY = "economy"
    POLITICS = "politics"
    PEOPLE = "people"


KIND_LABELS: Final = {
    Kind.AGREEMENT: "Agreement",
    Kind.MOU: "Memorandum (MoU)",
    Kind.DECLARATION: "Declaration",
    Kind.PLAN: "Plan",
    Kind.PARTNERSHIP: "Partnership",
    Kind.INSTITUTION: "Institution",
    Kind.MECHANISM: "Mechanism",
    Kind.WORKING_GROUP: "Working group",
    Kind.PROGRAMME: "Programme",
    Kind.INITIATIVE: "Initiative",
    Kind.MEMBERSHIP: "Membership",
    Kind.EVENT: "Event",
    Kind.COMMITMENT: "Undertaking",
}

STAGE_LABELS: Final = {
    Stage.MENTIONED: "Mentioned",
    Stage.PROPOSED: "Proposed",
    Stage.NEGOTIATING: "Negotiating",
    Stage.PLEDGED: "Pledged",
    Stage.AGREED: "Agreed",
    Stage.SIGNED: "Signed",
    Stage.IN_FORCE: "In force",
    Stage.LAUNCHED: "Launched",
    Stage.OPERATING: "Operating",
    Stage.COMPLETED: "Completed",
    Stage.SUSPENDED: "Suspended",
    Stage.ENDED: "Ended",
    Stage.UNKNOWN: "Not stated",
}

# A printed stage word follows the kind (design, "Stage"); what is not here uses `STAGE_LABELS`.
STAGE_LABELS_BY_KIND: Final = {
    (Kind.EVENT, Stage.COMPLETED): "Held",
    (Kind.EVENT, Stage.OPERATING): "Under way",
    (Kind.MEMBERSHIP, Stage.OPERATING): "Member",
    (Kind.PROGRAMME, Stage.OPERATING): "Running",
    (Kind.AGREEMENT, Stage.ENDED): "No longer in force",
}

ROLE_LABELS: Final = {
    Role.SIGNATORY: "Signatory",
    Role.MEMBER: "Member",
    Role.HOST: "Host",
    Role.LEAD: "Lead",
    Role.CO_CHAIR: "Co-chair",
    Role.IMPLEMENTING: "Implementing",
    Role.BENEFICIARY: "Beneficiary",
    Role.WELCOMING: "Welcoming",
    Role.CONCERNED: "Concerned",
}

STANDING_LABELS: Final = {
    Standing.TREATY_TEXT: "Treaty text",
    Standing.OFFICIAL_STATEMENT: "Official statement",
    Standing.OFFICIAL_REPORT: "Official report",
    Standing.PRESS: "Press",
    Standing.COMMENTARY: "Commentary",
    Standing.DATASET: "Dataset",
    Standing.OWN_NOTE: "Own note",
    Standing.UNKNOWN: "Standing not known",
}

RELATION_LABELS: Final = {
    RelationKind.PART_OF: "Part of",
    RelationKind.OUTCOME_OF: "Outcome of",
    RelationKind.IMPLEMENTS: "Implements",
    RelationKind.AMENDS: "Amends",
    RelationKind.EXTENDS: "Extends",
    RelationKind.REPLACES: "Replaces",
    RelationKind.FOLLOWS: "Follows",
    RelationKind.SEE_ALSO: "See also",
}

# The same relation read from its other end.
RELATION_LABELS_BACK: Final = {
    RelationKind.PART_OF: "Has part",
    RelationKind.OUTCOME_OF: "Had outcome",
    RelationKind.IMPLEMENTS: "Implemented by",
    RelationKind.AMENDS: "Amended by",
    RelationKind.EXTENDS: "Extended by",
    RelationKind.REPLACES: "Replaced by",
    RelationKind.FOLLOWS: "Followed by",
    RelationKind.SEE_ALSO: "See also",
}

FAMILY_LABELS: Final = {
    Family.TECHNOLOGY: "Technology",
    Family.SCIENCE: "Science and space",
    Family.ENERGY: "Energy and climate",
    Family.ECONOMY: "Economy",
    Family.POLITICS: "Politics and defence",
    Family.PEOPLE: "People and skills",
}

PLACE_LABELS: Final = {
    PlaceRole.SIGNED_AT: "Signed at",
    PlaceRole.HELD_AT: "Held at",
    PlaceRole.SEAT: "Seat",
}


def stage_label(kind: Kind, stage: Stage) -> str:
    """The English stage word that is printed for an entry of this kind."""
    return STAGE_LABELS_BY_KIND.get((kind, stage), STAGE_LABELS[stage])
