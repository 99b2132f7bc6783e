"""Tables in: what a library holds after an import, again, with faulty rows, and after undo."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from explorer import paths
from explorer.domain.entries import Entry
from explorer.domain.mapping import Columns, Mapping
from explorer.domain.messages import AccordError
from explorer.domain.query import Facet, Query
from explorer.domain.rules import entry_stage, evidence_by_field, is_state, supported_fields
from explorer.domain.tabling import Shape, TableReport
from explorer.domain.vocabulary import Basis, Kind, Stage
from explorer.services import children, indexing, reverting, undoing
from explorer.services.asking import query_of
from explorer.services.checking import check
from explorer.services.children import Child, finish
from explorer.services.tabling import mapping_from, save_mapping, save_report
from explorer.services.tabling_look import Preview
from explorer.services.tabling_memory import remember, remembered
from explorer.store import documents, entries
from explorer.workspace import Workspace, open_workspace

HEAD = (
    "treaty_id,title,date_signed,date_in_force,date_ended,party1,party2,topic,instrument,"
    "volume,page,source,url\n"
)
SOUTH, NORTH = "Korea, Republic of (South)", "Korea, Democratic Peoples Republic of (North)"
INDIA = '"India, Republic of"'
ROWS = (
    f'1,Quokka agreement,1970-05-01,1971-01-01,,{INDIA},"{SOUTH}",7SPACE,AGREEM,12,34,UNTS,'
    "https://example.org/1\n"
    f'2,Wombat memorandum,1975-02-30,,,{INDIA},"{NORTH}",8FISH,MEMORA,0,0,UNTS,\n'
    "3,Numbat treaty,1960-01-01,1961,1980-12,Prussia,World Wombat Bank,NEW,TREATY,,,,\n"
    "4,,1960-01-01,,,Japan,India,7SPACE,AGREEM,,,,\n"
    "1,Quokka once more,1970-05-01,,,Japan,India,7SPACE,AGREEM,,,,\n"
    "5,Future bilby pact,2001,2999-01-01,,Japan,INDIA,7SPACE,PACT,,,,\n"
    "6,Potoroo accord,1990-06,2150-01-01,,Japan,India,7SPACE,ACCORD,,,,\n"
)

Take = Callable[..., TableReport]


@pytest.fixture
def take(workspace: Workspace, tmp_path: Path) -> Take:
    """Import a table that is made for it."""

    def run(text: str, name: str = "treaties.csv", mapping: Mapping | None = None) -> TableReport:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return finish(workspace.tabling.run(path, mapping))

    return run


def of_table(workspace: Workspace) -> dict[str, Entry]:
    """The entries from tables by their title."""
    with workspace.library.reading() as unit:
        return {
            entry.title: entry
            for batch in entries.load_all(unit)
            for entry in batch
            if entry.origin.source == "table"
        }


def total(workspace: Workspace, *parties: str) -> int:
    return workspace.browsing.search(query_of("", {Facet.PARTY: list(parties)}, None)).total


def test_rows_that_print_no_sentence_are_told_apart_by_their_parties(
    workspace: Workspace, take: Take
) -> None:
    take(HEAD + ROWS)
    page = workspace.browsing.search(Query(text="quokka korea"))
    (row,) = workspace.browsing.rows(page.query, page.ids[:1])
    assert row.snippet.text == f"India, Republic of, {SOUTH}"
    assert "Korea" in " ".join(row.snippet.text[a:b] for a, b in row.snippet.marks)
    assert row.source == ""  # it is of no document


def test_rows_become_entries(workspace: Workspace, take: Take) -> None:
    report = take(HEAD + ROWS)
    assert (report.rows, report.new, report.refused) == (7, 5, 2)
    assert [(m.code, m.parameters["row"]) for m in report.why] == [
        ("row-title", "4"),
        ("row-twice", "5"),
    ]
    found = of_table(workspace)
    quokka = found["Quokka agreement"]
    assert [item.party for item in quokka.parties] == ["IND", "KOR"]
    assert quokka.parties[1].printed == "Korea, Republic of (South)"
    assert quokka.sectors == ("space",)
    assert (quokka.kind, quokka.instrument) == (Kind.AGREEMENT, "AGREEM")
    assert entry_stage(quokka) is Stage.IN_FORCE
    assert [(m.stage, m.when) for m in quokka.milestones] == [
        (Stage.SIGNED, "1970-05-01"),
        (Stage.IN_FORCE, "1971-01-01"),
    ]
    reference = quokka.references[0]
    assert (reference.series, reference.volume, reference.page) == ("UNTS", "12", "34")
    assert quokka.note == "https://example.org/1"
    assert found["Wombat memorandum"].kind is Kind.MOU
    assert found["Wombat memorandum"].references[0].volume == ""  # 0 is how they say unknown


def test_what_is_not_understood_stays_unknown_and_is_counted(
    workspace: Workspace, take: Take
) -> None:
    report = take(HEAD + ROWS)
    found = of_table(workspace)
    assert [(c.printed, c.count, c.row) for c in report.dates] == [
        ("1975-02-30", 1, 2),
        ("2999-01-01", 1, 6),
    ]
    wombat = found["Wombat memorandum"]
    assert wombat.milestones == () and entry_stage(wombat) is Stage.UNKNOWN
    assert [c.printed for c in report.unresolved] == ["Prussia"]
    assert [c.printed for c in report.bodies] == ["World Wombat Bank"]
    assert [c.printed for c in report.values] == ["NEW"]
    numbat = found["Numbat treaty"]
    assert [item.printed for item in numbat.parties] == ["Prussia", "World Wombat Bank"]
    assert not any(is_state(item.party) for item in numbat.parties)
    assert numbat.sectors == ()
    assert entry_stage(numbat) is Stage.ENDED
    assert [m.when for m in numbat.milestones] == ["1960-01-01", "1961", "1980-12"]


def test_what_is_to_come_is_due_and_not_reached(workspace: Workspace, take: Take) -> None:
    take(HEAD + ROWS)
    accord = of_table(workspace)["Potoroo accord"]
    assert [(m.stage, m.when, m.due) for m in accord.milestones] == [
        (Stage.SIGNED, "1990-06", None),
        (Stage.IN_FORCE, None, "2150-01-01"),
    ]
    assert entry_stage(accord) is Stage.SIGNED


def test_each_field_rests_on_its_cell(workspace: Workspace, take: Take) -> None:
    report = take(HEAD + ROWS)
    for entry in of_table(workspace).values():
        support = evidence_by_field(entry)
        assert set(supported_fields(entry)) == set(support)
        assert all(item.records for item in support.values())
    quokka = evidence_by_field(of_table(workspace)["Quokka agreement"])
    assert quokka["kind"].basis is quokka["sector:space"].basis is Basis.CLASSIFIED
    with workspace.library.reading() as unit:
        ids = [name for item in quokka.values() for name in item.records]
        cells = documents.records(unit, ids)
    party = cells[quokka["party:KOR"].records[0]]
    assert (party.row, party.column) == (1, "party2")
    assert (party.printed, party.file_sha256) == ("Korea, Republic of (South)", report.sha256)
    when = cells[quokka["milestone:in_force/when"].records[0]]
    assert (when.column, when.printed) == ("date_in_force", "1971-01-01")
    assert not [item for item in check(workspace.library) if item.what != "index"]


def test_a_table_is_found_by_words_parties_and_stage(workspace: Workspace, take: Take) -> None:
    before = total(workspace, "IND", "KOR"), total(workspace, "IND", "PRK")
    take(HEAD + ROWS)
    assert total(workspace, "IND", "KOR") == before[0] + 1
    assert total(workspace, "IND", "PRK") == before[1] + 1
    assert total(workspace, "prussia") == 1
    assert workspace.browsing.search(Query(text="bilby")).total == 1
    assert workspace.browsing.search(Query(text='"wombat bank"')).total == 1


def test_importing_again_updates_and_doubles_nothing(workspace: Workspace, take: Take) -> None:
    first = take(HEAD + ROWS)
    same = take(HEAD + ROWS)
    assert (same.new, same.changed, same.same, same.batch) == (0, 0, 5, "")
    other = take(HEAD + ROWS.replace("Numbat treaty", "Numbat pact").replace("8FISH", "5AIR"))
    assert (other.new, other.changed, other.same) == (0, 2, 3)
    found = of_table(workspace)
    assert len(found) == first.new
    assert found["Wombat memorandum"].sectors == ("transport-infrastructure",)
    assert workspace.browsing.search(Query(text='"numbat pact"')).total == 1
    reverting.revert(workspace.library, other.batch)
    assert "Numbat treaty" in of_table(workspace)
    assert not [item for item in check(workspace.library) if item.what != "index"]


def test_another_source_with_the_same_ids_is_other_entries(
    workspace: Workspace, take: Take
) -> None:
    take(HEAD + ROWS)
    other = take(HEAD + ROWS, name="others.csv")
    assert other.new == 5


def test_rows_without_an_id_are_known_by_what_they_say(workspace: Workspace, take: Take) -> None:
    row = "A quoll treaty,1999-01-02,India;Japan\n"
    text = f"title,date signed,parties\n{row}{row}"
    assert take(text).new == 2
    assert take(text).same == 2


def test_an_import_is_undone_in_one_step_and_brought_back(workspace: Workspace, take: Take) -> None:
    with workspace.library.reading() as unit:
        bodies = set(documents.institutions(unit))
        count = entries.count(unit)
    report = take(HEAD + ROWS)
    made = of_table(workspace)
    back = reverting.revert(workspace.library, report.batch)
    with workspace.library.reading() as unit:
        assert entries.count(unit) == count
        assert set(documents.institutions(unit)) == bodies
    assert workspace.browsing.search(Query(text="quokka")).total == 0
    reverting.revert(workspace.library, back)
    assert of_table(workspace) == made
    assert workspace.browsing.search(Query(text="quokka")).total == 1
    assert not [item for item in check(workspace.library) if item.what != "index"]


def test_what_was_undone_can_be_imported_again(workspace: Workspace, take: Take) -> None:
    first = take(HEAD + ROWS)
    reverting.revert(workspace.library, first.batch)
    assert take(HEAD + ROWS).new == first.new
    assert not [item for item in check(workspace.library) if item.what != "index"]


def test_undo_does_not_lose_what_came_later(workspace: Workspace, take: Take) -> None:
    first = take(HEAD + ROWS)
    take(HEAD + ROWS.replace("Numbat treaty", "Numbat pact"))
    with pytest.raises(AccordError) as caught:
        reverting.revert(workspace.library, first.batch)
    assert caught.value.message.code == "undo-changed"
    assert "Numbat pact" in of_table(workspace)


def test_a_large_table_makes_a_new_generation(
    workspace: Workspace, take: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explorer.services.tabling.LARGE_DELTA", 20)
    before = workspace.indexing.current()[0].generation
    lines = [f"{n},Bandicoot treaty {n},India,Japan" for n in range(60)]
    take("\n".join(["id,title,party1,party2", *lines]))
    index = workspace.indexing.current()[0]
    assert index.generation > before and index.delta_size == 0
    assert workspace.browsing.search(Query(text="bandicoot")).total == 60


def test_thousands_by_another_program_wait_for_the_next_generation(
    workspace: Workspace, take: Take, library_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "MOST_REPLAYED", 50)
    monkeypatch.setattr(indexing, "FROM_MEMORY", 10)
    workspace.indexing.current()
    other = open_workspace(library_folder)
    lines = [f"{n},Bandicoot treaty {n},India,Japan" for n in range(60)]
    path = library_folder.parent / "many.csv"
    path.write_text("\n".join(["id,title,party1,party2", *lines]), encoding="utf-8")
    report = finish(other.tabling.run(path, index=False))
    assert workspace.browsing.search(Query(text="bandicoot")).total == 10
    assert workspace.indexing.wants_rebuild
    finish(workspace.indexing.rebuild())
    assert workspace.browsing.search(Query(text="bandicoot")).total == 60
    reverting.revert(other.library, report.batch)
    assert workspace.browsing.search(Query(text="bandicoot")).total == 0
    other.close()


def test_cancelling_leaves_the_library_as_it_was(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    lines = [f"{n},Bandicoot treaty {n},India,Japan" for n in range(5_000)]
    path.write_text("\n".join(["id,title,party1,party2", *lines]), encoding="utf-8")
    revision = workspace.revision()
    children: list[Child] = []
    with pytest.raises(AccordError) as caught:
        for progress in workspace.tabling.run(path, started=children.append):
            if progress.what == "rows" and progress.done:
                children[0].cancel()
    assert caught.value.message.code == "child-crashed"
    assert workspace.revision() == revision
    assert of_table(workspace) == {}


def test_looking_writes_nothing_and_says_what_would_be(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "treaties.csv"
    path.write_text(HEAD + ROWS, encoding="utf-8")
    revision = workspace.revision()
    report = finish(workspace.tabling.look(path))
    assert (report.new, report.batch) == (5, "")
    assert workspace.revision() == revision


def test_a_mapping_is_kept_changed_and_used(
    workspace: Workspace, take: Take, tmp_path: Path
) -> None:
    report = take(HEAD + ROWS)
    kept = tmp_path / "mapping.json"
    save_mapping(report.mapping, kept)
    mapping = mapping_from(kept)
    assert mapping == report.mapping
    assert take(HEAD + ROWS, name="other-name.csv", mapping=mapping).same == 5
    changed = msgspec.structs.replace(mapping, sectors={**mapping.sectors, "new": ("other",)})
    assert take(HEAD + ROWS, mapping=changed).changed == 1
    assert of_table(workspace)["Numbat treaty"].sectors == ("other",)


@pytest.mark.parametrize(
    ("mapping", "code"),
    [
        (Mapping("s", Columns(title=("nothing",))), "mapping-column"),
        (Mapping("s", Columns(id=("treaty_id",))), "mapping-title"),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused(
    workspace: Workspace, take: Take, mapping: Mapping, code: str
) -> None:
    with pytest.raises(AccordError) as caught:
        take(HEAD + ROWS, mapping=mapping)
    assert caught.value.message.code == code
    assert of_table(workspace) == {}


def test_a_report_is_kept_as_json(take: Take, tmp_path: Path) -> None:
    report = take(HEAD + ROWS)
    save_report(report, tmp_path / "report.json")
    kept = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert kept["why"][0] == "Row 4 has no title."
    assert kept["unresolved"] == [{"printed": "Prussia", "count": 1, "row": 3}]
    assert kept["mapping"]["columns"]["title"] == ["title"]


@pytest.mark.timeout(900)  # it takes a minute and a half on a machine that does much else
def test_the_treaty_index_at_full_size(shared: Path, workspace: Workspace) -> None:
    path = shared / "data/agreements/wti_treaties.csv"
    if not path.is_file():
        pytest.skip("the treaty tables are not here")
    with workspace.library.reading() as unit:
        seeds = entries.count(unit)
    before = total(workspace, "IND", "KOR"), total(workspace, "IND", "PRK")
    report = finish(workspace.tabling.run(path))
    assert (report.rows, report.new, report.refused) == (61_365, 61_362, 3)
    assert {message.code for message in report.why} == {"row-title"}
    assert total(workspace, "IND", "KOR") - before[0] == 10
    assert total(workspace, "IND", "PRK") - before[1] == 6
    assert workspace.browsing.search(Query()).total == seeds + 61_362


def test_thousands_are_taken_back_by_a_child(
    workspace: Workspace, take: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undoing, "LARGE", 20)
    started: list[str] = []
    run = undoing.run_child

    def told(work: str, *asked: object) -> object:
        started.append(work)
        return run(work, *asked)  # type: ignore[arg-type]

    monkeypatch.setattr(undoing, "run_child", told)
    lines = [f"{n},Bandicoot treaty {n},India,Japan" for n in range(60)]
    report = take("\n".join(["id,title,party1,party2", *lines]))
    back = workspace.keeping.revert(report.batch)
    assert started == [children.REVERT]
    assert of_table(workspace) == {}
    assert workspace.browsing.search(Query(text="bandicoot")).total == 0
    workspace.keeping.revert(back)
    assert len(of_table(workspace)) == 60
    changed = take("\n".join(["id,title,party1,party2", lines[0].replace("treaty", "pact")]))
    with pytest.raises(AccordError) as caught:
        workspace.keeping.revert(report.batch)
    assert caught.value.message.code == "undo-changed"
    assert changed.changed == 1 and len(of_table(workspace)) == 60


def test_a_glance_tells_columns_values_sample_and_reasons(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "treaties.csv"
    path.write_text(HEAD + ROWS, encoding="utf-8")
    revision = workspace.revision()
    look = finish(workspace.tabling.glance(path))
    assert workspace.revision() == revision
    assert (look.rows, look.form) == (7, "CSV")
    assert (look.shape.delimiter, look.shape.encoding) == (",", "utf-8")
    assert look.names()[:2] == ("treaty_id", "title")
    party = look.columns[look.names().index("party1")]
    assert (party.values[0].printed, party.values[0].count) == ("Japan", 4)
    assert (party.different, party.filled) == (3, 7)
    assert look.why["party1"].code == "guess-states"
    assert look.sample[3][1][1] == ""
    values = {value.printed: value.count for value in look.values_of("sectors", look.mapping)}
    assert values == {"7SPACE": 5, "8FISH": 1, "NEW": 1}


def test_what_is_glanced_at_becomes_what_is_imported(
    workspace: Workspace, take: Take, tmp_path: Path
) -> None:
    take(HEAD + ROWS)
    made = of_table(workspace)
    look = finish(workspace.tabling.glance(tmp_path / "treaties.csv"))
    lines = Preview().lines(look, look.mapping, "2026-11-22")
    # The fifth row has the id of the first, the fourth has no title.
    assert [line.refused.code for line in lines if line.refused] == ["row-title", "row-twice"]
    for line in lines:
        if line.refused is None:
            entry = made[line.title]
            assert (line.kind, line.sectors) == (entry.kind, entry.sectors)
            assert line.stage is entry_stage(entry)
            assert [p.code for p in line.parties if p.code] == [
                p.party for p in entry.parties if is_state(p.party)
            ]
    wombat = next(line for line in lines if line.title == "Wombat memorandum")
    assert [(miss.field, miss.printed) for miss in wombat.misses] == [("signed", "1975-02-30")]


def test_meanings_are_found_for_what_has_none_and_kept_for_what_has(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("title,about\nA quoll treaty,SPACE\nA numbat pact,FISHERIES\n", "utf-8")
    look = finish(workspace.tabling.glance(path))
    columns = look.mapping.columns.assigned("about", "sectors", look.names())
    mapping = msgspec.structs.replace(look.mapping, columns=columns, sectors={"space": ()})
    found = Preview().meanings(look, mapping, "sectors")
    assert found.sectors == {"space": (), "FISHERIES": ("maritime-blue-economy",)}
    assert Preview().meanings(look, mapping, "summary") is mapping


def test_delimiter_and_sheet_can_be_named(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("title;note\na, b;c\nd, e;f\n", encoding="utf-8")
    report = finish(workspace.tabling.look(path))
    assert (report.shape.delimiter, report.new) == (";", 2)
    glance = finish(workspace.tabling.glance(path, Shape(delimiter=",")))
    assert glance.names() == ("title;note",)
    with pytest.raises(AccordError) as caught:
        finish(workspace.tabling.glance(path, Shape(encoding="no-such")))
    assert caught.value.message.code == "encoding-unknown"


def test_a_long_answer_is_not_cut(workspace: Workspace, tmp_path: Path) -> None:
    """A report may be longer than a line of a child's: three lists of a thousand long names."""
    path = tmp_path / "t.csv"
    lines = [f"{n},조약 {n},{'가' * 150}{n},{'나' * 150}{n},{'다' * 150}{n}" for n in range(1_200)]
    path.write_text("\n".join(["id,title,party,theme,signed", *lines]), encoding="utf-8")
    columns = Columns(
        title=("title",), id=("id",), parties=("party",), sectors=("theme",), signed=("signed",)
    )
    mapping = Mapping("s", columns)
    report = finish(workspace.tabling.look(path, mapping))
    assert len(msgspec.json.encode(report)) > 1_000_000
    assert (len(report.unresolved), report.left_out) == (1_000, 600)


def test_how_a_table_was_read_is_remembered_by_its_columns(tmp_path: Path) -> None:
    mapping = Mapping("s", Columns(title=("b",)), sectors={"X": ("space",)})
    assert remembered(["a", "b"]) is None
    remember(["a", "b"], mapping)
    assert remembered(["b", "a"]) == mapping
    assert remembered(["a", "b", "c"]) is None
    (kept,) = paths.kept_mappings().iterdir()
    kept.write_text("nonsense", encoding="utf-8")
    assert remembered(["a", "b"]) is None
