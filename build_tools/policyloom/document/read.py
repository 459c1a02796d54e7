"""Markdown written by `write` read back into blocks.

In: the Markdown of an edition's text. Out: blocks, numbered as it says. Marks are made into
characters before Markdown is parsed, so that one Markdown library reads the whole.
"""

from __future__ import annotations

from dataclasses import replace

import lxml.html
import markdown
from lxml.etree import _Comment
from lxml.html import HtmlElement

from policyloom.document.marks import Marked, tokenise
from policyloom.document.numbers import label_text, number
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
    Strong,
    TableBlock,
    Text,
)
from policyloom.model.policies import Numbering
from policyloom.model.remembered import remembered
from policyloom.model.tree import Style

_STYLES = {"i": Style.ROMAN, "a": Style.LETTERS}
_BLOCKS = {"p", "ul", "ol", "table", "blockquote", "h2", "h3", "h4", "h5", "h6"}
_parser = markdown.Markdown(extensions=["tables", "attr_list", "pymdownx.fancylists"])


class UnreadableMarkdown(ValueError):
    """Markdown that `write` did not write."""


# Many editions read the same, and nodes are frozen: a text is read once for all of them.
@remembered
def read_blocks(text: str, style: Numbering) -> Blocks:
    """The blocks of an edition's Markdown; `style` says which numbers its headings carry.

    Raises UnreadableMarkdown where the text is not what `write_blocks` writes.
    """
    marked = tokenise(text)
    root = lxml.html.fragment_fromstring(_parser.reset().convert(marked.text), create_parent="div")
    return _without_labels(number(_nest(_Reader(marked).blocks(list(root))), style))


class _Reader:
    def __init__(self, marked: Marked) -> None:
        self.marked = marked

    def blocks(self, elements: list[HtmlElement]) -> list[Block]:
        result: list[Block] = []
        mark: list[str] = []
        caption = ""
        for element in elements:
            if isinstance(element, _Comment):
                mark = (element.text or "").split()
                if mark[:1] == ["@part"]:
                    result.append(SectionBlock(mark[2], int(mark[1]), "", (), ()))
                continue
            if element.tag == "p" and mark[:1] == ["@table"]:
                caption = element.text_content().removeprefix("Table: ")
                continue
            result.append(self.block(element, mark, caption))
            mark, caption = [], ""
        return result

    def block(self, element: HtmlElement, mark: list[str], caption: str) -> Block:
        match element.tag:
            case "p":
                return Paragraph(self.run(element))
            case "ul" | "ol":
                return self.listing(element)
            case "table" if mark[:1] == ["@table"]:
                return self.table(element, mark, caption)
            case "blockquote" if mark[:1] == ["@aside"]:
                return self.aside(element, mark[1])
            case "h2" | "h3" | "h4" | "h5" | "h6":
                return self.heading(element, mark)
        raise UnreadableMarkdown(f"unexpected <{element.tag}>")

    def heading(self, element: HtmlElement, mark: list[str]) -> SectionBlock:
        annex = mark[:1] == ["@annex"]
        return SectionBlock(
            id=element.get("id", ""),
            level=int(str(element.tag)[1]),
            label="",
            heading=self.marked.inlines(element),
            blocks=(),
            kind="annex" if annex else "section",
            audience=mark[1] if annex and len(mark) > 1 else "",
        )

    def listing(self, element: HtmlElement) -> ListBlock:
        style = _STYLES.get(element.get("type", ""), Style.DECIMAL)
        if element.tag == "ul":
            style = Style.BULLET
        items = tuple(self.item(li) for li in element if li.tag == "li")
        return ListBlock("", style, items)

    def item(self, element: HtmlElement) -> ListItem:
        inner = [child for child in element if child.tag in _BLOCKS or _is_comment(child)]
        if inner and inner[0].tag == "p" and not (element.text or "").strip():
            return ListItem(self.run(inner[0]), tuple(self.blocks(inner[1:])))
        for child in inner:
            element.remove(child)
        return ListItem(self.run(element), tuple(self.blocks(inner)))

    def table(self, element: HtmlElement, mark: list[str], caption: str) -> TableBlock:
        rows = [
            tuple(self.run(cell) for cell in row if cell.tag in ("th", "td"))
            for row in element.iter("tr")
        ]
        return TableBlock(mark[-1], caption, rows[0], tuple(rows[1:]), "row-header" in mark[:-1])

    def aside(self, element: HtmlElement, name: str) -> AsideBlock:
        inner = list(element)
        heading: Inlines = ()
        if inner and inner[0].tag == "p":
            first = self.marked.inlines(inner[0])
            if len(first) == 1 and isinstance(first[0], Strong):
                heading, inner = first[0].children, inner[1:]
        return AsideBlock(name, heading, tuple(self.blocks(inner)))

    def run(self, element: HtmlElement) -> Run:
        return self.marked.run(element)


def _is_comment(element: HtmlElement) -> bool:
    return isinstance(element, _Comment)


def _nest(flat: list[Block]) -> Blocks:
    """Headings with what follows them, as a tree."""
    result: list[Block] = []
    index = 0
    while index < len(flat):
        block = flat[index]
        index += 1
        if not isinstance(block, SectionBlock):
            result.append(block)
            continue
        end = index
        while end < len(flat) and not _closes(flat[end], block.level):
            end += 1
        result.append(replace(block, blocks=_nest(flat[index:end])))
        index = end
    return tuple(result)


def _closes(block: Block, level: int) -> bool:
    return isinstance(block, SectionBlock) and block.level <= level


def _without_labels(blocks: Blocks) -> Blocks:
    """Numbered blocks whose texts begin with their labels, without those beginnings."""
    return tuple(_without_label(block) for block in blocks)


def _without_label(block: Block) -> Block:
    if isinstance(block, SectionBlock):
        label = label_text(block)
        heading = _cut(block.heading, label) if label else block.heading
        return replace(block, heading=heading, blocks=_without_labels(block.blocks))
    if isinstance(block, Paragraph) and block.label and block.run.spans:
        first, *rest = block.run.spans
        cut = Span(first.key, _cut(first.content, f"{block.label} "))
        return replace(block, run=Run((cut, *rest), block.run.join))
    return block


def _cut(content: Inlines, label: str) -> Inlines:
    if not content or not isinstance(content[0], Text) or not content[0].text.startswith(label):
        raise UnreadableMarkdown(f"the number '{label.strip()}' is missing")
    rest = content[0].text.removeprefix(label)
    return ((Text(rest),) if rest else ()) + content[1:]
