"""What became of a table's rows, after it was taken in."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.domain.messages import Progress
from explorer.domain.tabling import TableReport
from explorer.ui import words
from explorer.ui.models.table_values import FaultsModel
from explorer.ui.table_words import counted, faults, not_understood, outcome, rows, tr
from explorer.ui.widgets import plain_label
from explorer.ui.widgets_grid import Grid


class ReportPage(QWidget):
    """Counts in lines, then a list of what was not understood."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.model = FaultsModel(self)
        self.grid = Grid(
            self.model, tr("What was not understood"), (180, 400, 100, 100), self, wide=1
        )
        self.grid.copied = self.model.text
        self.lines = plain_label(wrap=True, selectable=True)
        self.searchable = plain_label(role="soft", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.lines)
        column.addWidget(self.searchable)
        column.addWidget(self.grid, 1)
        column.addStretch()

    def show_report(self, report: TableReport) -> None:
        """What an import did."""
        lines = [
            tr("{rows} read: {outcome}.").format(rows=rows(report.rows), outcome=outcome(report))
        ]
        missed = not_understood(report)
        if missed:
            text = tr("Not understood: {missed}. What is printed there is kept.")
            lines.append(text.format(missed=missed))
        else:
            lines.append(tr("All of it was understood."))
        if report.undated:
            one, many = tr("1 entry is undated."), tr("{count} entries are undated.")
            lines.append(counted(report.undated, one, many))
        if report.left_out:
            text = tr("{count} more are not listed here.")
            lines.append(text.format(count=words.number(report.left_out)))
        self.lines.setText("\n".join(lines))
        found = faults(report)
        self.model.show_faults(found)
        self.grid.setVisible(bool(found))
        self.searchable.hide()

    def show_index(self, state: object, *, behind: bool) -> None:
        """Whether what came can be found yet; ``behind``: the search index is being built."""
        text = tr("They can be searched now.")
        if behind:
            text = tr("They are being made ready for search: until then not all is found.")
            if isinstance(state, Progress) and state.total:
                share = words.number(100 * state.done // state.total)
                text = tr("They are being made ready for search: {share} %.").format(share=share)
        self.searchable.setText(text)
        self.searchable.show()
