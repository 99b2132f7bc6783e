"""What columns, dates and names of parties in tables mean."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.mapping import (
    Columns,
    DateOrder,
    Mapping,
    check_mapping,
    decode_mapping,
    encode_mapping,
)
from explorer.domain.messages import AccordError
from explorer.domain.vocabulary import Kind, Stage
from explorer.domain.when import parse_when
from explorer.reading.tables.dates import date_of, order_of
from explorer.reading.tables.guess import guessed
from explorer.reading.tables.parties import Names
from explorer.reading.tables.reader import read_table
from explorer.reading.tables.words import SectorWords, kind_of, kind_of_title, stage_of
from explorer.services import vocabularies


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(vocabularies.states())


@pytest.fixture(scope="module")
def sectors() -> SectorWords:
    return SectorWords(
        vocabularies.sectors(), vocabularies.sector_cues(), vocabularies.sector_subjects()
    )


@pytest.mark.parametrize(
    ("printed", "order", "meant"),
    [
        ("1999-01-02", "ymd", "1999-01-02"),
        ("1999-01-02T00:00:00Z", "ymd", "1999-01-02"),
        ("1999/1/2", "ymd", "1999-01-02"),
        ("19990102", "ymd", "1999-01-02"),
        ("02/01/1999", "dmy", "1999-01-02"),
        ("01.02.1999", "mdy", "1999-01-02"),
        ("2 January 1999", "ymd", "1999-01-02"),
        ("2nd Jan. 1999", "ymd", "1999-01-02"),
        ("January 2, 1999", "ymd", "1999-01-02"),
        ("1999년 1월 2일", "ymd", "1999-01-02"),
        ("January 1999", "ymd", "1999-01"),
        ("1999-01", "ymd", "1999-01"),  # a month is a month
        ("1999", "ymd", "1999"),
        ("1999~", "ymd", "1999~"),
        ("1999/2003", "ymd", "1999/2003"),
        # Impossible, half, or not to be told: unknown.
        ("1999-02-30", "ymd", None),
        ("1999-01-00", "ymd", None),
        ("1999-00-00", "ymd", None),
        ("1999-13-01", "ymd", None),
        ("31/13/1999", "dmy", None),
        ("2 January", "ymd", None),
        ("2/1/99", "dmy", None),
        ("0000-01-01", "ymd", None),
        ("9999-12-31", "ymd", None),
        ("soon", "ymd", None),
        ("12345", "ymd", None),
    ],
)
def test_dates(printed: str, order: str, meant: str | None) -> None:
    assert date_of(printed, DateOrder(order)) == meant


@given(st.text(max_size=20), st.sampled_from(DateOrder))
def test_any_text_is_a_date_or_none(text: str, order: DateOrder) -> None:
    found = date_of(text, order)
    assert found is None or parse_when(found).earliest > 0


def test_the_order_of_day_and_month_shows_in_the_values() -> None:
    assert order_of(["01/02/1999", "25/02/1999"]) == (DateOrder.DMY, True)
    assert order_of(["01/02/1999", "02/25/1999"]) == (DateOrder.MDY, True)
    assert order_of(["01/02/1999"]) == (DateOrder.DMY, False)
    assert order_of(["1999-01-02"]) == (DateOrder.YMD, True)


@pytest.mark.parametrize(
    ("printed", "code", "year", "meant"),
    [
        ("India, Republic of", "IND", 1970, "IND"),
        ("Korea, Republic of (South)", "KOR", 1970, "KOR"),
        ("KOREA REPUBLIC OF", "", 1970, "KOR"),
        ("Korea, Democratic Peoples Republic of (North)", "PRK", 1970, "PRK"),
        ("KOREA DEMOCRATIC PEOPLE'S REPUBLIC OF", "", 1970, "PRK"),
        ("대한민국", "", None, "KOR"),
        ("भारत", "", None, "IND"),
        ("KOREA", "", 1900, None),  # of which there were two later, and one then
        # The code beside it is another state's: the printed name counts.
        ("Union of Soviet Socialist Republics (See individual republics)", "ISR", 1960, "SUN"),
        ("Czechoslovakia ( use for Czechoslovak Socialist Republic)", "PHL", 1960, "CSK"),
        ("Zaire, Republic of", "COL", 1980, "COD"),
        ("Congo, Peoples Republic of", "COL", 1980, "COG"),
        ("Yemen Arab Republic (North)", "JOR", 1980, "YEM"),
        ("Yemen, Peoples Democratic Republic of (South)", "YEM", 1980, "YMD"),
        ("Germany, East (German Democratic Republic)", "DEU", 1980, "DDR"),
        ("Germany, Democratic Republic of", "", 1980, "DDR"),
        ("GERMANY FEDERAL REPUBLIC", "", 1980, "DEU"),
        ("German Empire", "", 1900, None),
        ("Yugoslavia", "", 1980, "YUG"),
        ("Yugoslavia", "", 1998, "SCG"),  # the name went on with another state
        ("Benin, Peoples Republic of", "", None, "BEN"),
        ("Burma, Socialist Republic of the Union of (aka Myanmar)", "", None, "MMR"),
        ("Russia, Russian Federation (See USSR Before 1991)", "", 1995, "RUS"),
        ("Republic of Belau (Palau)", "", None, "PLW"),
        ("Cote d’Ivoire", "", None, "CIV"),
        ("Khazakhstan (See USSR Before 1991)", "KAZ", 1995, "KAZ"),  # misspelt; its code helps
        ("Khazakhstan", "", 1995, None),
        ("Supreme Command, Allied Powers in Japan", "THA", 1950, None),
        ("Export Import Bank (USA)", "", None, None),
        ("Prussia", "", 1860, None),
        # Two have called themselves so: the year tells which.
        ("China, Republic of", "", 1930, "CHN"),
        ("CHINA REPUBLIC OF", "", 1963, "TWN"),
        ("China, Republic of", "", None, None),
        ("China, Republic of", "TWN", 1949, "TWN"),
        ("Taiwan (Republic of China after 1949)", "", 1955, "TWN"),
        ("CHINA TAIWAN", "", 1968, "TWN"),
        ("China, Peoples Republic of (and pre-1950 China)", "", 1930, "CHN"),
        ("CHINA P R", "", 1962, "CHN"),
        # Names that a state had before.
        ("Tanganyika", "", 1962, "TZA"),
        ("BYELORUSSIA S S R", "", 1950, "BLR"),
        ("UKRAINE S S R", "", 1950, "UKR"),
        ("Irish Free State", "", 1925, "IRL"),
        ("VIETNAM D R", "", 1960, "VNM"),
        ("SERB-CROAT-SLOVENE STATE", "", 1921, "YUG"),
        ("BRIT. HONDURAS", "", 1950, "BLZ"),
        ("Zanzibar", "", 1963, None),  # which had a seat of its own
        ("AUSTRIA-HUNGARY", "", 1900, None),
    ],
)
def test_parties(
    names: Names, printed: str, code: str, year: int | None, meant: str | None
) -> None:
    assert names.find(printed, code, year).code == meant


def test_organisations_are_told_from_names_that_nobody_knows(names: Names) -> None:
    assert names.find("International Development Association").is_body
    assert not names.find("Prussia").is_body


@given(st.text(max_size=40))
def test_any_name_is_asked_in_vain_at_most(text: str) -> None:
    found = Names(vocabularies.states()).find(text) if len(text) > 38 else None
    assert found is None or found.code is None or len(found.code) == 3


@pytest.mark.parametrize(
    ("printed", "kind"),
    [("AGREEM", Kind.AGREEMENT), ("MEMORA", Kind.MOU), ("Protocol No. 2", Kind.AGREEMENT),
     ("DECLAR", Kind.DECLARATION), ("협정", Kind.AGREEMENT), ("XYZ", None), ("", None)],
)  # fmt: skip
def test_instruments(printed: str, kind: Kind | None) -> None:
    assert kind_of(printed) == kind


def test_titles_name_kinds() -> None:
    assert kind_of_title("Memorandum of Understanding on the Exchange of Notes") is Kind.MOU
    assert kind_of_title("Exchange of Notes about a Memorandum") is Kind.AGREEMENT
    assert kind_of_title("TRADE") is None


def test_words_for_how_firm() -> None:
    assert stage_of("In Force") is Stage.IN_FORCE
    assert stage_of("Not yet in force") is Stage.SIGNED
    assert stage_of("no longer in force") is Stage.ENDED
    assert stage_of("blue") is None


def test_subjects_mean_sectors(sectors: SectorWords) -> None:
    assert sectors.of("7SPACE") == ("space",)
    assert sectors.of("LOANS, CREDITS & GRANTS") == ("development-cooperation",)
    assert sectors.of("국방·안보") == ("defence-security",)
    assert sectors.of("MISCELLANEOUS") == ()


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("ECONOMIC CO-OPERATION", ("trade-investment",)),
        ("DIPLOMATIC & CONSULAR RELATIONS", ("politics-diplomacy", "law-consular")),
        ("PRIVILEGES & IMMUNITIES", ("law-consular",)),
        ("NORTH ATLANTIC TREATY ORGANISATION (NATO)", ("defence-security",)),
        ("TERRITORIES, ADMINISTRATION OF", ("politics-diplomacy",)),
        ("PLANTS & PESTS", ("agriculture-food",)),
        ("MISCELLANEOUS", ()),
        ("RED CROSS", ()),
        ("EC BILATERALS", ()),
    ],
)
def test_subjects_of_catalogues(sectors: SectorWords, printed: str, meant: tuple[str, ...]) -> None:
    assert sectors.of(printed) == meant


def test_a_mapping_is_guessed_from_other_heads_in_other_languages(
    names: Names, sectors: SectorWords
) -> None:
    text = (
        "번호;제목;당사국;서명일;발효일;분야\n"
        "1;우주 협정;대한민국 / 인도;01/02/1999;25/12/1999;우주\n"
        "2;무역 협정;일본 / 인도;03/02/2001;;무역·투자\n"
    )
    table = read_table(text.encode(), "t.csv")
    mapping, notes = guessed(table, "t", names, sectors)
    assert mapping.columns == Columns(
        title=("제목",), id=("번호",), parties=("당사국",), signed=("서명일",),
        in_force=("발효일",), sectors=("분야",),
    )  # fmt: skip
    assert mapping.separator.strip() == "/"
    assert mapping.date_order is DateOrder.DMY
    assert mapping.sectors == {"우주": ("space",), "무역·투자": ("trade-investment",)}
    assert not notes


def test_columns_without_telling_heads_are_told_by_their_values(
    names: Names, sectors: SectorWords
) -> None:
    lines = [f"A long text about fisheries number {n},India,x{n % 3}" for n in range(9)]
    table = read_table("\n".join(["a,b,c", *lines]).encode(), "t.csv")
    mapping, _ = guessed(table, "t", names, sectors)
    assert (mapping.columns.title, mapping.columns.parties) == (("a",), ("b",))


@pytest.mark.parametrize(
    ("file", "columns", "separator"),
    [
        (
            "wti_treaties.csv",
            Columns(
                title=("title",), id=("treaty_id",), instrument=("instrument",),
                signed=("date_signed",), in_force=("date_in_force",),
                parties=("party1", "party2"), codes=("party1_iso3", "party2_iso3"),
                sectors=("topic",), series=("source",), volume=("volume",), page=("page",),
            ),
            "",
        ),
        (
            "uk_treaties.csv",
            Columns(
                title=("title",), id=("id",), signed=("date_signed",), in_force=("date_in_force",),
                ended=("date_terminated",), parties=("parties",), sectors=("subject",),
                place=("place_signed",), url=("url",),
            ),
            " ; ",
        ),
    ],
)  # fmt: skip
def test_the_real_tables(
    shared: Path, names: Names, sectors: SectorWords, file: str, columns: Columns, separator: str
) -> None:
    path = shared / "data/agreements" / file
    if not path.is_file():
        pytest.skip("the treaty tables are not here")
    table = read_table(path.read_bytes(), file)
    mapping, _ = guessed(table, "t", names, sectors)
    assert (mapping.columns, mapping.separator) == (columns, separator)
    if columns.instrument:
        assert mapping.kinds["MEMORA"] is Kind.MOU
        topics = {topic for sector in vocabularies.sectors().values() for topic in sector.topics}
        assert {"7SPACE", "5AIR", "4LOAN"} <= set(mapping.sectors) & topics


def test_a_mapping_is_a_file_that_can_be_read_and_is_checked() -> None:
    mapping = Mapping(
        source="s", columns=Columns(title=("t",)), date_order=DateOrder.MDY,
        kinds={"X": Kind.MOU}, sectors={"Y": ("space",)},
    )  # fmt: skip
    data = encode_mapping(mapping)
    assert data.count(b"\n") > 10
    assert decode_mapping(data, "m.json") == mapping
    check_mapping(mapping, ["t"], {"space"})
    for wrong, code in (
        (Mapping("s", Columns()), "mapping-title"),
        (Mapping(" ", Columns(title=("t",))), "mapping-source"),
        (Mapping("s", Columns(title=("u",))), "mapping-column"),
        (Mapping("s", Columns(title=("t",)), sectors={"Y": ("moon",)}), "mapping-sector"),
    ):
        with pytest.raises(AccordError) as caught:
            check_mapping(wrong, ["t"], {"space"})
        assert caught.value.message.code == code
    for broken in (b"", b"{}", b"[1]", data.replace(b'"mou"', b'"moo"'), b"\xff"):
        with pytest.raises(AccordError) as caught:
            decode_mapping(broken, "m.json")
        assert caught.value.message.code == "mapping-unreadable"
    with pytest.raises(AccordError) as caught:
        decode_mapping(data.replace(b'"format": 1', b'"format": 2'), "m.json")
    assert caught.value.message.code == "mapping-newer"
