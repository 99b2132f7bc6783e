"""A pack is read whole and sound, or refused by the name of what is wrong."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from explorer.domain.messages import AccordError
from explorer.domain.vocabulary import Kind
from explorer.export.pack import read_pack
from tests.export.samples import RESOURCES

TEXT = "Title\n\nIndia and Korea agreed to set up a group. It met on 20 April 2026.\n"
SECTORS = {"space"}
STATES = {"IND", "KOR"}

Json = dict[str, Any]


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def passage(identifier: str, exact: str) -> Json:
    start = TEXT.index(exact)
    return {
        "id": identifier,
        "document": "d",
        "start": start,
        "end": start + len(exact),
        "exact": exact,
        "prefix": TEXT[max(0, start - 8) : start],
        "suffix": TEXT[start + len(exact) :][:8],
    }


def sound_pack() -> Json:
    """A pack with one document and one entry in which every check has something to hold."""
    fields = [
        *("title", "kind", "institution:group", "party:IND", "role:IND", "party:KOR", "role:KOR"),
        *("milestone:m/stage", "milestone:m/when", "sector:space"),
    ]
    evidence: list[Json] = [{"field": f, "basis": "stated", "passages": ["p1"]} for f in fields]
    evidence[8] = {
        "field": "milestone:m/when",
        "basis": "inferred",
        "passages": ["p2"],
        "records": ["r"],
        "why": "it met then",
    }
    return {
        "format": 1,
        "id": "sample",
        "title": "Sample",
        "version": 1,
        "documents": [
            {
                "document": {
                    "id": "d",
                    "title": "Title",
                    "short_title": "Title",
                    "standing": "press",
                    "filename": "d.txt",
                    "sha256": sha(TEXT.encode()),
                    "text_sha256": sha(TEXT.encode()),
                    "reader": "text-1",
                    "body": 7,
                },
                "file": "d.txt",
            }
        ],
        "institutions": [{"id": "group", "name": "The Group", "state": "IND"}],
        "passages": [
            passage("p1", "India and Korea agreed to set up a group."),
            passage("p2", "20 April 2026"),
        ],
        "records": [{"id": "r", "file_sha256": "", "row": 1, "column": "c", "printed": "x"}],
        "entries": [
            {
                "id": "e",
                "title": "A group",
                "short_title": "Group",
                "kind": "working_group",
                "summary": "A group.",
                "institution": "group",
                "parties": [
                    {"party": "IND", "role": "member"},
                    {"party": "KOR", "role": "member"},
                ],
                "sectors": ["space"],
                "milestones": [{"id": "m", "stage": "agreed", "when": "2026-04-20"}],
                "evidence": evidence,
            },
            {
                "id": "other",
                "title": "Another",
                "short_title": "Another",
                "kind": "event",
                "summary": "",
                "evidence": [
                    {"field": "title", "basis": "stated", "passages": ["p1"]},
                    {"field": "kind", "basis": "classified", "passages": ["p1"]},
                ],
            },
        ],
    }


def laid(folder: Path, pack: Json, documents: dict[str, bytes] | None = None) -> Path:
    (folder / "documents").mkdir()
    for name, content in (documents or {"d.txt": TEXT.encode()}).items():
        (folder / "documents" / name).write_bytes(content)
    (folder / "pack.json").write_text(json.dumps(pack), encoding="utf-8")
    return folder


def test_reads_records_texts_and_originals(tmp_path: Path) -> None:
    pack, texts, originals = read_pack(laid(tmp_path, sound_pack()), SECTORS, STATES)
    assert [entry.id for entry in pack.entries] == ["e", "other"]
    assert pack.entries[0].kind is Kind.WORKING_GROUP
    assert texts == {"d": TEXT}
    assert originals == {"d": TEXT.encode()}


def test_the_built_in_library_is_a_sound_pack() -> None:
    sectors = (RESOURCES / "vocabulary/sectors.tsv").read_text(encoding="utf-8").splitlines()
    states = (RESOURCES / "vocabulary/states.tsv").read_text(encoding="utf-8").splitlines()
    pack, texts, _ = read_pack(
        RESOURCES.parent / "seeds",
        {line.split("\t")[0] for line in sectors},
        {line.split("\t")[0] for line in states},
    )
    assert len(pack.entries) > 40
    assert len(texts) == 2


def test_the_text_is_in_normal_form_and_may_lie_beside_its_original(tmp_path: Path) -> None:
    pack = sound_pack()
    document = pack["documents"][0]
    document["file"] = "d.pdf"
    document["document"]["sha256"] = sha(b"%PDF")
    beside = ("\ufeff" + TEXT.replace("\n", "\r\n")).encode()
    folder = laid(tmp_path, pack, {"d.pdf": b"%PDF", "d.pdf.txt": beside})
    _, texts, originals = read_pack(folder, SECTORS, STATES)
    assert (texts, originals) == ({"d": TEXT}, {"d": b"%PDF"})


def at(*path: str | int) -> Callable[[Json], Any]:
    def find(pack: Json) -> Any:
        value: Any = pack
        for step in path:
            value = value[step]
        return value

    return find


ENTRY = at("entries", 0)
DOCUMENT = at("documents", 0, "document")


def changed(where: Callable[[Json], Any], **values: Any) -> Callable[[Json], None]:
    return lambda pack: where(pack).update(values)


def without_evidence(field: str) -> Callable[[Json], None]:
    def change(pack: Json) -> None:
        kept = [item for item in ENTRY(pack)["evidence"] if item["field"] != field]
        ENTRY(pack)["evidence"] = kept

    return change


def more(where: Callable[[Json], Any], item: Any) -> Callable[[Json], None]:
    return lambda pack: where(pack).append(item)


def one_source(pack: Json) -> None:
    for entry in pack["entries"]:
        entry["origin"] = {"source": "table", "document": "d", "external_id": "1"}


FAULTS: list[tuple[str, Callable[[Json], None], str, str]] = [
    # what, change, code, a part of the sentence
    ("newer format", changed(at(), format=2), "pack-unreadable", "it has format 2"),
    ("unknown key", changed(ENTRY, colour="red"), "pack-unreadable", "colour"),
    ("unknown kind", changed(ENTRY, kind="treaty"), "pack-unreadable", "treaty"),
    ("wrong type", changed(ENTRY, title=5), "pack-unreadable", "$.entries[0].title"),
    ("two entries", more(at("entries"), {**sound_pack()["entries"][1], "id": "e"}),
     "pack-unreadable", "two entries are named “e”"),
    ("two passages", more(at("passages"), passage("p1", "India")), "pack-unreadable", "“p1”"),
    ("two bodies", more(at("institutions"), {"id": "group", "name": "x"}), "pack-unreadable",
     "two institutions"),
    ("state of a body", changed(at("institutions", 0), state="XXX"), "pack-unreadable", "“XXX”"),
    ("folder in the name", changed(at("documents", 0), file="../pack.json"), "pack-document",
     "not a plain file name"),
    ("Windows folder", changed(at("documents", 0), file="..\\x"), "pack-document", "plain file"),
    ("absolute name", changed(at("documents", 0), file="/etc/passwd"), "pack-document", "plain"),
    ("dots", changed(at("documents", 0), file=".."), "pack-document", "plain file name"),
    ("no file", changed(at("documents", 0), file="e.txt"), "pack-document", "no file documents"),
    ("other original", changed(DOCUMENT, sha256="0"), "pack-document", "SHA-256"),
    ("other text", changed(DOCUMENT, text_sha256="0"), "pack-document", "its text"),
    ("body outside", changed(DOCUMENT, body=9999), "pack-document", "9999"),
    ("document's date", changed(DOCUMENT, published="April"), "pack-document", "“April”"),
    ("document's version", changed(DOCUMENT, version_of="x"), "pack-document", "“x”"),
    ("passage moved", changed(at("passages", 1), start=9, end=22), "pack-passage",
     "entry “e”, field “milestone:m/when”: the passage p2"),
    ("passage outside", changed(at("passages", 1), end=9999), "pack-passage", "9999"),
    ("passage's context", changed(at("passages", 0), prefix="zz"), "pack-passage", "around it"),
    ("passage's document", changed(at("passages", 0), document="x"), "pack-passage", "no such"),
    ("no evidence", without_evidence("sector:space"), "pack-field",
     "entry “e”, field “sector:space”: no evidence supports it"),
    ("no evidence of kind", without_evidence("kind"), "pack-field", "field “kind”"),
    ("empty evidence", changed(at("entries", 0, "evidence", 0), passages=[]), "pack-field",
     "field “title”: its evidence names no passage"),
    ("unknown passage", changed(at("entries", 0, "evidence", 0), passages=["p9"]), "pack-field",
     "unknown passage “p9”"),
    ("unknown record", changed(at("entries", 0, "evidence", 0), records=["r9"]), "pack-field",
     "unknown record “r9”"),
    ("inferred without a why", changed(at("entries", 0, "evidence", 8), why=""), "pack-field",
     "field “milestone:m/when”: it is inferred"),
    ("evidence for nothing", more(at("entries", 0, "evidence"),
     {"field": "party:JPN", "basis": "stated", "passages": ["p1"]}), "pack-field", "party:JPN"),
    ("evidence twice", more(at("entries", 0, "evidence"),
     {"field": "title", "basis": "stated", "passages": ["p2"]}), "pack-field", "two pieces"),
    ("unknown party", changed(at("entries", 0, "parties", 0), party="JPN"), "pack-field",
     "field “party:JPN”: unknown party"),
    ("unknown sector", changed(ENTRY, sectors=["spice"]), "pack-field", "“sector:spice”"),
    ("unknown body", changed(ENTRY, institution="g"), "pack-field", "“institution:g”"),
    ("unknown relation", changed(ENTRY, relations=[{"kind": "part_of", "target": "x"}]),
     "pack-field", "“relation:x”"),
    ("relation to itself", changed(ENTRY, relations=[{"kind": "part_of", "target": "e"}]),
     "pack-field", "itself"),
    ("party twice", more(at("entries", 0, "parties"), {"party": "IND", "role": "host"}),
     "pack-field", "“party:IND”: it stands there twice"),
    ("origin", changed(ENTRY, origin={"document": "x"}), "pack-field", "“origin”"),
    ("date", changed(at("entries", 0, "milestones", 0), when="20 April"), "pack-field",
     "field “milestone:m/when”: “20 April” is not a date"),
    ("period", changed(ENTRY, period="2030/2026"), "pack-field", "field “period”"),
    ("no title", changed(ENTRY, title=" "), "pack-field", "field “title”: it is empty"),
    ("empty id", changed(at("entries", 1), id=""), "pack-unreadable", "an id of its entries"),
    ("long id", changed(at("entries", 1), id="x" * 2_000), "pack-unreadable", "an id of its entr"),
    ("id with a sign", changed(at("passages", 1), id="a\0b"), "pack-unreadable", "'a\\x00b'"),
    ("row of no table", changed(at("records", 0), row=2**63), "pack-unreadable", "no table has"),
    ("row below none", changed(at("records", 0), row=-1), "pack-unreadable", "no table has"),
    ("number too large", changed(at("records", 0), row=10**400), "pack-unreadable", "no table"),
    ("body named as a state", more(at("institutions"), {"id": "QQQ", "name": "Q"}),
     "pack-unreadable", "one of a state"),
    ("file names twice", more(at("documents"), {"document": {**DOCUMENT(sound_pack()), "id": "f"},
     "file": "D.TXT"}), "pack-unreadable", "two document files"),
    ("lost passage of nowhere", changed(at("passages", 1), start=-3, orphaned=True),
     "pack-passage", "no stretch of a text"),
    ("lost passage far away", changed(at("passages", 1), end=2**63, orphaned=True),
     "pack-passage", "no stretch of a text"),
    ("a name with a sign", changed(DOCUMENT, filename="x.t\0xt"), "pack-document", "name of a fi"),
    ("a name with a folder", changed(DOCUMENT, filename="x.a\\..\\b"), "pack-document", "name of"),
    ("an ending too long", changed(DOCUMENT, filename="x." + "a" * 300), "pack-document", "name"),
    ("its own version", changed(DOCUMENT, version_of="d"), "pack-document", "of itself"),
    ("deep lines", changed(at("documents", 0), structure={"marks": [[5, "item", 10**9]]}),
     "pack-document", "nested deeper"),
    ("one of its source twice", one_source, "pack-unreadable", "the same one of their source"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "code", "part"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS]
)
def test_refuses(tmp_path: Path, change: Callable[[Json], None], code: str, part: str) -> None:
    pack = sound_pack()
    change(pack)
    with pytest.raises(AccordError) as caught:
        read_pack(laid(tmp_path, pack), SECTORS, STATES)
    assert caught.value.message.code == code
    assert part in str(caught.value)
    assert str(caught.value).endswith("Nothing was loaded.")


def test_refuses_what_is_no_pack(tmp_path: Path) -> None:
    deep = b'{"format": 1, "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    sound = json.dumps(sound_pack()).encode()
    lone = sound.replace(b"A group", b"A \\ud800 group", 1)
    latin = sound.replace(b"A group", b"A gr\xfcup", 1)
    wide = sound.decode().encode("utf-16")
    endless = sound.replace(b'"row": 1', b'"row": 1e999')
    for content in (
        *(None, b"", b"[]", b"\xff", b'{"format": 1', b"[" * 100_000),
        *(deep, lone, latin, wide, endless),
    ):
        if content is not None:
            (tmp_path / "pack.json").write_bytes(content)
        with pytest.raises(AccordError) as caught:
            read_pack(tmp_path, SECTORS, STATES)
        assert caught.value.message.code == "pack-unreadable"


def test_a_link_does_not_lead_out_of_the_pack(tmp_path: Path) -> None:
    outside = tmp_path / "secret.txt"
    outside.write_text(TEXT, encoding="utf-8")
    (tmp_path / "pack").mkdir()
    folder = laid(tmp_path / "pack", sound_pack())
    file = folder / "documents/d.txt"
    file.unlink()
    file.symlink_to(outside)
    with pytest.raises(AccordError) as caught:
        read_pack(folder, SECTORS, STATES)
    assert caught.value.message.code == "pack-document"


def test_a_file_that_nothing_names_is_refused(tmp_path: Path) -> None:
    """A share file within a share file is one, too."""
    laid(tmp_path, sound_pack(), {"d.txt": TEXT.encode(), "inner.zip": b"PK"})
    with pytest.raises(AccordError, match=r"documents/inner.zip, which it does not name"):
        read_pack(tmp_path, SECTORS, STATES)


def test_documents_in_a_circle_are_refused(tmp_path: Path) -> None:
    pack = sound_pack()
    other = {**DOCUMENT(pack), "id": "f", "version_of": "d"}
    DOCUMENT(pack)["translation_of"] = "f"
    pack["documents"].append({"document": other, "file": "f.txt"})
    folder = laid(tmp_path, pack, {"d.txt": TEXT.encode(), "f.txt": TEXT.encode()})
    with pytest.raises(AccordError, match="of itself"):
        read_pack(folder, SECTORS, STATES)


def test_a_text_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    pack = sound_pack()
    latin = "café".encode("latin-1")
    DOCUMENT(pack)["sha256"] = sha(latin)
    with pytest.raises(AccordError, match="no UTF-8 text"):
        read_pack(laid(tmp_path, pack, {"d.txt": latin}), SECTORS, STATES)


def test_a_passage_that_lost_its_place_is_kept_as_such(tmp_path: Path) -> None:
    pack = sound_pack()
    pack["passages"][1] |= {"exact": "gone", "orphaned": True}
    read = read_pack(laid(tmp_path, pack), SECTORS, STATES)[0]
    assert read.passages[1].orphaned
