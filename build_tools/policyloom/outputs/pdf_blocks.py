"""Blocks as the data that the print layout reads: nodes enter, plain JSON values leave.

Every text is a JSON string and is never parsed again. Inline content is a string or a list of
strings and objects; blocks are objects; `t` names an object's kind. Pure: no disk, no clock.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, TypeAlias
from urllib.parse import quote

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
    run_text,
    runs,
)
from policyloom.model.pages import Detail
from policyloom.model.tree import Style
from policyloom.outputs.pdf_tables import LONG_WORD, column_widths, whole

Json: TypeAlias = Any
"""What `json.dumps` takes; the layout is its only reader."""

MARKS = {Style.BULLET: "", Style.DECIMAL: "1.", Style.ROMAN: "(i)", Style.LETTERS: "(a)"}
SAFE = ("https:", "http:", "mailto:", "tel:")

SHORT_ASIDE = 900
"""An aside of at most this many characters is not cut in two by a page's end."""

_SPACES = re.compile(r"[ \t\r\n\f]+")

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Hints on where a line may break and letters may join: nothing is lost on paper without them."""

_PLAIN = str.maketrans("\u2010\u2011", "--", INVISIBLE)
"""Hyphens with a meaning of their own, which text fonts seldom have, become the plain one."""

_PIECES = re.compile(r"[^/@._?&=#-]{1,20}[/@._?&=#-]*|[/@._?&=#-]+")


def clean(text: str) -> str:
    """Text as it is set: one space for any white space, letters composed with their accents."""
    return unicodedata.normalize("NFC", _SPACES.sub(" ", text).translate(_PLAIN))


def breakable(text: str) -> list[Json]:
    """The text, with places to break a line in words too long for a narrow column.

    An address is broken after its punctuation. Nothing is printed there, and nothing is copied.
    """
    broken: list[Json] = [""]
    for index, word in enumerate(text.split(" ")):
        first, *rest = _PIECES.findall(word) if len(word) > LONG_WORD else [word]
        broken[-1] += " " * bool(index) + first
        for piece in rest:
            broken += [{"t": "break"}, piece]
    return broken


class PrintWriter:
    """Writes blocks and inline content as JSON values.

    `links` gives the absolute address of each `policy:<id>`. The last heading's level is kept,
    so that none is skipped: an accessible PDF may not go from level 2 to level 4.
    """

    def __init__(self, links: Mapping[str, str]) -> None:
        self.links = links
        self.level = 1

    def blocks(self, blocks: Blocks) -> list[Json]:
        """Blocks in order; labelled paragraphs that follow each other become one hanging list."""
        written: list[Json] = []
        following = (*blocks[1:], None)
        for block, after in zip(blocks, following, strict=False):
            last = written[-1] if written and written[-1]["t"] == "labels" else None
            content = self.block(block, after)
            if isinstance(block, Paragraph) and block.label:
                if last is None:
                    last = {"t": "labels", "i": []}
                    written.append(last)
                last["i"].append({"l": clean(block.label), "b": [content]})
            elif isinstance(block, ListBlock) and last is not None:
                last["i"][-1]["b"].append(content)
            else:
                written.append(content)
        return written

    def block(self, block: Block, after: Block | None) -> Json:
        match block:
            case Paragraph(run):
                return self.paragraph(run, isinstance(after, ListBlock | TableBlock))
            case ListBlock():
                items = [self.item(item) for item in block.items]
                return {"t": "list", "m": MARKS[block.style], "i": items}
            case TableBlock():
                return self.table(block)
            case SectionBlock():
                return self.section(block)
            case AsideBlock():
                return self.aside(block)

    def paragraph(self, run: Run, stay: bool) -> Json:
        content = self.run(run)
        picture = content[0] if len(content) == 1 and isinstance(content, list) else None
        if isinstance(picture, dict) and picture["t"] == "img":
            return {**picture, "t": "picture"}
        return {"t": "p", "c": content, "stay": stay}

    def item(self, item: ListItem) -> Json:
        first = {"t": "p", "c": self.run(item.run), "stay": bool(item.blocks)}
        return [first, *self.blocks(item.blocks)] if item.run.spans else self.blocks(item.blocks)

    def table(self, table: TableBlock) -> Json:
        texts = [[clean(run_text(cell)) for cell in row] for row in (table.header, *table.rows)]
        widths = column_widths(texts, table.row_header)
        return {
            "t": "table",
            "caption": clean(table.caption),
            "w": widths,
            "head": [self.run(cell) for cell in table.header],
            "rows": [[self.run(cell) for cell in row] for row in table.rows],
            "whole": [whole(row, widths) for row in texts[1:]],
            "row_header": table.row_header,
        }

    def section(self, section: SectionBlock) -> Json:
        if section.heading:
            self.level = min(section.level, self.level + 1)
        level = self.level
        return {
            "t": "section",
            "id": section.id,
            "level": level,
            "n": clean(section.label),
            "h": self.inlines(_without_links(section.heading)),
            "annex": section.kind == "annex",
            "b": self.blocks(section.blocks),
        }

    def aside(self, aside: AsideBlock) -> Json:
        length = sum(len(run_text(run)) for run in runs(aside.blocks))
        heading = self.inlines(aside.heading)
        return {
            "t": "aside",
            "h": heading,
            "b": self.blocks(aside.blocks),
            "whole": length <= SHORT_ASIDE,
        }

    def run(self, run: Run) -> Json:
        parts: list[Inline] = []
        for index, span in enumerate(run.spans):
            parts += [Text(run.join.text)] if index else []
            parts += span.content
        return self.inlines(tuple(parts))

    def inlines(self, content: Inlines) -> Json:
        """Inline content: a string where it is nothing but text, else a list."""
        written: list[Json] = []
        for part in (self.inline(node) for node in content):
            if isinstance(part, str) and written and isinstance(written[-1], str):
                written[-1] += part
            else:
                written.append(part)
        tidy = [
            piece
            for part in written
            for piece in (breakable(clean(part)) if isinstance(part, str) else [part])
        ]
        return tidy[0] if len(tidy) == 1 and isinstance(tidy[0], str) else tidy

    def inline(self, node: Inline) -> Json:
        match node:
            case Text(text) | Fact(text=text):
                return text
            case Strong(children):
                return {"t": "b", "c": self.inlines(children)}
            case Emphasis(children):
                return {"t": "i", "c": self.inlines(children)}
            case Link(href, children):
                return self.link(href, self.inlines(children))
            case Image(src, alt):
                return {"t": "img", "src": src, "alt": clean(alt)}

    def link(self, href: str, content: Json) -> Json:
        """A link, or its text alone where there is no address that a printed copy could use.

        A link in which nothing is to be seen is none: the typesetter cannot tag it.
        """
        address = self.links.get(href, "") if href.startswith("policy:") else href
        if not address.lower().startswith(SAFE) or not _visible(content):
            return {"t": "s", "c": content}
        return {"t": "a", "u": quote(address, safe="%/:?#[]@!$&'()*+,;=~"), "c": content}

    def detail(self, detail: Detail) -> Json:
        value = self.inlines((Text(detail.value),))
        return [clean(detail.label), [self.link(detail.href, value)] if detail.href else value]


def _visible(content: Json) -> bool:
    """Whether anything of inline content shows on paper."""
    if isinstance(content, str):
        return bool(content.strip())
    if isinstance(content, list):
        return any(_visible(part) for part in content)
    return content["t"] == "img" or _visible(content.get("c", ""))


def _without_links(content: Inlines) -> Inlines:
    """A heading's content for the contents as well: no links (they are one), no images."""
    kept: list[Inline] = []
    for node in content:
        match node:
            case Link(children=children):
                kept += _without_links(children)
            case Image(alt=alt):
                kept.append(Text(alt))
            case _:
                kept.append(node)
    return tuple(kept)
