"""What is undertaken without a name or a body: drafts by the words of a clause alone."""

from __future__ import annotations

from typing import Final

from explorer.domain.vocabulary import Kind, Stage
from explorer.reading.suggesting.clauses import Clause
from explorer.reading.suggesting.drafts import Draft
from explorer.reading.suggesting.firmness import is_to_come
from explorer.reading.suggesting.grammar import DETERMINERS, PREPOSITIONS
from explorer.reading.suggesting.lexicon import Lexicon
from explorer.reading.suggesting.saying import sum_in
from explorer.reading.suggesting.things import first_phrase_end, things_in
from explorer.reading.suggesting.tokens import Token, word_set

_CALLED: Final = {"meet": "Meeting", "visit": "Visit to"}
_JOINING: Final = frozenset(["joining", "accession", "membership", "candidature"])
# What is done again and again, or built, is a programme, and so is what money is put into.
_RUNNING: Final = frozenset(["train", "upskill", "dispatch"])
_SENT: Final = word_set(
    "exchange deputation dispatch twinning construction upgradation factory factories teachers",
    "experts courses trainings training trials equipment",
)

SHORT: Final = 4  # letters of a verb that is looked for whole


def new_draft(
    clause: Clause,
    named: tuple[Token, ...],
    kind: Kind,
    stage: Stage,
    *,
    quoted: tuple[Token, ...] = (),
    why: tuple[tuple[str, str], ...] = (),
) -> Draft:
    verb = clause.tokens[clause.verb].text if clause.verb >= 0 else ""
    reasons = [("suggest-verb", _governing(clause))] if clause.governing_word else []
    if verb:
        reasons.append(("suggest-verb", verb))
    return Draft(
        named,
        quoted or clause.tokens,
        (*clause.time, *(quoted or clause.tokens)),
        kind,
        stage,
        (*reasons, *why),
        is_to_come(clause),
    )


def _governing(clause: Clause) -> str:
    """The verb on which the clause's own hangs, as printed: “agreed”, not “agree”."""
    word = clause.governing_word
    stem = word if len(word) <= SHORT else word[:-1]
    before = clause.tokens[: max(clause.verb, 0)]
    found = (token.text for token in reversed(before) if token.lower.startswith(stem))
    return next(found, word)


def plain(
    clause: Clause,
    part: tuple[Token, ...],
    stage: Stage,
    quoted: tuple[Token, ...],
    lexicon: Lexicon,
) -> Draft:
    """A draft of what is undertaken; its kind is told by the verb, or by what it is done to."""
    kind = Kind.COMMITMENT
    words = {token.lower for token in part}
    lemma = clause.form.lemma if clause.form is not None else ""
    if clause.verb_class == "hold" or ("invitation" in words and "visit" in words):
        kind = Kind.EVENT
    elif clause.verb_class == "join" or words & _JOINING:
        kind = Kind.MEMBERSHIP
    elif lemma in _RUNNING or (lemma == "invest" and sum_in(part)) or _is_work(part, lexicon):
        kind = Kind.PROGRAMME
    elif clause.verb_class == "launch" and not sum_in(part):
        new = _is_name(part) or part[0].lower in ("a", "an")
        kind = Kind.INITIATIVE if new else kind
    named = (clause.tokens[clause.verb], *part) if clause.verb >= 0 else part
    if not clause.tokens[clause.verb].lower.startswith(lemma[:2]):
        named = part  # “draw up a …”: not without its verb, and that is “up” here
    phrasal = part[0].lower in PREPOSITIONS  # “partner with”, “draw from”: not without its verb
    if clause.verb_class in ("soft", "launch", "hold", "decide", "intend") and not phrasal:
        named = part
    draft = new_draft(clause, named, kind, stage, quoted=quoted)
    called = _CALLED.get(clause.form.lemma, "") if clause.form is not None else ""
    return draft._replace(called=called, named=part) if called else draft


def _is_work(part: tuple[Token, ...], lexicon: Lexicon) -> bool:
    """“The construction of …”, “the quota of the Reef Scheme”: what is done is of a programme."""
    end = first_phrase_end(part)
    head = next((token.lower for token in reversed(part[:end]) if token.is_word), "")
    if head in _SENT:
        return True
    for thing in things_in(part, lexicon):
        if thing.kind is Kind.PROGRAMME and thing.start <= end + 1:
            return thing.start < end or part[end].lower in ("of", "for")
    return False


def _is_name(part: tuple[Token, ...]) -> bool:
    words = [token for token in part[:4] if token.lower not in DETERMINERS and token.lower != "new"]
    return bool(words) and (words[0].is_capital or words[0].text in '“‘"')
