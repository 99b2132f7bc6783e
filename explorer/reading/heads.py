"""What heads a part, what begins an item, and how broken lines become one."""

from __future__ import annotations

import re
from typing import Final

from explorer.reading.blocks import BULLETS

# What begins a line of its own wherever it stands: a number, a letter or a bullet before a text.
ENUMERATED: Final = re.compile(
    rf"(?:[{re.escape(BULLETS)}]\s|\(?(?:\d{{1,3}}(?:\.\d{{1,3}})*|[a-zA-Z]{{1,2}}|[ivxlcIVXLC]{{1,5}})[.)]\s)"
)
# What heads a part of an agreement.
HEADED: Final = re.compile(
    r"(?:(?P<high>PART|TITLE|BOOK|VOLUME)|(?P<middle>CHAPTER|ANNEX(?:ES)?|APPENDIX|SCHEDULE|PROTOCOL)"
    r"|(?P<low>SECTION|SUB-?SECTION)|(?P<lowest>ARTICLE|RULE|REGULATION|ART\.))"
    r"\s+(?:\d{1,4}[A-Za-z]?(?:[.\-]\d+)*|[IVXLC]{1,7}|[A-Z]|[A-Z]-?\d+|\d+[- ]?bis)\b"
    r"|(?P<alone>PREAMBLE|CONTENTS|TABLE OF CONTENTS)$"
    r"|第\s?[\d一二三四五六七八九十百]+\s?(?P<han>[條条章節编編])|제\s?\d+\s?(?P<hangul>[조장절])",
    re.IGNORECASE,
)
LONGEST_HEADING: Final = 160  # letters


def heading_level(line: str) -> int:
    """The level of a line that heads a part of an agreement by its words; 0 for any other."""
    if len(line) > LONGEST_HEADING or line.endswith((".", ";", ",")):
        return 0
    match = HEADED.match(line)
    if match is None:
        return 0
    # "Article 5 shall apply to …" is a sentence, "Article 5 Scope" and "ARTICLE 5" are not.
    rest = line[match.end() :].strip(" :–—-.")
    if rest and rest[0].islower():
        return 0
    by_group = {"high": 1, "middle": 2, "alone": 2, "low": 3, "lowest": 4}
    for group, level in by_group.items():
        if match[group]:
            return level
    sign = match["han"] or match["hangul"] or ""
    return 4 if sign in "條条조" else 2 if sign in "章编編장" else 3


def joined(lines: list[str]) -> str:
    """Broken lines as one; a hyphen at the end of a line is mended where a small letter follows."""
    text = ""
    for line in lines:
        piece = line.strip()
        broken = len(text) > 2 and text[-1] in "-\u2010\u00ad" and text[-2].isalpha()
        if broken and piece[:1].islower():
            text = text[:-1] + piece
        else:
            text = f"{text} {piece}" if text else piece
    return text
