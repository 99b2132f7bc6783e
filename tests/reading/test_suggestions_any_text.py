"""Whatever the text: nothing is raised, and every quote stands in the text where it says."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from explorer.domain.passages import normalise
from explorer.domain.structure import LineKind, Mark, Structure
from explorer.domain.when import parse_when
from explorer.reading.suggestions import suggest
from explorer.services.suggesting import lexicon

# Pieces of which statements are made, so that the rules are reached and not only the guards.
PIECES = st.sampled_from(
    [
        *[
            "The two sides",
            "agreed to",
            "and to",
            ", and",
            ",",
            ";",
            ":",
            ".",
            "(",
            ")",
            "“",
            "”",
            "‘",
            "’",
            "—",
            "-",
            "\n",
            "\n\n",
            "\n- ",
            "\n1. ",
            "•",
        ],
        *[
            "launch",
            "launching",
            "signed",
            "established",
            "will",
            "has been",
            "was",
            "to be",
            "welcomed",
            "the signing of",
        ],
        *[
            "a",
            "the",
            "India",
            "France",
            "U.S.-India",
            "Indo-Pacific",
            "Korea’s",
            "Quad",
            "ASEAN",
            "the Republic of Korea",
        ],
        *[
            "memorandum of understanding",
            "MoU",
            "working groups",
            "on",
            "for",
            "in",
            "of",
            "by",
            "semiconductors",
            "5G",
        ],
        *[
            "today",
            "next year",
            "in May",
            "2 May 2019",
            "31 February 2020",
            "2026–2030",
            "by 2030",
            "this week",
        ],
        *[
            "including",
            "projects will include",
            "focuses on",
            "look forward to",
            "as well as",
            "a series of",
            "the decision for",
            "such as",
            "like",
            "which",
            "that",
            "it",
            "This",
            "There is",
            "Efforts are underway to",
            "(ISA)",
        ],
        *[
            "Label:",
            "HEADING",
            "Today,",
            "WE, THE LEADERS",
            "RECALLING the Treaty,",
            "is",
            "committed to",
            "meeting",
        ],
    ]
)
STATEMENTS = st.lists(PIECES, max_size=40).map(" ".join)


def check(text: str, structure: Structure | None = None) -> None:
    clean = normalise(text)
    found = suggest(clean, lexicon(), structure) if structure else suggest(clean, lexicon())
    for item in found:
        assert clean[item.start : item.end] == item.quote
        assert item.quote.strip()
        assert item.title.strip()
        assert item.why
        assert 0 < item.confidence <= 1
        if item.date is not None:
            parse_when(item.date)
    assert list(found) == sorted(found, key=lambda item: (item.start, item.end))


@given(st.text(max_size=300))
@example("to")
@example("to to")
@example("will")
@example("- launching")
@example("The two sides agreed to")
@example("They welcomed , the")
@example("“")
@example("The two sides \n including")
def test_any_text_at_all(text: str) -> None:
    check(text)


@given(STATEMENTS)
def test_any_order_of_the_pieces_of_statements(text: str) -> None:
    check(text)


@given(STATEMENTS, st.lists(st.tuples(st.integers(0, 300), st.sampled_from(LineKind)), max_size=6))
def test_any_structure(text: str, marks: list[tuple[int, LineKind]]) -> None:
    check(text, Structure(tuple(Mark(start, kind) for start, kind in sorted(marks))))
