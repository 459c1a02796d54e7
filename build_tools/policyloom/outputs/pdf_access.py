"""What can be told of a PDF that somebody else made, for people who have it read to them.

A file enters; what was looked at, and sentences that say it, leave. Nothing here says that a PDF is
accessible: only a person who reads it can find that out. Where the standards ask for what is looked
at: ISO 32000-2, 14.8 (tags), 14.9.2 (language); WCAG 2.2, technique PDF18 (title).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pikepdf

MOST_PAGES = 60
"""How many pages are looked through for text, so that a thick file does not hold up a build."""

_SHOWS = "Tj TJ ' \""
_NESTED = 4
"""How deep drawings within drawings are looked into."""


@dataclass(frozen=True, slots=True)
class PdfAccess:
    """What a PDF has that helps with reading it aloud.

    `silent` is how many of the `looked` first pages hold no text; `pages` is how many there are.
    """

    pages: int
    looked: int
    silent: int
    tagged: bool
    language: bool
    title: bool


@lru_cache(maxsize=256)
def pdf_access(path: Path, sha256: str) -> PdfAccess | None:
    """Look at a PDF; None where it cannot be opened. `sha256` tells one state of it from another.

    Raises OSError where the disk refuses.
    """
    try:
        with pikepdf.open(path) as pdf:
            return _looked(pdf)
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError):
        return None


def access_words(access: PdfAccess) -> tuple[str, ...]:
    """What was found, in sentences for the reader."""
    return tuple(_sentences(access))


def _looked(pdf: Any) -> PdfAccess:
    root = pdf.Root
    pages = list(pdf.pages[:MOST_PAGES])
    marked = _dictionary(root.get("/MarkInfo")).get("/Marked")
    return PdfAccess(
        pages=len(pdf.pages),
        looked=len(pages),
        silent=sum(not _says_something(page.obj, _NESTED) for page in pages),
        tagged=marked is True and "/K" in _dictionary(root.get("/StructTreeRoot")),
        language=bool(str(root.get("/Lang") or "").strip()),
        title=bool(_title(pdf).strip()),
    )


def _dictionary(value: Any) -> Any:
    return value if isinstance(value, pikepdf.Dictionary) else {}


def _title(pdf: Any) -> str:
    info = str(_dictionary(pdf.trailer.get("/Info")).get("/Title") or "")
    return info or str(pdf.open_metadata().get("dc:title") or "")


def _says_something(drawn: Any, depth: int) -> bool:
    """Whether a page, or a drawing on it, shows any text."""
    for shown in pikepdf.parse_content_stream(drawn, _SHOWS):
        if any(_letters(operand) for operand in shown.operands):
            return True
    if not depth:
        return False
    drawings = _dictionary(_dictionary(drawn.get("/Resources")).get("/XObject"))
    return any(
        _says_something(drawing, depth - 1)
        for drawing in drawings.values()
        if drawing.get("/Subtype") == "/Form"
    )


def _letters(operand: Any) -> bool:
    if isinstance(operand, pikepdf.Array):
        return any(_letters(part) for part in operand)
    return isinstance(operand, pikepdf.String) and bool(bytes(operand).strip())


def _sentences(access: PdfAccess) -> Iterator[str]:
    if access.tagged:
        yield "This PDF is tagged: its tags tell a screen reader in which order to read it."
    else:
        yield "This PDF is not tagged, so a screen reader may read it in the wrong order."
    yield from _text_words(access)
    if not access.language:
        yield "It does not say which language it is in, so it may be read in the wrong voice."
    if not access.title:
        yield "It gives no title, so a screen reader may read out the name of the file."


def _text_words(access: PdfAccess) -> Iterator[str]:
    of = f"the first {access.looked}" if access.looked < access.pages else f"its {access.pages}"
    if not access.silent:
        return
    if access.silent == access.looked:
        yield (
            "It holds pictures of pages and no text, so that it cannot be read aloud, searched "
            "or made larger without blurring."
        )
    elif access.silent == 1:
        yield f"One of {of} pages holds no text: it may be a picture that cannot be read aloud."
    else:
        yield (
            f"{access.silent} of {of} pages hold no text: they may be pictures that cannot be "
            "read aloud."
        )
