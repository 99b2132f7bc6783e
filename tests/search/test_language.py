"""One word in all the ways it is written, found by each of them: English, Korean, Hindi."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from explorer.domain.query import Query
from explorer.search.index import Index
from explorer.search.korean import strip_particle
from explorer.search.lexicon import Lexicon
from tests.search.corpus import NO_SYNONYMS, entry, made

# Each line: forms that find one another and nothing of another line.
ENGLISH = [
    ("defence", "defense", "Defence’s", "defences"),
    ("programme", "program", "programs", "programmes"),
    ("organisation", "organization", "Organisations", "organization's"),
    ("harmonise", "harmonize", "harmonised", "harmonisation", "harmonizing"),
    ("co-operation", "cooperation", "Co‑operation", "co-operations"),
    ("résumé", "resume", "re\u0301sume\u0301"),
    ("EV", "EVs", "ev", "EV's"),
    ("R&D", "R & D", "r&d"),
    ("S&T", "s & t"),
    ("5G", "5g"),
    ("treaty", "treaties", "Treaty’s", "treaty's"),
    ("labour", "labor"),
    ("centre", "center", "centres"),
    ("Türkiye", "Turkiye"),
    ("visa", "visas", "VISA"),
]
HINDI = [
    ("समझौता", "समझौते", "समझौतों"),
    ("वाहन", "वाहनों"),
    ("क्षेत्र", "क्षेत्रों"),
    ("नीति", "नीतियों", "नीतियां", "नीतियाँ"),
    ("सेमीकंडक्टर", "सेमीकंडक्टरों"),
    ("योजना", "योजनाओं", "योजनाएं", "योजनाएँ"),
    ("मंत्री", "मंत्रियों"),
    ("हिन्दी", "हिंदी"),
    ("वीज़ा", "वीजा"),
]


def _lines() -> list[tuple[str, ...]]:
    return [*ENGLISH, *HINDI]


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """An entry for each form, with the number of its line."""
    entries = [
        entry(f"{number}-{place}", f"on {form} and other things")
        for number, line in enumerate(_lines())
        for place, form in enumerate(line)
    ]
    return made(tmp_path_factory.mktemp("forms") / "index", entries)


@pytest.mark.parametrize(
    ("number", "form"),
    [(number, form) for number, line in enumerate(_lines()) for form in line],
)
def test_each_form_finds_all_forms(forms: Index, number: int, form: str) -> None:
    """And no form of another word."""
    expected = {f"{number}-{place}" for place in range(len(_lines()[number]))}
    assert set(forms.answer(Query(text=form), NO_SYNONYMS).ids) == expected


def test_as_written(forms: Index) -> None:
    """Within quotes, straight or curly, forms are apart; case and accents are not."""

    def found(text: str) -> list[str]:
        return sorted(forms.answer(Query(text=text), NO_SYNONYMS).ids)

    assert found('"defence"') == found("“defence”") == ["0-0", "0-2"]
    assert found('"programs"') == ["1-2"]
    assert found('"resume"') == found('"Résumé"') == ["5-0", "5-1", "5-2"]
    assert found('"समझौते"') == ["15-1"]


def test_hyphens(tmp_path: Path) -> None:
    """Written together, apart or with a hyphen."""
    texts = ["counter-terrorism", "counterterrorism", "counter terrorism", "counter to terrorism"]
    index = made(tmp_path, [entry(text, text) for text in texts])
    assert set(index.answer(Query(text="counter-terrorism"), NO_SYNONYMS).ids) == {*texts[:3]}
    assert set(index.answer(Query(text="counter terrorism"), NO_SYNONYMS).ids) >= {
        "counter-terrorism",
        "counter terrorism",
    }


NOUNS = (
    *("반도체", "협력", "정상회의", "우주산업", "전기차", "한국", "공급망", "협정", "위원회"),
    *("우주", "경제", "과학", "환경", "인도"),
)
WHOLE = (
    *("정상회의", "합의", "전문가", "제도", "국가", "성과", "도로", "한반도", "민주주의", "대만"),
    "우크라이나",
)
# Behind a consonant and behind a vowel; then those that are the same behind both.
PARTICLES = [
    *(("은", "는"), ("이", "가"), ("을", "를"), ("과", "와"), ("으로", "로"), ("이나", "나")),
    *(("으로의", "로의"), ("으로서", "로서"), ("으로써", "로써"), ("이며", "며")),
    *((same, same) for same in "의 에 도 만 에서 에게 까지 부터 보다 처럼 마다".split()),  # noqa: SIM905
    *((same, same) for same in "에는 에도 에의 에서의 에서는 까지의 및 간의".split()),  # noqa: SIM905
]


def _with_particles(noun: str) -> list[str]:
    vowel = (ord(noun[-1]) - ord("가")) % 28 == 0
    return [f"{noun}{pair[vowel]}" for pair in PARTICLES]


@pytest.mark.parametrize("noun", NOUNS)
def test_korean_particles(tmp_path: Path, noun: str) -> None:
    """A noun finds itself with every particle and within compounds, and with one without any."""
    texts = [*_with_particles(noun), noun, f"한국{noun}센터", f"차세대{noun}", f"{noun}공동사업"]
    index = made(tmp_path, [entry(text, f"{text} 관련") for text in texts])
    assert set(index.answer(Query(text=noun), NO_SYNONYMS).ids) == set(texts)
    for typed in _with_particles(noun):
        assert strip_particle(typed) == noun
        assert set(index.answer(Query(text=typed), NO_SYNONYMS).ids) == set(texts), typed


@pytest.mark.parametrize("noun", WHOLE)
def test_nouns_that_end_like_a_particle(noun: str) -> None:
    """They stay whole."""
    assert strip_particle(noun) == noun


NAMES = {
    "spelled": "The Indian Space Research Organisation will launch it",
    "acronym": "ISRO will launch it",
    "korean": "인도우주연구기구는 발사한다",
    "other": "A research organisation in Indian space",
}


@pytest.mark.parametrize(
    "typed", ["ISRO", "isro", "Indian Space Research Organization", "인도우주연구기구를"]
)
def test_institutions_by_every_name(tmp_path: Path, synonyms: Lexicon, typed: str) -> None:
    """Acronym, spelled-out name and names in other languages find one another; not in quotes."""
    index = made(tmp_path, [entry(name, "x", summary=text) for name, text in NAMES.items()])
    assert set(index.answer(Query(text=typed), synonyms).ids) == {"spelled", "acronym", "korean"}
    assert list(index.answer(Query(text='"ISRO"'), synonyms).ids) == ["acronym"]


STATES = {
    "Kenya": ("Kenya", "케냐", "केन्या"),
    "Iran": ("Iran", "Islamic Republic of Iran", "ईरान", "Persia"),
    "Czechia": ("Czechia", "Czech Republic", "체코"),
    "Papua New Guinea": ("Papua New Guinea", "파푸아뉴기니"),
    "Guinea": ("Guinea", "गिनी"),
}


def test_states_by_every_name(tmp_path: Path, synonyms: Lexicon) -> None:
    """In three languages; and a state is not another whose name holds its own."""
    index = made(tmp_path, [entry(name, name) for line in STATES.values() for name in line])
    for names in STATES.values():
        for name in names:
            found = set(index.answer(Query(text=name), synonyms).ids)
            assert found >= set(names), name
            assert found - {name} <= set(names), name


def test_short_korean_names_are_asked_for_only(tmp_path: Path, synonyms: Lexicon) -> None:
    """이란 is Iran when it is typed; the ending 이란 in a text is not."""
    texts = ["협정이란 무엇인가", "교통수단", "Iran", "Sudan"]
    index = made(tmp_path, [entry(text, text) for text in texts])
    assert list(index.answer(Query(text="Iran"), synonyms).ids) == ["Iran"]
    assert list(index.answer(Query(text="Sudan"), synonyms).ids) == ["Sudan"]
    assert "Iran" in index.answer(Query(text="이란"), synonyms).ids
    assert "Sudan" in index.answer(Query(text="수단"), synonyms).ids


def test_a_name_that_several_states_share_decides_nothing(
    tmp_path: Path, synonyms: Lexicon
) -> None:
    """Bare Congo finds what has the word, and no other name of either Congo; likewise Korea."""
    texts = ["Congo", "Democratic Republic of the Congo", "Zaire", "대한민국", "Korea", "DPRK"]
    index = made(tmp_path, [entry(text, text) for text in texts])
    assert set(index.answer(Query(text="Congo"), synonyms).ids) == {*texts[:2]}
    assert list(index.answer(Query(text="Korea"), synonyms).ids) == ["Korea"]


def test_all_of_the_golden_set(tmp_path: Path, shared: Path, synonyms: Lexicon) -> None:
    """The texts and questions as the team keeps them: no more and no fewer."""
    golden = json.loads((shared / "data/search/golden.json").read_text("utf-8"))
    entries = [entry(name, name, summary=text) for name, text in golden["texts"].items()]
    index = made(tmp_path, entries)
    for kind, lexicon in (("plain", NO_SYNONYMS), ("synonym", synonyms)):
        for text, expected in golden[kind]:
            found = sorted(map(int, index.answer(Query(text=text), lexicon).ids))
            assert found == sorted(expected), text
