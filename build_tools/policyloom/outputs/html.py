"""A page as HTML: a `Page` enters; the article and its table of contents leave.

The element with `data-edition` holds the edition's text: its title and its body. What stands in
it only to help a reader (the panel of facts, buttons, permanent links) carries `data-aid`, so a
program that drops those is left with the text alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from policyloom.model.pages import Contact, Detail, Page, Status
from policyloom.outputs.html_after import after_text
from policyloom.outputs.html_nodes import NodeWriter, Part, TocEntry, anchor, anchors
from policyloom.outputs.markup import tag

__all__ = ["Aids", "Article", "Part", "PdfLink", "TocEntry", "anchor", "article", "size"]

NOTHING = Markup("")


@dataclass(frozen=True, slots=True)
class PdfLink:
    """The page's PDF: its address relative to the page, and its size in bytes."""

    href: str
    length: int


@dataclass(frozen=True, slots=True)
class Aids:
    """What helps a reader around an edition's text: above it, in its panel, and after it.

    `banner` is False where what stands above says it already; `toc` are the headings of what
    stands after it. `ask` are those whom readers ask about the policy; `redline` is the address
    of the comparison with the trust's text, or "". `beside` stands under the summary.
    """

    above: Markup = NOTHING
    panel: Markup = NOTHING
    after: Markup = NOTHING
    toc: tuple[TocEntry, ...] = ()
    banner: bool = True
    ask: tuple[Contact, ...] = ()
    redline: str = ""
    beside: Markup = NOTHING


@dataclass(frozen=True, slots=True)
class Article:
    """`html` is the article; `toc` its headings, the title (level 1) first; `parts` the text by
    headed part, for the search, the whole page first; `titles` says what each clause is about."""

    html: str
    toc: tuple[TocEntry, ...]
    parts: tuple[Part, ...]
    titles: Mapping[str, str] = field(default_factory=dict)


def article(
    page: Page,
    hrefs: Mapping[str, str],
    pdf: PdfLink | None = None,
    images: str = "../images/",
    aids: Aids | None = None,
) -> Article:
    """The page's article.

    `hrefs` gives the address of each `policy:<id>` that may be linked, relative to the page;
    `images` is the folder of the clauses' images; `aids` lead to the policy's past and future.
    """
    aids = aids or Aids()
    writer = NodeWriter(hrefs, images, anchors(page.body))
    title = writer.claim("title", "")
    writer.toc.append(TocEntry(1, title, page.title))
    writer.parts.append(Part("", page.title, page.body))
    body = writer.blocks(page.body, 2)
    edition = tag(
        "div",
        tag("h1", page.title, id=title),
        _front(page, writer, pdf, aids),
        body,
        class_="edition",
        data_edition=f"{page.school}/{page.policy}/{page.edition}",
    )
    back = after_text(page, writer, aids.ask, aids.redline)
    writer.toc.extend(aids.toc)
    banner = _banner(page) if aids.banner else Markup("")
    html = tag(
        "div", aids.above, banner, edition, back, aids.after, class_="policy", lang=page.lang
    )
    return Article(str(html), tuple(writer.toc), tuple(writer.parts), page.titles)


def size(length: int) -> str:
    """A file's size for people: "84 KB", "1.2 MB"."""
    if length < 1_000_000:
        return f"{max(1, round(length / 1000))} KB"
    return f"{length / 1_000_000:.1f} MB"


def _banner(page: Page) -> Markup:
    if not page.banner:
        return Markup("")
    return tag(
        "p",
        page.banner,
        class_=f"banner {_slug(page.status)}",
        data_aid=True,
    )


def _front(page: Page, writer: NodeWriter, pdf: PdfLink | None, aids: Aids) -> Markup:
    # The chip says it already: "Status: Draft" below it would be read twice.
    details = tuple(d for d in page.details if d.value.casefold() != page.status.value)
    details += (Detail("Audience", page.audience.value.capitalize()),)
    panel = tag("div", _chip(page), _details(details), _pdf(page, pdf), aids.panel, class_="panel")
    words = tag(
        "div",
        tag("p", page.summary, class_="summary") if page.summary else "",
        tag("p", page.masthead.motto, class_="motto") if page.masthead.motto else "",
        tag("p", page.adoption, class_="adoption") if page.adoption else "",
        class_="words",
    )
    more = tag(
        "div",
        _cycles(page.cycles),
        _signatures(page.signatures),
        _contents(writer.toc) if page.contents else "",
        aids.beside,
        class_="more",
    )
    return tag("header", words, panel, more, class_="front", data_aid=True)


def _chip(page: Page) -> Markup:
    words = page.status.value.capitalize()
    return tag("p", tag("span", words, class_=f"chip {_slug(page.status)}"), class_="status")


def _slug(status: Status) -> str:
    return status.value.replace(" ", "-")


def _details(details: tuple[Detail, ...]) -> Markup:
    rows = [tag("div", tag("dt", d.label), tag("dd", _detail(d))) for d in details]
    return tag("dl", *rows) if rows else Markup("")


def _detail(detail: Detail) -> Markup:
    return NodeWriter({}).link(detail.href, detail.value)


def _pdf(page: Page, pdf: PdfLink | None) -> Markup:
    if pdf is None:
        return Markup("")
    words = f"Download the PDF ({size(pdf.length)})" if pdf.length else "Download the PDF"
    spoken = tag("span", f" of {page.title}", class_="spoken")
    link = tag("a", words, spoken, class_="pdf", href=pdf.href, type="application/pdf")
    return tag("p", link, class_="download")


def _cycles(cycles: tuple[tuple[str, bool], ...]) -> Markup:
    if not cycles:
        return Markup("")
    items = [
        tag("li", tag("strong", label, " (this one)") if chosen else label)
        for label, chosen in cycles
    ]
    return tag("div", tag("p", "Review cycle"), tag("ul", *items), class_="cycles")


def _signatures(posts: tuple[Contact, ...]) -> Markup:
    lines = [
        tag("div", tag("dt", post.post), tag("dd", post.name or Markup("&nbsp;"))) for post in posts
    ]
    return tag("dl", *lines, class_="signatures") if lines else Markup("")


def _contents(toc: list[TocEntry]) -> Markup:
    items = [
        tag("li", tag("a", entry.title, href=f"#{entry.id}"), class_=f"level-{entry.level}")
        for entry in toc
        if 1 < entry.level < 4
    ]
    if len(items) < 3:
        return Markup("")
    links = tag("nav", tag("ol", *items), aria_label="Contents of this page")
    return tag("details", tag("summary", "Contents"), links, class_="contents")
