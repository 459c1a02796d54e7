"""Posts in the places of names, where a text says the post beside it already.

In: filled blocks, and the particulars that have a post in the place of a name. Out: the same
blocks with a note there in its stead, so that no one reads "the headteacher, the headteacher".
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

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
    plain,
)

NO_NAME = "[name no longer shown]"
"""In square brackets, as an editor's words in another's text are."""


def names_left_out(blocks: Blocks, posts: Collection[str]) -> Blocks:
    """The blocks with a note where a post would be said twice in one clause.

    `posts` are the particulars (`people.head.name`) in whose places a post stands.
    """
    return tuple(_block(block, posts) for block in blocks) if posts else blocks


def _block(block: Block, posts: Collection[str]) -> Block:
    match block:
        case Paragraph(run):
            return replace(block, run=_run(run, posts))
        case ListBlock(items=items):
            done = (ListItem(_run(i.run, posts), names_left_out(i.blocks, posts)) for i in items)
            return replace(block, items=tuple(done))
        case TableBlock(header=header, rows=rows):
            return replace(
                block,
                header=tuple(_run(cell, posts) for cell in header),
                rows=tuple(tuple(_run(cell, posts) for cell in row) for row in rows),
            )
        case SectionBlock(blocks=inner) | AsideBlock(blocks=inner):
            return replace(block, blocks=names_left_out(inner, posts))


def _run(run: Run, posts: Collection[str]) -> Run:
    return replace(run, spans=tuple(_span(span, posts) for span in run.spans))


def _span(span: Span, posts: Collection[str]) -> Span:
    found = {fact.text for fact in _posts(span.content, posts)}
    if not found:
        return span
    said = plain(_without(span.content, posts)).casefold()
    twice = {text for text in found if text.casefold().removeprefix("the ") in said}
    return Span(span.key, _noted(span.content, posts, twice)) if twice else span


def _posts(content: Inlines, posts: Collection[str]) -> Iterator[Fact]:
    for node in content:
        if isinstance(node, Fact) and node.name in posts:
            yield node
        elif isinstance(node, Strong | Emphasis | Link):
            yield from _posts(node.children, posts)


def _without(content: Inlines, posts: Collection[str]) -> Inlines:
    """The words beside the posts, which are cut out."""
    return tuple(_cut(node, posts) for node in content)


def _cut(node: Inline, posts: Collection[str]) -> Inline:
    match node:
        case Fact(name) if name in posts:
            return Text("\0")
        case Strong(children) | Emphasis(children) | Link(children=children):
            return replace(node, children=_without(children, posts))
        case Text() | Fact() | Image():
            return node


def _noted(content: Inlines, posts: Collection[str], twice: Collection[str]) -> Inlines:
    return tuple(_note(node, posts, twice) for node in content)


def _note(node: Inline, posts: Collection[str], twice: Collection[str]) -> Inline:
    match node:
        case Fact(name, text) if name in posts and text in twice:
            return replace(node, text=NO_NAME)
        case Strong(children) | Emphasis(children) | Link(children=children):
            return replace(node, children=_noted(children, posts, twice))
        case Text() | Fact() | Image():
            return node
