"""Tokens and stems in English, Korean, Hindi and other scripts."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.search.analysis import stem, surfaces, tokenize, units
from explorer.search.korean import strip_particle


def _stems(text: str) -> list[str]:
    return [token.stem for token in tokenize(text)]


SAME = [
    ("defence", "defense"),
    ("programme", "programs"),
    ("organisation", "organizations"),
    ("labour", "labor"),
    ("harmonise", "harmonized"),
    ("harmonisation", "harmonization"),
    ("co-operation", "cooperation"),
    ("Co‑operation", "cooperating"),
    ("coordination", "co-ordinated"),
    ("centre", "centers"),
    ("licence", "license"),
    ("catalogue", "catalogs"),
    ("analyse", "analyzed"),
    ("travelling", "traveling"),
    ("fulfil", "fulfills"),
    ("aluminium", "aluminum"),
    ("agreements", "agreement"),
    ("countries", "country"),
    ("studies", "study"),
    ("ratified", "ratification"),
    ("held", "holding"),
    ("EV", "EVs"),
    ("MoU", "MoUs"),
    ("R&D", "r&d"),
    ("S & T", "S&T"),
    ("R.O.K.", "ROK"),
    ("U.S.", "US"),
    ("USA", "U.S.A."),
    ("India's", "India"),
    ("India’s", "india"),
    ("résumé", "Resume"),
    ("Türkiye", "turkiye"),
    ("Łódź", "lodz"),
    ("ＫＯＲＥＡ", "korea"),
    ("co\u00adoperation", "cooperation"),
    ("वाहनों", "वाहन"),
    ("समझौते", "समझौता"),
    ("सेमीकंडक्टरों", "सेमीकंडक्टर"),
    ("क्षेत्रों", "क्षेत्र"),
    ("नीतियों", "नीति"),
    ("हिन्दी", "हिंदी"),
    ("अन्तरिक्ष", "अंतरिक्ष"),
    ("वीज़ा", "वीजा"),
    ("ढाँचा", "ढांचा"),
    ("श्रृंखला", "शृंखला"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_same_stem(one: str, other: str) -> None:
    """Spellings and forms of one word."""
    assert _stems(one) == _stems(other)
    assert len(_stems(one)) == 1


APART = [
    ("international", "internal"),
    ("internal", "internship"),
    ("university", "universal"),
    ("news", "new"),
    ("important", "import"),
    ("organization", "organ"),
    ("informal", "information"),
    ("community", "communication"),
    ("general", "generation"),
    ("authority", "author"),
    ("united", "unit"),
    ("US", "us"),
    ("का", "के"),
    ("भारत", "भार"),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_stems_apart(one: str, other: str) -> None:
    """Words that a stemmer alone would confuse."""
    assert _stems(one) != _stems(other)


def test_places_are_those_of_the_text() -> None:
    """Offsets count code points of the text as given, also where it is not in form NFC."""
    for text in ("India’s co-operation: R&D, 5G통신 and 반도체를", "한-인도 समझौते"):
        for form in ("NFC", "NFD"):
            given_text = unicodedata.normalize(form, text)
            for token in tokenize(given_text):
                piece = unicodedata.normalize("NFC", given_text[token.start : token.end])
                assert piece.lower().replace("-", "") == token.surface


def test_runs_of_syllables_are_pairs() -> None:
    """Hangul, Han and Kana as overlapping pairs; one syllable alone; scripts apart."""
    assert surfaces("반도체를") == ("반도", "도체", "체를")
    assert surfaces("한-인도") == ("한", "인도")
    assert surfaces("AI반도체") == ("ai", "반도", "도체")
    assert surfaces("東京大学") == ("東京", "京大", "大学")
    assert surfaces("カタカナ") == ("カタ", "タカ", "カナ")
    assert surfaces(unicodedata.normalize("NFD", "반도체")) == ("반도", "도체")


def test_devanagari_words_stay_whole() -> None:
    """Vowel signs are part of a word."""
    assert surfaces("सेमीकंडक्टर क्षेत्र") == ("सेमीकंडक्टर", "क्षेत्र")


@pytest.mark.parametrize(
    ("word", "kept"),
    [
        ("반도체를", "반도체"),
        ("한국과", "한국"),
        ("협력에서는", "협력"),
        ("인도", "인도"),
        ("인도는", "인도"),
        ("정상회의", "정상회의"),
        ("정상회의를", "정상회의"),
        ("한반도", "한반도"),
        ("제도", "제도"),
        ("니카라과", "니카라과"),
    ],
)
def test_particles(word: str, kept: str) -> None:
    """Particles go, nouns that look like it stay, two syllables remain."""
    assert strip_particle(word) == kept


def test_query_units() -> None:
    """What is written as one word is glued; particles are taken off queries only."""
    found = units("한-인도 반도체를 India-Korea EV/battery")
    assert [unit.glued for unit in found] == [False, True, False, False, True, False, False]
    assert found[2].stems == ("반도", "도체")
    assert units("반도체를", particles=False)[0].stems == ("반도", "도체", "체를")


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    """Every text has tokens within it, in order, and stems are a function of surfaces."""
    tokens = tokenize(text)
    assert tuple(token.surface for token in tokens) == surfaces(text)
    for token in tokens:
        assert 0 <= token.start < token.end <= len(text)
        assert token.surface
        assert token.stem == stem(token.surface)
    starts = [token.start for token in tokens]
    assert starts == sorted(starts)
    units(text)
