"""The node tree as plain text for a terminal: blocks enter, lines leave."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

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
    Strong,
    TableBlock,
    Text,
)


@dataclass(frozen=True, slots=True)
class TextWriter:
    """Writes blocks as lines of at most `width` characters (a longer word stays whole)."""

    width: int

    def blocks(self, blocks: Blocks, indent: str) -> list[str]:
        """Blocks one after the other with an empty line between them."""
        lines: list[str] = []
        for block in blocks:
            lines += [""] if lines else []
            lines += self.block(block, indent)
        return lines

    def block(self, block: Block, indent: str) -> list[str]:
        match block:
            case Paragraph(run, label):
                return self.lines(f"{label} {run_words(run)}".strip(), indent)
            case ListBlock(items=items):
                return [line for item in items for line in self.item(item, indent)]
            case TableBlock(caption=caption, header=header, rows=rows):
                lines = self.lines(caption, indent) + self.lines(row_words(header), indent)
                return lines + [x for row in rows for x in self.lines(row_words(row), indent, "| ")]
            case SectionBlock(label=label, heading=heading, blocks=inner):
                return self.headed(f"{label} {words(heading)}".strip(), inner, indent)
            case AsideBlock(heading=heading, blocks=inner):
                return self.headed(words(heading), inner, indent)

    def headed(self, heading: str, blocks: Blocks, indent: str) -> list[str]:
        head = self.lines(heading, indent)
        return [*head, *([""] if head else []), *self.blocks(blocks, indent)]

    def item(self, item: ListItem, indent: str) -> list[str]:
        lines = self.lines(run_words(item.run), indent, "- ")
        return lines + self.blocks(item.blocks, indent + "  ")

    def lines(self, text: str, indent: str, mark: str = "") -> list[str]:
        """Text broken into lines; `mark` stands before the first."""
        return textwrap.wrap(
            text,
            max(self.width, len(indent + mark) + 20),
            initial_indent=indent + mark,
            subsequent_indent=indent + " " * len(mark),
            break_on_hyphens=False,
            break_long_words=False,
        )


def run_words(run: Run) -> str:
    """A run on one line."""
    return run.join.text.join(words(span.content) for span in run.spans)


def row_words(row: tuple[Run, ...]) -> str:
    """A table's row on one line."""
    return " | ".join(map(run_words, row))


def words(content: Inlines) -> str:
    """Inline content as text; emphasis and links show as Markdown shows them."""
    return "".join(map(_word, content))


def _word(node: Inline) -> str:
    match node:
        case Text(text) | Fact(text=text):
            return text
        case Strong(children):
            return f"**{words(children)}**"
        case Emphasis(children):
            return f"*{words(children)}*"
        case Link(href, children):
            return f"{words(children)} <{href}>"
        case Image(alt=alt):
            return f"[{alt}]"
