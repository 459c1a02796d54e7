"""Which characters of a page the vendored fonts cannot print: a page enters, characters leave.

A PDF for archiving must not hold a character that its fonts lack, so each is reported with the
occurrence that holds it, before anything is typeset.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from dataclasses import fields
from functools import lru_cache
from pathlib import Path

from policyloom.model.nodes import (
    AsideBlock,
    Blocks,
    ListBlock,
    Paragraph,
    SectionBlock,
    TableBlock,
    plain,
    spans,
)
from policyloom.model.pages import Page
from policyloom.outputs.pdf_blocks import clean

SPACES = frozenset(" \t\r\n\f\u2002\u2003\u2007\u2009\u202f")
"""White space: what there is no glyph for is set as empty room."""

APART = frozenset({"body", "titles", "differences", "masthead"})
"""Fields of a page that are looked at in their own way, or not printed."""

UNPRINTED = frozenset({"logo", "primary", "accent"})
"""Fields of a masthead that are not text."""


@lru_cache(maxsize=8)
def font_characters(fonts: Path) -> frozenset[str]:
    """The characters that every font file (`*.ttf`) in this folder can print.

    Controls and private-use characters are left out, because PDF/A allows neither.
    Raises OSError or fontTools' TTLibError where a font cannot be read.
    """
    from fontTools.ttLib import TTFont

    maps = [set(TTFont(file, lazy=True).getBestCmap()) for file in sorted(fonts.glob("*.ttf"))]
    shared = set.intersection(*maps) if maps else set()
    printable = (chr(code) for code in shared)
    return frozenset(c for c in printable if unicodedata.category(c) not in ("Cc", "Co", "Cs"))


@lru_cache(maxsize=8)
def font_faults(fonts: Path) -> tuple[tuple[str, str], ...]:
    """What is wrong with the fonts of this folder, by file name; "" is the folder itself.

    Where there is a fault no character can be called printable, so no page is worth looking at.
    """
    files = sorted(fonts.glob("*.ttf"))
    if not files:
        return (("", "there is no .ttf file in it"),)
    return tuple((file.name, fault) for file in files if (fault := _font_fault(file)))


def _font_fault(file: Path) -> str:
    from fontTools.ttLib import TTFont, TTLibError

    try:
        return "" if TTFont(file, lazy=True).getBestCmap() else "it has no table of characters"
    except (OSError, TTLibError, EOFError, ValueError, KeyError, struct.error) as error:
        return getattr(error, "strerror", None) or str(error) or "it is cut short"


def missing_glyphs(page: Page, characters: frozenset[str]) -> list[tuple[str, str]]:
    """The characters that cannot be printed, each with the key of the occurrence that holds it.

    Outside the clauses the second part is the section's id or the name of the page's field.
    Every pair once, in reading order.
    """
    known = characters | SPACES
    found: dict[tuple[str, str], None] = {}
    for label, text in printed(page):
        if known.issuperset(text):
            continue
        for char in clean(text):
            # A letter that is missing is set as its base and its accents where those are there.
            if not known.issuperset(unicodedata.normalize("NFD", char)) and char not in known:
                found.setdefault((char, label))
    return list(found)


def printed(page: Page) -> Iterator[tuple[str, str]]:
    """Every text that a page prints, with where it comes from."""
    for field in fields(page.masthead):
        if field.name not in UNPRINTED:
            for text in _texts(getattr(page.masthead, field.name)):
                yield f"masthead.{field.name}", text
    for field in fields(page):
        if field.name not in APART:
            for text in _texts(getattr(page, field.name)):
                yield field.name, text
    yield from _labels(page.body)
    for span in spans(page.body):
        yield span.key or "body", plain(span.content)


def _texts(value: object) -> Iterator[str]:
    """Every string in a field's value: alone, in a tuple, or in a small dataclass."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _texts(getattr(value, name))


def _labels(blocks: Blocks) -> Iterator[tuple[str, str]]:
    """The printed texts of blocks that are in no span: headings, captions, labels."""
    for block in blocks:
        match block:
            case Paragraph(label=label):
                yield "body", label
            case TableBlock(id=id_, caption=caption):
                yield id_, caption
            case ListBlock(items=items):
                for item in items:
                    yield from _labels(item.blocks)
            case SectionBlock(id=id_, heading=heading, blocks=inner, label=label):
                yield id_, f"{label} {plain(heading)}"
                yield from _labels(inner)
            case AsideBlock(id=id_, heading=heading, blocks=inner):
                yield id_, plain(heading)
                yield from _labels(inner)
