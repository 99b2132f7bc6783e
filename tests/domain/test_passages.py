"""Passages hold on to their place, or say that they lost it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.passages import (
    CONTEXT,
    fault,
    make_passage,
    normalise,
    paragraph_at,
    paragraphs,
    relocate,
    sentences,
)

TEXT = "A title\nBy the author\n\n  The first 😀 paragraph. It has two sentences. \n\nThe second.\n"
BODY = TEXT.index("The first")


def test_normal_form_is_nfc_with_plain_line_ends() -> None:
    assert normalise("\ufeffe\u0301\r\na\rb") == "é\na\nb"
    assert normalise("\u1112\u1161\u11ab") == "한"


@given(st.text(alphabet="ab\r\n\ufeffe\u0301\u1161\u1112"))
def test_normal_form_stays_as_it_is(text: str) -> None:
    once = normalise(text)
    assert normalise("\ufeff" + once) == once
    assert "\r" not in once


def test_paragraphs_are_numbered_from_the_body() -> None:
    found = paragraphs(TEXT, BODY)
    assert [(item.number, TEXT[item.start : item.end]) for item in found] == [
        (0, "A title"),
        (0, "By the author"),
        (1, "The first 😀 paragraph. It has two sentences."),
        (2, "The second."),
    ]
    assert paragraphs(" \n\t\n") == ()


def test_the_paragraph_of_an_offset() -> None:
    found = paragraphs(TEXT, BODY)
    first = found[2]
    assert paragraph_at(found, first.start) == first
    assert paragraph_at(found, first.end - 1) == first
    assert paragraph_at(found, first.end) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("He said “yes.” Then he left.", ["He said “yes.”", "Then he left."]),
        ("H.E. Mr. Lee met Dr. Kim.", ["H.E. Mr. Lee met Dr. Kim."]),
        ("It costs 2.5 billion. Or 3.", ["It costs 2.5 billion.", "Or 3."]),
        ("See Art. 5 para. 2 of it. End", ["See Art. 5 para. 2 of it.", "End"]),
        ("U.S. firms came.", ["U.S. firms came."]),
        ("दोनों देश सहमत हुए। समूह बनेगा।", ["दोनों देश सहमत हुए।", "समूह बनेगा।"]),
        ("합의하였다. 설립한다.", ["합의하였다.", "설립한다."]),
        ("双方同意。成立小组。", ["双方同意。", "成立小组。"]),
        ("No end", ["No end"]),
        ("   ", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[span.start : span.end] for span in sentences(text)] == expected


def test_sentences_of_a_paragraph_count_in_the_whole_text() -> None:
    item = paragraphs(TEXT, BODY)[2]
    spans = sentences(TEXT, item.start, item.end)
    assert [TEXT[low:high] for low, high in spans] == [
        "The first 😀 paragraph.",
        "It has two sentences.",
    ]


@given(st.text(alphabet='ab. !?।\n"”', max_size=40))
def test_sentences_lose_nothing_but_space(text: str) -> None:
    spans = sentences(text)
    joined = "".join(text[low:high] for low, high in spans)
    assert "".join(joined.split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_a_passage_is_sound_where_it_was_made() -> None:
    start = TEXT.index("paragraph")
    passage = make_passage("p", "d", TEXT, start, start + 9)
    assert passage.exact == "paragraph"
    assert passage.prefix.endswith("The first 😀 ")
    assert passage.suffix.startswith(". It has")
    assert len(passage.suffix) == CONTEXT
    assert fault(passage, TEXT) is None


@pytest.mark.parametrize(("shift", "reason"), [("x" + TEXT, "different"), ("short", "not within")])
def test_a_passage_that_does_not_stand_there_says_why(shift: str, reason: str) -> None:
    passage = make_passage("p", "d", TEXT, BODY, BODY + 9)
    assert reason in (fault(passage, shift) or "")


def test_a_passage_moves_only_where_it_stands_once() -> None:
    start = TEXT.index("paragraph")
    passage = make_passage("p", "d", TEXT, start, start + 9)
    moved = "New words. " + TEXT
    span = relocate(passage, moved)
    assert span is not None
    assert moved[span.start : span.end] == "paragraph"
    assert relocate(passage, TEXT + TEXT) is None
    assert relocate(passage, TEXT.replace("two", "three")) is None
