"""From an accepted suggestion to an entry: every field rests on the passage, and says how.

What the passage prints is stated; what “both countries”, the document's date or the kind gave is
inferred, with why; kind and sectors are classified. What the user corrected says so.
"""

from __future__ import annotations

import textwrap
import uuid
from typing import Final, NamedTuple

from explorer.domain.entries import (
    Document,
    Entry,
    Evidence,
    Institution,
    Involvement,
    Milestone,
    Origin,
)
from explorer.domain.messages import AccordError, Message
from explorer.domain.review import Proposal, ReviewItem
from explorer.domain.vocabulary import KIND_LABELS, STAGE_LABELS, Basis, Kind, Role, Stage
from explorer.domain.when import parse_when
from explorer.domain.wording import date_in_words
from explorer.services import vocabularies
from explorer.services.bodies import Bodies, named
from explorer.services.printed import (
    acronym_printed,
    prints_date,
    prints_words,
    state_printed,
    together_printed,
)
from explorer.services.proposing import states_named

ABOUT_A_BODY: Final = frozenset({Kind.INSTITUTION, Kind.MECHANISM, Kind.WORKING_GROUP})
_SHORTEST: Final = 17  # letters of a title that fits a chip
# What a thing of a kind comes to when its day comes.
_COMING: Final = {
    Kind.AGREEMENT: Stage.SIGNED,
    Kind.MOU: Stage.SIGNED,
    Kind.DECLARATION: Stage.SIGNED,
    Kind.EVENT: Stage.COMPLETED,
    Kind.COMMITMENT: Stage.COMPLETED,
    Kind.MEMBERSHIP: Stage.OPERATING,
}


class Source(NamedTuple):
    """Where a suggestion stands: its document, the id of its passage, the batch that decides."""

    document: Document
    passage: str
    batch: str


def check_proposal(proposal: Proposal) -> None:
    """See that an entry can be made of it.

    Raises:
        AccordError: ``review-untitled``, ``date-not-edtf``, ``value-unknown``.
    """
    if not any(sign.isalnum() for sign in proposal.title):
        raise AccordError("review-untitled")
    for day in (proposal.when, proposal.due, proposal.period):
        if day is not None:
            parse_when(day)
    known = vocabularies.sectors()
    for sector in proposal.sectors:
        if sector not in known:
            raise AccordError(
                "value-unknown", value=sector, facet="sector", known=", ".join(sorted(known))
            )


def entry_of(proposal: Proposal, item: ReviewItem, source: Source, bodies: Bodies) -> Entry:
    """The entry that a proposal makes; new bodies are added to ``bodies``."""
    return Recorder(proposal, item, source, bodies).entry()


class Recorder:
    """One proposal on its way to an entry, with the evidence of each field."""

    def __init__(
        self, proposal: Proposal, item: ReviewItem, source: Source, bodies: Bodies
    ) -> None:
        self._proposal, self._item, self._source, self._bodies = proposal, item, source, bodies
        self._quote = proposal.quote
        self.evidence: dict[str, Evidence] = {}

    def entry(self) -> Entry:
        """The entry."""
        proposal = self._proposal
        title = " ".join(proposal.title.split())
        self._title(title)
        self._rest("kind", Basis.CLASSIFIED, self._corrected("kind", KIND_LABELS))
        about = self.about()
        identifier = str(uuid.uuid4())
        return Entry(
            id=identifier,
            title=title,
            short_title=short_title(title, self._quote),
            kind=proposal.kind,
            summary="",
            parties=self.parties(about),
            sectors=self.sectors(),
            institution=about,
            period=self.period(),
            milestones=self.milestones(),
            origin=Origin(
                "suggestion",
                self._source.document.id,
                # Two libraries may make an entry of the same suggestion; both are then kept.
                f"{self._item.key}-{identifier[:8]}",
                self._source.batch,
            ),
            evidence=tuple(self.evidence.values()),
        )

    def _rest(self, field: str, basis: Basis, why: Message | None = None) -> None:
        """Note on what a field rests; ``why`` is kept in English, as all of an entry's words."""
        text = "" if why is None else why.english()
        self.evidence[field] = Evidence(field, basis, (self._source.passage,), why=text)

    def _corrected(self, field: str, labels: dict[Kind, str] | dict[Stage, str]) -> Message | None:
        """That a word of the vocabulary was chosen by hand."""
        suggested = self._item.suggested
        if suggested is None:
            return Message("basis-added")
        old, new = getattr(suggested, field), getattr(self._proposal, field)
        return None if old == new else Message("basis-corrected", {"text": labels[old]})

    def _title(self, title: str) -> None:
        stated = prints_words(self._quote, title)
        suggested, why = self._item.suggested, None
        if suggested is not None and suggested.title != self._proposal.title:
            why = Message("basis-corrected", {"text": suggested.title})
        elif not stated:
            why = Message("basis-worded")
        self._rest("title", Basis.STATED if stated else Basis.INFERRED, why)

    def about(self) -> str | None:
        """The body that an entry of such a kind is about: known by its name, else a new one."""
        printed = self.body_named()
        if not printed:
            return None
        body = self._bodies.of(printed)
        self._body_rests(f"institution:{body}", printed)
        return body

    def body_named(self) -> str:
        """The name of that body: of a group or committee its title, of a membership what is
        joined; empty for other kinds."""
        proposal = self._proposal
        if proposal.kind is Kind.MEMBERSHIP:
            acting = {party for party, _ in proposal.parties}
            joined = (name for name in proposal.institutions if name not in acting)
            return next((name for name in joined if not states_named(name)), "")
        if proposal.kind not in ABOUT_A_BODY:
            return ""
        title = " ".join(proposal.title.split())
        acronym = acronym_printed(self._quote, title)
        return f"{title} ({acronym})" if acronym else title

    def _body_rests(self, field: str, printed: str, *, added: bool = False) -> None:
        name = named(printed)
        stated = any(part and prints_words(self._quote, part) for part in (*name, printed))
        why = Message("basis-added") if added else None if stated else Message("basis-body")
        self._rest(field, Basis.STATED if stated else Basis.INFERRED, why)

    def parties(self, about: str | None) -> tuple[Involvement, ...]:
        """The parties, states by their codes, bodies by their ids; then the bodies only named."""
        found: dict[str, Involvement] = {}
        known, suggested = vocabularies.states(), self._item.suggested
        before = {party for party, _ in suggested.parties} if suggested else set()
        for printed, role in self._proposal.parties:
            by_hand = suggested is not None and printed not in before
            states = (printed,) if printed in known else states_named(printed)
            for code in states:
                if code not in found:
                    found[code] = Involvement(code, role, self._state(code, by_hand=by_hand))
            if not states:
                self._acting(found, printed, about, role, by_hand=by_hand)
        named_before = suggested.institutions if suggested else self._proposal.institutions
        for printed in self._proposal.institutions:
            by_hand = printed not in named_before
            if not states_named(printed):
                self._acting(found, printed, about, Role.CONCERNED, by_hand=by_hand)
        return tuple(found.values())

    def _acting(
        self,
        found: dict[str, Involvement],
        printed: str,
        about: str | None,
        role: Role,
        *,
        by_hand: bool,
    ) -> None:
        body = self._bodies.of(printed)
        if body in found or body == about:
            return
        found[body] = Involvement(body, role, printed)
        self._body_rests(f"party:{body}", printed, added=by_hand)
        self._body_rests(f"role:{body}", printed, added=by_hand)

    def _state(self, code: str, *, by_hand: bool) -> str:
        """Note on what a state rests; its name as printed, empty where it is not."""
        printed = state_printed(self._quote, code)
        together = together_printed(self._quote)
        why: Message | None = Message("basis-added")
        if not by_hand and printed:
            why = None
        elif not by_hand:
            why = Message("basis-document")
            if together:
                why = Message("basis-together", {"text": together})
        basis = Basis.STATED if printed else Basis.INFERRED
        self._rest(f"party:{code}", basis, why)
        self._rest(f"role:{code}", basis, why)
        return printed

    def sectors(self) -> tuple[str, ...]:
        """The sectors, each once."""
        suggested = self._item.suggested
        for sector in dict.fromkeys(self._proposal.sectors):
            by_hand = suggested is not None and sector not in suggested.sectors
            why = Message("basis-added") if by_hand else None
            self._rest(f"sector:{sector}", Basis.CLASSIFIED, why)
        return tuple(dict.fromkeys(self._proposal.sectors))

    def period(self) -> str | None:
        """What it covers."""
        if self._proposal.period is not None:
            self._date("period", "period", self._proposal.period)
        return self._proposal.period

    def _date(self, field: str, name: str, day: str) -> None:
        """Note on what a date rests; ``name``: what the proposal calls it."""
        suggested, published = self._item.suggested, self._source.document.published
        stated = prints_date(self._quote, day)
        why = None
        if suggested is not None and getattr(suggested, name) != day:
            old = getattr(suggested, name)
            words = {"text": date_in_words(old)}
            why = Message("basis-corrected", words) if old else Message("basis-added")
        elif not stated:
            why = Message("basis-elsewhere")
            if published is not None:
                why = Message("basis-date", {"date": date_in_words(published)})
        self._rest(field, Basis.STATED if stated else Basis.INFERRED, why)

    def milestones(self) -> tuple[Milestone, ...]:
        """The stage that was reached, and what is to come; none where nothing is known of it."""
        proposal, spoken = self._proposal, self._source.document.published
        steps = []
        if proposal.stage is not Stage.UNKNOWN or proposal.when is not None:
            step = Milestone(proposal.stage.value, proposal.stage, proposal.when, as_of=spoken)
            why = self._corrected("stage", STAGE_LABELS)
            if proposal.stage is Stage.UNKNOWN:
                why = Message("basis-undecided")
            self._rest(f"milestone:{step.id}/stage", Basis.STATED, why)
            if proposal.when is not None:
                self._date(f"milestone:{step.id}/when", "when", proposal.when)
            steps.append(step)
        if proposal.due is not None:
            stage = _COMING.get(proposal.kind, Stage.LAUNCHED)
            step = Milestone(f"due-{stage.value}", stage, due=proposal.due, as_of=spoken)
            self._rest(f"milestone:{step.id}/stage", Basis.INFERRED, Message("basis-due"))
            self._date(f"milestone:{step.id}/due", "due", proposal.due)
            steps.append(step)
        return tuple(steps)


def short_title(title: str, quote: str) -> str:
    """A title for chips: its acronym, as it or its passage prints one, else its first words."""
    acronym = named(title).acronym or acronym_printed(quote, title)
    if acronym and len(acronym) <= _SHORTEST:
        return acronym
    plain = title.strip("“”\"'‘’ ")
    if len(plain) <= _SHORTEST:
        return plain
    return textwrap.shorten(plain, _SHORTEST, placeholder="…")


def new_bodies(bodies: Bodies) -> tuple[Institution, ...]:
    """The bodies that became known and are to be written, which are no longer new then."""
    found = tuple(bodies.new.values())
    bodies.new.clear()
    return found
