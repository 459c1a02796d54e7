"""Markdown says what the tree says: written and read back, the blocks are the same."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policyloom.document import Marks, number, read_blocks, write_blocks
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
    Text,
)
from policyloom.model.policies import Numbering
from tests.document.strategies import documents

STYLES = st.sampled_from(list(Numbering))
THOROUGH = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@THOROUGH
@given(documents(), STYLES)
def test_a_records_markdown_gives_back_the_same_tree(blocks: Blocks, style: Numbering) -> None:
    """Paired comments lose nothing: occurrences, joins, conditions and named places included."""
    numbered = number(blocks, style)
    written = write_blocks(numbered, Marks.PAIRS)
    assert read_blocks(written, style) == numbered


@THOROUGH
@given(documents(), STYLES)
def test_finished_markdown_gives_back_the_same_tree(blocks: Blocks, style: Numbering) -> None:
    """Finished Markdown, its values written in, is the same page: no value became markup."""
    numbered = number(blocks, style)
    assert flat(read_blocks(write_blocks(numbered, Marks.ANCHORS), style)) == flat(numbered)


@THOROUGH
@given(documents(), STYLES)
def test_writing_what_was_read_gives_the_same_bytes(blocks: Blocks, style: Numbering) -> None:
    """The Markdown of a tree is one text only."""
    written = write_blocks(number(blocks, style), Marks.PAIRS)
    assert write_blocks(read_blocks(written, style), Marks.PAIRS) == written


def flat(blocks: Blocks) -> Blocks:
    """Blocks with each fact as the plain text that it shows."""
    return tuple(_block(block) for block in blocks)


def _block(block: Block) -> Block:
    match block:
        case Paragraph(run):
            return replace(block, run=_run(run))
        case ListBlock(items=items):
            return replace(block, items=tuple(ListItem(_run(i.run), flat(i.blocks)) for i in items))
        case TableBlock(header=header, rows=rows):
            return replace(
                block,
                header=tuple(_run(c) for c in header),
                rows=tuple(tuple(_run(c) for c in row) for row in rows),
            )
        case (
            SectionBlock(heading=heading, blocks=inner) | AsideBlock(heading=heading, blocks=inner)
        ):
            return replace(block, heading=_inlines(heading), blocks=flat(inner))


def _run(run: Run) -> Run:
    return replace(run, spans=tuple(replace(s, content=_inlines(s.content)) for s in run.spans))


def _inlines(content: Inlines) -> Inlines:
    result: list[Inline] = []
    for node in content:
        match node:
            case Fact(text=text) | Text(text):
                if result and isinstance(result[-1], Text):
                    result[-1] = Text(result[-1].text + text)
                else:
                    result.append(Text(text))
            case Link(href, inner):
                result.append(Link(href, _inlines(inner)))
            case Strong(inner) | Emphasis(inner):
                result.append(replace(node, children=_inlines(inner)))
            case _:
                result.append(node)
    return tuple(result)
