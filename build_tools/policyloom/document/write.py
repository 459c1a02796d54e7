"""Blocks to Markdown that reads well, marked so that reading it back gives the same blocks.

Two ways of marking occurrences: an anchor before each (finished Markdown, where a link may
lead), or a pair of comments around each (records, where particulars are kept as named places).
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from policyloom.document.numbers import label_text, roman
from policyloom.model.facts import Nature
from policyloom.model.nodes import (
    AsideBlock,
    Block,
    Blocks,
    Emphasis,
    Fact,
    Image,
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
)
from policyloom.model.tree import Style

INDENT = "    "
_ALWAYS = re.compile(r"[\\`*\[\]<|{}]")
_ENTITY = re.compile(r"&(?=[#\w])")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_COMMENT = re.compile(r"^(<!-- [^>]* -->)")
_STARTS_BLOCK = re.compile(r"^[#>+=~:-]")
_STARTS_ITEM = re.compile(r"^(\(?\w{1,8})([.)])(?=\s|$)")


class Marks(StrEnum):
    """How occurrences are marked in the Markdown."""

    ANCHORS = "anchors"
    PAIRS = "pairs"


def write_blocks(blocks: Blocks, marks: Marks) -> str:
    """The Markdown of numbered blocks, ending in one newline."""
    return "\n\n".join(_Writer(marks).blocks(blocks)) + "\n"


@lru_cache(maxsize=20_000)
def escape(text: str) -> str:
    """Text as Markdown: what could be taken for markup becomes a numeric entity."""
    text = _ENTITY.sub("&#38;", text)
    text = _ALWAYS.sub(lambda m: f"&#{ord(m[0])};", text)
    return _UNDERSCORE.sub("&#95;", text)


def escape_start(text: str) -> str:
    """Written text that begins a block: what could open a list or heading becomes an entity."""
    text = _STARTS_BLOCK.sub(lambda m: f"&#{ord(m[0])};", text)
    return _STARTS_ITEM.sub(lambda m: f"{m[1]}&#{ord(m[2])};", text)


class _Writer:
    def __init__(self, marks: Marks) -> None:
        self.pairs = marks is Marks.PAIRS

    def blocks(self, blocks: Blocks) -> list[str]:
        written: list[str] = []
        before: Block | None = None
        for block in blocks:
            if isinstance(block, ListBlock) and isinstance(before, ListBlock):
                written.append("<!-- @ -->")
            written += self.block(block)
            before = block
        return written

    def block(self, block: Block) -> list[str]:
        match block:
            case Paragraph(run, label):
                text = self.run(run, starts=not label)
                return [f"{label} {text}" if label else self.own_line(text)]
            case ListBlock():
                return [self.listing(block)]
            case TableBlock():
                return self.table(block)
            case SectionBlock():
                return self.section(block)
            case AsideBlock():
                return self.aside(block)

    def own_line(self, text: str) -> str:
        """A comment that begins a line would hide its line from other Markdown programs."""
        return _COMMENT.sub(r"\1\n", text) if self.pairs else text

    def section(self, block: SectionBlock) -> list[str]:
        written: list[str] = []
        if block.kind == "annex":
            written.append(f"<!-- @annex {block.audience} -->".replace("  ", " "))
        if block.heading:
            # Markdown takes `#` at the end of a heading for part of its mark.
            heading = self.inlines(block.heading).replace("&#", "\0").replace("#", "&#35;")
            heading = label_text(block) + heading.replace("\0", "&#")
            written.append(f"{'#' * block.level} {heading} {{#{block.id}}}")
        else:
            written.append(f"<!-- @part {block.level} {block.id} -->")
        return written + self.blocks(block.blocks)

    def aside(self, block: AsideBlock) -> list[str]:
        inner = self.blocks(block.blocks)
        if block.heading:
            inner.insert(0, f"**{self.inlines(block.heading)}**")
        lines = "\n\n".join(inner).split("\n")
        quoted = "\n".join(f"> {line}".rstrip() for line in lines)
        return [f"<!-- @aside {block.id} -->", quoted]

    def listing(self, block: ListBlock) -> str:
        loose = any(not isinstance(b, ListBlock) for item in block.items for b in item.blocks)
        items = [self.item(block.style, i, item) for i, item in enumerate(block.items, 1)]
        return ("\n\n" if loose else "\n").join(items)

    def item(self, style: Style, position: int, item: ListItem) -> str:
        marker = {
            Style.BULLET: "-",
            Style.DECIMAL: f"{position}.",
            Style.ROMAN: f"{roman(position)}.",
            Style.LETTERS: f"{_letters(position)}.",
        }[style]
        text = f"{marker} {self.run(item.run, starts=True)}"
        tight = all(isinstance(b, ListBlock) for b in item.blocks) and len(item.blocks) < 2
        for part in self.blocks(item.blocks):
            text += ("\n" if tight else "\n\n") + _indented(part)
        return text

    def table(self, block: TableBlock) -> list[str]:
        rows = "row-header " if block.row_header else ""
        written = [f"<!-- @table {rows}{block.id} -->"]
        if block.caption:
            written.append(f"Table: {escape(block.caption)}")
        lines = [self.row(block.header), "|" + "---|" * len(block.header)]
        lines += [self.row(row) for row in block.rows]
        return [*written, "\n".join(lines)]

    def row(self, cells: tuple[Run, ...]) -> str:
        return "| " + " | ".join(self.run(cell, starts=False) for cell in cells) + " |"

    def run(self, run: Run, starts: bool) -> str:
        if not run.spans:
            return ""
        first = self.span(run.spans[0], starts)
        return run.join.text.join([first, *(self.span(span, False) for span in run.spans[1:])])

    def span(self, span: Span, starts: bool) -> str:
        text = self.inlines(span.content)
        if starts and (self.pairs or not span.key):
            text = escape_start(text)
        if not span.key:
            return text
        if self.pairs:
            return f"<!-- {span.key} -->{text}<!-- /{span.key} -->"
        return f'<a id="{span.key}"></a>{text}'

    def inlines(self, content: Inlines) -> str:
        return made_of(content, _paired if self.pairs else _anchored)

    def write(self, content: Inlines) -> str:
        parts: list[str] = []
        for node in content:
            match node:
                case Text(text):
                    parts.append(escape(text))
                case Strong(inner):
                    parts.append(f"**{self.inlines(inner)}**")
                case Emphasis(inner):
                    parts.append(f"*{self.inlines(inner)}*")
                case Link(href, inner, named):
                    to = named if self.pairs and named else href
                    parts.append(f"[{self.inlines(inner)}]({to})")
                case Image(src, alt):
                    parts.append(f"![{escape(alt)}]({src})")
                case Fact():
                    parts.append(self.fact(node))
        return "".join(parts)

    def fact(self, fact: Fact) -> str:
        if not self.pairs:
            return escape(fact.text)
        if fact.nature is Nature.PARTICULAR:
            return f"{{{{ {fact.name} }}}}"
        return f"<!--= {fact.name} -->{escape(fact.text)}<!--/-->"


def _anchored(content: Inlines) -> str:
    return _Writer(Marks.ANCHORS).write(content)


def _paired(content: Inlines) -> str:
    return _Writer(Marks.PAIRS).write(content)


def _indented(text: str) -> str:
    return "\n".join(INDENT + line if line else line for line in text.split("\n"))


def _letters(position: int) -> str:
    letters = ""
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(97 + rest) + letters
    return letters
