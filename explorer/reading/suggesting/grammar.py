"""The small words of English that tell how a sentence is built, and groups of verbs in it."""

from __future__ import annotations

from typing import Final, NamedTuple

from explorer.reading.suggesting.lexicon import Form, Lexicon
from explorer.reading.suggesting.parties import TOGETHER
from explorer.reading.suggesting.tokens import Token, word_set

MODALS: Final = word_set(
    "will would shall should may might could can",
)
HAVE: Final = frozenset(["have", "has", "had", "having"])
BE: Final = word_set(
    "is are was were be been being",
)
RELATIVES: Final = word_set(
    "which that who whom where whose",
)
CONJUNCTIONS: Final = frozenset(["and", "or", "&"])
DETERMINERS: Final = word_set(
    "a an the this that these those its their our his her each every any all several both",
    "two three four some more",
)
PREPOSITIONS: Final = word_set(
    "of in on at by for with from to into through under over between among within across",
    "via against towards toward including during after before without upon like as than",
    "about following regarding concerning along alongside around beyond per",
)
ADVERBS: Final = word_set(
    "forward also further together now not once again soon well just thus today already therefore",
    "hereby respectively both all each either then still closely yet ever never better long",
)
# After these a word that can be a noun is a verb: "support the", "launch an".
_OPENERS: Final = DETERMINERS | word_set(
    "new joint further greater closer mutual bilateral regional global practical additional",
    "concrete cooperation collaboration high-level each resilient secure sustainable free",
    "open strong efforts up on capacity emerging common shared such deeper stronger other",
    "early regular annual",
)
# Verbs that a preposition follows as a rule.
_WITH_PREPOSITION: Final = word_set(
    "cooperate collaborate work engage focus build coordinate partner participate invest",
    "contribute consult agree explore meet draw",
)
# Their participles stand behind no noun: “the leaders met”, not “the leaders (that were) met”.
_NEVER_EXPLAINS: Final = frozenset(["meet", "gather", "travel", "agree", "accede", "participate"])
_ALSO_ADJECTIVES: Final = frozenset(["secure", "open", "direct", "complete", "further", "lower"])
_ARTICLES: Final = frozenset(["a", "an", "the", "its", "their", "two", "three"])
_RESUMING: Final = frozenset(["intend", "decide", "pledge", "welcome", "launch", "sign", "value"])
_PRONOUNS: Final = word_set(
    "they we it he she i",
)
_ACTING: Final = (
    TOGETHER
    | _PRONOUNS
    | word_set(
        "president minister government ministry side secretary republic leader states kingdom",
        "union officials advisors principals cooperation department agency agencies ministries",
        "administration company companies firms universities institutions members chairman",
        "chancellor king guards forces navies banks parliaments businesses institutes",
    )
)


class Group(NamedTuple):
    """Verbs that belong together, from ``start`` to the one that tells what is done, ``verb``.

    ``mode``: past, present, perfect, passive, progressive, modal, modal_passive, infinitive, ing,
    base or copula (then ``form`` is None and ``verb`` the word after).
    """

    start: int
    verb: int
    mode: str
    form: Form | None


def resumes(
    tokens: tuple[Token, ...], at: int, lexicon: Lexicon, *, past: bool = False
) -> Form | None:
    """The verb after an “and” by which the same subject does one thing more: “… and intend to”.

    ``past``: the sentence tells of what was done, “… and called for”.
    """
    form = form_at(tokens, at, lexicon, "base")
    if form is None and past:
        form = form_at(tokens, at, lexicon, "past")
    if form is None or form.verb_class not in _RESUMING or at + 1 >= len(tokens):
        return None
    following = tokens[at + 1].lower
    if following == "to":
        return form if form.verb_class in ("intend", "decide", "pledge") else None
    if form.lemma == "call" and following == "for":
        return form
    return form if following in DETERMINERS else None


def is_adverb(token: Token) -> bool:
    """Whether a word says how or when: “further”, “jointly”."""
    word = token.lower
    return word in ADVERBS or (len(word) > 4 and word.endswith("ly") and word not in _NO_ADVERBS)


_NO_ADVERBS: Final = word_set(
    "forward supply family early assembly july italy friendly",
)


def skip_adverbs(tokens: tuple[Token, ...], at: int) -> int:
    """The first place from ``at`` that is no adverb."""
    while at < len(tokens) and is_adverb(tokens[at]):
        at += 1
    return at


def before(tokens: tuple[Token, ...], at: int) -> int:
    """The last place before ``at`` that is no adverb; -1 where there is none."""
    at -= 1
    while at >= 0 and is_adverb(tokens[at]):
        at -= 1
    return at


def form_at(tokens: tuple[Token, ...], at: int, lexicon: Lexicon, *wanted: str) -> Form | None:
    """The verb at a place if it can have one of the wanted forms there."""
    if at >= len(tokens):
        return None
    form = lexicon.verbs.get(tokens[at].lower)
    if form is None or not form.forms & set(wanted):
        return None
    return form


def looks_like_verb(tokens: tuple[Token, ...], at: int, lexicon: Lexicon) -> bool:
    """Whether a base form after “and” or a comma is a verb there, not a noun of a list."""
    form = form_at(tokens, at, lexicon, "base")
    if form is None or tokens[at].is_capital:
        return False
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or not following.is_word:
        return False
    if following.lower in PREPOSITIONS:
        return form.lemma in _WITH_PREPOSITION
    if form.lemma in _ALSO_ADJECTIVES:
        return following.lower in DETERMINERS  # “open, transparent, and secure networks”
    if form.also_noun:
        return following.lower in _OPENERS or following.is_capital
    return following.lower not in BE | MODALS | CONJUNCTIONS


def _auxiliary(tokens: tuple[Token, ...], at: int, lexicon: Lexicon) -> Group | None:
    """A group that begins with “will”, “has” or “is”."""
    word = tokens[at].lower
    i = skip_adverbs(tokens, at + 1)
    mode = "modal" if word in MODALS else "perfect" if word in HAVE else "copula"
    while i < len(tokens) and tokens[i].lower in BE | HAVE:
        mode = {"modal": "modal_be", "perfect": "perfect_be", "copula": "copula"}.get(mode, mode)
        i = skip_adverbs(tokens, i + 1)
    if i >= len(tokens):
        return None
    if mode == "modal":
        return Group(at, i, "modal", form_at(tokens, i, lexicon, "base"))
    if mode == "copula" and tokens[i].lower == "to":
        return _is_to(tokens, at, i, lexicon)
    passive = "modal_passive" if mode == "modal_be" else "passive"
    if mode == "perfect":
        form = form_at(tokens, i, lexicon, "participle", "past")
        return Group(at, i, "perfect", form) if form is not None else None
    form = form_at(tokens, i, lexicon, "participle")
    if form is not None:
        return Group(at, i, passive, form)
    form = form_at(tokens, i, lexicon, "ing")
    if form is not None:
        return Group(at, i, "modal" if mode == "modal_be" else "progressive", form)
    return Group(at, i - 1, "modal" if mode == "modal_be" else "copula", None)


def _is_to(tokens: tuple[Token, ...], at: int, to: int, lexicon: Lexicon) -> Group | None:
    """“The King is to visit Lyon”, “a group is to be formed”: what will be."""
    i = skip_adverbs(tokens, to + 1)
    if i < len(tokens) and tokens[i].lower == "be":
        i = skip_adverbs(tokens, i + 1)
        form = form_at(tokens, i, lexicon, "participle")
        return Group(at, i, "modal_passive", form) if form is not None else None
    form = form_at(tokens, i, lexicon, "base")
    return Group(at, i, "modal", form) if form is not None else None


def _simple(tokens: tuple[Token, ...], at: int, lexicon: Lexicon) -> Group | None:
    """A single verb with a subject before it."""
    form = form_at(tokens, at, lexicon, "past", "s", "base")
    previous = before(tokens, at)
    if at and tokens[at - 1].lower in ("both", "each"):
        previous = at - 1  # “Both took part”, “… and both signed”: who acts, no adverb
    past = form is not None and "past" in form.forms
    if previous > 0 and past and tokens[previous].text in (",", "–", "—"):
        previous -= 1  # “We, the leaders of …, met”
    if form is None or previous < 0:
        return None
    if _takes_place(tokens, at, form):
        return Group(at, at, "past" if past else "present", form)
    if len(tokens[at].text) > 1 and tokens[at].text.isupper():
        return None  # “RAN” is a name
    word = tokens[previous]
    named = word.is_capital and word.is_word and word.lower not in DETERMINERS
    acting = word.lower in _ACTING or word.text == ")" or named
    if past and "base" not in form.forms and not acting:
        acting = _rules_an_object(tokens, at, previous, form)
    if "past" in form.forms and not form.forms & {"base"}:
        if acting and word.lower not in _ACTING and not _is_state(word, lexicon):
            acting = form.lemma in _NEVER_EXPLAINS or not _reads_on(tokens, at + 1, lexicon)
        return Group(at, at, "past", form) if acting else None
    willing = form.verb_class in _RESUMING and at + 1 < len(tokens) and tokens[at + 1].lower == "to"
    if tokens[at].is_capital or not (acting or (willing and word.text == ",")):
        return None
    if form.also_noun and not _opens_object(tokens, at):
        return None
    return Group(at, at, "present", form)


def _rules_an_object(tokens: tuple[Token, ...], at: int, previous: int, form: Form) -> bool:
    """“The makers signed an MoU”: before an article a past form is no participle of the noun."""
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    word = tokens[previous]
    small = PREPOSITIONS | DETERMINERS | CONJUNCTIONS | RELATIVES | BE | HAVE
    rules = following in _ARTICLES or form.lemma in _NEVER_EXPLAINS
    return rules and word.text.isalpha() and word.lower not in small


def _takes_place(tokens: tuple[Token, ...], at: int, form: Form) -> bool:
    """“The fair took place”, “the treaty entered into force”: anything can be who acts."""
    words = [token.lower for token in tokens[at + 1 : at + 3]]
    if form.lemma == "take":
        return words[:1] in (["place"], ["effect"])
    return form.lemma in ("enter", "come") and words == ["into", "force"]


def _is_state(word: Token, lexicon: Lexicon) -> bool:
    last = word.bare.rsplit(" ", 1)[-1]
    return last in lexicon.states or last in lexicon.groupings


def _reads_on(tokens: tuple[Token, ...], at: int, lexicon: Lexicon) -> bool:
    """Whether a participle explains a name: “an MoU focused on”, not “the Agency agreed to”."""
    following = tokens[at].lower if at < len(tokens) else ""
    if following == "to":
        return form_at(tokens, at + 1, lexicon, "base") is None
    return following in PREPOSITIONS or following == "last"


def _opens_object(tokens: tuple[Token, ...], at: int) -> bool:
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return following is not None and (following.lower in _OPENERS or following.is_capital)


def group_at(tokens: tuple[Token, ...], at: int, lexicon: Lexicon) -> Group | None:
    """The group of verbs that begins at a place, where one does."""
    word = tokens[at].lower
    if word in MODALS or word in HAVE or (word in BE and word not in ("being", "been", "be")):
        # “May” is a month, “US” and “IT” are names.
        return _auxiliary(tokens, at, lexicon) if tokens[at].text == word else None
    if word == "to":
        i = skip_adverbs(tokens, at + 1)
        form = form_at(tokens, i, lexicon, "base", "ing")
        if form is not None and not tokens[i].is_capital:
            return Group(at, i, "infinitive", form)
        return None
    return _simple(tokens, at, lexicon)
