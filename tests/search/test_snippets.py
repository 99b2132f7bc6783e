"""Highlights, best sentences and reasons."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.answers import Why
from explorer.domain.query import Snippet
from explorer.search.lexicon import Lexicon
from explorer.search.matching import Matcher
from explorer.search.parsing import parse
from explorer.search.snippets import SNIPPET_LENGTH, best_sentence
from tests.search.corpus import NO_SYNONYMS


def _matcher(text: str, synonyms: Lexicon = NO_SYNONYMS) -> Matcher:
    return Matcher(parse(text, synonyms).node)


def _marked(query: str, text: str, synonyms: Lexicon = NO_SYNONYMS) -> list[str]:
    return [text[start:end] for start, end in _matcher(query, synonyms).spans(text)]


MARKS = [
    ("반도체", "한-인도 반도체협력 공동위원회는 반도체를", ["반도체", "반도체"]),
    ("공동연구", "공동 연구와 공동연구센터", ["공동 연구", "공동연구"]),
    ("agreement", "Agreements on an agreed agreement", ["Agreements", "agreement"]),
    ("co-operation", "Cooperation, co-operation", ["Cooperation", "co-operation"]),
    ("India", "India’s and Indian", ["India"]),
    ("समझौता", "सहयोग समझौते पर", ["समझौते"]),
    ('"joint working group"', "A joint  working-group works", ["joint  working-group"]),
    ('"agreements"', "agreement, Agreements", ["Agreements"]),
    ("joint*", "Jointly a joint venture", ["Jointly", "joint"]),
    ("joint -venture", "a joint venture", ["joint"]),
    ("joint OR venture", "a joint venture", ["joint", "venture"]),
    ("the agreement on space", "the agreement on the space", ["agreement", "space"]),
    ("résumé", "Resume the résumé", ["Resume", "résumé"]),
    ("R&D", "on R & D and r&d", ["R & D", "r&d"]),
    ("solar rail", "solar\nrail", ["solar", "rail"]),
    ('"solar rail"', "solar\nrail, solar rail", ["solar rail"]),
    ("", "anything", []),
    ("absent", "anything", []),
]


@pytest.mark.parametrize(("query", "text", "marks"), MARKS)
def test_spans(query: str, text: str, marks: list[str]) -> None:
    """Whole words and phrases, never pieces of a pair of syllables."""
    assert _marked(query, text) == marks


def test_spans_of_labels(synonyms: Lexicon) -> None:
    """All labels of a group are marked, but not where they are part of another word."""
    text = "ROK, South Korea, 대한민국과 북한, the Democratic People's Republic of Korea"
    assert _marked("Republic of Korea", text, synonyms) == ["ROK", "South Korea", "대한민국"]
    text = "인도네시아와 인도의 인도적 지원, 범죄인 인도"
    assert _marked("India", text, synonyms) == ["인도"]
    assert _marked("'인도'", text, synonyms) == ["인도"]


def test_why(synonyms: Lexicon) -> None:
    """Fields and words that matched; another name only where the text has none of one's own."""
    matcher = _matcher("ROK semiconductors", synonyms)
    found = matcher.why({"title": "The Republic of Korea and semiconductor design", "names": "x"})
    assert found.fields == (("title", ("Republic of Korea", "semiconductor")),)
    assert found.synonyms == (("ROK", "Republic of Korea"),)
    found = matcher.why({"title": "ROK", "summary": "대한민국 반도체"})
    assert found.fields == (("title", ("ROK",)), ("summary", ("대한민국", "반도체")))
    assert found.synonyms == (("semiconductors", "반도체"),)
    assert matcher.why({"title": "ROK semiconductor"}).synonyms == ()
    assert matcher.why({}) == Why()
    plain = _matcher("plain words").why({"title": "plain words, plain"})
    assert plain == Why((("title", ("plain", "words")),))


def test_a_title_condition_is_for_the_title_only() -> None:
    """It is found and highlighted nowhere else."""
    found = _matcher("title:solar rail").why({"title": "Solar rail", "summary": "solar rail"})
    assert found.fields == (("title", ("Solar", "rail")), ("summary", ("rail",)))


def test_words_near_one_another_are_highlighted() -> None:
    """Each word where it is near enough, in order, within a line; nothing between them."""
    text = "Alliance for solar: the solar power of an alliance.\nSolar\nalliance"
    spans = _matcher('"solar alliance"~4').spans(text)
    assert [text[a:b] for a, b in spans] == ["solar", "alliance"]
    assert spans[0][0] == text.index("solar power")


def test_misspelt_words_are_highlighted_as_they_are_spelled() -> None:
    """What the fuzzy word stands for."""
    text = "Semiconductors, a semiconductor, conductors"
    spans = _matcher("semiconducter~").spans(text)
    assert [text[a:b] for a, b in spans] == ["Semiconductors", "semiconductor"]


def test_best_sentence_has_most_of_the_words() -> None:
    """Of all texts; then most matches; then the first."""
    texts = [
        "Solar power is cheap. Rail is slow.",
        "They met. Solar rail and solar funds were agreed. Nothing else.",
        "Solar rail.",
    ]
    place, snippet = best_sentence(texts, _matcher("solar rail"))
    assert place == 1
    assert snippet.text == "Solar rail and solar funds were agreed."
    assert [snippet.text[a:b] for a, b in snippet.marks] == ["Solar", "rail", "solar"]


def test_best_sentence_without_matches() -> None:
    """The first sentence of the first text that has one."""
    assert best_sentence(["", "One. Two."], _matcher("absent")) == (1, Snippet("One."))
    assert best_sentence(["One. Two."], None) == (0, Snippet("One."))
    assert best_sentence(["", " "], None) == (0, Snippet(""))
    assert best_sentence([], None) == (0, Snippet(""))


def test_long_sentences_are_cut_around_the_match() -> None:
    """At words, with the first match in it and a sign where something is left out."""
    text = "word " * 100 + "naphtha from afar " + "word " * 100 + "end."
    _, snippet = best_sentence([text], _matcher("naphtha"))
    assert len(snippet.text) <= SNIPPET_LENGTH + 2
    assert snippet.text.startswith("…word")
    assert snippet.text.endswith("word…")
    assert [snippet.text[a:b] for a, b in snippet.marks] == ["naphtha"]
    _, plain = best_sentence([text], None)
    assert plain.text.startswith("word word")
    assert plain.text.endswith("word…")
    _, last = best_sentence(["word " * 100 + "naphtha."], _matcher("naphtha"))
    assert last.text.endswith("word naphtha.")


@given(st.lists(st.text(max_size=400), max_size=4), st.text(max_size=20))
def test_any_snippet(texts: list[str], query: str) -> None:
    """Marks lie within the snippet, in order; a snippet is never much longer than wanted."""
    matcher = _matcher(query)
    place, snippet = best_sentence(texts, matcher)
    assert 0 <= place < max(1, len(texts))
    end = 0
    for first, last in snippet.marks:
        assert end <= first < last <= len(snippet.text)
        end = last
    assert len(snippet.text) <= 2 * SNIPPET_LENGTH
    matcher.why(dict(enumerate(texts)))  # type: ignore[arg-type]
