"""Words for tables on their way in: fields, signs between cells, what was not understood."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from explorer.domain.labels import Labels
from explorer.domain.mapping import MEANT, DateOrder, Mapping
from explorer.domain.messages import Message, Progress
from explorer.domain.tabling import Counted, TableReport
from explorer.domain.vocabulary import Kind, Stage
from explorer.ui import words

Choice = tuple[str, object]  # what is shown, and what it stands for


def tr(text: str) -> str:
    """The dialog's words in the interface's language."""
    return QCoreApplication.translate("TableDialog", text)


def field_label(field: str) -> str:
    """What a column may become."""
    return {
        "": tr("Not taken"),
        "title": tr("Title"),
        "id": tr("Id of the row"),
        "instrument": tr("Type"),
        "stage": tr("How firm"),
        "signed": tr("Date signed"),
        "in_force": tr("Date in force"),
        "ended": tr("Date ended"),
        "parties": tr("Party or parties"),
        "codes": tr("Code of the party"),
        "sectors": tr("Sector"),
        "summary": tr("Summary"),
        "place": tr("Place signed at"),
        "registration": tr("Registration number"),
        "series": tr("Treaty series"),
        "volume": tr("Volume"),
        "page": tr("Page"),
        "source": tr("Source"),
        "url": tr("Address (URL)"),
    }[field]


def order_label(order: DateOrder) -> str:
    """How a date is written, with a day as example."""
    return {
        DateOrder.YMD: tr("Year, month, day: 2026-04-30"),
        DateOrder.DMY: tr("Day, month, year: 30/04/2026"),
        DateOrder.MDY: tr("Month, day, year: 04/30/2026"),
    }[order]


def sign_label(sign: str) -> str:
    """A sign between cells or values by its name."""
    known = {
        "": tr("Nothing: one in a cell"),
        ",": tr("Comma"),
        ";": tr("Semicolon"),
        "\t": tr("Tab"),
        "|": tr("Upright stroke"),
        " ": tr("Blank"),
        "\n": tr("Line break"),
        ":": tr("Colon"),
        "\x1f": tr("Unit separator"),
    }
    name = known.get(sign) or known.get(sign.strip())
    if name is None:
        return f"“{sign.strip()}”"
    visible = sign.strip()
    return f"{name}  {visible}" if visible else name


def meaning_label(field: str, meaning: object, labels: Labels) -> str:
    """What a printed word means, in words; for None that nothing is known."""
    if meaning is None:
        return tr("Not known")
    if field == "sectors":
        assert isinstance(meaning, tuple)
        return ", ".join(labels.sector(name) for name in meaning) or tr("No sector")
    return (
        words.kind_label(str(meaning)) if field == "instrument" else words.stage_label(str(meaning))
    )


def meanings(field: str, labels: Labels) -> list[Choice]:
    """All that a printed word of a field may mean."""
    found: list[object] = [None]
    if field == "sectors":
        found += [(), *((name,) for name in labels.sectors)]
    elif field == "instrument":
        found += list(Kind)
    else:
        found += [stage for stage in Stage if stage is not Stage.UNKNOWN]
    return [(meaning_label(field, one, labels), one) for one in found]


def meaning_of(mapping: Mapping, field: str) -> Callable[[str], object]:
    """What printed words of a field mean by a mapping; None for those that it does not know."""
    table: dict[str, object] = getattr(mapping, MEANT[field])
    folded = {word.casefold(): meaning for word, meaning in table.items()}
    return lambda word: folded.get(word.casefold())


class Fault(NamedTuple):
    """What was not understood: of what sort, as printed, how often, and in which row first."""

    what: str
    printed: str
    times: int
    row: str


def faults(report: TableReport) -> list[Fault]:
    """All that a report tells, the gravest first."""
    found = [
        Fault(tr("Row not taken"), words.message_text(why), 1, why.parameters.get("row", ""))
        for why in report.why
    ]
    listed: tuple[tuple[str, tuple[Counted, ...]], ...] = (
        (tr("Date"), report.dates),
        (tr("Party"), report.unresolved),
        (tr("Word without a meaning"), report.values),
    )
    for what, items in listed:
        found += [Fault(what, item.printed, item.count, str(item.row)) for item in items]
    return found


def not_understood(report: TableReport) -> str:
    """What was not understood, counted in a line; empty where all was."""
    names = len(report.unresolved)
    parts = [
        counted(report.refused, tr("1 row not taken"), tr("{count} rows not taken")),
        counted(
            report.dates_count, tr("1 date not understood"), tr("{count} dates not understood")
        ),
        counted(
            report.unresolved_count,
            tr("1 party not recognised"),
            tr("{count} parties not recognised ({names} names)").replace(
                "{names}", words.number(names)
            ),
        ),
        counted(
            sum(item.count for item in report.values),
            tr("1 word without a meaning"),
            tr("{count} words without a meaning"),
        ),
    ]
    return ", ".join(filter(None, parts))


def outcome(report: TableReport) -> str:
    """What becomes of the rows, counted: "61,362 new, 3 not taken"."""
    parts = [
        (report.new, tr("{count} new")),
        (report.changed, tr("{count} changed")),
        (report.same, tr("{count} the same as here")),
    ]
    told = [text.format(count=words.number(count)) for count, text in parts if count]
    return ", ".join(told) or tr("nothing new")


def counted(count: int, one: str, many: str) -> str:
    """A number with its words; empty for none."""
    if not count:
        return ""
    return one if count == 1 else many.format(count=words.number(count))


def rows(count: int) -> str:
    """A number of rows."""
    return counted(count, tr("1 row"), tr("{count} rows")) or tr("no rows")


def progress_text(progress: Progress) -> str:
    """What is being done."""
    if progress.what == "writing":
        return tr("Writing …")
    if progress.what == "rows" and progress.total:
        text = tr("Row {done} of {total}")
        return text.format(done=words.number(progress.done), total=words.number(progress.total))
    return tr("Reading the file …")


def notes_text(notes: tuple[Message, ...]) -> str:
    """What is to be told of a table, in a line."""
    return " ".join(words.message_text(note) for note in notes)
