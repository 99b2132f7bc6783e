"""The fields of a suggestion: type, how firm, dates, parties, bodies, sectors. All correctable."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from explorer.domain.labels import Labels, family_place
from explorer.domain.review import Proposal
from explorer.domain.rules import is_state
from explorer.domain.vocabulary import Kind, Role, Stage
from explorer.ui import words
from explorer.ui.models.review_words import tr
from explorer.ui.panels.review_inputs import FIELD, DateLine
from explorer.ui.panels.review_tokens import HEIGHT, Choice, Shown, TokenRow
from explorer.ui.widgets import plain_label, show
from explorer.ui.widgets_combo import Combo

_NAMES: Final = 76  # the column of names, at the least


class Fields(QWidget):
    """The fields of one `Proposal`; `changed` whenever one of them is another."""

    changed = Signal()
    arranged = Signal()  # some of its parts are others now

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._proposal: Proposal | None = None
        self._labels = Labels()
        self._quiet = False
        self.editing = False
        self.kind = self._combo(tr("Type"), ((k, words.kind_label(k)) for k in Kind))
        self.stage = self._combo(tr("How firm"), ((s, words.stage_label(s)) for s in Stage))
        self.when = DateLine(tr("Date"), tr("when it came to be so"))
        self.due = DateLine(tr("Due"), tr("when it is to come"))
        self.period = DateLine(tr("Period"), tr("what it covers, not when it was agreed"))
        self.parties = TokenRow(tr("Parties"), self._party, self._parties, self._read_party)
        self.parties.choices = self._roles
        self.bodies = TokenRow(tr("Bodies"), self._body, self._bodies, self._read_body)
        self.sectors = TokenRow(tr("Sectors"), self._sector, self._sectors, self._read_sector)
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(6)
        self.grid.setColumnMinimumWidth(0, _NAMES)
        self.grid.setColumnStretch(1, 1)
        self._rows: list[tuple[QWidget, QWidget]] = []
        for name, field in (
            (tr("Type"), self.kind),
            (tr("How firm"), self.stage),
            (tr("Date"), self.when),
            (tr("Due"), self.due),
            (tr("Period"), self.period),
            (tr("Parties"), self.parties),
            (tr("Bodies"), self.bodies),
            (tr("Sectors"), self.sectors),
        ):
            self._add_row(name, field)
        for line in (self.when, self.due, self.period):
            line.changed.connect(self._tell)
        for row in (self.parties, self.bodies, self.sectors):
            row.changed.connect(lambda _values: self._tell())
            row.arranged.connect(self.arranged)

    def _combo(self, name: str, items: Iterable[tuple[str, str]]) -> Combo:
        combo = Combo(self)
        for value, text in items:
            combo.addItem(text, value)
        combo.setFixedWidth(FIELD)
        combo.setMaxVisibleItems(16)
        combo.setAccessibleName(name)
        combo.currentIndexChanged.connect(lambda _place: self._tell())
        return combo

    def _add_row(self, name: str, field: QWidget) -> None:
        label = plain_label(name, role="soft")
        place = len(self._rows)
        side = Qt.AlignmentFlag.AlignLeft if isinstance(field, Combo) else Qt.AlignmentFlag(0)
        if isinstance(field, TokenRow):
            label.setFixedHeight(HEIGHT)  # beside the first line of tokens
            self.grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
        else:
            self.grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignVCenter)
        self.grid.addWidget(field, place, 1, side)
        self._rows.append((label, field))

    def order(self) -> list[QWidget]:
        """Its parts as Tab goes through them."""
        dates = [line.edit for line in (self.when, self.due, self.period)]
        rows = [part for row in (self.parties, self.bodies, self.sectors) for part in row.order()]
        return [self.kind, self.stage, *dates, *rows]

    # Showing

    def show_proposal(self, proposal: Proposal, labels: Labels) -> None:
        """Show a suggestion's fields."""
        self._quiet = True
        if labels is not self._labels:
            for row in (self.parties, self.bodies, self.sectors):
                row.forget()
        self._proposal, self._labels = proposal, labels
        self.kind.setCurrentIndex(list(Kind).index(proposal.kind))
        self._name_stages(proposal.kind)
        self.stage.setCurrentIndex(list(Stage).index(proposal.stage))
        self.when.show_when(proposal.when)
        self.due.show_when(proposal.due)
        self.period.show_when(proposal.period)
        self.parties.show_values(proposal.parties)
        self.bodies.show_values(proposal.institutions)
        self.sectors.show_values(proposal.sectors)
        self._quiet = False
        self._show_rows()

    def set_editing(self, editing: bool) -> None:
        """While it is edited, empty fields are there, too."""
        self.editing = editing
        self._show_rows()

    def _show_rows(self) -> None:
        proposal = self._proposal
        if proposal is None:
            return
        dated = proposal.when is not None or not (proposal.period or proposal.due)
        shown = {
            self.when: dated,
            self.due: proposal.due is not None,
            self.period: proposal.period is not None,
            self.bodies: bool(proposal.institutions),
        }
        for label, field in self._rows:
            on = self.editing or shown.get(field, True)
            show(label, on)
            show(field, on)

    def _name_stages(self, kind: Kind) -> None:
        """A printed stage word follows the type: an event is held, not completed."""
        for place, stage in enumerate(Stage):
            self.stage.setItemText(place, words.stage_label(stage, kind))

    def set_usable(self, usable: bool) -> None:
        """In a library that cannot be written to the fields are looked at only."""
        self.setEnabled(usable)

    # What is in them

    def _tell(self) -> None:
        if not self._quiet and self._proposal is not None:
            self._name_stages(Kind(self.kind.currentData()))
            self.changed.emit()

    def wrong(self) -> QLineEdit | None:
        """The field of a date that is none; None when all are understood."""
        lines = (self.when, self.due, self.period)
        return next((line.edit for line in lines if line.is_wrong), None)

    def proposal(self) -> Proposal | None:
        """The suggestion as its fields say it now; a date that is none stays as it was."""
        old = self._proposal
        if old is None:
            return None
        return replace(
            old,
            kind=Kind(self.kind.currentData()),
            stage=Stage(self.stage.currentData()),
            when=old.when if self.when.is_wrong else self.when.when(),
            due=old.due if self.due.is_wrong else self.due.when(),
            period=old.period if self.period.is_wrong else self.period.when(),
            parties=tuple(self.parties.values),
            institutions=tuple(self.bodies.values),
            sectors=tuple(self.sectors.values),
        )

    # Values in words, and back

    def _party(self, value: object) -> Shown:
        party, role = _as_party(value)
        name = self._labels.party(party) if is_state(party) else party
        soft = "" if role is Role.CONCERNED else words.role_label(role).lower()
        return Shown(name, soft)

    def _roles(self, value: object) -> Sequence[Choice]:
        party, own = _as_party(value)
        return [Choice(words.role_label(role), (party, role), role is own) for role in Role]

    def _parties(self) -> list[str]:
        return [*sorted(self._states()), *self._bodies()]

    def _states(self) -> dict[str, str]:
        """The codes of states by name, in English and in the interface's language."""
        found: dict[str, str] = {}
        for code, names in self._labels.states.items():
            found.setdefault(names.get("en", code), code)
        return found

    def _read_party(self, text: str) -> object | None:
        wanted = text.casefold()
        for code, names in self._labels.states.items():
            if wanted == code.casefold() or wanted in (n.casefold() for n in names.values()):
                return code, Role.CONCERNED
        return self._read_body(text), Role.CONCERNED

    def _body(self, value: object) -> Shown:
        return Shown(str(value))

    def _bodies(self) -> list[str]:
        """Names and acronyms of the bodies that the library knows."""
        known = self._labels.institutions.values()
        names = {name for body in known for name in (body.name, body.acronym) if name}
        return sorted(names, key=str.casefold)

    def _read_body(self, text: str) -> str:
        """A body by its registered name; one that is not known as it is typed."""
        wanted = text.casefold()
        for body in self._labels.institutions.values():
            if wanted in (body.name.casefold(), body.acronym.casefold()):
                return body.name
        return text

    def _sector(self, value: object) -> Shown:
        return Shown(self._labels.sector(str(value)), family=family_place((str(value),)))

    def _sectors(self) -> list[str]:
        return sorted((sector.label for sector in self._labels.sectors.values()), key=str.casefold)

    def _read_sector(self, text: str) -> object | None:
        wanted = text.casefold()
        for name, sector in self._labels.sectors.items():
            if wanted in {label.casefold() for label in sector.labels.values()} | {name}:
                return name
        return None


def _as_party(value: object) -> tuple[str, Role]:
    assert isinstance(value, tuple)
    party, role = value
    return str(party), Role(role)
