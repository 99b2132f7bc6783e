"""Two wordings, word by word: the pieces are both texts, and only what differs is marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.rewording import Piece, reworded, tokens

WORDS = st.lists(st.sampled_from(["India", "Korea ", "agreed\n", "협력을 ", "सहयोग", ". ", "  "]))


@given(st.text())
def test_tokens_are_the_text(text: str) -> None:
    assert "".join(tokens(text)) == text


@given(WORDS, WORDS)
def test_pieces_are_both_texts(one: list[str], other: list[str]) -> None:
    old, new = "".join(one), "".join(other)
    pieces = reworded(old, new)
    assert "".join(piece.old for piece in pieces) == old
    assert "".join(piece.new for piece in pieces) == new
    for piece in pieces:
        if piece.same:
            assert piece.old.split() == piece.new.split()
    if old == new:
        assert all(piece.same for piece in pieces)


@pytest.mark.parametrize(
    ("old", "new", "differing"),
    [
        ("They agreed to meet.", "They have agreed to meet.", [("", "have ")]),
        ("high-tech sectors", "high-tech sectors and more", [("", "and more")]),
        ("인도와 한국은 협력한다", "인도와 대한민국은 협력한다", [("한국은 ", "대한민국은 ")]),
        ("अंतरिक्ष में सहयोग", "अंतरिक्ष क्षेत्र में सहयोग", [("", "क्षेत्र ")]),
        ("韓印協力", "韓印合作", [("協力", "合作")]),
        ("", "new", [("", "new")]),
        ("same", "same", []),
    ],
)
def test_what_differs(old: str, new: str, differing: list[tuple[str, str]]) -> None:
    assert [piece[:2] for piece in reworded(old, new) if not piece.same] == differing


def test_a_vowel_sign_stays_with_its_letter() -> None:
    assert tokens("में सहयोग") == ["में ", "सहयोग"]


def test_a_long_text_is_compared_by_sentences() -> None:
    sentences = [f"Sentence number {number} of the text. " for number in range(2_000)]
    changed = [*sentences[:1_000], "Another one. ", *sentences[1_001:]]
    differing = [
        piece for piece in reworded("".join(sentences), "".join(changed)) if not piece.same
    ]
    assert differing == [Piece(sentences[1_000], "Another one. ", False)]
