"""Devanagari: one spelling for its variants, and endings of number and case taken off."""

from __future__ import annotations

import re
from typing import Final

_NUKTA: Final = "\u093c"
_TRANSLATION: Final = {
    ord(_NUKTA): None,
    0x0901: 0x0902,  # chandrabindu is written as anusvara by half of the press
}
# हिन्दी and हिंदी: the nasal of the following stop's own class may be written as anusvara.
_NASALS: Final = re.compile("ङ्(?=[क-घ])|ञ्(?=[च-झ])|ण्(?=[ट-ढ])|न्(?=[त-ध])|म्(?=[प-भ])")
_LETTER: Final = re.compile("[\u0904-\u0939\u0958-\u0961]")
# Plural and oblique endings, longest first; then the vowel that changes in the oblique case.
_ENDINGS: Final = (
    "ियों",
    "ियां",
    "ियो",
    "ाओं",
    "ाएं",
    "ाओ",
    "ुओं",
    "ुएं",
    "ूओं",
    "ओं",
    "एं",
    "ों",
    "ें",
    "ां",
    "ीं",
)
_VOWELS: Final = ("ा", "े", "ी", "ि", "ो", "ू", "ु")
_WORD: Final = re.compile("[\u0900-\u097f]+")


def is_devanagari(word: str) -> bool:
    """Whether a word is written in Devanagari only."""
    return _WORD.fullmatch(word) is not None


def fold(word: str) -> str:
    """Without nukta, chandrabindu as anusvara, nasals before a stop as anusvara (form NFC)."""
    folded = word.translate(_TRANSLATION)
    return _NASALS.sub("ं", folded).replace("श्रृ", "शृ")


def stem(word: str) -> str:
    """A folded word without its ending: वाहनों → वाहन, समझौते and समझौता → समझौत.

    Two letters at least remain, so that postpositions (का, के, की) stay apart.
    """
    for ending in (*_ENDINGS, *_VOWELS):
        if word.endswith(ending):
            rest = word[: -len(ending)]
            if len(_LETTER.findall(rest)) >= 2:
                return rest
    return word
