"""The node tree as HTML: blocks enter, escaped HTML and a table of contents leave.

Ids: an occurrence's is `anchor(key)`; a section's, table's, aside's or annex's is its kind and
its id (`section-scope`). Occurrences take theirs first, so that a link to a clause never moves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from markupsafe import Markup

from policyloom.model.nodes import (
    AsideBlock,
    Block,
    Blocks,
    Emphasis,
    Fact,
    Image,
    Inline,
    Inlines,
    Link,
    ListBlock,
    ListItem,
    Paragraph,
    Run,
    SectionBlock,
    Span,
    Strong,
    TableBlock,
    Text,
    made_of,
    plain,
    run_text,
    spans,
)
from policyloom.model.tree import Style
from policyloom.outputs.markup import join, outward, tag, text

_LIST_TYPES = {Style.DECIMAL: "1", Style.ROMAN: "i", Style.LETTERS: "a"}


@lru_cache(maxsize=20_000)
def anchor(key: str) -> str:
    """The id, on a page, of the occurrence with this key; the same for ever.

    `/` is written `_` and `.` is written `__` (keys hold no underscore, so no two keys share an
    id), and a key that begins with a digit gets `_` in front, so that the id is also a plain
    CSS selector: `con-parents/home` is `#con-parents_home`.
    """
    written = key.replace(".", "__").replace("/", "_")
    return f"_{written}" if written[:1].isdigit() else written


def anchors(blocks: Blocks) -> frozenset[str]:
    """The ids of all the occurrences in these blocks."""
    return frozenset(anchor(span.key) for span in spans(blocks) if span.key)


@dataclass(frozen=True, slots=True)
class TocEntry:
    """A heading: `level` as in h2, `id` on the page, `title` as plain text with its number."""

    level: int
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Part:
    """A headed part of the text, with the id under which it is found; "" is the whole page."""

    id: str
    title: str
    blocks: Blocks


@dataclass(slots=True)
class NodeWriter:
    """Writes one page's blocks and gathers its headings in `toc`, its parts in `parts`.

    `hrefs` resolves `policy:<id>`; `images` is the folder of the clauses' images; `occurrences`
    holds the anchors of the page's clauses, which nothing else may take.
    """

    hrefs: Mapping[str, str]
    images: str = "../images/"
    occurrences: frozenset[str] = frozenset()
    toc: list[TocEntry] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    _taken: set[str] = field(default_factory=set)

    def claim(self, kind: str, name: str) -> str:
        """A page-wide unique id for something that is not an occurrence."""
        wanted = f"{kind}-{anchor(name)}" if name else kind
        chosen, number = wanted, 2
        while chosen in self._taken or chosen in self.occurrences:
            chosen, number = f"{wanted}-{number}", number + 1
        self._taken.add(chosen)
        return chosen

    def blocks(self, blocks: Blocks, level: int) -> Markup:
        """Blocks one after the other; `level` is that of a heading that would stand here."""
        return join([self._block(block, level) for block in blocks])

    def _block(self, block: Block, level: int) -> Markup:
        match block:
            case Paragraph():
                return self._paragraph(block)
            case ListBlock():
                return self._list(block, level)
            case TableBlock():
                return self._table(block)
            case SectionBlock():
                return self._section(block)
            case AsideBlock():
                return self._aside(block, level)

    def _paragraph(self, block: Paragraph) -> Markup:
        if not block.label:
            return Markup(f"<p>{self.run(block.run)}</p>")
        number = tag("span", block.label, class_="number")
        return tag("p", number, " ", self.run(block.run), class_="numbered")

    def _list(self, block: ListBlock, level: int) -> Markup:
        items = [self._item(item, level) for item in block.items]
        if block.style is Style.BULLET:
            return tag("ul", *items)
        return tag("ol", *items, type=_LIST_TYPES[block.style], class_=block.style.value)

    def _item(self, item: ListItem, level: int) -> Markup:
        if not item.blocks:
            return Markup(f"<li>{self.run(item.run)}</li>")
        return tag("li", self.run(item.run), self.blocks(item.blocks, level))

    def _table(self, block: TableBlock) -> Markup:
        name = self.claim("table", block.id)
        labels = [run_text(cell) for cell in block.header]
        head = [tag("th", self.run(cell), scope="col") for cell in block.header]
        table = tag(
            "table",
            tag("caption", block.caption, id=name) if block.caption else "",
            tag("thead", tag("tr", *head)),
            tag("tbody", *[self._row(row, labels, block.row_header) for row in block.rows]),
            class_="loom-table",
        )
        if len(block.header) < 3:
            return table
        named = {"aria_labelledby": name} if block.caption else {"aria_label": "Table"}
        return tag("div", table, class_="scroll", role="region", tabindex="0", **named)

    def _row(self, row: tuple[Run, ...], labels: list[str], heads: bool) -> Markup:
        cells = []
        for index, cell in enumerate(row):
            if heads and index == 0:
                cells.append(tag("th", self.run(cell), scope="row"))
            else:
                label = labels[index] if index < len(labels) else ""
                cells.append(Markup(f"{_cell(label)}{self.run(cell)}</td>"))
        return tag("tr", *cells)

    def _section(self, block: SectionBlock) -> Markup:
        inner_level = min(block.level + 1, 6)
        if not block.heading:
            name = self.claim(block.kind, block.id)
            return tag("div", self.blocks(block.blocks, block.level), id=name)
        name = self.claim(block.kind, block.id)
        number = tag("span", block.label, class_="number") if block.label else ""
        self.toc.append(TocEntry(block.level, name, _labelled(block)))
        self.parts.append(Part(name, _labelled(block), block.blocks))
        heading = tag(
            f"h{block.level}",
            join([number, " "]) if number else "",
            self.inlines(block.heading),
            _permalink(name, plain(block.heading)),
            id=name,
        )
        return tag("section", heading, self.blocks(block.blocks, inner_level), class_=block.kind)

    def _aside(self, block: AsideBlock, level: int) -> Markup:
        if not block.heading:
            return tag("aside", self.blocks(block.blocks, level), class_="note")
        name = self.claim("aside", block.id)
        self.parts.append(Part(name, plain(block.heading), block.blocks))
        heading = tag(f"h{level}", self.inlines(block.heading), id=name)
        inner = self.blocks(block.blocks, min(level + 1, 6))
        return tag("aside", heading, inner, class_="note", aria_labelledby=name)

    def run(self, run: Run) -> Markup:
        """A line of text: its occurrences, each an element with its id, and the words between."""
        if len(run.spans) == 1:
            return self._span(run.spans[0])
        parts: list[str] = []
        for span in run.spans:
            parts += [run.join.text, self._span(span)] if parts else [self._span(span)]
        return join(parts)

    def _span(self, span: Span) -> Markup:
        content = self.inlines(span.content)
        if not span.key:
            return content
        name = anchor(span.key)
        first = name not in self._taken
        self._taken.add(name)
        return Markup(f"{_clause(span.key, name if first else '')}{content}</span>")

    def inlines(self, content: Inlines) -> Markup:
        """Inline nodes as HTML."""
        alike = made_of(content, _alike)
        return self._written(content) if alike is None else alike

    def _written(self, content: Inlines) -> Markup:
        if len(content) == 1:
            return self._inline(content[0])
        return join([self._inline(node) for node in content])

    def _inline(self, node: Inline) -> Markup:
        match node:
            case Text(value) | Fact(text=value):
                return text(value)
            case Strong(children):
                return tag("strong", self.inlines(children))
            case Emphasis(children):
                return tag("em", self.inlines(children))
            case Link(href, children):
                return self.link(href, self.inlines(children))
            case Image(src, alt):
                return tag("img", src=self.images + src, alt=alt, loading="lazy")

    def link(self, href: str, content: str) -> Markup:
        """A link, or its text alone where the address leads nowhere that a page may lead."""
        inside = href.startswith("policy:")
        target = self.hrefs.get(href, "") if inside else outward(href)
        return tag("a", content, href=target) if target else join([content])


def _alike(content: Inlines) -> Markup | None:
    """Inline nodes as HTML that is the same on every page, or None: links and images are not."""
    return None if _leads(content) else NodeWriter({})._written(content)


def _leads(content: Inlines) -> bool:
    return any(
        isinstance(node, Link | Image)
        or (isinstance(node, Strong | Emphasis) and _leads(node.children))
        for node in content
    )


# The openings of what a page has most of; most pages of a trust have the same ones.
@lru_cache(maxsize=20_000)
def _clause(key: str, name: str) -> str:
    return tag("span", class_="clause", id=name, data_clause=key).removesuffix("</span>")


@lru_cache(maxsize=5_000)
def _cell(label: str) -> str:
    return tag("td", data_label=label).removesuffix("</td>")


def _labelled(block: SectionBlock) -> str:
    heading = plain(block.heading)
    return f"{block.label} {heading}" if block.label else heading


@lru_cache(maxsize=5_000)
def _permalink(name: str, heading: str) -> Markup:
    return tag(
        "a",
        "#",
        class_="headerlink",
        href=f"#{name}",
        data_aid=True,
        aria_label=f"Link to the part “{heading}”",
    )
