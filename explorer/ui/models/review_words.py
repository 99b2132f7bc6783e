"""What the review desk says: counts, reasons, places, and what became of a suggestion."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from explorer.domain.detail import DocumentText
from explorer.domain.messages import Message
from explorer.domain.passages import Span, sentences
from explorer.domain.review import Decision, Likeness, Proposal, Review, ReviewItem
from explorer.ui import words
from explorer.ui.panels.document_places import cited_place

_BEFORE: Final = 70  # letters of a sentence before the quotation
_AFTER: Final = 160
_OPENERS: Final = 12  # letters that are shown rather than cut
_EVENT: Final = "suggest-event"
# Reasons that have a sentence of their own here.
_TOLD: Final = frozenset(
    {
        *("review-own", "suggest-verb", _EVENT, "suggest-lead", "suggest-named", "suggest-kind"),
        *("suggest-parties", "suggest-together", "suggest-some", "suggest-usual", "suggest-date"),
    }
)


def tr(text: str) -> str:
    """The desk's words in the interface's language."""
    return QCoreApplication.translate("ReviewPanel", text)


def suggestions(count: int) -> str:
    """A number of suggestions, with the word in its right form."""
    if count == 1:
        return tr("1 suggestion")
    return tr("{count} suggestions").format(count=words.number(count))


def progress_text(review: Review) -> str:
    """ "12 of 31 reviewed"."""
    text = tr("{done} of {total} reviewed")
    return text.format(done=words.number(review.reviewed), total=words.number(review.total))


def decided_text(review: Review) -> str:
    """ "11 accepted, 1 dismissed"; empty while nothing is decided."""
    told = (
        (review.accepted, tr("{count} accepted")),
        (review.merged, tr("{count} merged")),
        (review.dismissed, tr("{count} dismissed")),
    )
    return ", ".join(text.format(count=words.number(count)) for count, text in told if count)


def waiting_text(waiting: int, total: int) -> str:
    """What waits, for the list of documents: "19 of 31 to review"."""
    if not total:
        return tr("Nothing suggested")
    if not waiting:
        return tr("{total} reviewed").format(total=words.number(total))
    text = tr("{waiting} of {total} to review")
    return text.format(waiting=words.number(waiting), total=words.number(total))


def source_text(review: Review, text: DocumentText) -> str:
    """ "31 suggestions from 9 paragraphs · nothing enters the library until you accept it"."""
    begins = [paragraph.start for paragraph in text.paragraphs]
    found = {bisect_right(begins, item.proposal.start) for item in review.items}
    rest = tr("nothing enters the library until you accept it")
    told = tr("{suggestions} from {paragraphs}").format(
        suggestions=suggestions(review.total), paragraphs=words.paragraphs(len(found))
    )
    return f"{told} · {rest}"


def decision_text(item: ReviewItem) -> str:
    """What became of a suggestion."""
    return {
        Decision.OPEN: tr("Waits for your decision"),
        Decision.ACCEPTED: tr("Accepted: it is in the library"),
        Decision.MERGED: tr("Merged into an entry of the library"),
        Decision.DISMISSED: tr("Dismissed"),
    }[item.decision]


def turned_text(turned: Sequence[ReviewItem]) -> str:
    """What was undone, or done again, by the suggestions that it turned; at least one."""
    what = words.quoted(turned[0].proposal.title)
    if not turned[0].is_open:
        again = tr("Done again: {what}. U takes it back.")
        return again.format(what=what if len(turned) == 1 else suggestions(len(turned)))
    if len(turned) == 1:
        return tr("Undone: {title} waits again.").format(title=what)
    return tr("Undone: {suggestions} wait again.").format(suggestions=suggestions(len(turned)))


def _listed(names: Sequence[str]) -> str:
    """ "a", "a" and "b"."""
    quoted = [words.quoted(name) for name in names]
    if len(quoted) < 2:
        return "".join(quoted)
    return tr("{some} and {last}").format(some=", ".join(quoted[:-1]), last=quoted[-1])


def why_text(item: ReviewItem) -> str:
    """Why it is suggested, in sentences: the strongest first, all fields in one."""
    said: dict[str, list[str]] = {}
    for message in item.why:
        said.setdefault(message.code, []).append(str(message.parameters.get("text", "")))
    told = [tr("You chose these words yourself.")] if item.suggested is None else []
    if verbs := said.get("suggest-verb"):
        told.append(tr("The text says {verbs}.").format(verbs=_listed(verbs)))
    if events := said.get(_EVENT):
        told.append(tr("It is told of as {words}.").format(words=_listed(events)))
    if leads := said.get("suggest-lead"):
        told.append(tr("It stands in a list under {words}.").format(words=_listed(leads)))
    if names := said.get("suggest-named"):
        own = names == [item.proposal.title]
        told.append(tr("It has a name.") if own else tr("Its name: {name}.").format(name=names[0]))
    told.append(_fields_text(said))
    for message in item.why:
        if message.code == "suggest-acronym":
            told.append(tr("“{text}” is short for {meaning}.").format_map(message.parameters))
        elif message.code not in _TOLD:
            told.append(as_sentence(words.message_text(message)))
    whole = " ".join(dict.fromkeys(filter(None, told)))
    return whole or tr("No single word speaks for it: read the sentence.")


def _fields_text(said: Mapping[str, Sequence[str]]) -> str:
    """ "Type from “initiative”, parties from “U.S.-India”, date from “May 2022”."; or empty."""
    kinds = [word for word in said.get("suggest-kind", ()) if word not in said.get(_EVENT, ())]
    parts = [tr("type from {words}").format(words=_listed(kinds))] if kinds else []
    for code, text in (
        ("suggest-parties", tr("parties from {words}")),
        ("suggest-together", tr("parties from {words}")),
        ("suggest-some", tr("parties from {words} and the document")),
        ("suggest-usual", tr("parties from the document")),
        ("suggest-date", tr("date from {words}")),
    ):
        if found := said.get(code):
            names = [name for one in found for name in one.split(", ")]
            parts.append(text.format(words=_listed(names)))
    whole = ", ".join(parts)
    return f"{whole[0].upper()}{whole[1:]}." if whole else ""


def why_in_a_line(item: ReviewItem) -> str:
    """The two strongest reasons, for a closed card."""
    return why_text(replace(item, why=item.why[:2]))


def as_sentence(text: str) -> str:
    """A reason with a capital in front and a full stop behind."""
    text = text.strip()
    if not text:
        return ""
    ended = text if text[-1] in ".!?…”" else f"{text}."
    return ended[0].upper() + ended[1:]


def reasons(found: Iterable[Message]) -> str:
    """Reasons in one line: "same acronym, same passage"."""
    return ", ".join(words.message_text(message) for message in found)


def likeness_text(likeness: Likeness) -> str:
    """The line on a card about an entry that may be the same."""
    text = tr("Perhaps already in the library: {title}")
    told = text.format(title=likeness.title)
    why = reasons(likeness.why)
    return f"{told} ({why})" if why else told


def likeness_about(likeness: Likeness) -> str:
    """Type, how firm, when and in which source an entry is."""
    parts = [
        words.kind_label(likeness.kind),
        words.stage_label(likeness.stage, likeness.kind),
        words.when_text(likeness.when).lower() if likeness.when is None else "",
        words.when_text(likeness.when) if likeness.when else "",
        likeness.source,
    ]
    return " · ".join(filter(None, parts))


class Quote(NamedTuple):
    """A passage within its sentence: ``marks`` says which stretch of ``text`` it is."""

    text: str
    marks: tuple[tuple[int, int], ...]
    place: str


def quote_of(proposal: Proposal, text: DocumentText) -> Quote:
    """A passage with as much of its sentence as helps to read it, in quotation marks."""
    span = Span(proposal.start, proposal.end)
    whole = _sentence_around(span, text)
    before, after = text.text[whole.start : span.start], text.text[span.end : whole.end]
    if len(before) > _BEFORE + _OPENERS:
        before = "…" + before[before.find(" ", len(before) - _BEFORE) + 1 :]
    if len(after) > _AFTER + _OPENERS:
        cut = after.rfind(" ", 0, _AFTER)
        after = after[: cut if cut > 0 else _AFTER] + "…"
    shown = f"“{before}{proposal.quote}{after}”"
    start = 1 + len(before)
    return Quote(shown, ((start, start + len(proposal.quote)),), cited_place(text, span))


def _sentence_around(span: Span, text: DocumentText) -> Span:
    """The sentences that a stretch begins and ends in."""
    for paragraph in text.paragraphs:
        if paragraph.start <= span.start < paragraph.end:
            found = sentences(text.text, paragraph.start, paragraph.end)
            touched = [one for one in found if one.start < span.end and one.end > span.start]
            if touched:
                end = max(touched[-1].end, span.end)
                return Span(min(touched[0].start, span.start), end)
    return span


def accessible_text(item: ReviewItem, number: int, total: int) -> str:
    """A suggestion as it is read out."""
    proposal = item.proposal
    return tr("{number} of {total}: {title}, {kind}, {stage}. {decision}").format(
        number=words.number(number),
        total=words.number(total),
        title=proposal.title,
        kind=words.kind_label(proposal.kind),
        stage=words.stage_label(proposal.stage, proposal.kind),
        decision=decision_text(item),
    )
