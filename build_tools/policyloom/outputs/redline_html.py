"""A redline as a page: two editions compared enter; the article and its contents leave.

The element with `data-edition` holds the text of both editions, in `ins` and `del` where they
differ. Everything else in it carries `data-aid`. Nothing needs JavaScript: going from change to
change is links, and what is unchanged is hidden by a tick box and the style sheet.
"""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from policyloom.compare import RELATED
from policyloom.compare.rebuild import new_blocks
from policyloom.model.changes import Change
from policyloom.model.letters import small
from policyloom.outputs.html import Article, TocEntry
from policyloom.outputs.html_nodes import anchors
from policyloom.outputs.markup import join, tag
from policyloom.outputs.redline import (
    KINDS,
    MEANING,
    Finder,
    Group,
    Redline,
    from_to,
    groups,
    remarks,
    subject,
    tally,
)
from policyloom.outputs.redline_around import AroundWriter
from policyloom.outputs.redline_parts import NewWriter, QuietWriter


def redline_article(
    redline: Redline,
    hrefs: Mapping[str, str],
    images: str = "../images/",
    pdf: str = "",
) -> Article:
    """The redline's article.

    `hrefs` gives the address of each `policy:<id>` that may be linked, relative to the page;
    `images` is the folder of the clauses' images; `pdf` the address of the same as a PDF, or "".
    """
    comparison, page = redline.comparison, redline.page
    now = NewWriter(hrefs, images, anchors(new_blocks(comparison.redline)))
    title = now.claim("title", "")
    about = subject(redline.old)
    now.toc.append(TocEntry(1, title, f"{page.title}: {small(about)}"))
    front = _front(redline, now, pdf)
    writer = AroundWriter(Finder.of(comparison), now, QuietWriter(hrefs, images))
    edition = tag(
        "div",
        tag("h1", writer.text(comparison.title), id=title),
        front,
        *_switches(),
        writer.details(comparison.details),
        tag("div", writer.blocks(comparison.redline, 2), class_="redline-text"),
        writer.related(comparison.related, RELATED),
        class_="edition",
        data_edition=f"{page.school}/{page.policy}/{redline.old}..{redline.new}",
    )
    html = tag("div", edition, class_="policy redline", lang=page.lang)
    return Article(str(html), tuple(now.toc), ())


def _front(redline: Redline, now: NewWriter, pdf: str) -> Markup:
    compared = tag(
        "p",
        "From ",
        tag("strong", redline.old_name),
        " to ",
        tag("strong", redline.new_name),
        ". ",
        tally(redline.comparison),
        class_="compared",
    )
    parts = [
        compared,
        tag("p", MEANING, class_="legend"),
        tag("p", tag("a", "Download as a PDF", href=pdf), class_="download") if pdf else "",
        _list(redline, now),
    ]
    return tag("header", *parts, class_="changes", data_aid=True, data_search_exclude=True)


def _list(redline: Redline, now: NewWriter) -> Markup:
    found = groups(redline.comparison)
    if not found:
        return Markup("")
    name = now.claim("changes", "")
    now.toc.append(TocEntry(2, name, "List of changes"))
    parts = [_group(group, now) for group in found]
    return tag("section", tag("h2", "List of changes", id=name), *parts)


def _group(group: Group, now: NewWriter) -> Markup:
    name = now.claim("changes", group.id)
    now.toc.append(TocEntry(3, name, group.title))
    heading = tag("h3", f"{group.title} ({len(group.changes)})", id=name)
    items = [_listed(change) for change in group.changes]
    return join([heading, tag("p", group.about, class_="about"), tag("ol", *items)])


def _listed(change: Change) -> Markup:
    link = tag("a", change.title, href=f"#change-{change.number}")
    kind = tag("span", KINDS[change.kind], class_=f"kind {change.kind.value}")
    value = from_to(change)
    told = ""
    if value:
        old, new = (tag("q", text, class_="value") for text in value)
        told = tag("p", "From ", old, " to ", new, class_="values")
    said = tag("p", ". ".join(remarks(change)), ".", class_="remarks")
    why = tag("p", "Reason: ", change.reason, class_="reason") if change.reason else ""
    return tag(
        "li",
        kind,
        " ",
        link,
        told,
        said,
        why,
        id=f"listed-{change.number}",
        value=f"{change.number}",
    )


def _switches() -> tuple[Markup, ...]:
    """Two tick boxes that the style sheet reads; each stands beside the text that it changes."""
    unchanged = _switch("show-unchanged", "Show what is unchanged", on=True)
    moved = _switch("show-moved", "Show what has moved at its old place too", on=False)
    return (*unchanged, *moved)


def _switch(name: str, words: str, on: bool) -> tuple[Markup, Markup]:
    box = tag("input", type="checkbox", id=name, class_="switch", checked=on, data_aid=True)
    return box, tag("label", words, for_=name, class_="switch-label", data_aid=True)
