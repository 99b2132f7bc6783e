"""A suggestion merged into an entry that is there: what is new is added, nothing is overwritten."""

from __future__ import annotations

from msgspec.structs import replace

from explorer.domain.entries import Entry, Evidence, Involvement, Milestone
from explorer.domain.review import Proposal, ReviewItem
from explorer.domain.rules import evidence_by_field
from explorer.domain.vocabulary import Basis
from explorer.services.bodies import Bodies
from explorer.services.recording import Recorder, Source


def extended(
    own: Entry, proposal: Proposal, item: ReviewItem, source: Source, bodies: Bodies
) -> Entry:
    """The entry with the suggestion's passage as further evidence, and with what it lacked.

    That are parties, sectors, a period, and a step that it had not: of another stage, or dated
    where the entry's is not, or dated otherwise (sources that disagree are both shown).
    """
    return _Extending(own, proposal, item, source, bodies).entry()


class _Extending:
    """One entry as it grows."""

    def __init__(
        self, own: Entry, proposal: Proposal, item: ReviewItem, source: Source, bodies: Bodies
    ) -> None:
        self._own, self._proposal, self._source, self._bodies = own, proposal, source, bodies
        self._recorder = Recorder(proposal, item, source, bodies)
        self._evidence = dict(evidence_by_field(own))

    def entry(self) -> Entry:
        own, proposal = self._own, self._proposal
        self._further("title")
        if proposal.kind is own.kind:
            self._further("kind")
        if own.institution and self._bodies.find(self._recorder.body_named()) == own.institution:
            self._further(f"institution:{own.institution}")
        return replace(
            own,
            parties=self._parties(),
            sectors=self._sectors(),
            period=self._period(),
            milestones=self._milestones(),
            evidence=tuple(self._evidence.values()),
        )

    def _further(self, field: str) -> None:
        """The passage as further evidence of a field that has some."""
        before = self._evidence.get(field)
        if before is None:
            self._evidence[field] = Evidence(field, Basis.STATED, (self._source.passage,))
        elif self._source.passage not in before.passages:
            passages = (*before.passages, self._source.passage)
            self._evidence[field] = replace(before, passages=passages)

    def _take(self, field: str, name: str = "") -> None:
        """The evidence of a field that is new, by another name where that is taken."""
        name = name or field
        self._evidence[name] = replace(self._recorder.evidence[field], field=name)

    def _parties(self) -> tuple[Involvement, ...]:
        found = {item.party: item for item in self._own.parties}
        for item in self._recorder.parties(self._own.institution):
            before = found.get(item.party)
            if before is None:
                found[item.party] = item
                self._take(f"party:{item.party}")
                self._take(f"role:{item.party}")
            elif item.printed:
                self._further(f"party:{item.party}")
                if before.role is item.role:
                    self._further(f"role:{item.party}")
        return tuple(found.values())

    def _sectors(self) -> tuple[str, ...]:
        found = dict.fromkeys(self._own.sectors)
        for sector in self._recorder.sectors():
            if sector in found:
                self._further(f"sector:{sector}")
            else:
                found[sector] = None
                self._take(f"sector:{sector}")
        return tuple(found)

    def _period(self) -> str | None:
        period = self._recorder.period()
        if self._own.period is None:
            if period is not None:
                self._take("period")
            return period
        if self._own.period == period:
            self._further("period")
        return self._own.period

    def _milestones(self) -> tuple[Milestone, ...]:
        steps = list(self._own.milestones)
        for step in self._recorder.milestones():
            known = next((one for one in steps if self._has(one, step)), None)
            name = known.id if known is not None else self._free(steps, step.id)
            if known is None:
                steps.append(replace(step, id=name))
            for part in ("stage", "when", "due"):
                if part != "stage" and getattr(step, part) is None:
                    continue
                if known is not None:
                    self._further(f"milestone:{name}/{part}")
                else:
                    self._take(f"milestone:{step.id}/{part}", f"milestone:{name}/{part}")
        return tuple(steps)

    def _has(self, known: Milestone, step: Milestone) -> bool:
        """Whether a step of the entry says what the new one does.

        One that is only concluded does not say what a sentence states.
        """
        if known.stage is not step.stage or (known.due is None) is not (step.due is None):
            return False
        if step.when not in (None, known.when) or step.due != known.due:
            return False
        support = self._evidence.get(f"milestone:{known.id}/stage")
        stated = self._recorder.evidence[f"milestone:{step.id}/stage"].basis is Basis.STATED
        return not stated or (support is not None and support.basis is Basis.STATED)

    @staticmethod
    def _free(steps: list[Milestone], name: str) -> str:
        taken, free, count = {step.id for step in steps}, name, 1
        while free in taken:
            count += 1
            free = f"{name}-{count}"
        return free
