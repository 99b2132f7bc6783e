"""What printed words of a table mean: kinds of instrument, how firm, sectors."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Final

from explorer.domain.sectors import Sector
from explorer.domain.vocabulary import Kind, Stage

_WORD: Final = re.compile(r"[^\W\d_]+")
_ENOUGH: Final = 2  # what the words of a subject must weigh together
_SHORTEST: Final = 4  # letters of a word that may be cut off, as catalogues do: "AGREEM"

_KINDS: Final = {
    word: kind
    for kind, words in (
        (
            Kind.AGREEMENT,
            (
                "agreement treaty convention protocol exchange letter letters note notes"
                " arrangement accord accords pact contract covenant statute charter instrument"
                " supplement supplementary amendment amendments modus compromis concordat"
                " lease armistice amending denunciation 협정 조약 협약 의정서 समझौता संधि"
            ),
        ),
        (Kind.MOU, "memorandum memoranda mou understanding 양해각서 ज्ञापन"),
        (
            Kind.DECLARATION,
            "declaration statement communique communiqué minutes resolution aide 선언 성명 घोषणा",
        ),
        (Kind.PLAN, "plan roadmap strategy vision"),
        (Kind.PROGRAMME, "programme program project projects"),
        (Kind.PARTNERSHIP, "partnership"),
    )
    for word in words.split()
    for kind in (kind,)
}
# Where several stand in a title the first one names the text; these say nothing by themselves.
_WEAK: Final = frozenset({"letter", "letters", "note", "notes", "aide", "vision", "amending"})
_STAGES: Final = (
    (r"not (?:yet )?in force|pending|await|unratified", Stage.SIGNED),
    (r"suspend", Stage.SUSPENDED),
    (
        (
            r"terminat|expire|inactive|denounc|withdr|ended|lapsed|replaced|supersed|abrogat|cancel"
            r"|no longer in force|종료"
        ),
        Stage.ENDED,
    ),
    (r"in force|into force|effective|active|ratified|applied|발효", Stage.IN_FORCE),
    (r"sign|conclud|initial|서명", Stage.SIGNED),
    (r"negotiat|in talks|under discussion|협상", Stage.NEGOTIATING),
    (r"propos|planned|draft|studied|under study", Stage.PROPOSED),
    (r"agreed", Stage.AGREED),
    (r"pledg|promis", Stage.PLEDGED),
    (r"launch|establish", Stage.LAUNCHED),
    (r"operat|running|ongoing", Stage.OPERATING),
    (r"complet|held|finished|done", Stage.COMPLETED),
)


def _kind_of_word(word: str) -> Kind | None:
    found = _KINDS.get(word)
    if found is None and len(word) >= _SHORTEST:
        # A word that was cut off, or one with an ending.
        for known, kind in _KINDS.items():
            if known.startswith(word) or (len(known) > 5 and word.startswith(known)):
                return kind
    return found


def kind_of(printed: str) -> Kind | None:
    """The kind that an instrument's printed name means, also where it is cut off."""
    for word in _WORD.findall(printed.casefold()):
        found = _kind_of_word(word)
        if found is not None:
            return found
    return None


def kind_of_title(title: str) -> Kind | None:
    """The kind that a title names: by the first whole word that does."""
    words = _WORD.findall(title.casefold())
    for word in words:
        found = _KINDS.get(word)
        if found is not None and word not in _WEAK:
            return found
    return None


def stage_of(printed: str) -> Stage | None:
    """How firm a printed status is; None where its words do not say."""
    text = printed.casefold()
    return next((stage for pattern, stage in _STAGES if re.search(pattern, text)), None)


class SectorWords:
    """The sectors by their ids, labels, other names and the topics of the treaty index."""

    def __init__(self, sectors: Mapping[str, Sector], cues: str = "", subjects: str = "") -> None:
        """For words that are no name of a sector the texts of two tables.

        ``cues``: ``sector_cues.tsv``. ``subjects``: ``sector_subjects.tsv``.
        """
        self._topics: dict[str, str] = {}
        self._names: dict[str, str] = {}
        parts: dict[str, str] = {}
        for sector in sectors.values():
            self._topics.update((topic.casefold(), sector.id) for topic in sector.topics)
            others = sum(sector.alternatives.values(), ())
            for name in (sector.id, *sector.labels.values(), *others):
                self._names.setdefault(_folded(name), sector.id)
            for label in sector.labels.values():
                for part in _parts(label):
                    parts.setdefault(part, sector.id)
        for line in subjects.splitlines()[1:]:
            sector_id, _, rest = line.partition("\t")
            for name in rest.split("; "):
                self._names.setdefault(_folded(name), sector_id)
        for part, sector_id in parts.items():
            self._names.setdefault(part, sector_id)
        self._weights: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for line in cues.splitlines()[1:]:
            sector_id, _, rest = line.partition("\t")
            for cue in rest.split("; "):
                name, _, weight = cue.rpartition(":")
                # Capitals mark names and acronyms, of bodies mostly: they are no subjects.
                if name.islower() and weight.isdecimal():
                    self._weights[_folded(name)][sector_id] += int(weight)

    def of(self, printed: str) -> tuple[str, ...]:
        """The sectors that a printed value means; none for one that is not known."""
        text = printed.casefold()
        if text in self._topics:
            return (self._topics[text],)
        whole = self._names.get(_folded(printed))
        if whole is not None:
            return (whole,)
        found = [self._names[part] for part in _parts(printed) if part in self._names]
        return tuple(dict.fromkeys(found)) or self._weighed(printed)

    def _weighed(self, printed: str) -> tuple[str, ...]:
        """The one sector that the words of a value speak for, if they clearly do."""
        words = _folded(re.sub(r"\([^)]*\)", " ", printed)).split()
        total: Counter[str] = Counter()
        for length in (2, 1):
            for start in range(len(words) - length + 1):
                total.update(self._weights.get(" ".join(words[start : start + length]), {}))
        (best, most), (_, second) = [*total.most_common(2), ("", 0), ("", 0)][:2]
        return (best,) if most >= _ENOUGH and most > second else ()


def _folded(text: str) -> str:
    """A name without marks, its words in the singular."""
    words = _WORD.findall(text.casefold().replace("defense", "defence"))
    return " ".join(word[:-1] if len(word) > 4 and word.endswith("s") else word for word in words)


def _parts(text: str) -> list[str]:
    """What stands between commas, strokes and "and", and without what stands in brackets."""
    bare = re.sub(r"\([^)]*\)", " ", text)
    pieces = re.split(r"[,;/&·]|\band\b|\bof\b|및|और", bare, flags=re.IGNORECASE)
    return [folded for piece in pieces if (folded := _folded(piece))]
