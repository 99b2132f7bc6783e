"""English: one spelling for British and American forms, then a stem (Porter's second stemmer).

Both run at indexing and at query time, so a fold need not give a word, only the same word twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

# Whole families of words that differ only in the spelling of one ending.
_FOLDS: Final = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"^program(?:me)(s?)$", r"program\1"),
        (r"^(col|fav|harb|hon|hum|lab|neighb|od|parl|rum|sav|tum|vap|vig)our", r"\1or"),
        (r"^(arm|behavi|endeav|flav|rig|splend|val)our", r"\1or"),
        (r"^(cent|fib|theat|lit|calib|manoeuv|sab|lust|spect|reconnoit|met)re(s|d)?$", r"\1er\2"),
        (r"^((?:kilo|centi|milli|nano|micro)(?:met|lit))re(s?)$", r"\1er\2"),
        (r"^(defen|offen|preten|licen)ce", r"\1se"),
        (r"^(cata|dia|ana|mono|pro|epi)logue", r"\1log"),
        (r"^(.{3,}[lrntvmdpcghk])is(e|es|ed|er|ers|ing|ation|ations|ational|able)$", r"\1iz\2"),
        (r"^(anal|paral|catal|electrol)ys(e|es|ed|er|ers|ing)$", r"\1yz\2"),
        (r"^(travel|label|model|cancel|counsel|signal|channel|fuel|level|total)l(?=[eio])", r"\1"),
        (r"^(fulfil|enrol|instal|distil|appal|skil)l?(?=s$|$|ment)", r"\1l"),
        (r"^(judg|acknowledg|abridg)ement", r"\1ment"),
        (r"^(?:(p)aedi|(orthop)aedi)", r"\1\2edi"),
        (r"^an(?:ae)sthe", "anesthe"),
        (r"^(h)aem", r"\1em"),
        (r"^(f)oet", r"\1et"),
        (r"^(encyclop)aed", r"\1ed"),
        (r"^(arch)aeo", r"\1eo"),
        (r"^manoeuv", "maneuv"),
        (r"^aeroplane", "airplane"),
        (r"^alumini", "alumin"),
        (r"^sulph", "sulf"),
        (r"^grey", "gray"),
        (r"^artefact", "artifact"),
        (r"^plough", "plow"),
        (r"^ageing$", "aging"),
        (r"^practis", "practic"),
    )
)

# Porter would give these the stem of an unrelated word (international = internal = intern).
# Each stands for itself and its plural.
_UNRELATED: Final = """
    activate author authority capital communication communique community customer customs
    designate designation engine executive experience general generation import important
    informal initial initiative intern internal international internship laboratory miner
    mineral missile mission news organ organization police policy relative several special
    species station statistic transit transition united universal universe university
"""
_APART: Final = frozenset(_UNRELATED.split())
_IRREGULAR: Final = {
    "begun": "begin",
    "began": "begin",
    "built": "build",
    "diplomacy": "diplomat",
    "economies": "econom",
    "economy": "econom",
    "chosen": "choos",
    "given": "give",
    "gave": "give",
    "held": "hold",
    "made": "make",
    "met": "meet",
    "mous": "mou",
    "ratification": "ratifi",
    "sent": "send",
    "sought": "seek",
    "strategic": "strategi",
    "taken": "take",
    "took": "take",
    "undertaken": "undertak",
    "undertook": "undertak",
    "written": "write",
    "wrote": "write",
}
# Short words whose "s" is no plural; other three-letter ones are acronyms (EVs, MPs).
_NO_PLURALS: Final = "us is as has was its gas bus yes his gps ios pas dis ics sms aws iss"
_SHORT_IN_S: Final = frozenset(_NO_PLURALS.split())
_WORD: Final = re.compile(r"[a-z]+")


def fold_spelling(word: str) -> str:
    """American spelling of a lower-case word: programme → program, harmonisation → …ization."""
    for pattern, replacement in _FOLDS:
        folded, count = pattern.subn(replacement, word)
        if count:
            return folded
    return word


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=65_536)
@lru_cache(maxsize=1)
def _porter() -> Callable[[str], str]:
    """Whoosh's second Porter stemmer; imported with the first word, not with the window."""
    from whoosh.lang.porter2 import stem as porter_stem

    return porter_stem


def stem(word: str) -> str:
    """The stem of a lower-case word; words with digits or signs stay as they are."""
    if not _WORD.fullmatch(word):
        return word
    if len(word) <= 3:
        plural = len(word) == 3 and word.endswith("s") and word not in _SHORT_IN_S
        return word[:-1] if plural and not word.endswith("ss") else _IRREGULAR.get(word, word)
    word = fold_spelling(word)
    for form in (word, _singular(word)):
        if form in _APART:
            return form
    return _IRREGULAR.get(word) or str(_porter()(word))
