"""Named places filled with today's particulars, and annexes kept to their audience."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from operator import is_

from policyloom.document.inline import ENDS_SENTENCE, address
from policyloom.model.facts import Nature
from policyloom.model.letters import capital
from policyloom.model.nodes import (
    AsideBlock,
    Block,
    Blocks,
    Emphasis,
    Fact,
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
    plain,
)
from policyloom.model.policies import Audience

Particular = Callable[[str], str]
"""By a particular's name (`people.head.name`), its text today."""


def fill_particulars(blocks: Blocks, particular: Particular) -> Blocks:
    """Blocks read from a record, with each named place holding today's particular."""
    return tuple(_block(block, particular) for block in blocks)


def for_audience(blocks: Blocks, audience: Audience) -> Blocks:
    """The blocks without the annexes that this audience may not read."""
    return tuple(
        block
        for block in blocks
        if not isinstance(block, SectionBlock)
        or not block.audience
        or audience.may_read(Audience(block.audience))
    )


def _block(block: Block, fill: Particular) -> Block:
    match block:
        case Paragraph(run):
            return Paragraph(_run(run, fill), block.label)
        case ListBlock(items=items):
            filled = tuple(
                ListItem(_run(item.run, fill), fill_particulars(item.blocks, fill))
                for item in items
            )
            return ListBlock(block.id, block.style, filled)
        case TableBlock(header=header, rows=rows):
            return replace(
                block,
                header=tuple(_run(cell, fill) for cell in header),
                rows=tuple(tuple(_run(cell, fill) for cell in row) for row in rows),
            )
        case (
            SectionBlock(heading=heading, blocks=inner) | AsideBlock(heading=heading, blocks=inner)
        ):
            return replace(
                block, heading=_inlines(heading, fill), blocks=fill_particulars(inner, fill)
            )


def _run(run: Run, fill: Particular) -> Run:
    """The run filled, or the run itself where it names no particular: most do not."""
    spans = tuple(_span(span, fill) for span in run.spans)
    return run if all(map(is_, spans, run.spans)) else Run(spans, run.join)


def _span(span: Span, fill: Particular) -> Span:
    content = _inlines(span.content, fill)
    if content is span.content:
        return span
    return Span(span.key, _capitals(content))


def _capitals(content: Inlines) -> Inlines:
    """Particulars that begin a sentence with a capital.

    A text that ends like a sentence begins like one; an item that completes a lead-in does not.
    """
    begins = plain(content).rstrip().endswith((".", "!", "?", ":"))
    result: list[Inline] = []
    for node in content:
        if isinstance(node, Fact) and begins and node.nature is Nature.PARTICULAR:
            node = Fact(node.name, capital(node.text), node.nature)
        begins = isinstance(node, Text) and bool(ENDS_SENTENCE.search(node.text))
        result.append(node)
    return tuple(result)


def _inlines(content: Inlines, fill: Particular) -> Inlines:
    filled = tuple(_inline(node, fill) for node in content)
    return content if all(map(is_, filled, content)) else filled


def _inline(node: Inline, fill: Particular) -> Inline:
    match node:
        case Fact(name, nature=Nature.PARTICULAR):
            return Fact(name, fill(name), Nature.PARTICULAR)
        case Link(named=named) if named:
            return Link(address(named, fill), _inlines(node.children, fill), named)
        case Strong(inner) | Emphasis(inner) | Link(children=inner):
            children = _inlines(inner, fill)
            return node if children is inner else replace(node, children=children)
        case _:
            return node
