"""What a document is, guessed from its words: title, date, language, standing. Unknown stays so."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

import msgspec

from explorer.domain.messages import AccordError
from explorer.domain.structure import LineKind, Structure
from explorer.domain.vocabulary import Standing
from explorer.domain.when import parse_when
from explorer.reading.found import Said
from explorer.reading.heads import heading_level

_LONGEST_TITLE: Final = 300
_SOURCE: Final = re.compile(
    r"(?:(?:source|url|link|from)\s*:\s*)?(https?://\S+)\s*$", re.IGNORECASE
)
_TOP: Final = 3_000  # letters at the beginning, where date and kind of a document stand
_SAMPLE: Final = 40_000  # letters by which a language is told

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            *("january jan", "february feb", "march mar", "april apr", "may", "june jun"),
            *("july jul", "august aug", "september sep sept", "october oct"),
            *("november nov", "december dec"),
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATES: Final = (
    re.compile(r"\b(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])\b"),
    re.compile(
        rf"\b(?P<d>[0-3]?\d)(?:st|nd|rd|th)?\s+(?:day\s+of\s+)?(?P<n>{_MONTH})\.?,?\s+(?P<y>(?:19|20)\d\d)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<n>{_MONTH})\.?\s+(?P<d>[0-3]?\d)(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?P<y>(?:19|20)\d\d)\s?[년年]\s?(?P<m>\d{1,2})\s?[월月]\s?(?P<d>\d{1,2})\s?[일日]"
    ),
)
# The commonest words that only one of these languages has, or has so often.
_COMMON: Final = {
    "en": "the of and to in shall be for that with by this or is are which any",
    "es": "el los las del que por para una con se al su como esta partes sus",
    "fr": "le les des du et dans pour une est par sur aux au ou cette leur",
    "de": "der die und den das von zu mit für auf ist im des dem nicht eine",
    "pt": "os as dos das que para com uma por não ao nos pela seu partes em",
    "it": "il gli dei delle della che per con una sono nel alla dal le parti di",
    "nl": "het een van de en dat met voor zijn op niet aan bij door of te",
    "id": "yang dan di dari dengan untuk pada dalam ini atau tidak oleh akan para",
    "tr": "ve bir bu için ile olarak olan taraf veya arasında gibi daha da de",
    "vi": "và của các là cho trong được với có này không những một theo hai",
}
_SCRIPTS: Final = (
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("el", re.compile("[\u0370-\u03ff]")),
)
_SIGNED: Final = re.compile(
    r"\bhave agreed (?:as follows|to the following)|\bhereinafter (?:referred to|called)"
    r"|\b(?:done|signed) (?:at|in)\b.{0,80}\b(?:copies|duplicate|originals|day of)"
    r"|in witness whereof"
    r"|\bhave mutually reached the following|shall enter into force|합의하였다\.?$|次のとおり協定",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)
_INSTRUMENT: Final = re.compile(
    r"\b(?:agreement|treaty|convention|protocol|memorandum of (?:understanding|cooperation)|charter"
    r"|covenant|implementing arrangement|arrangement|understanding on|exchange of notes|accord"
    r"|acuerdo|tratado|convenio|accord|traité|convention)\b|협정|조약|약정|협약|條約|公約|條約|समझौता|संधि",
    re.IGNORECASE,
)
_STATEMENT: Final = re.compile(
    r"\b(?:joint (?:statement|declaration|press (?:statement|communiqu[eé])|communiqu[eé]|vision)"
    r"|fact ?sheet|press release|leaders['’] statement|remarks by|declaration on|outcome document"
    r"|list of outcomes)\b|공동\s?성명|संयुक्त वक्तव्य",
    re.IGNORECASE,
)
_REPORT: Final = re.compile(
    r"\b(?:annual report|white paper|report of the (?:secretary|committee|commission|working group)"
    r"|report to (?:parliament|congress))\b",
    re.IGNORECASE,
)


def guessed(said: Said, text: str, structure: Structure, *, mail: bool = False) -> Said:
    """What a file says of itself, filled up with what its words show."""
    title = said.title or _title(text, structure)
    top = f"{title}\n{text[:_TOP]}"
    address = next(filter(None, map(_SOURCE.match, text[:_TOP].split("\n")[:5])), None)
    return msgspec.structs.replace(
        said,
        url=said.url or (address[1] if address else ""),
        title=title[:_LONGEST_TITLE].strip(),
        published=_day(said.published) or (None if mail else _date(text[:_TOP])),
        language=_language(text, said.language),
        standing=Standing.UNKNOWN if mail else _standing(title, top, text),
    )


def _day(written: str | None) -> str | None:
    """A date that a file gives, if it is one."""
    try:
        return None if not written else parse_when(written).text
    except AccordError:
        return None


def _title(text: str, structure: Structure) -> str:
    """The first heading near the top, else the first line if it looks like a title."""
    marks = {mark.start: mark for mark in structure.marks}
    offset = 0
    first = ""
    for number, line in enumerate(text.split("\n")):
        mark = marks.get(offset)
        offset += len(line) + 1
        if number > 12 or offset > _TOP:
            break
        # "Article 1", "Preamble": parts have these names, documents have not.
        named = bool(line.strip()) and not heading_level(line)
        if mark is not None and mark.kind is LineKind.HEADING and named and len(line) > 3:
            return line
        if not first and named and mark is None and not _SOURCE.match(line):
            first = line
    ends = first.rstrip().endswith((".", ";", ",", ":"))
    return first if 3 < len(first) <= _LONGEST_TITLE and not ends else ""


def _date(top: str) -> str | None:
    """The date that stands by itself near the top; one within a sentence may be of anything."""
    for line in top.split("\n")[:15]:
        for pattern in _DATES:
            match = pattern.search(line)
            if match is None or len(line) - len(match.group()) > 60:
                continue
            found = match.groupdict()
            month = int(found["m"]) if found.get("m") else _MONTHS[found["n"].lower()]
            return _day(f"{found['y']}-{month:02}-{int(found['d']):02}")
    return None


def _language(text: str, said: str) -> str:
    """The language that most of a text is in; what the file says only where words do not tell."""
    sample = text[:_SAMPLE]
    letters = sum(1 for sign in sample if sign.isalpha()) or 1
    counts = {code: len(pattern.findall(sample)) for code, pattern in _SCRIPTS}
    if counts["ja"] > 0.05 * letters:
        counts["ja"] += counts.pop("zh")
    code, most = max(counts.items(), key=lambda pair: pair[1])
    # A sign of Chinese or a syllable of Korean stands for several letters.
    weight = 3 if code in ("ko", "ja", "zh") else 1
    if weight * most > 0.5 * (letters + (weight - 1) * most):
        return code
    if counts.get(said, 0) > 0.1 * letters:  # in two languages, and the file names one of them
        return said
    words = Counter(re.findall(r"[^\W\d_]+", sample.lower()))
    total = sum(words.values())
    scores = Counter(
        {code: sum(words[word] for word in set(common.split())) for code, common in _COMMON.items()}
    )
    (best, score), (_, second) = scores.most_common(2)
    if total >= 20 and score > 0.08 * total and score > 1.3 * second:
        return best
    return said if re.fullmatch(r"[a-z]{2,3}", said) else ""


def _standing(title: str, top: str, text: str) -> Standing:
    """What the words of the title say, and for an instrument its clauses too."""
    if _REPORT.search(title):
        return Standing.OFFICIAL_REPORT
    if _STATEMENT.search(title):
        return Standing.OFFICIAL_STATEMENT
    ends = top + text[-_TOP:]
    if _INSTRUMENT.search(title or top[:400]) and len(_SIGNED.findall(ends)) >= 2:
        return Standing.TREATY_TEXT
    return Standing.UNKNOWN
