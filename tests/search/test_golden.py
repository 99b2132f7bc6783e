"""Questions in English, Korean and Hindi with the texts that must be found, no more, no fewer."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.domain.query import Query
from explorer.search.index import Index
from explorer.search.lexicon import Lexicon
from tests.search.corpus import NO_SYNONYMS, entry, made

TEXTS = {
    "ko-chips": "한-인도 반도체협력 공동위원회는 반도체를 비롯한 첨단산업 협력을 확대하기로 하였다",
    "ko-cars": "대한민국과 인도는 전기차 및 배터리 분야에서 공동연구를 추진한다",
    "ko-arms": "양국은 방위산업과 우주 분야의 협력협정에 서명하였다",
    "hi-chips": ("भारत और कोरिया गणराज्य ने सेमीकंडक्टर क्षेत्र में सहयोग समझौते पर हस्ताक्षर किए"),
    "hi-cars": "दोनों देशों ने इलेक्ट्रिक वाहनों और बैटरी पुनर्चक्रण पर संयुक्त कार्य समूह बनाया",
    "hi-arms": "रक्षा और अंतरिक्ष क्षेत्रों में सहयोग बढ़ाया जाएगा",
    "en-arms": (
        "India and the Republic of Korea agreed on defence industry co-operation and organisations"
    ),
    "en-cars": "South Korea will fund EV battery research programmes",
    "en-work": "ROK-India defense labour harmonization for electric vehicles",
    "ko-memo": "반도체의 공급망과 수출통제에 관한 양해각서",
    "ko-next": "차세대반도체공동연구센터 설립",
    "hi-memo": "सेमीकंडक्टरों की आपूर्ति शृंखला पर समझौता ज्ञापन",
}
PLAIN = {
    "반도체": "ko-chips ko-memo ko-next",
    "반도체를": "ko-chips ko-memo ko-next",
    "협력": "ko-chips ko-arms",
    "반도체협력": "ko-chips",
    "전기차": "ko-cars",
    "공동연구": "ko-cars ko-next",
    "서명": "ko-arms",
    "우주": "ko-arms",
    "सेमीकंडक्टर": "hi-chips hi-memo",
    "समझौता": "hi-chips hi-memo",
    "समझौते": "hi-chips hi-memo",
    "इलेक्ट्रिक वाहन": "hi-cars",
    "वाहनों": "hi-cars",
    "क्षेत्र": "hi-chips hi-arms",
    "रक्षा": "hi-arms",
    "defense": "en-arms en-work",
    "defence": "en-arms en-work",
    "organization": "en-arms",
    "cooperation": "en-arms",
    "program": "en-cars",
    "labor": "en-work",
    "harmonisation": "en-work",
}
SYNONYM = {
    "ROK": "ko-cars hi-chips en-arms en-cars en-work",
    "South Korea": "ko-cars hi-chips en-arms en-cars en-work",
    "republic of korea": "ko-cars hi-chips en-arms en-cars en-work",
    "EV": "ko-cars hi-cars en-cars en-work",
    "electric vehicles": "ko-cars hi-cars en-cars en-work",
    "semiconductor": "ko-chips hi-chips ko-memo ko-next hi-memo",
    "반도체": "ko-chips hi-chips ko-memo ko-next hi-memo",
    "MoU": "ko-memo hi-memo",
    "양해각서를": "ko-memo hi-memo",
    "India": "ko-chips ko-cars hi-chips en-arms en-work",
    "rok india": "ko-cars hi-chips en-arms en-work",
    "ROK-India": "ko-cars hi-chips en-arms en-work",
    "EV battery": "ko-cars hi-cars en-cars",
    '"electric vehicles"': "en-work",
    '"ROK"': "en-work",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """An index with each text as the evidence of one entry."""
    entries = [entry(name, name, passages=(text,)) for name, text in TEXTS.items()]
    return made(tmp_path_factory.mktemp("golden") / "index", entries)


@pytest.mark.parametrize(("text", "names"), PLAIN.items())
def test_plain(index: Index, text: str, names: str) -> None:
    """Without synonyms: spellings, stems, particles and endings."""
    assert sorted(index.answer(Query(text=text), NO_SYNONYMS).ids) == sorted(names.split())


@pytest.mark.parametrize(("text", "names"), SYNONYM.items())
def test_synonyms(index: Index, synonyms: Lexicon, text: str, names: str) -> None:
    """A label finds all labels of its group, in three languages; quotes switch that off."""
    assert sorted(index.answer(Query(text=text), synonyms).ids) == sorted(names.split())


TRAPS = {
    "인도네시아와 해양 협력": "Indonesia",
    "인도·태평양 전략": "Indo-Pacific",
    "인도태평양 전략 대화": "Indo-Pacific as one word",
    "인도적 지원 확대": "humanitarian",
    "범죄인 인도 조약": "extradition",
    "외국인도 참여한다": "foreigners, too",
    "소비자 보호": "consumers",
    "특수소재 개발": "special materials",
    "보호주의 확산": "protectionism",
    "업무역량 강화": "ability to work",
    "한국방문의 해": "visit",
    "북한과의 대화": "North Korea",
    "the Democratic People's Republic of Korea": "North Korea",
    "조선민주주의인민공화국": "North Korea",
}


@pytest.mark.parametrize(
    "label", ["India", "인도", "भारत", "visa", "hydrogen", "Australia", "defence"]
)
def test_label_is_not_part_of_another_word(tmp_path: Path, synonyms: Lexicon, label: str) -> None:
    """Syllables that happen to be those of a label are not that label."""
    index = made(tmp_path, [entry(why, text) for text, why in TRAPS.items()])
    assert list(index.answer(Query(text=label), synonyms).ids) == []


@pytest.mark.parametrize("label", ["ROK", "South Korea", "Republic of Korea", "대한민국"])
def test_two_koreas_stay_apart(tmp_path: Path, synonyms: Lexicon, label: str) -> None:
    """Neither Korea finds the other; bare "Korea" decides nothing."""
    texts = [*TRAPS, "South Korea", "Korea"]
    index = made(tmp_path, [entry(text, text) for text in texts])
    found = set(index.answer(Query(text=label), synonyms).ids)
    assert found == {"South Korea", "한국방문의 해"}
    north = set(index.answer(Query(text="North Korea"), synonyms).ids)
    assert north == {
        "북한과의 대화",
        "the Democratic People's Republic of Korea",
        "조선민주주의인민공화국",
    }
    bare = set(index.answer(Query(text="Korea"), synonyms).ids)
    assert bare == {"South Korea", "Korea", "the Democratic People's Republic of Korea"}


def test_india_is_found_where_it_is_meant(tmp_path: Path, synonyms: Lexicon) -> None:
    """The exceptions take nothing away from the country."""
    texts = [
        "한-인도 협력",
        "주인도대사관",
        "인도는 서명했다",
        "대인도 투자",
        "인도-인도네시아 회담",
    ]
    index = made(tmp_path, [entry(text, text) for text in texts])
    assert sorted(index.answer(Query(text="India"), synonyms).ids) == sorted(texts)
