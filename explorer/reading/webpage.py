"""Web pages: the article as a browser would show it, without menus, footers and banners."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from explorer.domain.messages import AccordError
from explorer.domain.structure import LineKind
from explorer.reading.blocks import Builder, clean
from explorer.reading.found import Said
from explorer.reading.heads import heading_level

DEEPEST: Final = 1_000  # elements within elements; a page made by hand has some 40

_DROPPED: Final = frozenset(
    {"script", "style", "noscript", "template", "svg", "canvas", "iframe", "object", "embed"}
    | {"button", "input", "select", "textarea", "dialog", "audio", "video", "map", "head"}
    | {"nav", "aside", "menu", "link", "meta", "datalist", "progress"}
)
_FRAME: Final = frozenset({"header", "footer"})  # of the page, not of an article within it
_ROLES: Final = frozenset(
    {"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog"}
    | {"menu", "menubar", "toolbar"}
)
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_BLOCKS: Final = frozenset(
    {"p", "div", "section", "article", "main", "blockquote", "pre", "figure", "figcaption", "dl"}
    | {"dt", "dd", "ul", "ol", "address", "details", "summary", "fieldset", "form", "hgroup"}
    | {"header", "footer", "body", "center", "caption", "hr", "html"}
)
# What the parts around an article are called by those who make pages.
_AROUND: Final = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|nav|navbar|navigation|menu|sidebar|breadcrumbs?|share"
    r"|sharing|social|related|newsletter|subscribe|advert(?:isement)?|ads?|promo|comments?|pagination"
    r"|site-?(?:header|footer)|page-?footer|toolbar|skip-?link|popup|modal|reactions?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LEAST: Final = 0.4  # of the page's text: with less the article is something else


def read_page(text: str, builder: Builder) -> Said:
    """Read a web page.

    Raises:
        AccordError: ``reading-deep``.
    """
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(text)
    root = tree.root
    if root is None:
        return Said()
    said = _said(tree)  # before anything is taken out
    body = tree.body or root
    article = _article(body)
    # A part that is called like a menu but holds most of the text is no menu.
    whole = max(1, len(_words(article)))
    _Walk(builder, whole).walk(article)
    return said


def _words(node: Any) -> str:
    return str(node.text(separator=" ", strip=True))


def _article(body: Any) -> Any:
    """The element that holds the article: the one that says so, if most of the text is in it."""
    most = len(_words(body)) or 1
    for selector in ("article", "main", "[role=main]", "#content", "#mw-content-text"):
        found = body.css(selector)
        if len(found) == 1 and len(_words(found[0])) >= _LEAST * most:
            return found[0]
    return body


def _children(node: Any) -> Iterator[Any]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


class _Walk:
    """Goes through a page in its order, without recursion: pages can be deep on purpose."""

    def __init__(self, builder: Builder, whole: int) -> None:
        self._builder = builder
        self._whole = whole
        self._line: list[str] = []
        self._kind: tuple[LineKind | None, int] = (None, 0)
        self._lists: list[list[Any]] = []  # [is numbered, count]
        self._quotes = 0
        self._kept = 0  # how many elements deep in which lines are kept as they are

    def walk(self, root: Any) -> None:
        """Take all of an element.

        Raises:
            AccordError: ``reading-deep``.
        """
        stack: list[tuple[Any, Iterator[Any]]] = [(root, _children(root))]
        while stack:
            node, rest = stack[-1]
            child = next(rest, None)
            if child is None:
                stack.pop()
                self._leave(node.tag)
            elif child.tag == "-text":
                words = child.text_content or ""
                # A line that the page's maker broke is none to its reader.
                self._line.append(words if self._kept else words.replace("\n", " "))
            elif child.tag == "table" and not child.css("table table"):
                self._flush()
                self._table(child)
            elif self._enter(child, inside=any(one.tag == "article" for one, _ in stack)):
                if len(stack) > DEEPEST:
                    raise AccordError("reading-deep", most=DEEPEST)
                stack.append((child, _children(child)))
        self._flush()

    def _enter(self, node: Any, *, inside: bool) -> bool:
        """Whether to go into an element; what it begins is begun."""
        tag = node.tag
        if tag == "br":
            self._line.append("\n")
            return False
        if not tag or tag[0] in "-_!" or tag in _DROPPED or self._is_around(node, inside=inside):
            return False
        if tag in _HEADINGS:
            self._begin(LineKind.HEADING, _HEADINGS[tag])
        elif tag == "li":
            depth = max(1, len(self._lists))
            self._begin(LineKind.ITEM, depth)
            if self._lists and self._lists[-1][0]:
                self._lists[-1][1] += 1
                self._line.append(f"{self._lists[-1][1]}. ")
        elif tag in ("ul", "ol"):
            self._flush()
            self._lists.append([tag == "ol", 0])
        elif tag in _BLOCKS or tag in ("tr", "td", "th", "table", "tbody", "thead", "tfoot"):
            if tag == "blockquote":
                self._quotes += 1
            self._kept += tag == "pre"
            # The paragraph within an item is the item.
            if "".join(self._line).strip() or self._kind[0] is not LineKind.ITEM:
                self._begin(LineKind.QUOTE if self._quotes else None, 0)
        return True

    def _leave(self, tag: str) -> None:
        if tag in ("ul", "ol") and self._lists:
            self._flush()
            self._lists.pop()
        elif tag == "blockquote":
            self._flush()
            self._quotes = max(0, self._quotes - 1)
        elif tag == "pre":
            self._flush()
            self._kept = max(0, self._kept - 1)
        elif tag in _HEADINGS or tag in _BLOCKS or tag in ("li", "td", "th", "tr"):
            self._flush()

    def _begin(self, kind: LineKind | None, level: int) -> None:
        self._flush()
        self._kind = (kind, level)

    def _flush(self) -> None:
        kind, level = self._kind
        text = "".join(self._line)
        self._line.clear()
        self._kind = (LineKind.QUOTE if self._quotes else None, 0)
        if kind is not None:
            self._builder.add(text, kind, level)
            return
        for piece in text.split("\n"):
            found = heading_level(clean(piece))
            self._builder.add(piece, LineKind.HEADING if found else None, found)

    def _is_around(self, node: Any, *, inside: bool) -> bool:
        attributes = node.attributes
        tag = node.tag
        role = (attributes.get("role") or "").lower()
        hidden = "hidden" in attributes or attributes.get("aria-hidden") == "true"
        if hidden or role in _ROLES or _HIDDEN.search(attributes.get("style") or ""):
            return True
        if tag in _FRAME and not inside:
            # A page's header may hold its only heading.
            return tag == "footer" or node.css_first("h1") is None
        if tag in ("html", "body", "main", "article"):
            return False
        named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        return bool(_AROUND.search(named)) and len(_words(node)) < 0.3 * self._whole

    def _table(self, table: Any) -> None:
        for row in table.css("tr"):
            cells = row.css("td, th")
            texts = [clean(cell.text(separator=" ")) for cell in cells]
            head = bool(cells) and all(cell.tag == "th" for cell in cells)
            self._builder.row(texts, head=head)


def _said(tree: Any) -> Said:
    metas: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        name = node.attributes.get("property") or node.attributes.get("name") or ""
        metas.setdefault(name.lower(), clean(node.attributes.get("content") or ""))

    def first(*names: str) -> str:
        return next((metas[name] for name in names if metas.get(name)), "")

    title = tree.css_first("title")
    heads = [clean(node.text(separator=" ")) for node in tree.css("h1")]
    written = clean(title.text()) if title is not None else ""
    site = first("og:site_name")
    named = first("citation_title", "dc.title", "og:title")
    html = tree.css_first("html")
    link = tree.css_first("link[rel=canonical]")
    time = tree.css_first("time[datetime]")
    day = first("article:published_time", "citation_publication_date", "dc.date", "date", "pubdate")
    if not day and time is not None:
        day = time.attributes.get("datetime") or ""
    match = re.match(r"\d{4}(-\d{2}(-\d{2})?)?(?!\d)", day.replace("/", "-"))
    return Said(
        # The one heading of a page, unless it is the site's name.
        title=(heads[0] if len(heads) == 1 and heads[0] != site else "")
        or named
        or without_site(written, site)
        or next(iter(heads), ""),
        author=first("author", "article:author", "citation_author", "dc.creator"),
        publisher=site or first("publisher", "dc.publisher", "citation_publisher"),
        published=match[0] if match else None,
        language=_language(html.attributes.get("lang") or "" if html is not None else ""),
        url=_address(
            (link.attributes.get("href") or "") if link is not None else "", first("og:url")
        ),
    )


def without_site(title: str, site: str) -> str:
    """The title of a page without the name of its site, which stands behind a dash or a bar."""
    head, parted, tail = title.rpartition(" – ")
    for sign in (" | ", " — ", " - ", " » "):
        if not parted or len(title.rpartition(sign)[0]) > len(head):
            head, parted, tail = title.rpartition(sign)
    short = parted and len(head) >= 10 and len(tail) < len(head)
    return (
        head
        if short and (not site or tail.casefold() in site.casefold() or len(tail) < 40)
        else title
    )


def _language(code: str) -> str:
    return code.strip().lower().replace("_", "-").partition("-")[0][:3]


def _address(*found: str) -> str:
    return next((address for address in found if re.match(r"https?://\S+$", address)), "")
