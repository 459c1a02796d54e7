"""What a PDF says. In: a file; out: its text, with or without what repeats on every page."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path

import pikepdf
from pypdf import PdfReader

_SHOWS = frozenset(["Tj", "TJ", "'", '"'])


@lru_cache(maxsize=64)
def pdf_text(path: Path) -> str:
    """All of a PDF's text, headers and footers included, as words with single spaces."""
    return _tidy(path.read_bytes())


@lru_cache(maxsize=64)
def running_text(path: Path) -> str:
    """A PDF's text without artifacts: no header or footer stands in the middle of a sentence."""
    with pikepdf.open(path) as opened:
        for page in opened.pages:
            page.Contents = opened.make_stream(pikepdf.unparse_content_stream(_tagged(page)))
        made = BytesIO()
        opened.save(made)
    return _tidy(made.getvalue())


def _tagged(page: pikepdf.Page) -> list[pikepdf.ContentStreamInstruction]:
    """The page's drawing, without the text that is in no tag."""
    kept: list[pikepdf.ContentStreamInstruction] = []
    within: list[bool] = []
    for step in pikepdf.parse_content_stream(page):
        name = str(step.operator)
        if name in ("BDC", "BMC"):
            within.append(str(step.operands[0]) == "/Artifact")
        elif name == "EMC":
            within.pop()
        if not (name in _SHOWS and any(within)):
            kept.append(step)  # type: ignore[arg-type]
    return kept


def _tidy(data: bytes) -> str:
    read = PdfReader(BytesIO(data))
    return " ".join(" ".join(page.extract_text() for page in read.pages).split())
