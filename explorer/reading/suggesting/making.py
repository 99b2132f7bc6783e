"""From a clause and its object to drafts: what is made, by what name, of which kind."""

from __future__ import annotations

from typing import Final, NamedTuple

from explorer.domain.vocabulary import Kind, Stage
from explorer.reading.suggesting.clauses import Clause
from explorer.reading.suggesting.doings import new_draft, plain
from explorer.reading.suggesting.drafts import Context, Draft
from explorer.reading.suggesting.firmness import is_to_come
from explorer.reading.suggesting.lists import bare_item, exemplified, list_items
from explorer.reading.suggesting.objects import (
    inner_thing,
    parts_of_object,
    raised_tier,
)
from explorer.reading.suggesting.saying import (
    financed,
    has_new,
    is_one,
    recurs,
    says_before,
    says_enough,
    sum_in,
)
from explorer.reading.suggesting.things import Thing, first_phrase_end
from explorer.reading.suggesting.tokens import Token, word_set
from explorer.reading.suggesting.told import stage_noun
from explorer.reading.suggesting.wholes import into_empty, is_unnamed_many, object_thing, with_topic

_WEAK_KINDS: Final = frozenset([Kind.EVENT, Kind.MEMBERSHIP])
MAKING: Final = frozenset(["launch", "sign", "hold", "negotiate"])
# Of these verbs what they are done to is made or begun by them, also where the class is softer.
_MAKERS: Final = word_set(
    "develop build organise organize provide fund conduct expand offer award convene deploy",
    "construct implement join extend finance",
)
_TOGETHER: Final = word_set(
    "partner work cooperate collaborate engage team",
)
_VAGUE: Final = word_set(
    "era chapter phase course frontiers heights horizon peace stability prosperity ambition",
    "ambitions friendship world crisis momentum",
)
_FINISHING: Final = frozenset(["complete", "conclude", "finish"])
_TEXTS: Final = frozenset([Kind.PLAN, Kind.DECLARATION, Kind.AGREEMENT, Kind.MOU])
_USING: Final = frozenset(["use", "utilise", "utilize", "implement", "leverage", "operate"])
_MEASURES: Final = frozenset(["actions", "measures", "activities", "steps"])
_WHERE: Final = frozenset(["in", "at", "by", "from", "since", "during", "between"])
_WORTH: Final = frozenset(["importance", "significance", "value", "urgency", "centrality"])
_INCLUDING: Final = frozenset(["including", "include", "namely"])
_LISTED_AFTER: Final = frozenset(["on", "in", "for", "focused", "covering"])
_PLURAL_ENDINGS: Final = ("s", "memoranda")


def active(clause: Clause, context: Context, stage: Stage, *, is_item: bool) -> list[Draft]:
    """“The two sides agreed to launch …”: the object decides what it is."""
    whole = into_empty(clause.object)
    on = clause.verb_class in ("decide", "negotiate") and clause.mode != "copula"
    if whole and whole[0].lower in (("on", "upon") if on else ("of", "toward", "towards")):
        whole = whole[1:]  # “agreed on a plan”, “opening of a consulate”, “work toward a pact”
    if len(whole) > 1 and whole[0].lower in ("up", "out"):
        whole = whole[1:]  # “draw up a master plan”, “carry out a survey”
    if on and {token.lower for token in whole[:3]} & _WORTH:
        return []  # “agreed on the importance of …”
    made = clause.verb_class in ("launch", "sign")
    if made and whole and whole[0].lower in _WHERE:
        return []  # “what was put in place in farming”: nothing is named
    drafts: list[Draft] = []
    parts = parts_of_object(whole, context.lexicon)
    for number, part in enumerate(parts):
        quoted = clause.tokens if number == 0 and len(parts) == 1 else part
        if number == 0 and len(parts) > 1:
            quoted = clause.tokens[: len(clause.tokens) - len(whole) + len(part)]
        drafts += _one_object(_Part(clause, context, stage, part, quoted, is_item))
    return drafts


class _Part(NamedTuple):
    """One object of a clause: its words, the stage so far, and the passage to quote."""

    clause: Clause
    context: Context
    stage: Stage
    words: tuple[Token, ...]
    quoted: tuple[Token, ...]
    is_item: bool


def _one_object(part: _Part) -> list[Draft]:
    part = _stage_told(part._replace(words=exemplified(part.words)))
    if part.clause.form is not None and part.clause.form.lemma == "announce" and sum_in(part.words):
        part = part._replace(stage=min(part.stage, Stage.PLEDGED, key=list(Stage).index))
    if any(token.lower == "following" for token in part.words[:3]):
        return []  # it stands below
    thing = object_thing(part.words, part.context.lexicon)
    if thing is not None and is_unnamed_many(part.words, thing) and thing.kind is not Kind.EVENT:
        return []
    if part.clause.verb_class == "join" and any(token.is_capital for token in part.words):
        named = part.clause.tokens[part.clause.verb :]
        return [new_draft(part.clause, named, Kind.MEMBERSHIP, part.stage, quoted=part.quoted)]
    if drafts := _used(part, thing) or (_made(part, thing) if thing is not None else []):
        return drafts
    return _by_something(part) or _said(part)


def _used(part: _Part, thing: Thing | None) -> list[Draft]:
    """“Will use the Reef Forum to …”, “implement the Plan of Action”: there is such a thing."""
    lemma = part.clause.form.lemma if part.clause.form is not None else ""
    if thing is None or not thing.named or thing.start:
        return []
    done = part.stage is Stage.OPERATING and thing.kind in _TEXTS  # “full use of the Treaty”
    if not (done or lemma in _USING):
        return []
    if has_new(part.words, thing) or thing.kind in _WEAK_KINDS:
        return []
    named = part.words[: with_topic(part.words, thing)]
    begun = lemma == "implement" and thing.kind not in _TEXTS and part.stage is not Stage.OPERATING
    stage = part.stage if begun else Stage.OPERATING
    return [new_draft(part.clause, named, thing.kind, stage, quoted=part.quoted)]


def _stage_told(part: _Part) -> _Part:
    """“The signing of …”: the noun's stage, unless the verb says that it is to come."""
    told = stage_noun(part.words)
    if told is None:
        return part
    rest = part.words[told[1] :]
    thing = object_thing(rest, part.context.lexicon) if told[0] is Stage.OPERATING else None
    if thing is not None and thing.named and thing.kind in _TEXTS and not part.is_item:
        return part._replace(words=rest, stage=told[0])  # what is to be implemented is there
    firm = not is_to_come(part.clause) and part.clause.verb_class not in ("soft", "act", "intend")
    return part._replace(words=part.words[told[1] :], stage=told[0] if firm else part.stage)


def _made(part: _Part, thing: Thing) -> list[Draft]:
    """A thing that the verb makes, or several of one sort."""
    clause, words = part.clause, part.words
    if several := _several(words, thing):
        named = words[thing.start : thing.end]
        return [
            new_draft(clause, named + item, thing.kind, part.stage, quoted=item) for item in several
        ]
    joins = thing.kind is Kind.MEMBERSHIP
    if joins or not (_makes(clause) or is_one(words, thing) or _is_channel(words, thing)):
        return []
    named = words[thing.start : with_topic(words, thing)]
    first = words[thing.start].lower in ("a", "an") and thing.kind is Kind.MECHANISM
    held = clause.verb_class == "hold" and not (first and clause.governor)
    lemma = clause.form.lemma if clause.form is not None else ""
    run = lemma == "conduct" and thing.kind is Kind.PROGRAMME  # “conduct a pilot project”
    kind = Kind.EVENT if held and not run else thing.kind
    if clause.verb_class == "hold" and kind is Kind.EVENT and recurs(words):
        kind = Kind.MECHANISM
    agreed = lemma == "agree" and words[-len(clause.object) :] == clause.object
    if kind is Kind.INITIATIVE and (clause.verb_class == "sign" or agreed):
        kind = Kind.AGREEMENT  # what is signed, or agreed as such, is a text
    if kind is Kind.INSTITUTION and sum_in(words[: thing.head]):
        kind = Kind.PROGRAMME  # “a $50 million facility”
    if clause.verb_class == "soft" and words[thing.end - 1].lower == "exchanges":
        kind = kind if part.is_item or thing.named else Kind.COMMITMENT  # “enhance exchanges”
    finished = clause.form is not None and clause.form.lemma in _FINISHING
    over = kind is Kind.EVENT and finished and not clause.governor
    stage = Stage.COMPLETED if over else part.stage
    if kind is Kind.MECHANISM and clause.governing_word in ("will", "shall") and clause.subject:
        stage = Stage.PLEDGED
    return [new_draft(clause, named, kind, stage, quoted=part.quoted)]


def _is_channel(words: tuple[Token, ...], thing: Thing) -> bool:
    """“Strengthen regular consultations on …”: a channel that there is, whatever is done to it."""
    if thing.kind is not Kind.MECHANISM or thing.end >= len(words):
        return False
    return words[thing.end].lower in ("on", "between", "among")


def _by_something(part: _Part) -> list[Draft]:
    """The tier that ties are raised to, or the body by which a softer thing is done."""
    clause, words, quoted = part.clause, part.words, part.quoted
    lexicon = part.context.lexicon
    tier = raised_tier(words, lexicon) if clause.verb_class in ("launch", "soft") else None
    if tier is not None:
        named = words[tier.start : tier.end]
        return [new_draft(clause, named, tier.kind, part.stage, quoted=quoted)]
    joint = clause.form is not None and clause.form.lemma in _TOGETHER
    inner = inner_thing(words, lexicon, joint=joint)
    if inner is None or clause.verb_class not in ("soft", "act", "launch"):
        return []
    new = part.is_item and words[inner.start].lower in ("a", "an") and has_new(words, inner)
    stage = Stage.LAUNCHED if new and clause.mode == "ing" else part.stage
    named = words[inner.start : with_topic(words, inner)]
    if _is_held(words, inner, part.context):
        meeting = new_draft(clause, named, Kind.EVENT, stage, quoted=words[inner.start - 1 :])
        return [plain(clause, words[: inner.start - 1], part.stage, quoted, lexicon), meeting]
    return [new_draft(clause, named, inner.kind, stage, quoted=quoted)]


def _said(part: _Part) -> list[Draft]:
    """What has no name and no body, where it says enough."""
    clause, words = part.clause, part.words
    vague = words[: first_phrase_end(words)][-1:]
    if vague and vague[0].lower in _VAGUE:
        return []
    if not words or not says_enough(clause, words, part.context) or says_before(words):
        return []
    draft = plain(clause, words, part.stage, part.quoted, part.context.lexicon)
    paid = financed(words, part.context)
    if paid is not None and paid.kind not in _WEAK_KINDS:
        named = words[paid.start : with_topic(words, paid)]
        return [draft._replace(kind=paid.kind, named=named)]
    return [draft, *_included(clause, words, part.stage)]


def _makes(clause: Clause) -> bool:
    verb = clause.form.lemma if clause.form is not None else ""
    return clause.verb_class in MAKING | {"join", "decide", "intend"} or verb in _MAKERS


def _is_held(part: tuple[Token, ...], inner: Thing, context: Context) -> bool:
    """“…, including by convening a dialogue”: a meeting beside the main matter."""
    form = context.lexicon.verbs.get(part[inner.start - 1].lower) if inner.start > 1 else None
    return form is not None and form.verb_class == "hold"


def _several(part: tuple[Token, ...], thing: Thing) -> list[tuple[Token, ...]]:
    """“Task forces on A and B”, “memoranda in A, B and C”: one each."""
    head = part[thing.head : thing.end][-1] if thing.end > thing.head else None
    if head is None or not head.lower.endswith(_PLURAL_ENDINGS) or thing.kind in _WEAK_KINDS:
        return []
    if thing.kind in (Kind.PROGRAMME, Kind.INITIATIVE):
        return []
    after = thing.end
    if thing.kind is Kind.INSTITUTION and after < len(part) and part[after].lower == "in":
        return []  # “two consulates in A and B” are where they are
    if after >= len(part) or part[after].lower not in _LISTED_AFTER:
        return []
    while after < len(part) and part[after].lower in _LISTED_AFTER:
        after += 1
    items = [bare_item(item) for item in list_items(part[after:])]
    return items if len(items) > 1 else []


def _included(clause: Clause, part: tuple[Token, ...], stage: Stage) -> list[Draft]:
    """“Actions, including A and B”, “cooperation to include: A and B”: each one as well."""
    at = next((i for i, token in enumerate(part) if token.lower in _INCLUDING), None)
    if at is None or at < 1:
        return []
    listed = at + 1 < len(part) and part[at + 1].text == ":"
    head = next((token.lower for token in reversed(part[:at]) if token.is_word), "")
    if head not in _MEASURES and not listed:
        return []
    items = list_items(part[at + 2 if listed else at + 1 :])
    return [new_draft(clause, item, Kind.COMMITMENT, stage, quoted=item) for item in items]
