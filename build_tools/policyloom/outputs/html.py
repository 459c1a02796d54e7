"""A page as HTML: a `Page` enters; the article and its table of contents leave.

The element with `data-edition` holds the edition's text: its title and its body. What stands in
it only to help a reader (the panel of facts, buttons, permanent links) carries `data-aid`, so a
program that drops those is left with the text alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from policyloom.model.pages import Contact, Detail, Page, RelatedLine, Status
from policyloom.model.policies import RelatedKind
from policyloom.outputs.html_nodes import NodeWriter, Part, TocEntry, anchor, anchors
from policyloom.outputs.markup import join, tag

__all__ = ["Aids", "Article", "Part", "PdfLink", "TocEntry", "anchor", "article", "size"]

NOTHING = Markup("")

_RELATED = {
    RelatedKind.POLICY: "Policies",
    RelatedKind.DOCUMENT: "Other documents",
    RelatedKind.LAW: "Laws and guidance",
}


@dataclass(frozen=True, slots=True)
class PdfLink:
    """The page's PDF: its address relative to the page, and its size in bytes."""

    href: str
    length: int


@dataclass(frozen=True, slots=True)
class Aids:
    """What helps a reader around an edition's text: above it, in its panel, and after it.

    `banner` is False where what stands above says it already; `toc` are the headings of what
    stands after it.
    """

    above: Markup = NOTHING
    panel: Markup = NOTHING
    after: Markup = NOTHING
    toc: tuple[TocEntry, ...] = ()
    banner: bool = True


@dataclass(frozen=True, slots=True)
class Article:
    """`html` is the article; `toc` its headings, the title (level 1) first; `parts` the text by
    headed part, for the search, the whole page first."""

    html: str
    toc: tuple[TocEntry, ...]
    parts: tuple[Part, ...]


def article(
    page: Page,
    hrefs: Mapping[str, str],
    pdf: PdfLink | None = None,
    images: str = "../images/",
    differences: bool = False,
    aids: Aids | None = None,
) -> Article:
    """The page's article.

    `hrefs` gives the address of each `policy:<id>` that may be linked, relative to the page;
    `images` is the folder of the clauses' images; `differences` adds, for governors, the list of
    what the school does differently from the trust; `aids` lead to the policy's past and future.
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
        _front(page, writer, pdf, aids.panel),
        body,
        class_="edition",
        data_edition=f"{page.school}/{page.policy}/{page.edition}",
    )
    back = _back(page, writer, differences)
    writer.toc.extend(aids.toc)
    banner = _banner(page) if aids.banner else Markup("")
    html = tag(
        "div", aids.above, banner, edition, back, aids.after, class_="policy", lang=page.lang
    )
    return Article(str(html), tuple(writer.toc), tuple(writer.parts))


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


def _front(page: Page, writer: NodeWriter, pdf: PdfLink | None, links: Markup) -> Markup:
    # The chip says it already: "Status: Draft" below it would be read twice.
    details = tuple(d for d in page.details if d.value.casefold() != page.status.value)
    panel = tag("div", _chip(page), _details(details), _pdf(page, pdf), links, class_="panel")
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


def _back(page: Page, writer: NodeWriter, differences: bool) -> Markup:
    parts = [
        _related(page.related, writer),
        _signoff(page.signoff, writer),
        _provider(page, writer),
        _differences(page, writer) if differences else Markup(""),
        tag("p", page.end_mark, class_="end-mark") if page.end_mark else Markup(""),
    ]
    return tag("div", *parts, class_="back") if any(parts) else Markup("")


def _titled(writer: NodeWriter, name: str, title: str, *content: str) -> Markup:
    """A part after the text, with a heading that the table of contents knows."""
    chosen = writer.claim(name, "")
    writer.toc.append(TocEntry(2, chosen, title))
    return tag("section", tag("h2", title, id=chosen), *content, class_=name)


def _related(lines: tuple[RelatedLine, ...], writer: NodeWriter) -> Markup:
    if not lines:
        return Markup("")
    groups: list[str] = []
    for kind, heading in _RELATED.items():
        items = [tag("li", _related_line(line, writer)) for line in lines if line.kind is kind]
        if items:
            groups += [tag("h3", heading), tag("ul", *items)]
    return _titled(writer, "related", "Related documents", *groups)


def _related_line(line: RelatedLine, writer: NodeWriter) -> Markup:
    number = f" ({line.number})" if line.number else ""
    return join([writer.link(line.href, line.title), number])


def _signoff(posts: tuple[Contact, ...], writer: NodeWriter) -> Markup:
    if not posts:
        return Markup("")
    heads = [tag("th", word, scope="col") for word in ("Position", "Name", "Signature", "Date")]
    rows = [
        tag(
            "tr",
            tag("th", post.post, scope="row"),
            tag("td", post.name, data_label="Name"),
            tag("td", data_label="Signature"),
            tag("td", data_label="Date"),
        )
        for post in posts
    ]
    caption = tag("caption", "Who signs this document", class_="spoken")
    table = tag(
        "table", caption, tag("thead", tag("tr", *heads)), tag("tbody", *rows), class_="loom-table"
    )
    return _titled(writer, "signoff", "Sign-off", table)


def _provider(page: Page, writer: NodeWriter) -> Markup:
    if not page.provider_name and not page.provider:
        return Markup("")
    people = [tag("li", contact(person)) for person in page.provider]
    title = page.provider_name or "Advice"
    return _titled(writer, "provider", title, tag("ul", *people) if people else "")


def contact(person: Contact) -> Markup:
    """A person with the ways to reach them: post, name, e-mail address and telephone number."""
    phone = person.phone.replace(" ", "")
    parts = [
        tag("span", person.post, class_="post") if person.post else "",
        tag("span", person.name, class_="name") if person.name else "",
        tag("a", person.email, href=f"mailto:{person.email}") if person.email else "",
        tag("a", person.phone, href=f"tel:{phone}") if person.phone else "",
    ]
    return tag("span", Markup(" ").join(part for part in parts if part), class_="contact")


def _differences(page: Page, writer: NodeWriter) -> Markup:
    if not page.differences:
        return Markup("")
    known = writer.occurrences
    items = []
    for difference in page.differences:
        name = anchor(difference.key)
        title = tag("a", difference.title, href=f"#{name}") if name in known else difference.title
        why = f" {difference.because}" if difference.because else ""
        items.append(tag("li", title, f" ({difference.origin.value}).", why))
    title = "How this differs from the trust’s text"
    return _titled(writer, "differences", title, tag("ul", *items))
