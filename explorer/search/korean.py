"""Korean: particles taken off the end of a searched word.

Only queries need it: texts are indexed as overlapping pairs of syllables, so a particle there
is merely one more pair behind the word.
"""

from __future__ import annotations

from typing import Final

_ENDINGS: Final = """
    은 는 이 가 을 를 의 에 와 과 도 로 만 으로 에서 에게 에는 에도 에의 와의 과의 로의 로서 로써
    으로의 으로서 으로써 에서의 에서는 에서도 에게서 까지 까지의 부터 부터의 보다 처럼 마다
    이나 나 이며 며 이고 이라는 이란 라는 및 간의 하다 하고 하는 하여 하였다 했다 한다 하기
    되다 되는 되어 되었다 됐다 된다
"""
_PARTICLES: Final = tuple(sorted(_ENDINGS.split(), key=len, reverse=True))
# Nouns that end like a particle; what ends with one of them stays whole.
_LIKE_ENDINGS: Final = """
    회의 합의 협의 결의 논의 동의 문의 주의 심의 건의 제의 창의 유의 강의 명의
    전문가 작가 국가 평가 단가 추가 허가 인가 증가 참가 물가 원가 대가 휴가
    제도 정도 수도 철도 속도 온도 지도 반도 의도 시도 유도 각도 태도 용도 궤도 농도 밀도
    효과 성과 결과 학과 경과 통과 부과 초과 도로 경로 회로 통로 진로 항로 활로 원자로 용광로
    사이 차이 추이 아이 길이 높이 깊이 마을 가을 노을 미만
    우크라이나 아르헨티나 보츠와나 가이아나 차이나 코로나
    대만 오만 하와이 우루과이 파라과이 브루나이 두바이 상하이 니카라과 몬테네그로
"""
_NOUNS: Final = tuple(_LIKE_ENDINGS.split())
# Frequent nouns that with a particle look like one of those: 위원회의 is "of the committee".
_LIKE_NOUNS: Final = """
    위원회의 협의회의 국회의 의회의 협회의 학회의 사회의 총회의 통합의 연합의 조합의 종합의 결합의
    해결의 연결의 체결의 타결의 공동의 활동의 노동의 이동의 변동의 행동의 운동의 아동의
    부문의 방문의 논문의 자문의 우주의 이주의 거주의 중심의 핵심의 관심의
    조건의 사건의 안건의 여건의 요건의 경제의 국제의 문제의 과제의 의제의 체제의 통제의 규제의
    결제의 공유의 자유의 소유의 고유의 석유의 확대가 시대가 세대가 연대가 기대가
    협정도 규정도 과정도 경제도 문제도 과제도 회의도 합의도 협의도 도시도 석유도 사용도 활용도
    구성과 형성과 해결과 연결과 체결과 과학과 대학과 환경과 교통과 유통과 소통과
    제도로 정도로 인도로 반도로 의도로 위원회로 국회로 사회로
"""
_INFLECTED: Final = tuple(_LIKE_NOUNS.split())


def strip_particle(word: str) -> str:
    """A run of Hangul without the particle at its end: 반도체를 → 반도체; two syllables remain."""
    if word.endswith(_NOUNS) and not word.endswith(_INFLECTED):
        return word
    for particle in _PARTICLES:
        if word.endswith(particle) and len(word) - len(particle) >= 2:
            return word[: -len(particle)]
    return word
