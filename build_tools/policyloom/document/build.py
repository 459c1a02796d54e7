"""An edition's tree and its woven texts to blocks. Pure; knows nothing of where texts came from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from policyloom.document.inline import weave
from policyloom.model.nodes import (
    AsideBlock,
    Block,
    Blocks,
    Inlines,
    ListBlock,
    ListItem,
    Paragraph,
    Run,
    SectionBlock,
    Span,
    TableBlock,
    Text,
)
from policyloom.model.places import Place
from policyloom.model.tree import (
    Annex,
    Aside,
    Cell,
    Each,
    Item,
    Join,
    Leaf,
    ListNode,
    Node,
    Para,
    Section,
    Slot,
    Table,
    Tree,
)
from policyloom.model.woven import Woven

TOP = 2
"""The heading level of a policy's own sections; the title is level 1."""


@dataclass(frozen=True, slots=True)
class Texts:
    """What a tree is filled with: occurrences by key, other texts and list entries on request."""

    occurrences: Mapping[str, Woven]
    text: Callable[[str, Place], Woven]
    entries: Callable[[str, Place], tuple[str, ...]]


def build_blocks(tree: Tree, texts: Texts) -> Blocks:
    """The blocks of an edition, without numbers (see `number`)."""
    return _Builder(texts).blocks(tree, TOP, "text")


class _Builder:
    def __init__(self, texts: Texts) -> None:
        self.texts = texts

    def blocks(self, tree: Tree, level: int, within: str) -> Blocks:
        built: list[Block] = []
        for node in tree:
            built += self.block(node, level)
        return _in_parts(built, level, within)

    def block(self, node: Node, level: int) -> list[Block]:
        match node:
            case Para():
                run = self.run(node.leaves, node.join)
                return [Paragraph(run)] if run.spans else []
            case ListNode():
                return self.listing(node, level)
            case Table():
                return [self.table(node)]
            case Section() | Annex():
                return [self.section(node, level)]
            case Aside():
                heading = self.heading(node.heading, node.place)
                return [AsideBlock(node.id, heading, self.blocks(node.body, level + 1, node.id))]
            case Slot():
                return []

    def section(self, node: Section | Annex, level: int) -> SectionBlock:
        return SectionBlock(
            id=node.id,
            level=level,
            label="",
            heading=self.heading(node.heading, node.place),
            blocks=self.blocks(node.body, level + 1, node.id),
            kind="annex" if isinstance(node, Annex) else "section",
            audience=node.audience if isinstance(node, Annex) else "",
        )

    def listing(self, node: ListNode, level: int) -> list[Block]:
        items: list[ListItem] = []
        for item in node.items:
            match item:
                case Item():
                    run = self.run(item.leaves, item.join)
                    items.append(ListItem(run, self.blocks(item.body, level, node.id)))
                case Each():
                    items += [
                        ListItem(Run((Span("", (Text(entry),)),)))
                        for entry in self.texts.entries(item.fact, item.place)
                    ]
        built: list[Block] = []
        lead = self.run(node.lead, Join.SPACE)
        if lead.spans:
            built.append(Paragraph(lead))
        if items:
            # A list has no name on a page: its Markdown has no place for one, and a page drawn from
            # a record must be the page that was drawn from the files.
            built.append(ListBlock("", node.style, tuple(items)))
        return built

    def table(self, node: Table) -> TableBlock:
        return TableBlock(
            id=node.id,
            caption=node.caption,
            header=tuple(self.cell(cell) for cell in node.header),
            rows=tuple(tuple(self.cell(cell) for cell in row.cells) for row in node.rows),
            row_header=node.row_header,
        )

    def cell(self, cell: Cell) -> Run:
        if cell.text:
            return Run((Span("", self.heading(cell.text, cell.place)),))
        return self.run(cell.leaves, cell.join)

    def run(self, leaves: tuple[Leaf, ...], join: Join) -> Run:
        spans = (self.span(leaf) for leaf in leaves if leaf.key in self.texts.occurrences)
        kept = tuple(span for span in spans if span.content)
        return Run(kept, join if len(kept) > 1 else Join.SPACE)

    def span(self, leaf: Leaf) -> Span:
        return Span(leaf.key, weave(self.texts.occurrences[leaf.key]))

    def heading(self, text: str, place: Place) -> Inlines:
        return weave(self.texts.text(text, place)) if text else ()


def _in_parts(built: list[Block], level: int, within: str) -> Blocks:
    """Blocks after a section, wrapped in a section without a heading.

    So a page is the same whether it is read as a tree or from its headings.
    """
    result: list[Block] = []
    loose: list[Block] = []

    def close() -> None:
        if loose:
            name = f"{within}-{len(result) + 1}"
            result.append(SectionBlock(name, level, "", (), tuple(loose)))
            loose.clear()

    for block in built:
        if isinstance(block, SectionBlock):
            close()
            result.append(block)
        elif any(isinstance(before, SectionBlock) for before in result):
            loose.append(block)
        else:
            result.append(block)
    close()
    return tuple(result)
