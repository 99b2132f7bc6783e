"""The built-in library as a whole: its texts and passages sound, and no sentence passed over."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Final

import pytest

from explorer.domain.passages import fault, make_passage, paragraph_at, paragraphs
from explorer.domain.rules import entry_stage, entry_when, evidence_by_field
from explorer.domain.vocabulary import Basis, Standing
from tests.seeds.gold import GOLD
from tests.seeds.library import (
    COMMENTARY,
    PRESS,
    SEEDS,
    all_sentences,
    entry_of,
    load,
    not_entries,
    passages_by_id,
    text_of,
    texts,
)

HASHES: Final = {
    PRESS: "424d4eef7d103e213c45597f23e4e9f2b28c2ac03fd7ee73808f119a50cb6732",
    COMMENTARY: "2c443187819922d53ed20a4cf63e6d39050ecbad77ceb9eb53d03d198df6372a",
}


def test_documents_are_the_two_texts() -> None:
    pack = load()
    assert (pack.format, pack.id, pack.version) == (1, "seeds-india-rok", 1)
    assert {item.file for item in pack.documents} == set(HASHES)
    assert {path.name for path in (SEEDS / "documents").iterdir()} == set(HASHES)
    for item in pack.documents:
        raw = (SEEDS / "documents" / item.file).read_bytes()
        assert item.document.filename == item.file
        assert item.document.sha256 == HASHES[item.file] == sha256(raw).hexdigest()
        assert item.document.text_sha256 == sha256(text_of(item.file).encode("utf-8")).hexdigest()
        assert item.document.title in text_of(item.file)[: item.document.body]


def test_documents_say_what_their_word_is_worth() -> None:
    press, commentary = (item.document for item in load().documents)
    assert (press.standing, press.published) == (Standing.PRESS, None)
    assert (commentary.standing, commentary.published) == (Standing.COMMENTARY, "[2026-04-20..]")
    assert (commentary.author, commentary.affiliation) == ("Sanjeev K. Varshney", "Consultant, RIS")
    assert text_of(PRESS)[press.body :].startswith("In a major move")
    assert text_of(COMMENTARY)[commentary.body :].startswith("The recent visit")


def test_every_passage_is_sound_and_keeps_its_context() -> None:
    by_document = texts()
    for item in load().passages:
        text = by_document[item.document]
        assert fault(item, text) is None
        assert item == make_passage(item.id, item.document, text, item.start, item.end)
        assert item.exact == item.exact.strip()
        assert len(item.exact.split()) >= 4, f"{item.id} is too short to mean anything"


def test_no_passage_leaves_its_sentence() -> None:
    files = {item.document.id: item.file for item in load().documents}
    for item in load().passages:
        assert any(
            line.file == files[item.document] and line.start <= item.start and item.end <= line.end
            for line in all_sentences()
        ), item.id


def test_every_passage_is_used_and_named_once() -> None:
    used = {item for entry in load().entries for ev in entry.evidence for item in ev.passages}
    assert used == set(passages_by_id())
    assert len(passages_by_id()) == len(load().passages)


def test_ids_and_short_titles_are_unique_and_short() -> None:
    entries = load().entries
    bodies = load().institutions
    assert len({item.id for item in entries}) == len(entries)
    assert len({item.id for item in bodies}) == len(bodies)
    assert len({item.short_title for item in entries}) == len(entries)
    assert len({item.title for item in entries}) == len(entries)
    for item in entries:
        assert 0 < len(item.short_title) <= 17, item.short_title
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", item.id)


def test_every_institution_is_used_and_its_misprints_are_printed() -> None:
    used = {item.institution for item in load().entries}
    used |= {party.party for item in load().entries for party in item.parties}
    everything = "\n".join(texts().values())
    for body in load().institutions:
        assert body.id in used
        for misprint in body.misprints:
            assert misprint.printed in everything
            assert body.name in misprint.printed


def test_every_sentence_is_cited_or_listed_with_a_reason() -> None:
    files = {item.document.id: item.file for item in load().documents}
    uncited = {
        (line.file, line.paragraph, line.number): line.text
        for line in all_sentences()
        if not any(
            files[item.document] == line.file and line.start <= item.start < line.end
            for item in load().passages
        )
    }
    listed = list(not_entries())
    assert sorted((file, par, no) for file, par, no, _, _ in listed) == sorted(uncited)
    for file, paragraph, number, words, reason in listed:
        assert uncited[file, paragraph, number].startswith(words)
        assert reason


def test_gold() -> None:
    found = {
        item.id: (str(item.kind), str(entry_stage(item)), when.when.text if when else None)
        for item in load().entries
        for when in [entry_when(item)]
    }
    assert found == GOLD
    assert list(found) == list(GOLD)


@pytest.mark.parametrize(
    "identifier", ["india-rok-space-day", "india-rok-joint-strategic-vision", "forge"]
)
def test_what_is_named_twice_is_one_entry_with_both_places(identifier: str) -> None:
    entry = entry_of(identifier)
    known = passages_by_id()
    places = {
        sentence[:3]
        for item in entry.evidence
        for name in item.passages
        for sentence in all_sentences()
        if sentence.file == COMMENTARY and sentence.start <= known[name].start < sentence.end
    }
    assert len(places) >= 2


def test_the_visit_is_dated_only_by_the_space_day() -> None:
    visit = entry_of("president-lee-visit")
    evidence = evidence_by_field(visit)["milestone:completed/when"]
    assert [item.when for item in visit.milestones] == ["2026-04~"]
    assert evidence.basis is Basis.INFERRED
    text = text_of(COMMENTARY)
    body = paragraphs(text, next(d.document.body for d in load().documents if d.file == COMMENTARY))
    known = passages_by_id()
    numbers = []
    for name in evidence.passages:
        paragraph = paragraph_at(body, known[name].start)
        assert paragraph is not None
        numbers.append(paragraph.number)
    assert numbers == [2, 7]


def test_the_vision_covers_its_years_and_has_no_stage() -> None:
    vision = entry_of("india-rok-joint-strategic-vision")
    assert (vision.period, vision.milestones) == ("2026/2030", ())


def test_the_working_group_is_agreed_and_its_start_only_inferred() -> None:
    group = entry_of("isro-kasa-joint-working-group")
    bases = {item.field: item.basis for item in group.evidence}
    assert bases["milestone:agreed/stage"] is Basis.STATED
    assert bases["milestone:launched/stage"] is Basis.INFERRED
    assert bases["milestone:launched/when"] is Basis.INFERRED
