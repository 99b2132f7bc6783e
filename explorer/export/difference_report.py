"""What differs between two editions as a file for others: a web page, Markdown, or JSON.

All text is escaped; marks of what went and what came do not rest on colour: struck through and
underlined on the page, ``~~`` and ``**`` in Markdown. Equal comparisons make equal bytes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import msgspec

from explorer.domain.difference_words import HOW_LABELS, TEXTS, Teller, named
from explorer.domain.differences import (
    GROUP_LABELS,
    Comparison,
    EntryChange,
    FieldChange,
    Group,
    How,
)
from explorer.domain.labels import Labels
from explorer.domain.messages import AccordError
from explorer.domain.rewording import reworded
from explorer.export.files import write_whole
from explorer.export.report import ExportReport

_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]<>#|~])")
_STYLE: Final = """
body{font:15px/1.5 "Noto Sans",system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem}
h2{border-bottom:1px solid #c3c9d2;margin-top:2.5rem}h3{margin:1.6rem 0 .2rem}
.what{color:#4d5664}table{border-collapse:collapse;width:100%;table-layout:fixed}
th,td{border:1px solid #c3c9d2;padding:.4rem .6rem;vertical-align:top;text-align:left;
overflow-wrap:anywhere;white-space:pre-wrap}th{font-weight:600}
del{background:#fbe3e6;text-decoration:line-through}
ins{background:#e0f2e4;text-decoration:underline}
@media(prefers-color-scheme:dark){body{background:#16181c;color:#e8eaee}.what{color:#b3bac5}
del{background:#4a2329}ins{background:#1f3d27}h2,th,td{border-color:#4c535e}}
"""


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    """The comparison as JSON builtins; every key is always there.

    {old, new: {title, version, entries}, counts: {new, stage, reworded, changed, gone, same},
    entries: [{id, group, kind, title, titles: [old, new], stages, whens, changes: [{field, how,
    old, new}]}], documents: {new: [title], gone: [title]}}. What is not there is null.
    """
    counts = {group.value: count for group, count in comparison.counts().items()}
    whole = msgspec.to_builtins(comparison)
    return {
        "old": whole["old"],
        "new": whole["new"],
        "counts": counts | {"same": comparison.same},
        "entries": whole["changes"],
        "documents": dict(zip(("new", "gone"), whole["documents"], strict=True)),
    }


def comparison_lines(comparison: Comparison, labels: Labels) -> Iterator[str]:
    """What differs, as the terminal shows it: a heading a group, a line an entry.

    Signs that would steer the terminal are shown as such.
    """
    for line in _lines(comparison, labels):
        yield "".join(sign if sign.isprintable() else "�" for sign in line)


def _lines(comparison: Comparison, labels: Labels) -> Iterator[str]:
    teller = named(comparison, labels)
    yield _editions(comparison)
    for group, count in comparison.counts().items():
        if count:
            yield f"{GROUP_LABELS[group]}: {count}"
            for change in comparison.of(group):
                yield f"  {change.title} ({change.id}): {teller.short(change)}"
    for word, titles in zip(("New", "Gone"), comparison.documents, strict=True):
        for title in titles:
            yield f"{word} document: {title}"
    yield f"The same: {comparison.same}"


def _editions(comparison: Comparison) -> str:
    sides = (comparison.old, comparison.new)
    return " → ".join(
        f"{side.title or '–'} (edition {side.version}, {side.entries} entries)" for side in sides
    )


def write_comparison(comparison: Comparison, labels: Labels, target: Path) -> ExportReport:
    """Write the comparison in the form that the name of ``target`` asks for.

    Raises:
        AccordError: ``export-format``, ``export-unwritable``.
    """
    write = FORMATS.get(target.suffix.lower())
    if write is None:
        raise AccordError(
            "export-format", suffix=target.suffix or target.name, known=", ".join(FORMATS)
        )
    content = write(comparison, named(comparison, labels)).encode("utf-8", "replace")
    write_whole(target, content)
    return ExportReport(path=str(target), entries=len(comparison.changes), size=len(content))


def _json(comparison: Comparison, _teller: Teller) -> str:
    encoded = msgspec.json.encode(comparison_json(comparison))
    return msgspec.json.format(encoded, indent=1).decode() + "\n"


def _summary(comparison: Comparison) -> list[tuple[str, int]]:
    counts = [(GROUP_LABELS[group], count) for group, count in comparison.counts().items()]
    return [*counts, ("The same", comparison.same)]


def _documents(comparison: Comparison) -> Iterator[tuple[str, str]]:
    for word, titles in zip(("New", "Gone"), comparison.documents, strict=True):
        for title in titles:
            yield word, title


# Web page


def _html(comparison: Comparison, teller: Teller) -> str:
    say = html.escape
    rows = "".join(f"<tr><td>{say(n)}</td><td>{c}</td></tr>" for n, c in _summary(comparison))
    parts = [
        "<!doctype html>\n<html lang='en'><head><meta charset='utf-8'>",
        f"<title>{say(comparison.new.title or 'Comparison')}: what has changed</title>",
        f"<style>{_STYLE}</style></head><body>",
        f"<h1>What has changed</h1><p>{say(_editions(comparison))}</p>",
        f"<table><tbody>{rows}</tbody></table>",
    ]
    documents = "".join(f"<li>{say(w)}: {say(t)}</li>" for w, t in _documents(comparison))
    if documents:
        parts.append(f"<h2>Documents</h2><ul>{documents}</ul>")
    for group, count in comparison.counts().items():
        if count:
            parts.append(f"<h2>{say(GROUP_LABELS[group])} ({count})</h2>")
            parts += [_entry_html(change, teller) for change in comparison.of(group)]
    return "\n".join((*parts, "</body></html>\n"))


def _entry_html(change: EntryChange, teller: Teller) -> str:
    say = html.escape
    head = f"<h3>{say(change.title)}</h3><div class='what'>{say(change.id)} · "
    head += f"{say(teller.short(change))}</div>"
    if not change.changes:
        return head
    rows = "".join(_field_html(item, teller) for item in change.changes)
    names = "<tr><th>Field</th><th>Before</th><th>Now</th></tr>"
    return f"{head}<table><thead>{names}</thead><tbody>{rows}</tbody></table>"


def _field_html(item: FieldChange, teller: Teller) -> str:
    say = html.escape
    what = say(_what(item, teller))
    sides = _marked(item, teller, say, ("<del>", "</del>"), ("<ins>", "</ins>"))
    return f"<tr><th>{what}</th><td>{sides[0]}</td><td>{sides[1]}</td></tr>"


def _what(item: FieldChange, teller: Teller) -> str:
    moved = f" ({HOW_LABELS[How.MOVED]})" if item.how is How.MOVED else ""
    return teller.what(item) + moved


def _marked(
    item: FieldChange,
    teller: Teller,
    say: Callable[[str], str],
    went: tuple[str, str],
    came: tuple[str, str],
) -> tuple[str, str]:
    """Both sides with marks at the words that differ; a value that is no text is not marked."""
    old, new = (teller.value(item, value) for value in (item.old, item.new))
    if item.field.partition(":")[0] not in TEXTS or item.how is not How.CHANGED:
        return say(old) or "–", say(new) or "–"
    sides: tuple[list[str], list[str]] = ([], [])
    for piece in reworded(old, new):
        for side, text, (start, end) in zip(sides, piece[:2], (went, came), strict=True):
            if text:
                side.append(say(text) if piece.same else _wrapped(say(text), start, end))
    return "".join(sides[0]), "".join(sides[1])


def _wrapped(text: str, start: str, end: str) -> str:
    """A text between marks; blanks at its ends stay outside, as Markdown wants it."""
    inner = text.strip()
    if not inner:
        return text
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{lead}{start}{inner}{end}{tail}"


# Markdown


def _markdown_text(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split("\n")))


def _markdown(comparison: Comparison, teller: Teller) -> str:
    say = _markdown_text
    lines = ["# What has changed", "", say(_editions(comparison)), "", "| | |", "|---|---|"]
    lines += [f"| {name} | {count} |" for name, count in _summary(comparison)]
    lines += ["", *(f"- {word} document: {say(title)}" for word, title in _documents(comparison))]
    for group, count in comparison.counts().items():
        if count:
            lines += ["", f"## {GROUP_LABELS[group]} ({count})"]
            for change in comparison.of(group):
                lines += _entry_markdown(change, teller)
    return "\n".join(lines) + "\n"


def _entry_markdown(change: EntryChange, teller: Teller) -> list[str]:
    say = _markdown_text
    lines = ["", f"### {say(change.title)}", "", f"{say(change.id)} · {say(teller.short(change))}"]
    if change.group in (Group.NEW, Group.GONE):
        return lines
    lines += ["", "| Field | Before | Now |", "|---|---|---|"]
    for item in change.changes:
        old, new = _marked(item, teller, say, ("~~", "~~"), ("**", "**"))
        lines.append(f"| {say(_what(item, teller))} | {old} | {new} |")
    return lines


FORMATS: Final[dict[str, Callable[[Comparison, Teller], str]]] = {
    ".html": _html,
    ".md": _markdown,
    ".json": _json,
}
