"""Web pages: the article and its structure, and nothing of what stands around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.reading.webpage import DEEPEST, without_site
from tests.reading.makers import lines, read_all, refusal

PAGE = """<!DOCTYPE html><html lang="en"><head>
<title>Joint statement of 20 April | Ministry of External Affairs</title>
<meta property="og:site_name" content="Ministry of External Affairs">
<meta property="article:published_time" content="2026-04-20T10:00:00+05:30">
<meta name="author" content="Press Division"><link rel="canonical" href="https://mea.example/1">
<script>var menu = "no text";</script><style>p{}</style></head><body>
<nav><ul><li>Home</li><li>Press</li></ul></nav>
<div class="cookie-banner">We use cookies. <button>Accept</button></div>
<main><h1>Joint statement of 20 April</h1>
<p>The two leaders&nbsp;<b>agreed</b> to
 a Joint Committee.<br>It meets in Seoul.</p>
<h2>Space</h2><ul><li>ISRO and KASA</li><li><p>A working group</p><ol><li>on lunar bases</li></ol></li></ul>
<table><tr><th>Body</th><th>Year</th></tr><tr><td>KIND-X</td><td>2026</td></tr></table>
<blockquote>We are partners.</blockquote>
<div class="share-buttons">Share on X</div><p style="display: none">hidden words</p>
</main><aside>Related: other news</aside>
<footer>© Ministry. Sitemap.</footer></body></html>"""


def test_an_article_without_its_surroundings() -> None:
    found = read_all(PAGE.encode(), "a.html")
    assert lines(found) == [
        ("heading", 1, "Joint statement of 20 April"),
        ("p", 0, "The two leaders agreed to a Joint Committee."),
        ("p", 0, "It meets in Seoul."),
        ("heading", 2, "Space"),
        ("item", 1, "ISRO and KASA"),
        ("item", 1, "A working group"),
        ("item", 2, "1. on lunar bases"),
        ("row", 1, "Body\tYear"),
        ("row", 0, "KIND-X\t2026"),
        ("quote", 0, "We are partners."),
    ]


def test_what_a_page_says_of_itself() -> None:
    said = read_all(PAGE.encode(), "a.html").said
    assert said.title == "Joint statement of 20 April"
    assert said.publisher == "Ministry of External Affairs"
    assert (said.author, said.published, said.url) == (
        "Press Division",
        "2026-04-20",
        "https://mea.example/1",
    )
    assert said.language == "en"
    assert said.standing.value == "official_statement"


def test_a_page_that_is_all_in_a_menu_is_still_read() -> None:
    page = f"<html><body><div class='menu'>{'The parties agreed on all of this. ' * 30}</div></body></html>"
    assert "The parties agreed" in read_all(page.encode(), "a.html").text


@pytest.mark.parametrize(
    ("title", "site", "meant"),
    [
        ("Treaty on the Moon – Open Treaties", "", "Treaty on the Moon"),
        ("A long enough title | MEA", "Ministry", "A long enough title"),
        ("India – Korea", "", "India – Korea"),
    ],
)
def test_a_title_without_the_name_of_its_site(title: str, site: str, meant: str) -> None:
    assert without_site(title, site) == meant


def test_pages_that_are_deep_on_purpose_are_refused() -> None:
    assert (
        refusal(b"<html><body>" + b"<div>" * (DEEPEST * 50) + b"words", "a.html") == "reading-deep"
    )
    assert (
        read_all(b"<html><body>" + b"<div>" * 60 + b"words in it", "a.html").text == "words in it"
    )


REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "formats" / "html"


@pytest.mark.skipif(not REAL.is_dir(), reason="the real pages are not here")
@pytest.mark.parametrize("name", ["genocide", "outer-space", "udhr", "unclos", "vclt"])
def test_real_pages(name: str) -> None:
    found = read_all((REAL / f"{name}.html").read_bytes(), f"{name}.html")
    told = lines(found)
    assert told[0][0] == "heading"
    assert found.said.title == told[0][2]
    assert sum(1 for kind, _, _ in told if kind == "heading") >= 17
    for outside in ("Open Treaties", "tailwind", "Art Target", "<"):
        assert outside not in found.text
