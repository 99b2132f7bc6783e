"""Which characters are printed as they are, against the font files themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from fontTools.ttLib import TTFont

from explorer.export import glyphs
from explorer.export.glyphs import COVERING, SAFE, characters_of, printing, replaced_in
from tests.export.samples import RESOURCES

FONTS: Final = RESOURCES / "fonts"


def characters(name: str) -> set[str]:
    with TTFont(FONTS / name, lazy=True) as font:
        return {chr(code) for code in font.getBestCmap()}


def test_every_style_has_the_characters_of_the_font_that_is_asked() -> None:
    sans, hindi, korean = map(characters, COVERING)
    for name in ("NotoSans-Bold", "NotoSans-Italic", "NotoSerif-Regular"):
        assert characters(f"{name}.ttf") == sans
    for name in ("NotoSerif-Bold", "NotoSerif-Italic"):
        assert characters(f"{name}.ttf") == sans
    assert characters("NotoSansDevanagari-Bold.ttf") == hindi
    assert characters("NanumGothicBold.ttf") == korean


def test_safe_characters_are_in_the_bundled_fonts() -> None:
    covered = set().union(*map(characters, COVERING))
    assert covered >= SAFE


def test_no_font_is_opened_for_an_ordinary_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a font was opened")

    monkeypatch.setattr(glyphs, "_bundled", refuse)
    plan = printing(set("Joint “statement” – 공동성명 – संयुक्त वक्तव्य ₩ ₹"), FONTS)
    assert plan == glyphs.Printing({}, (), ())


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("a\tb\r\nc", "a b \nc"),
        ("a\0b\x07c\x7fd", "abcd"),
        ("\ud800", "\ufffd"),
        ("\uf0b7 one \uf0fc", "• one √"),
        ("1\ufe0f \u202ereversed\u202c", "1 reversed"),
        ("क\u200dष soft\xadhyphen", "क\u200dष soft\xadhyphen"),
        ("a\u2028b", "a\nb"),
        ("\ue000谅", "[U+E000][U+8C05]"),
        ("→ 解", "→ 解"),
    ],
)
def test_what_becomes_of_awkward_characters(text: str, printed: str) -> None:
    plan = printing(set(text), FONTS, system_fonts=False)
    assert text.translate(plan.replaced) == printed


def test_private_characters_are_not_looked_for_on_the_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(glyphs, "_system_fonts", lambda scripts: [FONTS / COVERING[2]])
    assert printing({"\ue000", "\u0378"}, FONTS).missing == ("\u0378", "\ue000")


def test_fonts_named_after_the_script_are_asked_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (
        *("Aaa.ttf", "NotoKufiTamil.otf", "NotoSansTamil-Regular.ttf", "NotoSansTamil-Bold.ttf"),
        *("NotoSansCJK.ttc", "read.me", "MonoTamil.ttf"),
    ):
        (tmp_path / name).touch()
    monkeypatch.setattr(glyphs, "_font_folders", lambda: iter((tmp_path,)))
    order = [path.stem for path in glyphs._system_fonts(["tamil"])]
    assert order == ["NotoSansTamil-Regular", "NotoKufiTamil", "NotoSansCJK", "Aaa"]
    assert glyphs._system_fonts(["cjk"])[0].stem == "NotoSansCJK"


def test_a_font_that_may_not_be_embedded_is_not_used(tmp_path: Path) -> None:
    with TTFont(FONTS / "NotoSansDevanagari-Regular.ttf") as font:
        font["OS/2"].fsType = 0x0002
        font.save(tmp_path / "Restricted.ttf")
    assert glyphs._characters(tmp_path / "Restricted.ttf") is None
    assert glyphs._characters(FONTS / "NotoSansDevanagari-Regular.ttf") is not None


def test_characters_are_found_and_replaced_at_every_depth() -> None:
    value = {"a": ["x", {"b": "y"}, 5, None, True], "c": "z"}
    assert characters_of(value) == {"x", "y", "z"}
    assert replaced_in(value, {ord("y"): "[y]"}) == {
        "a": ["x", {"b": "[y]"}, 5, None, True],
        "c": "z",
    }
