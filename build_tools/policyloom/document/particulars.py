"""Named places filled with today's particulars, and annexes kept to their audience."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from policyloom.model.facts import Nature
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
    Strong,
    TableBlock,
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
            return replace(block, run=_run(run, fill))
        case ListBlock(items=items):
            filled = (
                ListItem(_run(item.run, fill), fill_particulars(item.blocks, fill))
                for item in items
            )
            return replace(block, items=tuple(filled))
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
    return replace(
        run, spans=tuple(replace(s, content=_inlines(s.content, fill)) for s in run.spans)
    )


def _inlines(content: Inlines, fill: Particular) -> Inlines:
    return tuple(_inline(node, fill) for node in content)


def _inline(node: Inline, fill: Particular) -> Inline:
    match node:
        case Fact(name, nature=Nature.PARTICULAR):
            return replace(node, text=fill(name))
        case Strong(inner) | Emphasis(inner) | Link(children=inner):
            return replace(node, children=_inlines(inner, fill))
        case _:
            return node
