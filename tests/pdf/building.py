"""Short names for building blocks by hand: texts enter, the model's nodes leave."""

from __future__ import annotations

from collections.abc import Mapping

from policyloom.model.facts import Nature
from policyloom.model.nodes import (
    Block,
    Fact,
    Inline,
    ListBlock,
    ListItem,
    Paragraph,
    Run,
    SectionBlock,
    Span,
    Text,
)
from policyloom.model.pages import Page
from policyloom.model.tree import Style
from policyloom.outputs.pdf import PdfMaker
from policyloom.outputs.pdf_json import page_json


def key_of(maker: PdfMaker, page: Page, links: Mapping[str, str]) -> str:
    """The key of a page's PDF."""
    return maker.key(page, page_json(page, links))


def run(*texts: str | Inline, key: str = "") -> Run:
    """One span of text and inline nodes."""
    return Run((Span(key, tuple(Text(t) if isinstance(t, str) else t for t in texts)),))


def para(*texts: str | Inline, key: str = "", label: str = "") -> Paragraph:
    return Paragraph(run(*texts, key=key), label)


def item(text: str, *blocks: Block) -> ListItem:
    return ListItem(run(text), blocks)


def items(name: str, style: Style, *texts: str) -> ListBlock:
    return ListBlock(name, style, tuple(item(text) for text in texts))


def section(name: str, label: str, heading: str, *blocks: Block, level: int = 2) -> SectionBlock:
    return SectionBlock(name, level, label, (Text(heading),), blocks)


def fact(name: str, text: str) -> Fact:
    return Fact(name, text, Nature.PARTICULAR)
