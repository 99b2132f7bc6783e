"""A sentence in clauses: who does what, with the verb that governs it carried over lists."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from explorer.reading.suggesting.governing import BREAKS, Frame
from explorer.reading.suggesting.grammar import CONJUNCTIONS
from explorer.reading.suggesting.lexicon import Form, Lexicon
from explorer.reading.suggesting.scanning import Scan
from explorer.reading.suggesting.tokens import Token, word_set

_EFFECTS: Final = word_set(
    "giving making marking reflecting ensuring indicating enabling allowing bypassing creating",
    "helping contributing paving demonstrating underscoring recognizing recognising thereby noting",
    "regarding bringing strengthening fostering boosting unlocking leading resulting reinforcing",
)


_OPENINGS: Final = word_set(
    "following building as recognizing recognising acknowledging to with noting having given",
    "drawing recalling considering reaffirming desiring bearing guided inspired since after",
)
_SUBJECTS: Final = word_set("the we they both our two all it these this a an")


_YEAR: Final = re.compile(r"(?:19|20)\d\d")


class Clause(NamedTuple):
    """A verb with what belongs to it.

    ``tokens`` run from ``start`` of the clause's own words (its subject, or its verb when the
    subject is carried over); ``verb`` is an index into them, or -1. ``governor`` is the class of
    the verb on which an infinitive hangs, or "". ``subject`` are the tokens of who acts; ``time``
    those by which the sentence begins (“In March 2023, …”), where the clause does not.
    """

    tokens: tuple[Token, ...]
    verb: int
    mode: str
    form: Form | None
    governor: str
    subject: tuple[Token, ...]
    governing_word: str = ""
    time: tuple[Token, ...] = ()

    @property
    def object(self) -> tuple[Token, ...]:
        """The words after the verb."""
        return self.tokens[self.verb + 1 :]

    @property
    def verb_class(self) -> str:
        """What the verb does; "" where the clause has none."""
        return self.form.verb_class if self.form is not None else ""


def clauses_of(
    tokens: tuple[Token, ...], lexicon: Lexicon, *, is_item: bool = False
) -> tuple[Clause, ...]:
    """The clauses of a sentence in order; one without a verb where it has none."""
    frames = Scan(tokens, lexicon, is_item=is_item).run()
    if not frames:
        return (Clause(tokens, -1, "", None, "", ()),)
    found = []
    opening = _time(tokens)
    for number, frame in enumerate(frames):
        start = frame.cut if number else _without_opening(tokens, frame.group.start)
        later = [item.cut for item in frames[number + 1 :] if item.cut > frame.group.verb]
        end = min(later, default=len(tokens))
        while end > frame.group.verb + 1 and (
            tokens[end - 1].text in (",", ";", ":", ".", "—", "–")
            or (end < len(tokens) and tokens[end - 1].lower in CONJUNCTIONS | BREAKS)
        ):
            end -= 1
        end = _without_effect(tokens, frame.group.verb + 1, end)
        end = _to_semicolon(tokens, frame, end)
        found.append(
            Clause(
                tokens[start:end],
                frame.group.verb - start,
                frame.group.mode,
                frame.group.form,
                frame.governor,
                tokens[max(frame.subject[0], start if not number else 0) : frame.subject[1]],
                frame.word,
                opening if start > 0 else (),
            )
        )
    return tuple(found)


def _time(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """“In March 2023, …”: the time that holds for all that a sentence tells."""
    if tokens[0].lower not in ("in", "on", "today", "during"):
        return ()
    comma = next((i for i, token in enumerate(tokens[:10]) if token.text == ","), 0)
    year = next((i + 1 for i, token in enumerate(tokens[:5]) if _YEAR.fullmatch(token.text)), 0)
    return tokens[: comma or year]


def _to_semicolon(tokens: tuple[Token, ...], frame: Frame, end: int) -> int:
    """A clause ends at its semicolon, where it is not a list of things."""
    if frame.group.form is not None and frame.group.form.verb_class == "list":
        return end
    marks = (i for i in range(frame.group.verb + 1, end) if tokens[i].text == ";")
    return next(marks, end)


def _without_opening(tokens: tuple[Token, ...], verb: int) -> int:
    """Where who acts begins, after “Following the …,” or “Recognising that …,”."""
    if tokens[0].lower not in _OPENINGS and not tokens[0].lower.endswith("ing"):
        return 0
    commas = [i for i in range(verb - 1) if tokens[i].text == ","]
    for at in reversed(commas):
        after = tokens[at + 1]
        if after.is_capital or after.lower in _SUBJECTS:
            return at + 1
    return 0


def _without_effect(tokens: tuple[Token, ...], start: int, end: int) -> int:
    """Where “…, making both …” begins: what comes of a thing is not the thing."""
    for at in range(start + 1, end - 1):
        if tokens[at].text != ",":
            continue
        if tokens[at + 1].lower in _EFFECTS:
            return at
    return end
