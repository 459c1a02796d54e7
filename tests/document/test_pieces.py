"""A page is put together of pieces that were each read once. Its headings, anchors and numbers are
those that reading the whole page gives, whoever reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import lxml.html
import markdown
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policyloom.document import Marks, Texts, build_blocks, number, read_blocks, write_blocks
from policyloom.document.numbers import label_text
from policyloom.model.facts import Nature
from policyloom.model.nodes import Blocks, Fact, SectionBlock, plain
from policyloom.model.places import Place
from policyloom.model.policies import Numbering
from policyloom.model.tree import (
    Annex,
    Aside,
    Cell,
    Item,
    Leaf,
    ListNode,
    Node,
    Para,
    Row,
    Section,
    Style,
    Table,
    Tree,
)
from policyloom.model.woven import Woven, token
from policyloom.outputs.html import anchor, article
from policyloom.outputs.pdf_json import page_json
from tests.document.strategies import sentences
from tests.document.test_round_trip import flat
from tests.pdf.samples import short_page

HERE = Place("templates/policies/any.yml")
WORDS = "the school|must not|be late|half-term|3:15pm|10% of|pupils’ work|a_b|1,250.50|it’s".split(
    "|"
)
MARKS = ("**{}**", "*{}*", "[{}](https://www.example.org/a_b?c=d)", "[*{}*](policy:complaints)")

_ANNEX = re.compile(r"^(Annex [A-Z]):")
"""Lists of contents leave the colon out, which is no part of the number."""

plain_words = st.sampled_from(WORDS)
marked = st.builds(lambda mark, words: mark.format(words), st.sampled_from(MARKS), plain_words)
facts = st.builds(
    Fact, st.sampled_from(["school.name", "days"]), sentences, st.sampled_from(Nature)
)


@dataclass
class Drawn:
    """A policy's tree and the pieces that it is filled with, by occurrence or by heading."""

    pieces: dict[str, Woven] = field(default_factory=dict)
    names: int = 0

    def name(self, kind: str) -> str:
        self.names += 1
        return f"{kind}-{self.names}"

    def texts(self) -> Texts:
        return Texts(self.pieces, lambda text, _: self.pieces[text], lambda *_: ())


@st.composite
def pieces(draw: st.DrawFn, inline: bool = True) -> Woven:
    """One text as its author wrote it: words, marks, and tokens where facts stand."""
    found = draw(st.lists(facts, max_size=2))
    parts = [draw(plain_words), *(token(index) for index in range(len(found)))]
    if inline:
        parts += draw(st.lists(marked, max_size=2))
    parts += [draw(plain_words)]
    return Woven(" ".join(draw(st.permutations(parts))), tuple(found))


@st.composite
def documents(draw: st.DrawFn) -> tuple[Tree, Texts]:
    """A policy of every kind of part, with sections in sections."""
    drawn = Drawn()

    def text(kind: str, inline: bool = True) -> str:
        name = drawn.name(kind)
        drawn.pieces[name] = draw(pieces(inline))
        return name

    def leaves() -> tuple[Leaf, ...]:
        return tuple(Leaf(text("rule"), HERE) for _ in range(draw(st.integers(1, 2))))

    def listing() -> ListNode:
        items = tuple(Item(leaves(), HERE) for _ in range(draw(st.integers(1, 3))))
        lead = leaves() if draw(st.booleans()) else ()
        return ListNode(drawn.name("list"), draw(st.sampled_from(Style)), lead, items, HERE)

    def table() -> Table:
        header = tuple(Cell(HERE, text=text("label", inline=False)) for _ in range(2))
        row = Row((Cell(HERE, leaves()), Cell(HERE, leaves())), HERE)
        return Table(drawn.name("table"), "", header, (row,), HERE)

    def leaf() -> Node:
        kinds: dict[str, Callable[[], Node]] = {
            "para": lambda: Para(leaves(), HERE),
            "list": listing,
            "table": table,
            "aside": lambda: Aside(drawn.name("aside"), "", (Para(leaves(), HERE),), HERE),
        }
        return kinds[draw(st.sampled_from(["para", *kinds]))]()

    def body(depth: int) -> Tree:
        inner: list[Node] = [leaf() for _ in range(draw(st.integers(1, 2)))]
        if depth:
            inner += [section(depth - 1) for _ in range(draw(st.integers(0, 2)))]
        return tuple(inner)

    def section(depth: int) -> Section:
        heading = text("heading", inline=False) if draw(st.booleans()) else ""
        return Section(drawn.name("part"), heading, body(depth), HERE)

    tree: list[Node] = [section(2) for _ in range(draw(st.integers(1, 3)))]
    if draw(st.booleans()):
        heading = text("heading", inline=False)
        tree.append(Annex(drawn.name("annex"), heading, body(0), HERE))
    return tuple(tree), drawn.texts()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents(), st.sampled_from(list(Numbering)))
def test_pieces_give_the_page_that_the_whole_gives(
    document: tuple[Tree, Texts], style: Numbering
) -> None:
    """The site's page, its contents, the PDF and the tree itself have the headings, levels,
    anchors and numbers of the finished Markdown, read as a whole by Markdown alone."""
    blocks = number(build_blocks(*document), style)
    written = write_blocks(blocks, Marks.ANCHORS)
    assert flat(read_blocks(written, style)) == flat(blocks)
    whole = by_markdown_alone(written)
    headings = [(int(h.tag[1]), h.get("id"), spaced(h)) for h in whole.xpath("//h2|//h3|//h4|//h5")]
    sections = list(headed(blocks))
    assert [(s.level, s.id, label_text(s) + plain(s.heading)) for s in sections] == headings
    page = replace(short_page(), body=blocks)
    made = article(page, {"policy:complaints": "../complaints/"})
    named = {f"{s.kind}-{anchor(s.id)}": s.id for s in sections}
    contents = [(e.level, named[e.id], e.title) for e in made.toc if e.id in named]
    assert contents == [(level, id_, _ANNEX.sub(r"\1", said)) for level, id_, said in headings]
    site: Any = lxml.html.fromstring(made.html)
    for aid in site.xpath("//*[@data-aid]"):
        aid.drop_tree()
    shown = [h for h in site.xpath("//h2|//h3|//h4|//h5") if h.get("id") in named]
    assert [(int(h.tag[1]), named[h.get("id")]) for h in shown] == [h[:2] for h in headings]
    clauses = [anchor(a.get("id")) for a in whole.xpath("//a[@id]")]
    assert [e.get("id") for e in site.xpath("//*[starts-with(@id, 'rule-')]")] == clauses
    printed = [(part["id"], part["n"]) for part in printed_sections(page_json(page)["body"])]
    printed += [(part["id"], part["n"]) for part in printed_sections(page_json(page)["annexes"])]
    assert printed == [(s.id, s.label) for s in sections]


def by_markdown_alone(written: str) -> Any:
    """The whole page, as any program reads it that knows Markdown and nothing of policyloom."""
    html = markdown.markdown(written, extensions=["tables", "attr_list", "pymdownx.fancylists"])
    return lxml.html.fragment_fromstring(html, create_parent="div")


def spaced(element: Any) -> str:
    return " ".join(element.text_content().split())


def headed(blocks: Blocks) -> Iterator[SectionBlock]:
    for block in blocks:
        if isinstance(block, SectionBlock):
            if block.heading:
                yield block
            yield from headed(block.blocks)


def printed_sections(parts: Any) -> Iterator[dict[str, Any]]:
    for part in parts:
        if part["t"] == "section":
            if part["h"]:
                yield part
            yield from printed_sections(part["b"])
