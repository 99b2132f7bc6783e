"""Korean: particles taken off the end of a searched word.

Only queries need it: texts are indexed as overlapping pairs of syllables, so a particle there
is merely one more pair behind the word.
"""

from __future__ import annotations

from typing import Final

_ENDINGS: Final = """
    은 는 이 가 을 를 의 에 와 과 도 로 만 으로 에서 에게 에는 에도 에의 와의 과의 로의 로서 로써
    으로의 으로서 으로써 에서의 에서는 에서도 에게서 까지 까지의 부터 부터의 보다 처럼 마다
    이나 이며 이고 이라는 이란 라는 및 간의 하다 하고 하는 하여 하였다 했다 한다 하기
    되다 되는 되어 되었다 됐다 된다
"""
_PARTICLES: Final = tuple(sorted(_ENDINGS.split(), key=len, reverse=True))
# Nouns that end like a particle; what ends with one of them stays whole.
_LIKE_ENDINGS: Final = """
    회의 합의 협의 결의 논의 동의 문의 주의 정의 심의 건의 제의 창의 유의 강의 의의 명의
    전문가 작가 국가 평가 단가 추가 허가 인가 증가 참가 물가 원가 대가 휴가
    제도 정도 수도 철도 속도 온도 지도 반도 의도 시도 유도 각도 태도 용도 궤도 농도 밀도
    효과 성과 결과 학과 경과 통과 부과 초과 도로 경로 회로 통로 진로 항로 활로 원자로 용광로
    사이 차이 추이 아이 길이 높이 깊이 마을 가을 노을 미만
    대만 오만 하와이 우루과이 파라과이 브루나이 두바이 상하이 니카라과 몬테네그로
"""
_NOUNS: Final = tuple(_LIKE_ENDINGS.split())


def strip_particle(word: str) -> str:
    """A run of Hangul without the particle at its end: 반도체를 → 반도체; two syllables remain."""
    if word.endswith(_NOUNS):
        return word
    for particle in _PARTICLES:
        if word.endswith(particle) and len(word) - len(particle) >= 2:
            return word[: -len(particle)]
    return word
